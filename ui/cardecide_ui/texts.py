"""The window's own texts, in the language chosen, switched while the window is open.

All sentences stand in ``resources/messages/window.yaml``, once per language. Qt's own translation files would
need a compiled copy beside each source; a message file is shared with the rest of the program.
"""

from PySide6.QtCore import QObject, Signal

from cardecide.language.message import Message
from cardecide.language.messages import all_messages, say
from cardecide.language.printed_units import printed_unit
from cardecide.language.text import Language


class Texts(QObject):
    """Says texts in the language chosen; ``changed`` tells the window to say them all again."""

    changed = Signal()

    def __init__(self, language: Language = "en", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._language: Language = language

    @property
    def language(self) -> Language:
        """The language in use."""
        return self._language

    def use(self, language: Language) -> None:
        """Switch to another language."""
        if language != self._language:
            self._language = language
            self.changed.emit()

    def __call__(self, id: str, **parts: object) -> str:
        """The text under ``window.<id>``; raises KeyError where there is none."""
        return all_messages()[f"window.{id}"][self._language].format(**parts)

    def say(self, said: Message) -> str:
        """A message of the window, with its parts."""
        return say(said, self._language)

    def option(self, kind: str, value: str) -> str:
        """The word for one value of a choice; a code that reads the same everywhere stands for itself."""
        common = "window.option.unknown" if value == "unknown" else f"value.{value}"
        entry = all_messages().get(f"window.option.{kind}.{value}") or all_messages().get(common)
        return entry[self._language] if entry else value

    def unit(self, unit: str) -> str:
        """A unit for the eye, in words where it is a word."""
        entry = all_messages().get(f"window.unit.{unit}")
        return entry[self._language] if entry else printed_unit(unit)

    def common(self, id: str) -> str:
        """A word that other surfaces share, such as ``status.on_label``."""
        return all_messages()[id][self._language]

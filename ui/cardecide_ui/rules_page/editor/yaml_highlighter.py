"""Colors for YAML and for the conditions in it, one line at a time."""

import re
from typing import Final

from PySide6.QtCore import QObject
from PySide6.QtGui import QSyntaxHighlighter, QTextCharFormat, QTextDocument

from cardecide.facts.catalogue import catalogue
from cardecide_ui.palettes import Colors
from cardecide_ui.rules_page.editor.editor_colors import formats
from cardecide_ui.rules_page.editor.plain_document import is_plain, units

_WORDS: Final = frozenset({"includes", "all", "any", "of", "one", "is", "not", "yes", "no", "unknown"})
_HOLDS_CONDITIONS: Final = frozenset(
    {"include", "exclude", "hold", "caution", "favor", "advise", "applies", "condition", "when", "if"}
    | {"all", "any", "not", "at_least", "of", "facts", "expect", "criteria", "computed"}
)
_HOLDS_PROSE: Final = frozenset(
    {"en", "zh", "tr", "cite", "note", "text", "title", "name", "why", "population"}
)
_PART: Final = re.compile(
    r"""(?P<comment>(?:^|(?<=\s))\#.*)
      | (?P<key>(?<![\w.:/-])[A-Za-z_][\w.-]*(?=\s*:(?:\s|$)))
      | (?:(?<=:\ )|(?<=-\ )|(?<=[\[{])|^\s*)(?P<single>'(?:[^']|'')*(?P<single_end>'?))
      | (?:(?<=:\ )|(?<=-\ )|(?<=[\[{])|^\s*)(?P<double>"(?:[^"\\]|\\.)*(?P<double_end>"?))
      | (?<=,\ )(?P<later>'(?:[^']|'')*'|"(?:[^"\\]|\\.)*")
      | (?P<number>(?<![\w.-])\d+(?:[.-]\d+)*(?![\w]))
      | (?P<name>[A-Za-z_][\w-]*)""",
    re.VERBOSE,
)
_BLOCK_TEXT: Final = re.compile(r":\s+[|>][+-]?\d?\s*(?:#.*)?$")
_NONE, _SINGLE, _DOUBLE, _TEXT = 0, 1, 2, 10
_REST: Final = {
    _SINGLE: re.compile(r"(?:[^']|'')*(?P<end>'?)"),
    _DOUBLE: re.compile(r'(?:[^"\\]|\\.)*(?P<end>"?)'),
}


class YamlHighlighter(QSyntaxHighlighter):
    """Highlights keys, comments, texts and numbers, and in conditions the facts and words of the language.

    The state of a line says what goes on into the next: nothing, a quoted text, or a text of several lines
    (with its indentation).
    """

    def __init__(self, owner: QObject, document: QTextDocument, colors: Colors) -> None:
        super().__init__(owner)  # goes with its editor; the document may outlive both
        self.setDocument(document)
        self._facts = frozenset(catalogue())
        self._looks = formats(colors)

    def highlightBlock(self, text: str) -> None:  # noqa: N802 - Qt's name
        """Color one line."""
        state, at = max(self.previousBlockState(), _NONE), 0
        indent = len(text) - len(text.lstrip(" "))
        if state >= _TEXT and (not text.strip() or indent > state - _TEXT):
            self._format(text, 0, len(text), self._looks.string)
            self.setCurrentBlockState(state)
            return
        if state in _REST:
            rest = _REST[state].match(text)
            at = rest.end() if rest else len(text)
            self._format(text, 0, at, self._looks.string)
            if rest is None or not rest["end"]:
                self.setCurrentBlockState(state)
                return
        elif ":" in text and _BLOCK_TEXT.search(text):
            self.setCurrentBlockState(_TEXT + indent + (text[indent : indent + 2] == "- ") * 2)
            self._parts(text, 0)
            return
        self.setCurrentBlockState(self._parts(text, at))

    def _parts(self, text: str, at: int) -> int:
        """Color the parts of a line from ``at`` on and return the state of its end."""
        structured = (
            ":" in text or text.lstrip().startswith("- ") or "[" in text or text.rstrip().endswith(("]", "}"))
        )
        conditions = ":" not in text and text.lstrip().startswith("- ") and self._asks(text)
        for found in _PART.finditer(text, at):
            group = found.lastgroup or ""
            if found["comment"] is not None:
                look: QTextCharFormat | None = self._looks.comment
            elif found["key"] is not None:
                conditions = conditions or found["key"] in _HOLDS_CONDITIONS
                if found["key"] in _HOLDS_PROSE:
                    structured = False
                look = self._key(found["key"])
            elif found["single"] is not None or found["double"] is not None:
                self._format(text, found.start(), found.end(), self._looks.string)
                if not (found["single_end"] or found["double_end"]):
                    return _SINGLE if found["single"] is not None else _DOUBLE
                continue
            elif found["later"] is not None:
                look = self._looks.string
            elif group == "number":
                look = self._looks.number if structured else None
            else:
                look = self._name(found["name"]) if conditions else None
            if look is not None:
                self._format(text, found.start(), found.end(), look)
        return _NONE

    def _asks(self, text: str) -> bool:
        """Whether a line of a list is a condition: it begins with a fact."""
        first = text.lstrip()[2:].split(maxsplit=1)
        return bool(first) and first[0] in self._facts

    def _key(self, name: str) -> QTextCharFormat:
        return self._looks.fact if name in self._facts else self._looks.key

    def _name(self, name: str) -> QTextCharFormat | None:
        if name in self._facts:
            return self._looks.fact
        return self._looks.word if name in _WORDS else None

    def _format(self, text: str, start: int, end: int, look: QTextCharFormat) -> None:
        if not is_plain(text):
            start, end = units(text[:start]), units(text[:end])
        self.setFormat(start, end - start, look)

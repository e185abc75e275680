"""Asks how a table is to be read where its file leaves that open: encoding, separator, sheet."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from cardecide.reading.problem import InputError
from cardecide_ui.fields.plain_widgets import PlainLabel, StillComboBox
from cardecide_ui.texts import Texts

_ASKED = ("encoding", "delimiter", "sheet")


class ReadingChoices(QFrame):
    """One question with its possible answers; an answer opens the table again."""

    def __init__(
        self, texts: Texts, read: Callable[[Path, str, str], object], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._texts, self._read = texts, read
        self._path: Path | None = None
        self._asked = ""
        self.setProperty("card", "hint")
        self.label = PlainLabel(wrap=True)
        self.box = StillComboBox()
        self.box.setAccessibleName(texts("cohort.read_so"))
        self.button = QPushButton(texts("cohort.read_so"))
        self.button.clicked.connect(lambda: self._answer())
        row = QHBoxLayout(self)
        row.addWidget(self.label, 1)
        row.addWidget(self.box)
        row.addWidget(self.button)
        self.hide()

    def ask(self, path: Path | None, error: InputError) -> bool:
        """Ask what the error leaves open; False where it asks nothing."""
        code = error.problems[0].code
        if path is None or code not in _ASKED:
            self.hide()
            return False
        self._path, self._asked = path, code
        self.label.setText(self._texts(f"cohort.trouble.{code}"))
        self.box.setAccessibleName(self.label.text())
        self.box.clear()
        for label, value in self._answers(code, path):
            self.box.addItem(label, value)
        self.show()
        self.box.setFocus()
        return True

    def _answers(self, code: str, path: Path) -> list[tuple[str, str]]:
        match code:
            case "encoding":
                return [
                    (self._texts(f"cohort.encoding.{name}"), name) for name in ("utf-8", "gb18030", "cp1254")
                ]
            case "delimiter":
                from cardecide.cohort.tables.delimited import NAMES

                return [(self._texts.common(f"cohort.sign.{name}"), sign) for sign, name in NAMES.items()]
            case _:
                from cardecide.cohort.tables.spreadsheet import sheet_names

                return [(name, name) for name in sheet_names(path.read_bytes())]

    def _answer(self) -> None:
        value = self.box.currentData()
        if self._path is not None and isinstance(value, str):
            self.hide()
            self._read(self._path, self._asked, value)


def trouble_text(error: InputError, texts: Texts) -> str:
    """What could not be done, in the window's language where there are words for it."""
    from cardecide.language.messages import all_messages

    lines = []
    for problem in error.problems[:8]:
        entry = all_messages().get(f"window.cohort.trouble.{problem.code}")
        lines.append(entry[texts.language] if entry else str(problem))
    return "\n".join(dict.fromkeys(lines))

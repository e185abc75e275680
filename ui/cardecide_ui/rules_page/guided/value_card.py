"""The form of one value: what it is about, what is plausible, and a field for the new value."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFormLayout, QFrame, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from cardecide.authoring import EditableValue, value_edit
from cardecide.facts.catalogue import catalogue
from cardecide.language.text import in_language
from cardecide.reading.problem import InputError
from cardecide_ui.fields.date_text import DateTextError, read_date
from cardecide_ui.fields.number_text import NumberTextError, read_number, show_number
from cardecide_ui.fields.plain_widgets import PlainLabel, StillComboBox
from cardecide_ui.rules_page.editor.plain_document import PlainDocument
from cardecide_ui.rules_page.models.guided_values import ValueRow, stale_number
from cardecide_ui.texts import Texts
from cardecide_ui.view_models.problem_words import problem_text


class ValueCard(QFrame):
    """Writes the value into the document where it stands; every other sign of the text stays.

    ``before`` gives the values of the text of the program; ``changed`` tells that one was written.
    """

    changed = Signal()
    left = Signal()

    def __init__(
        self,
        document: Callable[[], PlainDocument],
        before: Callable[[], Mapping[str, EditableValue]],
        texts: Texts,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._document = document
        self._before = before
        self._texts = texts
        self._row: ValueRow | None = None
        self.setProperty("card", "list")
        self.title = PlainLabel(role="strong", wrap=True)
        self.about = PlainLabel(role="quiet", wrap=True)
        self.definition = PlainLabel(role="caption", wrap=True)
        self.line = QLineEdit(self)
        self.unit = StillComboBox(self)
        self.choice = StillComboBox(self)
        self.range = PlainLabel(role="caption", wrap=True)
        self.problem = PlainLabel(role="problem", wrap=True)
        self.words = PlainLabel(role="warning", wrap=True)
        self.apply = QPushButton(texts("rules.guided.apply"), self)
        self.line.setAccessibleName(texts("rules.guided.value"))
        self.unit.setAccessibleName(texts("rules.guided.unit"))
        self.choice.setAccessibleName(texts("rules.what.source"))
        entry = QHBoxLayout()
        entry.addWidget(self.line, 1)
        entry.addWidget(self.unit)
        entry.addWidget(self.choice, 1)
        entry.addWidget(self.apply)
        form = QFormLayout()
        self.caption = PlainLabel(texts("rules.guided.value"))
        self.caption.setBuddy(self.line)
        form.addRow(self.caption, entry)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 10)
        column.setSpacing(5)
        for widget in (self.title, self.about, self.definition):
            column.addWidget(widget)
        column.addLayout(form)
        column.addWidget(self.range)
        column.addWidget(self.problem)
        column.addWidget(self.words)
        self.line.returnPressed.connect(self.write)
        self.apply.clicked.connect(self.write)
        self.line.textEdited.connect(lambda _text: self._say_problem(""))
        self.show_row(None)

    def show_row(self, row: ValueRow | None) -> None:
        """Show a value; None: nothing is chosen."""
        same = row is not None and self._row is not None and row.value.key == self._row.value.key
        self._row = row
        self.setVisible(row is not None)
        if row is None:
            return
        value, texts = row.value, self._texts
        self.title.setText(row.name)
        fact = catalogue().get(value.fact)
        is_threshold = bool(value.condition)
        self.about.setText(f"{row.about} ({value.fact}): {value.condition}" if is_threshold else row.about)
        self.definition.setText(in_language(dict(fact.definition), texts.language) if fact else "")
        self.definition.setVisible(fact is not None)
        is_source = value.what == "source"
        self.line.setVisible(not is_source)
        self.choice.setVisible(is_source)
        self.unit.setVisible(bool(value.units))
        self.apply.setText(texts("rules.guided.apply" if value.current else "rules.guided.add"))
        if is_source:
            self.choice.clear()
            self.choice.addItems(list(value.choices))
            self.choice.setCurrentText(value.current)
        elif not same or not self.line.isModified():
            self.line.setText(value.current)
            self.unit.clear()
            for unit in value.units:
                self.unit.addItem(texts.unit(unit), unit)
            self.unit.setCurrentIndex(max(0, self.unit.findData(value.unit)))
        self._say_range(row)
        said = stale_number(value, self._before())
        self.words.setText(texts("rules.guided.words_still_say", old=said) if said else "")
        self.words.setVisible(bool(said))
        if not same:
            self._say_problem("")

    def write(self) -> None:
        """Write the new value into the text, or say why it cannot be this one."""
        if self._row is None:
            return
        value, document = self._row.value, self._document()
        text = document.text
        unit = self.unit.currentData() if value.units else None
        try:
            new = self.choice.currentText() if value.what == "source" else self._read(value.what)
            edit = value_edit(text, value.key, new, unit=unit if unit != value.unit else None)
        except (NumberTextError, DateTextError) as error:
            self._say_problem(self._texts(f"rules.guided.{error.args[0]}"))
            return
        except InputError as error:
            language = self._texts.language
            self._say_problem("; ".join(problem_text(one, language) for one in error.problems))
            return
        except KeyError:
            self._say_problem(self._texts("rules.guided.gone"))
            return
        self._say_problem("")
        self.line.setModified(False)
        document.apply_edits((edit,), text)
        self.changed.emit()

    def take_focus(self) -> None:
        """Put the cursor into the field, its text chosen."""
        if self.choice.isVisibleTo(self):
            self.choice.setFocus()
        else:
            self.line.setFocus()
            self.line.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Escape goes back to the list; what was typed and not written is let go."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
            return
        self.line.setModified(False)
        self._say_problem("")
        self.show_row(self._row)
        self.left.emit()

    def _read(self, what: str) -> str:
        typed = self.line.text().strip()
        if what == "date":
            day = read_date(typed)
            if not day.is_exact:
                raise DateTextError("whole_date")
            return day.first.isoformat()
        read_number(typed)  # refuses what is no number; what is written keeps its digits (1.0 stays 1.0)
        return typed.replace(",", ".").replace("−", "-")

    def _say_range(self, row: ValueRow) -> None:
        value = row.value
        lines = []
        if value.low is not None and value.high is not None:
            fact = catalogue().get(value.fact)
            unit = self._texts.unit(fact.unit) if fact and fact.unit else ""
            lines.append(
                self._texts(
                    "rules.guided.plausible",
                    low=show_number(value.low),
                    high=show_number(value.high),
                    unit=unit,
                ).strip()
            )
        if value.version:
            lines.append(self._texts("rules.guided.version", day=value.version))
        line = self._document().text.count("\n", 0, value.range.start) + 1
        lines.append(self._texts("rules.guided.line", line=line))
        self.range.setText(" · ".join(lines))

    def _say_problem(self, words: str) -> None:
        self.problem.setText(words)
        self.problem.setVisible(bool(words))
        state = "invalid" if words else ""
        if self.line.property("state") != state:
            self.line.setProperty("state", state)
            self.line.style().unpolish(self.line)
            self.line.style().polish(self.line)

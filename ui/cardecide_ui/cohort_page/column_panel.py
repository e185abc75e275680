"""One column of the table: what it means, in which unit, and what its words stand for."""

from collections.abc import Sequence
from functools import cache

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCompleter,
    QFormLayout,
    QFrame,
    QLineEdit,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from cardecide.language.messages import say
from cardecide.language.text import Language
from cardecide_ui.cohort_page.model import CohortModel
from cardecide_ui.fields.plain_widgets import PlainLabel, StillComboBox
from cardecide_ui.texts import Texts

_WORDS_MOST = 40


class ColumnPanel(QScrollArea):
    """Asks for the meaning of one column and takes every answer at once."""

    def __init__(self, model: CohortModel, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model, self._texts = model, texts
        self._column = ""
        self._shown: object = None
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.meaning: StillComboBox | None = None
        self.unit: StillComboBox | None = None
        self.limit: QLineEdit | None = None
        self.dates: StillComboBox | None = None
        self.decimal: StillComboBox | None = None
        self.words: dict[str, StillComboBox] = {}
        model.changed.connect(self._refresh)

    def show_column(self, name: str) -> None:
        """Ask about another column."""
        self._column = name
        self._shown = None
        self._refresh()

    def _refresh(self) -> None:
        table = self._model.table
        if table is None or self._column not in table.columns:
            self._column = ""
            self.takeWidget()
            return
        questions = tuple(one for one in self._model.questions if one.column == self._column)
        state = (self._column, self._model.meaning(self._column), questions)
        if state != self._shown:
            focused = self._focused()
            self._shown = state
            self._build(questions)
            again = getattr(self, focused, None) if focused else None
            if isinstance(again, QWidget):
                again.setFocus()

    def _focused(self) -> str:
        for name in ("meaning", "unit", "limit", "dates", "decimal"):
            widget = getattr(self, name)
            if isinstance(widget, QWidget) and widget.hasFocus():
                return name
        return ""

    def _build(self, questions: Sequence[object]) -> None:
        from cardecide.cohort.tables.targets import targets

        self.meaning = self.unit = self.limit = self.dates = self.decimal = None
        self.words = {}
        body = QWidget()
        body.setProperty("surface", "form")
        column = QVBoxLayout(body)
        column.setContentsMargins(12, 10, 12, 10)
        column.addWidget(PlainLabel(self._column, role="title", wrap=True))
        for question in questions:
            said = say(question.said, self._texts.language)  # type: ignore[attr-defined]
            column.addWidget(PlainLabel(f"? {said}", role="warning", wrap=True))
        form = QFormLayout()
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        form.setVerticalSpacing(4)
        column.addLayout(form)
        one = self._model.meaning(self._column)
        self.meaning = self._meaning_box(one.target)
        self._row(form, "meaning", self.meaning)
        target = targets().get(one.target)
        if target is not None and target.kind == "number":
            if target.units and target.needs_unit:
                self.unit = self._choice(
                    ["", *target.units],
                    one.unit,
                    "unit",
                    lambda text: self._texts.unit(text) if text else "–",
                )
                self._row(form, "unit", self.unit)
            if f"{target.name}.upper_limit" in targets():
                self.limit = self._limit_edit(one.upper_limit)
                self._row(form, "upper_limit", self.limit)
            if one.decimal or any(getattr(q, "asks", "") == "decimal" for q in questions):
                self.decimal = self._choice(
                    ["", "point", "comma"], one.decimal or "", "decimal", self._named("cohort.decimal")
                )
                self._row(form, "decimal", self.decimal)
        elif target is not None and target.kind == "date":
            self.dates = self._choice(
                ["", "day first", "month first"], one.dates or "", "dates", self._named("cohort.dates")
            )
            self._row(form, "dates", self.dates)
        elif target is not None and target.kind in ("yes_no", "choice"):
            self._word_rows(column, target.values, target.kind)
        column.addStretch(1)
        self.setWidget(body)

    def _row(self, form: QFormLayout, name: str, widget: QWidget) -> None:
        label = PlainLabel(self._texts(f"cohort.mapping.{name}"), role="heading")
        label.setBuddy(widget)
        widget.setAccessibleName(f"{self._column}: {label.text()}")
        form.addRow(label, widget)

    def _meaning_box(self, target: str) -> StillComboBox:
        box = _narrow_box()
        box.setEditable(True)
        box.setInsertPolicy(StillComboBox.InsertPolicy.NoInsert)
        for name, label in meanings(self._texts.language):
            box.addItem(label, name)
        place = box.findData(target)
        box.setCurrentIndex(place)
        completer = QCompleter(box.model(), box)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        box.setCompleter(completer)
        edit = box.lineEdit()
        if edit is not None:
            edit.setAccessibleName(f"{self._column}: {self._texts('cohort.mapping.meaning')}")
            edit.setCursorPosition(0)
        box.activated.connect(lambda index: self._choose(box.itemData(index)))
        return box

    def _choose(self, target: object) -> None:
        if isinstance(target, str) and target:
            self._model.set_target(self._column, target)

    def _choice(self, values: Sequence[str], chosen: str, detail: str, label: object) -> StillComboBox:
        box = _narrow_box()
        say_value = label if callable(label) else str
        for value in values:
            box.addItem(say_value(value), value)
        if chosen not in values:
            box.addItem(say_value(chosen), chosen)
        box.setCurrentIndex(box.findData(chosen))

        def take(index: int) -> None:
            value = box.itemData(index)
            self._model.set_detail(self._column, **{detail: value or ("" if detail == "unit" else None)})

        box.activated.connect(take)
        return box

    def _named(self, group: str) -> object:
        return lambda value: self._texts(f"{group}.{value.replace(' ', '_')}") if value else "–"

    def _limit_edit(self, text: str) -> QLineEdit:
        edit = QLineEdit(text)
        edit.setPlaceholderText(self._texts("cohort.mapping.upper_limit.hint"))
        edit.editingFinished.connect(lambda: self._take_limit(edit))
        return edit

    def _take_limit(self, edit: QLineEdit) -> None:
        text = edit.text().strip().replace(",", ".")
        try:
            valid = not text or float(text) > 0
        except ValueError:
            valid = False
        edit.setProperty("state", "" if valid else "invalid")
        edit.style().unpolish(edit)
        edit.style().polish(edit)
        if valid:
            self._model.set_detail(self._column, upper_limit=text)

    def _word_rows(self, column: QVBoxLayout, values: Sequence[str], kind: str) -> None:
        from cardecide.cohort.tables.proposal import different_texts
        from cardecide.cohort.tables.targets import targets
        from cardecide.cohort.tables.words import common_words, unknown_words, word_key

        if self._model.table is None:
            return
        one = self._model.meaning(self._column)
        given = {word_key(word): value for word, value in one.words.items()}
        known = {word_key(value): value for value in values}
        common = common_words(targets()[one.target])
        column.addWidget(PlainLabel(self._texts("cohort.mapping.words"), role="heading"))
        form = QFormLayout()
        form.setVerticalSpacing(3)
        column.addLayout(form)
        offered = list(dict.fromkeys([*(("yes", "no") if kind == "yes_no" else values), "unknown"]))
        for word in different_texts(self._model.table, self._column)[:_WORDS_MOST]:
            key = word_key(word)
            chosen = given.get(key) or known.get(key) or common.get(key) or ""
            if not chosen and key in unknown_words():
                chosen = "unknown"
            box = _narrow_box()
            box.setAccessibleName(self._texts("cohort.mapping.word", word=word))
            for value in ("", *offered):
                box.addItem(self._value(value) if value else "–", value)
            box.setCurrentIndex(box.findData(chosen))
            box.activated.connect(
                lambda index, box=box, word=word: self._take_word(word, box.itemData(index))
            )
            self.words[word] = box
            form.addRow(PlainLabel(word), box)

    def _take_word(self, word: str, value: object) -> None:
        words = dict(self._model.meaning(self._column).words)
        words.pop(word, None)
        if isinstance(value, str) and value:
            words[word] = value
        self._model.set_detail(self._column, words=words)

    def _value(self, value: str) -> str:
        from cardecide.cohort.tables.targets import targets
        from cardecide.facts.catalogue import catalogue, member_label
        from cardecide.language.messages import value_label

        target = targets()[self._model.meaning(self._column).target]
        if target.group == "fact" and value in target.values and target.kind == "choice":
            return member_label(catalogue()[target.detail], value, self._texts.language)
        return value_label(value, self._texts.language).replace("_", " ")


def _narrow_box() -> StillComboBox:
    """A box as wide as there is room for, whatever its entries need."""
    box = StillComboBox()
    box.setSizeAdjustPolicy(StillComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(8)
    box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    return box


@cache
def meanings(language: Language) -> tuple[tuple[str, str], ...]:
    """Every meaning with its label; where two are called the same, the group is said too."""
    from cardecide.cohort.tables.naming import target_label
    from cardecide.cohort.tables.targets import targets
    from cardecide.language.messages import all_messages

    labels = {name: target_label(target, language) for name, target in targets().items()}
    seen: dict[str, int] = {}
    for label in labels.values():
        seen[label] = seen.get(label, 0) + 1
    found = []
    for name, label in labels.items():
        group = targets()[name].group
        group = group if group in ("labs", "cytogenetics", "condition", "fact") else "case"
        said = all_messages()[f"cohort.group.{group}"][language]
        found.append((name, f"{label} ({said})" if seen[label] > 1 or group == "fact" else label))
    first = [one for one in found if one[0] in ("ignored", "id", "decision_date")]
    rest = sorted((one for one in found if one not in first), key=lambda one: one[1].casefold())
    return (*sorted(first, key=lambda one: one[0] != "ignored"), *rest)

"""One laboratory test: value, unit, date, upper limit, and below them what the program makes of it."""

from decimal import Decimal

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from cardecide.case import units
from cardecide.case.partial_date import PartialDate
from cardecide.language.printed_units import printed_unit
from cardecide_ui.fields.context import FormContext
from cardecide_ui.fields.date_text import show_date
from cardecide_ui.fields.line_editor import CaseLineEdit
from cardecide_ui.fields.number_text import show_number
from cardecide_ui.fields.plain_widgets import PlainLabel, StillComboBox, set_plain_tooltip
from cardecide_ui.fields.showing import show_rounded
from cardecide_ui.fields.vocabulary import Term
from cardecide_ui.view_models import lab_entry

LABEL_WIDTH = 126
_GAP = 6
_FRAME = 16  # pixels of a line edit around its text
_LONGEST_DAY = PartialDate(2026, 11, 30)
WIDTHS = {"value": 72, "unit": 92, "date": 104, "upper_limit": 62}


def unit_fits(unit: str, term: Term) -> bool:
    """Whether a value in ``unit`` can be a value of the test."""
    return units.fits(unit, term.unit, term.name)


_CHECKS = lab_entry.LabEntryChecks(unit_fits)


def width_of(part: str, context: FormContext, widget: QWidget) -> int:
    """The width of a column; that of the dates holds the longest one of the language."""
    if part != "date":
        return WIDTHS[part]
    longest = show_date(_LONGEST_DAY, context.texts.language)
    return max(WIDTHS[part], widget.fontMetrics().horizontalAdvance(longest) + _FRAME)


class LabHeading(QWidget):
    """The heading of a group, with the names of the columns over them."""

    def __init__(
        self, heading: str, context: FormContext, *, with_upper_limit: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(_GAP)
        title = PlainLabel(context.texts(heading), role="heading", wrap=True)
        title.setFixedWidth(LABEL_WIDTH)
        layout.addWidget(title)
        for part in lab_entry.PARTS:
            shown = part != "upper_limit" or with_upper_limit
            caption = PlainLabel(context.texts(f"labs.{part}") if shown else "", role="caption")
            caption.setFixedWidth(width_of(part, context, self))
            layout.addWidget(caption)
        layout.addStretch(1)


class LabRow(QWidget):
    """Shows the newest entry of one test."""

    def __init__(self, term: Term, context: FormContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.term = term
        self._context = context
        self._typing = ""
        name = term.in_language(context.texts.language)
        self.label = PlainLabel(name, wrap=True)
        self.label.setFixedWidth(LABEL_WIDTH)
        self.edits = {part: self._line(part, name) for part in ("value", "date")}
        if term.needs_upper_limit:
            self.edits["upper_limit"] = self._line("upper_limit", name)
        self.unit = self._unit_box(name) if len(term.units) > 1 else None
        self.label.setBuddy(self.edits["value"])
        self.echo = PlainLabel(role="echo")
        self.echo.setFixedHeight(17)
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setHorizontalSpacing(_GAP)
        layout.setVerticalSpacing(0)
        layout.addWidget(self.label, 0, 0)
        layout.addWidget(self.edits["value"], 0, 1)
        unit: QWidget = self.unit or PlainLabel(printed_unit(term.unit), role="unit")
        unit.setFixedWidth(WIDTHS["unit"])
        layout.addWidget(unit, 0, 2)
        layout.addWidget(self.edits["date"], 0, 3)
        if "upper_limit" in self.edits:
            layout.addWidget(self.edits["upper_limit"], 0, 4)
        layout.addWidget(self.echo, 1, 1, 1, 5)
        layout.setColumnStretch(5, 1)
        for part in self.edits:
            context.add(lab_entry.lab_path(term.name, part), self)
        self.refresh()

    def refresh(self) -> None:
        """Show the entry or what was typed; the part being typed is left alone."""
        shown = self.texts_shown()
        session = self._context.session
        for part, edit in self.edits.items():
            if part != self._typing:
                edit.show_text(shown[part])
            draft = session.draft(lab_entry.lab_path(self.term.name, part))
            edit.mark("invalid" if draft and draft.problem else "")
        if self.unit is not None:
            with QSignalBlocker(self.unit):
                self.unit.setCurrentIndex(self._unit_index(shown["unit"]))
        self._say()

    def focus(self) -> None:
        """Take the cursor."""
        self.edits["value"].setFocus(Qt.FocusReason.TabFocusReason)

    def texts_shown(self) -> dict[str, str]:
        """The four texts of the row: what was typed, or what the case holds."""
        lab = lab_entry.newest(self._context.session.case, self.term.name)
        shown = dict.fromkeys(lab_entry.PARTS, "")
        if lab is not None:
            shown["value"] = lab.comparator + show_number(lab.value)
            shown["unit"] = lab.unit
            shown["date"] = show_date(lab.date, self._context.texts.language) if lab.date else ""
            shown["upper_limit"] = show_number(lab.upper_limit) if lab.upper_limit is not None else ""
        for part in lab_entry.PARTS:
            if draft := self._context.session.draft(lab_entry.lab_path(self.term.name, part)):
                shown[part] = draft.text
        return shown

    def _say(self) -> None:
        texts = self._context.texts
        session = self._context.session
        set_plain_tooltip(self.edits["value"], self._range())
        for part in lab_entry.PARTS:
            draft = session.draft(lab_entry.lab_path(self.term.name, part))
            if draft is not None and draft.problem is not None:
                self.echo.set_role("problem")
                self.echo.setText(f"✕ {texts.say(draft.problem)}")
                return
        said, unusual = self._echo_of_value()
        if earlier := lab_entry.earlier_count(session.case, self.term.name):
            said.append(texts("labs.earlier", count=earlier))
        self.echo.set_role("warning" if unusual else "echo")
        self.echo.setText(" · ".join(said))

    def _echo_of_value(self) -> tuple[list[str], bool]:
        lab = lab_entry.newest(self._context.session.case, self.term.name)
        if lab is None:
            return [self._range()] if self.edits["value"].hasFocus() else [], False
        try:
            number = units.convert(lab.value, lab.unit or self.term.unit, self.term.unit, self.term.name)
        except units.UnitError:
            return [], False
        said = []
        if units.normalize(lab.unit or self.term.unit) != units.normalize(self.term.unit):
            said.append(f"= {lab.comparator}{show_rounded(number)} {printed_unit(self.term.unit)}")
        unusual = self._is_unusual(number)
        if unusual:
            said.insert(0, f"⚠ {self._context.texts('echo.unusual')}")
        return said, unusual

    def _range(self) -> str:
        """What can be a value of the test at all, in the unit chosen or else its own."""
        if self.term.plausible is None:
            return ""
        unit = self.texts_shown()["unit"] or self.term.unit
        try:
            ends = [units.convert(end, self.term.unit, unit, self.term.name) for end in self.term.plausible]
        except units.UnitError:
            unit, ends = self.term.unit, list(self.term.plausible)
        low, high = map(show_rounded, ends)
        shown = printed_unit(unit)
        return self._context.texts("echo.possible", low=low, high=high, unit=shown).strip()

    def _is_unusual(self, number: Decimal) -> bool:
        bounds = self.term.plausible
        return bounds is not None and not bounds[0] <= number <= bounds[1]

    def _line(self, part: str, name: str) -> CaseLineEdit:
        edit = CaseLineEdit(self)
        edit.setFixedWidth(width_of(part, self._context, self))
        edit.setAccessibleName(f"{name}: {self._context.texts(f'labs.{part}')}")
        if part == "date":
            edit.setPlaceholderText(self._context.texts(f"labs.{part}"))
        edit.textEdited.connect(lambda text, part=part: self._changed(part, text, typing=True))
        edit.left.connect(self._left)
        edit.reached.connect(self._say)
        return edit

    def _unit_box(self, name: str) -> StillComboBox:
        box = StillComboBox(self)
        box.setAccessibleName(f"{name}: {self._context.texts('labs.unit')}")
        box.setPlaceholderText(self._context.texts("labs.unit"))
        for unit in self.term.units:
            box.addItem(printed_unit(unit), unit)
        box.activated.connect(lambda index: self._changed("unit", box.itemData(index), typing=False))
        return box

    def _unit_index(self, unit: str) -> int:
        normal = units.normalize(unit) if unit else ""
        found = [i for i, offered in enumerate(self.term.units) if units.normalize(offered) == normal]
        return found[0] if found else -1

    def _changed(self, part: str, text: str, *, typing: bool) -> None:
        session = self._context.session
        self._typing = part if typing else ""
        try:
            shown = self.texts_shown()
            state = lab_entry.change_part(
                session.state, self.term, shown, part, text, _CHECKS, self._taken_over()
            )
            session.apply(state, lab_entry.lab_path(self.term.name, part), typing=typing)
            entered = lab_entry.newest(state.case, self.term.name)
            if entered is not None and entered.unit and self.unit is not None:
                self._context.state.units[self.term.name] = entered.unit
        finally:
            self._typing = ""

    def _taken_over(self) -> dict[str, str]:
        """What a new value takes over: the unit in which this test was entered last, the sample's date."""
        remembered = self._context.state.units.get(self.term.name, "")
        day = self._context.state.sample_date
        return {
            "unit": remembered if self._unit_index(remembered) >= 0 else "",
            "date": show_date(day, self._context.texts.language) if day is not None else "",
        }

    def _left(self) -> None:
        self._context.session.close_edit()
        self.refresh()

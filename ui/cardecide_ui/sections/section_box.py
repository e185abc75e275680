"""One section of the form on the screen: a title, and a widget for each of its records."""

from collections.abc import Iterator
from math import inf
from time import perf_counter

from PySide6.QtWidgets import QVBoxLayout, QWidget

from cardecide_ui.derived.fact_line import DerivedFacts
from cardecide_ui.derived.override_list import OverrideList
from cardecide_ui.fields.context import FormContext
from cardecide_ui.fields.field_row import FieldRow
from cardecide_ui.fields.plain_widgets import PlainLabel
from cardecide_ui.fields.record import FieldRecord
from cardecide_ui.fields.vocabulary import lab_terms
from cardecide_ui.sections.entry_list import EntryListWidget
from cardecide_ui.sections.history_stroke import HistoryStroke
from cardecide_ui.sections.jurisdictions import JurisdictionRow
from cardecide_ui.sections.lab_row import LabHeading, LabRow
from cardecide_ui.sections.sample_date import SampleDate
from cardecide_ui.sections.section import (
    Block,
    CaseHead,
    Derived,
    DrawnTimeline,
    EntryList,
    Heading,
    History,
    LabGroup,
    Overrides,
    Sample,
    Section,
)
from cardecide_ui.treatments.timeline_view import TimelineView


class SectionBox(QWidget):
    """Holds the place of a section; ``build`` makes its widgets, once, all or a few at a time."""

    def __init__(
        self,
        section: Section,
        context: FormContext,
        listed_tests: frozenset[str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.section = section
        self._context = context
        self._listed_tests = listed_tests
        self.is_built = False
        self._rest = self._steps()
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 14)
        self._layout.setSpacing(2)
        self._layout.addWidget(PlainLabel(context.texts(f"section.{section.name}"), role="section"))

    def build(self, seconds: float = inf) -> None:
        """Make the widgets, once they are needed, until the time is over; the next call goes on."""
        end = perf_counter() + seconds
        for _ in self._rest:
            if perf_counter() >= end:
                return
        self.is_built = True

    def _steps(self) -> Iterator[None]:
        """Makes one widget after the other."""
        if self.section.name in ("labs", "stated", "toxicity"):
            hint = self._context.texts(f"section.{self.section.name}.hint")
            self._layout.addWidget(PlainLabel(hint, role="echo", wrap=True))
        for block in self.section.blocks:
            if isinstance(block, LabGroup):
                yield from self._lab_rows(block)
            else:
                self._add(block)
                yield

    def _add(self, block: Block) -> None:
        match block:
            case FieldRecord():
                self._layout.addWidget(FieldRow(block, self._context, self))
            case Heading(text):
                self._heading(text)
            case EntryList():
                self._layout.addWidget(EntryListWidget(block, self._context, self))
            case History(path):
                self._layout.addWidget(HistoryStroke(path, self._context, self))
            case DrawnTimeline():
                self._layout.addWidget(TimelineView(self._context, self._context.colors, self))
            case Derived(facts, more):
                self._layout.addWidget(DerivedFacts(facts, self._context, self, more=more))
            case Overrides():
                self._layout.addWidget(OverrideList(self._context, self))
            case Sample():
                self._layout.addWidget(SampleDate(self._context, self))
            case CaseHead():
                self._layout.addWidget(JurisdictionRow(self._context, self))

    def _lab_rows(self, group: LabGroup) -> Iterator[None]:
        known = lab_terms()
        names = group.tests or tuple(name for name in known if name not in self._listed_tests)
        shown = [known[name] for name in names if name in known]
        limits = any(term.needs_upper_limit for term in shown)
        self._layout.addSpacing(6)
        heading = LabHeading(group.heading, self._context, with_upper_limit=limits, parent=self)
        self._layout.addWidget(heading)
        for term in shown:
            self._layout.addWidget(LabRow(term, self._context, self))
            yield

    def _heading(self, text: str) -> None:
        self._layout.addSpacing(6)
        self._layout.addWidget(PlainLabel(self._context.texts(text), role="heading"))

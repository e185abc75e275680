"""Headings that stay with what they head."""

from typing import Final

from reportlab.platypus import CondPageBreak, Flowable

from cardecide.report.grid import Cell, Row
from cardecide.report.paragraph import Content, paragraph
from cardecide.report.styles import COLUMN, INK, SECTION

_ROOM: Final = 90.0
"""Points below which a part begins on the next page instead."""


def section(text: Content) -> list[Flowable]:
    """The heading of a part of the report, never alone at the foot of a page."""
    return [CondPageBreak(_ROOM), paragraph(text, SECTION)]


def block(cells: tuple[Cell, ...], spans: tuple[int, ...]) -> Row:
    """The heading of one table inside a part."""
    return Row(cells, spans, rule=INK, rule_width=0.7, padding=3)


def columns(*texts: str) -> Row:
    """The names of the columns."""
    return Row(tuple((paragraph(text, COLUMN),) for text in texts), rule=None, padding=1)

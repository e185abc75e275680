"""Headings that stay with what they head."""

from collections.abc import Sequence
from typing import Final

from reportlab.platypus import CondPageBreak, Flowable

from cardecide.report.grid import Cell, Grid, Row
from cardecide.report.paragraph import Content, paragraph
from cardecide.report.styles import COLUMN, INK, SECTION

_HEADING: Final = 30.0
_ROOM: Final = 90.0
"""Points below which a part begins on the next page instead."""


def section(text: Content, *, room: float = _ROOM) -> list[Flowable]:
    """The heading of a part of the report; with less than ``room`` points left it begins on the next page."""
    return [CondPageBreak(room), paragraph(text, SECTION)]


def room_for(part: Sequence[Flowable], width: float) -> float:
    """The room in points that the heading of a part needs so that its beginning stands below it."""
    first = part[0]
    return max(_ROOM, _HEADING + first.kept_height(width)) if isinstance(first, Grid) else _ROOM


def block(cells: tuple[Cell, ...], spans: tuple[int, ...]) -> Row:
    """The heading of one table inside a part."""
    return Row(cells, spans, rule=INK, rule_width=0.7, padding=3)


def columns(*texts: str) -> Row:
    """The names of the columns."""
    return Row(tuple((paragraph(text, COLUMN),) for text in texts), rule=None, padding=1)

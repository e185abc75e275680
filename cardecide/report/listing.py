"""Many short texts under one heading, each on a line of its own, in columns: a wall of text is not read."""

from collections.abc import Sequence
from typing import Final

from reportlab.platypus import CondPageBreak, Flowable

from cardecide.report.column_flow import ColumnFlow
from cardecide.report.paragraph import Line, Piece, paragraph
from cardecide.report.styles import ACCENT, FINE, GRAY, SMALL

_ROOM: Final = 60.0
"""Points below which a list begins on the next page instead."""


def listed_under(heading: str, texts: Sequence[Line], *, columns: int = 2) -> list[Flowable]:
    """The heading and the texts, of which the first stand on the same page."""
    head = paragraph([Piece(heading, bold=True, color=ACCENT)], SMALL)
    return [CondPageBreak(_ROOM), head, listed(texts, columns=columns)]


def listed(texts: Sequence[Line], *, columns: int = 2) -> ColumnFlow:
    """The texts in columns, each after a dash."""
    return ColumnFlow(
        [paragraph([Piece("– ", color=GRAY), *text], FINE) for text in texts], columns=columns, gap=0.8
    )

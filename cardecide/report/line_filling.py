"""Fills lines with units, first fit; a unit wider than a whole line is broken between its characters."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from reportlab.lib.colors import Color

from cardecide.report.fonts import REGULAR, FontRun, width_at_one_point
from cardecide.report.units import Unit

_SLACK = 1e-6


class Placed(NamedTuple):
    """A unit with the look of the text it comes from."""

    unit: Unit
    color: Color
    bold: bool


class SetRun(NamedTuple):
    """A stretch of one line that is printed at once."""

    font: str
    color: Color
    bold: bool
    text: str


class SetLine(NamedTuple):
    """One finished line and its width in points."""

    runs: tuple[SetRun, ...]
    width: float


def filled(units: Sequence[Placed], size: float, width: float) -> Iterator[list[Placed]]:
    """The units of each line that is at most ``width`` points wide at ``size``; one line at least."""
    room = max(width / size, 0.0) + _SLACK
    blank = width_at_one_point(" ", REGULAR)
    line: list[Placed] = []
    used = 0.0
    for group in _unbreakable(units):
        needed = 0.0
        for one in group:
            needed += one.unit.width + blank if one.unit.space else one.unit.width
        lead = blank if group[0].unit.space else 0.0
        if line and used + needed > room:
            yield line
            line, used = [], 0.0
        if not line:
            needed -= lead
        if needed <= room:
            line.extend(group)
            used += needed
            continue
        for part in _broken(group, room):
            if line:
                yield line
            line, used = part, sum(one.unit.width for one in part)
    yield line


def set_line(units: Sequence[Placed], size: float) -> SetLine:
    """The units side by side as few runs; a space belongs to the run before it."""
    runs: list[SetRun] = []
    texts: list[str] = []
    look: tuple[str, Color, bool] | None = None
    for (unit_runs, _, space, _), color, bold in units:
        if space and texts:
            texts.append(" ")
        for font, text in unit_runs:
            if look is None or font != look[0] or color is not look[1] or bold != look[2]:
                if look:
                    runs.append(SetRun(*look, "".join(texts)))
                    texts = []
                look = (font, color, bold)
            texts.append(text)
    if look:
        runs.append(SetRun(*look, "".join(texts)))
    return SetLine(tuple(runs), sum(width_at_one_point(run.text, run.font) for run in runs) * size)


def _unbreakable(units: Sequence[Placed]) -> Iterator[Sequence[Placed]]:
    """Units that stay on one line: each with those glued to it."""
    start = 0
    for place, one in enumerate(units):
        if place and not one.unit.glued:
            yield units[start:place]
            start = place
    if units:
        yield units[start:]


def _broken(group: Sequence[Placed], room: float) -> Iterator[list[Placed]]:
    """The characters of a group too wide for any line, as many as fit on each; one at least."""
    line: list[Placed] = []
    used = 0.0
    for one in group:
        for run in one.unit.runs:
            start, taken = 0, 0.0
            for index, character in enumerate(run.text):
                width = width_at_one_point(character, run.font)
                if used + taken + width > room and (line or index > start):
                    if index > start:
                        line.append(_part(one, run, start, index, taken))
                    yield line
                    line, used, start, taken = [], 0.0, index, 0.0
                taken += width
            line.append(_part(one, run, start, len(run.text), taken))
            used += taken
    if line:
        yield line


def _part(one: Placed, run: FontRun, start: int, stop: int, width: float) -> Placed:
    return Placed(
        Unit((FontRun(run.font, run.text[start:stop]),), width, space=False, glued=False), one.color, one.bold
    )

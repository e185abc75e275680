"""Fills lines with units, first fit; a unit wider than a whole line is broken between its characters."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reportlab.lib.colors import Color

from cardecide.report.fonts import REGULAR, FontRun, width_at_one_point
from cardecide.report.units import Unit

_SLACK = 1e-6


@dataclass(frozen=True, slots=True)
class Placed:
    """A unit with the look of the text it comes from."""

    unit: Unit
    color: Color
    bold: bool


@dataclass(frozen=True, slots=True)
class SetRun:
    """A stretch of one line that is printed at once."""

    font: str
    color: Color
    bold: bool
    text: str


@dataclass(frozen=True, slots=True)
class SetLine:
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
        needed = sum(one.unit.width + (blank if one.unit.space else 0.0) for one in group)
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
    for index, one in enumerate(units):
        for place, run in enumerate(one.unit.runs):
            gap = " " if index and not place and one.unit.space else ""
            last = runs[-1] if runs else None
            if last and (last.font, last.color, last.bold) == (run.font, one.color, one.bold):
                runs[-1] = SetRun(last.font, last.color, last.bold, f"{last.text}{gap}{run.text}")
                continue
            if gap and last:
                runs[-1] = SetRun(last.font, last.color, last.bold, last.text + gap)
            runs.append(SetRun(run.font, one.color, one.bold, run.text))
    return SetLine(tuple(runs), sum(width_at_one_point(run.text, run.font) for run in runs) * size)


def _unbreakable(units: Sequence[Placed]) -> Iterator[list[Placed]]:
    """Units that stay on one line: each with those glued to it."""
    group: list[Placed] = []
    for one in units:
        if group and not one.unit.glued:
            yield group
            group = []
        group.append(one)
    if group:
        yield group


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

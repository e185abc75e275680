"""Chooses how much a page tells, so that it is one page."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from reportlab.platypus import Flowable

from cardecide.report.paragraph import paragraph
from cardecide.report.product_card import TrialDetail
from cardecide.report.styles import Style

_UNBOUNDED: Final = 1e7
_GROWN: Final = (12, 10, 8, 6, 5)
_CUT: Final = Style(7.8, 10, bold=True, space_before=4)


@dataclass(frozen=True, slots=True)
class Detail:
    """How much the page tells of what is not decisive, and how far it is set smaller."""

    trials: TrialDetail
    brief: bool
    questions: int
    preparations: int
    scale: float = 1.0


@dataclass(frozen=True, slots=True)
class Block:
    """A part of a page: how it is built, and which fields of the detail it depends on."""

    build: Callable[[Detail], Sequence[Flowable]]
    depends_on: tuple[str, ...] = ()


def most_detailed(details: Sequence[Detail], blocks: Sequence[Block], width: float, height: float) -> Detail:
    """The first of ``details`` whose page fits into ``width`` × ``height`` points; the last if none does.

    Room that is left is filled with questions, then with what to prepare.
    """
    built: dict[tuple[object, ...], Sequence[Flowable]] = {}

    def fits(detail: Detail) -> bool:
        parts: list[Flowable] = []
        for place, block in enumerate(blocks):
            key = (place, *(getattr(detail, name) for name in block.depends_on))
            if key not in built:
                built[key] = block.build(detail)
            parts.extend(built[key])
        return stacked_height(parts, width / detail.scale) * detail.scale <= height

    chosen = next((detail for detail in details if fits(detail)), None)
    if chosen is None:
        return details[-1]
    more = (replace(chosen, questions=most) for most in _GROWN if most > chosen.questions)
    chosen = next(filter(fits, more), chosen)
    more = (replace(chosen, preparations=most) for most in _GROWN if most > chosen.preparations)
    return next(filter(fits, more), chosen)


def one_page_of(
    parts: Sequence[Flowable], width: float, height: float, scale: float, *, cut: str
) -> Flowable:
    """The parts as one block of at most ``height`` points; ``cut`` is said at the end where it is cut off."""
    room, wide = height / scale, width / scale
    if stacked_height(parts, wide) > room:
        parts = _cut(parts, wide, room, paragraph(f"▲ {cut}", _CUT))
    return Scaled(parts, scale)


def _cut(parts: Sequence[Flowable], width: float, height: float, told: Flowable) -> list[Flowable]:
    room = height - told.wrap(width, _UNBOUNDED)[1] - told.getSpaceBefore()
    kept: list[Flowable] = []
    for part in parts:
        left = room - stacked_height([*kept, part], width) + part.wrap(width, _UNBOUNDED)[1]
        if part.wrap(width, _UNBOUNDED)[1] > left:
            halves = part.split(width, left) if left > 0 else []
            return [*kept, *halves[:1], told]
        kept.append(part)
    return kept


def stacked_height(parts: Sequence[Flowable], width: float) -> float:
    """The height of the parts one below the other, with the space between them."""
    total, after = 0.0, 0.0
    for index, part in enumerate(parts):
        total += max(after, part.getSpaceBefore()) if index else 0.0
        total += part.wrap(width, _UNBOUNDED)[1]
        after = part.getSpaceAfter()
    return total


class Scaled(Flowable):
    """Flowables one below the other, set smaller as a whole."""

    def __init__(self, parts: Sequence[Flowable], scale: float) -> None:
        super().__init__()
        self._parts, self._scale = list(parts), scale

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """The size it takes, in points."""
        self.width = width
        self.height = stacked_height(self._parts, width / self._scale) * self._scale
        return width, self.height

    def draw(self) -> None:
        """Draw the parts from the top."""
        canvas = self.canv
        canvas.scale(self._scale, self._scale)
        y, after = self.height / self._scale, 0.0
        for index, part in enumerate(self._parts):
            y -= max(after, part.getSpaceBefore()) if index else 0.0
            y -= part.height
            part.drawOn(canvas, 0, y)
            after = part.getSpaceAfter()

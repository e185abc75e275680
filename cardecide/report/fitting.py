"""Chooses how much a page tells, so that it is one page."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from reportlab.platypus import Flowable

from cardecide.report.product_card import TrialDetail

_UNBOUNDED = 1e7


@dataclass(frozen=True, slots=True)
class Detail:
    """How much the page tells of what is not decisive, and how far it is set smaller."""

    trials: TrialDetail
    brief: bool
    questions: int
    preparations: int
    scale: float = 1.0


def most_detailed(
    details: Sequence[Detail], build: Callable[[Detail], Sequence[Flowable]], width: float, height: float
) -> Detail | None:
    """The first of ``details`` whose page fits into ``width`` × ``height`` points; None where none does."""
    for detail in details:
        if stacked_height(build(detail), width / detail.scale) * detail.scale <= height:
            return detail
    return None


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

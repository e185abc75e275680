"""Prints as much as the rest of the page holds."""

from collections.abc import Sequence

from reportlab.platypus import Flowable

from cardecide.report.grid import Grid


class BestFit(Flowable):
    """The first of several versions of one table, longest first, that fits on the page; else the last."""

    def __init__(self, versions: Sequence[Grid]) -> None:
        super().__init__()
        self._versions = tuple(versions)
        self._chosen = self._versions[-1]

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Choose a version for the room there is; return its size in points."""
        for version in self._versions:
            self._chosen = version
            self.width, self.height = version.wrap(width, height)
            if self.height <= height:
                break
        return self.width, self.height

    def split(self, width: float, height: float) -> list[Flowable]:
        """The parts of the chosen version."""
        return self._chosen.split(width, height)

    def draw(self) -> None:
        """Draw the chosen version."""
        self._chosen.drawOn(self.canv, 0, 0)

"""Short texts in columns: down the first, then down the next, over as many pages as they need."""

from collections.abc import Sequence

from reportlab.platypus import Flowable

from cardecide.report.paragraph import Paragraph

_STEP = 3.0
"""Points by which the columns are made longer until everything fits."""

_TALL = 60.0
"""Points from which a text may be broken between columns; a shorter one moves to the next."""

_WORTH_FILLING = 160.0
"""Points that must be left on a page for a text to be broken there: a line or two in each column would only
tear it apart."""

_NEVER_WHOLE = 400.0
"""Points from which a text is broken wherever it stands."""

_SLACK = 1e-6

_FIRST_LINES = 24.0
"""Points of a text that must stand below its heading, and before it is broken."""

_UNBOUNDED = 1e7

_Columns = list[list[Flowable]]


class ColumnFlow(Flowable):
    """Texts below one another in columns of one width, as short as they can be. Distances in points."""

    def __init__(
        self,
        parts: Sequence[Flowable],
        *,
        columns: int = 2,
        gutter: float = 14.0,
        gap: float = 1.6,
        space_after: float = 5.0,
    ) -> None:
        super().__init__()
        self._parts = list(parts)
        self._count, self._gutter, self._gap = columns, gutter, gap
        self.spaceAfter = space_after
        self._filled: _Columns = []
        self._wrapped_at = -1.0

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """The size it takes, in points; the columns are about equally long."""
        if width != self._wrapped_at:
            self.width = self._wrapped_at = width
            heights = [part.wrap(self._column, _UNBOUNDED)[1] + self._gap for part in self._parts]
            room = max([sum(heights) / self._count, *heights], default=0.0)
            self._filled, rest = self._fill(room, broken=False)
            while rest:
                room += _STEP
                self._filled, rest = self._fill(room, broken=False)
            self.height = max((self._length(column) for column in self._filled), default=0.0)
        return width, self.height

    def split(self, width: float, height: float) -> list[Flowable]:
        """The columns that fit into ``height``, and the rest; nothing where no text fits."""
        self.wrap(width, _UNBOUNDED)
        if self.height <= height:
            return [self]
        filled, rest = self._fill(height, broken=True)
        if not any(filled):
            return []
        first, second = self._alike([one for column in filled for one in column]), self._alike(rest)
        first._filled, first.width, first._wrapped_at = filled, width, width
        first.height = max(self._length(column) for column in filled)
        return [first, second] if rest else [first]

    def draw(self) -> None:
        """Draw column by column from the top, which is the order of reading."""
        for place, column in enumerate(self._filled):
            y = self.height
            for part in column:
                y -= part.height
                left = place * (self._column + self._gutter)
                if isinstance(part, Paragraph):
                    # Straight onto the page: a graphics state of its own would cost bytes and time.
                    part.draw_at(self.canv, left, y)
                else:
                    part.drawOn(self.canv, left, y)
                y -= self._gap

    @property
    def _column(self) -> float:
        return (self.width - (self._count - 1) * self._gutter) / self._count

    def _length(self, column: Sequence[Flowable]) -> float:
        return sum(part.height + self._gap for part in column)

    def _fill(self, room: float, *, broken: bool) -> tuple[_Columns, list[Flowable]]:
        """As many texts as the columns hold, each column at most ``room`` long, and the rest."""
        filled: _Columns = [[]]
        rest = list(self._parts)
        left = room
        while rest:
            part = rest[0]
            if self._needed(rest) <= left + _SLACK:
                filled[-1].append(rest.pop(0))
                left -= part.height + self._gap
                continue
            roomy = room >= _WORTH_FILLING or part.height > _NEVER_WHOLE
            worth = roomy and left - self._gap >= _FIRST_LINES
            if broken and part.height > _TALL and worth:
                halves = part.split(self._column, left - self._gap)
                if len(halves) == 2:
                    for half in halves:
                        half.wrap(self._column, _UNBOUNDED)
                    filled[-1].append(halves[0])
                    rest[0] = halves[1]
            if len(filled) == self._count:
                break
            filled.append([])
            left = room
        return filled, rest

    def _needed(self, rest: Sequence[Flowable]) -> float:
        """The room that the first text takes; one that stays with the next needs room for its first lines."""
        room = float(rest[0].height + self._gap)
        if getattr(rest[0], "keepWithNext", 0) and len(rest) > 1:
            room += (rest[1].height if rest[1].height <= _TALL else _FIRST_LINES) + self._gap
        return room

    def _alike(self, parts: Sequence[Flowable]) -> "ColumnFlow":
        return ColumnFlow(
            parts, columns=self._count, gutter=self._gutter, gap=self._gap, space_after=self.getSpaceAfter()
        )

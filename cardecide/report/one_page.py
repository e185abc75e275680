"""The one-page report: the board's page with what to prepare, its own sources, and which rules were used."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from reportlab.platypus import Flowable

from cardecide.report.context import Context
from cardecide.report.first_page import opening, products_block
from cardecide.report.missing_block import first_questions
from cardecide.report.paragraph import Line, Piece, paragraph
from cardecide.report.references import References
from cardecide.report.styles import GRAY, SECTION, SMALL, Style

_SOURCES: Final = Style(5.9, 7.2, color=GRAY)
_HEADING: Final = replace(SECTION, space_before=4, space_after=1, size=10, leading=12)


@dataclass(frozen=True, slots=True)
class Detail:
    """How much the page tells of what is not decisive, and how far it is set smaller."""

    trials: bool
    brief: bool
    questions: int
    preparations: int
    scale: float


_DETAILS: Final = (
    Detail(True, False, 8, 12, 1.0),
    Detail(True, False, 6, 8, 1.0),
    Detail(True, False, 6, 8, 0.95),
    Detail(True, False, 4, 5, 0.9),
    Detail(False, False, 8, 12, 1.0),
    Detail(False, False, 6, 6, 1.0),
    Detail(False, False, 5, 5, 0.93),
    Detail(False, True, 6, 6, 1.0),
    Detail(False, True, 4, 4, 0.93),
    Detail(False, True, 3, 3, 0.85),
)


def one_page(context: Context, *, issued: str, width: float, height: float) -> list[Flowable]:
    """The most detailed page that fits into ``width`` × ``height`` points.

    Where even the least does not fit, because texts are longer than any page, it runs on to further pages.
    """
    parts: list[Flowable] = []
    for detail in _DETAILS:
        parts = _page(replace(context, references=References()), detail, issued)
        if _height(parts, width / detail.scale) * detail.scale <= height:
            return [Scaled(parts, detail.scale)]
    return parts


def _page(context: Context, detail: Detail, issued: str) -> list[Flowable]:
    return [
        *opening(context, issued=issued),
        *products_block(context, trials=detail.trials, brief=detail.brief),
        *_titled(context, "missing", lambda: first_questions(context, detail.questions)),
        *_titled(context, "preparation", lambda: _preparation(context, detail.preparations)),
        *_sources_and_rules(context),
    ]


def _titled(context: Context, name: str, build: Callable[[], list[Flowable]]) -> list[Flowable]:
    part = build()
    return [paragraph(context.words(name), _HEADING), *part] if part else []


def _preparation(context: Context, most: int) -> list[Flowable]:
    """What applies, in running text; what may apply is counted."""
    words, items = context.words, context.result.preparation
    applying = [item for item in items if item.applies == "yes"]
    line: Line = []
    for index, item in enumerate(applying[:most]):
        line.append((words("item-separator") if index else "") + item.text.rstrip(".。"))
        if item.action:
            line.append(Piece(f" → {item.action.rstrip('.。')}", color=GRAY))
        line.append(f" {context.references.mark(item.source)}")
    rest = len(items) - min(len(applying), most)
    if rest:
        lead = words("item-separator") if line else ""
        line.append(Piece(lead + words("more-in-full", n=rest), color=GRAY))
    return [paragraph(line, SMALL)] if line else []


def _sources_and_rules(context: Context) -> list[Flowable]:
    words, rules = context.words, context.result.rules
    cited = context.references.in_one_paragraph()
    line: Line = [Piece(f"{words('rules')} ", bold=True), f"{rules.version}, sha256 {rules.sha256}. "]
    line.append(
        f"{words('rules-modified')}{words.listed(rules.modified)}"
        if rules.modified
        else words("rules-unmodified")
    )
    heading = Piece(f"{words('references')}{words('colon')} ", bold=True)
    sources = [paragraph([heading, *cited], _SOURCES)] if cited else []
    return [*sources, paragraph(line, _SOURCES)]


class Scaled(Flowable):
    """Flowables one below the other, set smaller as a whole."""

    def __init__(self, parts: Sequence[Flowable], scale: float) -> None:
        super().__init__()
        self._parts, self._scale = list(parts), scale

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """The size it takes, in points."""
        self.width = width
        self.height = _height(self._parts, width / self._scale) * self._scale
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


def _height(parts: Sequence[Flowable], width: float) -> float:
    """The height of the parts one below the other, with the space between them."""
    total, after = 0.0, 0.0
    for index, part in enumerate(parts):
        total += max(after, part.getSpaceBefore()) if index else 0.0
        total += part.wrap(width, 1e7)[1]
        after = part.getSpaceAfter()
    return total

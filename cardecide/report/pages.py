"""The frame of every page: a header that says which report this is, signatures on page one, the limits."""

from collections.abc import Callable
from typing import Any, Final, cast

from reportlab.lib.pagesizes import A4, LETTER
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import ActionFlowable, BaseDocTemplate, Frame, PageTemplate

from cardecide.report.context import Context
from cardecide.report.fonts import text_width
from cardecide.report.line import draw_line, fitted
from cardecide.report.paged_canvas import CONTENTS_HEIGHT, HEADER_SIZE, PagedCanvas
from cardecide.report.paragraph import Line, Piece, paragraph
from cardecide.report.styles import ACCENT, FOOTER, GRAY, INK, MM, RULE

PAGE_SIZES: Final[dict[str, tuple[float, float]]] = {"A4": A4, "Letter": LETTER}

_SIDE: Final = 15 * MM
_TOP: Final = 16 * MM
_BOTTOM: Final = 20 * MM
_HEADER: Final = 10.5 * MM
_SIGNATURES: Final = 12 * MM
_FRAME: Final = "cardecide-frame"
_CONTENTS: Final = CONTENTS_HEIGHT + 2.0
_SIZE: Final = HEADER_SIZE


class LeaveFirstPage(ActionFlowable):
    """Begins a new page, but only where page one is not already full and left."""

    def apply(self, doc: BaseDocTemplate) -> None:
        """End the page if it is the first."""
        if doc.page == 1:
            doc.handle_pageBreak()


def first_frame(size: tuple[float, float], *, contents: bool) -> tuple[float, float]:
    """Width and height of the room for text on page one, in points."""
    width, height = size
    return width - 2 * _SIDE, height - _TOP - _foot(contents)


def _foot(contents: bool) -> float:
    """The height of what stands below the text of page one."""
    return _BOTTOM + _SIGNATURES + (_CONTENTS if contents else 0.0)


def page_templates(context: Context, size: tuple[float, float], *, contents: bool) -> list[PageTemplate]:
    """The template of page one, which has room for signatures, and that of the following pages.

    ``contents`` says whether page one tells where the parts of the report stand.
    """
    width, height = size
    first = _frame(width, height, _foot(contents))
    later = _frame(width, height, _BOTTOM)

    def draw_frame(canvas: PagedCanvas, document: BaseDocTemplate) -> None:
        with canvas.structure.paused():
            _draw_frame(canvas, context, size)

    def draw_signatures(canvas: PagedCanvas, document: BaseDocTemplate) -> None:
        canvas.draw_contents(_SIDE, _foot(contents) - 1)
        _draw_signatures(canvas, context, width)

    # reportlab draws on the canvas that it was given, which is one with numbered pages.
    on_page, on_end = (cast(Callable[[Canvas, Any], object], one) for one in (draw_frame, draw_signatures))
    return [
        # The signatures come last, as they are read.
        PageTemplate("first", [first], onPage=on_page, onPageEnd=on_end, autoNextPageTemplate="later"),
        PageTemplate("later", [later], onPage=on_page),
    ]


def _frame(width: float, height: float, bottom: float) -> Frame:
    return Frame(
        _SIDE,
        bottom,
        width - 2 * _SIDE,
        height - _TOP - bottom,
        leftPadding=0,
        rightPadding=0,
        topPadding=0,
        bottomPadding=0,
    )


def _draw_frame(canvas: PagedCanvas, context: Context, size: tuple[float, float]) -> None:
    """What stands on every page: the number of the page, and what is the same on all, which is set once."""
    width, height = size
    words = context.words
    y = height - _HEADER
    total = width - _SIDE - text_width("00" + words("page-end"), _SIZE)
    draw_line(canvas, total - 2, y, words("page", page=canvas.getPageNumber()), _SIZE, color=GRAY, right=True)
    canvas.draw_total(total, y)
    if not canvas.hasForm(_FRAME):
        canvas.beginForm(_FRAME)
        _draw_header(canvas, context, width, y, total - 2 - text_width(words("page", page="00"), _SIZE) - 12)
        _draw_footer(canvas, context, width)
        canvas.endForm()
    canvas.doForm(_FRAME)


def _draw_header(canvas: Canvas, context: Context, width: float, y: float, end: float) -> None:
    """The case from the left, the date and the rules up to ``end``."""
    result, words = context.result, context.words
    rules = f"{words('rules')} {fitted(result.rules.version, _SIZE, 80)} ({result.rules.sha256[:8]})"
    date = f"{words('decision-date')} {fitted(result.decision_date, _SIZE, 80)}"
    draw_line(canvas, end, y, f"{date}  ·  {rules}", _SIZE, color=GRAY, right=True)
    start = draw_line(canvas, _SIDE, y, "cardecide", 8, bold=True, color=ACCENT) + 8
    room = end - text_width(f"{date}  ·  {rules}", _SIZE) - 12 - start
    case = f"{words('case')} {result.case_id}"
    draw_line(canvas, start, y, fitted(case, 8, room, bold=True), 8, bold=True, color=INK)
    canvas.setStrokeColor(ACCENT)
    canvas.setLineWidth(0.9)
    canvas.line(_SIDE, y - 4, width - _SIDE, y - 4)


def _draw_footer(canvas: Canvas, context: Context, width: float) -> None:
    footer = paragraph(_footer(context), FOOTER)
    _, taken = footer.wrap(width - 2 * _SIDE, _BOTTOM)
    top = _BOTTOM - 4
    canvas.setStrokeColor(RULE)
    canvas.setLineWidth(0.4)
    canvas.line(_SIDE, top, width - _SIDE, top)
    footer.drawOn(canvas, _SIDE, top - 3 - taken)


def _footer(context: Context) -> Line:
    """The limits; before them, on every page, that rules were changed locally."""
    words, rules = context.words, context.result.rules
    told: Line = []
    if rules.modified:
        name = "uses-unreviewed" if rules.unreviewed else "uses-local"
        text = fitted(words(name, n=len(rules.modified), m=len(rules.unreviewed)), FOOTER.size, 480)
        told.append(Piece(f"▲ {text} ", bold=True, color=INK))
    return [*told, words("footer")]


def _draw_signatures(canvas: Canvas, context: Context, width: float) -> None:
    words = context.words
    y = _BOTTOM + 3.6 * MM
    gap = 14.0
    length = (width - 2 * _SIDE - 2 * gap) / 3
    canvas.setStrokeColor(INK)
    canvas.setLineWidth(0.5)
    for index, name in enumerate(("sign-physician", "sign-board", "sign-decision")):
        x = _SIDE + index * (length + gap)
        canvas.line(x, y, x + length, y)
        draw_line(canvas, x, y - 8, words(name), 6.4, color=GRAY)

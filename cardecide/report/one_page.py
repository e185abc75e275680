"""The one-page report: the board's page with what to prepare, its own sources, and which rules were used."""

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from reportlab.platypus import Flowable

from cardecide.report.context import Context
from cardecide.report.first_page import opening, products_block
from cardecide.report.fitting import Block, Detail, most_detailed, one_page_of
from cardecide.report.missing_block import first_questions
from cardecide.report.paragraph import Line, Piece, paragraph
from cardecide.report.preparation_table import preparation_in_short
from cardecide.report.references import References
from cardecide.report.styles import GRAY, SECTION, Style

_SOURCES: Final = Style(5.9, 7.2, color=GRAY)
_HEADING: Final = replace(SECTION, space_before=4, space_after=1, size=10, leading=12)


_DETAILS: Final = (
    Detail("reasons", False, 8, 12, 1.0),
    Detail("reasons", False, 6, 8, 1.0),
    Detail("reasons", False, 6, 8, 0.95),
    Detail("reasons", False, 4, 5, 0.9),
    Detail("none", False, 8, 12, 1.0),
    Detail("none", False, 6, 6, 1.0),
    Detail("none", False, 5, 5, 0.93),
    Detail("none", True, 6, 6, 1.0),
    Detail("none", True, 4, 4, 0.93),
    Detail("none", True, 3, 3, 0.85),
    Detail("none", True, 3, 3, 0.79),
    Detail("none", True, 2, 2, 0.73),
)


def one_page(context: Context, *, issued: str, width: float, height: float) -> list[Flowable]:
    """The most detailed page that fits into ``width`` × ``height`` points.

    Where even the least does not fit, because texts are longer than any page, it is cut off and says so.
    """

    def page(detail: Detail) -> list[Flowable]:
        # The sources cited depend on all that is told, so they are numbered anew each time.
        on = replace(context, references=References())
        return [
            *opening(on, issued=issued),
            *products_block(on, trials=detail.trials, brief=detail.brief),
            *_titled(on, "missing", lambda: first_questions(on, detail.questions)),
            *preparation_in_short(on, detail.preparations, heading=_HEADING),
            *_sources_and_rules(on),
        ]

    whole = Block(page, ("trials", "brief", "questions", "preparations"))
    detail = most_detailed(_DETAILS, (whole,), width, height)
    return [one_page_of(page(detail), width, height, detail.scale, cut=context.words("page-cut"))]


def _titled(context: Context, name: str, build: Callable[[], list[Flowable]]) -> list[Flowable]:
    part = build()
    return [paragraph(context.words(name), _HEADING), *part] if part else []


def _sources_and_rules(context: Context) -> list[Flowable]:
    words, rules = context.words, context.result.rules
    cited = context.references.in_one_paragraph(words)
    line: Line = [Piece(f"{words('rules')} ", bold=True), f"{rules.version}, sha256 {rules.sha256}. "]
    line.append(
        f"{words('rules-modified')}{words.listed(rules.modified)}"
        if rules.modified
        else words("rules-unmodified")
    )
    heading = Piece(f"{words('references')}{words('colon')} ", bold=True)
    sources = [paragraph([heading, *cited], _SOURCES)] if cited else []
    return [*sources, paragraph(line, _SOURCES)]

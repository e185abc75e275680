"""Page one: what the tumor board needs, and nothing it must turn the page for."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from reportlab.platypus import Flowable, Spacer

from cardecide.assessment.result import ProductResult
from cardecide.report.answer_block import answer_block
from cardecide.report.context import Context
from cardecide.report.fitting import Block, Detail, most_detailed, one_page_of
from cardecide.report.fonts import text_width
from cardecide.report.grid import Cell, Grid, Row
from cardecide.report.label_lines import is_available
from cardecide.report.missing_block import missing_block
from cardecide.report.paragraph import paragraph
from cardecide.report.patient_block import patient_block
from cardecide.report.preparation_table import preparation_in_short
from cardecide.report.product_card import TrialDetail, has_score, product_card, remaining_products
from cardecide.report.references import References
from cardecide.report.safety_lines import shared_items
from cardecide.report.styles import NOTE, SECTION, TITLE, Style

_WARNING = Style(7.8, 10, bold=True, space_after=3)
_DETAILS: Final = (
    Detail("reasons", False, 4, 4),
    Detail("named", False, 4, 4),
    Detail("none", False, 4, 3),
    Detail("none", False, 3, 3, 0.93),
    Detail("named", True, 5, 4),
    Detail("none", True, 4, 4),
    Detail("none", True, 3, 3),
    Detail("none", True, 3, 3, 0.93),
    Detail("none", True, 3, 3, 0.86),
    Detail("none", True, 3, 2, 0.8),
    Detail("none", True, 2, 1, 0.74),
)
"""How much page one tells, the most first; where room is left, more questions and preparations follow."""

_ISSUED = Style(6.9, 8.7, right=True)


def first_page(context: Context, *, issued: str, width: float, height: float) -> list[Flowable]:
    """The most detailed page one that fits into ``width`` × ``height`` points.

    Where even the least does not fit, because texts are long, it ends where the page does and says so: all
    of it stands on the following pages too.
    """

    def blocks(on: Context) -> tuple[Block, ...]:
        return (
            Block(lambda detail: opening(on, issued=issued)),
            Block(
                lambda detail: products_block(on, trials=detail.trials, brief=detail.brief),
                ("trials", "brief"),
            ),
            Block(lambda detail: missing_block(on, detail.questions), ("questions",)),
            Block(
                lambda detail: preparation_in_short(on, detail.preparations, more="more-follow"),
                ("preparations",),
            ),
        )

    tried = blocks(replace(context, references=References()))
    detail = most_detailed(_DETAILS, tried, width, height)
    parts = [part for block in blocks(context) for part in block.build(detail)]
    return [one_page_of(parts, width, height, detail.scale, cut=context.words("page-cut"))]


def opening(context: Context, *, issued: str) -> list[Flowable]:
    """Title, warnings, question and answer, patient."""
    parts = [_title(context, issued), *_warnings(context), *answer_block(context)]
    return [*parts, *patient_block(context)]


def products_block(
    context: Context, *, trials: TrialDetail = "reasons", brief: bool = False
) -> list[Flowable]:
    """Every product; ``trials`` says how much is told of its trials, ``brief`` shortens labels."""
    products = context.ranked_products
    # Where none can be had, the page has room to tell of each all the same.
    available = [product for product in products if is_available(product)] or products
    places = _places(context, available)
    flowables: list[Flowable] = [_products_heading(context, available)]
    shared = shared_items(available)
    for product in available:
        place = places.get(product.id, "")
        flowables.append(
            product_card(context, product, place=place, shared=shared, trials=trials, brief=brief)
        )
    return [*flowables, *remaining_products(context, products, available, shared, brief=brief)]


def _title(context: Context, issued: str) -> Grid:
    words = context.words
    name = (paragraph(words("title"), TITLE), paragraph(words("subtitle"), NOTE))
    when = (
        paragraph(f"{words('issued')} {issued}", _ISSUED),
        paragraph(program_name(context.result.program), _ISSUED),
    )
    return Grid([Row((name, when), rule=None, padding=0)], (None, 190), space_after=5)


def _warnings(context: Context) -> list[Flowable]:
    """What the reader must know before reading on: rules changed locally, another day asked for."""
    result, words = context.result, context.words
    flowables: list[Flowable] = []
    if result.rules.modified:
        text = f"▲ {words('modified')} {words.listed(result.rules.modified)}"
        flowables.append(paragraph(text, _WARNING))
    own_date = str(context.case.decision_date or "")
    if result.asked_date and result.asked_date != own_date:
        flowables.append(paragraph(f"▲ {words('asked-date')} {result.asked_date}", _WARNING))
    return flowables


def _places(context: Context, available: Sequence[ProductResult]) -> dict[str, str]:
    """The place of each ranked product that can be had, marked where its interval touches another's."""
    ranked = _ranked(context, available)
    places = {}
    for number, product in enumerate(ranked, start=1):
        apart = all(_is_apart(context, product, other) for other in ranked if other is not product)
        places[product.id] = str(number) if apart else f"≈ {number}"
    return places


def _ranked(context: Context, available: Sequence[ProductResult]) -> list[ProductResult]:
    named = {entry.product for entry in context.result.ranking}
    return [one for one in available if one.id in named and is_available(one) and has_score(one)]


def _is_apart(context: Context, one: ProductResult, other: ProductResult) -> bool:
    """Whether one score lies above the other, whatever is still open."""
    entries = context.result.ranking
    place = [entry.product for entry in entries].index
    first, second = sorted((one, other), key=lambda product: place(product.id))
    if place(second.id) == place(first.id) + 1:
        return entries[place(first.id)].separated
    return first.score.low > second.score.high


def _products_heading(context: Context, available: Sequence[ProductResult]) -> Grid:
    words = context.words
    ranked = _ranked(context, available)
    told = [words("score-scale")] if any(map(has_score, available)) else []
    if len(ranked) > 1:
        separated = all(_is_apart(context, one, after) for one, after in pairwise(ranked))
        told.append(words("order-separated" if separated else "order-open"))
    # Set lower, on the heading's own baseline.
    note: Cell = (Spacer(0, 4), paragraph(" ".join(told), NOTE)) if told else ()
    heading = (paragraph(words("products"), SECTION),)
    width = text_width(words("products"), SECTION.size, bold=True) + 14
    return Grid([Row((heading, note), rule=None, padding=1.5)], (width, None), space_after=0)


def program_name(program: str) -> str:
    """The program with its name, also where the result holds its version alone."""
    return program if program.startswith("cardecide") else f"cardecide {program}"

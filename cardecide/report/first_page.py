"""Page one: what the tumor board needs, and nothing it must turn the page for."""

from dataclasses import replace
from typing import Final

from reportlab.platypus import Flowable, Spacer

from cardecide.report.answer_block import answer_block
from cardecide.report.context import Context
from cardecide.report.fitting import Detail, Scaled, most_detailed
from cardecide.report.fonts import text_width
from cardecide.report.grid import Grid, Row
from cardecide.report.label_lines import is_available
from cardecide.report.missing_block import missing_block
from cardecide.report.paragraph import paragraph
from cardecide.report.patient_block import patient_block
from cardecide.report.preparation_table import preparation_in_short
from cardecide.report.product_card import TrialDetail, product_card, remaining_products
from cardecide.report.references import References
from cardecide.report.safety_lines import shared_items
from cardecide.report.styles import NOTE, SECTION, TITLE, Style

_WARNING = Style(7.8, 10, bold=True, space_after=3)
_DETAILS: Final = (
    Detail("reasons", False, 8, 6),
    Detail("named", False, 6, 6),
    Detail("named", False, 5, 5),
    Detail("named", False, 3, 3),
    Detail("none", False, 5, 4),
    Detail("none", False, 3, 3),
    Detail("none", False, 3, 3, 0.93),
    Detail("named", True, 6, 5),
    Detail("named", True, 4, 4),
    Detail("none", True, 4, 4),
    Detail("none", True, 3, 3),
    Detail("none", True, 3, 3, 0.93),
    Detail("none", True, 3, 3, 0.86),
    Detail("none", True, 3, 2, 0.8),
)
_ISSUED = Style(6.9, 8.7, right=True)


def first_page(context: Context, *, issued: str, width: float, height: float) -> list[Flowable]:
    """The most detailed page one that fits into ``width`` × ``height`` points.

    Where even the least does not fit, because texts are long, it runs on to the next page.
    """

    def build(detail: Detail, on: Context) -> list[Flowable]:
        return [
            *opening(on, issued=issued),
            *products_block(on, trials=detail.trials, brief=detail.brief),
            *missing_block(on, detail.questions),
            *preparation_in_short(on, detail.preparations, more="more-follow"),
        ]

    detail = most_detailed(
        _DETAILS, lambda one: build(one, replace(context, references=References())), width, height
    )
    if detail is None or detail.scale == 1:
        return build(detail or _DETAILS[-1], context)
    return [Scaled(build(detail, context), detail.scale)]


def opening(context: Context, *, issued: str) -> list[Flowable]:
    """Title, warnings, question and answer, patient."""
    parts = [_title(context, issued), *_warnings(context), *answer_block(context)]
    return [*parts, *patient_block(context)]


def products_block(
    context: Context, *, trials: TrialDetail = "reasons", brief: bool = False
) -> list[Flowable]:
    """Every product; ``trials`` says how much is told of its trials, ``brief`` shortens labels."""
    flowables: list[Flowable] = [_products_heading(context)]
    products, places = context.ranked_products, _places(context)
    available = [product for product in products if is_available(product)]
    shared = shared_items(available)
    for product in available:
        place = places.get(product.id, "")
        flowables.append(
            product_card(context, product, place=place, shared=shared, trials=trials, brief=brief)
        )
    return [*flowables, *remaining_products(context, products, shared, places, brief=brief)]


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


def _places(context: Context) -> dict[str, str]:
    """Each ranked product's place, marked where its interval is not separated from the next one's."""
    ranking = context.result.ranking
    places = {}
    for index, entry in enumerate(ranking):
        touching = not entry.separated or (index > 0 and not ranking[index - 1].separated)
        places[entry.product] = f"≈ {index + 1}" if touching and len(ranking) > 1 else str(index + 1)
    return places


def _products_heading(context: Context) -> Grid:
    ranking, words = context.result.ranking, context.words
    note: list[Flowable] = []
    if len(ranking) > 1:
        separated = all(entry.separated for entry in ranking[:-1])
        # Set lower, on the heading's own baseline.
        note = [Spacer(0, 4), paragraph(words("order-separated" if separated else "order-open"), NOTE)]
    heading = (paragraph(words("products"), SECTION),)
    width = text_width(words("products"), SECTION.size, bold=True) + 14
    return Grid([Row((heading, tuple(note)), rule=None, padding=1.5)], (width, None), space_after=0)


def program_name(program: str) -> str:
    """The program with its name, also where the result holds its version alone."""
    return program if program.startswith("cardecide") else f"cardecide {program}"

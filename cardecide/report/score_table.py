"""The scores taken apart, side by side: one waterfall down each product's column, summing exactly to it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from reportlab.platypus import Flowable

from cardecide.assessment.result import Contribution, ProductResult
from cardecide.report.context import Context
from cardecide.report.grid import Cell, Grid, Row
from cardecide.report.headings import block
from cardecide.report.line import fitted
from cardecide.report.listing import listed
from cardecide.report.paragraph import Line, Piece, paragraph
from cardecide.report.score_drawing import ContributionBar
from cardecide.report.styles import COLUMN, GRAY, INK, NOTE, SMALL, STRONG
from cardecide.report.words import Words

_SIDE_BY_SIDE: Final = 4
_SMALL_SHARE: Final = Decimal(2)
"""Points below which a contribution shares a row with the other small ones."""

_HEAD_OF: Final = re.compile(r"[:：]\s*")

_Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Part:
    """One row: what it is called, and how much of it each product has, by the product's place."""

    text: str
    about: str | None
    why: str | None
    marks: str
    points: tuple[Contribution | None, ...]


def score_tables(context: Context) -> list[Flowable]:
    """A table for at most four products at a time."""
    scored = [one for one in context.ranked_products if one.score.contributions]
    groups = [scored[start : start + _SIDE_BY_SIDE] for start in range(0, len(scored), _SIDE_BY_SIDE)]
    flowables: list[Flowable] = []
    for group in groups:
        flowables.append(_table(context, group))
    if scored:
        flowables.append(paragraph(context.words("score-legend"), NOTE))
    return flowables


def _table(context: Context, products: Sequence[ProductResult]) -> Grid:
    words = context.words
    parts = _parts(context, products)
    large = [part for part in parts if _most(part) >= _SMALL_SHARE]
    small = [part for part in parts if _most(part) < _SMALL_SHARE]
    totals = [_scale_end(product) for product in products]
    starts = [Decimal(0) for _ in products]
    rows = []
    said: set[str | None] = set()
    for part in large:
        rows.append(_row(context, _text_cell(part, why=part.why not in said), part.points, starts, totals))
        said.add(part.why)
    for name, members in (("smaller-open", _open(small)), ("smaller-settled", _settled(small))):
        if members:
            sums = tuple(_sum(members, place) for place in range(len(products)))
            heading = (paragraph([Piece(words(name, n=len(members)), bold=True)], SMALL),)
            rows.append(replace(_row(context, heading, sums, starts, totals), keep=True))
            names = listed([_name(context, part) for part in members], columns=3)
            rows.append(Row(((names,),), (len(products) + 1,), rule=None, padding=1))
    if rows:
        # The sum never stands alone on a page.
        rows[-1] = replace(rows[-1], keep=True)
    rows.append(_sum_row(context, products))
    widths = (None, *(86.0 for _ in products))
    heads = [(paragraph(words("column-contribution"), COLUMN),)]
    # A head is repeated on every page, so it must not be of any length.
    heads += [
        (paragraph(fitted(context.product_name(product.id), COLUMN.size, 78, bold=True), COLUMN),)
        for product in products
    ]
    title = block((_title(context, products), *(_band(context, one) for one in products)), ())
    return Grid(rows, widths, head=Row(tuple(heads), rule=None, padding=1), title=[title])


def _title(context: Context, products: Sequence[ProductResult]) -> Cell:
    titles = {one.policy: one.title for one in context.result.policies}
    policies = list(dict.fromkeys(titles.get(one.score.policy, one.score.policy) for one in products))
    return (paragraph(f"{context.words('policy')} {context.words.listed(policies)}", NOTE),)


def _band(context: Context, product: ProductResult) -> Cell:
    return (
        paragraph(context.product_name(product.id), STRONG),
        paragraph(context.words.band(product.score.band), NOTE),
    )


def _parts(context: Context, products: Sequence[ProductResult]) -> list[Part]:
    """Contributions of the same name and text are one row for all products that have them."""
    found: dict[_Key, list[Contribution | None]] = {}
    for place, product in enumerate(products):
        for one in product.score.contributions:
            found.setdefault((one.id, one.text), [None] * len(products))[place] = one
    parts = []
    for (_, text), points in found.items():
        given = [one for one in points if one is not None]
        sources = {(s.cite, s.link): s for one in given if (s := one.source)}
        marks = "".join(context.references.mark(source) for source in sources.values())
        parts.append(Part(text, given[0].about, given[0].why, marks, tuple(points)))
    return parts


def _most(part: Part) -> Decimal:
    return max((max(one.most, one.high) for one in part.points if one is not None), default=Decimal(0))


def _scale_end(product: ProductResult) -> Decimal:
    most = sum((max(one.most, one.high) for one in product.score.contributions), Decimal(0))
    return max(most, product.score.high, Decimal(1))


def _open(parts: Sequence[Part]) -> list[Part]:
    return [part for part in parts if _is_open(part)]


def _settled(parts: Sequence[Part]) -> list[Part]:
    return [part for part in parts if not _is_open(part)]


def _sum(parts: Sequence[Part], place: int) -> Contribution | None:
    given = [one for part in parts if (one := part.points[place]) is not None]
    if not given:
        return None
    low, high = (sum((getattr(one, end) for one in given), Decimal(0)) for end in ("low", "high"))
    most = sum((max(one.most, one.high) for one in given), Decimal(0))
    return Contribution(id="", text="", low=low, high=high, most=most)


def _text_cell(part: Part, *, why: bool) -> Cell:
    """The name of a part and, unless a row above has the same, its reason."""
    line: Line = [part.text.rstrip(".。"), f" {part.marks}".rstrip()]
    cell = [paragraph(line, SMALL)]
    if part.why and why:
        cell.append(paragraph(part.why, NOTE))
    return tuple(cell)


def _name(context: Context, part: Part) -> Line:
    """What a small part is about, without what follows from it: that stands with the considerations."""
    text = _HEAD_OF.split(part.about)[0] if part.about and _is_open(part) else part.text
    return [text.rstrip(".。"), Piece(f" {_across(context.words, part)} {part.marks}".rstrip(), color=GRAY)]


def _is_open(part: Part) -> bool:
    return any(one.low != one.high for one in part.points if one)


def _across(words: Words, part: Part) -> str:
    """The points of a small contribution over all products: they differ by the weights' scale only."""
    given = [one for one in part.points if one is not None]
    low, high = min(one.low for one in given), max(one.high for one in given)
    return f"≤ {words.number(high)}" if low == 0 and high else _exact(words, low, high)


def _row(
    context: Context,
    text: Cell,
    points: Sequence[Contribution | None],
    starts: list[Decimal],
    totals: Sequence[Decimal],
) -> Row:
    """One row; ``starts`` moves on by what each product could get here."""
    cells: list[Cell] = [text]
    for place, one in enumerate(points):
        if one is None:
            cells.append((paragraph("–", NOTE),))
            continue
        bar = ContributionBar(one.low, one.high, one.most, start=starts[place], end=totals[place])
        starts[place] += max(one.most, one.high)
        number: Line = [Piece(_exact(context.words, one.low, one.high), bold=True)]
        if one.most:
            number.append(
                Piece(f" {context.words('of-points', n=context.words.number(one.most))}", color=GRAY)
            )
        cells.append((bar, paragraph(number, SMALL)))
    return Row(tuple(cells), padding=1.0)


def _sum_row(context: Context, products: Sequence[ProductResult]) -> Row:
    cells: list[Cell] = [(paragraph(context.words("total"), STRONG),)]
    for product in products:
        score = product.score
        cells.append((paragraph([Piece(_exact(context.words, score.low, score.high), bold=True)], STRONG),))
    return Row(tuple(cells), rule=INK, padding=1.5)


def _exact(words: Words, low: Decimal, high: Decimal) -> str:
    """Unrounded, so that the reader's own sum comes out."""
    return words.number(low) if low == high else f"{words.number(low)}–{words.number(high)}"

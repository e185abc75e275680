"""One product on page one: permission in each jurisdiction, safety, trial fit and suitability."""

from collections.abc import Sequence
from typing import Final, Literal

from reportlab.platypus import Flowable

from cardecide.assessment.result import ProductResult, SafetyItem, TrialResult
from cardecide.report.chips import Chip
from cardecide.report.context import Context, short_title
from cardecide.report.grid import Cell, Grid, Row
from cardecide.report.label_lines import criteria_in_short, label_lines
from cardecide.report.paragraph import Line, Piece, paragraph
from cardecide.report.safety_lines import item_lines, safety_cell, safety_chip
from cardecide.report.score_drawing import ScoreBar
from cardecide.report.styles import ACCENT, GRAY, NOTE, PALE, SMALL, STRONG, Style

TrialDetail = Literal["reasons", "named", "none"]

_NAME: Final = Style(9.4, 11.6, bold=True)
_BAND: Final = Style(8.2, 10.6, bold=True, color=ACCENT, right=True)
_WIDTHS: Final = (58.0, 86.0, None, 92.0, 118.0)
_BODY_SPANS: Final = (1, 1, 3)
_FAILED_PER_TRIAL: Final = 2
_SCALE: Final = 100
_LONGEST: Final = 72
"""Characters of a failed criterion on page one; its whole text stands in the table of the trial."""


def has_score(product: ProductResult) -> bool:
    """Whether anything is known of the score: an interval over the whole scale says nothing."""
    return product.score.low > 0 or product.score.high < _SCALE


def product_card(
    context: Context,
    product: ProductResult,
    *,
    place: str,
    shared: Sequence[SafetyItem],
    trials: TrialDetail = "reasons",
    brief: bool = False,
) -> Grid:
    """The product's lines; ``shared`` are the safety items that are said once for every product.

    ``trials`` are told with what excludes the patient, by name, or not at all.
    """
    name: Line = [Piece(f"{place} ", color=ACCENT)] if place else []
    name.append(product.name)
    band = paragraph(context.words.band(product.score.band), _BAND)
    bar: Cell = (ScoreBar(product.score.low, product.score.high),) if has_score(product) else ()
    heading = [Row(((paragraph(name, _NAME),), (band,), bar), (3, 1, 1), PALE, ACCENT, 0.9, padding=1.6)]
    remark = _remark(product)
    if remark and not (brief and product.safety.items):
        heading.append(Row(((paragraph(remark, NOTE),),), (5,), PALE, None, padding=0.8))
    rows = [_row(where, (chip,), (text,)) for where, chip, text in label_lines(context, product, brief=brief)]
    chip, items = safety_chip(context, product), safety_cell(context, product, shared)
    rows.append(_row(context.words("safety"), (chip,), items))
    if trials != "none":
        rows.extend(_trial_rows(context, product, reasons=trials == "reasons"))
    return Grid(rows, _WIDTHS, title=heading, space_after=3)


def remaining_products(
    context: Context,
    products: Sequence[ProductResult],
    told: Sequence[ProductResult],
    shared: Sequence[SafetyItem],
    *,
    brief: bool = False,
) -> list[Flowable]:
    """Products without a label in force; then, said once, what concerns each, and gaps in the data."""
    words = context.words
    rows: list[Row] = []
    for product in products:
        if product not in told:
            lines = label_lines(context, product, name_places=True, brief=brief)
            name = context.product_name(product.id)
            rows.extend(_row(name, (chip,), (text,)) for _, chip, text in lines)
    if shared:
        heading = (paragraph(words("every-product"), STRONG),)
        rows.append(Row((heading, item_lines(context, shared)), (2, 3), padding=1.2))
    uncovered = _without_data(context, products)
    if uncovered:
        pieces: Line = [uncovered, Piece(f" {words('no-label-data')}", color=GRAY)]
        rows.append(_row("", (Chip("no_data", words("no-data")),), (paragraph(pieces, SMALL),)))
    return [Grid(rows, _WIDTHS, space_after=0)] if rows else []


def _without_data(context: Context, products: Sequence[ProductResult]) -> str:
    """Which product has no label pack in which asked jurisdiction."""
    parts = []
    for product in products:
        covered = {label.jurisdiction for label in product.labels}
        missing = [place for place in context.result.jurisdictions if place not in covered]
        if missing:
            parts.append(f"{context.product_name(product.id)} {context.words.listed(missing)}")
    told = {product.id for product in products}
    for gap in context.result.no_data:
        if context.is_cell_product(gap.product) and gap.product not in told:
            parts.append(f"{gap.name} {context.words.listed(gap.jurisdictions)}")
    return context.joined(parts) + "." if parts else ""


def _remark(product: ProductResult) -> str:
    """What stands under the name: the reason for the band, without what the lines below say anyway."""
    if product.safety.status == "caution" and any(label.status == "on_label" for label in product.labels):
        # The chips and the cautions below say all of it.
        return ""
    reason = product.score.reason
    said = [item.text for item in product.safety.items]
    said += [label.reason for label in product.labels]
    said += [one.text for label in product.labels for one in label.criteria]
    ends = [place for text in said if (place := reason.casefold().find(_without_end(text))) > 0]
    if ends:
        cut = reason[: min(ends)].rstrip(" :：;；,，")
        # Whole sentences, where there is one; a lead-in without what it leads to says nothing.
        last = max(cut.rfind("."), cut.rfind("。"))
        reason = cut[: last + 1] if last > 0 else cut
    summary = "" if product.summary == product.score.reason else product.summary
    return " ".join(text for text in (reason, summary) if text)


def _without_end(text: str) -> str:
    return text.rstrip(".。").casefold()


def _trial_rows(context: Context, product: ProductResult, *, reasons: bool) -> list[Row]:
    """One row for each status, so that a product with many trials still takes few lines."""
    words = context.words
    rows: list[Row] = []
    for status in ("inside", "undetermined", "outside"):
        line: Line = []
        for trial in product.trials:
            if trial.status == status:
                line.append(words("item-separator") if line else "")
                line.extend(_trial_line(context, trial, product, reasons=reasons))
        if line:
            where = "" if rows else words("trials")
            rows.append(_row(where, (Chip(status, words(f"trial.{status}")),), (paragraph(line, SMALL),)))
    return rows


def _trial_line(context: Context, trial: TrialResult, product: ProductResult, *, reasons: bool) -> Line:
    words = context.words
    name = Piece(short_title(trial.title, product), bold=True)
    if not reasons:
        return [short_title(trial.title, product)]
    failed = [one for one in trial.criteria if one.verdict == "not_met"]
    if failed:
        lead = "fails-one" if trial.fails_exactly_one else "fails"
        return [name, *criteria_in_short(context, failed, lead, most=_FAILED_PER_TRIAL, longest=_LONGEST)]
    counts = (("met", trial.met), ("unknown", trial.unknown), ("by_hand", trial.by_hand))
    told = words.listed(words(f"count.{verdict}", n=number) for verdict, number in counts if number)
    return [name, Piece(f" ({told})", color=GRAY)]


def _row(where: str, status: Cell, text: Cell) -> Row:
    return Row(((paragraph(where, STRONG),), status, text), _BODY_SPANS, padding=1.1)

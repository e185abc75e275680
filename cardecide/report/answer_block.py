"""The board's question and the answer to it in a few lines, before anything else on page one."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from reportlab.platypus import Flowable

from cardecide.assessment.result import ProductResult
from cardecide.report.chips import Chip
from cardecide.report.context import Context
from cardecide.report.grid import Grid, Row
from cardecide.report.label_lines import is_available
from cardecide.report.paragraph import GAP, Line, Piece, paragraph
from cardecide.report.styles import BODY, GRAY, INK, Style

_QUESTION: Final = Style(10.2, 13, bold=True)
_NAMES: Final = replace(BODY, size=8.4, leading=11)
_WIDTHS: Final = (86.0, None)
_SAFETY: Final = ("hold", "undetermined", "caution")
_LABELS: Final = ("on_label", "off_label", "undetermined", "not_approved")


def answer_block(context: Context) -> list[Flowable]:
    """The question, then each status of a label with its products and jurisdictions, then their safety."""
    words, result = context.words, context.result
    question: Line = [words("question-asked")]
    when: Line = [Piece(f"{words('decision-date')} ", color=GRAY), Piece(result.decision_date, bold=True)]
    when.append(Piece(f"{GAP}· {words('jurisdictions')} ", color=GRAY))
    when.append(Piece(words.listed(map(words.place, result.jurisdictions)), bold=True))
    asked = (paragraph(question, _QUESTION), paragraph(when, _NAMES))
    rows = [Row((asked,), (2,), rule=INK, rule_width=0.9, padding=2)]
    for status in _LABELS:
        named = _named(context, status)
        if named:
            chip = Chip(status, words.status(status))
            rows.append(Row(((chip,), (paragraph(named, _NAMES),)), rule=None, padding=0.9))
    for status in _SAFETY:
        found = [one for one in context.ranked_products if one.safety.status == status and is_available(one)]
        if found:
            named = [
                Piece(f"{words('safety')}{words('colon')}", color=GRAY),
                *_joined(_with_holds(context, one) for one in found),
            ]
            chip = Chip(status, words.status(status))
            rows.append(Row(((chip,), (paragraph(named, _NAMES),)), rule=None, padding=0.9))
    if len(rows) == 1:
        rows.append(Row(((paragraph(words("nothing-asked"), BODY),),), (2,), rule=None, padding=0.9))
    return [Grid(rows, _WIDTHS, space_after=4)]


def _named(context: Context, status: str) -> Line:
    """The products that have this status somewhere, each with the jurisdictions."""
    told: list[Line] = []
    for product in context.ranked_products:
        places = [label.jurisdiction for label in product.labels if label.status == status]
        if places:
            listed = context.words.listed(dict.fromkeys(places))
            told.append(
                [
                    Piece(context.product_name(product.id), bold=status != "not_approved"),
                    Piece(f" ({listed})", color=GRAY),
                ]
            )
    return _joined(told)


def _with_holds(context: Context, product: ProductResult) -> Line:
    texts = [item.text.rstrip(".。") for item in product.safety.items if item.kind == "hold"]
    return [Piece(context.product_name(product.id), bold=True), f" ({'; '.join(texts)})" if texts else ""]


def _joined(told: Iterable[Line]) -> Line:
    line: Line = []
    for one in told:
        line.extend((GAP, *one) if line else one)
    return line

"""The labels of one product: each with its dates and reason, then the criteria of all of them, once each."""

from collections.abc import Sequence

from reportlab.platypus import Flowable

from cardecide.assessment.result import LabelResult
from cardecide.report.chips import Chip
from cardecide.report.context import Context
from cardecide.report.criteria_tables import WIDTHS, criterion_heads, criterion_rows, merged
from cardecide.report.grid import Grid, Row
from cardecide.report.paragraph import GAP, Line, Piece, paragraph
from cardecide.report.styles import GRAY, INK, NOTE, SMALL


def labels_table(context: Context, labels: Sequence[LabelResult]) -> list[Flowable]:
    """Nothing where there is no label; labels that are not in force take one line each."""
    if not labels:
        return []
    judged = [label for label in labels if label.criteria or label.status != "not_approved"]
    title = [_label_row(context, label) for label in judged]
    without = [label for label in labels if not label.criteria and label.status == "not_approved"]
    if without:
        title.append(_not_approved_row(context, without))
    standings = merged(judged)
    if len(judged) < 2:
        standings = [type(one)(one.criterion, (), one.sources) for one in standings]
    if not standings:
        return [Grid(title, WIDTHS, space_after=4)]
    # An open criterion of a label decides about permission: it keeps its row.
    rows = criterion_rows(context, standings, rows_for=frozenset({"met", "not_met", "unknown"}))
    return [Grid(title, WIDTHS, space_after=0), Grid(rows, WIDTHS, head=criterion_heads(context))]


def _label_row(context: Context, label: LabelResult) -> Row:
    words = context.words
    line: Line = [Piece(f"{label.jurisdiction}{words('colon')}", bold=True)]
    if label.criteria:
        line.append(Piece(f"{label.title}{GAP}", bold=True))
    dates = []
    if label.version_from:
        dates.append(f"{words('in-force')} {label.version_from}")
    if label.version_until:
        dates.append(f"{words('until')} {label.version_until}")
    if label.verified_through:
        dates.append(words("last-verified", date=label.verified_through))
    line.append(f"{label.reason} ")
    line.append(Piece(words.listed(dates), color=GRAY))
    texts = [paragraph(line, SMALL)]
    if label.notes:
        texts.append(paragraph(" ".join(label.notes), NOTE))
    chip = Chip(label.status, words.status(label.status))
    return Row(((chip,), tuple(texts)), (1, 3), rule=INK, rule_width=0.5, padding=1.5)


def _not_approved_row(context: Context, labels: Sequence[LabelResult]) -> Row:
    """Where the product is not approved: jurisdictions of which the same is known are said together."""
    words = context.words
    groups: dict[tuple[str, str | None, str], list[str]] = {}
    for label in labels:
        key = (label.reason, label.verified_through, " ".join(label.notes))
        groups.setdefault(key, []).append(label.jurisdiction)
    line: Line = []
    for (reason, verified, notes), places in groups.items():
        lead = " " if line else ""
        line.append(Piece(f"{lead}{words.listed(places)}{words('colon')}", bold=True))
        line.append(f"{reason} ")
        if verified:
            line.append(Piece(words("last-verified", date=verified), color=GRAY))
        if notes:
            line.append(Piece(f" {notes}", color=GRAY))
    chip = Chip("not_approved", words.status("not_approved"))
    return Row(((chip,), (paragraph(line, SMALL),)), (1, 3), rule=INK, rule_width=0.5, padding=1.5)

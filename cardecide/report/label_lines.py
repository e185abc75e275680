"""Permission on page one: one line for each status, with the label's date and the reason."""

from collections.abc import Sequence
from typing import Final

from reportlab.platypus import Flowable

from cardecide.assessment.result import Alternative, CriterionResult, LabelResult, ProductResult
from cardecide.report.chips import Chip
from cardecide.report.context import Context
from cardecide.report.paragraph import Line, Piece, paragraph
from cardecide.report.styles import BODY, GRAY, SMALL

StatusLine = tuple[str, Chip, Flowable]
"""Where, the status, and what is said of it."""

_DECIDING: Final = ("include", "exclude")
_LEADS: Final = {"not_met": "fails", "unknown": "unknowns", "by_hand": "by-hand"}
"""What leads in the criteria of each verdict."""

_LONGEST: Final = 60
"""Characters of a criterion where everything is told in brief."""

_MOST_CRITERIA: Final = 4
"""Criteria named in one line on page one; the following pages name all."""


def is_available(product: ProductResult) -> bool:
    """Whether any asked jurisdiction has a label of it in force, whose criteria can be judged."""
    return any(label.status in ("on_label", "off_label") or label.criteria for label in product.labels)


def label_lines(
    context: Context,
    product: ProductResult | Alternative,
    *,
    name_places: bool = False,
    brief: bool = False,
    quiet: bool = False,
) -> list[StatusLine]:
    """On label first, then each label that fails or is open by itself, then where it is not approved.

    ``name_places`` says the jurisdictions in the text too, for where the line stands under another name.
    ``quiet`` sets the lines smaller and without stress.
    ``brief`` says of each status only where it is, and what fails or is open in any of these places.
    """
    if brief:
        return _brief_lines(context, product, name_places=name_places)
    on_label = [label for label in product.labels if label.status == "on_label"]
    lines = [_joint_line(context, on_label, name_places=name_places, quiet=quiet)] if on_label else []
    for labels in _alike([one for one in product.labels if one.status in ("off_label", "undetermined")]):
        lines.append(_joint_line(context, labels, name_places=name_places, quiet=quiet))
    not_approved = [label for label in product.labels if label.status == "not_approved"]
    if not_approved:
        lines.append(_joint_line(context, not_approved, name_places=name_places, quiet=quiet))
    return lines


def _brief_lines(
    context: Context, product: ProductResult | Alternative, *, name_places: bool
) -> list[StatusLine]:
    lines: list[StatusLine] = []
    for status in ("on_label", "off_label", "undetermined", "not_approved"):
        labels = [label for label in product.labels if label.status == status]
        if not labels:
            continue
        if status == "not_approved":
            lines.append(_joint_line(context, labels, name_places=name_places))
            continue
        text = _met_in_brief(context, labels) if status == "on_label" else _open_in_brief(context, labels)
        if name_places:
            text.insert(0, Piece(f"{_where(context, labels)}{context.words('colon')}", bold=True))
        chip = Chip(status, context.words.status(status))
        lines.append((_where(context, labels), chip, paragraph(text, BODY)))
    return lines


def _met_in_brief(context: Context, labels: Sequence[LabelResult]) -> Line:
    """The dates of labels of which everything is met, and of when their texts were read last."""
    words = context.words
    dated = [f"{one.jurisdiction} {one.version_from}" for one in labels if one.version_from]
    line: Line = [words("brief-met"), Piece(f" {words.listed(dated)}", color=GRAY)]
    aged = [one for one in labels if one.beyond_verified and one.verified_through]
    days = [f"{one.jurisdiction} {one.verified_through}" for one in aged]
    return [*line, Piece(f"{words('brief-aged')}{words.listed(days)}", color=GRAY)] if days else line


def _open_in_brief(context: Context, labels: Sequence[LabelResult]) -> Line:
    """What fails or is open, once each, with the jurisdictions where not all say the same."""
    line: Line = []
    judged = [label for label in labels if label.criteria]
    for verdict, lead in _LEADS.items():
        found: dict[str, tuple[CriterionResult, list[str]]] = {}
        for label in judged:
            for one in label.criteria:
                if one.verdict == verdict and one.role in _DECIDING:
                    found.setdefault(one.text, (one, []))[1].append(label.jurisdiction)
        everywhere = _where(context, judged)
        told = [
            _in_places(one, context.words.listed(dict.fromkeys(where)), everywhere)
            for one, where in found.values()
        ]
        line.extend(criteria_in_short(context, told, lead))
        if told:
            line.append(context.words("sentence-end").rstrip())
    reasons: dict[str, list[str]] = {}
    for label in labels:
        if not label.criteria:
            reasons.setdefault(label.reason, []).append(label.jurisdiction)
    for reason, where in reasons.items():
        lead = f"{' ' if line else ''}{context.words.listed(where)}{context.words('colon')}"
        line.extend((Piece(lead, bold=True), reason) if judged or len(reasons) > 1 else (reason,))
    return line


def _in_places(one: CriterionResult, where: str, everywhere: str) -> CriterionResult:
    """The criterion with a short text that ends in the jurisdictions, unless it is that of all."""
    text = shortened(one.text.rstrip(".。"), _LONGEST)
    return one.model_copy(update={"text": text if where == everywhere else f"{text} ({where})"})


def _where(context: Context, labels: Sequence[LabelResult]) -> str:
    """The jurisdictions of the labels."""
    return context.words.listed(dict.fromkeys(label.jurisdiction for label in labels))


def _joint_line(
    context: Context, labels: Sequence[LabelResult], *, name_places: bool, quiet: bool = False
) -> StatusLine:
    """Labels of one status on one line; where their reasons differ, each is said for its jurisdiction."""
    groups = _alike(labels)
    line: Line = []
    for group in groups:
        if name_places or len(groups) > 1:
            line.append(
                Piece(f"{' ' if line else ''}{_where(context, group)}{context.words('colon')}", bold=True)
            )
        line.extend(_label_text(context, group[0], quiet=quiet))
    status = labels[0].status
    return (
        _where(context, labels),
        Chip(status, context.words.status(status)),
        paragraph(line, SMALL if quiet else BODY),
    )


def _alike(labels: Sequence[LabelResult]) -> list[list[LabelResult]]:
    """The labels grouped by what is printed of them."""
    groups: dict[tuple[object, ...], list[LabelResult]] = {}
    for label in labels:
        criteria = tuple((one.text, one.verdict) for one in label.criteria)
        verified = label.verified_through if label.beyond_verified else None
        key = (label.status, label.reason, label.version_from, verified, criteria)
        groups.setdefault(key, []).append(label)
    return list(groups.values())


def _label_text(context: Context, label: LabelResult, *, quiet: bool) -> Line:
    words = context.words
    if label.status == "not_approved":
        return [Piece(label.reason, color=GRAY)]
    text: Line = []
    if label.version_from and label.version_from not in label.reason:
        text.append(Piece(words("label-of", date=label.version_from) + " ", color=GRAY))
    text.append(Piece(label.reason, bold=label.status != "on_label" and not quiet))
    deciding = [one for one in label.criteria if one.role in ("include", "exclude")]
    # The reason usually names the criteria that decide, in running text; only what it leaves out is added.
    reason = label.reason.casefold()
    said = [one for one in deciding if one.text.rstrip(".。").casefold() in reason]
    unsaid = [one for one in deciding if one not in said]
    marks = (context.references.mark(one.source) for one in said if one.verdict in ("not_met", "unknown"))
    text.append(f" {''.join(dict.fromkeys(marks))}".rstrip())
    for verdict, lead in (("not_met", "fails"), ("unknown", "unknowns")):
        text.extend(criteria_in_short(context, [one for one in unsaid if one.verdict == verdict], lead))
    if label.beyond_verified and label.verified_through and label.verified_through not in label.reason:
        text.append(Piece(f" ({words('last-verified', date=label.verified_through)})", bold=True))
    return text


def criteria_in_short(
    context: Context,
    criteria: Sequence[CriterionResult],
    lead: str,
    *,
    most: int = _MOST_CRITERIA,
    longest: int | None = None,
) -> Line:
    """The text, the patient's value where it fails, and the source number of each, after a lead-in word.

    At most ``most`` of them; a text longer than ``longest`` characters ends in an ellipsis.
    """
    if not criteria:
        return []
    items = []
    for one in criteria[:most]:
        text = one.text.rstrip(".。")
        if longest is not None:
            text = shortened(text, longest)
        value = f" ({one.value})" if one.value and one.verdict == "not_met" else ""
        items.append(f"{text}{value} {context.references.mark(one.source)}".rstrip())
    if len(criteria) > most:
        items.append(context.words("more", n=len(criteria) - most))
    return [Piece(f" {context.words(lead)}", color=GRAY), context.joined(items)]


def shortened(text: str, longest: int) -> str:
    """The text up to a whole word, and an ellipsis where that leaves something out; no bracket stays open."""
    if len(text) <= longest:
        return text
    kept = text[: longest - 1]
    space = kept.rfind(" ")
    if space > longest // 2:
        kept = kept[:space]
    for opening, closing in ("()", "（）"):
        bracket = kept.rfind(opening)
        if bracket > longest // 3 and closing not in kept[bracket:]:
            kept = kept[:bracket]
    return kept.rstrip(" ,;:，；：（(") + "…"

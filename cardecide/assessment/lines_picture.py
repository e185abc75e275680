"""From which number of prior lines on each label permits a product, all else as entered."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from cardecide.assessment.further_results import LinesPicture, LinesRow
from cardecide.assessment.judged import Judged
from cardecide.assessment.result import LabelStatus
from cardecide.engine import PackFinding
from cardecide.facts.fact import Fact, Origin
from cardecide.facts.value import Span

LINES: Final = tuple(range(1, 9))
_MOST: Final = 12
_COUNTS: Final = ("prior_lines", "prior_lines_2011")
_STATUSES: Final[Mapping[str, LabelStatus]] = {
    "on_label": "on_label",
    "off_label": "off_label",
    "undetermined": "undetermined",
    "not_approved": "not_approved",
}


def lines_picture(judged: Judged) -> LinesPicture:
    """Every label asked about, CAR-T products first, after one to eight prior lines.

    For a patient with more the picture goes on to where the patient stands, up to twelve. Only the count of
    lines is varied. Where another criterion is open the status stays undetermined.
    """
    span = judged.facts["prior_lines"].value
    low, high = (span.low, span.high) if isinstance(span, Span) else (None, None)
    reached = max((int(end) for end in (low, high) if end is not None), default=0)
    lines = range(1, max(LINES[-1], min(reached, _MOST)) + 1)
    findings = [_after(judged, number) for number in lines]
    return LinesPicture(
        lines=list(lines),
        low=None if low is None else int(low),
        high=None if high is None else int(high),
        rows=[
            _row(product.product, label, findings)
            for product in (*judged.listed, *judged.alternatives)
            for label in product.labels
        ],
    )


def _after(judged: Judged, lines: int) -> Mapping[str, PackFinding]:
    facts: dict[str, Fact] = dict(judged.facts)
    for name in _COUNTS:
        facts[name] = replace(facts[name], value=Span.exactly(lines), best=None, origin=Origin.ENTERED)
    return judged.question.rulebook.evaluate(facts, judged.on)


def _row(product: str, label: PackFinding, findings: list[Mapping[str, PackFinding]]) -> LinesRow:
    statuses: list[LabelStatus] = [_status(one[label.pack.id]) for one in findings]
    return LinesRow(
        product=product,
        jurisdiction=label.pack.jurisdiction,
        pack=label.pack.id,
        statuses=statuses,
        first=_first(statuses, ("on_label",)),
        first_possible=_first(statuses, ("on_label", "undetermined")),
    )


def _status(finding: PackFinding) -> LabelStatus:
    return _STATUSES[finding.status or "undetermined"]


def _first(statuses: list[LabelStatus], wanted: tuple[str, ...]) -> int | None:
    return next((LINES[i] for i, one in enumerate(statuses) if one in wanted), None)

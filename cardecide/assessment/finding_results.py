"""Parts of a result that say how criteria, labels, trials and safety stand.

``cardecide.assessment.result`` gives them to everyone else.
"""

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, PlainSerializer

LabelStatus = Literal["on_label", "off_label", "undetermined", "not_approved"]
TrialStatus = Literal["inside", "outside", "undetermined"]
SafetyStatus = Literal["clear", "caution", "hold", "undetermined"]
Verdict = Literal["met", "not_met", "unknown", "by_hand"]
Band = Literal["favored", "reasonable", "with_caution", "not_suitable_now", "cannot_say_yet"]


def _written(number: Decimal) -> int | float:
    return int(number) if number == number.to_integral_value() else float(number)


Points = Annotated[Decimal, PlainSerializer(_written, return_type=int | float)]


class ResultModel(BaseModel):
    """A part of the result; immutable."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Source(ResultModel):
    """Where a criterion or a number comes from, and how well that was checked."""

    key: str
    cite: str
    place: str | None = None
    link: str | None = None
    grade: str
    checked: str | None = None


class Need(ResultModel):
    """A fact that is missing, and the question that supplies it."""

    fact: str
    question: str
    field: str = ""


class Node(ResultModel):
    """One step of the explanation of a criterion: an atom, or a combination of steps.

    ``truth`` is the step's own three-valued truth (yes, no, unknown), before include or exclude is applied.
    """

    kind: Literal["atom", "all", "any", "not", "at_least"]
    text: str
    truth: Literal["yes", "no", "unknown"]
    fact: str | None = None
    value: str | None = None
    as_of: str | None = None
    basis: list[str] = []
    children: list["Node"] = []


class CriterionResult(ResultModel):
    """How one criterion stands for this patient."""

    id: str
    text: str
    role: Literal["include", "exclude", "hold", "caution", "favor", "advise", "applies"]
    verdict: Verdict
    value: str | None = None
    as_of: str | None = None
    basis: list[str] = []
    needs: list[str] = []
    encoded: str = "full"
    why: str | None = None
    source: Source | None = None
    explanation: Node | None = None


class LabelResult(ResultModel):
    """Permission: one product in one jurisdiction on the decision date."""

    pack: str
    title: str
    jurisdiction: str
    version_from: str | None = None
    version_until: str | None = None
    verified_through: str | None = None
    beyond_verified: bool = False
    status: LabelStatus
    reason: str
    criteria: list[CriterionResult] = []
    notes: list[str] = []


class TrialResult(ResultModel):
    """Evidence: how far a trial's population covers this patient."""

    pack: str
    title: str
    registry: str | None = None
    pivotal: bool = False
    status: TrialStatus
    reason: str
    met: int
    not_met: int
    unknown: int
    by_hand: int
    fails_exactly_one: bool = False
    criteria: list[CriterionResult] = []


class SafetyItem(ResultModel):
    """One hold, caution or open safety question."""

    kind: Literal["hold", "caution", "open"]
    id: str
    text: str
    action: str | None = None
    source: Source | None = None
    pack: str
    needs: list[str] = []


class SafetyResult(ResultModel):
    """What speaks against giving the product now; side by side with the label status, never merged."""

    status: SafetyStatus
    items: list[SafetyItem] = []

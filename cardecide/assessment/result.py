"""The result of assessing one case: what the window shows, the report prints and ``--json`` writes.

Plain data with every text already in one language. The field names are a contract with other programs.
"""

from decimal import Decimal
from typing import Any, Literal

from pydantic import Field

from cardecide.assessment.finding_results import (
    Band,
    CriterionResult,
    LabelResult,
    LabelStatus,
    Need,
    Node,
    Points,
    ResultModel,
    SafetyItem,
    SafetyResult,
    SafetyStatus,
    Source,
    TrialResult,
    TrialStatus,
    Verdict,
)
from cardecide.assessment.further_results import (
    Alternative,
    LinesPicture,
    MissingSets,
    NoData,
    PolicyOrder,
    Stability,
    WhatIf,
)

__all__ = [
    "Alternative",
    "Band",
    "Contribution",
    "CriterionResult",
    "EvidenceRow",
    "FactResult",
    "LabelResult",
    "LabelStatus",
    "LinesPicture",
    "Missing",
    "MissingSets",
    "Need",
    "NoData",
    "Node",
    "Points",
    "PolicyOrder",
    "Preparation",
    "ProductResult",
    "RankEntry",
    "Result",
    "ResultModel",
    "RulesInfo",
    "SafetyItem",
    "SafetyResult",
    "SafetyStatus",
    "Score",
    "Source",
    "Stability",
    "TrialResult",
    "TrialStatus",
    "Verdict",
    "WhatIf",
]


class Contribution(ResultModel):
    """One part of the score: between ``low`` and ``high`` points of the ``most`` that it could give.

    ``about``: the text of the criterion it rests on, for lists whose heading says how those stand.
    """

    id: str
    text: str
    about: str | None = None
    low: Points
    high: Points
    most: Points = Decimal(0)
    why: str | None = None
    source: Source | None = None


class Score(ResultModel):
    """Suitability from 0 to 100 as an interval; the contributions' lows and highs sum to it exactly."""

    low: Points
    high: Points
    band: Band
    reason: str
    policy: str
    contributions: list[Contribution] = Field(default_factory=list)


class EvidenceRow(ResultModel):
    """A published outcome whose subgroup this patient belongs to, or may belong to."""

    id: str
    text: str
    applies: Literal["yes", "unknown"]
    population: str
    n: int | None = None
    outcomes: dict[str, str] = Field(default_factory=dict)
    source: Source | None = None


class Preparation(ResultModel):
    """Something to prepare before the infusion, and for which products.

    ``background``: to be kept in mind; there is nothing to do about it.
    """

    id: str
    text: str
    applies: Literal["yes", "unknown"]
    background: bool = False
    action: str | None = None
    products: list[str] = Field(default_factory=list)
    source: Source | None = None
    needs: list[str] = Field(default_factory=list)


class ProductResult(ResultModel):
    """Everything about one product for this patient.

    ``no_data`` names the jurisdictions asked about for which no label of the product is encoded: that is
    never the same as *not approved*.
    """

    id: str
    name: str
    labels: list[LabelResult] = Field(default_factory=list)
    trials: list[TrialResult] = Field(default_factory=list)
    safety: SafetyResult
    score: Score
    summary: str = ""
    evidence: list[EvidenceRow] = Field(default_factory=list)
    considerations: list[CriterionResult] = Field(default_factory=list)
    no_data: list[str] = Field(default_factory=list)


class FactResult(ResultModel):
    """One derived fact. ``value`` is the best single reading; low and high are the interval it may lie in."""

    label: str
    value: Any = None
    low: Any = None
    high: Any = None
    possible: list[str] | None = None
    absent: list[str] | None = None
    unit: str | None = None
    display: str
    origin: str
    as_of: str | None = None
    basis: list[str] = Field(default_factory=list)
    questions: list[Need] = Field(default_factory=list)
    flags: list[str] = Field(default_factory=list)
    claim: str | None = None


class Missing(ResultModel):
    """A missing fact and the question that asks for it.

    ``settles`` names the statuses that the answer alone would settle, ``helps`` those it would bring nearer.
    """

    fact: str
    settles: list[str]
    helps: list[str] = Field(default_factory=list)
    question: str
    field: str = ""


class RankEntry(ResultModel):
    """A product's place; ``separated`` says whether its interval lies apart from the next one's."""

    product: str
    separated: bool


class RulesInfo(ResultModel):
    """Which rules made this result; ``unreviewed``: those of ``modified`` that no second person reviewed.

    ``packs`` holds the digest of each pack, ``revisions`` its revision.
    """

    version: str
    sha256: str
    modified: list[str] = Field(default_factory=list)
    unreviewed: list[str] = Field(default_factory=list)
    grades: dict[str, int] = Field(default_factory=dict)
    packs: dict[str, str] = Field(default_factory=dict)
    revisions: dict[str, int] = Field(default_factory=dict)


class Result(ResultModel):
    """The whole assessment of one case.

    ``other_trials`` are those of products that have no label anywhere, academic ones above all. ``complete``
    says that what takes longer was computed too: ``planner``, ``lines_picture``, ``missing_sets``,
    ``stability``, ``what_ifs`` and ``policies``.
    """

    format: Literal["cardecide-result/1"] = "cardecide-result/1"
    program: str
    case_id: str
    decision_date: str
    asked_date: str | None = None
    language: str
    jurisdictions: list[str]
    rules: RulesInfo
    facts: dict[str, FactResult]
    products: list[ProductResult]
    ranking: list[RankEntry] = Field(default_factory=list)
    missing: list[Missing] = Field(default_factory=list)
    preparation: list[Preparation] = Field(default_factory=list)
    questions: list[Need] = Field(default_factory=list)
    policy: str = ""
    alternatives: list[Alternative] = Field(default_factory=list)
    no_data: list[NoData] = Field(default_factory=list)
    other_trials: list[TrialResult] = Field(default_factory=list)
    complete: bool = False
    planner: list[dict[str, Any]] = Field(default_factory=list)
    lines_picture: LinesPicture | None = None
    missing_sets: list[MissingSets] = Field(default_factory=list)
    stability: Stability | None = None
    what_ifs: list[WhatIf] = Field(default_factory=list)
    policies: list[PolicyOrder] = Field(default_factory=list)
    set_aside: list[str] = Field(default_factory=list)
    notes: list[str] = Field(default_factory=list)

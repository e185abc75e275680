"""Parts of a result beside the findings: alternatives, ways to a decision, planner, what-ifs, stability."""

from typing import Literal

from pydantic import Field

from cardecide.assessment.finding_results import (
    Band,
    LabelResult,
    LabelStatus,
    Points,
    ResultModel,
    SafetyResult,
    Verdict,
)


class Alternative(ResultModel):
    """A product that may be given instead of or after CAR-T: whether it is permitted, never a rank."""

    id: str
    name: str
    labels: list[LabelResult]
    safety: SafetyResult
    no_data: list[str] = Field(default_factory=list)


class NoData(ResultModel):
    """A product without any encoded label where asked. ``elsewhere``: the jurisdictions that have one."""

    product: str
    name: str
    jurisdictions: list[str]
    elsewhere: list[str] = Field(default_factory=list)


class Way(ResultModel):
    """A smallest set of facts of which some answers decide the status, and what they make of it."""

    facts: list[str]
    gives: str


class MissingSets(ResultModel):
    """Which answers settle one open status.

    ``sets`` are the inclusion-minimal sets of facts that settle it whatever the answers are; ``ways`` the
    smallest sets of which *some* answers settle it. ``by_hand`` are the checks that only a person can make:
    while there are any, a status that nothing refuses waits for them. ``exact`` is False where there were too
    many facts to look at every completion; ``sets`` then holds all open facts as one set.
    """

    status: str
    kind: Literal["label", "trial", "safety"]
    product: str
    sets: list[list[str]]
    ways: list[Way] = Field(default_factory=list)
    by_hand: list[str] = Field(default_factory=list)
    exact: bool = True
    note: str | None = None


class StatusChange(ResultModel):
    """How one status differs between two assessments of a case. ``reason`` is that of the later one."""

    status: str
    kind: Literal["label", "trial", "safety", "band"]
    product: str
    jurisdiction: str | None = None
    before: str | None
    after: str | None
    reason: str = ""


class ScoreChange(ResultModel):
    """A product's score before and after."""

    product: str
    before: tuple[Points, Points]
    after: tuple[Points, Points]


class WhatIf(ResultModel):
    """What would be different if facts had other values; the case stays as it is."""

    facts: dict[str, str]
    text: str
    changes: list[StatusChange] = Field(default_factory=list)
    scores: list[ScoreChange] = Field(default_factory=list)


class CriterionChange(ResultModel):
    """One criterion that stands differently in two assessments; None where it does not exist in one."""

    pack: str
    id: str
    text: str
    before: Verdict | None
    after: Verdict | None
    value_before: str | None = None
    value_after: str | None = None


class Side(ResultModel):
    """One side of a comparison: the day it was judged on and the rules that were used."""

    decision_date: str
    rules_version: str
    rules_sha256: str


class Comparison(ResultModel):
    """The same case on two days, or under two rulebooks."""

    before: Side
    after: Side
    changes: list[StatusChange] = Field(default_factory=list)
    scores: list[ScoreChange] = Field(default_factory=list)
    criteria: list[CriterionChange] = Field(default_factory=list)


class PlannerEntry(ResultModel):
    """What one hypothesis opens and closes. Written with the name ``if`` in place of ``hypothesis``.

    ``opens`` are the label packs that would then permit, ``closes`` those that would then no longer do so, or
    that would be settled against. ``changes`` gives every label status that moves, with its reason.
    """

    id: str
    hypothesis: str = Field(serialization_alias="if")
    on: str
    opens: list[str] = Field(default_factory=list)
    closes: list[str] = Field(default_factory=list)
    changes: list[StatusChange] = Field(default_factory=list)
    note: str | None = None


class LinesRow(ResultModel):
    """One label: its status after each number of prior lines, all else as entered.

    ``first`` is the smallest number at which it permits, ``first_possible`` the smallest at which it may;
    None where no number of lines shown does.
    """

    product: str
    jurisdiction: str
    pack: str
    statuses: list[LabelStatus]
    first: int | None
    first_possible: int | None


class LinesPicture(ResultModel):
    """Labels against numbers of prior lines; the patient stands between ``low`` and ``high``."""

    lines: list[int]
    low: int | None
    high: int | None
    rows: list[LinesRow]


class Swap(ResultModel):
    """Two products whose order some variation of the weights reverses."""

    first: str
    second: str
    variations: int
    example: str


class Stability(ResultModel):
    """Whether the order of the products survives other weights."""

    variations: int
    unchanged: bool
    swaps: list[Swap] = Field(default_factory=list)
    text: str


class PolicyPlace(ResultModel):
    """One product under one policy."""

    product: str
    low: Points
    high: Points
    band: Band


class PolicyOrder(ResultModel):
    """The order of the products under one policy, for policies side by side."""

    policy: str
    title: str
    used: bool
    places: list[PolicyPlace]

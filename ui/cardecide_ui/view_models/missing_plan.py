"""The shortest way to a decision: the few missing facts that settle most of what decides."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from cardecide.assessment.result import MissingSets, Result

_MOST_FACTS: Final = 5  # more than these are no short way
_WORTH: Final = {"label": 100, "safety": 30, "trial": 1}


@dataclass(frozen=True, slots=True)
class MissingPlan:
    """``facts`` that settle all of ``statuses`` whatever the answers are."""

    facts: frozenset[str]
    statuses: tuple[MissingSets, ...]


def plan_of(result: Result) -> MissingPlan | None:
    """The best of the short sets: what it settles of permission and safety counts before trials, then size.

    None where no short set settles anything, or where the sets were not computed.
    """
    candidates = {frozenset(one) for entry in result.missing_sets for one in entry.sets}
    plans = [_plan(facts, result.missing_sets) for facts in candidates if 0 < len(facts) <= _MOST_FACTS]
    return max(plans, key=lambda plan: (_worth(plan), -len(plan.facts), sorted(plan.facts)), default=None)


def _plan(facts: frozenset[str], entries: Iterable[MissingSets]) -> MissingPlan:
    settled = tuple(
        entry for entry in entries if not entry.by_hand and any(set(one) <= facts for one in entry.sets)
    )
    return MissingPlan(facts, settled)


def _worth(plan: MissingPlan) -> int:
    return sum(_WORTH[entry.kind] for entry in plan.statuses)

"""What of a criterion or version is the same for every patient, worked out once before anyone is judged."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from cardecide.engine.atom_answers import NO, UNKNOWN, YES
from cardecide.engine.compile import Answers
from cardecide.engine.explain import Step, plan
from cardecide.engine.graph import Graph
from cardecide.engine.pack import STATUS_ROLES, Criterion, Kind, Pack, Version

Verdict = Literal["met", "not_met", "unknown", "by_hand"]
Status = Literal["on_label", "off_label", "inside", "outside", "undetermined", "not_approved"]

STATUSES: Final[Mapping[Kind, tuple[Status, Status]]] = {
    "label": ("on_label", "off_label"),
    "trial": ("inside", "outside"),
}
"""For the kinds of packs that decide a status: the one that permits and the one that does not."""

_BY_HAND: Final[tuple[Verdict, ...]] = ("by_hand",) * 4
_MET_WHEN_YES: Final[tuple[Verdict, ...]] = ("not_met", "unknown", "unknown", "met")
_MET_WHEN_NO: Final[tuple[Verdict, ...]] = ("met", "unknown", "unknown", "not_met")


@dataclass(frozen=True, slots=True)
class PreparedCriterion:
    """A criterion with its steps; ``computed`` and ``verdicts`` hold the verdict for each possible answer."""

    criterion: Criterion
    step: Step | None
    computed: tuple[Verdict, ...]
    verdicts: tuple[Verdict, ...]

    def answer(self, answers: Answers) -> int:
        """The answer to the condition; unknown where there is none."""
        return UNKNOWN if self.step is None else answers[self.step.slot]


@dataclass(frozen=True, slots=True)
class PreparedVersion:
    """A version of a pack. ``refusals`` are the slots that decide, with the answer that decides against."""

    version: Version
    criteria: tuple[PreparedCriterion, ...]
    statuses: tuple[Status, Status] | None
    refusals: tuple[tuple[int, int], ...]
    has_checks: bool

    def status(self, answers: Answers) -> Status | None:
        """The status that the include and exclude criteria give; None for packs that decide none.

        One that is not met decides against. One that is unknown or to be checked by hand leaves it open, for
        a check that nobody has made never counts as met.
        """
        if self.statuses is None:
            return None
        is_open = self.has_checks
        for slot, refusal in self.refusals:
            answer = answers[slot]
            if answer == refusal:
                return self.statuses[1]
            if answer == UNKNOWN:
                is_open = True
        return "undetermined" if is_open else self.statuses[0]


def graph_of(packs: Iterable[Pack]) -> Graph:
    """The graph of all conditions of the packs."""
    return Graph(c.condition for pack in packs for c in pack.criteria if c.condition is not None)


def prepare(pack: Pack, graph: Graph) -> tuple[PreparedVersion, ...]:
    """The versions of a pack whose conditions stand in the graph."""
    return tuple(_version(pack.kind, version, graph) for version in pack.versions)


def _version(kind: Kind, version: Version, graph: Graph) -> PreparedVersion:
    criteria = tuple(_criterion(criterion, graph) for criterion in version.criteria)
    statuses = STATUSES.get(kind)
    deciding = [c for c in criteria if c.criterion.role in STATUS_ROLES]
    refusals = tuple(
        (prepared.step.slot, NO if prepared.criterion.met_when_yes else YES)
        for prepared in deciding
        if prepared.step is not None and not prepared.criterion.by_hand
    )
    return PreparedVersion(version, criteria, statuses, refusals, len(refusals) < len(deciding))


def _criterion(criterion: Criterion, graph: Graph) -> PreparedCriterion:
    if criterion.condition is None:
        return PreparedCriterion(criterion, None, _BY_HAND, _BY_HAND)
    computed = _MET_WHEN_YES if criterion.met_when_yes else _MET_WHEN_NO
    verdicts = _BY_HAND if criterion.by_hand else computed
    return PreparedCriterion(criterion, plan(criterion.condition, graph), computed, verdicts)

"""What is asked of a cohort: which packs, on which day; worked out once for all patients."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from cardecide.case.partial_date import PartialDate
from cardecide.cohort.engines.columns import FactsNeeded, needed_by
from cardecide.engine import Pack, Rulebook
from cardecide.engine.graph import Graph
from cardecide.engine.pack import STATUS_ROLES, Criterion
from cardecide.engine.prepared import PreparedCriterion, PreparedVersion, graph_of, prepare
from cardecide.engine.versions import in_force
from cardecide.engine.vocabulary import Vocabulary
from cardecide.reading.nearest import nearest
from cardecide.reading.problem import InputError, Problem

DECIDING: Final = ("label", "trial")
"""The kinds of packs that decide a status."""


@dataclass(frozen=True)
class PlannedPack:
    """A pack with its prepared versions. ``criteria`` are the columns of its verdicts, each id once."""

    pack: Pack
    versions: tuple[PreparedVersion, ...]
    criteria: tuple[Criterion, ...]

    @property
    def id(self) -> str:
        """The pack's identifier."""
        return self.pack.id


@dataclass(frozen=True)
class CohortPlan:
    """Packs and a day: ``on`` for all rows; where it is None each row has its own, else ``default``.

    ``graph`` holds the conditions, each common part once, and ``roots`` the slots of those that a verdict
    rests on in a version that may be in force. Where ``every_role`` is set, holds, cautions and the like get
    verdicts beside what decides the status.
    """

    packs: tuple[PlannedPack, ...]
    graph: Graph
    roots: tuple[int, ...]
    vocabulary: Vocabulary
    on: PartialDate | None
    default: PartialDate
    rules: str
    every_role: bool = False

    @cached_property
    def needed(self) -> FactsNeeded:
        """The facts that the conditions need."""
        return needed_by((self.graph.nodes[slot] for slot in self.roots), self.vocabulary)

    def pack(self, identifier: str) -> PlannedPack:
        """The pack of that id; raises KeyError where it was not asked for."""
        for one in self.packs:
            if one.id == identifier:
                return one
        raise KeyError(identifier)


def plan_cohort(
    rulebook: Rulebook,
    packs: Sequence[str] = (),
    *,
    on: PartialDate | None = None,
    default: PartialDate | None = None,
    every_role: bool = False,
) -> CohortPlan:
    """What to ask of a cohort: the named packs, else every label and trial.

    Raises InputError, naming the nearest one, where there is no such pack, and where neither a day for all
    nor one for rows without their own is given.
    """
    day = on or default
    if day is None:
        raise InputError(
            [Problem("there is no day to judge on", expected="a day for every row, or a default")]
        )
    missing = [name for name in packs if name not in rulebook.packs]
    if missing:
        raise InputError(
            [
                Problem(f"there is no pack '{name}'", "", nearest(name, rulebook.packs), code="pack")
                for name in missing
            ]
        )
    deciding = [pack for kind in DECIDING for pack in rulebook.of_kind(kind)]
    chosen = [rulebook.packs[name] for name in packs] if packs else deciding
    return plan_packs(
        chosen, rulebook.vocabulary, on=on, default=day, rules=rulebook.sha256, every_role=every_role
    )


def plan_packs(
    packs: Sequence[Pack],
    vocabulary: Vocabulary,
    *,
    on: PartialDate | None,
    default: PartialDate,
    rules: str = "",
    every_role: bool = False,
) -> CohortPlan:
    """The plan for packs that need not belong to one rulebook."""
    graph = graph_of(packs)
    planned, roots = [], []
    for pack in packs:
        prepared = prepare(pack, graph)
        if on is not None:
            force = in_force(pack, on).versions
            prepared = tuple(one for one in prepared if any(one.version is each for each in force))
        wanted = [one for version in prepared for one in version.criteria if every_role or _decides(one)]
        roots += [one.step.slot for one in wanted if one.step is not None and not one.criterion.by_hand]
        criteria = {one.id: one for one in pack.criteria if every_role or one.role in STATUS_ROLES}
        planned.append(PlannedPack(pack, prepared, tuple(criteria.values())))
    return CohortPlan(
        tuple(planned), graph, tuple(dict.fromkeys(roots)), vocabulary, on, default, rules, every_role
    )


def _decides(prepared: PreparedCriterion) -> bool:
    return prepared.criterion.role in STATUS_ROLES

"""From the answers to the conditions to the status of each pack, for a block of patients."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

from cardecide.cohort.engines.column_views import Words, packed
from cardecide.cohort.engines.in_force import InForce, Stretches
from cardecide.cohort.engines.plan import CohortPlan
from cardecide.cohort.engines.planes import Planes, all_planes
from cardecide.engine.atom_answers import NO


class StatusPlanes(NamedTuple):
    """One pack for a block: who is permitted, who is not, and for whom two versions disagree."""

    permitted: Words
    refused: Words
    disagree: Words


class VersionRule(NamedTuple):
    """What of a version decides: the slots with the answer that decides against, and whether any check is
    left to a person.
    """

    refusals: tuple[tuple[int, int], ...]
    has_checks: bool


class StatusRules:
    """How the packs of a plan decide; small, so that it can be sent to another process."""

    def __init__(self, plan: CohortPlan, force: InForce) -> None:
        self._packs = [
            (
                [VersionRule(one.refusals, one.has_checks) for one in pack.versions],
                force.of_pack(place),
            )
            for place, pack in enumerate(plan.packs)
        ]

    def decide(
        self, answers: Mapping[int, Planes], stretches: Stretches | None, words: int
    ) -> list[StatusPlanes]:
        """The status planes of each pack, in the order of the plan."""
        deciding = _Deciding(answers, words)
        nothing = np.zeros(words, np.uint64)
        found = []
        for versions, ways in self._packs:
            parts = []
            for force, where in ways.items():
                if force.settled:
                    continue
                planes = deciding.status([versions[place] for place in force.versions])
                if stretches is not None:
                    mask = packed(np.isin(stretches, where))
                    planes = StatusPlanes(*(plane & mask for plane in planes))
                parts.append(planes)
            if len(parts) == 1:
                found.append(parts[0])
            else:
                joined = [nothing] * 3
                for part in parts:
                    joined = [old | new for old, new in zip(joined, part, strict=True)]
                found.append(StatusPlanes(*joined))
        return found


class _Deciding:
    """One block; packs that ask the same things are decided once."""

    def __init__(self, answers: Mapping[int, Planes], words: int) -> None:
        self._answers = answers
        self._words = words
        self._nothing = np.zeros(words, np.uint64)
        self._known: dict[tuple[tuple[int, int], ...], Planes] = {}

    def status(self, versions: Sequence[VersionRule]) -> StatusPlanes:
        """What the versions agree on; more than one where the decision date straddles them."""
        each = [self._version(version) for version in versions]
        if len(each) == 1:
            return StatusPlanes(each[0].yes, each[0].no, self._nothing)
        permitted, refused, open_ = each[0].yes, each[0].no, ~(each[0].yes | each[0].no)
        for one in each[1:]:
            permitted, refused, open_ = permitted & one.yes, refused & one.no, open_ & ~(one.yes | one.no)
        return StatusPlanes(permitted, refused, ~(permitted | refused | open_))

    def _version(self, version: VersionRule) -> Planes:
        planes = self._known.get(version.refusals)
        if planes is None:
            parts = [
                self._answers[slot] if refusal == NO else self._answers[slot].swapped()
                for slot, refusal in version.refusals
            ]
            planes = self._known[version.refusals] = all_planes(parts, self._words)
        return Planes(self._nothing, planes.no) if version.has_checks else planes

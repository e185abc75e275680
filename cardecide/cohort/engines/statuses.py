"""From the answers to the conditions to the status of each pack, for a block of patients."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

from cardecide.cohort.engines.column_views import Words, packed
from cardecide.cohort.engines.in_force import InForce, Stretches
from cardecide.cohort.engines.plan import CohortPlan
from cardecide.cohort.engines.planes import Planes, Scratch
from cardecide.engine.atom_answers import NO


class StatusPlanes(NamedTuple):
    """One pack for a block: who is permitted, who is not, for whom two versions disagree; None is nobody."""

    permitted: Words | None
    refused: Words | None
    disagree: Words | None


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
        self, answers: Mapping[int, Planes], stretches: Stretches | None, scratch: Scratch
    ) -> list[StatusPlanes]:
        """The status planes of each pack, in the order of the plan."""
        deciding = _Deciding(answers, scratch)
        found = []
        for versions, ways in self._packs:
            parts = []
            for force, where in ways.items():
                if force.settled:
                    continue
                planes = deciding.status([versions[place] for place in force.versions])
                if stretches is not None:
                    mask = packed(np.isin(stretches, where))
                    planes = StatusPlanes(*(plane if plane is None else plane & mask for plane in planes))
                parts.append(planes)
            found.append(parts[0] if len(parts) == 1 else _together(parts))
        return found


def _together(parts: Sequence[StatusPlanes]) -> StatusPlanes:
    """The status of each row by the part that concerns it."""
    joined: list[Words | None] = [None, None, None]
    for part in parts:
        for line, plane in enumerate(part):
            known = joined[line]
            if plane is not None:
                joined[line] = plane if known is None else known | plane
    return StatusPlanes(*joined)


class _Deciding:
    """One block; packs that ask the same things are decided once."""

    def __init__(self, answers: Mapping[int, Planes], scratch: Scratch) -> None:
        self._answers = answers
        self._scratch = scratch
        self._known: dict[VersionRule, StatusPlanes] = {}

    def status(self, versions: Sequence[VersionRule]) -> StatusPlanes:
        """What the versions agree on; more than one where the decision date straddles them."""
        each = [self._version(version) for version in versions]
        if len(each) == 1:
            return each[0]
        nowhere = self._scratch.filled(ones=False)
        permitted = self._scratch.every(
            [one.permitted if one.permitted is not None else nowhere for one in each]
        )
        refused = self._scratch.every([one.refused if one.refused is not None else nowhere for one in each])
        settled = [plane for one in each for plane in (one.permitted, one.refused) if plane is not None]
        agreed = permitted | refused | ~self._scratch.some(settled)
        return StatusPlanes(permitted, refused, ~agreed)

    def _version(self, version: VersionRule) -> StatusPlanes:
        """Where nothing refuses and everything speaks for it; a check by a person leaves it open at best."""
        known = self._known.get(version)
        if known is None:
            parts = [
                self._answers[slot] if refusal == NO else self._answers[slot].swapped()
                for slot, refusal in version.refusals
            ]
            permitted = None if version.has_checks else self._scratch.every([one.yes for one in parts])
            refused = self._scratch.some([one.no for one in parts]) if parts else None
            known = self._known[version] = StatusPlanes(permitted, refused, None)
        return known

"""What a change of rules changes for one patient: statuses of packs and verdicts on criteria."""

from collections.abc import Mapping
from dataclasses import dataclass

from cardecide.engine.finding import PackFinding

ABSENT = "absent"
"""What stands for the side of a change on which there is no such pack or criterion in force."""


@dataclass(frozen=True, slots=True)
class VerdictChange:
    """One criterion whose verdict is another one."""

    criterion: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class PackImpact:
    """One pack whose status or verdicts changed; a status is empty for packs that decide none."""

    pack: str
    old: str
    new: str
    verdicts: tuple[VerdictChange, ...]

    @property
    def changes_status(self) -> bool:
        """Whether the status is another one, and not only what it rests on."""
        return self.old != self.new


def impact(old: Mapping[str, PackFinding], new: Mapping[str, PackFinding]) -> list[PackImpact]:
    """The packs that find something else about the same patient on the same day, in their order."""
    found = []
    for pack in dict.fromkeys([*old, *new]):
        before, after = old.get(pack), new.get(pack)
        one = PackImpact(pack, _status(before), _status(after), tuple(_verdicts(before, after)))
        if one.changes_status or one.verdicts:
            found.append(one)
    return found


def _status(finding: PackFinding | None) -> str:
    return ABSENT if finding is None else finding.status or ""


def _verdicts(old: PackFinding | None, new: PackFinding | None) -> list[VerdictChange]:
    before, after = (
        {} if finding is None else {one.id: one.verdict for one in finding.criteria} for finding in (old, new)
    )
    return [
        VerdictChange(name, before.get(name, ABSENT), after.get(name, ABSENT))
        for name in dict.fromkeys([*before, *after])
        if before.get(name) != after.get(name)
    ]

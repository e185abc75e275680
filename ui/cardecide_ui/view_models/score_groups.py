"""The parts of a score put together by what they are about, for a picture that can be read."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from cardecide.assessment.result import Contribution

_GROUPS = {"permission": "permission", "evidence": "evidence", "hold": "hold", "screening": "screening"}


@dataclass(frozen=True, slots=True)
class ScoreGroup:
    """Contributions of one kind: their sums, and those that cost points or may still do so."""

    kind: str
    low: Decimal
    high: Decimal
    most: Decimal
    telling: tuple[Contribution, ...]


def score_groups(contributions: Sequence[Contribution]) -> tuple[ScoreGroup, ...]:
    """The groups in the order in which they first appear; cautions and favors are one."""
    by_kind: dict[str, list[Contribution]] = {}
    for part in contributions:
        kind = _GROUPS.get(part.id.split("-", maxsplit=1)[0], "cautions")
        by_kind.setdefault(kind, []).append(part)
    return tuple(
        ScoreGroup(
            kind,
            sum((part.low for part in parts), Decimal(0)),
            sum((part.high for part in parts), Decimal(0)),
            sum((max(part.most, part.high) for part in parts), Decimal(0)),
            tuple(part for part in parts if part.low < max(part.most, part.high)),
        )
        for kind, parts in by_kind.items()
    )

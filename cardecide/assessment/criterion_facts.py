"""What a criterion rests on: the facts it asks about, and which of them are missing."""

from collections.abc import Mapping
from typing import Final

from cardecide.assessment.remembered import Remembered
from cardecide.engine import CriterionFinding
from cardecide.engine.expression import atoms
from cardecide.engine.prepared import PreparedCriterion
from cardecide.facts.fact import Fact

_NAMES: Final = Remembered[tuple[str, ...]]()
_NEEDS: Final = Remembered[tuple[str, ...]]()


def facts_under(finding: CriterionFinding) -> tuple[object, ...]:
    """Everything that the finding depends on: its criterion, and the facts that its condition asks about."""
    facts: Mapping[str, Fact] = finding.evaluated.facts
    return finding.prepared, *[facts.get(name) for name in _names(finding.prepared)]


def needs_of_criterion(finding: CriterionFinding) -> tuple[str, ...]:
    """The unknown facts that can still change the criterion, in the order of its condition."""
    return _NEEDS.take(id(finding.prepared), facts_under(finding), lambda: finding.needs)


def _names(prepared: PreparedCriterion) -> tuple[str, ...]:
    condition = prepared.criterion.condition

    def names() -> tuple[str, ...]:
        return () if condition is None else tuple(dict.fromkeys(atom.fact for atom in atoms(condition)))

    return _NAMES.take(id(prepared), (prepared,), names)

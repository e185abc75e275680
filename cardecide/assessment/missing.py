"""What is missing: the open facts, the statuses that each would settle, and the question that asks for it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from cardecide.assessment.criterion_facts import needs_of_criterion
from cardecide.assessment.product_findings import ProductFindings
from cardecide.assessment.questions import question_of
from cardecide.assessment.result import Missing, SafetyResult
from cardecide.engine import CriterionFinding, PackFinding
from cardecide.engine.pack import STATUS_ROLES
from cardecide.facts.fact import Fact
from cardecide.language.text import Language

# How much an answer is worth: permission before safety before evidence, settling before helping.
_LABEL_SETTLED, _SAFETY_SETTLED, _LABEL_HELPED, _SAFETY_HELPED, _TRIAL = 1000, 300, 60, 20, 1


@dataclass(slots=True)
class _Worth:
    settles: list[str] = field(default_factory=list)
    helps: list[str] = field(default_factory=list)
    weight: int = 0

    def add(self, status: str, *, alone: bool, weight: int) -> None:
        names = self.settles if alone else self.helps
        if status not in names:
            names.append(status)
            self.weight += weight


def missing_facts(
    products: Sequence[ProductFindings],
    safety: Mapping[str, SafetyResult],
    facts: Mapping[str, Fact],
    language: Language,
) -> list[Missing]:
    """The missing facts, those first that settle most.

    A trial matters only where a label may permit its product.
    """
    worth: dict[str, _Worth] = {}
    for product in products:
        open_labels = [label for label in product.labels if label.status == "undetermined"]
        for label in open_labels:
            _judge(worth, label.pack.id, _open(label), _LABEL_SETTLED, _LABEL_HELPED)
        if not product.may_be_permitted:
            continue
        _safety(worth, product.product, safety[product.product])
        for trial in product.trials:
            if trial.status == "undetermined":
                _judge(worth, trial.pack.id, _open(trial), 2 * _TRIAL, _TRIAL)
    ranked = sorted(worth.items(), key=lambda item: -item[1].weight)
    found = []
    for name, value in ranked:
        need = question_of(name, facts, language)
        found.append(
            Missing(
                fact=name,
                settles=value.settles,
                helps=value.helps,
                question=need.question,
                field=need.field,
            )
        )
    return found


def _open(finding: PackFinding) -> list[CriterionFinding]:
    return [one for one in finding.criteria if one.criterion.role in STATUS_ROLES and one.verdict != "met"]


def _judge(
    worth: dict[str, _Worth], status: str, criteria: Iterable[CriterionFinding], settled: int, helped: int
) -> None:
    """A fact settles a status alone where it is all that every open criterion waits for."""
    waiting = list(criteria)
    needs = dict.fromkeys(name for one in waiting for name in needs_of_criterion(one))
    alone = len(needs) == 1 and all(one.verdict == "unknown" for one in waiting)
    for name in needs:
        worth.setdefault(name, _Worth()).add(status, alone=alone, weight=settled if alone else helped)


def safety_status(product: str) -> str:
    """The name under which a product's safety stands among the statuses to settle."""
    return f"safety of {product}"


def _safety(worth: dict[str, _Worth], product: str, safety: SafetyResult) -> None:
    waiting = [item for item in safety.items if item.kind == "open"]
    needs = dict.fromkeys(name for item in waiting for name in item.needs)
    for name in needs:
        worth.setdefault(name, _Worth()).add(
            safety_status(product),
            alone=len(needs) == 1,
            weight=_SAFETY_SETTLED if len(needs) == 1 else _SAFETY_HELPED,
        )

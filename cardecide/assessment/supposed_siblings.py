"""Facts that say the same as a supposed member of a set, brought to agree with it.

For members that no entry of the case can say: a drug that no regimen holds, a class, a claim of a table. Only
what follows by definition moves; where it leaves a fact open that was stated or overridden, that one stays.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Final

from cardecide.case.drugs import all_drugs
from cardecide.facts import drug_exposure, refractoriness
from cardecide.facts.catalogue import FactDefinition, catalogue
from cardecide.facts.cytogenetics import HIGH_RISK
from cardecide.facts.fact import Fact, Origin
from cardecide.facts.truths import any_of
from cardecide.facts.value import Members, Truth, Value

_SAID: Final = (Origin.STATED, Origin.OVERRIDDEN, Origin.ENTERED)


def agreeing(
    facts: Mapping[str, Fact], definition: FactDefinition, member: str, truth: Truth
) -> dict[str, Value]:
    """The set with that member, and every other fact whose value has to change with it."""
    sets = _Sets(facts)
    sets.put(definition.name, member, truth)
    if definition.name in _TREATMENT:
        _treatment(sets, definition.name, member, truth)
    for part, whole in _PART_OF.items():
        if truth is Truth.YES and definition.name == part:
            sets.put(whole, member, truth)
        if truth is Truth.NO and definition.name == whole:
            sets.put(part, member, truth)
    found: dict[str, Value] = dict(sets.changed)
    for name, said in _combined(sets).items():
        fact = facts[name]
        keeps = said is Truth.UNKNOWN and fact.origin in _SAID
        if not keeps and fact.value is not said:
            found[name] = said
    return found


class _Sets:
    """The sets of a case; ``changed`` are those that are no longer as they were."""

    def __init__(self, facts: Mapping[str, Fact]) -> None:
        self._facts = facts
        self.changed: dict[str, Members] = {}

    def __getitem__(self, name: str) -> Members:
        value = self.changed.get(name, self._facts[name].value)
        return value if isinstance(value, Members) else Members()

    def put(self, name: str, member: str, truth: Truth) -> None:
        """Let a member belong to a set, not belong to it, or be open."""
        old = self[name]
        if old.includes(member) is truth:
            return
        without = {kind: getattr(old, kind) - {member} for kind in ("present", "absent", "open")}
        kind = {Truth.YES: "present", Truth.NO: "absent", Truth.UNKNOWN: "open"}[truth]
        without[kind] |= {member}
        self.changed[name] = Members(closed=old.closed, **without)

    def is_said(self, name: str) -> bool:
        """Whether someone gave the set as it is, so that it does not follow from anything else."""
        return self._facts[name].origin in _SAID


_TREATMENT: Final = ("exposed_drugs", "exposed_classes", "refractory_drugs", "refractory_classes")
_PART_OF: Final[Mapping[str, str]] = {
    "neuro_active": "neuro_history",
    "comorbidities_active": "comorbidities",
}


def _treatment(sets: _Sets, name: str, member: str, truth: Truth) -> None:
    """A refractory drug was received; a class is that of its drugs."""
    what, of = name.rsplit("_", maxsplit=1)
    drugs = [member] if of == "drugs" else []
    if of == "classes" and truth is Truth.NO:
        drugs = [one for one, drug in all_drugs().items() if member in drug.counts_as]
    both = (what == "refractory") is (truth is Truth.YES)
    moved = ("refractory", "exposed") if both else (what,)
    for topic in moved:
        if of == "classes":
            sets.put(f"{topic}_classes", member, truth)
        for drug in drugs:
            sets.put(f"{topic}_drugs", drug, truth)
            for one in all_drugs()[drug].counts_as:
                _class_of(sets, topic, one)


def _class_of(sets: _Sets, topic: str, drug_class: str) -> None:
    drugs = [name for name, drug in all_drugs().items() if drug_class in drug.counts_as]
    followed = any_of(map(sets[f"{topic}_drugs"].includes, drugs))
    if followed is Truth.UNKNOWN and sets.is_said(f"{topic}_classes"):
        return
    sets.put(f"{topic}_classes", drug_class, followed)


def _combined(sets: _Sets) -> dict[str, Truth]:
    """The yes/no facts that follow from the changed sets."""
    found: dict[str, Truth] = {}
    for name in sets.changed:
        definition = catalogue()[name]
        found |= {
            same: sets[name].includes(member)
            for member in definition.values
            if (same := definition.member_name(member)) in catalogue()
        }
    for names, combine in _COMBINATIONS:
        if any(name in sets.changed for name in names):
            found |= combine(*(sets[name] for name in names))
    return found


def _high_risk(abnormalities: Members) -> dict[str, Truth]:
    return {name: any_of(map(abnormalities.includes, markers)) for name, markers in HIGH_RISK.items()}


def _bcma(kinds: Members) -> dict[str, Truth]:
    cell_free = kinds.includes("adc") | kinds.includes("bispecific")
    return {
        "prior_noncellular_bcma_therapy": cell_free,
        "prior_bcma_therapy": cell_free | kinds.includes("car_t"),
    }


_COMBINATIONS: Final[Iterable[tuple[tuple[str, ...], Callable[..., dict[str, Truth]]]]] = (
    (("exposed_drugs", "exposed_classes"), drug_exposure.combinations),
    (("refractory_drugs", "refractory_classes"), refractoriness.combinations),
    (("cytogenetic_abnormalities",), _high_risk),
    (("prior_bcma_modalities",), _bcma),
)

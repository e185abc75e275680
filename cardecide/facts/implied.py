"""What a claim or an override says about other facts, by their definitions.

That the disease is refractory to lenalidomide and that lenalidomide is among the refractory drugs is one
statement: rules may ask for either. Triple-class exposed names three classes received. A combination says
something about classes, never about a drug. What is said of a fact itself stands above what follows.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Final

from cardecide.facts.truths import all_of
from cardecide.facts.value import Members, Truth, Value

_CLASSES: Final = ("PI", "IMiD", "anti-CD38")
_FOLLOWS: Final[Mapping[str, tuple[str, ...]]] = {
    "penta_refractory": ("quad_refractory_classic", "triple_class_refractory", "penta_exposed"),
    "quad_refractory_classic": ("double_refractory",),
    "quad_refractory_mammoth": ("triple_class_refractory",),
    "triple_class_refractory": ("double_refractory", "triple_class_exposed"),
    "penta_exposed": ("triple_class_exposed",),
    "double_refractory": ("relapsed_or_refractory",),
    "lenalidomide_refractory": ("relapsed_or_refractory",),
    "progressed_on_last_therapy": ("refractory_to_last_line",),
    "refractory_to_last_line": ("relapsed_or_refractory",),
    "relapsed_and_refractory": ("refractory_to_last_line",),
    "primary_refractory": ("relapsed_or_refractory",),
    "prior_bcma_car_t": ("prior_bcma_therapy", "prior_car_t"),
    "prior_noncellular_bcma_therapy": ("prior_bcma_therapy",),
}
"""A yes follows from a yes, and so a no from a no the other way round."""

_MEMBERS: Final[Mapping[str, Mapping[str, tuple[str, ...]]]] = {
    "lenalidomide_refractory": {
        "refractory_drugs": ("lenalidomide",),
        "refractory_classes": ("IMiD",),
        "exposed_drugs": ("lenalidomide",),
        "exposed_classes": ("IMiD",),
    },
    "double_refractory": {"refractory_classes": _CLASSES[:2], "exposed_classes": _CLASSES[:2]},
    "triple_class_refractory": {"refractory_classes": _CLASSES, "exposed_classes": _CLASSES},
    "triple_class_exposed": {"exposed_classes": _CLASSES},
    "prior_bcma_therapy": {"exposed_classes": ("anti-BCMA",)},
}
_ABSENT: Final = {
    "lenalidomide_refractory": "refractory_drugs",
    "double_refractory": "refractory_classes",
    "triple_class_refractory": "refractory_classes",
}
"""The set that a no is about, where a yes says something of several."""

_ALL_OF: Final[Mapping[str, tuple[tuple[str, tuple[str, ...]], ...]]] = {
    "refractory_drugs": (("lenalidomide_refractory", ("lenalidomide",)),),
    "refractory_classes": (
        ("double_refractory", _CLASSES[:2]),
        ("triple_class_refractory", _CLASSES),
    ),
    "exposed_classes": (("triple_class_exposed", _CLASSES),),
}
"""The yes/no facts that a set of drugs or classes answers."""


@dataclass(slots=True)
class Implied:
    """What follows for one fact: a truth, or members that belong or do not belong to a set.

    Of ``not_all`` one at least does not belong: where a set holds them all, which one it is stays open.
    """

    truth: Truth = Truth.UNKNOWN
    present: set[str] = field(default_factory=set)
    absent: set[str] = field(default_factory=set)
    not_all: list[tuple[str, ...]] = field(default_factory=list)

    def moved(self, value: Value) -> Value:
        """The value brought to agree; unchanged where it says the same already."""
        if isinstance(value, Truth):
            return value if self.truth is Truth.UNKNOWN else self.truth
        if not isinstance(value, Members):
            return value
        present = (value.present | self.present) - self.absent
        absent = (value.absent | self.absent) - self.present
        unclear = {one for group in self.not_all if present.issuperset(group) for one in group}
        known = self.present | self.absent
        return replace(value, present=present - unclear, absent=absent, open=value.open - known | unclear)


def implied_by(said: Mapping[str, Value]) -> dict[str, Implied]:
    """What the given facts say about facts that are not among them."""
    truths = {name: value for name, value in said.items() if isinstance(value, Truth)}
    for name, value in said.items():
        if isinstance(value, Members):
            for fact, members in _ALL_OF.get(name, ()):
                truths.setdefault(fact, all_of(map(value.includes, members)))
    found: dict[str, Implied] = {}
    for name, truth in _closed(truths):
        if name not in said:
            found.setdefault(name, Implied()).truth = truth
        for part, members in _MEMBERS.get(name, {}).items():
            if part in said:
                continue
            one = found.setdefault(part, Implied())
            if truth is Truth.YES:
                one.present.update(members)
            elif _ABSENT.get(name, part) == part:
                one.absent.update(members if len(members) == 1 else ())
                one.not_all += [members] if len(members) > 1 else []
    return found


def _closed(truths: Mapping[str, Truth]) -> Iterator[tuple[str, Truth]]:
    seen: set[tuple[str, Truth]] = set()
    waiting = [(name, truth) for name, truth in truths.items() if truth is not Truth.UNKNOWN]
    while waiting:
        one = waiting.pop(0)
        if one in seen:
            continue
        seen.add(one)
        yield one
        name, truth = one
        next_facts = _FOLLOWS.get(name, ()) if truth is Truth.YES else _leads_to().get(name, ())
        waiting += [(other, truth) for other in next_facts if other not in truths]


@cache
def _leads_to() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for name, others in _FOLLOWS.items():
        for other in others:
            found[other] = (*found.get(other, ()), name)
    return found

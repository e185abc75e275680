"""What may come next for a patient, each as a case that could be entered as it is.

A hypothesis that is already so, or that contradicts what is known, is left out. Entries of a supposed line
carry no dates: it lies after the decision, and no date of it is known.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from cardecide.assessment.display import member_label
from cardecide.case.base import YesNo
from cardecide.case.choices import Phase, StopReason
from cardecide.case.model import Case
from cardecide.case.partial_date import PartialDate
from cardecide.case.treatment import DrugGiven, Treatment
from cardecide.engine import Pack
from cardecide.facts.fact import Fact
from cardecide.facts.timeline import NEVER_A_LINE
from cardecide.facts.value import Members, Span, Truth
from cardecide.language.message import Message, message
from cardecide.language.text import Language

NAMED_CLASSES: Final = {
    "PI": ("carfilzomib", "bortezomib", "ixazomib"),
    "IMiD": ("pomalidomide", "lenalidomide", "thalidomide"),
    "anti-CD38": ("daratumumab", "isatuximab"),
}
"""The classes of a supposed line, each with its drugs in the order in which they would be thought of."""

_LENALIDOMIDE: Final = "lenalidomide"
_TWO_CYCLES: Final = 2


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """A case that may come to be, and the day on which it is judged."""

    id: str
    text: Message
    case: Case
    on: PartialDate


def hypotheses(
    case: Case, on: PartialDate, facts: Mapping[str, Fact], labels: Iterable[Pack], language: Language
) -> list[Hypothesis]:
    """What is worth looking at for this patient, in the order in which it would be asked."""
    return [
        *_progression(case, on, facts),
        *_lenalidomide(case, on, facts),
        *_lines(case, on, facts, language),
        *_label_dates(case, on, labels),
    ]


def _progression(case: Case, on: PartialDate, facts: Mapping[str, Fact]) -> Iterator[Hypothesis]:
    """Progression on the last regimen, unless the disease has progressed on it."""
    place = _last_therapy(case)
    if place is None or facts["progressed_on_last_therapy"].value is Truth.YES:
        return
    regimen = _name(case.treatments[place])
    yield Hypothesis(
        "progression", message("planner.progression", regimen=regimen), _progressed(case, on), on
    )


def _lenalidomide(case: Case, on: PartialDate, facts: Mapping[str, Fact]) -> Iterator[Hypothesis]:
    """Lenalidomide found to have failed, where it was given and it is open whether it did."""
    refractory, exposed = facts["refractory_drugs"].value, facts["exposed_drugs"].value
    if not isinstance(refractory, Members) or not isinstance(exposed, Members):
        return
    if refractory.includes(_LENALIDOMIDE) is Truth.UNKNOWN and exposed.includes(_LENALIDOMIDE) is Truth.YES:
        changed = refractory_to(case, _LENALIDOMIDE)
        if changed is not None:
            yield Hypothesis("lenalidomide-refractory", message("planner.lenalidomide"), changed, on)


def _lines(
    case: Case, on: PartialDate, facts: Mapping[str, Fact], language: Language
) -> Iterator[Hypothesis]:
    """One more line with a drug of each named class and progression on it; classes not yet given first.

    Where no treatment is entered there is only a stated number of lines to add to, or nothing.
    """
    if not case.treatments and "prior_lines" not in case.stated:
        return
    exposed = facts["exposed_classes"].value
    classes = exposed if isinstance(exposed, Members) else Members()
    order = (Truth.NO, Truth.UNKNOWN, Truth.YES)
    for name in sorted(NAMED_CLASSES, key=lambda one: order.index(classes.includes(one))):
        drug = _drug_of(name, facts)
        text = message("planner.line", drug_class=member_label(name, language), drug=f"@drugs:{drug}")
        changed = (
            _with_line(case, on, drug) if case.treatments else _with_stated_line(case, facts, name, drug)
        )
        yield Hypothesis(f"line-{name}", text, changed, on)


def _with_line(case: Case, on: PartialDate, drug: str) -> Case:
    """The case after progression on its last regimen and on one more with this drug."""
    line = Treatment(
        drugs=(DrugGiven.model_validate(drug), DrugGiven.model_validate("dexamethasone")),
        phase=Phase.RELAPSE,
        cycles=_TWO_CYCLES,
        progression="yes",
        reason_stopped=StopReason.PROGRESSION,
        new_line=YesNo.YES,
    )
    earlier = _progressed(case, on)
    return earlier.model_copy(update={"treatments": (*earlier.treatments, line)})


def _with_stated_line(case: Case, facts: Mapping[str, Fact], drug_class: str, drug: str) -> Case:
    """The case with one more line stated: a table's count is no history to which a regimen could be added."""
    lines = facts["prior_lines"].value
    low, high = (lines.low, lines.high) if isinstance(lines, Span) else (None, None)
    if low is None or high is None:
        return case
    stated: dict[str, Any] = {
        **case.stated,
        "prior_lines": f"{low + 1}-{high + 1}" if low != high else int(low + 1),
        "relapsed_or_refractory": "yes",
        "progressed_on_last_therapy": "yes",
    }
    for name, member in (("exposed_classes", drug_class), ("exposed_drugs", drug)):
        known = facts[name].value
        present = known.present if isinstance(known, Members) else frozenset[str]()
        stated[name] = sorted(present | {member})
    return case.model_copy(update={"stated": stated})


def _label_dates(case: Case, on: PartialDate, labels: Iterable[Pack]) -> Iterator[Hypothesis]:
    """The same entries on each later day on which a label of the rules starts or ends."""
    days: dict[date, list[str]] = {}
    for pack in labels:
        for version in pack.versions:
            for day in (version.start, version.until):
                if day is not None and day > on.last:
                    days.setdefault(day, []).append(pack.id)
    for day in sorted(days):
        text = message("planner.label-date", date=day)
        yield Hypothesis(f"label-{day}", text, case, PartialDate.of(day))


def _last_therapy(case: Case) -> int | None:
    """The place of the last treatment that can be a line of therapy."""
    places = [i for i, one in enumerate(case.treatments) if one.phase not in NEVER_A_LINE]
    return places[-1] if places else None


def _progressed(case: Case, on: PartialDate) -> Case:
    """The case after progression on its last regimen, which ended with it where it was going on."""
    place = _last_therapy(case)
    if place is None:
        return case
    last = case.treatments[place]
    if last.progression not in (None, "no") or last.reason_stopped is StopReason.PROGRESSION:
        return case
    update: dict[str, object] = {"progression": "yes"}
    if last.stop in (None, "ongoing"):
        update |= {"progression": on, "stop": on, "reason_stopped": StopReason.PROGRESSION}
    elif last.reason_stopped is StopReason.UNKNOWN:
        update["reason_stopped"] = StopReason.PROGRESSION
    return _with_treatment(case, place, last.model_copy(update=update))


def refractory_to(case: Case, drug: str) -> Case | None:
    """The case with the drug stopped for progression in the last regimen that held it."""
    places = [i for i, one in enumerate(case.treatments) if any(given.drug == drug for given in one.drugs)]
    if not places:
        return None
    entry = case.treatments[places[-1]]
    reasons = {**entry.stop_reasons, drug: StopReason.PROGRESSION}
    return _with_treatment(case, places[-1], entry.model_copy(update={"stop_reasons": reasons}))


def _with_treatment(case: Case, place: int, entry: Treatment) -> Case:
    treatments = (*case.treatments[:place], entry, *case.treatments[place + 1 :])
    return case.model_copy(update={"treatments": treatments})


def _drug_of(drug_class: str, facts: Mapping[str, Fact]) -> str:
    """A drug of the class that was not given before where there is one; else the first of the class."""
    exposed = facts["exposed_drugs"].value
    given = exposed if isinstance(exposed, Members) else Members()
    order = (Truth.NO, Truth.UNKNOWN, Truth.YES)
    return min(NAMED_CLASSES[drug_class], key=lambda name: order.index(given.includes(name)))


def _name(entry: Treatment) -> str:
    return entry.regimen or ", ".join(one.entered for one in entry.drugs) or entry.phase.value

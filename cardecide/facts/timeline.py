"""The treatments of a case in the order in which they were given.

Entries stand in order as a chart lists them. Where their dates contradict that order the dates decide; an
entry without a start stays behind the entry it was listed after. Dates that may overlap contradict nothing.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from cardecide.case.choices import Phase
from cardecide.case.drugs import all_drugs
from cardecide.case.partial_date import PartialDate
from cardecide.case.regimens import phase_of
from cardecide.case.treatment import Treatment
from cardecide.facts.context import Context
from cardecide.facts.fact import Fact, Origin
from cardecide.facts.given_drugs import DrugsOf, drugs_of, end_of, is_supportive, window
from cardecide.facts.value import Days

TRANSPLANTS = frozenset({Phase.AUTOLOGOUS_TRANSPLANT, Phase.ALLOGENEIC_TRANSPLANT})
NEVER_A_LINE = frozenset({Phase.LYMPHODEPLETION, Phase.MOBILIZATION, Phase.RADIOTHERAPY, Phase.SUPPORTIVE})
"""Phases that count as exposure to their drugs and never as a line of therapy."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One treatment in its place. ``place`` is its index in the case, for questions about its fields."""

    place: int
    treatment: Treatment
    phase: Phase
    drugs: DrugsOf
    start: Days
    stop: Days

    @property
    def ongoing(self) -> bool:
        """Whether it is entered as still going on."""
        return self.treatment.stop == "ongoing"

    @property
    def is_treatment_of_myeloma(self) -> bool:
        """Whether it can be a line of therapy, or a part of one."""
        listed = [name for one in self.drugs.given if one.certain for name in one.may_be]
        return self.phase not in NEVER_A_LINE and not is_supportive(listed)

    def field(self, name: str) -> str:
        """The dotted path of one of its fields in the case."""
        return f"treatments[{self.place}].{name}"

    @property
    def name(self) -> str:
        """What it is called in a sentence: its regimen, else its drugs as entered, else its phase."""
        drugs = ", ".join(drug.drug or drug.entered for drug in self.treatment.drugs)
        return self.treatment.regimen or drugs or self.phase.value


def timeline(context: Context) -> tuple[Entry, ...]:
    """Every treatment of the case, in order."""
    return context.once(_ordered)


def _ordered(context: Context) -> tuple[Entry, ...]:
    listed = enumerate(context.case.treatments)
    entries = [_entry(place, one, context.on) for place, one in listed if not one.is_blank]
    groups: list[list[Entry]] = []
    for entry in entries:
        if entry.start.first is None and groups:
            groups[-1].append(entry)
        else:
            groups.append([entry])
    ordered: list[Entry] = []
    while groups:
        first = next(group for group in groups if not any(_before(other, group) for other in groups))
        groups.remove(first)
        ordered.extend(first)
    return tuple(ordered)


def _before(one: list[Entry], other: list[Entry]) -> bool:
    """Whether ``one`` certainly started before ``other``."""
    end, start = one[0].start.last, other[0].start.first
    return end is not None and start is not None and end < start


def _entry(place: int, treatment: Treatment, on: PartialDate) -> Entry:
    phase = treatment.phase
    if phase is Phase.UNKNOWN and treatment.regimen:
        phase = phase_of(treatment.regimen)
    drugs = drugs_of(treatment, phase, on)
    if phase is Phase.UNKNOWN and drugs.given and all(_is_car_t(one.may_be) for one in drugs.given):
        phase = Phase.CAR_T
        drugs = drugs_of(treatment, phase, on)
    start = window(treatment.start)
    return Entry(place, treatment, phase, drugs, start, end_of(treatment.stop, start, phase, on))


def _is_car_t(names: tuple[str, ...]) -> bool:
    return bool(names) and all(all_drugs()[name].modality == "car_t" for name in names)


_CONDITIONING = frozenset({"alkylator", "anthracycline", "cytotoxic"})


def may_be_transplant(entry: Entry) -> bool:
    """Whether an entry without a phase may have been a transplant: any drugs, or nothing but chemotherapy."""
    if entry.phase is not Phase.UNKNOWN:
        return False
    known = all_drugs()
    return entry.drugs.unbounded or any(
        all(_CONDITIONING & set(known[name].counts_as) for name in reading)
        for reading in entry.drugs.readings
    )


def newest_date(entries: Iterable[Entry]) -> PartialDate | None:
    """The newest date entered in any of the treatments."""
    dates = [
        day
        for entry in entries
        for day in (entry.treatment.start, entry.treatment.stop, entry.treatment.progression)
        if isinstance(day, PartialDate)
    ]
    return max(dates, default=None)


def dated(facts: Iterable[Fact], entries: tuple[Entry, ...]) -> Iterator[Fact]:
    """Each fact with the date of the newest treatment entry, unless it is missing or has its own date."""
    newest = newest_date(entries)
    for fact in facts:
        undated = fact.as_of is None and newest is not None and fact.origin is not Origin.MISSING
        yield replace(fact, as_of=newest) if undated else fact


def therapies(entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """The entries that treat myeloma: no lymphodepletion, mobilization, radiotherapy, supportive care."""
    return tuple(entry for entry in entries if entry.is_treatment_of_myeloma)

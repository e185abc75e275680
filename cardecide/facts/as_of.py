"""A case as it stood on an earlier day.

What is certainly of a later day is set aside and named. What may be of a later day, because its date is not
known to the day, is kept and named. A later day than the case's own uses every entry.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from cardecide.case.base import YesNo
from cardecide.case.choices import Response, StopReason
from cardecide.case.findings import Condition
from cardecide.case.health import Infection
from cardecide.case.model import Case
from cardecide.case.partial_date import PartialDate
from cardecide.case.quantity import Amount
from cardecide.case.treatment import DrugGiven, Treatment
from cardecide.language.message import Message, message

Entry = TypeVar("Entry")


def as_of(case: Case, on: PartialDate) -> tuple[Case, tuple[Message, ...]]:
    """The case on the day ``on``, and what had to be set aside for it.

    The case comes back unchanged where it has no decision date or ``on`` is not before it.
    """
    if case.decision_date is None or on.last >= case.decision_date.last:
        return case, ()
    past = _Past(on)
    neurology, comorbidity = case.neurology, case.comorbidity
    reviewed = neurology.reviewed if past.keeps("neurology", neurology.date) else YesNo.UNKNOWN
    changes: dict[str, Any] = {
        "decision_date": on,
        "treatments": past.treatments(case.treatments),
        "cytogenetics": past.kept("cytogenetics", case.cytogenetics, lambda a: a.date),
        "extramedullary": past.extramedullary(case),
        "neurology": neurology.model_copy(
            update={
                "reviewed": reviewed,
                "conditions": past.kept(
                    "neurology.conditions", neurology.conditions, _first_known, past.condition
                ),
            }
        ),
        "comorbidity": comorbidity.model_copy(
            update={
                "conditions": past.kept(
                    "comorbidity.conditions", comorbidity.conditions, _first_known, past.condition
                ),
                "live_vaccine": past.day("comorbidity.live_vaccine", comorbidity.live_vaccine),
                "plasmapheresis": past.day("comorbidity.plasmapheresis", comorbidity.plasmapheresis),
                # The dose of the seven days before the case's own date.
                "corticosteroid_7_days": past.dose(case),
            }
        ),
        "prior_transplant": past.transplants(case),
        "disease": past.disease(case),
        "labs": past.kept("labs", case.labs, lambda lab: lab.date),
        "toxicity": past.kept("toxicity", case.toxicity, lambda entry: entry.date),
        "overrides": past.kept("overrides", case.overrides, lambda o: o.date),
    }
    if not past.keeps("infection", case.infection.date):
        changes["infection"] = Infection()
    return case.model_copy(update=changes), tuple(past.named)


def _first_known(entry: Condition) -> PartialDate | None:
    return entry.onset or entry.date


@dataclass
class _Past:
    """Sorts entries by whether they lie on or before ``on``, and names those that do not."""

    on: PartialDate
    named: list[Message] = field(default_factory=list)

    def is_later(self, day: PartialDate | None) -> bool:
        """Whether the day is certainly after ``on``."""
        return day is not None and day.first > self.on.last

    def keeps(self, place: str, day: PartialDate | None) -> bool:
        """Whether an entry of that day stays; names it where it goes or may be later."""
        if day is None or day.last <= self.on.last:
            return True
        later = self.is_later(day)
        self.named.append(message("as-of.later" if later else "as-of.perhaps-later", place=place, date=day))
        return not later

    def day(self, place: str, day: PartialDate | None) -> PartialDate | None:
        """The day, or nothing where it is later."""
        return day if self.keeps(place, day) else None

    def dose(self, case: Case) -> Amount | None:
        """The corticosteroid of the case's own last seven days, which says nothing about an earlier day."""
        dose = case.comorbidity.corticosteroid_7_days
        if dose is None or self.keeps("comorbidity.corticosteroid_7_days", case.decision_date):
            return dose
        return None

    def kept(
        self,
        place: str,
        entries: Sequence[Entry],
        day_of: Callable[[Entry], PartialDate | None],
        change: Callable[[str, Entry], Entry] | None = None,
    ) -> tuple[Entry, ...]:
        """The entries that stay, each as it stood then."""
        result = []
        for number, entry in enumerate(entries):
            where = f"{place}[{number}]"
            if self.keeps(where, day_of(entry)):
                result.append(change(where, entry) if change else entry)
        return tuple(result)

    def treatments(self, entries: Sequence[Treatment]) -> tuple[Treatment, ...]:
        """The treatments that had started; in their order, one without a date came after those before it."""
        newest: PartialDate | None = None
        result = []
        for number, entry in enumerate(entries):
            where = f"treatments[{number}]"
            ended = isinstance(entry.stop, PartialDate) and entry.stop.last <= self.on.last
            follows = newest if entry.start is None and not ended and self.is_later(newest) else None
            if self.keeps(where, entry.start or follows):
                result.append(self.treatment(where, entry))
            newest = entry.start or newest
        return tuple(result)

    def treatment(self, where: str, entry: Treatment) -> Treatment:
        """A treatment that had started: a later end or progression had not happened yet.

        Its number of cycles and best response were reached later and are not known for that day. A later
        progression says that there was none before it.
        """
        changes: dict[str, Any] = {"drugs": self._drugs(where, entry.drugs)}
        unfinished = entry.stop == "ongoing"
        if isinstance(entry.stop, PartialDate) and not self.keeps(f"{where}.stop", entry.stop):
            unfinished = True
            changes |= {"stop": "ongoing", "reason_stopped": StopReason.UNKNOWN, "stop_reasons": {}}
        if unfinished:
            changes |= {"cycles": None, "best_response": Response.UNKNOWN}
        if isinstance(entry.progression, PartialDate) and not self.keeps(
            f"{where}.progression", entry.progression
        ):
            changes["progression"] = "no"
        elif unfinished and entry.progression == "yes":
            changes["progression"] = None
        return entry.model_copy(update=changes)

    def _drugs(self, where: str, drugs: Sequence[DrugGiven]) -> tuple[DrugGiven, ...]:
        def change(place: str, drug: DrugGiven) -> DrugGiven:
            if isinstance(drug.stop, PartialDate) and not self.keeps(f"{place}.stop", drug.stop):
                return drug.model_copy(update={"stop": "ongoing", "stop_reason": StopReason.UNKNOWN})
            return drug

        return self.kept(f"{where}.drugs", drugs, lambda drug: drug.start, change)

    def condition(self, where: str, entry: Condition) -> Condition:
        """A condition that had begun: its later events had not happened, its state then is not known."""
        if entry.onset is None or self.keeps(f"{where}.date", entry.date):
            return entry
        return Condition(condition=entry.condition, onset=entry.onset)

    def extramedullary(self, case: Case) -> object:
        """The lesions of that day; without them the status is not known."""
        entries = case.extramedullary
        lesions = self.kept("extramedullary.lesions", entries.lesions, lambda lesion: lesion.date)
        if not self.keeps("extramedullary", entries.date):
            return type(entries)(lesions=lesions)
        if entries.lesions and not lesions and entries.date is None:
            return type(entries)(history=entries.history)
        return entries.model_copy(update={"lesions": lesions})

    def transplants(self, case: Case) -> object:
        """Transplants of later days are not known to have had a forerunner."""
        entries = case.prior_transplant
        changes: dict[str, Any] = {}
        for name in ("autologous", "allogeneic"):
            if not self.keeps(f"prior_transplant.{name}_date", getattr(entries, f"{name}_date")):
                changes |= {name: YesNo.UNKNOWN, f"{name}_date": None}
        return entries.model_copy(update=changes)

    def disease(self, case: Case) -> object:
        """The myeloma without a later BCMA test."""
        bcma = case.disease.bcma_expression
        if bcma is None or self.keeps("disease.bcma_expression", bcma.date):
            return case.disease
        return case.disease.model_copy(update={"bcma_expression": None})

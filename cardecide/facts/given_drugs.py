"""Which drugs a treatment consisted of, as far as its entry tells, and each drug's own dates."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from cardecide.case.choices import Phase, StopReason
from cardecide.case.drug_names import resolve_drug
from cardecide.case.drugs import all_drugs
from cardecide.case.partial_date import PartialDate
from cardecide.case.regimens import expand
from cardecide.case.treatment import DrugGiven, Stop, Treatment
from cardecide.facts.value import Days

UNDATED = Days()
SINGLE_DAY = frozenset({Phase.AUTOLOGOUS_TRANSPLANT, Phase.ALLOGENEIC_TRANSPLANT, Phase.CAR_T})
"""Phases that are over on the day they start unless an end is entered."""

_UNKNOWN_DRUG = "?"
_MOST_READINGS = 64
_CHEMOTHERAPY = frozenset({"alkylator", "anthracycline", "cytotoxic"})
_UNNAMED_CHEMOTHERAPY = frozenset(
    {
        Phase.AUTOLOGOUS_TRANSPLANT,
        Phase.ALLOGENEIC_TRANSPLANT,
        Phase.LYMPHODEPLETION,
        Phase.MOBILIZATION,
    }
)


@dataclass(frozen=True, slots=True)
class Given:
    """One drug of one treatment.

    ``may_be`` holds one generic name, several where the entry is ambiguous, none where the word is unknown.
    ``certain`` is False for a drug that only the regimen's name promises. ``own_stop`` says that the drug
    was stopped by itself rather than with the regimen.
    """

    may_be: tuple[str, ...]
    start: Days
    last_dose: Days
    ongoing: bool = False
    own_stop: bool = False
    stopped_for: StopReason = StopReason.UNKNOWN
    certain: bool = True
    dose: str | None = None


@dataclass(frozen=True, slots=True)
class DrugsOf:
    """What is known of the drugs of one treatment.

    ``readings`` are the sets of generics it may have been; empty where nothing is known. ``missing`` are
    drugs that the regimen's name promises and the list of drugs lacks. ``expanded`` says that only the name
    is known; ``unbounded`` that any drug at all may have been given.
    """

    given: tuple[Given, ...] = ()
    readings: tuple[frozenset[str], ...] = ()
    missing: frozenset[str] = frozenset()
    expanded: bool = False
    unbounded: bool = False


def window(day: PartialDate | None) -> Days:
    """The interval of days of a partial date; open at both ends where there is none."""
    return UNDATED if day is None else Days(day.first, day.last)


def end_of(stop: Stop, start: Days, phase: Phase, on: PartialDate) -> Days:
    """When a treatment ended: entered, going on, over on its first day, or some day until ``on``."""
    if stop == "ongoing":
        return window(on)
    if isinstance(stop, PartialDate):
        return window(stop)
    if phase in SINGLE_DAY and start.first is not None:
        return start
    return Days(start.first, on.last)


def drugs_of(treatment: Treatment, phase: Phase, on: PartialDate) -> DrugsOf:
    """The drugs of ``treatment`` on the decision day ``on``, from its list or else from its name."""
    start = window(treatment.start)
    stop = end_of(treatment.stop, start, phase, on)
    whole = Given((), start, stop, ongoing=treatment.stop == "ongoing", stopped_for=treatment.reason_stopped)
    promised = expand(treatment.regimen) if treatment.regimen else ()
    if treatment.drugs:
        return _listed(treatment, whole, promised, on)
    if promised:
        sure = frozenset.intersection(*map(frozenset, promised))
        rest = frozenset().union(*promised) - sure
        given = tuple(
            replace(whole, may_be=(name,), certain=name in sure) for name in (*sorted(sure), *sorted(rest))
        )
        return DrugsOf(given, tuple(map(frozenset, promised)), expanded=True)
    return _unnamed(whole, phase)


def _listed(
    treatment: Treatment, whole: Given, promised: Iterable[tuple[str, ...]], on: PartialDate
) -> DrugsOf:
    reasons = {
        generic: reason for word, reason in treatment.stop_reasons.items() for generic in resolve_drug(word)
    }
    given = [_one(drug, treatment, whole, reasons, on) for drug in treatment.drugs]
    readings = [frozenset[str]()]
    for one in given:
        names = one.may_be or (_UNKNOWN_DRUG,)
        readings = [reading | {name} for reading in readings for name in names][:_MOST_READINGS]
    missing = _promised_only(frozenset(n for one in given for n in one.may_be), promised)
    absent = [replace(whole, may_be=(name,), certain=False) for name in sorted(missing)]
    both = [*readings, *(reading | missing for reading in readings)] if missing else readings
    unbounded = any(not one.may_be for one in given)
    return DrugsOf((*given, *absent), tuple(dict.fromkeys(both)), missing, unbounded=unbounded)


def _one(
    drug: DrugGiven, treatment: Treatment, whole: Given, reasons: dict[str, StopReason], on: PartialDate
) -> Given:
    may_be = (drug.drug,) if drug.drug else drug.candidates
    reason = drug.stop_reason
    if reason is StopReason.UNKNOWN and len(may_be) == 1:
        reason = reasons.get(may_be[0], StopReason.UNKNOWN)
    start = window(drug.start) if drug.start else whole.start
    dose = drug.dose or (treatment.dose if len(treatment.drugs) == 1 else None)
    one = replace(whole, may_be=may_be, start=start, dose=dose)
    if drug.stop is not None:
        last = end_of(drug.stop, start, Phase.UNKNOWN, on)
        return replace(one, last_dose=last, ongoing=drug.stop == "ongoing", own_stop=True, stopped_for=reason)
    if reason not in (StopReason.UNKNOWN, treatment.reason_stopped):
        # Stopped for a reason of its own on a day that is not entered: at the latest with the regimen.
        last = Days(start.first, whole.last_dose.last)
        return replace(one, last_dose=last, ongoing=False, own_stop=True, stopped_for=reason)
    return one


def _promised_only(listed: frozenset[str], promised: Iterable[tuple[str, ...]]) -> frozenset[str]:
    """What the nearest reading of the name has and the list lacks; any steroid stands for another."""
    steroids = frozenset(name for name, drug in all_drugs().items() if "steroid" in drug.counts_as)
    has_steroid = bool(listed & steroids)
    lacking = []
    for reading in promised:
        rest = frozenset(reading) - listed
        lacking.append(rest - steroids if has_steroid else rest)
    return min(lacking, key=len, default=frozenset())


def _unnamed(whole: Given, phase: Phase) -> DrugsOf:
    if phase in (Phase.RADIOTHERAPY, Phase.SUPPORTIVE):
        return DrugsOf()
    if phase in _UNNAMED_CHEMOTHERAPY:
        names = [n for n, drug in all_drugs().items() if _CHEMOTHERAPY & set(drug.counts_as)]
    elif phase is Phase.CAR_T:
        names = [n for n, drug in all_drugs().items() if drug.modality == "car_t"]
    else:
        return DrugsOf(unbounded=True)
    return DrugsOf(tuple(replace(whole, may_be=(name,), certain=False) for name in names))


def is_supportive(names: Iterable[str]) -> bool:
    """Whether all of the drugs are of the kind that is never a line of therapy when given alone."""
    drugs = [all_drugs().get(name) for name in names]
    return bool(drugs) and all(drug is not None and drug.line_counting == "never" for drug in drugs)


def days_apart(earlier: Days, later: Days) -> tuple[int | None, int | None]:
    """The smallest and largest number of days from ``earlier`` to ``later``; None where there is no bound."""
    least = _difference(earlier.last, later.first)
    most = _difference(earlier.first, later.last)
    return least, most


def _difference(one: date | None, other: date | None) -> int | None:
    return None if one is None or other is None else (other - one).days

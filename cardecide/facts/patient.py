"""The patient: age, sex, performance status, life expectancy, pregnancy."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from decimal import ROUND_FLOOR, Decimal

from cardecide.case.base import YesNo
from cardecide.case.choices import Sex
from cardecide.case.partial_date import PartialDate
from cardecide.facts.calendar_time import completed_years, months_back
from cardecide.facts.context import Context
from cardecide.facts.entered_amounts import amount_span
from cardecide.facts.fact import Fact, Origin, Question
from cardecide.facts.spans import is_empty, within
from cardecide.facts.truths import entered
from cardecide.facts.value import Options, Span, Truth, is_known
from cardecide.language.message import message


def derive(context: Context) -> Iterable[Fact]:
    """Facts about the person."""
    patient, other = context.case.patient, context.case.comorbidity
    yield _age(context)
    if patient.sex is not None:
        yield Fact("sex", Options(frozenset({patient.sex.value})), Origin.ENTERED)
    if patient.ecog is not None:
        yield Fact("ecog", Span.exactly(patient.ecog), Origin.ENTERED)
    if is_known(weeks := amount_span(other.life_expectancy, "weeks")):
        yield Fact("life_expectancy", weeks, Origin.ENTERED)
    yield from _pregnancy("pregnant", other.pregnant, patient.sex)
    yield from _pregnancy("breastfeeding", other.breastfeeding, patient.sex)


def _pregnancy(name: str, answer: YesNo, sex: Sex | None) -> Iterator[Fact]:
    """As entered; without an answer no for a male patient. No source names an age that would be one."""
    if answer is not YesNo.UNKNOWN:
        yield Fact(name, entered(answer), Origin.ENTERED)
    elif sex is Sex.MALE:
        yield Fact(name, Truth.NO, Origin.DERIVED, basis=(message("patient.male"),))


def _age(context: Context) -> Fact:
    """Completed years on the decision date, as an interval where the birth date or the day is partial."""
    patient, on = context.case.patient, context.on
    printed = None
    if (years := amount_span(patient.age, "years").low) is not None:
        printed = _age_on(on, int(years.to_integral_value(ROUND_FLOOR)), context.case.decision_date)
    if patient.birth_date is None:
        if printed is None:
            return Fact("age", Span())
        return Fact("age", printed, Origin.ENTERED, basis=(message("patient.age-printed"),))
    born = patient.birth_date
    age = _span(completed_years(born.last, on.first), completed_years(born.first, on.last))
    basis = (message("patient.born", date=born),)
    if printed is None:
        return Fact("age", age, Origin.DERIVED, basis=basis)
    both = within(age, printed)
    if not is_empty(both):
        return Fact("age", both, Origin.DERIVED, basis=(*basis, message("patient.age-printed")))
    question = Question("age-differs", message("patient.age-differs", date=born), "patient.age")
    return Fact("age", age, Origin.DERIVED, basis=basis, questions=(question,))


def _age_on(on: PartialDate, years: int, printed_for: PartialDate | None) -> Span:
    """The age on ``on`` of someone who was ``years`` old on the case's own decision date."""
    if printed_for is None or printed_for == on:
        return Span.exactly(years)
    earliest_birth = _years_earlier(printed_for.first, years + 1) + timedelta(days=1)
    latest_birth = _years_earlier(printed_for.last, years)
    return _span(completed_years(latest_birth, on.first), completed_years(earliest_birth, on.last))


def _years_earlier(day: date, years: int) -> date:
    return months_back(day, 12 * years)


def _span(low: int, high: int) -> Span:
    return Span(Decimal(max(0, low)), Decimal(max(0, high)))

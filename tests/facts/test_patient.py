"""Age as an interval, and what is entered about the person."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cardecide.case.partial_date import PartialDate
from cardecide.facts.calendar_time import completed_years
from cardecide.facts.fact import FactSheet, Origin
from cardecide.facts.value import Options, Span, Truth

Deriver = Callable[..., FactSheet]
SAME_FIXTURE = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)


def years(low: int, high: int) -> Span:
    return Span(Decimal(low), Decimal(high))


@pytest.mark.parametrize(
    ("born", "low", "high"),
    [
        ("1966-11-20", 60, 60),
        ("1966-11-21", 59, 59),
        ("1966-11", 59, 60),
        ("1966-10", 60, 60),
        ("1966-12", 59, 59),
        ("1966", 59, 60),
    ],
)
def test_age_in_completed_years(derived: Deriver, born: str, low: int, high: int) -> None:
    assert derived(patient={"birth_date": born})["age"].value == years(low, high)


def test_a_partial_decision_date_widens_the_age(derived: Deriver) -> None:
    sheet = derived(patient={"birth_date": "1965"}, decision_date="2023-07")
    assert sheet["age"].value == years(57, 58)


@SAME_FIXTURE
@given(st.sampled_from(["1966", "1966-11", "1964-02"]), st.sampled_from(["2026-11-20", "2026-11", "2026"]))
def test_the_age_is_that_of_every_possible_day(derived: Deriver, born: str, on: str) -> None:
    birth, day = PartialDate.parse(born), PartialDate.parse(on)
    ages = [
        completed_years(one, other)
        for one in (birth.first + timedelta(days=n) for n in range((birth.last - birth.first).days + 1))
        for other in (day.first, day.last, date(2026, 11, 20))
    ]
    assert derived(patient={"birth_date": born}, decision_date=on)["age"].value == years(min(ages), max(ages))


def test_a_printed_age_stands_for_the_decision_date(derived: Deriver) -> None:
    fact = derived(patient={"age": "58 years"})["age"]
    assert (fact.value, fact.origin) == (years(58, 58), Origin.ENTERED)
    assert derived(patient={"age": "696 months"})["age"].value == years(58, 58)
    assert derived(patient={"age": "58.9 years"})["age"].value == years(58, 58)


def test_a_printed_age_on_a_later_day(derived: Deriver) -> None:
    assert derived(on="2027-11-19", patient={"age": "58 years"})["age"].value == years(58, 59)
    assert derived(on="2027-11-20", patient={"age": "58 years"})["age"].value == years(59, 59)


def test_birth_date_and_printed_age_narrow_each_other(derived: Deriver) -> None:
    assert derived(patient={"birth_date": "1966", "age": "60 years"})["age"].value == years(60, 60)


def test_an_age_that_contradicts_the_birth_date_is_asked_about(derived: Deriver) -> None:
    fact = derived(patient={"birth_date": "1966", "age": "70 years"})["age"]
    assert fact.value == years(59, 60)
    assert fact.questions[0].field == "patient.age"


def test_what_is_entered(derived: Deriver) -> None:
    sheet = derived(patient={"sex": "female", "ecog": 0}, comorbidity={"life_expectancy": "3 months"})
    assert sheet["sex"].value == Options(frozenset({"female"}))
    assert sheet["ecog"].value == Span.exactly(0)
    assert sheet["life_expectancy"].value.low == pytest.approx(Decimal("13.04"), abs=Decimal("0.01"))  # type: ignore[union-attr]


@pytest.mark.parametrize(("weeks", "other"), [("12 weeks", "84 days"), ("104.357142857 weeks", "2 years")])
def test_changing_the_unit_does_not_change_the_fact(derived: Deriver, weeks: str, other: str) -> None:
    one = derived(comorbidity={"life_expectancy": weeks})["life_expectancy"].value
    assert derived(comorbidity={"life_expectancy": other})["life_expectancy"].value == one


@pytest.mark.parametrize("name", ["pregnant", "breastfeeding"])
def test_pregnancy(derived: Deriver, name: str) -> None:
    assert derived(patient={"sex": "male"})[name].value is Truth.NO
    assert derived(patient={"sex": "female"})[name].value is Truth.UNKNOWN
    assert derived()[name].value is Truth.UNKNOWN
    assert derived(patient={"sex": "female"}, comorbidity={name: "yes"})[name].value is Truth.YES
    assert derived(patient={"sex": "female"}, comorbidity={name: "no"})[name].value is Truth.NO


@pytest.mark.parametrize("name", ["pregnant", "breastfeeding"])
@pytest.mark.parametrize("born", ["1990", "1966-06-16", "1966-06-15", "1940"])
def test_no_age_answers_for_a_pregnancy_test(derived: Deriver, name: str, born: str) -> None:
    woman = {"sex": "female", "birth_date": born}
    assert derived(patient=woman, decision_date="2026-06-15")[name].value is Truth.UNKNOWN


@pytest.mark.parametrize(
    ("disease", "truth"),
    [
        ({"heavy_chain": "none", "light_chain": "kappa"}, Truth.YES),
        ({"heavy_chain": "none", "light_chain": "biclonal"}, Truth.YES),
        ({"heavy_chain": "none", "light_chain": "none"}, Truth.NO),
        ({"heavy_chain": "none"}, Truth.UNKNOWN),
        ({"heavy_chain": "IgG", "light_chain": "kappa"}, Truth.NO),
        ({"light_chain": "kappa"}, Truth.UNKNOWN),
    ],
)
def test_light_chain_myeloma(derived: Deriver, disease: dict[str, str], truth: Truth) -> None:
    assert derived(disease=disease)["light_chain_only"].value is truth


def test_what_is_planned(derived: Deriver) -> None:
    sheet = derived(
        logistics={"vein_to_vein": "6 weeks", "bridging_possible": "no"},
        prior_transplant={"stem_cells_stored": "yes"},
    )
    assert sheet["vein_to_vein"].value == Span.exactly(42)
    assert sheet["bridging_possible"].value is Truth.NO
    assert sheet["stem_cells_stored"].value is Truth.YES
    assert derived(logistics={"vein_to_vein": "42 days"})["vein_to_vein"].value == sheet["vein_to_vein"].value


@pytest.mark.parametrize(
    ("on", "low", "high"),
    [
        ("2026-11-20", 58, 58),
        ("2027-11-20", 59, 59),
        ("2027-11-21", 59, 60),  # born on 21 November at the earliest, for she was 58 the day before
        ("2028-11-20", 60, 60),
        ("2025-11-20", 57, 57),
        ("2025-11-19", 56, 57),
    ],
)
def test_a_printed_age_on_other_days(derived: Deriver, on: str, low: int, high: int) -> None:
    assert derived(on=on, patient={"age": "58 years"})["age"].value == years(low, high)


def test_a_printed_age_is_that_of_the_decision_month(derived: Deriver) -> None:
    sheet = derived(patient={"age": "58 years"}, decision_date="2026-11")
    assert sheet["age"].value == years(58, 58)


@pytest.mark.parametrize("born", ["2026", "2026-12", "2026-11-21"])
def test_nobody_is_younger_than_nothing(derived: Deriver, born: str) -> None:
    assert derived(patient={"birth_date": born})["age"].value == years(0, 0)


@pytest.mark.parametrize(
    ("age", "expected"), [(58, (59, 60)), (59, (59, 59)), (60, (60, 60)), (61, (59, 60))]
)
def test_an_age_outside_the_years_of_birth_is_set_aside(
    derived: Deriver, age: int, expected: tuple[int, int]
) -> None:
    fact = derived(patient={"birth_date": "1966", "age": f"{age} years"})["age"]
    assert fact.value == years(*expected)
    assert [question.id for question in fact.questions] == ([] if age in (59, 60) else ["age-differs"])

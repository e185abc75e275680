"""The doubling time of the paraprotein, from the two newest values."""

from collections.abc import Callable
from decimal import Decimal

import pytest

from cardecide.facts.fact import FactSheet
from cardecide.facts.value import NEVER, Span, Truth

Deriver = Callable[..., FactSheet]
Value = tuple[str, str, str]


def doubling(derived: Deriver, *values: Value, test: str = "serum_m_protein") -> object:
    labs = [{"test": test, "value": value, "unit": unit, "date": date} for value, unit, date in values]
    return derived(labs=labs)["paraprotein_doubling_time"].value


def test_a_doubled_value_doubled_in_the_days_between(derived: Deriver) -> None:
    assert doubling(derived, ("1", "g/dL", "2026-08-01"), ("2", "g/dL", "2026-08-31")) == Span.exactly(30)


def test_the_order_of_entry_and_the_unit_do_not_matter(derived: Deriver) -> None:
    assert doubling(derived, ("20", "g/L", "2026-08-31"), ("1", "g/dL", "2026-08-01")) == Span.exactly(30)


def test_only_the_two_newest_count(derived: Deriver) -> None:
    values = [("5", "g/dL", "2026-01-01"), ("1", "g/dL", "2026-08-01"), ("2", "g/dL", "2026-08-31")]
    assert doubling(derived, *values) == Span.exactly(30)


@pytest.mark.parametrize("later", ["1", "0.4"])
def test_a_value_that_does_not_rise_never_doubles(derived: Deriver, later: str) -> None:
    assert doubling(derived, ("1", "g/dL", "2026-08-01"), (later, "g/dL", "2026-08-31")) == NEVER


@pytest.mark.parametrize(
    "values",
    [
        [("1", "g/dL", "2026-08-01")],
        [("1", "g/dL", "2026-08"), ("2", "g/dL", "2026-08-31")],
        [("<1", "g/dL", "2026-08-01"), ("2", "g/dL", "2026-08-31")],
    ],
)
def test_without_two_values_in_order_nothing_is_known(derived: Deriver, values: list[Value]) -> None:
    assert doubling(derived, *values) == Span()


def test_a_month_gives_an_interval(derived: Deriver) -> None:
    assert doubling(derived, ("1", "g/dL", "2026-06"), ("2", "g/dL", "2026-08-31")) == Span(
        Decimal(62), Decimal(91)
    )


def test_light_chains_carry_the_tempo_where_there_is_no_m_protein(derived: Deriver) -> None:
    values = [("100", "mg/L", "2026-08-01"), ("200", "mg/L", "2026-08-31")]
    assert doubling(derived, *values, test="involved_free_light_chain") == Span.exactly(30)


def two(test: str, unit: str, first: str, second: str, later: str = "2026-11-01") -> list[dict[str, str]]:
    """Two values of one test, the first on 1 September 2026."""
    days = ("2026-09-01", later)
    return [
        {"test": test, "value": value, "unit": unit, "date": day}
        for value, day in zip((first, second), days, strict=True)
    ]


@pytest.mark.parametrize(
    ("test", "unit", "first", "second", "truth"),
    [
        ("serum_m_protein", "g/dL", "3.0", "4.0", Truth.YES),
        ("serum_m_protein", "g/dL", "3.0", "3.9", Truth.UNKNOWN),
        ("serum_m_protein", "g/dL", "0.4", "0.8", Truth.YES),
        ("serum_m_protein", "g/dL", "0.4", "0.79", Truth.UNKNOWN),
        ("serum_m_protein", "g/dL", "0", "0.5", Truth.UNKNOWN),
        ("urine_m_protein", "mg/24h", "600", "1100", Truth.YES),
        ("urine_m_protein", "mg/24h", "600", "1099", Truth.UNKNOWN),
        ("involved_free_light_chain", "mg/dL", "30", "50", Truth.YES),
        ("involved_free_light_chain", "mg/dL", "30", "49.9", Truth.UNKNOWN),
    ],
)
def test_significant_relapse_by_one_paraprotein(
    derived: Deriver, test: str, unit: str, first: str, second: str, truth: Truth
) -> None:
    assert derived(labs=two(test, unit, first, second))["significant_paraprotein_relapse"].value is truth


def test_significant_relapse_is_denied_only_by_all_three(derived: Deriver) -> None:
    labs = [
        *two("serum_m_protein", "g/dL", "3", "3.1"),
        *two("urine_m_protein", "mg/24h", "600", "610"),
        *two("involved_free_light_chain", "mg/dL", "30", "31"),
    ]
    assert derived(labs=labs)["significant_paraprotein_relapse"].value is Truth.NO
    assert derived(labs=labs[2:])["significant_paraprotein_relapse"].value is Truth.UNKNOWN


@pytest.mark.parametrize(
    ("later", "truth"), [("2026-11-01", Truth.YES), ("2026-11-02", Truth.NO), ("2026-11", Truth.UNKNOWN)]
)
def test_significant_relapse_needs_two_values_within_two_months(
    derived: Deriver, later: str, truth: Truth
) -> None:
    labs = [
        *two("serum_m_protein", "g/dL", "3", "4", later),
        *two("urine_m_protein", "mg/24h", "600", "610"),
        *two("involved_free_light_chain", "mg/dL", "30", "31"),
    ]
    assert derived(labs=labs)["significant_paraprotein_relapse"].value is truth


@pytest.mark.parametrize(
    ("wait", "truth"),
    [("31 days", Truth.YES), ("30 days", Truth.NO), ("29 days", Truth.NO), (None, Truth.UNKNOWN)],
)
def test_doubling_before_infusion(derived: Deriver, wait: str | None, truth: Truth) -> None:
    labs = two("serum_m_protein", "g/dL", "1", "2", "2026-10-01")
    plan = {"vein_to_vein": wait} if wait else {}
    fact = derived(labs=labs, logistics=plan)["doubles_before_infusion"]
    assert fact.value is truth


def test_a_paraprotein_that_does_not_rise_never_doubles(derived: Deriver) -> None:
    labs = two("serum_m_protein", "g/dL", "2", "1.9")
    facts = derived(labs=labs, logistics={"vein_to_vein": "60 days"})
    assert facts["doubles_before_infusion"].value is Truth.NO


def test_the_rise_is_told_with_both_days_and_dated_by_the_later(derived: Deriver) -> None:
    labs = two("serum_m_protein", "g/dL", "3.0", "4.5", "2026-10-02")
    facts = derived(labs=labs)
    for name in ("paraprotein_doubling_time", "significant_paraprotein_relapse"):
        (line,) = facts[name].basis
        parts = {key: str(value) for key, value in line.parts}
        assert (parts["earlier"], parts["later"]) == ("2026-09-01", "2026-10-02"), name
    assert str(facts["paraprotein_doubling_time"].as_of) == "2026-10-02"


@pytest.mark.parametrize(("day", "known"), [("2026-11-20", True), ("2026-11-21", False)])
def test_a_value_of_the_decision_day_counts(derived: Deriver, day: str, known: bool) -> None:
    found = doubling(derived, ("1", "g/dL", "2026-10-21"), ("2", "g/dL", day))
    assert found == (Span.exactly(30) if known else Span())

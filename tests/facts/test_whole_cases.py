"""Laws that hold of every fact of the catalogue, on whole cases."""

import copy
import re
from decimal import Decimal
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from cardecide.case.lab_tests import lab_test
from cardecide.case.partial_date import PartialDate
from cardecide.case.units import convert
from cardecide.facts.catalogue import catalogue
from cardecide.facts.derive import derive
from cardecide.facts.value import Days, Members, Options, Span, Truth, Value
from tests.facts.whole_cases import ON, Data, case_of, whole_cases, with_less

DAY = PartialDate.of(ON)


def holds(outer: Value, inner: Value) -> bool:
    """Whether everything that ``inner`` allows is allowed by ``outer`` too."""
    match outer, inner:
        case Truth(), Truth():
            return outer in (Truth.UNKNOWN, inner)
        case Span(), Span():
            return _from(outer, inner) and _until(outer, inner)
        case Options(), Options():
            return outer.possible is None or (inner.possible is not None and inner.possible <= outer.possible)
        case Members(), Members():
            named = outer.present | outer.absent | outer.open | inner.present | inner.absent | inner.open
            return all(outer.includes(m) in (Truth.UNKNOWN, inner.includes(m)) for m in (*named, "another"))
        case Days(), Days():
            return True
    raise AssertionError(f"{outer} and {inner} are not of one kind")


def _from(outer: Span, inner: Span) -> bool:
    if outer.low is None or inner.low is None:
        return outer.low is None
    return outer.low < inner.low or (outer.low == inner.low and (inner.low_open or not outer.low_open))


def _until(outer: Span, inner: Span) -> bool:
    if outer.high is None or inner.high is None:
        return outer.high is None
    return outer.high > inner.high or (outer.high == inner.high and (inner.high_open or not outer.high_open))


def values(data: Data) -> dict[str, Value]:
    return {name: fact.value for name, fact in derive(case_of(data), DAY).items()}


# Where information does not merely narrow, by name; the modules say why.
LINES = {"prior_lines", "prior_lines_2011"}
"""The published algorithm is not monotone (``cardecide.facts.lines_of_therapy``)."""

REFRACTORY = {
    name for name, fact in catalogue().items() if fact.topic in ("refractoriness", "response_history")
}
"""An entry without drugs is not taken to go on with those before it (``cardecide.facts.refractoriness``)."""


@st.composite
def more_and_less(draw: st.DrawFn) -> tuple[Data, Data]:
    more = draw(whole_cases())
    return more, draw(with_less(more))


def drugs_known(data: Data) -> bool:
    return all("drugs" in one for one in data["treatments"])


@settings(max_examples=250, deadline=None)
@given(more_and_less())
def test_what_is_filled_in_only_narrows(pair: tuple[Data, Data]) -> None:
    more, less = map(values, pair)
    excepted = LINES if drugs_known(pair[1]) else LINES | REFRACTORY
    for name in more.keys() - excepted:
        assert holds(less[name], more[name]), (name, less[name], more[name])


@settings(max_examples=60, deadline=None)
@given(whole_cases())
def test_an_empty_case_holds_every_case(data: Data) -> None:
    nothing = values({"id": "T", "decision_date": str(ON)})
    for name, value in values(data).items():
        assert holds(nothing[name], value), (name, value)


LISTS = (
    ("labs",),
    ("cytogenetics",),
    ("toxicity",),
    ("treatments",),
    ("neurology", "conditions"),
    ("comorbidity", "conditions"),
    ("extramedullary", "lesions"),
)


@st.composite
def shuffled(draw: st.DrawFn) -> tuple[Data, Data]:
    data = draw(whole_cases())
    other = copy.deepcopy(data)
    for path in LISTS:
        inner = other
        for step in path[:-1]:
            inner = inner[step]
        inner[path[-1]] = draw(st.permutations(inner[path[-1]]))
    return data, other


@settings(max_examples=150, deadline=None)
@given(shuffled())
def test_the_order_of_dated_entries_does_not_matter(pair: tuple[Data, Data]) -> None:
    one, other = (derive(case_of(data), DAY) for data in pair)
    for name, fact in one.items():
        assert (fact.value, fact.best, fact.as_of) == (other[name].value, other[name].best, other[name].as_of)
        assert set(fact.flags) == set(other[name].flags), name


@st.composite
def in_other_units(draw: st.DrawFn) -> tuple[Data, Data]:
    data = draw(whole_cases())
    other = copy.deepcopy(data)
    for entry in other["labs"]:
        test = lab_test(entry["test"])
        assert test is not None
        unit = draw(st.sampled_from([one for one in test.units if one]) if any(test.units) else st.just(""))
        for key in ("value", "upper_limit"):
            if key in entry:
                entry[key] = str(convert(Decimal(entry[key]), entry["unit"], unit, test.name))
        entry["unit"] = unit
    for section, field, unit in (
        ("patient", "weight", "g"),
        ("patient", "height", "m"),
        ("comorbidity", "life_expectancy", "days"),
        ("comorbidity", "corticosteroid_7_days", "g"),
        ("logistics", "vein_to_vein", "weeks"),
    ):
        number, old = other[section][field].split()
        if unit != "weeks" or int(number) % 7 == 0:
            other[section][field] = f"{convert(Decimal(number), old, unit)} {unit}"
    return data, other


@settings(max_examples=150, deadline=None)
@given(in_other_units())
def test_the_unit_of_an_entry_changes_no_fact(pair: tuple[Data, Data]) -> None:
    one, other = map(values, pair)
    for name, value in one.items():
        assert other[name] == value, name


@st.composite
def with_coarser_dates(draw: st.DrawFn) -> tuple[Data, Data]:
    data = draw(whole_cases())
    other = copy.deepcopy(data)
    dated = [path for path in _dates(other, ()) if path != ("decision_date",)]
    for path in draw(st.lists(st.sampled_from(dated), min_size=1, max_size=4, unique=True)):
        inner: Any = other
        for step in path[:-1]:
            inner = inner[step]
        inner[path[-1]] = inner[path[-1]][: draw(st.sampled_from([4, 7]))]
    return data, other


def _dates(value: Any, path: tuple[Any, ...]) -> list[tuple[Any, ...]]:
    if isinstance(value, dict | list):
        items = value.items() if isinstance(value, dict) else enumerate(value)
        return [found for key, one in items for found in _dates(one, (*path, key))]
    return [path] if isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", value) else []


@settings(max_examples=250, deadline=None)
@given(with_coarser_dates())
def test_a_partial_date_decides_nothing_that_its_days_do_not(pair: tuple[Data, Data]) -> None:
    exact, coarse = map(values, pair)
    for name in exact.keys() - LINES:
        assert holds(coarse[name], exact[name]), (name, coarse[name], exact[name])

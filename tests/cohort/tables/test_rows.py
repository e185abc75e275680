"""Rows become cases. A blank is unknown, a unit is converted exactly, a bad row stops no other."""

from decimal import Decimal
from typing import Any

import pytest

from cardecide.case import Case
from cardecide.case.base import YesNo
from cardecide.case.partial_date import PartialDate
from cardecide.cohort.tables.mapping import Mapping, meaning
from cardecide.cohort.tables.rows import Rows
from cardecide.cohort.tables.table import SetAside
from cardecide.facts.derive import derive
from cardecide.facts.value import Span, Truth
from cardecide.reading.problem import InputError
from tests.cohort.tables.conftest import MakeTable

DAY = PartialDate.parse("2026-11-20")


def rows_of(table_of: MakeTable, target: str, *cells: str, **details: Any) -> Rows:
    table = table_of({"id": [f"P{place}" for place in range(len(cells))], "x": list(cells)})
    unreadable = details.pop("unreadable", "set aside")
    columns = {"id": meaning("id"), "x": meaning(target, **details)}
    return Rows(table, Mapping(columns=columns, unreadable=unreadable))


def case_of(rows: Rows, row: int = 0) -> Case:
    case = rows.case(row)
    assert isinstance(case, Case), case
    return case


def aside_of(rows: Rows, row: int = 0) -> SetAside:
    aside = rows.case(row)
    assert isinstance(aside, SetAside)
    return aside


@pytest.mark.parametrize("cell", ["", " ", "unknown", "NA", "?", "不详", "bilinmiyor"])
def test_a_blank_is_unknown_and_never_no(table_of: MakeTable, cell: str) -> None:
    case = case_of(rows_of(table_of, "infection.active_infection", "yes", cell), 1)
    assert case.infection.active_infection is YesNo.UNKNOWN
    assert derive(case, DAY)["active_infection"].value is Truth.UNKNOWN


@pytest.mark.parametrize(
    ("cell", "grams_per_dl"),
    [("9.8 g/dL", "9.8"), ("98 g/L", "9.8"), ("9.8", "9.8"), ("105", "105"), ("<4 g/dL", None)],
)
def test_units_of_cells_go_before_that_of_the_column(
    table_of: MakeTable, cell: str, grams_per_dl: str | None
) -> None:
    found = rows_of(table_of, "labs.hemoglobin", cell, unit="g/dL").case(0)
    if cell == "105":  # g/L written into a column of g/dL: no hemoglobin can be 105 g/dL
        assert isinstance(found, SetAside)
        assert "3 g/dL to 20 g/dL" in found.problems[0].text()
        return
    assert isinstance(found, Case)
    value = derive(found, DAY)["hemoglobin"].value
    expected = Span(high=Decimal(4), high_open=True)
    assert value == (expected if grams_per_dl is None else Span.exactly(Decimal(grams_per_dl)))


@pytest.mark.parametrize(
    ("target", "cell", "details", "why"),
    [
        ("labs.hemoglobin", "9.8", {}, "no unit"),
        ("labs.hemoglobin", "9.8 U/L", {"unit": "g/dL"}, "does not fit"),
        ("labs.hemoglobin", "=9.8", {"unit": "g/dL"}, "formula"),
        ("labs.hemoglobin", "#DIV/0!", {"unit": "g/dL"}, "spreadsheet error"),
        ("infection.active_infection", "perhaps", {}, "what this word stands for"),
        ("patient.birth_date", "03/04/1957", {}, "day and month"),
        ("patient.age", "161", {}, "0 years to 120 years"),
        ("patient.ecog", "7", {}, "at most 4"),
        ("fact.prior_lines", "99999", {}, "whole number"),
        ("fact.exposed_drugs", "bortezomib, P", {}, "may be"),
        ("patient.weight", "<60", {"unit": "kg"}, "bound"),
    ],
)
def test_a_cell_that_cannot_be_read_sets_its_row_aside(
    table_of: MakeTable, target: str, cell: str, details: dict[str, Any], why: str
) -> None:
    aside = aside_of(rows_of(table_of, target, cell, **details))
    (problem,) = aside.problems
    assert (problem.row, problem.column) == (2, "x")
    assert problem.cell == cell
    assert why in problem.text()
    assert all(problem.text(language) for language in ("zh", "tr"))  # type: ignore[arg-type]


def test_an_unreadable_cell_may_count_as_unknown(table_of: MakeTable) -> None:
    for cell in ("perhaps", "161"):
        target = "patient.age" if cell == "161" else "infection.active_infection"
        case = case_of(rows_of(table_of, target, cell, unreadable="unknown"))
        assert case.patient.age is None
        assert case.infection.active_infection is YesNo.UNKNOWN


def test_labs_with_their_date_and_upper_limit(table_of: MakeTable) -> None:
    table = table_of({"ALT": ["80"], "ALT date": ["2026-11-01"], "ULN": ["40"]})
    columns = {
        "ALT": meaning("labs.alt", unit="U/L"),
        "ALT date": meaning("labs.alt.date"),
        "ULN": meaning("labs.alt.upper_limit", unit="U/L"),
    }
    facts = derive(case_of(Rows(table, Mapping(columns=columns))), DAY)
    assert facts["alt_times_upper_limit"].value == Span.exactly(Decimal(2))
    fixed = rows_of(table_of, "labs.alt", "80", unit="U/L", upper_limit="32")
    assert derive(case_of(fixed), DAY)["alt_times_upper_limit"].value == Span.exactly(Decimal("2.5"))


def test_lists_of_drugs_say_what_was_given_and_nothing_about_the_rest(table_of: MakeTable) -> None:
    case = case_of(rows_of(table_of, "fact.exposed_drugs", "硼替佐米; lenalidomide+Dara"))
    given = derive(case, DAY)["exposed_drugs"].value
    assert given.includes("bortezomib") is Truth.YES  # type: ignore[union-attr]
    assert given.includes("daratumumab") is Truth.YES  # type: ignore[union-attr]
    assert given.includes("carfilzomib") is Truth.UNKNOWN  # type: ignore[union-attr]


@pytest.mark.parametrize(("cell", "included"), [("none", Truth.NO), ("无", Truth.NO), ("", Truth.UNKNOWN)])
def test_a_list_with_nothing_on_it_is_not_an_empty_cell(
    table_of: MakeTable, cell: str, included: Truth
) -> None:
    facts = derive(case_of(rows_of(table_of, "fact.comorbidities", cell)), DAY)
    assert facts["comorbidities"].value.includes("syncope") is included  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("cell", "kind", "extraosseous"),
    [("none", Truth.NO, Truth.NO), ("EM-E", Truth.YES, Truth.YES), ("", Truth.UNKNOWN, Truth.UNKNOWN)],
)
def test_kinds_of_extramedullary_disease(
    table_of: MakeTable, cell: str, kind: Truth, extraosseous: Truth
) -> None:
    rows = rows_of(table_of, "extramedullary.kind", cell, words={"EM-E": "extraosseous"})
    facts = derive(case_of(rows), DAY)
    assert facts["extramedullary_disease"].value is kind
    assert facts["emd_extraosseous"].value is extraosseous


def test_conditions_said_to_be_absent_are_absent_and_others_unknown(table_of: MakeTable) -> None:
    table = table_of({"stroke": ["no"], "dementia": ["yes"]})
    columns = {"stroke": meaning("condition.stroke"), "dementia": meaning("condition.dementia")}
    history = derive(case_of(Rows(table, Mapping(columns=columns))), DAY)["neuro_history"].value
    assert history.includes("stroke") is Truth.NO  # type: ignore[union-attr]
    assert history.includes("dementia") is Truth.YES  # type: ignore[union-attr]
    assert history.includes("seizure") is Truth.UNKNOWN  # type: ignore[union-attr]


def test_dates_out_of_order_are_told_with_their_column(table_of: MakeTable) -> None:
    table = table_of({"day": ["2024-05-01"], "diagnosed": ["2025-01-01"]})
    columns = {"day": meaning("decision_date"), "diagnosed": meaning("disease.diagnosis_date")}
    (problem,) = aside_of(Rows(table, Mapping(columns=columns))).problems
    assert (problem.column, problem.text()) == ("diagnosed", "the date is after the decision date")


def test_patients_in_several_rows_are_told(table_of: MakeTable) -> None:
    table = table_of({"id": ["A", "B", "A"], "age": ["60", "61", "62"]})
    rows = Rows(table, Mapping(columns={"id": meaning("id"), "age": meaning("patient.age")}))
    assert rows.same_ids() == {"A": [2, 4]}
    assert [rows.name(row) for row in range(3)] == ["A", "B", "A"]


def test_a_row_without_identifier_is_called_by_its_number(table_of: MakeTable) -> None:
    rows = Rows(table_of({"age": ["60"]}), Mapping(columns={"age": meaning("patient.age")}))
    assert case_of(rows).id == "row 2"


def test_a_column_that_the_table_lacks_is_told_with_the_nearest(table_of: MakeTable) -> None:
    with pytest.raises(InputError) as error:
        Rows(table_of({"Age": ["60"]}), Mapping(columns={"Ages": meaning("patient.age")}))
    assert error.value.problems[0].nearest == "Age"


def test_five_percent_of_broken_rows_are_set_aside_and_the_rest_is_read(table_of: MakeTable) -> None:
    cells = ["abc" if place % 20 == 7 else str(40 + place % 50) for place in range(400)]
    rows = rows_of(table_of, "patient.age", *cells)
    found = [rows.case(row) for row in range(len(rows))]
    aside = [one for one in found if isinstance(one, SetAside)]
    assert [one.row for one in aside] == [place + 2 for place in range(400) if place % 20 == 7]
    assert len(found) - len(aside) == 380
    assert len(list(rows.cell_problems())) == 20

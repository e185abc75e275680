"""What columns are proposed to mean, and what is asked instead of guessed."""

import pytest

from cardecide.cohort.tables.mapping import ColumnMeaning, meaning
from cardecide.cohort.tables.proposal import Question, answered, propose
from cardecide.language.messages import say
from tests.cohort.tables.conftest import MakeTable


def proposed(table_of: MakeTable, name: str, *cells: str) -> tuple[ColumnMeaning, tuple[Question, ...]]:
    ids = [f"P{place}" for place in range(len(cells))]
    proposal = propose(table_of({"id": ids, name: list(cells)}))
    return proposal.mapping.columns[name], proposal.questions


@pytest.mark.parametrize(
    ("name", "cells", "target"),
    [
        ("Age", ["61", "70"], "patient.age"),
        ("年龄", ["61", "70"], "patient.age"),
        ("Yaş", ["61", "70"], "patient.age"),
        ("Hb (g/dL)", ["9.8", "10"], "labs.hemoglobin"),
        ("血红蛋白（g/L）", ["98", "100"], "labs.hemoglobin"),
        ("kreatinin [µmol/L]", ["71", "80"], "labs.creatinine"),
        ("prior lines", ["3", "4-5"], "fact.prior_lines"),
        ("线数", ["3", "4"], "fact.prior_lines"),
        ("del(17p)", ["present", "absent"], "cytogenetics.del(17p)"),
        ("HBsAg", ["阳性", "阴性"], "infection.hbsag"),
        ("triple class refractory", ["yes", "no"], "fact.triple_class_refractory"),
        ("stroke", ["yes", "no"], "condition.stroke"),
        ("labs.ferritin", ["240 ug/L", "1 mg/L"], "labs.ferritin"),
    ],
)
def test_columns_are_known_by_their_names(
    table_of: MakeTable, name: str, cells: list[str], target: str
) -> None:
    one, questions = proposed(table_of, name, *cells)
    assert one.target == target
    assert not questions


def test_a_unit_in_the_name_is_the_unit_of_bare_numbers(table_of: MakeTable) -> None:
    assert proposed(table_of, "血红蛋白（g/L）", "98")[0].unit == "g/L"
    assert proposed(table_of, "age_years", "61")[0].unit == "years"


@pytest.mark.parametrize(
    ("name", "cells", "asks", "said"),
    [
        ("M protein", ["1.2", "3"], "unit", "in which unit"),
        ("Hb", ["9.8 g/dL", "98 g/L", "9.1"], "unit", "9.1 has no unit"),
        ("birth date", ["03/04/1957", "1960"], "dates", "03/04/1957"),
        ("albumin (g/L)", ["1,500", "37"], "decimal", "1,500"),
        ("HBsAg", ["negative", "ND"], "words", "“ND”"),
        ("active infection", ["N", ""], "words", "“N”"),
        ("sex", ["1", "2"], "words", "“1”"),
    ],
)
def test_what_may_mean_two_things_is_asked(
    table_of: MakeTable, name: str, cells: list[str], asks: str, said: str
) -> None:
    _, questions = proposed(table_of, name, *cells)
    assert [question.asks for question in questions] == [asks]
    assert said in say(questions[0].said, "en")


@pytest.mark.parametrize(
    ("name", "cells", "words"),
    [
        ("active infection", ["Y", "N", ""], {"Y": "yes", "N": "no"}),
        ("active infection", ["1", "0"], {"1": "yes", "0": "no"}),
        ("active infection", ["有", "无", "不详"], {"有": "yes", "无": "no", "不详": "unknown"}),
        ("cinsiyet", ["E", "K"], {"E": "male", "K": "female"}),
        ("sex", ["男", "女"], {"男": "male", "女": "female"}),
        ("iss", ["1", "3"], {"1": "I", "3": "III"}),
        ("HBsAg", ["+", "-"], {"+": "positive", "-": "negative"}),
    ],
)
def test_common_words_are_proposed_and_shown(
    table_of: MakeTable, name: str, cells: list[str], words: dict[str, str]
) -> None:
    one, questions = proposed(table_of, name, *cells)
    assert one.words == words
    assert not questions


def test_units_of_their_own_need_no_answer_and_are_told(table_of: MakeTable) -> None:
    proposal = propose(table_of({"id": ["1", "2"], "Hb": ["9.8 g/dL", "98 g/L"]}))
    assert not proposal.questions
    assert any("g/dL (1), g/L (1)" in say(note, "en") for _, note in proposal.notes)


def test_names_of_persons_are_left_out(table_of: MakeTable) -> None:
    proposal = propose(table_of({"Patient name": ["A"], "姓名": ["B"], "MRN": ["1"], "age": ["61"]}))
    targets = {name: one.target for name, one in proposal.mapping.columns.items()}
    assert targets == {"Patient name": "ignored", "姓名": "ignored", "MRN": "ignored", "age": "patient.age"}


def test_two_columns_of_one_meaning_are_both_asked_about(table_of: MakeTable) -> None:
    table = table_of({"id": ["1"], "ECOG": ["1"], "PS": ["2"]})
    proposal = propose(table)
    assert [question.column for question in proposal.questions] == ["ECOG", "PS"]
    assert proposal.mapping.columns["ECOG"].target == proposal.mapping.columns["PS"].target == "ignored"
    assert not answered(proposal, table, "PS", meaning("patient.ecog")).questions


def test_columns_of_the_same_name_are_not_used_unasked(table_of: MakeTable) -> None:
    table = table_of({"id": ["1"], "Hb": ["9.8 g/dL"], "Hb ": ["7 g/dL"]})
    proposal = propose(table)
    assert {question.column for question in proposal.questions} == {"Hb", "Hb (2)"}
    assert proposal.mapping.columns["Hb"].target == "ignored"


def test_what_is_known_only_after_the_infusion_is_left_out(table_of: MakeTable) -> None:
    proposal = propose(table_of({"id": ["1"], "crs grade": ["2"]}))
    assert proposal.mapping.columns["crs grade"].target == "ignored"


def test_an_answer_closes_its_question_and_no_other(table_of: MakeTable) -> None:
    table = table_of({"M protein": ["1.2"], "birth date": ["03/04/1957"]})
    proposal = propose(table)
    one = proposal.mapping.columns["M protein"].model_copy(update={"unit": "g/dL"})
    later = answered(proposal, table, "M protein", one)
    assert [question.column for question in later.questions] == ["birth date"]
    again = answered(later, table, "M protein", one.model_copy(update={"unit": ""}))
    assert [question.column for question in again.questions] == ["M protein", "birth date"]

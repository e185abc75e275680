"""Reading case files: every fault at once, each at its place, with what was expected and the nearest name."""

from pathlib import Path

import pytest

from cardecide.case import read_case, read_case_text
from cardecide.case.base import YesNo
from cardecide.reading.problem import InputError, Problem

HEAD = "format: cardecide-case/1\nid: X\n"


def problems(body: str) -> tuple[Problem, ...]:
    with pytest.raises(InputError) as caught:
        read_case_text(HEAD + body, file="f.yaml")
    return caught.value.problems


def only(body: str) -> Problem:
    found = problems(body)
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    ("body", "nearest", "field"),
    [
        ("patiant: {}", "patient", "patiant"),
        ("patient: {hieght: 158 cm}", "height", "patient.hieght"),
        ("disease: {bcma_expression: {percnt: 5 %}}", "percent", "disease.bcma_expression.percnt"),
        ("treatments: [{regime: VRd}]", "regimen", "treatments[0].regime"),
        ("treatments: [{drugs: [{drug: bortezomib, strt: 2020}]}]", "start", "treatments[0].drugs[0].strt"),
        ("cytogenetics: [{abnormality: del(17p), reslt: present}]", "result", "cytogenetics[0].reslt"),
        ("extramedullary: {lesions: [{syte: liver}]}", "site", "extramedullary.lesions[0].syte"),
        ("neurology: {conditions: [{condition: stroke, statuss: active}]}", "status",
         "neurology.conditions[0].statuss"),
        ("infection: {HBsAg: negative}", "hbsag", "infection.HBsAg"),
        ("comorbidity: {lvfe: 58 %}", "lvef", "comorbidity.lvfe"),
        ("prior_transplant: {autologus: yes}", "autologous", "prior_transplant.autologus"),
        ("logistics: {planned_aphersis: 2023}", "planned_apheresis", "logistics.planned_aphersis"),
        ("labs: [{test: crp, value: 3, units: mg/L}]", "unit", "labs[0].units"),
        ("overrides: [{fact: iss, value: I, reason: abc, who: x}]", "", "overrides[0].who"),
    ],
)  # fmt: skip
def test_a_misspelled_key_at_every_level(body: str, nearest: str, field: str) -> None:
    problem = next(p for p in problems(body) if p.code == "unknown-key")
    assert (problem.nearest, problem.field) == (nearest, field)
    assert problem.line == 3
    word = field.rsplit(".", 1)[-1]
    assert problem.column == body.index(word) + 1
    assert nearest in problem.expected


@pytest.mark.parametrize(
    ("body", "expected", "nearest"),
    [
        ("patient: {sex: mal}", "female, male", "male"),
        ("disease: {heavy_chain: igg}", "IgG, IgA", "IgG"),
        ("treatments: [{phase: inducton}]", "induction, autologous_transplant", "induction"),
        ("treatments: [{best_response: vgpr}]", "VGPR", "VGPR"),
        ("cytogenetics: [{abnormality: del(17p), result: positive}]", "present, absent, not_tested", ""),
        ("disease: {durie_salmon_at_diagnosis: iia}", "IA, IB, IIA", "IIA"),
        ("jurisdictions: [USA]", "US, EU, UK", "US"),
        ("infection: {hbv_dna: negative}", "detected, not_detected", ""),
    ],
)
def test_a_wrong_word_of_a_list(body: str, expected: str, nearest: str) -> None:
    problem = only(body)
    assert expected in problem.expected
    assert problem.nearest == nearest
    assert problem.code == "unknown-word"


@pytest.mark.parametrize("word", ["maybe", "1", "2.5", "ja"])
def test_a_yes_no_question_takes_three_words(word: str) -> None:
    problem = only(f"infection: {{active_infection: {word}}}")
    assert problem.expected == "yes, no or unknown"
    assert problem.column == len("infection: {active_infection: ") + 1


@pytest.mark.parametrize(
    ("written", "read"),
    [("yes", YesNo.YES), ("true", YesNo.YES), ("no", YesNo.NO), ("false", YesNo.NO), ("No", YesNo.NO),
     ("unknown", YesNo.UNKNOWN), ("", YesNo.UNKNOWN), ("null", YesNo.UNKNOWN)],
)  # fmt: skip
def test_words_of_a_yes_no_question(written: str, read: YesNo) -> None:
    case = read_case_text(HEAD + f"infection: {{active_infection: {written}}}").case
    assert case.infection.active_infection is read


@pytest.mark.parametrize(
    "day", ["2023-02-30", "2023-13", "2023-7", "23-07-01", "1850", "07/2023", "2023.5", "yes"]
)
def test_an_impossible_date(day: str) -> None:
    problem = only(f"patient: {{birth_date: {day}}}")
    assert "2023-07-31" in problem.expected
    assert problem.code == "date"


@pytest.mark.parametrize("day", ["2024-02-29", "2023-12", "2023", "'2023'"])
def test_a_possible_date(day: str) -> None:
    assert read_case_text(HEAD + f"patient: {{birth_date: {day}}}").case.patient.birth_date is not None


@pytest.mark.parametrize(
    ("body", "ok"),
    [
        ("patient: {ecog: 0}", True),
        ("patient: {ecog: 4}", True),
        ("patient: {ecog: 5}", False),
        ("patient: {ecog: -1}", False),
        ("patient: {ecog: 1.5}", False),
        ("patient: {age: 57 years}", True),
        ("patient: {age: 120 years}", True),
        ("patient: {age: 121 years}", False),
        ("patient: {age: 57}", True),
        ("patient: {age: 121}", False),
        ("patient: {weight: 61}", False),
        ("patient: {age: 57 kg}", False),
        ("patient: {weight: 134 lb}", True),
        ("patient: {weight: 6100 kg}", False),
        ("patient: {height: 1.58 m}", True),
        ("patient: {height: 158 m}", False),
        ("comorbidity: {lvef: 100 %}", True),
        ("comorbidity: {lvef: 100.1 %}", False),
        ("comorbidity: {lvef: 0.58}", False),
        ("neurology: {ice_score: 11}", False),
        ("labs: [{test: hemoglobin, value: 3, unit: g/dL}]", True),
        ("labs: [{test: hemoglobin, value: 2.99, unit: g/dL}]", False),
        ("labs: [{test: hemoglobin, value: 20, unit: g/dL}]", True),
        ("labs: [{test: hemoglobin, value: 20.1, unit: g/dL}]", False),
        ("labs: [{test: hemoglobin, value: 109, unit: g/L}]", True),
        ("labs: [{test: creatinine, value: 71, unit: mg/dL}]", False),
        ("labs: [{test: creatinine, value: 71, unit: umol/L}]", True),
        ("labs: [{test: platelets, value: 148000, unit: /uL}]", True),
        ("labs: [{test: platelets, value: 148000, unit: 10^9/L}]", False),
        ("labs: [{test: albumin, value: 37, unit: g/dL}]", False),
        ("labs: [{test: alt, value: 22, unit: U/L, upper_limit: 40000}]", False),
        ("labs: [{test: inr, value: 1.1}]", True),
        ("labs: [{test: inr, value: 1.1, unit: 1}]", True),
        ("labs: [{test: free_light_chain_ratio, value: 46, unit: mg/L}]", False),
        ("labs: [{test: crp, value: '<0.3', unit: mg/dL}]", True),
        ("labs: [{test: crp, value: 1,5, unit: mg/dL}]", False),
        ("labs: [{test: crp, value: '1,5', unit: mg/dL}]", False),
        ("labs: [{test: crp, value: 1_000, unit: mg/L}]", False),
        ("labs: [{test: ldh, value: 1e999, unit: U/L}]", False),
    ],
)
def test_values_at_and_beyond_their_limits(body: str, ok: bool) -> None:
    if ok:
        read_case_text(HEAD + body)
    else:
        assert problems(body)


def test_a_missing_unit_says_which_are_accepted() -> None:
    problem = only("labs: [{test: crp, value: 3}]")
    assert problem.expected == "mg/L or mg/dL"
    assert problem.code == "unit"


def test_a_unit_that_does_not_fit_is_placed_at_the_unit() -> None:
    body = "labs: [{test: creatinine, value: 71, unit: 10^9/L}]"
    problem = only(body)
    assert problem.column == body.index("10^9/L") + 1
    assert problem.expected == "mg/dL or umol/L"


def test_an_implausible_value_names_value_unit_and_range_in_the_unit_entered() -> None:
    problem = only("labs: [{test: hemoglobin, value: 10.9, unit: g/L}]")
    assert "10.9 g/L" in problem.message
    assert "Hemoglobin" in problem.message
    assert problem.expected == "30 g/L to 200 g/L"


@pytest.mark.parametrize(
    ("body", "word", "nearest"),
    [
        ("treatments: [{drugs: [bortezmib]}]", "bortezmib", "bortezomib"),
        ("treatments: [{drugs: [{drug: carfilzomb}]}]", "carfilzomb", "carfilzomib"),
        ("treatments: [{drugs: [lenalidomide], stop_reasons: {lenalidomde: toxicity}}]", "lenalidomde",
         "lenalidomide"),
        ("labs: [{test: hemoglobn, value: 10, unit: g/dL}]", "hemoglobn", "hemoglobin"),
        ("cytogenetics: [{abnormality: del(17q)}]", "del(17q)", "del(17p)"),
        ("neurology: {conditions: [{condition: epilepsie}]}", "epilepsie", "epilepsy"),
    ],
)  # fmt: skip
def test_an_unknown_name_of_a_vocabulary(body: str, word: str, nearest: str) -> None:
    problem = next(p for p in problems(body) if p.code == "unknown-name")
    assert f"unknown {'drug' if 'drugs' in body else ''}".strip() in problem.message
    assert word in problem.message
    assert problem.nearest == nearest


def test_names_are_kept_as_the_program_calls_them() -> None:
    body = (
        "treatments: [{drugs: [Revlimid, 硼替佐米], stop_reasons: {Revlimid: toxicity}}]\n"
        "cytogenetics: [{abnormality: 17p-, result: present}, {abnormality: TP53 abnormality}]\n"
        "neurology: {conditions: [{condition: CVA}]}\n"
        "labs: [{test: ANC, value: 2100, unit: cells/µL}]\n"
    )
    case = read_case_text(HEAD + body).case
    assert [d.drug for d in case.treatments[0].drugs] == ["lenalidomide", "bortezomib"]
    assert case.treatments[0].drugs[0].entered == "Revlimid"
    assert list(case.treatments[0].stop_reasons) == ["lenalidomide"]
    assert [a.abnormality for a in case.cytogenetics] == ["del(17p)", "TP53 abnormality"]
    assert case.neurology.conditions[0].condition == "stroke"
    assert (case.labs[0].test, case.labs[0].unit) == ("absolute_neutrophil_count", "/uL")


def test_an_ambiguous_drug_is_kept_with_its_candidates() -> None:
    drug = read_case_text(HEAD + "treatments: [{drugs: [P]}]").case.treatments[0].drugs[0]
    assert drug.drug is None
    assert len(drug.candidates) > 1


def test_a_choice_among_candidates_must_be_a_generic_name() -> None:
    read_case_text(HEAD + "treatments: [{drugs: [{entered: P, drug: pomalidomide}]}]")
    assert problems("treatments: [{drugs: [{entered: P, drug: nonsense}]}]")


def test_all_faults_are_told_at_once_in_the_order_of_the_file() -> None:
    body = (
        "decision_date: 2023-07\n"
        "patient: {sex: mal, ecog: 7}\n"
        "treatments:\n"
        "  - {drugs: [bortezmib], start: 2021, stop: 2020}\n"
        "labs: [{test: crp, value: 3, date: 2023-08}]\n"
    )
    found = problems(body)
    assert [p.code for p in found] == [
        "unknown-word", "less-than-equal", "unknown-name", "date-order", "unit", "after-decision",
    ]  # fmt: skip
    assert [p.line for p in found] == [4, 4, 6, 6, 7, 7]
    assert all(p.file == "f.yaml" and p.column > 1 for p in found)


def test_a_problem_reads_as_one_line_with_its_place() -> None:
    text = str(only("patient: {sex: mal}"))
    assert text == "f.yaml:3:16: 'mal' does not fit 'sex'; expected one of female, male; did you mean 'male'?"


def test_what_is_required_is_named() -> None:
    with pytest.raises(InputError) as caught:
        read_case_text("labs: [{unit: mg/L}]", file="f")
    messages = {p.field: p.message for p in caught.value.problems}
    assert messages == {"": "'id' is missing", "labs[0]": "'test' and 'value' are missing"}


@pytest.mark.parametrize("text", ["[]", "3", "text", "- a: 1"])
def test_what_is_no_group_of_keys_is_no_case(text: str) -> None:
    with pytest.raises(InputError) as caught:
        read_case_text(text, file="f")
    assert caught.value.problems[0].code == "not-a-case"


def test_another_format_is_refused() -> None:
    with pytest.raises(InputError) as caught:
        read_case_text("format: cardecide-case/9\nid: X", file="f")
    assert "cardecide-case/1" in caught.value.problems[0].expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("patient: 5", "'key: value' pairs"),
        ("patient: [1]", "'key: value' pairs"),
        ("labs: {test: crp}", "a list"),
        ("labs: crp", "a list"),
        ("treatments: [5]", "'key: value' pairs"),
        ("jurisdictions: US", "a list"),
        ("note: {a: 1}", "a text"),
        ("stated: 3", "'key: value' pairs"),
        ("patient: {birth_date: [2020]}", "a date such as 2023, 2023-07 or 2023-07-31"),
        ("patient: {weight: {kg: 61}}", "'key: value' pairs"),
    ],
)
def test_a_wrong_shape_is_told_in_plain_words(body: str, expected: str) -> None:
    for problem in problems(body):
        assert "Input should" not in str(problem)
    assert expected in [p.expected for p in problems(body)] or "weight" in body


def test_an_identifier_may_look_like_a_number() -> None:
    assert read_case_text("id: 4711").case.id == "4711"
    assert read_case_text("id: 007").case.id == "007"


def test_a_key_without_a_value_is_unknown() -> None:
    case = read_case_text(HEAD + "patient:\n  weight:\n  sex: male\nlabs:\n").case
    assert case.patient.weight is None
    assert case.labs == ()


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    for path in (tmp_path / "none.yaml", tmp_path):
        with pytest.raises(InputError) as caught:
            read_case(path)
        assert caught.value.problems[0].code == "no-file"


def test_a_file_is_read_with_its_name_in_problems(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("id: X\npatient: {sex: mal}\n", encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_case(path)
    assert str(caught.value).startswith(f"{path}:2:16: ")

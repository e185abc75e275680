"""The lists of tests, abnormalities and conditions, and the names under which they are found."""

from collections.abc import Mapping
from typing import Any

import pytest

from cardecide.case.abnormalities import abnormalities, abnormality_candidates, resolve_abnormality
from cardecide.case.conditions import conditions, conditions_of, resolve_condition
from cardecide.case.lab_tests import lab_test, lab_tests, resolve_lab_test
from cardecide.case.vocabulary import read_entries
from cardecide.language.text import LANGUAGES

_VOCABULARIES: list[tuple[str, Mapping[str, Any], Any]] = [
    ("lab_tests", lab_tests(), resolve_lab_test),
    ("abnormalities", abnormalities(), abnormality_candidates),
    ("conditions", conditions(), resolve_condition),
]


@pytest.mark.parametrize(("key", "entries", "resolve"), _VOCABULARIES)
def test_every_name_and_label_stands_for_its_entry_alone(
    key: str, entries: Mapping[str, Any], resolve: Any
) -> None:
    records = read_entries(f"{key}.yaml", key)
    assert [record["name"] for record in records] == list(entries)
    for name, entry in entries.items():
        assert resolve(name) == (name,)
        assert set(entry.label) == set(LANGUAGES)
        for label in entry.label.values():
            assert resolve(label) == (name,)
        for alias in entry.aliases:
            assert name in resolve(alias)


@pytest.mark.parametrize(
    ("entered", "name"),
    [
        ("ANC", "absolute_neutrophil_count"),
        ("Hb", "hemoglobin"),
        ("haemoglobin", "hemoglobin"),
        ("M-protein", "serum_m_protein"),
        ("M protein", "serum_m_protein"),
        ("β2M", "beta2_microglobulin"),
        ("FLC ratio", "free_light_chain_ratio"),
        ("κ", "kappa_free_light_chain"),
        ("血小板", "platelets"),
        ("NÖTROFİL", "absolute_neutrophil_count"),
        ("CRP", "crp"),
        ("IL-6", "il6"),
    ],
)
def test_names_of_laboratory_tests(entered: str, name: str) -> None:
    found = lab_test(entered)
    assert found is not None
    assert found.name == name


@pytest.mark.parametrize(
    ("entered", "name"),
    [
        ("del(17p)", "del(17p)"),
        ("17p-", "del(17p)"),
        ("DEL 17P", "del(17p)"),
        ("p53 deletion", "del(17p)"),
        ("t(4;14)", "t(4;14)"),
        ("t(4,14)", "t(4;14)"),
        ("T(14;16)", "t(14;16)"),
        ("1q21+", "gain(1q)"),
        ("1q gain", "gain(1q)"),
        ("+1q", "gain(1q)"),
        ("amp 1q", "amp(1q)"),
        ("-13", "del(13q)"),
        ("TP53 mutation", "tp53_mutation"),
    ],
)
def test_names_of_abnormalities(entered: str, name: str) -> None:
    assert resolve_abnormality(entered) == name


@pytest.mark.parametrize("entered", ["13", "17p", "1q", "del(1p)", "del", "", "+13"])
def test_a_name_that_says_too_little_stands_for_nothing(entered: str) -> None:
    assert resolve_abnormality(entered) is None


def test_an_ambiguous_name_keeps_all_its_readings() -> None:
    assert abnormality_candidates("TP53 abnormality") == ("del(17p)", "tp53_mutation")
    assert resolve_abnormality("TP53 abnormality") is None
    assert resolve_condition("parkinsonism") == ("parkinson_disease", "drug_induced_parkinsonism")


@pytest.mark.parametrize(
    ("entered", "name"),
    [
        ("Parkinson's disease", "parkinson_disease"),
        ("Parkinson’s disease", "parkinson_disease"),
        ("CVA", "stroke"),
        ("TIA", "transient_ischemic_attack"),
        ("GBS", "guillain_barre_syndrome"),
        ("Guillain-Barré syndrome", "guillain_barre_syndrome"),
        ("İNME", "stroke"),
        ("MI", "myocardial_infarction"),
    ],
)
def test_names_of_conditions(entered: str, name: str) -> None:
    assert resolve_condition(entered) == (name,)


def test_each_condition_belongs_to_one_section() -> None:
    assert set(conditions_of("neurology")) | set(conditions_of("comorbidity")) == set(conditions())
    assert "parkinson_disease" in conditions_of("neurology")
    assert "diabetes" in conditions_of("comorbidity")


def test_every_row_of_the_list_of_neurological_histories_has_a_condition() -> None:
    codes = {condition.code for condition in conditions().values()} - {""}
    # N02 is N01 after treatment (its status says so), N16 is a matter of drugs.
    assert codes == {f"N{row:02d}" for row in range(1, 16)} - {"N02"}


def test_plausible_ranges_are_ranges() -> None:
    for test in lab_tests().values():
        assert 0 <= test.low < test.high

"""The fact sheet: complete, honest about an empty case, and in the catalogue's own types."""

from types import MappingProxyType
from typing import Any

import pytest

from cardecide.case.model import Case
from cardecide.case.partial_date import PartialDate
from cardecide.facts import derive as derivation
from cardecide.facts.catalogue import catalogue
from cardecide.facts.context import Context
from cardecide.facts.derive import derive
from cardecide.facts.fact import Fact, FactSheet, Origin
from cardecide.facts.given_values import NOTHING
from cardecide.facts.value import Members, Options, is_known
from cardecide.language.messages import say
from cardecide.language.text import LANGUAGES

EMPTY = derive(Case(id="T"), PartialDate.parse("2026-11-20"))

FULL = {
    "patient": {"sex": "female", "birth_date": "1957-03-02", "weight": "61 kg", "height": "158 cm"},
    "disease": {"heavy_chain": "none", "light_chain": "lambda", "diagnosis_date": "2021-05-10"},
    "treatments": [
        {"drugs": ["daratumumab", "bortezomib", "lenalidomide", "dexamethasone"], "start": "2021-06-01",
         "stop": "2021-10-10", "cycles": 4, "best_response": "VGPR", "phase": "induction"},
        {"drugs": ["lenalidomide"], "phase": "maintenance", "planned": "yes", "start": "2022-03-01",
         "stop": "2026-06-15", "progression": "2026-06-20", "reason_stopped": "progression"},
    ],
    "cytogenetics": [{"abnormality": "t(4;14)", "result": "present", "date": "2026-07-01"}],
    "extramedullary": {"status": "present", "lesions": [{"site": "liver", "kind": "extraosseous"}]},
    "neurology": {"reviewed": "yes", "conditions": [{"condition": "stroke", "date": "2024-02"}]},
    "infection": {"active_infection": "no", "hbsag": "negative", "anti_hbc": "positive"},
    "comorbidity": {"reviewed": "yes", "lvef": "58 %", "live_vaccine": "2026-01-01"},
    "prior_transplant": {"allogeneic": "no"},
    "logistics": {"planned_apheresis": "2026-12-01", "vein_to_vein": "6 weeks"},
    "labs": [
        {"test": "creatinine", "value": "71", "unit": "umol/L", "date": "2026-11-10"},
        {"test": "platelets", "value": "148", "unit": "10^9/L", "date": "2026-11-10"},
    ],
}  # fmt: skip


@pytest.mark.parametrize("name", list(catalogue()))
def test_an_empty_case_knows_nothing(name: str) -> None:
    fact = EMPTY[name]
    assert fact.value == NOTHING[catalogue()[name].kind]
    assert not is_known(fact.value)
    assert fact.origin is Origin.MISSING
    assert fact.best is None


@pytest.mark.parametrize("name", list(catalogue()))
def test_what_is_missing_is_asked_for(name: str) -> None:
    assert EMPTY[name].questions
    for question in EMPTY[name].questions:
        assert len({say(question.text, language) for language in LANGUAGES}) == 3
        assert question.field


def test_an_empty_case_is_asked_the_question_of_the_catalogue() -> None:
    question = EMPTY["ecog"].questions[0]
    assert say(question.text, "en") == catalogue()["ecog"].question["en"]
    assert question.field == "patient.ecog"


def test_a_sheet_has_every_fact_in_the_order_of_the_catalogue() -> None:
    assert list(EMPTY) == list(catalogue())
    assert list(derive(Case.model_validate({"id": "T", **FULL}), PartialDate.parse("2026-11-20"))) == list(
        EMPTY
    )


def test_a_sheet_cannot_be_changed() -> None:
    with pytest.raises(TypeError):
        EMPTY["age"] = EMPTY["ecog"]  # type: ignore[index]


@pytest.fixture(scope="module")
def full() -> FactSheet:
    return derive(Case.model_validate({"id": "T", **FULL}), PartialDate.parse("2026-11-20"))


@pytest.mark.parametrize("name", list(catalogue()))
def test_every_derived_value_has_the_type_and_the_words_of_its_fact(name: str, full: FactSheet) -> None:
    fact, definition = full[name], catalogue()[name]
    assert type(fact.value) is type(NOTHING[definition.kind])
    match fact.value:
        case Options(possible) if possible is not None:
            assert possible <= set(definition.values)
        case Members(present, absent, _, open_members):
            assert present | absent | open_members <= set(definition.values)
    if fact.origin is Origin.MISSING:
        assert not is_known(fact.value)
    if not is_known(fact.value):
        assert fact.questions


@pytest.mark.parametrize("name", list(catalogue()))
def test_everything_said_about_a_fact_can_be_said_in_every_language(name: str, full: FactSheet) -> None:
    fact = full[name]
    for language in LANGUAGES:
        for line in (*fact.basis, *(question.text for question in fact.questions)):
            said = say(line, language)
            assert said
            assert "@" not in said
            assert "{" not in said


def test_the_same_case_gives_the_same_sheet(full: FactSheet) -> None:
    assert full == derive(Case.model_validate({"id": "T", **FULL}), PartialDate.parse("2026-11-20"))


def test_the_order_of_entries_of_one_section_does_not_matter(full: FactSheet) -> None:
    turned = {**FULL, "labs": list(reversed(FULL["labs"]))}  # type: ignore[call-overload]
    other = derive(Case.model_validate({"id": "T", **turned}), PartialDate.parse("2026-11-20"))
    assert {name: fact.value for name, fact in other.items()} == {n: f.value for n, f in full.items()}


CONTRADICTING = {
    "infection": {"hbsag": "negative", "anti_hbc": "negative", "hbv_dna": "detected"},
    "neurology": {"conditions": [{"condition": "peripheral_neuropathy"}]},
}


@pytest.mark.parametrize("entries", [{}, FULL, CONTRADICTING])
def test_each_topic_gives_every_fact_a_value_of_its_kind(entries: dict[str, Any]) -> None:
    """By itself: the sheet, which puts *nothing is known* in place of a missing fact, would hide another."""
    on = PartialDate.parse("2026-11-20")
    known: dict[str, Fact] = {}
    context = Context(Case.model_validate({"id": "T", **entries}), on, on, MappingProxyType(known))
    for topic in derivation._TOPICS:
        for fact in topic.derive(context):
            known[fact.name] = fact
            assert type(fact.value) is type(NOTHING[catalogue()[fact.name].kind]), fact.name

"""What is remembered from the last derivation never changes a result."""

import copy
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cardecide.case.model import Case
from cardecide.case.partial_date import PartialDate
from cardecide.facts import derive as derivation
from cardecide.facts import refractoriness
from cardecide.facts.context import Context
from cardecide.facts.derive import derive
from cardecide.facts.fact import Fact
from cardecide.facts.remembered import TracingContext
from cardecide.facts.value import Truth
from tests.facts.whole_cases import ON, Data, case_of, whole_cases, with_less

DAY = PartialDate.of(ON)
SECTIONS = [
    name
    for name in Case.model_fields
    if name not in ("id", "format", "note", "decision_date", "jurisdictions")
]
SAID: list[Data] = [
    {},
    {"stated": {"prior_lines": 4, "plasma_cell_leukemia": "yes", "days_since_imid": "20 days"}},
    {
        "overrides": [
            {"fact": "plasma_cell_leukemia", "value": "no", "reason": "seen again"},
            {"fact": "days_since_imid", "value": "3 days", "reason": "by telephone"},
            {"fact": "tumor_burden", "value": "high", "reason": "imaging"},
        ]
    },
]


@st.composite
def edits(draw: st.DrawFn) -> list[tuple[Case, PartialDate]]:
    """Cases that follow one another, most sections of each shared with the one before."""
    whole = draw(whole_cases())
    drafts = [whole, draw(with_less(whole)), draw(with_less(whole)), draw(whole_cases())]
    sources = [case_of(data) for data in drafts]
    sources += [Case.model_validate({"id": "T", **copy.deepcopy(said)}) for said in SAID]
    case = sources[0]
    sequence = []
    for _ in range(draw(st.integers(2, 8))):
        changed = draw(st.lists(st.sampled_from(SECTIONS), max_size=2, unique=True))
        source = draw(st.sampled_from(sources))
        case = case.model_copy(update={name: getattr(source, name) for name in changed})
        day = draw(
            st.sampled_from([DAY, DAY, DAY, PartialDate.parse("2026-10"), PartialDate.parse("2026-09-20")])
        )
        sequence.append((case, day))
    return sequence


@settings(max_examples=150, deadline=None)
@given(edits())
def test_an_edited_case_gives_what_a_fresh_derivation_gives(sequence: list[tuple[Case, PartialDate]]) -> None:
    for case, day in sequence:
        remembered, fresh = derive(case, day), derive(case, day, remember=False)
        assert list(remembered) == list(fresh)
        for name, fact in fresh.items():
            assert remembered[name] == fact, name


def test_only_the_topics_that_read_the_changed_section_run_again(monkeypatch: pytest.MonkeyPatch) -> None:
    ran: list[str] = []

    def watched(topic: Any) -> Any:
        def run(context: Context) -> Any:
            ran.append(topic.__name__.rpartition(".")[2])
            return topic.derive(context)

        return SimpleNamespace(__name__=topic.__name__, derive=run)

    monkeypatch.setattr(derivation, "_TOPICS", tuple(watched(topic) for topic in derivation._TOPICS))
    case = Case.model_validate(
        {"id": "T", "treatments": [{"drugs": ["bortezomib"]}], "comorbidity": {"lvef": "50 %"}}
    )
    derivation._REMEMBERED.clear()
    derive(case, DAY)
    assert len(ran) == len(derivation._TOPICS)
    ran.clear()
    derive(case, DAY)
    assert ran == []
    other = Case.model_validate({"id": "T", "comorbidity": {"lvef": "40 %"}})
    derive(case.model_copy(update={"comorbidity": other.comorbidity}), DAY)
    assert "organ_function" in ran
    assert "refractoriness" not in ran


def test_what_a_shared_computation_read_counts_for_all_who_use_it() -> None:
    facts: dict[str, Fact] = {}
    context = TracingContext(Case(id="T"), DAY, DAY, facts)
    first = context.begin()
    context.once(refractoriness.verdicts_of)
    second = context.begin()
    context.once(refractoriness.verdicts_of)
    assert "treatments" in first.sections
    assert set(second.sections) == set(first.sections)


def test_a_topic_may_not_read_facts_without_naming_them() -> None:
    context = TracingContext(Case(id="T"), DAY, DAY, {})
    context.begin()
    with pytest.raises(TypeError):
        list(context.facts)
    with pytest.raises(TypeError):
        len(context.facts)
    with pytest.raises(KeyError):
        context.facts["age"]


def test_a_claim_and_an_override_hold_over_what_is_remembered() -> None:
    case = Case.model_validate({"id": "T", "disease": {"plasma_cell_leukemia": "yes"}, **SAID[2]})
    derivation._REMEMBERED.clear()
    first, again = derive(case, DAY), derive(case, DAY)
    assert first["plasma_cell_leukemia"].value is Truth.NO
    assert again == first == derive(case, DAY, remember=False)


def test_another_day_is_another_result() -> None:
    case = Case.model_validate(
        {"id": "T", "treatments": [{"drugs": ["bortezomib"], "start": "2026-01-01", "stop": "2026-02-01"}]}
    )
    derivation._REMEMBERED.clear()
    for day in (DAY, PartialDate.parse("2026-03-01")):
        assert derive(case, day) == derive(case, day, remember=False)


def test_a_claim_stands_in_only_as_long_as_no_treatment_is_listed() -> None:
    claimed = {"id": "T", "stated": {"prior_lines": 4}}
    blank, listed = {"regimen": None}, {"drugs": ["bortezomib"], "start": "2026-01-01"}
    derivation._REMEMBERED.clear()
    for treatments in ([], [listed], [], [blank], [listed, blank], [blank]):
        case = Case.model_validate({**claimed, "treatments": treatments})
        assert derive(case, DAY) == derive(case, DAY, remember=False)

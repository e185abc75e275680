"""Functional high risk: relapse within 12 months of first therapy or its transplant, or within 18 months."""

import pytest

from cardecide.facts.value import Truth

FIRST = {"drugs": ["bortezomib"], "start": "2024-01-01", "stop": "2024-06-01", "progression": "no"}


def transplant(start=None, **fields):
    return {
        "regimen": "ASCT",
        "planned": "yes",
        "progression": "no",
        **({"start": start} if start else {}),
        **fields,
    }


def relapsed(derive, day, *entries, **sections):
    """Within 12 months or not, where the last of the entries says when the disease progressed."""
    return derive([FIRST, *entries[:-1], {**entries[-1], "progression": day}], **sections)[
        "early_relapse_12_months"
    ].value


@pytest.mark.parametrize(
    ("phase", "expected"),
    [("unknown", Truth.UNKNOWN), ("consolidation", Truth.NO), ("autologous_transplant", Truth.YES)],
)
def test_what_may_have_been_a_transplant_leaves_it_open(derive, phase, expected):
    melphalan = {"drugs": ["melphalan"], "start": "2025-03-01", "planned": "yes", "phase": phase}
    assert relapsed(derive, "2025-12-01", melphalan) is expected


def test_what_may_have_been_a_transplant_takes_nothing_back(derive):
    melphalan = {"drugs": ["melphalan"], "start": "2025-06-01", "planned": "yes", "progression": "no"}
    assert relapsed(derive, "2025-12-01", melphalan, transplant("2025-03-01")) is Truth.YES


@pytest.mark.parametrize(
    ("section", "expected"),
    [
        ({"autologous": "yes"}, Truth.UNKNOWN),
        ({"autologous": "no"}, Truth.NO),
        ({}, Truth.NO),
        ({"autologous": "yes", "autologous_date": "2025-03-01"}, Truth.YES),
        ({"autologous": "yes", "autologous_date": "2024-11-30"}, Truth.NO),  # 366 days before
    ],
)
def test_a_transplant_stated_beside_the_list(derive, section, expected):
    last = {"drugs": ["lenalidomide"], "start": "2025-06-01", "planned": "yes"}
    assert relapsed(derive, "2025-12-01", last, prior_transplant=section) is expected


@pytest.mark.parametrize("listed", [("2024-05-01", "2025-03-01"), ("2025-03-01", "2024-05-01")])
def test_the_first_of_two_transplants_counts(derive, listed):
    assert relapsed(derive, "2025-06-01", *map(transplant, listed)) is Truth.NO
    assert relapsed(derive, "2025-05-01", *map(transplant, listed)) is Truth.YES


@pytest.mark.parametrize(
    ("first", "second", "day", "expected"),
    [
        (None, "2025-03-01", "2025-06-01", Truth.UNKNOWN),  # the other may have been the first, long before
        (None, "2025-03-01", "2026-03-02", Truth.NO),  # 366 days after the later of the two
        (None, "2025-03-01", "2025-01-10", Truth.UNKNOWN),  # the other may have preceded the relapse
        (None, None, "2025-06-01", Truth.UNKNOWN),
        ("2025", "2025-03-01", "2026-03-02", Truth.NO),  # the first was on 1 March at the latest
        ("2025", "2025-03-01", "2026-01-01", Truth.YES),  # and on 1 January at the earliest
        ("2025", "2025-03-01", "2026-01-02", Truth.UNKNOWN),
    ],
)
def test_the_first_of_two_transplants_may_not_be_known(derive, first, second, day, expected):
    assert relapsed(derive, day, transplant(first), transplant(second)) is expected
    assert relapsed(derive, day, transplant(second), transplant(first)) is expected


@pytest.mark.parametrize(
    ("start", "day", "expected"),
    [
        ("2025-03-02", "2025-03-01", Truth.NO),  # the day after the relapse: no part of first therapy
        ("2025-03", "2025-02-28", Truth.NO),
        ("2025-03", "2025-03-30", Truth.UNKNOWN),  # perhaps the day after
        ("2025-03", "2025-03-31", Truth.YES),
    ],
)
def test_only_a_transplant_before_the_relapse_counts(derive, start, day, expected):
    assert relapsed(derive, day, transplant(start)) is expected


def test_a_list_that_is_not_complete_decides_nothing(derive):
    told = [{**FIRST, "progression": "2024-12-01"}]
    assert derive(told)["early_relapse_12_months"].value is Truth.YES
    facts = derive(told, treatments_complete="no")
    for name in ("early_relapse_12_months", "early_relapse_18_months"):
        assert facts[name].value is Truth.UNKNOWN


def test_it_asks_for_the_start_of_the_first_therapy_and_for_the_first_answer_that_is_missing(derive):
    undated = {"drugs": ["bortezomib"], "progression": None}
    second = {"drugs": ["lenalidomide"], "start": "2025-01-01", "progression": None}
    fact = derive([undated, second])["early_relapse_12_months"]
    assert [(question.id, question.field) for question in fact.questions] == [
        ("early.progression.0", "treatments[0].progression"),
        ("early.start", "treatments[0].start"),
    ]
    assert {dict(question.text.parts)["regimen"] for question in fact.questions} == {"bortezomib"}
    assert fact.basis == ()
    dated = derive([{**undated, "start": "2024-01-01"}, second])["early_relapse_12_months"]
    assert [question.id for question in dated.questions] == ["early.progression.0"]
    (start,) = dated.basis
    assert str(dict(start.parts)["date"]) == "2024-01-01"

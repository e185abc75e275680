"""A clinician's own value replaces the derived one, with its reason, and what follows from it follows."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from cardecide.facts.fact import FactSheet, Origin
from cardecide.facts.value import Members, Span, Truth
from cardecide.language.messages import say
from cardecide.reading.problem import InputError

Deriver = Callable[..., FactSheet]


def override(fact: str, value: Any, **more: str) -> list[dict[str, Any]]:
    return [{"fact": fact, "value": value, "reason": "read in the referral letter", **more}]


def test_an_override_replaces_and_is_explained(derived: Deriver) -> None:
    sheet = derived(
        infection={"active_infection": "yes"},
        overrides=override("active_infection", "no", by="Dr. Kaya", date="2026-11-19"),
    )
    fact = sheet["active_infection"]
    assert (fact.value, fact.origin) == (Truth.NO, Origin.OVERRIDDEN)
    said = " ".join(say(line, "en") for line in fact.basis)
    for part in ("read in the referral letter", "Dr. Kaya", "2026-11-19", "yes"):
        assert part in said


def test_an_override_without_a_name_says_so(derived: Deriver) -> None:
    fact = derived(overrides=override("ecog", 1))["ecog"]
    assert fact.value == Span.exactly(1)
    assert "未署名医师" in say(fact.basis[0], "zh")
    assert "未知" in say(fact.basis[1], "zh")


def test_an_override_can_take_a_fact_back(derived: Deriver) -> None:
    fact = derived(patient={"ecog": 1}, overrides=override("ecog", "unknown"))["ecog"]
    assert (fact.value, fact.origin) == (Span(), Origin.OVERRIDDEN)


def test_an_override_outranks_a_claim(derived: Deriver) -> None:
    fact = derived(stated={"prior_lines": 3}, overrides=override("prior_lines", 4))["prior_lines"]
    assert (fact.value, fact.origin) == (Span.exactly(4), Origin.OVERRIDDEN)


def test_what_is_computed_from_an_overridden_fact_follows(derived: Deriver) -> None:
    labs = [
        {"test": "ldh", "value": "250", "unit": "U/L", "date": "2026-11-01"},
        {"test": "platelets", "value": "100", "unit": "10^9/L", "date": "2026-11-01"},
    ]
    assert derived(labs=labs)["s_easix"].value == Span.exactly(Decimal("2.5"))
    changed = derived(labs=labs, overrides=override("platelets", "50 10^9/L"))
    assert changed["s_easix"].value == Span.exactly(5)


def test_nothing_else_changes(derived: Deriver) -> None:
    plain, changed = derived(), derived(overrides=override("active_infection", "no"))
    assert {name for name in plain if plain[name] != changed[name]} == {"active_infection"}


@pytest.mark.parametrize(
    ("fact", "value", "field"),
    [
        ("activ_infection", "no", "overrides[0].fact"),
        ("active_infection", "maybe", "overrides[0].value"),
        ("platelets", 50, "overrides[0].value"),
        ("exposed_classes", ["PI", "xyz"], "overrides[0].value"),
    ],
)
def test_an_override_that_does_not_fit_is_refused(
    derived: Deriver, fact: str, value: Any, field: str
) -> None:
    with pytest.raises(InputError) as caught:
        derived(overrides=override(fact, value))
    assert [problem.field for problem in caught.value.problems] == [field]


def test_a_fact_is_overridden_once(derived: Deriver) -> None:
    with pytest.raises(InputError, match="overridden twice"):
        derived(overrides=override("ecog", 1) + override("ecog", 2))


def test_all_overrides_that_do_not_fit_are_said_at_once(derived: Deriver) -> None:
    wrong = override("activ_infection", "no") + override("ecog", 1) + override("ecog", 2)
    with pytest.raises(InputError) as caught:
        derived(overrides=wrong + override("ecog", 3) + override("platelets", 50))
    assert [problem.field for problem in caught.value.problems] == [
        "overrides[0].fact",
        "overrides[2].fact",
        "overrides[3].fact",
        "overrides[4].value",
    ]


@pytest.mark.parametrize(("answer", "truth"), [("yes", Truth.YES), ("no", Truth.NO)])
def test_what_says_the_same_by_definition_follows_an_override(
    derived: Deriver, answer: str, truth: Truth
) -> None:
    treated = [
        {
            "drugs": ["lenalidomide", "bortezomib"],
            "start": "2024-01-01",
            "stop": "2025-01-01",
            "cycles": 10,
            "best_response": "PR",
            "progression": "2025-01-01" if answer == "no" else "no",
        }
    ]
    sheet = derived(treatments=treated, overrides=override("lenalidomide_refractory", answer))
    drugs = sheet["refractory_drugs"]
    assert isinstance(drugs.value, Members)
    assert drugs.value.includes("lenalidomide") is truth
    assert drugs.value.includes("bortezomib") is (Truth.YES if answer == "no" else Truth.NO)
    assert drugs.origin is Origin.OVERRIDDEN
    assert "read in the referral letter" in say(drugs.basis[0], "en")


def test_the_override_of_a_set_moves_what_the_set_answers(derived: Deriver) -> None:
    sheet = derived(overrides=override("refractory_drugs", ["lenalidomide"]))
    assert sheet["lenalidomide_refractory"].value is Truth.YES
    assert sheet["relapsed_or_refractory"].value is Truth.YES


def test_an_override_that_agrees_changes_no_other_fact(derived: Deriver) -> None:
    treated = [
        {"drugs": ["lenalidomide"], "start": "2024-01-01", "stop": "2025-01-01", "progression": "2025-01-01"}
    ]
    sheet = derived(treatments=treated, overrides=override("lenalidomide_refractory", "yes"))
    assert sheet["refractory_drugs"].origin is Origin.DERIVED


def test_a_class_that_is_missing_stays_open_where_the_set_holds_all(derived: Deriver) -> None:
    treated = [{"drugs": ["bortezomib", "lenalidomide", "daratumumab"], "start": "2024-01-01"}]
    said = override("triple_class_exposed", "no")
    classes = derived(treatments=treated, overrides=said)["exposed_classes"].value
    assert isinstance(classes, Members)
    assert {classes.includes(one) for one in ("PI", "IMiD", "anti-CD38")} == {Truth.UNKNOWN}
    treated[0]["drugs"] = ["bortezomib", "lenalidomide"]
    classes = derived(treatments=treated, overrides=said)["exposed_classes"].value
    assert isinstance(classes, Members)
    assert [classes.includes(one) for one in ("PI", "anti-CD38")] == [Truth.YES, Truth.NO]

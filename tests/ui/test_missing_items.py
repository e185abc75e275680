"""What is missing: the few answers that settle most come first, and simple ones are given in one click."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from cardecide.assessment.result import Missing, MissingSets, PolicyOrder, Result, Stability, WhatIf
from cardecide.facts.catalogue import catalogue
from cardecide_ui.view_models.missing_plan import plan_of
from cardecide_ui.view_models.ready_answers import ready_answers
from tests.ui import fake_assessor
from tests.ui.conftest import WindowUnderTest


def sets(status: str, kind: str, *facts: str, product: str = "cilta-cel") -> MissingSets:
    return MissingSets.model_validate(
        {"status": status, "kind": kind, "product": product, "sets": [list(facts)]}
    )


def result_with(entries: list[MissingSets]) -> Result:
    result = fake_assessor.assess(fake_assessor_case(), None, "en")
    return result.model_copy(update={"missing_sets": entries, "complete": True})


def fake_assessor_case():  # type: ignore[no-untyped-def]
    from cardecide.case.model import Case

    return Case(id="A", decision_date="2026-11")  # type: ignore[arg-type]


def test_permission_outweighs_trials() -> None:
    plan = plan_of(
        result_with([sets("us.x", "label", "a", "b"), *(sets(f"t{i}", "trial", "c") for i in range(9))])
    )
    assert plan is not None
    assert plan.facts == {"a", "b"}


def test_a_set_settles_the_statuses_of_its_parts_too() -> None:
    plan = plan_of(result_with([sets("s1", "safety", "a"), sets("s2", "safety", "a", "b")]))
    assert plan is not None
    assert {entry.status for entry in plan.statuses} == {"s1", "s2"}


def test_the_shorter_of_equal_ways() -> None:
    plan = plan_of(result_with([sets("s1", "safety", "a", "b")]))
    longer = plan_of(result_with([sets("s1", "safety", "a", "b"), sets("t", "trial", *"abcdef")]))
    assert plan is not None
    assert longer is not None
    assert plan.facts == longer.facts == {"a", "b"}, "six facts are no short way"


def test_what_a_person_must_check_is_not_settled_by_answers() -> None:
    by_hand = sets("t", "trial", "a").model_copy(update={"by_hand": ["measurable disease"]})
    plan = plan_of(result_with([by_hand]))
    assert plan is None or plan.statuses == ()


def test_no_plan_without_sets() -> None:
    assert plan_of(result_with([])) is None


@pytest.mark.parametrize(
    ("fact", "answers"),
    [
        ("active_infection", ("no", "yes")),
        ("ecog", ("0", "1", "2", "3", "4")),
        ("neuro_history_taken", ()),  # saying yes would also say that nothing was found
        ("comorbidity_history_taken", ()),
        ("hepatitis_b_screen_complete", ()),  # its field holds one of several tests
        ("hbsag_positive", ()),
    ],
)
def test_only_whole_answers_are_ready(fact: str, answers: tuple[str, ...]) -> None:
    assert ready_answers(fact, catalogue()[fact].field).answers == answers


def test_another_field_than_the_facts_own_has_no_ready_answer() -> None:
    assert ready_answers("active_infection", "comorbidity.pregnant").answers == ()


def complete(case, default_date, language):  # type: ignore[no-untyped-def]
    """The hand-made answer with all that takes longer."""
    result = fake_assessor.assess(case, default_date, language)
    if case.infection.active_infection is not None and case.infection.active_infection.value != "unknown":
        return result.model_copy(update={"complete": True})
    infection = Missing(
        fact="active_infection",
        settles=[],
        question="Is there an active infection?",
        field="infection.active_infection",
    )
    places = [{"product": one.id, "low": 1, "high": 2, "band": "reasonable"} for one in result.products]
    policies = [
        PolicyOrder.model_validate({"policy": name, "title": name, "used": name == "A", "places": order})
        for name, order in (("A", places), ("B", places[::-1]))
    ]
    return result.model_copy(
        update={
            "complete": True,
            "missing": [*result.missing, infection],
            "missing_sets": [sets("safety of cilta-cel", "safety", "active_infection")],
            "what_ifs": [
                WhatIf.model_validate(
                    {
                        "facts": {"active_infection": "yes"},
                        "text": "active infection: yes",
                        "changes": [
                            {
                                "status": "safety of cilta-cel",
                                "kind": "safety",
                                "product": "cilta-cel",
                                "before": "undetermined",
                                "after": "hold",
                            }
                        ],
                    }
                )
            ],
            "stability": Stability(variations=3, unchanged=True, text="The order stays the same."),
            "policies": policies,
        }
    )


def test_the_plan_leads_the_missing_items_and_is_answered_in_one_click(make_window) -> None:  # type: ignore[no-untyped-def]
    ui = make_window(assess=complete)
    missing = ui.answer.missing
    assert "ciltacabtagene" in missing.lead.text()
    assert missing.rows[0].button.accessibleName() == "Is there an active infection?"
    QTest.mouseClick(missing.rows[0].answers["no"], Qt.MouseButton.LeftButton)
    assert ui.case.infection.active_infection.value == "no"
    ui.wait_for_answer()
    assert missing.lead.text() == ""
    assert "Is there an active infection?" not in [button.accessibleName() for button in missing.buttons]
    ui.session.undo()
    assert ui.case.infection.active_infection is None or ui.case.infection.active_infection.value == "unknown"


def test_a_ready_supposition_is_one_click(make_window) -> None:  # type: ignore[no-untyped-def]
    ui: WindowUnderTest = make_window(assess=complete)
    ready = ui.answer.parts.what_if.ready
    assert ready.buttons[0].accessibleName().startswith("active infection: yes →")
    QTest.mouseClick(ready.buttons[0], Qt.MouseButton.LeftButton)
    ui.wait_for_answer()
    assert [(entry.fact, entry.value) for entry in ui.session.evaluation.supposed] == [
        ("active_infection", "yes")
    ]
    assert ui.case.overrides == (), "the case stays as it is"


def test_policies_stand_side_by_side(make_window) -> None:  # type: ignore[no-untyped-def]
    from tests.ui.test_answer import shown_text

    ui = make_window(assess=complete)
    fold = ui.answer.parts.firmness.fold
    fold.toggle()
    text = shown_text(fold)
    for said in ("The order stays the same.", "A (used)", "B", "1.  ● 1–2", "3.  ● 1–2"):
        assert said in text

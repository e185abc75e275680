"""Computed facts in the form, own values in their place, and what-if."""

from decimal import Decimal
from threading import current_thread, main_thread

import pytest
from pydantic import ValidationError
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from cardecide.assessment.further_results import LinesPicture, LinesRow
from cardecide.assessment.result import Missing
from cardecide.case.model import Case
from cardecide.facts.catalogue import catalogue
from cardecide_ui.derived.fact_line import DerivedFacts
from cardecide_ui.derived.override_dialog import OverrideDialog, remove_override
from cardecide_ui.derived.value_editors import ChoiceValue, MembersValue, TextValue, value_editor
from cardecide_ui.texts import Texts
from cardecide_ui.view_models.differences import score_moves, status_moves
from cardecide_ui.view_models.override_edit import problem_with, with_override, without_override
from cardecide_ui.view_models.score_groups import score_groups
from tests.ui import fake_assessor
from tests.ui.conftest import WindowUnderTest


def test_a_computed_fact_shows_value_and_basis(ui: WindowUnderTest) -> None:
    line = ui.row("fact:prior_lines")
    assert line.value.text() == "5 (4 to 5)"
    assert "5 (4 to 5)" in line.accessibleName()
    assert catalogue()["prior_lines"].definition["en"] in line.accessibleDescription()


def test_the_value_needs_a_reason_and_has_to_fit(ui: WindowUnderTest) -> None:
    dialog = OverrideDialog("prior_lines", ui.window.page.form.context, ui.window)
    assert not dialog.ok.isEnabled()
    dialog.editor.set_value("many")
    dialog.reason.setText("seen in the chart")
    assert not dialog.ok.isEnabled() and dialog.problem.text().startswith("✕")
    dialog.editor.set_value("4")
    assert dialog.ok.isEnabled()
    dialog.reason.setText("  x ")
    assert not dialog.ok.isEnabled()
    dialog.deleteLater()


def test_overrides_are_listed_and_removable(ui: WindowUnderTest) -> None:
    entries = with_override(ui.case, "prior_lines", "4", "the chart counts so", "Dr. A")
    ui.session.enter("overrides", entries)
    shown = ui.row("overrides")
    assert len(shown._rows) == 1
    remove_override("prior_lines", ui.window.page.form.context)
    assert ui.case.overrides == () and shown._rows == []
    ui.session.undo()
    assert ui.case.overrides[0].by == "Dr. A"


def test_an_override_replaces_the_one_before() -> None:
    case = Case(id="A")
    case = case.model_copy(update={"overrides": with_override(case, "prior_lines", "4", "so counted")})
    again = with_override(case, "prior_lines", "5", "counted again")
    assert [(entry.value, entry.reason) for entry in again] == [("5", "counted again")]
    assert without_override(case, "prior_lines") == ()


def test_without_a_reason_there_is_no_override() -> None:
    with pytest.raises(ValidationError):
        with_override(Case(id="A"), "prior_lines", "4", "  ")


@pytest.mark.parametrize(
    ("fact", "good", "bad"),
    [
        ("prior_lines", "4-5", "5-4"),
        ("hemoglobin", "9.5", "9.5 cm"),
        ("active_infection", "no", "perhaps"),
        ("iss", "II", "IX"),
        ("refractory_classes", ["PI"], ["chocolate"]),
        ("prior_lines", "unknown", ""),
    ],
)
def test_values_are_read_by_their_kind(fact: str, good: object, bad: object) -> None:
    assert problem_with(fact, good) == ""
    assert problem_with(fact, bad)


def test_there_is_an_editor_for_every_fact(ui: WindowUnderTest) -> None:
    kinds = {"yes_no": ChoiceValue, "choice": ChoiceValue, "members": MembersValue}
    for definition in catalogue().values():
        editor = value_editor(definition, Texts("tr"))
        assert isinstance(editor, kinds.get(definition.kind, TextValue))
        assert not editor.value()
        editor.deleteLater()


def test_what_if_leaves_the_case_alone(ui: WindowUnderTest) -> None:
    box = ui.answer.parts.what_if
    before = ui.case
    box.use_fact("ecog")
    assert not box.try_button.isEnabled()
    box.editor.set_value("1")
    QTest.mouseClick(box.try_button, Qt.MouseButton.LeftButton)
    ui.wait_for_answer()
    assert ui.session.evaluation.hypothetical is not None
    assert ui.answer.supposed.isVisible() and "ECOG" in ui.answer.supposed.text()
    assert ui.case == before and not ui.session.has_unsaved_changes
    QTest.mouseClick(box.leave_button, Qt.MouseButton.LeftButton)
    assert ui.session.evaluation.hypothetical is None
    assert not ui.answer.supposed.isVisible()


def test_a_member_of_a_set_can_be_supposed_beside_a_fact(ui: WindowUnderTest) -> None:
    box = ui.answer.parts.what_if
    box.use_fact("ecog")
    box.editor.set_value("1")
    box.try_it()
    box.use_fact("refractory_drugs")
    assert not box.try_button.isEnabled()
    box.editor.set_value("lenalidomide", "yes")
    QTest.mouseClick(box.try_button, Qt.MouseButton.LeftButton)
    ui.wait_for_answer()
    supposed = [(entry.fact, entry.value) for entry in ui.session.evaluation.supposed]
    assert supposed == [("ecog", "1"), ("lenalidomide_refractory", "yes")]
    assert "lenalidomide" in ui.answer.supposed.text().casefold()
    assert ui.case.overrides == ()


def test_every_set_and_every_missing_member_is_offered(ui: WindowUnderTest) -> None:
    box = ui.answer.parts.what_if
    result = ui.session.evaluation.result
    more = [
        Missing(fact=name, question="?", settles=[]) for name in ("anti_cd38_exposed", "refractory_drugs")
    ]
    box.show_result(result.model_copy(update={"missing": [*result.missing, *more]}))
    offered = [box.choice.itemData(place) for place in range(box.choice.count())]
    for name in ("ecog", "anti_cd38_exposed", "refractory_drugs", "cytogenetic_abnormalities"):
        assert offered.count(name) == 1
    box.use_fact("anti_cd38_exposed")
    box.editor.set_value("no")
    assert box.try_button.isEnabled()


def test_supposing_waits_beside_the_window(make_window) -> None:  # type: ignore[no-untyped-def]
    threads: list[object] = []

    def assess(case, date, language):  # type: ignore[no-untyped-def]
        threads.append((case.overrides != (), current_thread() is main_thread()))
        return fake_assessor.assess(case, date, language)

    ui = make_window(assess=assess)
    box = ui.answer.parts.what_if
    box.use_fact("ecog")
    box.editor.set_value("1")
    box.try_it()
    assert ui.session.evaluation.is_pending and ui.session.evaluation.hypothetical is None
    ui.wait_for_answer()
    assert ui.session.evaluation.hypothetical is not None
    assert [main for supposed, main in threads if supposed] == [False]


def test_an_edit_while_supposing_keeps_the_supposition(ui: WindowUnderTest) -> None:
    box = ui.answer.parts.what_if
    box.use_fact("ecog")
    box.editor.set_value("1")
    box.try_it()
    ui.session.enter("patient.sex", "female")
    ui.wait_for_answer()
    assert [entry.fact for entry in ui.session.evaluation.supposed] == ["ecog"]
    assert ui.session.evaluation.hypothetical is not None


def test_another_case_knows_nothing_of_the_supposition(ui: WindowUnderTest) -> None:
    box = ui.answer.parts.what_if
    box.use_fact("ecog")
    box.editor.set_value("1")
    box.try_it()
    ui.session.open_case(Case(id="B"), None)
    ui.wait_for_answer()
    assert ui.session.evaluation.hypothetical is None


def test_differences_name_what_moves() -> None:
    one = fake_assessor.assess(Case(id="A", decision_date="2023"), None, "en")  # type: ignore[arg-type]
    product = one.products[0]
    label = product.labels[0].model_copy(update={"status": "off_label"})
    score = product.score.model_copy(update={"high": Decimal(50), "band": "with_caution"})
    changed = product.model_copy(update={"labels": [label, *product.labels[1:]], "score": score})
    other = one.model_copy(update={"products": [changed, *one.products[1:]]})
    moves = status_moves(one, other)
    assert [(move.kind, move.where, move.after) for move in moves] == [
        ("label", "US", "off_label"),
        ("band", "", "with_caution"),
    ]
    assert [move.after for move in score_moves(one, other)] == [(Decimal(41), Decimal(50))]
    assert status_moves(one, one) == () and score_moves(one, one) == ()


def test_groups_sum_to_the_score() -> None:
    result = fake_assessor.assess(Case(id="A", decision_date="2023"), None, "en")  # type: ignore[arg-type]
    parts = result.products[0].score.contributions
    groups = score_groups(parts)
    assert sum(group.low for group in groups) == sum(part.low for part in parts)
    assert sum(group.high for group in groups) == sum(part.high for part in parts)


def test_planner_and_picture_where_there_are_any(ui: WindowUnderTest) -> None:
    parts = ui.answer.parts
    assert not parts.planner.isVisible()
    row = LinesRow(
        product="ide-cel",
        jurisdiction="US",
        pack="us.ide-cel",
        statuses=["off_label", "on_label"],
        first=2,
        first_possible=2,
    )
    change = {"status": "us.ide-cel", "product": "ide-cel", "jurisdiction": "US", "after": "on_label"}
    result = ui.session.evaluation.result.model_copy(
        update={
            "complete": True,
            "planner": [{"id": "a", "if": "one more line", "opens": [], "closes": [], "changes": [change]}],
            "lines_picture": LinesPicture(lines=[1, 2], low=1, high=2, rows=[row]),
        }
    )
    parts.show_result(result, result)
    assert parts.planner.isVisible()
    assert parts.planner.fold is not None
    parts.planner.fold.toggle()
    parts.planner.grab()
    assert ui.window.page_state.folds_of("answer") == {"planner"}


def test_rarely_needed_facts_stand_behind_a_line_that_opens(ui: WindowUnderTest) -> None:
    form = ui.window.page.form
    form.complete()
    folds = [one.more for one in form.findChildren(DerivedFacts) if one.more is not None]
    assert len(folds) >= 7
    assert "fact:penta_refractory" not in form.context.rows, "they cost nothing until they are asked for"
    for fold in folds:
        fold.toggle()
    line = ui.row("fact:penta_refractory")
    assert catalogue()["penta_refractory"].label["en"] in line.accessibleName()
    shown = [name for name in form.context.rows if name.startswith("fact:")]
    assert len(shown) > 120
    assert len(shown) == len(set(shown))

"""A KarMMa threshold is raised, without YAML and with it: the same change, seen at once everywhere."""

import re
from collections.abc import Callable
from datetime import date
from difflib import unified_diff
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from cardecide.authoring import LocalRules
from cardecide.locations import bundled
from cardecide_ui.rules_page.models.pack_edit import PackEdit
from cardecide_ui.rules_strip import RulesStrip
from cardecide_ui.texts import Texts
from tests.ui.rules_page.conftest import PRIOR_LINES, Author, PageUnderTest, bundled_rules

_FILE = bundled("rules") / "trials" / "karmma.yaml"
_REVISION = int((re.findall(r"^revision: (\d+)", _FILE.read_text(encoding="utf-8"), re.MULTILINE) or [1])[0])


def _type_value(rules: PageUnderTest, value: str) -> PackEdit:
    """Choose the threshold of prior lines in the list, type another value, and press Return."""
    edit = rules.open()
    page = rules.page.pack_page
    assert page is not None
    page.ways.setCurrentWidget(page.guided)
    assert page.guided.choose_criterion("prior-lines")
    page.guided.table.setFocus()
    page.guided.card.take_focus()
    QTest.keyClicks(page.guided.card.line, value)
    QTest.keyClick(page.guided.card.line, Qt.Key.Key_Return)
    rules.author.settled(edit)
    return edit


def _type_yaml(rules: PageUnderTest, value: str) -> PackEdit:
    """Go to the threshold in the text, take it away, and type another one."""
    edit = rules.open()
    page = rules.page.pack_page
    assert page is not None
    page.ways.setCurrentWidget(page.text)
    at = edit.document.text.index(PRIOR_LINES) + len(PRIOR_LINES) - 1
    page.text.editor.go_to(at, at + 1)
    QTest.keyClicks(page.text.editor, value)
    page.text.help.popup.hide()
    edit.check_now()
    rules.author.settled(edit)
    return edit


def _difference(edit: PackEdit) -> list[str]:
    before = _FILE.read_text(encoding="utf-8").splitlines()
    return list(unified_diff(before, edit.local.text.splitlines(), lineterm="", n=0))


def test_both_ways_give_the_same_file(make_page: Callable[..., PageUnderTest], tmp_path: Path) -> None:
    guided = make_page()
    edit = _type_value(guided, "4")
    assert guided.page.acts.save()
    first = edit.local.text
    difference = _difference(edit)
    changed = [line for line in difference if line[0] in "+-" and line[:3] not in ("+++", "---")]
    assert "-    include: prior_lines >= 3" in changed
    assert "+    include: prior_lines >= 4" in changed
    assert f"+revision: {_REVISION + 1}" in changed
    assert any(line.startswith("+revision_note: ") and "read again" in line for line in changed)
    replaced = 2 if _REVISION > 1 else 0
    assert len(changed) == 4 + replaced, "nothing else: no comment, no order, no quoting"

    guided.page.acts.revert(0)
    by_hand = guided
    edit = _type_yaml(by_hand, "4")
    assert by_hand.page.acts.save()
    assert edit.local.text == first


def test_the_verdict_on_the_open_case_changes_at_once(rules: PageUnderTest) -> None:
    edit = _type_value(rules, "6")
    assert edit.effect is not None and edit.effect.comparison is not None
    [status] = edit.effect.comparison.changes
    assert (status.status, status.before, status.after) == ("karmma", "undetermined", "outside")
    [criterion] = edit.effect.comparison.criteria
    assert (criterion.id, criterion.before, criterion.after) == ("prior-lines", "met", "not_met")
    page = rules.page.pack_page
    assert page is not None
    page.sides.setCurrentWidget(page.effect)
    shown = page.effect.tree.topLevelItem(0)
    assert shown is not None
    line = shown.child(0)
    assert line is not None
    assert (
        line.text(0)
        == "Population of KarMMa, phase 2, ide-cel\nundetermined → outside the trial's population"
    )


def test_the_packs_own_test_goes_red_and_says_which(rules: PageUnderTest) -> None:
    edit = _type_value(rules, "4")
    assert edit.outcome is not None
    assert [test.name for test in edit.outcome.failed] == ["every criterion is met at its limit"]
    page = rules.page.pack_page
    assert page is not None
    page.sides.setCurrentWidget(page.tests)
    first = page.tests.tree.topLevelItem(0)
    assert first is not None
    assert first.text(0) == "✕ every criterion is met at its limit"
    said = [first.child(row).text(0) for row in range(first.childCount())]
    assert "prior-lines: now not met, the test expects met" in said
    assert page.sides.tabText(1) == "Tests ✕1"
    page.tests.tree.wanted.emit("7")
    assert page.ways.currentWidget() is page.tests_text
    assert page.tests_text.editor.textCursor().blockNumber() == 6


def test_review_is_demanded(rules: PageUnderTest) -> None:
    """Red tests cannot be recorded; what is not reviewed cannot be put in force; nobody reviews their own."""
    edit = _type_value(rules, "4")
    acts, questions = rules.page.acts, rules.questions
    assert acts.save()
    assert edit.steps.next == "test"
    acts.test()
    assert questions.said[-1][0] == "The tests were not recorded"
    assert "every criterion is met at its limit" in questions.said[-1][1]
    assert edit.steps.next == "test"

    acts.put_in_force()
    assert questions.said[-1][0] == "The pack was not put in force"
    assert not edit.local.in_force

    tests = edit.tests_document
    at = tests.text.index("prior_lines: 3")
    tests.apply([(at, at + len("prior_lines: 3"), "prior_lines: 4")])
    edit.check_now()
    rules.author.settled(edit)
    assert edit.outcome is not None and edit.outcome.green
    assert acts.save()
    acts.test()
    assert edit.steps.next == "review"
    questions.reviewer = questions.who
    acts.review()
    assert questions.said[-1][0] == "The review was not recorded"
    assert edit.steps.next == "review"
    questions.reviewer = "李明"
    acts.review()
    assert edit.steps.next == "put_in_force"


def test_a_change_counts_from_its_day_and_every_answer_names_it(rules: PageUnderTest) -> None:
    edit = _type_value(rules, "6")
    author = rules.author
    tests = edit.tests_document
    at = tests.text.index("prior_lines: 3")
    tests.apply([(at, at + len("prior_lines: 3"), "prior_lines: 6")])
    edit.check_now()
    author.settled(edit)
    for step in ("save", "test", "review"):
        rules.page.acts.do(step)
    assert _karmma(author) == "undetermined", "reviewed is not in force"
    page = rules.page.pack_page
    assert page is not None
    page.sides.setCurrentWidget(page.life)
    said = {name: (sign.text(), words.text()) for name, (sign, words) in page.life.rows.items()}
    assert {name: sign for name, (sign, _words) in said.items()} == {
        "draft": "✓",
        "tests": "✓",
        "reviewed": "✓",
        "in_force": "○",
    }
    assert said["reviewed"][1].startswith("Reviewed by a second person\n李明, 20 Nov 2026")
    history = [page.life.list.item(row).text() for row in range(page.life.list.count())]
    assert [line.split(" · ")[0] for line in history] == [
        "3  reviewed",
        "2  tests green",
        "1  saved",
        "As it comes with the program",
    ]
    assert "read again" in history[2]

    rules.questions.day = date(2023, 8, 1)
    rules.page.acts.put_in_force()
    assert _karmma(author) == "undetermined", "the case was decided in July 2023"
    assert author.answer().rules.modified == []

    noted: list[str] = []
    rules.page.acts._note = noted.append
    rules.questions.day = date(2023, 7, 1)
    rules.page.acts.put_in_force()
    assert noted == ["Ayşe Yılmaz"], "for the audit log"
    assert _karmma(author) == "outside"
    assert author.answer().rules.modified == ["karmma"]
    assert author.answer().rules.unreviewed == []

    rules.page.acts.withdraw()
    assert _karmma(author) == "undetermined"


def test_a_trial_in_this_window_says_that_nobody_reviewed_it(rules: PageUnderTest) -> None:
    edit = _type_value(rules, "6")
    page = rules.page.pack_page
    assert page is not None
    page.sides.setCurrentWidget(page.effect)
    strip = RulesStrip(rules.author.session, Texts("en"))
    assert strip.isHidden()
    page.effect.trial.click()
    assert _karmma(rules.author) == "outside"
    assert strip.said.text() == "▲ Rules that nobody has reviewed are in use: karmma. Not for decisions."
    assert not strip.isHidden()
    assert rules.author.answer().rules.unreviewed == ["karmma"]
    assert rules.page.notices.said == ["On trial in this window, not reviewed: karmma"]
    assert not (rules.author.rules.folder / "drafts").exists(), "nothing was saved"
    page.effect.trial.click()
    assert _karmma(rules.author) == "undetermined"
    assert strip.isHidden()
    assert not edit.is_tried
    strip.deleteLater()


def test_revert_brings_back_the_bytes(rules: PageUnderTest, folder: Path) -> None:
    edit = _type_value(rules, "4")
    rules.page.acts.save()
    draft = folder / "drafts" / "karmma.yaml"
    assert draft.read_bytes() != _FILE.read_bytes()
    rules.page.acts.revert(0)
    assert draft.read_bytes() == _FILE.read_bytes()
    assert edit.document.file_text.encode() == _FILE.read_bytes()
    assert not edit.is_changed
    actions = [line.action for line in LocalRules(folder, bundled_rules()).history("karmma")]
    assert actions == ["saved", "reverted"], "the history grows, whatever is brought back"


def test_undo_goes_over_both_ways_of_editing(rules: PageUnderTest) -> None:
    before = _FILE.read_text(encoding="utf-8")
    edit = _type_value(rules, "4")
    assert edit.is_changed
    edit.document.undo()
    assert edit.document.text == before
    assert not edit.is_changed


def _karmma(author: Author) -> str:
    products = {product.id: product for product in author.answer().products}
    return next(trial.status for trial in products["ide-cel"].trials if trial.pack == "karmma")

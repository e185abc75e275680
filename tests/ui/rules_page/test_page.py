"""The page itself: the list of packs, the search, the keys, the languages, the looks."""

from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTreeWidgetItem,
    QWidget,
)

from cardecide.language.text import LANGUAGES, Language
from cardecide_ui.main_window import MainWindow
from cardecide_ui.palettes import LIGHT
from cardecide_ui.rules_page.diff.diff_dialog import DiffDialog
from cardecide_ui.rules_page.entry_dialog import EntryDialog
from cardecide_ui.rules_page.models.guided_values import rows_of
from cardecide_ui.rules_page.models.search import facts_named, search
from cardecide_ui.rules_page.rules_page import RulesPage
from cardecide_ui.services import Services
from cardecide_ui.texts import Texts
from tests.ui import fake_assessor
from tests.ui.conftest import TODAY, FakeDialogs, WindowUnderTest, write_fake_report
from tests.ui.rules_page.conftest import NOW, PRIOR_LINES, PageUnderTest


def _below(item: QTreeWidgetItem) -> list[QTreeWidgetItem]:
    found = [item.child(row) for row in range(item.childCount())]
    return [one for one in found if one is not None]


def _groups(rules: PageUnderTest) -> dict[str, list[str]]:
    tree = rules.page.browser.tree
    tops = [tree.topLevelItem(row) for row in range(tree.topLevelItemCount())]
    return {top.text(0): [one.text(0) for one in _below(top)] for top in tops if top is not None}


def test_packs_are_listed_by_kind_and_jurisdiction(rules: PageUnderTest) -> None:
    groups = _groups(rules)
    names = [name.rpartition("  (")[0] for name in groups]
    assert {"Labels · United States", "Labels · China", "Trials", "Guidance", "Evidence", "Scoring"} <= set(
        names
    )
    assert sum(map(len, groups.values())) == len(rules.author.desk.bundled.packs)


def test_a_changed_pack_says_so_in_the_list(rules: PageUnderTest) -> None:
    edit = rules.open()
    rules.author.write(edit, PRIOR_LINES, "prior_lnes >= 3")
    trials = next(lines for name, lines in _groups(rules).items() if name.startswith("Trials"))
    assert "■1 * KarMMa, phase 2, ide-cel" in trials
    edit.document.undo()
    edit.check_now()
    rules.author.settled(edit)
    assert rules.page.acts.save(), "there is nothing to save"
    trials = next(lines for name, lines in _groups(rules).items() if name.startswith("Trials"))
    assert "KarMMa, phase 2, ide-cel" in trials


def test_a_fact_is_found_wherever_it_is_used(rules: PageUnderTest) -> None:
    groups = search("lvef", rules.author.desk, "en")
    assert groups[0].fact == "Left ventricular ejection fraction"
    packs = {line.pack for line in groups[0].lines}
    assert "karmma" in packs
    every = rules.author.desk.bundled.packs
    written = {
        pack.id
        for pack in every.values()
        if any("lvef" in str(criterion.condition) for criterion in pack.criteria)
    }
    assert packs == written
    assert facts_named("Prior lines of therapy", "en") == ["prior_lines"]


def test_a_hit_opens_the_pack_at_its_line(rules: PageUnderTest) -> None:
    browser = rules.page.browser
    browser.search.setText("ejection fraction")
    QTest.keyClick(browser.search, Qt.Key.Key_Return)
    top = browser.tree.topLevelItem(0)
    assert top is not None
    pack = next(item for item in _below(top) if item.text(0).startswith("KarMMa, "))
    [hit] = _below(pack)[:1]
    browser.tree.itemActivated.emit(hit, 0)
    page = rules.page.pack_page
    assert page is not None
    assert page.edit.id.startswith("karmma")
    cursor = page.text.editor.textCursor()
    shown = page.edit.document.text.splitlines()
    assert any("jection" in line for line in shown[cursor.blockNumber() : cursor.blockNumber() + 6])


def test_values_are_found_by_their_words(rules: PageUnderTest) -> None:
    from cardecide.authoring import editable_values

    values = editable_values(rules.open().document.text)
    texts = Texts("en")
    [row] = rows_of(values, "en", texts, kind="threshold", words="prior lines")
    assert (row.about, row.now) == ("Prior lines of therapy", "≥ 3")
    dates = rows_of(values, "en", texts, kind="date")
    assert dates and all(row.value.what == "date" for row in dates)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("1,500", "Write the number without grouping marks."),
        ("many", "This is not one number."),
        ("-1", ""),
    ],
)
def test_a_value_that_cannot_be_is_refused_and_kept_as_typed(
    rules: PageUnderTest, typed: str, said: str
) -> None:
    edit = rules.open()
    before = edit.document.text
    page = rules.page.pack_page
    assert page is not None
    assert page.guided.choose_criterion("prior-lines")
    card = page.guided.card
    card.take_focus()
    QTest.keyClicks(card.line, typed)
    QTest.keyClick(card.line, Qt.Key.Key_Return)
    assert card.line.text() == typed
    assert card.problem.text()
    assert not said or card.problem.text() == said
    assert edit.document.text == before


def test_a_decimal_comma_is_written_as_a_point(rules: PageUnderTest) -> None:
    edit = rules.open()
    page = rules.page.pack_page
    assert page is not None
    page.guided.search.setText("serum M-protein")
    card = page.guided.card
    card.take_focus()
    QTest.keyClicks(card.line, "0,5")
    QTest.keyClick(card.line, Qt.Key.Key_Return)
    assert "serum_m_protein >= 0.5 g/dL" in edit.document.text


def test_comparing_shows_the_bundled_text_beside_the_one_in_the_window(rules: PageUnderTest) -> None:
    edit = rules.open()
    rules.author.write(edit, PRIOR_LINES, "prior_lines >= 4")
    rules.page.acts.compare(0)
    [(old, new)] = rules.questions.compared
    assert PRIOR_LINES in old[1]
    assert "prior_lines >= 4" in new[1]
    dialog = DiffDialog("t", old, new, Texts("en"), LIGHT)
    assert dialog.view.said.text() == "Lines that differ: 1"
    assert "prior_lines >= 3" in dialog.view.sides[0].toPlainText()
    assert "prior_lines >= 4" in dialog.view.sides[1].toPlainText()
    dialog.deleteLater()


def test_impact_over_a_folder_says_which_cases_change(rules: PageUnderTest, tmp_path: Path) -> None:
    from cardecide.locations import bundled
    from cardecide_ui.rules_page.models.impact_run import cases_of_folder

    (tmp_path / "broken.yaml").write_text("a: [", encoding="utf-8")
    sample = bundled("resources") / "samples" / "zhou-2025.case.yaml"
    (tmp_path / "zhou.yaml").write_bytes(sample.read_bytes())
    edit = rules.open()
    rules.author.write(edit, PRIOR_LINES, "prior_lines >= 6")
    page = rules.page.pack_page
    assert page is not None
    page.sides.setCurrentWidget(page.impact)
    page.impact.start(lambda: cases_of_folder(tmp_path))
    rules.author.qtbot.waitUntil(lambda: not page.impact.run.is_running, timeout=20_000)
    assert [one.name for one in page.impact.run.changed] == ["zhou.yaml"]
    assert [one.name for one in page.impact.run.failed] == ["broken.yaml"]
    assert page.impact.said.text() == "Cases that change: 1 of 2."
    first = page.impact.tree.topLevelItem(0)
    assert first is not None
    assert _below(first)[0].text(0) == (
        "Population of KarMMa, phase 2, ide-cel: undetermined → outside the trial's population"
    )


def test_impact_can_be_stopped(rules: PageUnderTest) -> None:
    from threading import Event

    edit = rules.open()
    page = rules.page.pack_page
    assert page is not None
    reached, go_on = Event(), Event()

    def read() -> object:
        reached.set()
        go_on.wait(10)
        return rules.author.session.case

    page.impact.start(lambda: nullcontext([(f"case {n}", read) for n in range(50)]))  # type: ignore[misc]
    assert reached.wait(10)
    page.impact.run.cancel()
    go_on.set()
    rules.author.qtbot.waitUntil(lambda: not page.impact.run.is_running, timeout=20_000)
    assert len(page.impact.run.done) <= 1
    assert edit.impact.was_cancelled


def test_a_bundle_goes_to_another_workstation_signed_or_not_at_all(
    rules: PageUnderTest, tmp_path: Path
) -> None:
    edit = rules.open()
    author, questions = rules.author, rules.questions
    questions.to_write = tmp_path / "ours.cardecide-rules"
    rules.page.bundles.export()
    assert questions.said[-1][1].startswith("No local pack was reviewed")

    author.write(edit, PRIOR_LINES, "prior_lines >= 4")
    tests = edit.tests_document
    at = tests.text.index("prior_lines: 3")
    tests.apply([(at, at + len("prior_lines: 3"), "prior_lines: 4")])
    for step in ("save", "test", "review"):
        rules.page.acts.do(step)
    rules.page.bundles.export()
    assert questions.to_write.is_file()

    broken = tmp_path / "broken.cardecide-rules"
    content = questions.to_write.read_bytes()
    broken.write_bytes(content.replace(b"prior_lines", b"prior_linez", 1))
    questions.to_read = broken
    rules.page.bundles.take_in()
    assert questions.said[-1][0] == "Nothing was exported or imported"
    assert "about bundle" not in questions.asked, "refused before anything is shown of it"

    rules.page.acts.revert(0)
    questions.to_read = questions.to_write
    rules.page.bundles.take_in()
    assert "about bundle" in questions.asked
    assert "prior_lines >= 4" in edit.document.text
    assert edit.local.standing in ("draft", "tested")


def test_the_keys_of_the_page(rules: PageUnderTest, qapp: QApplication) -> None:
    edit = rules.open()
    page = rules.page.pack_page
    assert page is not None
    page.ways.setCurrentWidget(page.text)
    page.text.editor.setFocus()
    QTest.keyClick(page.text.editor, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert page.text.finder.isVisible()
    QTest.keyClick(page.text.finder.search, Qt.Key.Key_Escape)
    assert not page.text.finder.isVisible()
    rules.author.write(edit, PRIOR_LINES, "prior_lines >= 4")
    QTest.keyClick(page.text.editor, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert rules.questions.asked == ["save"]
    assert not edit.is_changed
    at = edit.document.text.index("prior_lines >= 4")
    page.text.editor.go_to(at + 3)
    QTest.keyClick(page.text.editor, Qt.Key.Key_F12, Qt.KeyboardModifier.ShiftModifier)
    assert rules.page.browser.search.text() == "prior_lines"


def test_in_the_window_the_keys_of_the_page_never_reach_the_case(
    make_page: Callable[..., PageUnderTest], qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The window's own commands have the same keys: save and undo of a case that is not seen."""
    author = make_page().author
    services = Services(
        assess=fake_assessor.assess,
        read_case=lambda path: author.session.case,
        write_case=lambda case, path: None,
        write_report=write_fake_report,
        samples=list,
        today=lambda: TODAY,
        rules=author.rules,
    )
    window = MainWindow(qapp, services, dialogs=FakeDialogs(), delay=0)
    window.show()
    window.session.enter("patient.ecog", 1)
    window.turn_to("rules")
    page = window.pages["rules"]
    assert isinstance(page, RulesPage)
    page.open("karmma")
    edit = page.desk.current
    assert edit is not None
    author.settled(edit)
    saved: list[str] = []
    monkeypatch.setattr(window.files, "save", lambda: saved.append("case"))
    monkeypatch.setattr(page.acts, "save", lambda: saved.append("pack"))
    assert page.pack_page is not None
    for focused in (page.browser.tree, page.pack_page.guided.table, page.pack_page.text.editor):
        focused.setFocus()
        QTest.keyClick(focused, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClick(focused, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert saved == ["pack"] * 3
    assert window.session.case.patient.ecog == 1
    author.qtbot.waitUntil(lambda: not edit.is_busy, timeout=20_000)
    edit.close()
    window.session.mark_saved(Path("case.yaml"))
    window.close()
    window.deleteLater()


def test_closing_with_unsaved_rules_asks_and_keeps_them(rules: PageUnderTest) -> None:
    edit = rules.open()
    assert rules.page.may_leave()
    rules.author.write(edit, PRIOR_LINES, "prior_lines >= 4")
    rules.questions.yes = False
    assert not rules.page.may_leave()
    rules.questions.yes = True
    assert rules.page.may_leave()
    kept = rules.author.desk.local_rules.unfinished("karmma")
    assert ["prior_lines >= 4" in one.text for one in kept] == [True]


def test_a_step_needs_a_name_a_reason_and_a_whole_day(qapp: QApplication) -> None:
    dialog = EntryDialog("put_in_force", "", Texts("en"), day=TODAY)
    assert not dialog.ok.isEnabled()
    dialog.who.setText("A")
    dialog.why.setPlainText("decided by the board")
    assert dialog.ok.isEnabled()
    dialog.day.setText("3/2027")
    assert not dialog.ok.isEnabled()
    dialog.day.setText("15.03.2027")
    assert dialog.ok.isEnabled()
    assert dialog.from_day is not None and dialog.from_day.isoformat() == "2027-03-15"
    assert dialog.echo.text() == "15 Mar 2027"
    dialog.deleteLater()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_is_said_in_the_language_and_every_control_has_a_name(
    make_page: Callable[..., PageUnderTest], language: Language
) -> None:
    rules = make_page(language)
    edit = rules.open()
    rules.author.write(edit, PRIOR_LINES, "prior_lines >= 6")
    page = rules.page.pack_page
    assert page is not None
    for tabs in (page.ways, page.sides):
        for number in range(tabs.count()):
            tabs.setCurrentIndex(number)
    page.text.finder.show()
    dialog = EntryDialog("save", "", Texts(language), parent=rules.page)
    texts = [label.text() for label in rules.page.findChildren(QLabel) if label is not page.id]
    texts += [button.text() for button in rules.page.findChildren(QAbstractButton)]
    assert not [text for text in texts if "rules." in text or "window." in text]
    nameless = []
    for kind in (QLineEdit, QComboBox, QAbstractButton, QPlainTextEdit, QAbstractItemView):
        for widget in rules.page.findChildren(kind):
            if _is_own(widget):
                interface = QAccessible.queryAccessibleInterface(widget)
                if interface is not None and not interface.text(QAccessible.Text.Name):
                    nameless.append(f"{widget} in {widget.parent()}")
    dialog.deleteLater()
    assert not nameless


def _is_own(widget: QWidget) -> bool:
    """Not a part that Qt itself puts into its widgets: the list of a combo box, the arrows of a tab bar."""
    parents = []
    parent = widget.parentWidget()
    while parent is not None:
        parents.append(type(parent).__name__)
        parent = parent.parentWidget()
    inside = {"QComboBoxPrivateContainer", "QTabBar", "StillComboBox"}
    of_qt = widget.objectName().startswith("qt_") or type(widget).__name__ in (
        "QHeaderView",
        "QComboBoxListView",
    )
    return not of_qt and not inside & set(parents)


def test_the_page_is_on_the_rail_and_survives_another_language(
    make_window: Callable[..., WindowUnderTest], make_page: Callable[..., PageUnderTest]
) -> None:
    kept = make_page()
    edit = kept.open()
    kept.author.write(edit, PRIOR_LINES, "prior_lines >= 4")
    ui = make_window()
    assert "rules" in ui.window.rail.buttons
    again = kept.page.__class__(kept.page._context, kept.questions)
    again.show()
    assert again.pack_page is not None
    assert "prior_lines >= 4" in again.pack_page.text.editor.toPlainText()
    again.pack_page.text.editor.undo()
    assert PRIOR_LINES in edit.document.text
    again.close()
    again.deleteLater()


def test_impact_over_an_open_library_is_read_in_the_worker(rules: PageUnderTest, tmp_path: Path) -> None:
    from types import SimpleNamespace

    from cardecide.store import Entry, Key, Library
    from cardecide_ui.rules_page.models.library_cases import library_cases

    key = Key.random()
    library = Library.create(tmp_path / "cases.library", key)
    library.add(rules.author.session.case, Entry(who="A", at=NOW))
    open_one = SimpleNamespace(access=SimpleNamespace(is_open=True, library=library, key=key))
    assert library_cases(None) is None
    cases = library_cases(open_one)  # type: ignore[arg-type]
    assert cases is not None
    edit = rules.open()
    rules.author.write(edit, PRIOR_LINES, "prior_lines >= 6")
    page = rules.page.pack_page
    assert page is not None
    page.impact.start(cases)
    rules.author.qtbot.waitUntil(lambda: not page.impact.run.is_running, timeout=20_000)
    assert [one.name for one in page.impact.run.changed] == ["ZHOU-2025-01"]
    open_one.access.is_open = False
    assert library_cases(open_one) is None  # type: ignore[arg-type]
    library.close()


def test_escape_leads_from_the_field_back_to_the_list(rules: PageUnderTest) -> None:
    edit = rules.open()
    before = edit.document.text
    page = rules.page.pack_page
    assert page is not None
    page.guided.choose_criterion("prior-lines")
    page.guided.table.setFocus()
    QTest.keyClick(page.guided.table, Qt.Key.Key_Return)
    assert page.guided.card.line.hasFocus()
    QTest.keyClicks(page.guided.card.line, "99")
    QTest.keyClick(page.guided.card.line, Qt.Key.Key_Escape)
    assert page.guided.card.line.text() == "3"
    assert page.guided.table.hasFocus()
    assert edit.document.text == before


def test_a_value_that_the_pack_does_not_give_is_added(rules: PageUnderTest) -> None:
    edit = rules.open("us.cilta-cel")
    page = rules.page.pack_page
    assert page is not None
    guided = page.guided
    guided.kind.setCurrentIndex(guided.kind.findData("missing"))
    assert guided.model.rows and all(row.now == "–" for row in guided.model.rows)
    row = next(row for row in guided.model.rows if row.value.what == "date")
    assert guided.choose(row.value.key)
    assert guided.card.apply.text() == "Add"
    guided.card.take_focus()
    QTest.keyClicks(guided.card.line, "15 Mar 2026")
    QTest.keyClick(guided.card.line, Qt.Key.Key_Return)
    assert f"{row.value.path[-1]}: 2026-03-15" in edit.document.text
    rules.author.settled(edit)
    assert row.value.key not in {one.value.key for one in guided.model.rows}, "it is given now"

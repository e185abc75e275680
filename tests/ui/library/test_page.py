"""The page with a real library: found, opened, copied, put away, restored, exported, imported, by hand."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QComboBox, QDialog, QLabel, QLineEdit, QTableView, QWidget

from cardecide.case import read_case
from cardecide.case.writing import write_case
from cardecide.language.text import LANGUAGES, Language
from cardecide.store.exchange import plan_import
from cardecide_ui.library.change_key_dialog import ChangeKeyDialog
from cardecide_ui.library.drafts_dialog import DraftsDialog, LeftDraft
from cardecide_ui.library.import_dialog import ImportDialog, plan_lines
from cardecide_ui.library.panel_dialog import PanelDialog
from cardecide_ui.library.recovery_code_dialog import RecoveryCodeDialog
from cardecide_ui.library.revisions_dialog import RevisionsDialog
from cardecide_ui.library.settings_part import LibrarySettings
from cardecide_ui.library.setup_panel import SetupPanel
from cardecide_ui.library.unlock_panel import UnlockPanel
from cardecide_ui.library.wait_dialog import WaitDialog
from cardecide_ui.view_models.state import Place
from tests.ui.library.conftest import NOON, PASSPHRASE, Desk, case, entry


@pytest.fixture
def filled(desk: Desk) -> Desk:
    for minute, name in enumerate(("alpha", "beta", "gamma")):
        desk.store.add(case(name, note=f"note of {name}"), entry(minute))
    desk.of.access.cases_changed.emit()
    _ = desk.page
    return desk


def type_search(desk: Desk, text: str) -> None:
    QTest.keyClicks(desk.page.cases.search, text)
    desk.qtbot.waitUntil(lambda: not desk.of.cases._timer.isActive())


def press(desk: Desk, command: str) -> None:
    desk.page.cases.commands[command].trigger()


def choose(desk: Desk, *names: str) -> None:
    table = desk.page.cases.table
    table.clearSelection()
    for name in names:
        selection = table.selectionModel()
        place = desk.shown().index(name)
        selection.select(
            table.model().index(place, 0),
            selection.SelectionFlag.Select | selection.SelectionFlag.Rows,
        )


def test_the_first_visit_makes_the_library_by_hand(make_desk: Callable[..., Desk]) -> None:
    desk = make_desk(has_keyring=False)
    door = desk.page.door
    assert isinstance(door, SetupPanel)
    assert not door.key.by_keyring.isVisible()
    QTest.keyClicks(door.key.passphrase, "short")
    QTest.keyClicks(door.key.again, "short")
    assert not door.make.isEnabled()
    door.key.passphrase.clear()
    QTest.keyClicks(door.key.passphrase, PASSPHRASE)
    assert "not the same" in door.key.strength.text()
    door.key.again.clear()
    QTest.keyClicks(door.key.again, PASSPHRASE)
    QTest.keyClick(door.key.again, Qt.Key.Key_Return)
    assert desk.of.access.state == "open"
    assert desk.page.cases.isVisible()
    assert "No case yet" in desk.page.cases.hint.text()
    desk.of.access.close()
    again = desk.page.door
    assert isinstance(again, UnlockPanel)
    QTest.keyClicks(again.secret, PASSPHRASE)
    QTest.keyClick(again.secret, Qt.Key.Key_Return)
    assert desk.of.access.state == "open"
    assert desk.page.door is None


def test_the_system_key_opens_without_a_question(desk: Desk) -> None:
    desk.of.access.close()
    desk.window.turn_to("case")
    assert desk.page.cases.isVisible()
    assert desk.of.access.state == "open"


def test_search_and_enter_by_keys_alone(filled: Desk) -> None:
    assert filled.page.cases.search.hasFocus()
    type_search(filled, "beta")
    assert filled.shown() == ["beta"]
    QTest.keyClick(filled.page.cases.search, Qt.Key.Key_Down)
    assert filled.page.cases.table.hasFocus()
    QTest.keyClick(filled.page.cases.table, Qt.Key.Key_Return)
    assert filled.window.page_shown == "case"
    assert filled.case.note == "note of beta"
    assert filled.session.place == Place(filled.row_named("beta").number, 1)
    assert not filled.session.has_unsaved_changes
    assert filled.page.cases.search.text() == "beta", "the search is there on the way back"


def test_what_is_not_found_says_so_and_escape_clears(filled: Desk) -> None:
    type_search(filled, "nothing like this")
    assert "No case fits" in filled.page.cases.hint.text()
    QTest.keyClick(filled.page.cases.search, Qt.Key.Key_Escape)
    filled.qtbot.waitUntil(lambda: len(filled.shown()) == 3)


def test_a_saved_case_comes_first_with_who_saved_it(filled: Desk) -> None:
    filled.window.settings.who = "Dr Q"
    assert filled.of.actions.open(filled.row_named("alpha").number)
    filled.session.enter("note", "seen again")
    filled.clock.go(hours=1)
    assert filled.window.files.save()
    _ = filled.page
    assert filled.shown() == ["alpha", "gamma", "beta"]
    [last, first] = filled.store.revisions(filled.row_named("alpha").number)
    assert (last.saved_by, last.saved_at) == ("Dr Q", filled.clock())
    assert first.saved_by == "Dr A"


def test_unsaved_work_is_asked_about_before_another_case(filled: Desk) -> None:
    filled.session.enter("note", "mine")
    filled.dialogs.about_changes = "cancel"
    choose(filled, "alpha")
    press(filled, "open")
    assert filled.case.note == "mine"
    filled.dialogs.about_changes = "save"
    press(filled, "open")
    assert filled.case.id == "alpha"
    assert len(filled.rows) == 4, "it was saved in the library, without a file"


def test_archived_cases_leave_the_list_and_come_back(filled: Desk) -> None:
    choose(filled, "alpha", "gamma")
    press(filled, "archive")
    assert filled.shown() == ["beta"]
    filled.page.cases.shelf.setCurrentIndex(1)
    filled.qtbot.waitUntil(lambda: filled.shown() == ["gamma", "alpha"])
    choose(filled, "alpha")
    assert "back" in filled.page.cases.commands["archive"].text()
    press(filled, "archive")
    assert filled.shown() == ["gamma"]


def test_a_copy_has_a_pseudonym_of_its_own(filled: Desk) -> None:
    choose(filled, "beta")
    press(filled, "duplicate")
    [copy] = [row for row in filled.rows if row.pseudonym not in ("alpha", "beta", "gamma")]
    assert filled.store.get(copy.number).case.note == "note of beta"


def test_only_what_can_be_done_is_offered(filled: Desk) -> None:
    commands = filled.page.cases.commands
    choose(filled, "alpha", "beta")
    assert [name for name, action in commands.items() if action.isEnabled()] == ["archive", "export"]
    choose(filled, "alpha")
    assert all(action.isEnabled() for action in commands.values())


def test_an_older_revision_is_opened_and_restored(filled: Desk) -> None:
    number = filled.row_named("alpha").number
    filled.store.save(number, case("alpha", note="newer"), entry(5), based_on=1)
    filled.asking.revision = ("open", 1)
    choose(filled, "alpha")
    press(filled, "revisions")
    assert [one.sequence for one in filled.asking.revisions] == [2, 1]
    assert filled.case.note == "note of alpha"
    assert not filled.session.has_unsaved_changes, "looking is no change"
    assert filled.store.get(number).case.note == "newer"
    filled.asking.revision = ("restore", 1)
    choose(filled, "alpha")
    press(filled, "revisions")
    assert filled.store.get(number).revision == 3
    assert filled.store.get(number).case.note == "note of alpha"
    assert filled.session.place == Place(number, 3), "the open case follows"


def test_cases_are_exported_after_a_word_about_encryption(filled: Desk, tmp_path: Path) -> None:
    filled.asking.folder = tmp_path
    filled.asking.agrees = False
    choose(filled, "alpha", "beta")
    press(filled, "export")
    assert filled.asking.asked == ["export"]
    assert not (tmp_path / "alpha.case.yaml").exists()
    filled.asking.agrees = True
    press(filled, "export")
    assert read_case(tmp_path / "alpha.case.yaml").case.note == "note of alpha"
    press(filled, "export")
    assert filled.dialogs.said, "no file is replaced"


def test_an_import_is_shown_first_and_then_done(filled: Desk, tmp_path: Path) -> None:
    write_case(case("delta"), tmp_path / "new.yaml")
    write_case(case("alpha", note="note of alpha"), tmp_path / "same.yaml")
    write_case(case("beta", note="another"), tmp_path / "conflict.yaml")
    (tmp_path / "bad.yaml").write_text("id: [", encoding="utf-8")
    filled.asking.files = sorted(tmp_path.glob("*.yaml"))
    filled.asking.agrees = False
    filled.page.cases.import_files.click()
    lines = plan_lines(filled.asking.plans[0], filled.window.texts)
    assert [(file, became) for file, became, _ in lines] == [
        ("bad.yaml", "✕ not readable"),
        ("conflict.yaml", "⚠ left out"),
        ("new.yaml", "new case"),
        ("same.yaml", "nothing to do"),
    ]
    assert "The library already has a case beta." in lines[1][2]
    assert len(filled.rows) == 3
    filled.asking.agrees, filled.asking.known = True, "revise"
    filled.page.cases.import_files.click()
    assert filled.store.get(filled.row_named("beta").number).case.note == "another"
    assert filled.row_named("delta").key_facts, "the list tells of it as of a case that was saved here"
    assert len(filled.rows) == 4


def test_tags_and_deletion(filled: Desk) -> None:
    choose(filled, "alpha")
    filled.asking.text = "board, second  look，研究"
    press(filled, "tags")
    assert filled.row_named("alpha").tags == ("board", "second look", "研究")
    assert filled.page.cases.tag.isVisible()
    choose(filled, "alpha")
    filled.asking.text = "beta"
    press(filled, "delete")
    assert filled.dialogs.said
    assert len(filled.rows) == 3
    filled.asking.text = "alpha"
    press(filled, "delete")
    assert [row.pseudonym for row in filled.rows] == ["gamma", "beta"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_part_has_a_name_and_words(
    make_desk: Callable[..., Desk], language: Language, tmp_path: Path
) -> None:
    desk = make_desk(language)
    doors: list[QWidget] = [
        SetupPanel(desk.of.access, desk.window.texts, desk.window),
        PanelDialog(desk.of.access, desk.window.texts, for_saving=True, parent=desk.window),
    ]
    desk.make_library()
    desk.store.add(case("alpha"), entry())
    texts, window = desk.window.texts, desk.window
    draft = LeftDraft(1, "alpha", NOON, 1, NOON, 2, "Dr B")
    dialogs: list[QDialog] = [
        RevisionsDialog("alpha", desk.store.revisions(1), texts, can_write=True, parent=window),
        ImportDialog(plan_import(desk.store, [tmp_path / "no"]), lambda _: None, texts, window),
        WaitDialog("read", lambda _progress, _stop: None, texts, window),
        WaitDialog("import", lambda _progress, _stop: None, texts, window),
        WaitDialog("export", lambda _progress, _stop: None, texts, window),
        ChangeKeyDialog(desk.of.access, texts, window),
        DraftsDialog([draft], lambda _: [], texts, window),
        RecoveryCodeDialog("AAAA-BBBB", texts, window),
    ]
    others: list[QWidget] = [
        UnlockPanel(desk.of.access, texts, locked=True, parent=window),
        LibrarySettings(desk.window.settings, texts, window),
    ]
    nameless, untold = [], []
    for root in (desk.page, *doors, *dialogs, *others):
        for kind in (QLineEdit, QComboBox, QAbstractButton, QTableView):
            for widget in root.findChildren(kind):
                interface = QAccessible.queryAccessibleInterface(widget)
                of_qt = widget.objectName().startswith("qt_")
                if interface is not None and not of_qt and not interface.text(QAccessible.Text.Name):
                    nameless.append(f"{widget} in {widget.parent()}")
        shown = [label.text() for label in root.findChildren(QLabel)]
        shown += [button.text() for button in root.findChildren(QAbstractButton)]
        untold += [
            text for text in shown if "window." in text or "library." in text.replace("cases.library", "")
        ]
    for widget in (*doors, *dialogs, *others):
        widget.deleteLater()
    assert not nameless
    assert not untold


def test_another_language_and_look_keep_the_search(filled: Desk) -> None:
    type_search(filled, "beta")
    filled.window.texts.use("tr")
    assert filled.page.cases.search.text() == "beta"
    assert filled.shown() == ["beta"]
    assert filled.page.cases.commands["open"].text() == "Aç"
    filled.window.use_theme("dark")
    assert filled.shown() == ["beta"]
    assert filled.of.access.state == "open"


def test_a_library_that_vanishes_is_told_and_nothing_is_imported(filled: Desk, tmp_path: Path) -> None:
    write_case(case("delta"), tmp_path / "new.yaml")
    filled.asking.files = [tmp_path / "new.yaml"]
    file = filled.of.access.services.file
    file.rename(file.with_name("elsewhere"))
    filled.of.transfer.import_files()
    assert "no longer where it was opened" in filled.dialogs.said[-1][1]
    file.with_name("elsewhere").rename(file)
    assert len(filled.rows) == 3

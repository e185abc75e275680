"""Settings, recent files, the first page, definitions, and what is kept where."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cardecide.case.model import Case
from cardecide.case.writing import write_case
from cardecide.language.text import LANGUAGES
from cardecide_ui.help.help_dialog import HelpDialog
from cardecide_ui.main_window import MainWindow
from cardecide_ui.menus import without_mnemonic
from cardecide_ui.services import real_services
from cardecide_ui.settings import Settings
from cardecide_ui.settings_dialog import SettingsDialog
from cardecide_ui.view_models.field_help import facts_about
from tests.ui.conftest import TODAY, FakeDialogs, WindowUnderTest


def test_settings_outlast_the_window(tmp_path: Path) -> None:
    file = tmp_path / "window.ini"
    settings = Settings(file)
    settings.language, settings.theme, settings.jurisdictions = "zh", "dark", ("CN", "HK")
    again = Settings(file)
    assert (again.language, again.theme, again.jurisdictions) == ("zh", "dark", ("CN", "HK"))


def test_a_spoiled_file_gives_the_defaults(tmp_path: Path) -> None:
    file = tmp_path / "window.ini"
    file.write_text("[General]\nlanguage=klingon\ntheme=\njurisdictions=XX US\n", encoding="utf-8")
    settings = Settings(file)
    assert (settings.language, settings.theme, settings.jurisdictions) == ("en", "light", ("US",))


def test_recent_files_are_kept_only_if_wanted(tmp_path: Path) -> None:
    paths = [tmp_path / f"{number}.case.yaml" for number in range(10)]
    for path in paths:
        path.write_text("", encoding="utf-8")
    settings = Settings(tmp_path / "window.ini")
    settings.remember(paths[0])
    assert settings.recent == ()
    settings.keeps_recent = True
    for path in (*paths, paths[3]):
        settings.remember(path)
    assert len(settings.recent) == 8
    assert settings.recent[:2] == (paths[3], paths[9])
    paths[3].unlink()
    assert settings.recent[0] == paths[9]
    settings.keeps_recent = False
    assert settings.recent == ()
    assert "case.yaml" not in (tmp_path / "window.ini").read_text(encoding="utf-8")


def test_the_settings_file_holds_nothing_of_a_case(ui: WindowUnderTest, tmp_path: Path) -> None:
    file = tmp_path / "window.ini"
    ui.window.settings = Settings(file)
    path = tmp_path / "a.case.yaml"
    write_case(Case.model_validate({"id": "SECRET-7", "patient": {"weight": "61 kg"}}), path)
    ui.window.files.open_path(path)
    ui.window.texts.use("tr")
    text = file.read_text(encoding="utf-8")
    assert "SECRET-7" not in text and "61" not in text and "a.case" not in text


def test_a_new_case_begins_with_the_default_jurisdictions(ui: WindowUnderTest) -> None:
    ui.window.settings.jurisdictions = ("EU", "TR")
    ui.window.files.new()
    assert ui.case.jurisdictions == ("EU", "TR")
    assert not ui.session.has_unsaved_changes


def test_the_dialog_stores_what_was_chosen(ui: WindowUnderTest) -> None:
    dialog = SettingsDialog(ui.window.settings, ui.window.texts, parent=ui.window)
    dialog.language.setCurrentIndex(dialog.language.findData("tr"))
    dialog.jurisdictions["CN"].setChecked(True)
    dialog.store()
    assert ui.window.settings.language == "tr"
    assert ui.window.settings.jurisdictions == ("CN",)
    dialog.deleteLater()


def test_the_first_page_leads_to_a_case(qapp: QApplication, qtbot: QtBot) -> None:
    window = MainWindow(
        qapp, real_services(today=lambda: TODAY), dialogs=FakeDialogs(), begins_with_start_page=True
    )
    window.show()
    assert window.start.isVisible() and not window.page.isVisible()
    QTest.mouseClick(window.start.samples["zhou-2025"], Qt.MouseButton.LeftButton)
    assert window.page.isVisible() and not window.start.isVisible()
    assert window.session.case.id == "ZHOU-2025-01"
    assert window.session.path is None
    window.commands.actions["start"].trigger()
    assert window.start.isVisible()
    QTest.mouseClick(window.start.new, Qt.MouseButton.LeftButton)
    assert window.page.isVisible()
    window.session.evaluation.cancel()
    window.close()


def test_a_discarded_draft_can_be_brought_back(ui: WindowUnderTest) -> None:
    restore = ui.window.commands.actions["restore_discarded"]
    assert not restore.isEnabled()
    ui.type("patient.weight", "6x")
    ui.dialogs.about_changes = "discard"
    ui.window.files.new()
    assert ui.edit("patient.weight").text() == ""
    restore = ui.window.commands.actions["restore_discarded"]
    assert restore.isEnabled()
    restore.trigger()
    assert ui.edit("patient.weight").text() == "6x"
    assert ui.session.has_unsaved_changes


def test_it_is_said_where_unsaved_changes_are(ui: WindowUnderTest, tmp_path: Path) -> None:
    assert ui.window.kept.text() == ""
    ui.leave(ui.type("patient.weight", "61"))
    assert ui.window.kept.text()
    ui.dialogs.to_write = tmp_path / "a.case.yaml"
    assert ui.window.files.save()
    assert ui.window.kept.text() == ""
    assert [path.name for path in tmp_path.iterdir()] == ["a.case.yaml"]


def test_open_cards_outlast_language_and_look(ui: WindowUnderTest) -> None:
    ui.session.open_case(Case.model_validate({"id": "A", "treatments": [{"regimen": "Vd"}, {}]}), None)
    ui.wait_for_answer()
    ui.row("treatments").toggle(1)
    ui.answer.cards["cilta-cel"].toggle()
    ui.window.texts.use("tr")
    ui.wait_for_answer()
    ui.window.use_theme("dark")
    assert ui.row("treatments").opened == 1
    assert ui.row("treatments").cards[1].body is not None
    assert ui.answer.cards["cilta-cel"].is_open
    assert not ui.answer.cards["eque-cel"].is_open
    ui.window.use_theme("light")


@pytest.mark.parametrize(
    ("path", "fact"),
    [
        ("patient.ecog", "ecog"),
        ("patient.weight", "creatinine_clearance_cockcroft_gault"),
        ("treatments[3].planned", "prior_lines"),
        ("treatments[0].best_response", "refractory_drugs"),
        ("infection.hbsag", "hbsag_positive"),
        ("labs[ferritin].value", "ferritin"),
        ("fact:prior_lines", "prior_lines"),
        ("stated.penta_refractory", "penta_refractory"),
    ],
)
def test_a_field_leads_to_its_definition(path: str, fact: str) -> None:
    assert fact in facts_about(path)[:3]


def test_help_opens_at_the_field_with_the_cursor(ui: WindowUnderTest) -> None:
    ui.session.jump("patient.ecog")
    facts = ui.window.page.focused_facts()
    assert facts[0] == "ecog"
    dialog = HelpDialog(ui.window.texts, ui.session.evaluation.result, facts, ui.window)
    assert dialog.heading.text() == "ECOG performance status"
    dialog.search.setText("prior lines")
    assert not dialog._items["prior_lines"].isHidden()
    assert dialog._items["ecog"].isHidden()
    dialog.deleteLater()


def test_a_key_goes_to_the_answer_and_back(ui: WindowUnderTest) -> None:
    edit = ui.edit("patient.weight")
    edit.setFocus()
    ui.window.page.change_column()
    focused = QApplication.focusWidget()
    assert focused is not None and ui.answer.isAncestorOf(focused)
    ui.window.page.change_column()
    assert QApplication.focusWidget() is edit


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_command_has_a_mnemonic_of_its_own(make_window, language: str) -> None:  # type: ignore[no-untyped-def]
    ui = make_window(language)
    for top in ui.window.menuBar().actions():
        texts = [action.text() for action in top.menu().actions() if not action.isSeparator()]
        letters = [text[text.index("&") + 1].casefold() for text in texts]
        assert len(set(letters)) == len(letters), texts


def test_mnemonics_stay_in_the_menus() -> None:
    assert without_mnemonic("保存(&S)") == "保存"
    assert without_mnemonic("Save &as…") == "Save as…"

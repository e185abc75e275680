"""The scoring policy of the site: used by answer, print and export, and named in the answer."""

import json
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cardecide.case import read_case
from cardecide.locations import bundled
from cardecide_ui.main_window import MainWindow
from cardecide_ui.printing.print_report import print_dialog
from cardecide_ui.services import Services, real_services
from cardecide_ui.settings import Settings
from cardecide_ui.settings_dialog import SettingsDialog
from cardecide_ui.texts import Texts
from tests.ui.conftest import TODAY, FakeDialogs

SAMPLE = bundled("resources") / "samples" / "neuro-us.case.yaml"
EVIDENCE_FIRST = bundled("rules") / "scoring" / "evidence-first.yaml"


@pytest.fixture(scope="module")
def services(tmp_path_factory: pytest.TempPathFactory) -> Services:
    return real_services(today=lambda: TODAY, rules_folder=tmp_path_factory.mktemp("none"))


class Site:
    """A window with real rules and settings in memory."""

    def __init__(self, qapp: QApplication, qtbot: QtBot, services: Services, policy: str) -> None:
        self.settings = Settings()
        self.settings.policy = policy
        self.dialogs = FakeDialogs()
        assert services.policy is not None
        services.policy.wanted = ""
        self.window = MainWindow(qapp, services, dialogs=self.dialogs, delay=0, settings=self.settings)
        self.qtbot = qtbot
        self.window.session.open_case(read_case(SAMPLE).case, None)
        self.wait()

    def wait(self) -> None:
        self.qtbot.waitUntil(lambda: not self.window.session.evaluation.is_pending, timeout=20_000)

    @property
    def parts(self):  # type: ignore[no-untyped-def]
        return self.window.page.answer.parts

    @property
    def used(self) -> str:
        result = self.window.session.evaluation.result
        assert result is not None
        return result.policy


@pytest.fixture
def make_site(qapp: QApplication, qtbot: QtBot, services: Services) -> Iterator[object]:
    made: list[Site] = []

    def make(policy: str = "") -> Site:
        made.append(Site(qapp, qtbot, services, policy))
        return made[-1]

    yield make
    for site in made:
        site.window.session.evaluation.cancel()
        site.window.deleteLater()


def test_without_a_choice_the_default_policy_scores(make_site) -> None:  # type: ignore[no-untyped-def]
    site = make_site()
    assert site.used == "default"
    assert site.parts.policy.text() == "Scored by: Default policy"
    assert site.parts.policy_missed.isHidden()


def test_answer_export_and_print_use_the_policy_of_the_settings(make_site, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    site = make_site("evidence-first")
    assert site.used == "evidence-first"
    assert site.parts.policy.text() == "Scored by: Evidence first"
    site.dialogs.to_write = tmp_path / "result.json"
    assert site.window.files.export_json()
    assert json.loads(site.dialogs.to_write.read_text(encoding="utf-8"))["policy"] == "evidence-first"
    site.dialogs.to_write = tmp_path / "report.pdf"
    assert site.window.files.export_pdf()
    assert "Policy: Evidence first" in words_of(site.dialogs.to_write.read_bytes())
    dialog = print_dialog(
        site.window.session, site.window._parts.services, site.dialogs, Texts("en"), suggested=tmp_path / "a"
    )
    site.qtbot.waitUntil(lambda: dialog.preview.report is not None, timeout=20_000)
    assert "Policy: Evidence first" in words_of(dialog.preview.report)
    dialog.reject()
    dialog.deleteLater()


def words_of(report: bytes) -> str:
    """What stands on the pages, without the breaks of its lines."""
    document = pypdfium2.PdfDocument(report)
    try:
        texts = [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()
    return " ".join(" ".join(texts).split())


def test_another_choice_evaluates_the_open_case_anew(make_site, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
    site = make_site()
    listed: list[list[str]] = []

    def choose(dialog: SettingsDialog) -> int:
        listed.append([dialog.policy.itemData(place) for place in range(dialog.policy.count())])
        dialog.policy.setCurrentIndex(dialog.policy.findData("evidence-first"))
        return int(SettingsDialog.DialogCode.Accepted.value)

    monkeypatch.setattr(SettingsDialog, "exec", choose)
    site.window.edit_settings()
    site.wait()
    assert listed == [["default", "evidence-first"]]
    assert site.settings.policy == site.used == "evidence-first"


def test_a_policy_that_the_rules_lack_is_said_and_the_default_used(make_site) -> None:  # type: ignore[no-untyped-def]
    site = make_site("our-own")
    assert site.used == "default"
    said = site.parts.policy_missed.text()
    assert not site.parts.policy_missed.isHidden() and "our-own" in said and "Default policy" in said
    dialog = SettingsDialog(site.settings, Texts("en"), [("default", "Default policy")])
    assert dialog.policy.currentData() == "our-own"
    dialog.store()
    assert site.settings.policy == "our-own", "looking at the settings changes nothing"
    dialog.deleteLater()


def test_a_policy_survives_in_the_settings_file(tmp_path: Path) -> None:
    Settings(tmp_path / "window.ini").policy = "evidence-first"
    assert Settings(tmp_path / "window.ini").policy == "evidence-first"
    assert Settings(tmp_path / "other.ini").policy == ""

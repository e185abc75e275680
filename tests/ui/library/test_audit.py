"""The audit log in the window: what leaves is noted, the log is shown; the library is backed up."""

import csv
import io
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

from cardecide.language.text import LANGUAGES, Language
from cardecide.store.audit import DEEDS
from cardecide_ui.library.audit_dialog import AuditDialog
from cardecide_ui.printing.print_dialog import PrintDialog
from cardecide_ui.printing.print_report import print_dialog
from cardecide_ui.texts import Texts
from tests.ui.library.conftest import NOON, Desk, case, entry

EXPORTS = {
    "export_pdf": "report_exported",
    "export_one_page": "report_exported",
    "export_json": "result_exported",
    "export_csv": "table_exported",
    "export_xlsx": "table_exported",
    "save_as": "case_exported",
}


@pytest.fixture
def saved(desk: Desk) -> Desk:
    """A window on a case of the library."""
    number = desk.store.add(case("quiet-harbor-417"), entry()).number
    desk.of.actions.open(number)
    desk.wait_for_answer()
    return desk


@pytest.mark.parametrize(("export", "deed"), EXPORTS.items())
def test_what_leaves_is_noted_with_its_hash_and_without_its_name(
    saved: Desk, tmp_path: Path, export: str, deed: str
) -> None:
    saved.dialogs.to_write = tmp_path / "Ms-Miller.out"
    assert getattr(saved.window.files, export)()
    (event,) = saved.store.audit()
    assert (event.deed, event.case, event.who) == (deed, saved.rows[0].number, saved.window.settings.who)
    assert event.detail == sha256(saved.dialogs.to_write.read_bytes()).hexdigest()
    assert event.at == NOON
    assert "Miller" not in "".join(map(str, (event.detail, event.who, event.digest)))


def test_a_failed_export_is_not_noted(saved: Desk, tmp_path: Path) -> None:
    saved.dialogs.to_write = tmp_path / "no such folder" / "a"
    for export in EXPORTS:
        assert not getattr(saved.window.files, export)()
    assert saved.store.audit() == []


def test_without_an_open_library_everything_is_exported_as_ever(
    make_desk: Callable[..., Desk], tmp_path: Path
) -> None:
    desk = make_desk()
    desk.dialogs.to_write = tmp_path / "a.json"
    assert desk.window.files.export_json()
    assert desk.of.access.state == "absent" and not desk.dialogs.said


def test_a_case_that_is_not_in_the_library_is_noted_without_a_number(desk: Desk, tmp_path: Path) -> None:
    desk.dialogs.to_write = tmp_path / "a.json"
    assert desk.window.files.export_json()
    assert [(event.deed, event.case) for event in desk.store.audit()] == [("result_exported", None)]


def test_each_exported_case_of_the_list_is_noted(desk: Desk, tmp_path: Path) -> None:
    for name in ("alpha", "beta"):
        desk.store.add(case(name), entry())
    desk.asking.folder = tmp_path
    desk.of.transfer.export(desk.rows)
    noted = {(event.case, event.detail) for event in desk.store.audit()}
    written = {
        (row.number, sha256((tmp_path / f"{row.pseudonym}.case.yaml").read_bytes()).hexdigest())
        for row in desk.rows
    }
    assert noted == written and len(noted) == 2


def test_what_is_printed_or_saved_from_the_preview_is_noted(
    saved: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[PrintDialog] = []

    def leave(dialog: PrintDialog) -> int:
        shown.append(dialog)
        dialog.left.emit("printed", b"pages")
        dialog.preview.close()
        return 0

    monkeypatch.setattr(PrintDialog, "exec", leave)
    saved.window.files.print()
    assert len(shown) == 1
    (event,) = saved.store.audit()
    assert (event.deed, event.detail) == ("printed", sha256(b"pages").hexdigest())


def test_the_preview_tells_what_left(saved: Desk, tmp_path: Path) -> None:
    told: list[tuple[str, object]] = []
    saved.dialogs.to_write = tmp_path / "a.pdf"
    dialog = print_dialog(
        saved.session, saved.window._parts.services, saved.dialogs, Texts("en"), suggested=tmp_path / "b"
    )
    dialog.left.connect(lambda deed, report: told.append((deed, report)))
    saved.qtbot.waitUntil(lambda: dialog.preview.report is not None or bool(dialog.preview.problem))
    dialog.save_pdf()
    assert told == [("report_exported", saved.dialogs.to_write.read_bytes())]
    dialog.reject()
    dialog.deleteLater()


def test_the_log_names_a_case_while_it_exists(saved: Desk, tmp_path: Path) -> None:
    saved.dialogs.to_write = tmp_path / "a.json"
    assert saved.window.files.export_json()
    saved.page.cases.upkeep.actions_by_name["log"].trigger()
    ((when, who, what, name, detail),) = saved.asking.logs[-1]
    assert (who, what, name) == (saved.window.settings.who, "result exported", "quiet-harbor-417")
    assert "20 Nov 2026" in when and detail.startswith("SHA-256")
    number = saved.rows[0].number
    saved.store.delete(number, pseudonym="quiet-harbor-417")
    saved.page.cases.upkeep.actions_by_name["log"].trigger()
    assert saved.asking.logs[-1][0][3] == f"no. {number}, deleted"
    assert saved.asking.damage == ""


def test_an_own_value_is_told_by_the_name_of_its_fact(saved: Desk) -> None:
    saved.store.note("override_set", at=NOON, who="Dr A", detail="prior_lines")
    saved.page.cases.upkeep.actions_by_name["log"].trigger()
    assert saved.asking.logs[-1][0][2:] == ("own value set", "", "Prior lines of therapy")


def test_the_log_is_exported_whole_as_a_table_without_formulas(desk: Desk, tmp_path: Path) -> None:
    number = desk.store.add(case("=1+2"), entry()).number
    desk.store.note("printed", at=NOON, who="=cmd()", case=number, detail="0" * 64)
    desk.dialogs.to_write = tmp_path / "log.csv"
    desk.asking.exports_log = True
    desk.page.cases.upkeep.actions_by_name["log"].trigger()
    content = desk.dialogs.to_write.read_bytes()
    (row,) = csv.DictReader(io.StringIO(content.decode("utf-8-sig")))
    assert row["deed"] == "printed" and row["case_number"] == str(number) and row["detail"] == "0" * 64
    assert row["who"] == "'=cmd()" and row["pseudonym"] == "'=1+2"
    last = desk.store.audit()[-1]
    assert (last.deed, last.detail) == ("table_exported", sha256(content).hexdigest())


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_log_dialog_has_words_for_every_deed(desk: Desk, language: Language) -> None:
    texts = Texts(language)
    words = {texts(f"library.audit.deed.{deed}") for deed in DEEDS}
    assert len(words) == len(DEEDS)
    dialog = AuditDialog([("a", "b", "c", "d", "e")], 3000, "", lambda: None, texts)
    assert dialog.table.rowCount() == 1 and dialog.damage.isHidden()
    assert "3000" in dialog.count.text() and "1" in dialog.count.text()
    dialog.deleteLater()


def test_a_backup_opens_with_the_same_key_and_replaces_nothing(desk: Desk, tmp_path: Path) -> None:
    desk.store.add(case("alpha"), entry())
    desk.dialogs.to_write = tmp_path / "copy"
    desk.page.cases.upkeep.actions_by_name["back_up"].trigger()
    copy = tmp_path / "copy.library"
    assert copy.is_file() and "copy.library" in desk.window.statusBar().currentMessage()
    from cardecide.store import Library

    with Library.open(copy, desk.of.access.key, read_only=True) as library:
        assert [row.pseudonym for row in library.cases()] == ["alpha"]
    before = copy.read_bytes()
    desk.dialogs.to_write = copy
    assert not desk.of.upkeep.back_up()
    assert copy.read_bytes() == before and desk.dialogs.said

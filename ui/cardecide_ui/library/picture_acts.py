"""What is done before a picture of the library is taken; each act returns the widget to picture."""

import tempfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QApplication, QWidget

from cardecide.case.writing import write_case
from cardecide.language.message import message
from cardecide.locations import bundled
from cardecide.store.exchange import plan_import
from cardecide_ui.library.audit_dialog import AuditDialog, audit_lines
from cardecide_ui.library.case_library import CaseLibrary
from cardecide_ui.library.change_key_dialog import ChangeKeyDialog
from cardecide_ui.library.drafts_dialog import DraftsDialog, left_drafts
from cardecide_ui.library.import_dialog import ImportDialog
from cardecide_ui.library.library_dialogs import WindowLibraryDialogs
from cardecide_ui.library.library_page import LibraryPage
from cardecide_ui.library.panel_dialog import PanelDialog
from cardecide_ui.library.recovery_code_dialog import RecoveryCodeDialog
from cardecide_ui.library.revisions_dialog import RevisionsDialog
from cardecide_ui.library.setup_panel import SetupPanel
from cardecide_ui.library.wait_dialog import WaitDialog
from cardecide_ui.main_window import MainWindow


def _library(window: MainWindow) -> CaseLibrary:
    library = window.library
    assert library is not None  # noqa: S101
    return library


def _page(window: MainWindow) -> LibraryPage:
    window.turn_to("library")
    page = window.pages["library"]
    assert isinstance(page, LibraryPage)  # noqa: S101
    QApplication.processEvents()
    return page


def _setup(window: MainWindow) -> QWidget:
    door = _page(window).door
    assert isinstance(door, SetupPanel)  # noqa: S101
    door.key.passphrase.setText("quokka berries at noon")
    door.key.again.setText("quokka berries")
    return window


def _keyring(window: MainWindow) -> QWidget:
    _page(window)
    return window


def _first_save(window: MainWindow) -> QWidget:
    dialog = PanelDialog(_library(window).access, window.texts, for_saving=True, parent=window)
    dialog.show()
    return dialog


def _code(window: MainWindow) -> QWidget:
    from cardecide.store import Key

    code = Key.from_bytes(bytes(range(32))).recovery_code or ""
    dialog = RecoveryCodeDialog(code, window.texts, window)
    dialog.show()
    return dialog


def _filled(window: MainWindow) -> QWidget:
    _without_offer(window)
    return window


def _without_offer(window: MainWindow) -> LibraryPage:
    """The page, without the dialog that would wait for an answer."""
    library = _library(window)
    library.asking.choose_draft = lambda *_: None  # type: ignore[method-assign]
    return _page(window)


def _search(window: MainWindow) -> QWidget:
    panel = _without_offer(window).cases
    panel.search.setText("bortezomib board")
    panel.jurisdiction.setCurrentIndex(1)
    _library(window).cases.read_now()
    return window


def _nothing(window: MainWindow) -> QWidget:
    _without_offer(window).cases.search.setText("melflufen in 1998")
    _library(window).cases.read_now()
    return window


def _archived(window: MainWindow) -> QWidget:
    panel = _without_offer(window).cases
    panel.shelf.setCurrentIndex(2)
    _library(window).cases.read_now()
    panel.table.selectRow(10)
    return window


def _second(window: MainWindow) -> QWidget:
    from cardecide_ui.library.one_writer import OneWriter

    # Another window's right to write, held by an object of its own: the file beside the library says so.
    other = OneWriter(_library(window).access.services.file)
    other.take()
    window.setProperty("other", other)
    return _filled(window)


def _audit(window: MainWindow) -> QWidget:
    _without_offer(window)
    store = _library(window).access.library
    row = store.cases()[0]
    now = _library(window).access.services.now()
    store.note("override_set", at=now, who="Dr. Chen", case=row.number, detail="prior_lines")
    store.note("report_exported", at=now, who="Dr. Kaya", case=row.number, detail="5e45d3cd747f" * 5 + "0000")
    store.note(
        "printed", at=now, who="Dr. Kaya", case=row.number + 10_000, detail="05751a383bfe" * 5 + "0000"
    )
    store.note("rules_changed", at=now, who="Dr. Weber", detail="c1c5cbbe3bb9" * 5 + "0000")
    names = {one.number: one.pseudonym for one in store.cases()}
    events = store.audit()
    lines = audit_lines(events, names, window.texts)
    dialog = AuditDialog(lines, len(events), "", lambda: None, window.texts, window)
    dialog.show()
    return dialog


def _revisions(window: MainWindow) -> QWidget:
    _without_offer(window)
    store = _library(window).access.library
    row = store.cases()[0]
    dialog = RevisionsDialog(
        row.pseudonym, store.revisions(row.number), window.texts, can_write=True, parent=window
    )
    dialog.table.selectRow(2)
    dialog.show()
    return dialog


def _import(window: MainWindow) -> QWidget:
    _without_offer(window)
    store = _library(window).access.library
    sample = bundled("resources") / "samples" / "zhou-2025.case.yaml"
    rows = store.cases()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_case(store.get(rows[0].number).case, folder / "exported-last-week.yaml")
        changed = store.get(rows[3].number).case.model_copy(update={"note": "after the visit"})
        write_case(changed, folder / "from-the-ward.yaml")
        (folder / "letter.yaml").write_text("id: A-1\npatiant: {}\nlabs: 3\n", encoding="utf-8")
        for place in range(4):
            (folder / f"referral-{place + 1}.case.yaml").write_bytes(
                sample.read_bytes().replace(b"ZHOU-2025-01", f"referral-{place + 1}".encode())
            )
        files = sorted(folder.iterdir())
        plan = plan_import(store, files)
        dialog = ImportDialog(
            plan, lambda known: plan_import(store, files, known=known), window.texts, window
        )
    dialog.show()
    return dialog


def _key(window: MainWindow) -> QWidget:
    _without_offer(window)
    dialog = ChangeKeyDialog(_library(window).access, window.texts, window)
    dialog.key.passphrase.setText("quokka berries at noon")
    dialog.show()
    return dialog


def _waiting(window: MainWindow) -> QWidget:
    _without_offer(window)
    dialog: WaitDialog[None] = WaitDialog("import", lambda *_: None, window.texts, window)
    dialog.bar.setRange(0, 800)
    dialog.bar.setValue(272)
    dialog.show()
    return dialog


def _drafts(window: MainWindow) -> QWidget:
    _without_offer(window)
    drafts = left_drafts(_library(window).access.library)
    dialog = DraftsDialog(drafts, lambda _: [], window.texts, window)
    dialog.show()
    return dialog


def _draft_taken(window: MainWindow) -> QWidget:
    _without_offer(window)
    library = _library(window)
    library.keeper.take_up(left_drafts(library.access.library)[-1].slot)
    window.session.evaluation.run_now()
    window.session.enter("note", "typed after it")
    library.keeper._timer.stop()
    library.keeper._write()
    library.keeper._settle()
    return window


def _wrong(window: MainWindow) -> QWidget:
    dialog = PanelDialog(_library(window).access, window.texts, for_saving=False, parent=window)
    dialog.show()
    dialog.panel.secret.setText("not the passphrase")  # type: ignore[union-attr]
    dialog.panel.open.click()  # type: ignore[union-attr]
    return dialog


def _locked(window: MainWindow) -> QWidget:
    library = _library(window)
    library.asking.choose_draft = lambda *_: None  # type: ignore[method-assign]
    library.access.open_by_keyring()
    QApplication.processEvents()
    library.lock()
    return window


def _name(window: MainWindow) -> QWidget:
    asking = WindowLibraryDialogs(window.texts, window)
    box = asking.name_box("name", "Ayşe Yılmaz", "quiet-harbor-417")[0]
    box.show()
    return box


def _conflict(window: MainWindow) -> QWidget:
    asking = WindowLibraryDialogs(window.texts, window)
    when = _library(window).access.services.now() - timedelta(minutes=12)
    said = message("library.conflict", who="Dr. Chen", when=when.isoformat(" ", "minutes"))
    box = asking.question_box("new_case", why=window.texts.say(said), name="velvet-comet-512")[0]
    box.show()
    return box


ACTS: Final[dict[str, Callable[[MainWindow], QWidget]]] = {
    "setup": _setup,
    "keyring": _keyring,
    "first_save": _first_save,
    "code": _code,
    "empty": _filled,
    "filled": _filled,
    "search": _search,
    "nothing": _nothing,
    "archived": _archived,
    "second": _second,
    "revisions": _revisions,
    "audit": _audit,
    "key": _key,
    "waiting": _waiting,
    "import": _import,
    "drafts": _drafts,
    "draft_taken": _draft_taken,
    "wrong": _wrong,
    "locked": _locked,
    "name": _name,
    "conflict": _conflict,
}

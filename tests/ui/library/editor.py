"""A real window, edited and saved without pause, to be killed at any moment; run by ``test_killed.py``.

For each line on its standard input a child opens the window, goes on with what it is offered, and types and
saves until it is killed. Each step is told on standard output when the window shows that it was kept: what
was told is what the person had seen.
"""

import os
import sys
import traceback
from collections.abc import Callable, Sequence
from itertools import count
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtCore import QEventLoop, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from cardecide.store import Key
from cardecide_ui import case_page, file_actions
from cardecide_ui.library import case_library
from cardecide_ui.library.drafts_dialog import LeftDraft
from cardecide_ui.library.library_dialogs import WindowLibraryDialogs
from cardecide_ui.library.library_services import LibraryServices
from cardecide_ui.main_window import MainWindow
from cardecide_ui.services import Services, real_services
from cardecide_ui.settings import Settings
from cardecide_ui.texts import Texts
from cardecide_ui.theme import load_fonts

KEY = Key.from_bytes(bytes(range(32)))
WORD = "quokkaberry"
CHAPTER = " ".join(f"{WORD}{n}" for n in range(300))
DELAY = 15  # milliseconds to a draft: more drafts between two kills than a person would make


class OneKey:
    """A keyring that has the key of the test."""

    def keys(self, _path: Path) -> tuple[Key, ...]:
        return (KEY,)


class Going(WindowLibraryDialogs):
    """Goes on with the first draft that is offered, and tells that it was."""

    def choose_draft(
        self, drafts: Sequence[LeftDraft], discard: Callable[[LeftDraft], Sequence[LeftDraft]]
    ) -> int | None:
        tell(f"offered {len(drafts)}")
        return drafts[0].slot


def work(path: Path, services: Services) -> None:
    """Type, wait for the draft, type without waiting, save; count on from where the last one was killed."""
    application = QApplication(["editor"])
    load_fonts()
    settings = Settings()
    settings.uses_keyring = True
    settings.who = "Dr A"
    window = MainWindow(
        application,
        services,
        settings=settings,
        texts=Texts(),
        library=LibraryServices(path, keyring=OneKey, asking=_asking),  # type: ignore[arg-type, return-value]
    )
    window.show()
    library = window.library
    assert library is not None
    library.keeper._timer.setInterval(DELAY)
    library.begin()
    assert library.access.state == "open", library.access.state
    [row] = library.access.library.cases()
    has_draft = bool(library.access.library.autosaves())

    def until(done: Callable[[], bool]) -> None:
        while not done():
            application.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 5)

    if has_draft:
        until(lambda: window.session.place is not None)
    else:
        assert library.actions.open(row.number)
    until(lambda: window.page.form.isVisible())
    window.page.form.complete()
    first = step_of(window.session.case.note)
    tell(f"opened {first}")
    weight = window.page.form.context.rows["patient.weight"].editor.edit  # type: ignore[attr-defined]
    for step in count(first + 1):
        window.session.enter("note", f"{step} {CHAPTER}")
        weight.selectAll()
        QTest.keyClicks(weight, f"{step}x")  # half-typed: no weight, and not to be lost
        if step % 4 == 1:
            until(
                lambda step=step: (
                    library.keeper.kept is not None  # type: ignore[misc]
                    and step_of(library.keeper.kept.case.note) == step
                    and f'"{step}x"' in library.keeper.kept.raw_texts.get("patient.weight", "")
                )
            )
            tell(f"kept {step}")
        elif step % 4 == 3:
            QTest.keyClick(window, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
            place = window.session.place
            assert place is not None
            assert not window.session.has_unsaved_changes
            tell(f"saved {step} {place.revision}")
        else:
            application.processEvents()


def _asking(texts: Texts, parent: QWidget) -> Going:
    return Going(texts, parent)


def step_of(note: object) -> int:
    """The step that a note was written in."""
    return int(str(note or "0").split()[0])


def tell(text: str) -> None:
    os.write(1, f"{text}\n".encode())


def main() -> None:
    services = real_services()
    services.prepare()  # before the forks: each child has the rules, and the modules loaded at first use
    assert case_page and case_library and file_actions
    path = Path(sys.argv[1])
    for _ in sys.stdin:
        child = os.fork()
        if child == 0:
            try:
                tell(f"child {os.getpid()}")
                work(path, services)
            except BaseException:
                traceback.print_exc()
                raise
            finally:
                os._exit(1)
        _, status = os.waitpid(child, 0)
        tell(f"ended {os.waitstatus_to_exitcode(status)}")


if __name__ == "__main__":
    main()

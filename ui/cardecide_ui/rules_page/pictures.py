"""Pictures of the rules page in its states, rendered offscreen."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from time import sleep
from typing import TYPE_CHECKING, Final

from cardecide.language.text import Language
from cardecide.locations import bundled
from cardecide_ui.palettes import ThemeName
from cardecide_ui.qt_platform import prepare_qt

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication, QWidget

    from cardecide_ui.rules_page.rules_page import RulesPage

_DAY: Final = date(2026, 11, 20)
_NOW: Final = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
_MOST_ROUNDS: Final = 4000


@dataclass(frozen=True)
class RulesShot:
    """One picture: what is done first (a name of ``_ACTS``), in which language and look."""

    name: str
    act: str
    language: Language = "en"
    theme: ThemeName = "light"
    size: tuple[int, int] = (1280, 800)


_STATES: Final = (
    *("values", "text", "problem", "completion", "find", "tests", "effect"),
    *("impact", "steps", "search", "conflict", "entry", "trial"),
)
RULES_SHOTS: Final = (
    *(RulesShot(f"rules-{name}", name) for name in _STATES),
    *(RulesShot(f"rules-{name}-zh", name, "zh") for name in ("values", "effect", "steps", "entry")),
    *(RulesShot(f"rules-{name}-tr", name, "tr") for name in ("values", "tests", "steps", "conflict")),
    *(RulesShot(f"rules-{name}-dark", name, theme="dark") for name in ("problem", "tests", "conflict")),
    RulesShot("rules-problem-contrast", "problem", theme="contrast"),
    RulesShot("rules-values-large", "values", size=(1920, 1080)),
)


class _Stage:
    """The page on a folder of its own, and the ways to bring it into a state."""

    def __init__(self, application: "QApplication", page: "RulesPage", folder: Path) -> None:
        self.application = application
        self.page = page
        self.folder = folder
        page.desk.now = lambda: _NOW

    def open(self, pack: str = "karmma") -> None:
        """Edit a pack and wait for everything that is computed beside it."""
        self.page.open(pack)
        self.settle()

    def settle(self) -> None:
        """Wait for the worker."""
        edit = self.page.desk.current
        for _ in range(_MOST_ROUNDS):
            self.application.processEvents()
            if edit is None or not (edit.is_busy or edit.impact.is_running):
                return
            sleep(0.005)

    def write(self, old: str, new: str) -> None:
        """Change one place of the text."""
        edit = self.page.desk.current
        assert edit is not None  # noqa: S101 - a pack was opened
        at = edit.document.text.index(old)
        edit.document.apply([(at, at + len(old), new)])
        edit.check_now()
        self.settle()

    def show(self, way: str, side: str) -> None:
        """Turn to one way of editing and to one side."""
        page = self.page.pack_page
        assert page is not None  # noqa: S101 - a pack was opened
        page.ways.setCurrentWidget(getattr(page, way))
        page.sides.setCurrentWidget(getattr(page, side))
        self.settle()


def render_rules(folder: Path, shots: tuple[RulesShot, ...] = RULES_SHOTS) -> list[Path]:
    """Render pictures into a folder and return their paths."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    prepare_qt()
    from PySide6.QtCore import QCoreApplication, QEvent
    from PySide6.QtWidgets import QApplication

    from cardecide_ui.main_window import MainWindow
    from cardecide_ui.rules_page.picture_acts import ACTS
    from cardecide_ui.rules_page.rules_page import RulesPage
    from cardecide_ui.services import real_services
    from cardecide_ui.texts import Texts
    from cardecide_ui.theme import load_fonts

    existing = QApplication.instance()
    application = existing if isinstance(existing, QApplication) else QApplication(["cardecide"])
    load_fonts()
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for shot in shots:
        with TemporaryDirectory() as name:
            services = real_services(today=lambda: _DAY, rules_folder=Path(name) / "rules")
            window = MainWindow(application, services, texts=Texts(shot.language), theme=shot.theme, delay=0)
            window.resize(*shot.size)
            window.show()
            window.files.open_sample(bundled("resources") / "samples" / "zhou-2025.case.yaml")
            window.session.evaluation.run_now()
            window.turn_to("rules")
            page = window.pages["rules"]
            assert isinstance(page, RulesPage)  # noqa: S101 - the rail has made it
            act: Callable[[_Stage], QWidget] = ACTS[shot.act]
            shown = act(_Stage(application, page, Path(name)))
            for _ in range(5):
                application.processEvents()
            path = folder / f"{shot.name}.png"
            (window if shown is page else shown).grab().save(str(path))
            written.append(path)
            for edit in page.desk.edits.values():
                edit.document.setModified(False)
                edit.tests_document.setModified(False)
                edit.close()
            window.session.mark_saved(Path("zhou-2025.case.yaml"))
            window.close()
            window.deleteLater()
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return written

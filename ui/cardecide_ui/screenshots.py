"""Pictures of the window in its states, rendered offscreen: ``python -m cardecide_ui.screenshots OUT``."""

import argparse
import os
import subprocess
import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from cardecide.language.text import Language
from cardecide.locations import bundled
from cardecide_ui.library.pictures import LIBRARY_AT_200, LIBRARY_SHOTS, render_library
from cardecide_ui.palettes import ThemeName
from cardecide_ui.qt_platform import prepare_qt
from cardecide_ui.rules_page.pictures import RULES_SHOTS, render_rules

_DAY: Final = date(2026, 11, 20)  # any fixed day: pictures of one version are the same every day


@dataclass(frozen=True)
class Shot:
    """One picture: which sample (empty: a new case), in which language and look, and what is done first.

    ``jump`` is the path of a field to go to; ``act`` names a function of ``screenshot_acts``.
    """

    name: str
    sample: str = ""
    language: Language = "en"
    theme: ThemeName = "light"
    size: tuple[int, int] = (1280, 800)
    section: str = ""
    jump: str = ""
    act: str = ""


_LARGE: Final = (1920, 1080)
_HALF: Final = (960, 540)  # 1920×1080 at 200 %
_DIM: Final[tuple[ThemeName, ...]] = ("dark", "contrast")
_SECTIONS: Final = (
    *("patient", "disease", "treatments", "cytogenetics", "extramedullary"),
    *("neurology", "infection", "comorbidity", "labs", "stated", "toxicity"),
)
_STATES: Final = (
    *(
        "start",
        "detail",
        "filter",
        "score",
        "evidence",
        "missing",
        "planner",
        "alternatives",
        "firmness",
        "what_if",
    ),
    *("invalid", "paste", "fact", "override", "help", "settings", "own_value"),
    *("print", "refused", "facts"),
)
_COHORT: Final = ("first", "columns", "words", "patients", "attrition", "comparison")
_LANGUAGES: Final[tuple[Language, ...]] = ("en", "zh", "tr")
SHOTS: Final = (
    Shot("empty"),
    Shot("empty-large", size=_LARGE),
    *(Shot(f"zhou-{language}", "zhou-2025", language) for language in _LANGUAGES),
    *(Shot(f"zhou-{theme}", "zhou-2025", theme=theme, section="treatments") for theme in _DIM),
    *(
        Shot(f"zhou-large-{lang}", "zhou-2025", lang, size=_LARGE, section="treatments")
        for lang in _LANGUAGES
    ),
    Shot("zhou-entry", "zhou-2025", jump="treatments[3].reason_stopped"),
    Shot("long", "long", section="treatments"),
    Shot("long-large", "long", size=_LARGE, section="treatments"),
    Shot("long-dark", "long", theme="dark", section="labs"),
    Shot("long-large-dark", "long", theme="dark", size=_LARGE, section="cytogenetics"),
    *(
        Shot(f"section-{name}-{lang}", "neuro-us", lang, section=name)
        for name in _SECTIONS
        for lang in _LANGUAGES
    ),
    *(Shot(f"section-{name}-dark", "neuro-us", theme="dark", section=name) for name in _SECTIONS),
    *(Shot(f"state-{name}-{lang}", "zhou-2025", lang, act=name) for name in _STATES for lang in _LANGUAGES),
    *(Shot(f"state-{name}-dark", "zhou-2025", theme="dark", act=name) for name in _STATES),
    *(
        Shot(f"cohort-{name}-{lang}", "", lang, act=f"cohort_{name}")
        for name in _COHORT
        for lang in _LANGUAGES
    ),
    *(Shot(f"cohort-{name}-dark", theme="dark", act=f"cohort_{name}") for name in _COHORT),
)
_AT_200: Final = (
    Shot("scaled-empty", size=_HALF),
    *(
        Shot(f"scaled-zhou-{lang}", "zhou-2025", lang, size=_HALF, section="treatments")
        for lang in _LANGUAGES
    ),
    *(Shot(f"scaled-{name}", "neuro-us", size=_HALF, section=name) for name in ("labs", "neurology")),
    *(Shot(f"scaled-labs-{lang}", "neuro-us", lang, size=_HALF, section="labs") for lang in ("zh", "tr")),
    *(Shot(f"scaled-{name}", "zhou-2025", size=_HALF, act=name) for name in ("start", "detail", "missing")),
)
"""At 200 %: made in a process of its own, since Qt takes the scale when it begins."""


def render(folder: Path, shots: tuple[Shot, ...] = SHOTS) -> list[Path]:
    """Render pictures into a folder and return their paths."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    prepare_qt()
    from PySide6.QtCore import QCoreApplication, QEvent
    from PySide6.QtWidgets import QApplication, QWidget

    from cardecide_ui.main_window import MainWindow
    from cardecide_ui.screenshot_acts import ACTS
    from cardecide_ui.services import real_services
    from cardecide_ui.texts import Texts
    from cardecide_ui.theme import load_fonts

    existing = QApplication.instance()
    application = existing if isinstance(existing, QApplication) else QApplication(["cardecide"])
    load_fonts()
    services = real_services(today=lambda: _DAY, rules_folder=folder / "no-local-rules")
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for shot in shots:
        window = MainWindow(application, services, texts=Texts(shot.language), theme=shot.theme, delay=0)
        window.resize(*shot.size)
        window.show()
        if shot.sample:
            window.files.open_sample(bundled("resources") / "samples" / f"{shot.sample}.case.yaml")
        window.session.evaluation.run_now()
        if shot.sample:
            window.session.evaluation.complete_now()
        application.processEvents()
        window.page.form.complete()
        application.processEvents()
        if shot.section:
            window.page.form.go_to_section(shot.section)
        if shot.jump:
            window.session.jump(shot.jump)
        shown: QWidget = ACTS[shot.act](window) if shot.act else window
        for _ in range(3):
            application.processEvents()
        path = folder / f"{shot.name}.png"
        shown.grab().save(str(path))
        written.append(path)
        window.session.mark_saved(Path(f"{shot.name}.case.yaml"))
        window.close()
        window.deleteLater()
        # Without this the windows of all pictures stay, and each new look is given to all of them.
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return written


def main() -> None:
    """Command-line entry."""
    parser = argparse.ArgumentParser(description="Render the window's states offscreen.")
    parser.add_argument("out", type=Path, help="folder for the pictures")
    parser.add_argument("--only", help="beginnings of the names of pictures, separated by commas")
    options = parser.parse_args()
    begins = tuple(options.only.split(",")) if options.only else ("",)
    scaled = os.environ.get("QT_SCALE_FACTOR") == "2"
    chosen = tuple(shot for shot in (_AT_200 if scaled else SHOTS) if shot.name.startswith(begins))
    for path in render(options.out, chosen):
        print(path)  # noqa: T201 - the answer of a command
    of_rules = tuple(one for one in RULES_SHOTS if one.name.startswith(begins) and not scaled)
    for path in render_rules(options.out, of_rules):
        print(path)  # noqa: T201 - the answer of a command
    of_library = LIBRARY_AT_200 if scaled else LIBRARY_SHOTS
    for path in render_library(options.out, tuple(one for one in of_library if one.name.startswith(begins))):
        print(path)  # noqa: T201 - the answer of a command
    names_at_200 = [*(shot.name for shot in _AT_200), *(shot.name for shot in LIBRARY_AT_200)]
    if not scaled and any(name.startswith(begins) for name in names_at_200):
        again = [sys.executable, "-m", "cardecide_ui.screenshots", *sys.argv[1:]]
        subprocess.run(again, env=os.environ | {"QT_SCALE_FACTOR": "2"}, check=True)  # noqa: S603


if __name__ == "__main__":
    main()

"""The answer does not depend on the workstation: its language, decimal mark, time zone and screen."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "resources" / "samples" / "neuro-us.case.yaml"
PLACES = [
    {"LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8", "TZ": "Europe/Istanbul"},
    {"LC_ALL": "zh_CN.GB18030", "LANG": "zh_CN.GB18030", "TZ": "Asia/Shanghai"},
    {"LC_ALL": "C", "TZ": "America/Los_Angeles", "PYTHONHASHSEED": "7"},
]
OPEN = """
from datetime import date
from pathlib import Path
from cardecide_ui.qt_platform import prepare_qt
prepare_qt()
from PySide6.QtWidgets import QApplication
from cardecide_ui.fields.number_text import read_number
from cardecide_ui.main_window import MainWindow
from cardecide_ui.services import real_services
from cardecide_ui.theme import load_fonts
application = QApplication([])
load_fonts()
window = MainWindow(application, real_services(today=lambda: date(2026, 9, 1)), delay=0)
window.show()
window.files.open_path(Path("resources/samples/zhou-2025.case.yaml"))
application.processEvents()
window.session.evaluation.run_now()
pixmap = window.grab()
print(read_number("0.95"), read_number("0,95"), pixmap.width(), pixmap.devicePixelRatio())
"""


def run(arguments: list[str], **environment: str) -> str:
    done = subprocess.run(  # noqa: S603 - this program
        [sys.executable, *arguments],
        capture_output=True,
        check=False,
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", **environment},
    )
    assert done.returncode == 0, done.stderr.decode("utf-8", "replace")
    return done.stdout.decode("utf-8")


@pytest.fixture(scope="module")
def usual() -> str:
    return run(["-m", "cardecide", "evaluate", str(SAMPLE), "--json"])


@pytest.mark.parametrize("place", PLACES, ids=lambda place: " ".join(place.values()))
def test_the_same_answer_everywhere(place: dict[str, str], usual: str) -> None:
    assert json.loads(usual)["products"]
    assert run(["-m", "cardecide", "evaluate", str(SAMPLE), "--json"], **place) == usual


@pytest.mark.parametrize(
    ("scale", "place"), [("1", "de_DE.UTF-8"), ("1.25", "tr_TR.UTF-8"), ("2", "zh_CN.UTF-8")]
)
def test_the_window_opens_on_every_screen_and_reads_numbers_alike(scale: str, place: str) -> None:
    point, comma, width, ratio = run(["-c", OPEN], QT_SCALE_FACTOR=scale, LC_ALL=place).split()
    assert point == comma == "0.95"
    assert float(ratio) == float(scale)
    assert int(width) == round(1280 * float(scale))

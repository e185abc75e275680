"""The published patient, entered from nothing with the keyboard alone."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cardecide.assessment.result import Result
from cardecide.case import read_case
from cardecide.case.model import Case
from cardecide.locations import bundled
from cardecide_ui.main_window import MainWindow
from cardecide_ui.services import real_services
from tests.ui.conftest import TODAY, FakeDialogs
from tests.ui.keyboard import Keyboard

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support grabbing the keyboard")

_TREATMENTS: tuple[dict[str, str], ...] = (
    {
        "regimen": "Dara-VRd",
        "drugs": "daratumumab, bortezomib, lenalidomide, dexamethasone",
        "phase": "induction",
        "start": "12/2019",
        "stop": "6/2020",
    },
    {
        "regimen": "Dara-Vd",
        "drugs": "daratumumab, bortezomib, dexamethasone",
        "start": "6/2020",
        "stop": "7/2020",
        "reason_stopped": "supply",
    },
    {"regimen": "Dara-Id", "drugs": "daratumumab, ixazomib, dexamethasone", "start": "7/2020"},
    {"regimen": "Id", "drugs": "ixazomib, dexamethasone"},
    {"regimen": "Vd", "drugs": "bortezomib, dexamethasone", "reason_stopped": "progression"},
    {
        "regimen": "Dara-Pd",
        "drugs": "daratumumab, pomalidomide, dexamethasone",
        "stop": "4/2023",
        "progression": "4/2023",
        "reason_stopped": "progression",
    },
    {
        "regimen": "Dara-SKd",
        "drugs": "daratumumab, carfilzomib, dexamethasone",
        "start": "4/2023",
        "stop": "7/2023",
        "cycles": "4",
        "best_response": "PR",
        "progression": "7/2023",
        "reason_stopped": "progression",
    },
)
_CHOSEN = ("phase", "best_response", "reason_stopped")


@pytest.fixture
def window(qapp: QApplication, qtbot: QtBot) -> MainWindow:
    window = MainWindow(qapp, real_services(today=lambda: TODAY), dialogs=FakeDialogs(), delay=0)
    window.show()
    window.activateWindow()
    window.page.form.complete()
    return window


def statuses(result: Result) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for product in result.products:
        found[product.id] = (product.safety.status, product.score.band, product.score.low, product.score.high)
        found |= {label.pack: label.status for label in product.labels}
        found |= {f"{product.id} {trial.pack}": trial.status for trial in product.trials}
    return found


def enter_everything(keys: Keyboard) -> None:
    keys.tab_to(keys.row("id"))
    keys.press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    keys.type("id", "ZHOU-2025-01")
    keys.type("decision_date", "7/2023")
    buttons = keys.row("jurisdictions").buttons  # type: ignore[attr-defined]
    for name in ("US", "EU", "CN", "TR"):
        keys.tab_to(buttons[name])
        keys.press(Qt.Key.Key_Space)
    keys.choose("patient.sex", "male")
    keys.type("patient.birth_date", "1965")
    keys.type("disease.diagnosis_date", "12/2019")
    for path, value in (
        ("disease.heavy_chain", "IgA"),
        ("disease.light_chain", "kappa"),
        ("disease.iss_at_diagnosis", "I"),
        ("disease.r_iss_at_diagnosis", "II"),
        ("disease.bone_lesions_new", "yes"),
    ):
        keys.choose(path, value)
    for place, treatment in enumerate(_TREATMENTS):
        keys.add_to("treatments")
        for name, value in treatment.items():
            (keys.choose if name in _CHOSEN else keys.type)(f"treatments[{place}].{name}", value)
        if place == 0:
            keys.tab_to(keys.row("treatments[0].drugs#details"))
            keys.press(Qt.Key.Key_Space)
            keys.choose("treatments[0].drugs[2].stop_reason", "stem_cell_protection")
    for place, name in enumerate(("del(17p)", "del(13q)")):
        keys.add_to("cytogenetics", name)
        keys.choose(f"cytogenetics[{place}].result", "present")
        keys.type(f"cytogenetics[{place}].method", "FISH")
        keys.type(f"cytogenetics[{place}].date", "12/2019")
    keys.choose("extramedullary.status", "present")
    keys.add_to("extramedullary.lesions")
    keys.type("extramedullary.lesions[0].site", "liver")
    keys.choose("extramedullary.lesions[0].kind", "extraosseous")
    keys.type("extramedullary.lesions[0].size", "17x10 mm")
    keys.type("extramedullary.lesions[0].previous_size", "25x24 mm")
    keys.choose("extramedullary.lesions[0].histology", "declined")
    keys.type("extramedullary.lesions[0].date", "7/2023")
    keys.type_lab("bone_marrow_plasma_cells", "1.5 %", "7/2023")
    keys.type_lab("serum_iga", "8.27 g/L", "7/2023")
    keys.choose("stated.penta_refractory", "yes")


def test_the_published_patient_by_keyboard(window: MainWindow, qtbot: QtBot) -> None:
    enter_everything(Keyboard(window))
    session = window.session
    assert not session.state.problems
    session.evaluation.run_now()
    entered = session.evaluation.result
    filed = read_case(bundled("resources") / "samples" / "zhou-2025.case.yaml").case
    expected = real_services().assess(filed, None, "en")
    assert entered is not None
    assert statuses(entered) == statuses(expected)
    assert entered.facts["prior_lines"].display == "5 (4–5)"

    full, steps = session.case, 0
    while session.can_undo:
        session.undo()
        steps += 1
    assert steps > 60
    assert session.case == Case(id="CASE-1")
    assert not session.state.drafts
    while session.can_redo:
        session.redo()
    assert session.case == full
    session.evaluation.run_now()
    assert session.evaluation.result is not None
    assert statuses(session.evaluation.result) == statuses(expected)
    session.evaluation.cancel()
    session.mark_saved(bundled("resources") / "unused.case.yaml")
    window.close()

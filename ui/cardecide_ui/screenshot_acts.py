"""What is done in the window before a picture is taken; each act returns the widget to picture."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtCore import QCoreApplication, QEventLoop
from PySide6.QtWidgets import QApplication, QWidget

from cardecide_ui.answer.member_value import MemberValue
from cardecide_ui.cohort_page.picture_acts import COHORT_ACTS
from cardecide_ui.derived.fact_dialog import FactDialog
from cardecide_ui.derived.fact_line import DerivedFacts
from cardecide_ui.derived.override_dialog import OverrideDialog
from cardecide_ui.dialogs import WindowDialogs
from cardecide_ui.help.help_dialog import HelpDialog
from cardecide_ui.main_window import MainWindow
from cardecide_ui.printing.print_report import print_dialog
from cardecide_ui.sections.lab_row import LabRow
from cardecide_ui.settings_dialog import SettingsDialog
from cardecide_ui.treatments.paste_dialog import PasteDialog
from cardecide_ui.view_models.override_edit import with_override

_LETTER: Final = """1. VRd 12/2019 - 06/2020, 4 cycles, VGPR
2. ASCT 15 Sep 2020, CR
3. Lenalidomide maintenance 2020-12 to 2022-05-02, PD 10.05.2022
4. Kd from 06/2022 until 04/2023, best response PR, stopped due to toxicity
5. Dara-SKd 2023-04 – 2023-07
3/4/2020 PAD x4, PD
2021年3月至2021年9月 达雷妥尤单抗+泊马度胺+地塞米松,部分缓解
The patient was then lost to follow-up.
"""


def _start(window: MainWindow) -> QWidget:
    window.show_start()
    return window


def _open_product(window: MainWindow, *folds: str) -> QWidget:
    name, card = next(iter(window.page.answer.cards.items()))
    window.page_state.folds_of(name).update(folds)
    card.toggle()
    QApplication.processEvents()
    return card


def _detail(window: MainWindow) -> QWidget:
    _open_product(window)
    return window


def _filter(window: MainWindow) -> QWidget:
    window.page_state.only_open_criteria = True
    _open_product(window)
    return window


def _tall(window: MainWindow, fold: str) -> QWidget:
    window.resize(1280, 1250)
    _open_product(window, fold)
    return window


def _score(window: MainWindow) -> QWidget:
    return _tall(window, "score")


def _evidence(window: MainWindow) -> QWidget:
    return _tall(window, "evidence")


def _scroll_to(window: MainWindow, part: QWidget) -> QWidget:
    for _ in range(3):
        QApplication.processEvents()
    window.page.answer.scroll_area.verticalScrollBar().setValue(part.y())
    return window


def _missing(window: MainWindow) -> QWidget:
    return _scroll_to(window, window.page.answer.missing)


def _complete(window: MainWindow) -> None:
    window.session.evaluation.complete_now()
    for fold in ("planner", "alternatives", "firmness"):
        part = getattr(window.page.answer.parts, fold)
        if part.fold is not None:
            part.fold.toggle()


def _planner(window: MainWindow) -> QWidget:
    _complete(window)
    return _scroll_to(window, window.page.answer.parts.planner)


def _alternatives(window: MainWindow) -> QWidget:
    _complete(window)
    return _scroll_to(window, window.page.answer.parts.alternatives)


def _firmness(window: MainWindow) -> QWidget:
    _complete(window)
    return _scroll_to(window, window.page.answer.parts.firmness)


def _what_if(window: MainWindow) -> QWidget:
    box = window.page.answer.parts.what_if
    box.use_fact("active_infection")
    if box.editor is not None:
        box.editor.set_value("yes")  # type: ignore[attr-defined]
    box.try_it()
    while window.session.evaluation.is_pending:
        QCoreApplication.processEvents()
    box.use_fact("refractory_drugs")
    if isinstance(box.editor, MemberValue):
        box.editor.set_value("lenalidomide", "yes")
    window.resize(1280, 1250)
    return _scroll_to(window, box)


def _invalid(window: MainWindow) -> QWidget:
    window.session.jump("patient.weight")
    editor = window.page.form.context.rows["patient.weight"].editor  # type: ignore[attr-defined]
    editor.edit.insert("6x")
    editor.edit.textEdited.emit("6x")
    return window


def _paste(window: MainWindow) -> QWidget:
    dialog = PasteDialog(window.texts, _LETTER, window)
    dialog.show()
    return dialog


def _fact(window: MainWindow) -> QWidget:
    dialog = FactDialog("prior_lines", window.page.form.context, window)
    dialog.show()
    return dialog


def _override(window: MainWindow) -> QWidget:
    dialog = OverrideDialog("prior_lines", window.page.form.context, window)
    dialog.editor.set_value("4")
    dialog.show()
    return dialog


def _help(window: MainWindow) -> QWidget:
    result = window.session.evaluation.result
    dialog = HelpDialog(window.texts, result, ("prior_lines",), window)
    dialog.show()
    return dialog


def _settings(window: MainWindow) -> QWidget:
    policy = window.session.policy
    policies = policy.listed(window.texts.language) if policy is not None else []
    dialog = SettingsDialog(window.settings, window.texts, policies, window)
    dialog.show()
    return dialog


def _own_value(window: MainWindow) -> QWidget:
    session = window.session
    entries = with_override(session.case, "prior_lines", "4", "maintenance counted with its line", "")
    session.enter("overrides", entries)
    session.evaluation.run_now()
    session.jump("overrides")
    return window


def _print(window: MainWindow) -> QWidget:
    services = window.make_page()
    suggested = Path("ZHOU-2025-01.pdf")
    dialog = print_dialog(
        window.session, services, WindowDialogs(window.texts, window), window.texts, suggested=suggested
    )
    loop = QEventLoop()
    dialog.preview.changed.connect(loop.quit)
    dialog.show()
    if dialog.preview.pages is None:
        loop.exec()
    return dialog


def _refused(window: MainWindow) -> QWidget:
    """Laboratory values: one that cannot be, one whose unit is missing, one in another unit."""
    window.page.form.go_to_section("labs")
    rows = window.page.form.context.rows
    for test, text in (("ldh", "9999999 U/L"), ("calcium", "2.3"), ("creatinine", "71 umol/L")):
        row = rows[f"labs[{test}].value"]
        if isinstance(row, LabRow):
            row.edits["value"].setText(text)
            row.edits["value"].textEdited.emit(text)
    QApplication.processEvents()
    window.page.form.go_to_section("labs")
    return window


def _facts(window: MainWindow) -> QWidget:
    """The rarely needed computed facts of the treatments, opened."""
    window.resize(1280, 1250)
    window.page.form.complete()
    QApplication.processEvents()
    box = window.page.form.boxes["treatments"]
    for facts in box.findChildren(DerivedFacts):
        if facts.more is not None:
            facts.more.toggle()
    QApplication.processEvents()
    window.session.jump("fact:penta_refractory")
    for _ in range(3):
        QApplication.processEvents()
    return window


ACTS: Final[dict[str, Callable[[MainWindow], QWidget]]] = {
    "start": _start,
    "detail": _detail,
    "filter": _filter,
    "score": _score,
    "evidence": _evidence,
    "missing": _missing,
    "planner": _planner,
    "alternatives": _alternatives,
    "firmness": _firmness,
    "what_if": _what_if,
    "invalid": _invalid,
    "paste": _paste,
    "fact": _fact,
    "override": _override,
    "help": _help,
    "settings": _settings,
    "own_value": _own_value,
    "print": _print,
    "refused": _refused,
    "facts": _facts,
    **COHORT_ACTS,
}

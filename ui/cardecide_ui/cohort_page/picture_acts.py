"""What is done on the cohort page before a picture of it is taken."""

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Final, cast

from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QWidget

from cardecide_ui.cohort_page.first_steps import sample_tables
from cardecide_ui.cohort_page.page import CohortPage
from cardecide_ui.main_window import MainWindow

# A made-up registry with what registries have: two columns of one name, words and dates that mean two
# things, units in cells, a formula, a row that is too short.
_MESSY: Final = """\
hasta;Ad Soyad;Hb;Hb;Yaş;cinsiyet;Trombosit (10^9/L);M-protein;HBsAg;tanı tarihi;del(17p);ECOG
P01;–;9,8 g/dL;9;61;K;120;1,2;negatif;03/04/2021;Y;1
P02;–;98 g/L;9;70;E;=1+1;0,4 g/dL;ND;05/06/2020;N;0
P03;–;10,4 g/dL;9;abc;E;88;3,1;pozitif;2019-07;;1
P04;–;11 g/dL
P05;–;7,9 g/dL;9;58;K;4000000;12 g/L;;2022;N;2
"""


def _page(window: MainWindow) -> CohortPage:
    window.turn_to("cohort")
    return cast(CohortPage, window.pages["cohort"])


def _wait(page: CohortPage) -> None:
    if page.model.is_busy:
        loop = QEventLoop()
        page.model.busy_changed.connect(loop.quit)
        loop.exec()


def _open(page: CohortPage, path: Path) -> None:
    page.take_table(path)
    _wait(page)


def _screened(window: MainWindow, sample: str, pack: str, *, other_day: str = "") -> CohortPage:
    page = _page(window)
    _open(page, next(path for path in sample_tables() if path.stem == sample))
    page.other_day.setText(other_day)
    page.run_screening()
    _wait(page)
    if page.model.screened is not None:
        page.model.choose_pack(page.model.screened.side.place(pack))
    return page


def _first(window: MainWindow) -> QWidget:
    _page(window)
    return window


def _columns(window: MainWindow) -> QWidget:
    page = _page(window)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "registry.csv"
        path.write_text(_MESSY, encoding="cp1254")
        _open(page, path)
    page.run_screening()
    return window


def _words(window: MainWindow) -> QWidget:
    page = _page(window)
    _open(page, sample_tables()[0])
    names = page.model.table.columns if page.model.table is not None else ()
    page.mapping.list.selectRow(names.index("emd_type"))
    return window


def _patients(window: MainWindow) -> QWidget:
    _screened(window, "eleven-patients", "karmma")
    return window


def _attrition(window: MainWindow) -> QWidget:
    _screened(window, "synthetic-karmma", "karmma").go_to("attrition")
    return window


def _comparison(window: MainWindow) -> QWidget:
    _screened(window, "synthetic-karmma", "karmma", other_day="2022-01-01").go_to("comparison")
    return window


COHORT_ACTS: Final[dict[str, Callable[[MainWindow], QWidget]]] = {
    "cohort_first": _first,
    "cohort_columns": _columns,
    "cohort_words": _words,
    "cohort_patients": _patients,
    "cohort_attrition": _attrition,
    "cohort_comparison": _comparison,
}

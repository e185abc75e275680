"""The page in the hands of a person: eleven published patients, and a synthetic cohort."""

from collections import Counter
from pathlib import Path
from types import SimpleNamespace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QLineEdit, QTableView, QWidget

from cardecide.assessment import assess
from cardecide.case import read_case
from cardecide.cohort.attrition.flow import flow_of
from cardecide.engine import Rulebook
from cardecide.language.text import LANGUAGES, Language
from cardecide.locations import bundled
from cardecide_ui.cohort_page.summary_table import pack_title
from tests.ui.cohort_page.conftest import ELEVEN, KARMMA, MakePage, PageUnderTest

MESSY = (
    "patient;Hb;Hb;Yaş;Trombosit (10^9/L);M-protein;HBsAg;tanı tarihi\n"
    "P1;9,8 g/dL;9;61;120;1,2;negatif;03/04/2021\n"
    "P2;98 g/L;9;abc;=1+1;0,4 g/dL;ND;2019\n"
    "P3;short\n"
)


def choose(ui: PageUnderTest, pack: str) -> None:
    assert ui.model.screened is not None
    ui.model.choose_pack(ui.model.screened.side.place(pack))


def shown(ui: PageUnderTest, column: int) -> list[str]:
    table = ui.page.results.patients
    return [str(table.data(table.index(row, column))) for row in range(table.rowCount())]


def test_the_eleven_patients_stand_as_in_their_case_files(ui: PageUnderTest, rules: Rulebook) -> None:
    ui.take(ELEVEN)
    assert not ui.model.questions
    ui.screen()
    choose(ui, "karmma")
    assert ui.page.results.patients.rowCount() == 11
    for row, name in enumerate(shown(ui, 1)):
        own = read_case(bundled("resources") / "samples" / f"{name.lower()}.case.yaml").case
        result = assess(own, rules, jurisdictions=["US"])
        (trial,) = (one for product in result.products for one in product.trials if one.pack == "karmma")
        assert ui.page.results.patients.status(row) == trial.status
        failing = shown(ui, 3)[row]
        assert all(one.text in failing for one in trial.criteria if one.verdict == "not_met")


def test_enter_on_a_patient_opens_the_case(ui: PageUnderTest) -> None:
    ui.take(ELEVEN)
    ui.screen()
    ui.page.results.list.setFocus()
    ui.page.results.list.selectRow(2)
    QTest.keyClick(ui.page.results.list, Qt.Key.Key_Return)
    assert [case.id for case in ui.opened] == ["SEED-002-P03"]
    assert str(ui.opened[0].decision_date) == "2021"


def test_the_synthetic_cohort_through_every_step(ui: PageUnderTest, tmp_path: Path) -> None:
    lines = KARMMA.read_text(encoding="utf-8").splitlines()
    few = tmp_path / "synthetic-karmma.csv"
    few.write_text("\n".join(lines[:41]) + "\n", encoding="utf-8")
    ui.files.to_open = few
    ui.page.open.click()
    ui.wait()
    ui.page.other_day.setText("2021-06-01")
    ui.page.day.setText("20 Nov 2026")
    ui.screen()
    screened = ui.model.screened
    assert screened is not None and screened.synthetic and len(screened.sides) == 2
    choose(ui, "karmma")
    ui.page.steps["attrition"].click()
    drawing_words = ui.page.attrition.canvas.accessibleDescription()
    flow = flow_of(screened, screened.side.place("karmma"))
    assert f"Screened: {flow.screened}" in drawing_words
    ui.files.folder = tmp_path
    for kind in ("png", "svg", "pdf", "csv"):
        ui.page.attrition.buttons[kind].click()
        assert (tmp_path / f"karmma-attrition.{kind}").stat().st_size > 500
    ui.page.steps["comparison"].click()
    assert ui.page.comparison.counts.rowCount() > 0
    assert ui.page.comparison.who.rowCount() > 0
    for what in ("findings", "statuses", "summary", "attrition", "moved"):
        ui.page.export.write(what, "csv")
        assert (tmp_path / f"{what}.csv").stat().st_size > 100


def test_sorting_and_filtering(ui: PageUnderTest) -> None:
    ui.take(ELEVEN)
    ui.screen()
    choose(ui, "karmma")
    every = Counter(shown(ui, 2))
    results = ui.page.results
    place = results.status.findData("outside")
    results.status.setCurrentIndex(place)
    results.status.activated.emit(place)
    assert shown(ui, 1) == ["SEED-002-P05", "SEED-002-P09"]
    assert results.count.text() == "2 of 11"
    results.status.setCurrentIndex(0)
    results.status.activated.emit(0)
    results.search.setText("p1")
    assert shown(ui, 1) == ["SEED-002-P10", "SEED-002-P11"]
    results.search.clear()
    results.list.sortByColumn(2, Qt.SortOrder.DescendingOrder)
    assert Counter(shown(ui, 2)) == every
    statuses = [results.patients.status(row) for row in range(11)]
    assert statuses == sorted(statuses, key=["outside", "undetermined"].index, reverse=True)
    results.list.sortByColumn(1, Qt.SortOrder.DescendingOrder)
    assert shown(ui, 1)[0] == "SEED-002-P11"


def test_questions_are_gone_to_and_answered_with_the_keyboard(ui: PageUnderTest, tmp_path: Path) -> None:
    path = tmp_path / "messy.csv"
    path.write_bytes(MESSY.encode("cp1254"))
    ui.take(path)
    asked = [question.column for question in ui.model.questions]
    assert asked == ["Hb", "Hb (2)", "M-protein", "HBsAg", "tanı tarihi"]
    ui.screen()
    assert ui.model.screened is None
    panel = ui.page.mapping.panel
    assert panel.meaning is not None
    line = panel.meaning.lineEdit()
    assert line is not None
    assert ui.page.focusWidget() in (panel.meaning, line)
    for column, details in (
        ("M-protein", {"unit": "g/dL"}),
        ("HBsAg", {"words": {"negatif": "negative", "ND": "unknown"}}),
        ("tanı tarihi", {"dates": "day first"}),
    ):
        ui.model.set_detail(column, **details)
    panel.show_column("Hb")
    assert panel.meaning is not None
    place = panel.meaning.findData("labs.hemoglobin")
    panel.meaning.setCurrentIndex(place)
    panel.meaning.activated.emit(place)
    assert [question.column for question in ui.model.questions] == []
    ui.screen()
    assert ui.model.screened is not None
    assert [one.row for one in ui.model.screened.set_aside] == [3, 4]
    assert ui.page.results.aside.rowCount() == 3
    assert "2 rows were set aside" in ui.page.results.about_aside.text()


def test_a_bad_date_is_marked_and_stops_the_run(ui: PageUnderTest) -> None:
    ui.take(ELEVEN)
    ui.page.other_day.setText("someday")
    ui.screen()
    assert ui.model.screened is None
    assert ui.page.other_day.property("state") == "invalid"
    assert not ui.page.trouble.isHidden()


def test_answers_outlive_another_language_and_look(make_page: MakePage) -> None:
    first = make_page()
    first.take(ELEVEN)
    first.screen()
    choose(first, "karmma")
    again = make_page("zh", "dark", models=first.models)
    assert again.model is first.model
    assert again.page.results.patients.rowCount() == 11
    assert again.page.steps["patients"].isChecked()


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_identifier_is_shown_and_every_control_has_a_name(make_page: MakePage, language: Language) -> None:
    ui = make_page(language)
    ui.take(ELEVEN)
    ui.page.mapping.panel.show_column("emd_type")
    ui.screen()
    own = set(ui.model.table.columns) if ui.model.table is not None else set()
    texts = [label.text() for label in ui.page.findChildren(QLabel)]
    texts += [button.text() for button in ui.page.findChildren(QAbstractButton)]
    for box in ui.page.findChildren(QComboBox):
        texts += [box.itemText(index) for index in range(box.count())]
    for view in ui.page.findChildren(QTableView):
        model = view.model()
        texts += [
            str(model.headerData(column, Qt.Orientation.Horizontal)) for column in range(model.columnCount())
        ]
    assert not [text for text in texts if ("_" in text or "window." in text) and text not in own]
    nameless = []
    for kind in (QLineEdit, QComboBox, QAbstractButton, QTableView):
        for widget in ui.page.findChildren(kind):
            interface = QAccessible.queryAccessibleInterface(widget)
            of_qt = widget.objectName().startswith("qt_") or isinstance(widget.parent(), QLineEdit)
            if interface is not None and not of_qt and not interface.text(QAccessible.Text.Name):
                nameless.append(str(widget))
    assert not nameless


def test_the_keyboard_reaches_every_step(ui: PageUnderTest) -> None:
    ui.take(ELEVEN)
    ui.screen()
    reached: set[QWidget] = set()
    ui.page.open.setFocus()
    for _ in range(60):
        focused = ui.page.focusWidget()
        assert focused is not None
        reached.add(focused)
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    steps = ui.page.steps
    expected = (
        *steps.values(),
        ui.page.run,
        ui.page.day,
        ui.page.results.list,
        ui.page.results.packs,
    )
    assert not [one for one in expected if one not in reached]
    QTest.keyClick(steps["attrition"], Qt.Key.Key_Space)
    assert steps["attrition"].isChecked()
    assert ui.page.attrition.isVisible()


def test_a_hundred_thousand_patients_are_shown_row_by_row(ui: PageUnderTest) -> None:
    import numpy as np

    from cardecide.cohort.screening.screened import Screened
    from tests.cohort.attrition.made import side_of

    rows = ["mn", "mm", "um"] * 34_000
    many = Screened(
        "t",
        [f"P{n}" for n in range(len(rows))],
        range(len(rows)),
        np.ones(len(rows), bool),
        (),
        (side_of(rows),),
    )
    table = ui.page.results.patients
    table.show(many, 0)
    assert table.rowCount() == 102_000
    table.sort(2, Qt.SortOrder.DescendingOrder)
    assert table.status(0) == "undetermined"
    table.filter(status="inside")
    assert table.rowCount() == 34_000
    names = {str(table.data(table.index(row, 1))) for row in (0, 33_999)}
    assert names == {"P1", "P101998"}


@pytest.mark.parametrize(
    ("name", "content", "answer"),
    [
        ("t.csv", b"id,age\n\xa1\xa2\x80\x80,61\n\xff\xfe\xfd\x81,70\n", "cp1254"),
        ("t.csv", b"id,age;x\n1,61;2\n", ","),
    ],
)
def test_what_the_file_leaves_open_is_asked_and_read_so(
    ui: PageUnderTest, tmp_path: Path, name: str, content: bytes, answer: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    ui.take(path)
    choices = ui.page.choices
    assert ui.model.table is None and choices.isVisible()
    choices.box.setCurrentIndex(choices.box.findData(answer))
    QTest.keyClick(choices.button, Qt.Key.Key_Space)
    ui.wait()
    assert ui.model.table is not None
    assert "age" in " ".join(ui.model.table.columns)
    assert choices.isHidden()


def test_sheets_are_offered_by_name(ui: PageUnderTest, tmp_path: Path) -> None:
    import openpyxl

    book = openpyxl.Workbook()
    for title in ("Patients", "Controls"):
        sheet = book.create_sheet(title)
        for row in (["id", "age"], [title, 61]):
            sheet.append(row)
    path = tmp_path / "t.xlsx"
    book.save(path)
    ui.take(path)
    choices = ui.page.choices
    choices.box.setCurrentIndex(choices.box.findData("Controls"))
    choices.button.click()
    ui.wait()
    assert ui.model.table is not None and list(ui.model.table.frame["id"]) == ["Controls"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_trouble_is_told_in_the_language(make_page: MakePage, tmp_path: Path, language: Language) -> None:
    ui = make_page(language)
    ui.take(tmp_path / "none.csv")
    said = ui.page.trouble.text()
    assert (
        said == {"en": "There is no such file.", "zh": "文件不存在。", "tr": "Böyle bir dosya yok."}[language]
    )


def choose_rules(ui: PageUnderTest, name: str) -> None:
    box = ui.page.comparison.rules
    box.setCurrentIndex(box.findData(name))
    box.activated.emit(box.currentIndex())
    ui.wait()


def test_two_rule_sets_are_compared_on_one_day(ui: PageUnderTest) -> None:
    ui.take(ELEVEN)
    ui.screen()
    assert not ui.page.comparison.counts_list.isVisibleTo(ui.page.comparison)
    ui.page.steps["comparison"].click()
    choose_rules(ui, "in_force")  # in these the KarMMa trial is gone
    screened = ui.model.screened
    assert screened is not None and len(screened.sides) == 2
    assert screened.sides[0].date == screened.sides[1].date
    comparison = ui.page.comparison
    assert "rules in use" in comparison.said.text() and "rules in force" in comparison.said.text()
    packs = {comparison.counts.index(row, 0).data() for row in range(comparison.counts.rowCount())}
    assert packs == {pack_title(screened.side.packs[screened.side.place("karmma")], ui.page._texts)}
    assert comparison.counts.headerData(1, Qt.Orientation.Horizontal) == "rules in use"
    assert (
        sum(int(comparison.counts.index(row, 3).data()) for row in range(comparison.counts.rowCount())) == 11
    )
    choose_rules(ui, "bundled")
    assert comparison.counts.rowCount() == 0, "the same packs give the same statuses"
    choose_rules(ui, "")
    assert ui.model.screened is not None and len(ui.model.screened.sides) == 1


def test_a_folder_of_rules_is_asked_for_and_a_missing_one_is_told(ui: PageUnderTest, tmp_path: Path) -> None:
    ui.take(ELEVEN)
    ui.screen()
    choose_rules(ui, "folder")
    assert ui.model.compare_rules == "", "none was chosen"
    assert ui.page.comparison.rules.currentData() == ""
    ui.files.rules = tmp_path / "nowhere"
    choose_rules(ui, "folder")
    assert "no such folder" in ui.page.trouble.text()
    own = tmp_path / "rules"
    own.mkdir()
    source = bundled("rules") / "trials" / "karmma.yaml"
    text = source.read_text(encoding="utf-8").replace("prior_lines >= 3", "prior_lines >= 30")
    (own / "karmma.yaml").write_text(text, encoding="utf-8")
    ui.files.rules = own
    choose_rules(ui, "folder")
    screened = ui.model.screened
    assert screened is not None and len(screened.sides) == 2
    assert "rules of the folder" in ui.page.comparison.said.text()


def test_what_is_written_is_noted_in_the_audit_log(ui: PageUnderTest, tmp_path: Path) -> None:
    noted: list[tuple[str, bytes]] = []
    log = SimpleNamespace(note=lambda deed, content: noted.append((deed, content)))
    object.__setattr__(ui.page._context, "library", SimpleNamespace(log=log))
    ui.take(ELEVEN)
    ui.screen()
    ui.files.folder = tmp_path
    ui.page.export.write("statuses", "csv")
    ui.page.attrition.buttons["svg"].click()
    written = [tmp_path / "statuses.csv", next(tmp_path.glob("*-attrition.svg"))]
    assert noted == [("cohort_exported", path.read_bytes()) for path in written]
    ui.files.folder = tmp_path / "no such folder"
    ui.page.export.write("statuses", "csv")
    assert len(noted) == 2, "what was not written did not leave"

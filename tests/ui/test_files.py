"""Opening, saving and exporting."""

import csv
import io
import json
from pathlib import Path

import pytest
from openpyxl import load_workbook

from cardecide.case import read_case
from cardecide.language.text import Language
from cardecide.reading.problem import InputError, Problem
from cardecide_ui.view_models.problem_words import problem_text
from tests.ui.conftest import WindowUnderTest


def test_save_and_open_again(ui: WindowUnderTest, tmp_path: Path) -> None:
    path = tmp_path / "a.case.yaml"
    ui.dialogs.to_write = path
    ui.type("patient.weight", "61")
    assert ui.session.has_unsaved_changes
    assert ui.window.files.save()
    assert not ui.session.has_unsaved_changes
    assert str(read_case(path).case.patient.weight) == "61 kg"
    ui.window.files.new()
    assert ui.edit("patient.weight").text() == ""
    ui.dialogs.to_open = path
    ui.window.files.open()
    assert ui.edit("patient.weight").text() == "61"
    assert ui.window.windowTitle().startswith("a.case.yaml")


def test_missing_or_invalid_data_never_block_saving(ui: WindowUnderTest, tmp_path: Path) -> None:
    ui.dialogs.to_write = tmp_path / "a.case.yaml"
    ui.type("patient.weight", "x")
    assert ui.window.files.save_as()
    assert "1" in ui.window.statusBar().currentMessage()
    assert read_case(tmp_path / "a.case.yaml").case.patient.weight is None


def test_a_file_that_is_no_case_says_why(ui: WindowUnderTest, tmp_path: Path) -> None:
    path = tmp_path / "b.case.yaml"
    path.write_text("format: cardecide-case/1\nid: A\npatiant: {}\n", encoding="utf-8")
    ui.type("patient.weight", "61")
    ui.dialogs.about_changes = "discard"
    assert not ui.window.files.open_path(path)
    assert "b.case.yaml:3" in ui.dialogs.said[0][1]
    assert str(ui.case.patient.weight) == "61 kg"


@pytest.mark.parametrize("language", ["en", "zh", "tr"])
def test_problems_of_a_file_are_told_in_the_language_of_the_window(  # type: ignore[no-untyped-def]
    language: Language, make_window, tmp_path: Path
) -> None:
    path = tmp_path / "b.case.yaml"
    path.write_text("format: cardecide-case/1\nid: A\npatiant: {}\n", encoding="utf-8")
    ui = make_window(language)
    assert not ui.window.files.open_path(path)
    told = ui.dialogs.said[0][1]
    assert "b.case.yaml:3" in told and "patient" in told
    assert problem_text(problems_of(path)[0], language) in told


def problems_of(path: Path) -> list[Problem]:
    try:
        read_case(path)
    except InputError as error:
        return list(error.problems)
    return []


def test_why_nothing_could_be_written_is_told_in_the_language_of_the_window(  # type: ignore[no-untyped-def]
    make_window, tmp_path: Path
) -> None:
    ui = make_window("zh")
    ui.dialogs.to_write = tmp_path / "no such folder" / "a"
    assert not ui.window.files.export_json() and not ui.window.files.save_as()
    for _, told in ui.dialogs.said:
        assert "文件或文件夹不存在" in told and "directory" not in told


def test_export_writes_what_is_shown(ui: WindowUnderTest, tmp_path: Path) -> None:
    ui.type("patient.weight", "61")
    ui.dialogs.to_write = tmp_path / "a.json"
    assert ui.window.files.export_json()
    written = json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))
    assert written["facts"]["weight"]["value"] == "61 kg"
    ui.dialogs.to_write = tmp_path / "a.pdf"
    assert ui.window.files.export_pdf()
    assert (tmp_path / "a.pdf").read_text(encoding="utf-8") == "CASE-1 en full 2026-11-20"
    assert ui.window.files.export_one_page()
    assert (tmp_path / "a.pdf").read_text(encoding="utf-8") == "CASE-1 en one-page 2026-11-20"


def test_every_criterion_can_be_exported_as_a_table(ui: WindowUnderTest, tmp_path: Path) -> None:
    ui.dialogs.to_write = tmp_path / "a.csv"
    assert ui.window.files.export_csv()
    table = list(csv.DictReader(io.StringIO((tmp_path / "a.csv").read_text(encoding="utf-8-sig"))))
    ui.dialogs.to_write = tmp_path / "a.xlsx"
    assert ui.window.files.export_xlsx()
    (sheet,) = load_workbook(tmp_path / "a.xlsx").worksheets
    result = ui.session.evaluation.result
    criteria = [one for product in result.products for label in product.labels for one in label.criteria]
    assert {one.id for one in criteria} <= {row["criterion"] for row in table}
    assert sheet.max_row == len(table) + 1


def test_an_export_that_fails_leaves_nothing_behind(ui: WindowUnderTest, tmp_path: Path) -> None:
    for export in ("export_json", "export_csv", "export_xlsx"):
        ui.dialogs.to_write = tmp_path / "no such folder" / "a"
        assert not getattr(ui.window.files, export)()
    assert len(ui.dialogs.said) == 3
    assert not list(tmp_path.iterdir())


def test_an_answer_that_is_not_current_is_not_exported(ui: WindowUnderTest, tmp_path: Path) -> None:
    ui.dialogs.to_write = tmp_path / "a.pdf"
    ui.type("patient.weight", "x")
    assert not ui.window.files.export_pdf()
    assert not (tmp_path / "a.pdf").exists()
    assert len(ui.dialogs.said) == 1


def test_unsaved_changes_are_asked_about(ui: WindowUnderTest, tmp_path: Path) -> None:
    assert ui.window.files.may_leave()
    assert ui.dialogs.asked_about_changes == 0
    ui.type("patient.weight", "61")
    assert not ui.window.close()
    assert ui.dialogs.asked_about_changes == 1
    ui.dialogs.about_changes, ui.dialogs.to_write = "save", tmp_path / "a.case.yaml"
    assert ui.window.close()
    assert (tmp_path / "a.case.yaml").exists()


def test_a_folder_that_cannot_be_written_is_told(ui: WindowUnderTest, tmp_path: Path) -> None:
    ui.dialogs.to_write = tmp_path / "no such folder" / "a.case.yaml"
    ui.type("patient.weight", "61")
    assert not ui.window.files.save_as()
    assert ui.session.has_unsaved_changes
    assert len(ui.dialogs.said) == 1

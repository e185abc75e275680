"""What stands behind the page, without a window."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from cardecide.case.partial_date import PartialDate
from cardecide.cohort.tables.mapping import read_mapping
from cardecide.reading.problem import InputError
from cardecide_ui.cohort_page.model import CohortModel
from tests.ui.cohort_page.conftest import ELEVEN

ASKED = "id\tM protein\tbirth date\tinfection\tNote\n1\t1.2\t03/04/1957\tY\tx\n2\t\t1960\tN\ty\n"


@pytest.fixture
def asked(tmp_path: Path) -> Path:
    path = tmp_path / "asked.tsv"
    path.write_text(ASKED, encoding="utf-8")
    return path


def wait(model: CohortModel, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not model.is_busy, timeout=60_000)


def test_a_table_is_opened_and_its_questions_are_answered_one_by_one(
    model: CohortModel, qtbot: QtBot, asked: Path
) -> None:
    model.open(asked)
    wait(model, qtbot)
    assert [question.asks for question in model.questions] == ["unit", "dates"]
    assert not model.can_screen
    model.set_detail("M protein", unit="g/L")
    assert [question.column for question in model.questions] == ["birth date"]
    model.set_detail("birth date", dates="day first")
    assert model.can_screen
    assert model.cell_problems() == []
    model.set_target("Note", "patient.age")
    assert {problem.cell for problem in model.cell_problems()} == {"x", "y"}
    model.set_target("Note", "ignored")
    assert model.cell_problems() == []


def test_nothing_is_screened_while_a_question_is_open(model: CohortModel, qtbot: QtBot, asked: Path) -> None:
    model.open(asked)
    wait(model, qtbot)
    model.screen()
    assert not model.is_busy
    assert model.screened is None


def test_a_mapping_is_kept_and_taken_again(
    model: CohortModel, qtbot: QtBot, asked: Path, tmp_path: Path
) -> None:
    model.open(asked)
    wait(model, qtbot)
    model.set_detail("M protein", unit="g/L")
    model.set_detail("birth date", dates="month first")
    path = tmp_path / "m.yaml"
    model.save_mapping(path)
    model.open(asked)
    wait(model, qtbot)
    assert model.questions
    model.use_mapping(path)
    assert not model.questions
    assert model.proposal is not None
    assert model.proposal.mapping == read_mapping(path)


def test_a_mapping_of_another_table_changes_nothing(
    model: CohortModel, qtbot: QtBot, asked: Path, tmp_path: Path
) -> None:
    told: list[object] = []
    model.trouble.connect(told.append)
    model.open(asked)
    wait(model, qtbot)
    before = model.proposal
    path = tmp_path / "m.yaml"
    path.write_text("columns: {Hb: labs.hemoglobin}", encoding="utf-8")
    model.use_mapping(path)
    assert model.proposal is before
    assert isinstance(told[0], InputError)


def test_a_table_that_cannot_be_opened_leaves_the_old_one(
    model: CohortModel, qtbot: QtBot, asked: Path, tmp_path: Path
) -> None:
    told: list[object] = []
    model.trouble.connect(told.append)
    model.open(asked)
    wait(model, qtbot)
    model.open(tmp_path / "none.csv")
    wait(model, qtbot)
    assert isinstance(told[0], InputError)
    assert model.table is not None and model.table.name == "asked.tsv"


def test_answers_are_stale_once_a_meaning_changes(model: CohortModel, qtbot: QtBot) -> None:
    model.open(ELEVEN)
    wait(model, qtbot)
    model.screen()
    wait(model, qtbot)
    assert model.screened is not None and not model.is_stale
    model.set_target("iss", "ignored")
    assert model.is_stale


def test_stopping_keeps_what_was_there(model: CohortModel, qtbot: QtBot) -> None:
    model.open(ELEVEN)
    wait(model, qtbot)
    model.screen()
    model.stop()
    wait(model, qtbot)
    assert model.screened is None
    assert model.table is not None


def test_a_patient_becomes_a_case_of_the_day(model: CohortModel, qtbot: QtBot) -> None:
    model.open(ELEVEN)
    wait(model, qtbot)
    model.on = PartialDate.parse("2026-01-01")
    model.screen()
    wait(model, qtbot)
    case = model.case_of(4)
    assert case is not None
    assert (case.id, str(case.decision_date)) == ("SEED-002-P05", "2026-01-01")


def test_leaving_a_column_out_is_an_answer(model: CohortModel, qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("id,PS,ECOG\n1,0,1\n", encoding="utf-8")
    model.open(path)
    wait(model, qtbot)
    assert [question.column for question in model.questions] == ["PS", "ECOG"]
    model.set_target("PS", "ignored")
    assert [question.column for question in model.questions] == ["ECOG"]
    model.set_target("ECOG", "patient.ecog")
    assert not model.questions


def test_choosing_one_of_two_columns_of_a_name_settles_the_other(
    model: CohortModel, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "t.csv"
    path.write_text("id,Hb (g/dL),Hb (g/dL)\n1,9.8,10\n", encoding="utf-8")
    model.open(path)
    wait(model, qtbot)
    assert len(model.questions) == 2
    model.set_target("Hb (g/dL)", "labs.hemoglobin")
    assert not model.questions
    assert model.meaning("Hb (g/dL) (2)").target == "ignored"

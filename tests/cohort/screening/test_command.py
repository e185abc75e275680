"""``cardecide screen`` from the table to the files."""

import csv
import json
from pathlib import Path

import pytest

from cardecide.case import Case
from cardecide.case.partial_date import PartialDate
from cardecide.cli import main
from cardecide.cohort.engines.facts_table import FactsTable
from cardecide.cohort.engines.plan import plan_cohort
from cardecide.cohort.screening.judging import Asked, facts_of
from cardecide.cohort.synthetic import write_synthetic_cohort
from cardecide.cohort.tables.mapping import Mapping, dump_mapping
from cardecide.engine import Rulebook
from cardecide.locations import bundled
from tests.cohort.screening.conftest import COLUMNS, MakeRegistry, rows_of

ELEVEN = str(bundled("resources") / "samples" / "tables" / "eleven-patients.csv")
PACKS = ("--pack", "karmma", "us.cilta-cel", "cn.eque-cel")


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


@pytest.fixture
def mapping(tmp_path: Path) -> Path:
    path = tmp_path / "registry.mapping.yaml"
    path.write_text(dump_mapping(Mapping(columns=COLUMNS)), encoding="utf-8")
    return path


def test_a_registry_with_broken_rows(
    registry: MakeRegistry, mapping: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, out = registry(24), tmp_path / "out"
    command = ["screen", str(path), "--mapping", str(mapping), "-o", str(out), "--date", "2026-11-20", *PACKS]
    assert main([*command, "--compare-date", "2023-01-01"]) == 1
    said = capsys.readouterr()
    assert "22 patients judged, 2 rows set aside" in said.out
    assert "R00" not in said.out + said.err
    assert len(table(out / "statuses.csv")) == 22
    assert len(table(out / "findings.csv")) == 22 * 3
    rejected = table(out / "rejected.csv")
    assert {int(row["row"]) for row in rejected} == {n + 2 for n in range(24) if n % 40 == 7 or n % 20 == 11}
    assert next(row for row in rejected if row["row"] == "13")["Age"] == "'=1+1"
    ends = {row["pack"]: row for row in table(out / "attrition-ends.csv")}
    for end in ends.values():
        parts = ("no_version_certain", "lost", "open", "checks_by_hand_left", "all_met")
        assert sum(int(end[name]) for name in parts) == int(end["screened"]) == 22
    assert sum(int(row["patients"]) for row in table(out / "transitions.csv")) == 22 * 3
    assert (out / "attrition" / "attrition.pdf").read_bytes().startswith(b"%PDF")
    assert {one.stem for one in (out / "attrition").glob("*.svg")} <= {
        "karmma",
        "us.cilta-cel",
        "cn.eque-cel",
    }
    about = json.loads((out / "about.json").read_text(encoding="utf-8"))
    assert (about["judged"], about["set_aside"]) == (22, 2)
    assert str(tmp_path) not in (out / "about.json").read_text(encoding="utf-8")
    assert not list(out.glob(".cardecide*"))


def test_the_eleven_patients_need_no_mapping(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "one.xlsx"
    assert main(["screen", ELEVEN, "-o", str(out), *PACKS]) == 0
    assert out.read_bytes().startswith(b"PK")
    assert "prior_lines_n → fact.prior_lines" in capsys.readouterr().err
    assert [one.name for one in tmp_path.iterdir()] == ["one.xlsx"]


def test_open_questions_stop_the_run_and_are_written_into_the_proposal(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "t.csv"
    path.write_text("id,M protein,birth date\n1,1.2,03/04/1957\n", encoding="utf-8")
    assert main(["screen", str(path), "-o", str(tmp_path / "out")]) == 2
    said = capsys.readouterr().err
    assert "column 'M protein': in which unit?" in said and "--propose" in said
    proposed = tmp_path / "m.yaml"
    assert main(["screen", str(path), "--propose", str(proposed)]) == 1
    text = proposed.read_text(encoding="utf-8")
    assert "# ? birth date: does 03/04/1957 begin with the day or with the month?" in text
    answered = text.replace("{is: labs.serum_m_protein}", "{is: labs.serum_m_protein, unit: g/L}")
    answered = answered.replace("{is: patient.birth_date}", "{is: patient.birth_date, dates: day first}")
    proposed.write_text(answered, encoding="utf-8")
    assert main(["screen", str(path), "--mapping", str(proposed), "-o", str(tmp_path / "out"), *PACKS]) == 0


def test_ctrl_c_keeps_what_is_finished_and_resume_goes_on(
    registry: MakeRegistry,
    mapping: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    from cardecide.cohort.tables.rows import Rows

    monkeypatch.setattr("cardecide.cohort.screening.run.BLOCK", 16)
    path, out = registry(50), tmp_path / "out"
    command = ["screen", str(path), "--mapping", str(mapping), "-o", str(out), "--date", "2026-11-20", *PACKS]
    case = Rows.case

    def interrupted(rows: Rows, row: int) -> object:
        if row == 40:
            raise KeyboardInterrupt
        return case(rows, row)

    monkeypatch.setattr(Rows, "case", interrupted)
    assert main(command) == 1
    assert "--resume goes on" in capsys.readouterr().err
    assert not (out / "findings.csv").exists()
    monkeypatch.setattr(Rows, "case", case)
    assert main([*command, "--resume"]) == 1
    resumed = (out / "findings.csv").read_bytes()
    assert "2 finished blocks" in capsys.readouterr().err
    assert main(command) == 1
    assert (out / "findings.csv").read_bytes() == resumed


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (["--pack", "karma"], "did you mean 'karmma'?"),
        (["--date", "someday"], "'someday' is not a date"),
        (["--mapping", "none.yaml"], "no such file"),
        (["--resume"], "no unfinished run"),
    ],
)
def test_a_wrong_wish_is_told_and_nothing_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], more: list[str], said: str
) -> None:
    out = tmp_path / "out"
    assert main(["screen", ELEVEN, "-o", str(out), *more]) == 2
    assert said in capsys.readouterr().err
    assert not out.exists() or not list(out.iterdir())


def test_an_output_that_is_no_table_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["screen", ELEVEN, "-o", str(tmp_path / "x.pdf")]) == 2
    assert main(["screen", ELEVEN]) == 2
    assert "--out" in capsys.readouterr().err


@pytest.mark.parametrize("ending", ["arrow", "parquet"])
def test_a_made_up_facts_table_is_drawn_as_made_up(
    rules: Rulebook, tmp_path: Path, capsys: pytest.CaptureFixture[str], ending: str
) -> None:
    day = PartialDate.parse("2026-11-20")
    needed = plan_cohort(rules, ["karmma"], on=day).needed
    facts = tmp_path / f"facts.{ending}"
    write_synthetic_cohort("karmma", 40, needed, facts)
    out = tmp_path / "out"
    assert (
        main(["screen", str(facts), "--facts", "-o", str(out), "--pack", "karmma", "--date", "2026-11-20"])
        == 0
    )
    assert "Synthetic patients" in (out / "attrition" / "karmma.svg").read_text(encoding="utf-8")
    assert "40 patients judged" in capsys.readouterr().out


def test_a_facts_table_gives_the_same_counts(
    registry: MakeRegistry,
    mapping: Path,
    rules: Rulebook,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    path, day = registry(15), PartialDate.parse("2026-11-20")
    rows = rows_of(path)
    cases = [case for row in range(len(rows)) if isinstance(case := rows.case(row), Case)]
    plan = plan_cohort(rules, PACKS[1:], on=day)
    sheets = [facts_of(case, [Asked(rules, day, day)])[0] for case in cases]
    facts = tmp_path / "facts.arrow"
    FactsTable.from_facts(sheets, plan.needed, patients=[case.id for case in cases]).write(facts)
    common = ["--date", "2026-11-20", *PACKS]
    main(["screen", str(path), "--mapping", str(mapping), "-o", str(tmp_path / "a"), *common])
    assert main(["screen", str(facts), "--facts", "-o", str(tmp_path / "b"), *common]) == 0
    ours, theirs = (table(tmp_path / name / "summary.csv") for name in ("a", "b"))
    for one, other in zip(ours, theirs, strict=True):
        assert {**one, "set_aside": ""} == {**other, "set_aside": ""}
    assert [{**row} for row in table(tmp_path / "a" / "attrition.csv")] == table(
        tmp_path / "b" / "attrition.csv"
    )
    capsys.readouterr()

"""Screening a registry: the same answers as assessing each patient, whichever engine, whenever stopped."""

from pathlib import Path

import numpy as np
import pytest

from cardecide.assessment import assess
from cardecide.case import Case
from cardecide.case.partial_date import PartialDate
from cardecide.cohort.screening.block_engines import EngineName
from cardecide.cohort.screening.judging import Asked
from cardecide.cohort.screening.kept_blocks import FOLDER, KeptBlocks
from cardecide.cohort.screening.run import StoppedError, mark_of, screen
from cardecide.cohort.screening.screened import BY_HAND, NOT_MET, STATUSES, UNKNOWN, Screened
from cardecide.engine import Rulebook
from cardecide.reading.problem import InputError
from tests.cohort.screening.conftest import MakeRegistry, rows_of

STEP = 16
DAY = PartialDate.parse("2026-11-20")


def same(one: Screened, other: Screened) -> bool:
    return all(
        np.array_equal(ours.statuses, theirs.statuses)
        and np.array_equal(ours.reasons, theirs.reasons)
        and all(np.array_equal(a, b) for a, b in zip(ours.verdicts, theirs.verdicts, strict=True))
        for ours, theirs in zip(one.sides, other.sides, strict=True)
    )


def test_every_patient_stands_as_in_the_assessment_of_the_case(
    registry: MakeRegistry, rules: Rulebook
) -> None:
    rows = rows_of(registry(14))
    asked = Asked(rules, None, DAY)
    screened = screen(rows, [asked], engine="evaluator")
    names = [pack.id for pack in screened.side.packs]
    compared = 0
    for row in range(len(rows)):
        case = rows.case(row)
        if not isinstance(case, Case):
            assert not screened.judged[row]
            continue
        result = assess(case, rules, default_date=DAY)
        for product in result.products:
            for found in (*product.labels, *product.trials):
                place = names.index(found.pack)
                assert STATUSES[screened.side.statuses[row, place]] == found.status
                if screened.side.statuses[row, place] != STATUSES.index("not_approved"):
                    for verdict, name in ((NOT_MET, "not_met"), (UNKNOWN, "unknown"), (BY_HAND, "by_hand")):
                        ours = [one.id for one in screened.side.criteria_with(row, place, verdict)]
                        deciding = [one for one in found.criteria if one.role in ("include", "exclude")]
                        assert sorted(ours) == sorted(one.id for one in deciding if one.verdict == name)
                compared += 1
    assert compared > 400


@pytest.mark.parametrize("engine", ["numpy", "duckdb"])
def test_the_engines_give_the_answers_of_the_evaluator(
    registry: MakeRegistry, rules: Rulebook, engine: EngineName
) -> None:
    rows = rows_of(registry(25))
    packs = (
        "us.cilta-cel",
        "us.ide-cel",
        "eu.cilta-cel",
        "karmma",
        "cartitude-1",
        "cartitude-4",
        "fumanba-1",
    )
    asked = [Asked(rules, None, DAY, packs), Asked(rules, PartialDate.parse("2024-06"), DAY, packs)]
    assert same(screen(rows, asked, engine=engine), screen(rows, asked, engine="evaluator"))


def test_nothing_is_lost_of_the_table(registry: MakeRegistry, rules: Rulebook) -> None:
    screened = screen(rows_of(registry(60)), [Asked(rules, DAY, DAY, ("karmma",))])
    broken = {number + 2 for number in range(60) if number % 40 == 7}
    formulas = {number + 2 for number in range(60) if number % 20 == 11}
    assert {one.row for one in screened.set_aside} == broken | formulas
    assert int(screened.judged.sum()) + len(screened.set_aside) == 60
    assert [one.row for one in screened.set_aside] == sorted(one.row for one in screened.set_aside)


def test_a_run_that_was_stopped_goes_on_and_ends_the_same(
    registry: MakeRegistry, rules: Rulebook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("BLOCK", "STEP"):
        monkeypatch.setattr(f"cardecide.cohort.screening.run.{name}", STEP)
    rows, asked = rows_of(registry(3 * STEP + 10)), [Asked(rules, None, DAY, ("karmma", "us.cilta-cel"))]
    whole = screen(rows, asked)
    kept = KeptBlocks(tmp_path / "out", mark_of(rows, asked))
    assert kept.begin(resume=False) == 0
    reached: list[int] = []
    with pytest.raises(StoppedError):
        screen(
            rows,
            asked,
            kept=kept,
            progress=lambda done, total: reached.append(done),
            stop=lambda: len(reached) > 4,
        )
    again = KeptBlocks(tmp_path / "out", mark_of(rows, asked))
    done = again.begin(resume=True)
    assert 0 < done < 4
    judged: list[int] = []
    monkeypatch.setattr(rows, "case", lambda row, case=rows.case: judged.append(row) or case(row))
    resumed = screen(rows, asked, kept=again)
    first_new = done * STEP
    aside = set(np.flatnonzero(~resumed.judged).tolist())
    assert {row for row in judged if row < first_new} <= aside
    assert same(resumed, whole)
    assert resumed.set_aside == whole.set_aside
    again.finish()
    assert not (tmp_path / "out" / FOLDER).exists()


def test_a_broken_block_is_judged_again(registry: MakeRegistry, rules: Rulebook, tmp_path: Path) -> None:
    rows, asked = rows_of(registry(30)), [Asked(rules, DAY, DAY, ("karmma",))]
    kept = KeptBlocks(tmp_path, mark_of(rows, asked))
    kept.begin(resume=False)
    whole = screen(rows, asked, kept=kept)
    (file,) = (tmp_path / FOLDER).glob("*.npz")
    file.write_bytes(file.read_bytes()[:100])
    assert same(screen(rows, asked, kept=kept), whole)


def test_blocks_of_something_else_are_refused(
    registry: MakeRegistry, rules: Rulebook, tmp_path: Path
) -> None:
    rows = rows_of(registry(10))
    other = [Asked(rules, PartialDate.parse("2020"), DAY, ("karmma",))]
    KeptBlocks(tmp_path, mark_of(rows, other)).begin(resume=False)
    with pytest.raises(InputError, match="another table"):
        KeptBlocks(tmp_path, mark_of(rows, [Asked(rules, DAY, DAY, ("karmma",))])).begin(resume=True)
    with pytest.raises(InputError, match="no unfinished run"):
        KeptBlocks(tmp_path / "new", "mark").begin(resume=True)


def test_kept_blocks_hold_nothing_about_patients(
    registry: MakeRegistry, rules: Rulebook, tmp_path: Path
) -> None:
    rows, asked = rows_of(registry(20)), [Asked(rules, DAY, DAY, ("karmma",))]
    kept = KeptBlocks(tmp_path, mark_of(rows, asked))
    kept.begin(resume=False)
    screen(rows, asked, kept=kept)
    for file in (tmp_path / FOLDER).iterdir():
        assert b"R00" not in file.read_bytes()
    for file in (tmp_path / FOLDER).glob("*.npz"):
        with np.load(file) as saved:
            assert all(saved[name].dtype.kind in "ui" for name in saved.files)


def test_an_unknown_pack_is_named_with_the_nearest(rules: Rulebook) -> None:
    with pytest.raises(InputError) as error:
        Asked(rules, DAY, DAY, ("karma",)).screened()
    assert error.value.problems[0].nearest == "karmma"


def test_labels_of_a_jurisdiction_and_all_trials(rules: Rulebook) -> None:
    packs = Asked(rules, DAY, DAY, (), ("CN",)).screened()
    assert {pack.jurisdiction for pack in packs if pack.kind == "label"} == {"CN"}
    assert sum(pack.kind == "trial" for pack in packs) == len(rules.of_kind("trial"))

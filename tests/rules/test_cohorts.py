"""The page on published cohorts says what the program says."""

import pytest

from tests.rules.cohorts import (
    CHANGES,
    LABELS,
    PAGE,
    counts_that_give,
    findings,
    karmma,
    meets_everything,
    page,
    patients,
    refusing,
    row,
    tally,
)


def test_the_page_is_what_the_program_says() -> None:
    assert PAGE.read_text(encoding="utf-8") == page()


def test_eleven_patients_agree_on_every_chinese_label() -> None:
    assert len(patients()) == 11
    for number in patients():
        assert len({findings(number)[label].status for label in LABELS}) == 1
    assert tally("cn.eque-cel") == {"off_label": 2, "undetermined": 9}


def test_only_the_lines_decide_against_karmma() -> None:
    outside = [number for number in patients() if findings(number)["karmma"].status == "outside"]
    assert outside == ["05", "09"]
    assert {tuple(refusing(findings(number)["karmma"])) for number in outside} == {("prior-lines",)}


def test_the_patient_to_change_fails_nothing() -> None:
    assert meets_everything().criteria
    assert refusing(karmma({})) == []


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change[1])
def test_every_named_reason_fails_a_criterion(change: tuple) -> None:
    _, _, changes = change
    assert refusing(karmma(changes))


@pytest.mark.parametrize(
    ("printed", "of", "counts"),
    [
        ("92.8", 102, []),
        ("92.8", 83, [77]),
        ("96.1", 103, [99]),
        ("81", 17, []),
        ("59.3", 28, []),
        ("59.3", 27, [16]),
    ],
)
def test_denominators_that_a_percentage_allows(printed: str, of: int, counts: list[int]) -> None:
    assert counts_that_give(printed, of) == counts


def test_the_shares_outside_stand_in_the_rows() -> None:
    assert "75 %" in row("evidence.ide-cel#us-consortium").population["en"]
    assert "54 %" in row("evidence.cilta-cel#rw-us").population["en"]
    assert "45 %" in row("evidence.cilta-cel#rw-73").population["en"]

"""The viral screen: what is complete, what is active, and what is still to be ordered."""

from collections.abc import Callable
from itertools import product

import pytest

from cardecide.facts.fact import FactSheet
from cardecide.facts.value import Truth

Deriver = Callable[..., FactSheet]
YES, NO, OPEN = Truth.YES, Truth.NO, Truth.UNKNOWN


def screen(hbsag: str = "", anti_hbc: str = "", hbv_dna: str = "") -> dict[str, str]:
    signs = {"+": "positive", "-": "negative", "": "unknown"}
    dna = {"+": "detected", "-": "not_detected", "": "unknown"}
    return {"hbsag": signs[hbsag], "anti_hbc": signs[anti_hbc], "hbv_dna": dna[hbv_dna]}


@pytest.mark.parametrize(
    ("hbsag", "anti_hbc", "hbv_dna", "complete", "active", "past"),
    [
        ("", "", "", OPEN, OPEN, OPEN),
        ("-", "-", "", YES, NO, NO),
        ("-", "", "", OPEN, OPEN, OPEN),
        ("", "-", "", OPEN, OPEN, NO),
        ("-", "+", "", OPEN, OPEN, OPEN),
        ("-", "+", "-", YES, NO, YES),
        ("-", "+", "+", YES, YES, NO),
        ("+", "+", "", OPEN, OPEN, NO),
        ("+", "+", "-", YES, NO, NO),
        ("+", "-", "", OPEN, OPEN, NO),
        ("+", "", "+", OPEN, YES, NO),
        ("", "", "+", OPEN, YES, NO),
        ("", "", "-", OPEN, NO, OPEN),
    ],
)
def test_hepatitis_b(
    derived: Deriver, hbsag: str, anti_hbc: str, hbv_dna: str, complete: Truth, active: Truth, past: Truth
) -> None:
    sheet = derived(infection=screen(hbsag, anti_hbc, hbv_dna))
    assert sheet["hepatitis_b_screen_complete"].value is complete
    assert sheet["hepatitis_b_active"].value is active
    assert sheet["hepatitis_b_past"].value is past


@pytest.mark.parametrize("tests", list(product("+-", repeat=3)))
def test_one_more_result_never_turns_a_finding_round(derived: Deriver, tests: tuple[str, ...]) -> None:
    names = ("hepatitis_b_screen_complete", "hepatitis_b_active", "hepatitis_b_past")
    full = derived(infection=screen(*tests))
    for left_out in product((True, False), repeat=3):
        less = [test if keep else "" for test, keep in zip(tests, left_out, strict=True)]
        sheet = derived(infection=screen(*less))
        for name in names:
            known = {sheet[name].value, full[name].value} - {Truth.UNKNOWN}
            assert len(known) <= 1, (name, less)


def test_viral_dna_beside_two_negative_markers_decides_nothing(derived: Deriver) -> None:
    sheet = derived(infection=screen("-", "-", "+"))
    assert sheet["hepatitis_b_active"].value is OPEN
    assert sheet["hepatitis_b_active"].flags == ("MARKERS_CONTRADICT",)
    assert [q.field for q in sheet["hepatitis_b_active"].questions] == ["infection.hbv_dna"]
    assert sheet["hbv_dna_detected"].value is YES
    assert derived(infection=screen("-", "-", "-"))["hepatitis_b_active"].value is NO


def test_viral_rna_beside_a_negative_antibody_decides_nothing(derived: Deriver) -> None:
    sheet = derived(infection={"hcv_antibody": "negative", "hcv_rna": "detected"})
    assert sheet["hepatitis_c_active"].value is OPEN
    assert sheet["hepatitis_c_active"].flags == ("MARKERS_CONTRADICT",)
    assert [q.field for q in sheet["hepatitis_c_active"].questions] == ["infection.hcv_rna"]


def test_a_finding_that_is_open_for_want_of_tests_contradicts_nothing(derived: Deriver) -> None:
    sheet = derived()
    for name in ("hepatitis_b_active", "hepatitis_b_past", "hepatitis_c_active"):
        assert sheet[name].value is OPEN, name
        assert sheet[name].flags == (), name
        assert [q.id for q in sheet[name].questions] == [name]


def test_an_incomplete_screen_says_what_to_order(derived: Deriver) -> None:
    def fields(**tests: str) -> list[str]:
        return [q.field for q in derived(infection=screen(**tests))["hepatitis_b_screen_complete"].questions]

    assert fields() == ["infection.hbsag", "infection.anti_hbc"]
    assert fields(hbsag="-") == ["infection.anti_hbc"]
    assert fields(hbsag="+") == ["infection.anti_hbc", "infection.hbv_dna"]
    assert fields(hbsag="-", anti_hbc="+") == ["infection.hbv_dna"]
    assert fields(hbsag="-", anti_hbc="-") == []


@pytest.mark.parametrize(
    ("antibody", "rna", "active"),
    [
        ("negative", "unknown", NO),
        ("positive", "unknown", OPEN),
        ("positive", "not_detected", NO),
        ("positive", "detected", YES),
        ("unknown", "unknown", OPEN),
        ("unknown", "not_detected", NO),
    ],
)
def test_hepatitis_c(derived: Deriver, antibody: str, rna: str, active: Truth) -> None:
    sheet = derived(infection={"hcv_antibody": antibody, "hcv_rna": rna})
    assert sheet["hepatitis_c_active"].value is active


def test_the_whole_screen_needs_all_three_viruses(derived: Deriver) -> None:
    done = {**screen("-", "-"), "hcv_antibody": "negative", "hiv": "negative"}
    assert derived(infection=done)["viral_screen_complete"].value is YES
    for test in ("hbsag", "anti_hbc", "hcv_antibody", "hiv"):
        sheet = derived(infection={**done, test: "unknown"})
        assert sheet["viral_screen_complete"].value is OPEN
        assert len(sheet["viral_screen_complete"].questions) == 1


def test_a_positive_hiv_test_completes_the_screen_too(derived: Deriver) -> None:
    sheet = derived(infection={**screen("-", "-"), "hcv_antibody": "negative", "hiv": "positive"})
    assert sheet["hiv_positive"].value is YES
    assert sheet["viral_screen_complete"].value is YES


@pytest.mark.parametrize("answer", ["yes", "no", "unknown"])
def test_active_infection_is_as_entered(derived: Deriver, answer: str) -> None:
    truth = {"yes": YES, "no": NO, "unknown": OPEN}[answer]
    assert derived(infection={"active_infection": answer})["active_infection"].value is truth

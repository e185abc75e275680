"""Infection now, and the viral screen before cells are collected.

Every fact of the screen is a positive finding or its absence; a test that is not entered leaves it open, so
that a screen is complete or not known to be complete, never "incomplete" by omission.
"""

from collections.abc import Iterable

from cardecide.case.base import YesNo
from cardecide.case.choices import Detection, Serology
from cardecide.case.health import Infection
from cardecide.facts.context import Context
from cardecide.facts.fact import Fact, Origin, Question
from cardecide.facts.truths import all_of, entered
from cardecide.facts.value import Truth
from cardecide.language.message import Message, message

_SEROLOGY = {
    Serology.POSITIVE: Truth.YES,
    Serology.NEGATIVE: Truth.NO,
    Serology.UNKNOWN: Truth.UNKNOWN,
}
_DETECTION = {
    Detection.DETECTED: Truth.YES,
    Detection.NOT_DETECTED: Truth.NO,
    Detection.UNKNOWN: Truth.UNKNOWN,
}


def derive(context: Context) -> Iterable[Fact]:
    """Active infection, hepatitis B and C, HIV, cytomegalovirus."""
    entries = context.case.infection
    hbsag, anti_hbc = _SEROLOGY[entries.hbsag], _SEROLOGY[entries.anti_hbc]
    hbv_dna, hcv_rna = _DETECTION[entries.hbv_dna], _DETECTION[entries.hcv_rna]
    hcv_antibody, hiv = _SEROLOGY[entries.hcv_antibody], _SEROLOGY[entries.hiv]
    for name, truth in (
        ("active_infection", entered(entries.active_infection)),
        ("hbsag_positive", hbsag),
        ("anti_hbc_positive", anti_hbc),
        ("hbv_dna_detected", hbv_dna),
        ("hepatitis_b_prophylaxis", entered(entries.hbv_prophylaxis)),
        ("hepatitis_c_antibody_positive", hcv_antibody),
        ("hiv_positive", hiv),
        ("cmv_detected", _DETECTION[entries.cmv]),
    ):
        if truth is not Truth.UNKNOWN:
            yield Fact(name, truth, Origin.ENTERED, as_of=entries.date)
    active_b = hepatitis_b_active(hbsag, anti_hbc, hbv_dna)
    yield _found(
        "hepatitis_b_active", active_b, entries, contradiction="hbv_dna" if hbv_dna is Truth.YES else ""
    )
    yield _found("hepatitis_b_past", all_of((anti_hbc, ~hbsag, ~hbv_dna)), entries)
    active_c = hepatitis_c_active(hcv_antibody, hcv_rna)
    yield _found(
        "hepatitis_c_active", active_c, entries, contradiction="hcv_rna" if hcv_rna is Truth.YES else ""
    )
    open_b = _open_hepatitis_b(hbsag, anti_hbc, hbv_dna)
    yield _screen("hepatitis_b_screen_complete", open_b, entries)
    done_c = hcv_rna is not Truth.UNKNOWN or hcv_antibody is Truth.NO
    open_c = () if done_c else ("hcv_rna",)
    open_hiv = () if hiv is not Truth.UNKNOWN else ("hiv",)
    yield _screen("viral_screen_complete", (*open_b, *open_c, *open_hiv), entries)


def hepatitis_b_active(hbsag: Truth, anti_hbc: Truth, hbv_dna: Truth) -> Truth:
    """Viral DNA found. Without a DNA result: no only where surface antigen and core antibody are negative.

    That is a reading of two negative tests, not of a missing one. Viral DNA found all the same contradicts
    it (a window period, a mix-up), and nothing is decided until someone has looked: an answer already given
    is not turned round. The DNA result remains a fact of its own. A carrier of the surface antigen without
    detectable DNA is not active by this definition; the antigen calls for prophylaxis.
    """
    if hbsag is Truth.NO and anti_hbc is Truth.NO:
        return Truth.UNKNOWN if hbv_dna is Truth.YES else Truth.NO
    return hbv_dna


def hepatitis_c_active(antibody: Truth, rna: Truth) -> Truth:
    """Viral RNA found. Without an RNA result: no where the antibody is negative; the two can contradict."""
    if antibody is Truth.NO:
        return Truth.UNKNOWN if rna is Truth.YES else Truth.NO
    return rna


def _open_hepatitis_b(hbsag: Truth, anti_hbc: Truth, hbv_dna: Truth) -> tuple[str, ...]:
    """The hepatitis B tests still to be done.

    Surface antigen and core antibody in every patient; DNA where either is positive, because there it decides
    between prophylaxis and waiting. Where both are negative a DNA test is not demanded: a stricter reading
    would order it in everyone, and the fact of the DNA result stays open for a pack that wants it.
    """
    tests = [] if hbsag is not Truth.UNKNOWN else ["hbsag"]
    if anti_hbc is Truth.UNKNOWN:
        tests.append("anti_hbc")
    if hbv_dna is Truth.UNKNOWN and Truth.YES in (hbsag, anti_hbc):
        tests.append("hbv_dna")
    return tuple(tests)


def _found(name: str, truth: Truth, entries: Infection, contradiction: str = "") -> Fact:
    """``contradiction`` is the test that found the virus, where the finding is open all the same."""
    if truth is Truth.UNKNOWN and contradiction:
        text = message(f"infection.contradicts-{contradiction}")
        question = Question("contradicts", text, f"infection.{contradiction}")
        flags = ("MARKERS_CONTRADICT",)
        return Fact(name, truth, basis=_results(entries), questions=(question,), flags=flags)
    if truth is Truth.UNKNOWN:
        return Fact(name, truth)
    return Fact(name, truth, Origin.DERIVED, basis=_results(entries), as_of=entries.date)


def _screen(name: str, open_tests: tuple[str, ...], entries: Infection) -> Fact:
    if not open_tests:
        return Fact(name, Truth.YES, Origin.DERIVED, basis=_results(entries), as_of=entries.date)
    questions = tuple(
        Question(f"order-{test}", message(f"infection.order-{test}"), f"infection.{test}")
        for test in open_tests
    )
    return Fact(name, Truth.UNKNOWN, basis=_results(entries), questions=questions, as_of=entries.date)


def _results(entries: Infection) -> tuple[Message, ...]:
    tests = ("hbsag", "anti_hbc", "hbv_dna", "hcv_antibody", "hcv_rna", "hiv")
    known = [(test, getattr(entries, test).value) for test in tests]
    return tuple(
        message(f"infection.result-{test}", result=f"@result:{result}")
        for test, result in known
        if result != YesNo.UNKNOWN.value
    )

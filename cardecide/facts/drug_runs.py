"""Runs of a drug: the treatments through which it was given without a gap, judged as one exposure."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from cardecide.case.choices import Response
from cardecide.facts.given_drugs import Given, days_apart
from cardecide.facts.progression import Judgment, later_progression, own_progression
from cardecide.facts.timeline import Entry
from cardecide.facts.value import Truth

ONE_CYCLE_DAYS: Final = 28
SHORTEST_EXPOSURE_CYCLES: Final = 2
RESPONDED: Final = frozenset({Response.SCR, Response.CR, Response.VGPR, Response.PR, Response.MR})


@dataclass(frozen=True, slots=True)
class Dose:
    """One drug in one treatment; ``position`` is the treatment's place in the order of time."""

    position: int
    entry: Entry
    given: Given


@dataclass(frozen=True, slots=True)
class Finding:
    """What one entry says of one run: its progression, or (``by_response``) the run's best response.

    ``dose`` is the drug as it was given then, or as it was last given before.
    """

    judgment: Judgment
    entry: Entry
    dose: Dose
    by_response: bool = False


def runs_of(doses: list[Dose], *, join_unclear: bool) -> list[list[Dose]]:
    """The doses of one drug grouped into runs.

    Two neighboring treatments are one run where at most a cycle lies between the doses; where the dates do
    not tell, ``join_unclear`` decides, so that both readings can be compared.
    """
    runs: list[list[Dose]] = []
    for dose in doses:
        if runs and _continues(runs[-1][-1], dose, join_unclear=join_unclear):
            runs[-1].append(dose)
        else:
            runs.append([dose])
    return runs


def _continues(one: Dose, other: Dose, *, join_unclear: bool) -> bool:
    if other.position != one.position + 1:
        return False
    least, most = days_apart(one.given.last_dose, other.given.start)
    if least is not None and least > ONE_CYCLE_DAYS:
        return False
    return join_unclear or (most is not None and most <= ONE_CYCLE_DAYS)


def judge_progression(run: list[Dose], entries: tuple[Entry, ...]) -> list[Finding]:
    """What the progressions of the run's own regimens and of all later ones say of the drug."""
    last = run[-1]
    end = last.given.last_dose
    own = [Finding(own_progression(one.entry, one.given, end), one.entry, one) for one in run]
    first_was_late = own[-1].judgment.late
    later = []
    for entry in entries[last.position + 1 :]:
        judgment = later_progression(entry, run[0].given.start, end)
        if first_was_late and judgment.truth is not Truth.NO:
            # The run's own entry says that its first progression came later than 60 days after.
            if judgment.truth is Truth.UNKNOWN and judgment.day is None:
                continue
            judgment = Judgment(Truth.UNKNOWN, flag="PROGRESSION_CONTRADICTORY", day=judgment.day)
        later.append(Finding(judgment, entry, last))
    return own + later


def judge_response(run: list[Dose]) -> Finding:
    """Whether the run failed to reach a minimal response in at least two cycles."""
    last = run[-1]

    def finding(truth: Truth, code: str = "") -> Finding:
        return Finding(Judgment(truth, code), last.entry, last, by_response=True)

    best = {one.entry.treatment.best_response for one in run}
    if best & RESPONDED:
        return finding(Truth.NO)
    if Response.UNKNOWN in best:
        return finding(Truth.UNKNOWN)
    # The cycles of a regimen are not those of a drug that was stopped by itself.
    cycles = [None if one.given.own_stop else one.entry.treatment.cycles for one in run]
    known = sum((number for number in cycles if number is not None), Decimal(0))
    if known >= SHORTEST_EXPOSURE_CYCLES:
        return finding(Truth.YES, "NO_MR")
    return finding(Truth.UNKNOWN, "NO_MR_CYCLES_UNKNOWN" if None in cycles else "NO_MR_SHORT_EXPOSURE")


def run_truth(findings: list[Finding]) -> Truth:
    """Yes where one finding says yes; a contradiction between dates leaves it open."""
    truths = [one.judgment.truth for one in findings]
    if Truth.YES in truths:
        contradictory = any(one.judgment.flag == "PROGRESSION_CONTRADICTORY" for one in findings)
        by_response = any(one.judgment.code == "NO_MR" for one in findings)
        return Truth.UNKNOWN if contradictory and not by_response else Truth.YES
    return Truth.UNKNOWN if Truth.UNKNOWN in truths else Truth.NO

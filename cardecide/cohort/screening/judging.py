"""Judges rows one by one with the explaining evaluator: the reference that every other engine must equal."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cardecide.case.model import Case
from cardecide.case.partial_date import PartialDate
from cardecide.cohort.screening.screened import (
    NOT_IN_FORCE,
    NOT_JUDGED,
    REASONS,
    STATUSES,
    VERDICTS,
    ScreenedPack,
    screened_pack,
    screened_packs,
)
from cardecide.engine import PackFinding, Rulebook
from cardecide.engine.pack import STATUS_ROLES
from cardecide.facts.as_of import as_of
from cardecide.facts.derive import derive
from cardecide.facts.fact import FactSheet

_STATUS = {one: code for code, one in enumerate(STATUSES)}
_VERDICT = {one: code for code, one in enumerate(VERDICTS)}
_REASON = {one: code for code, one in enumerate(REASONS)}


@dataclass(frozen=True)
class Asked:
    """What is asked of every row: which rules, on which day.

    ``on`` is the day for all rows; where it is None a row's own decision date counts, else ``default``.
    """

    rulebook: Rulebook
    on: PartialDate | None
    default: PartialDate
    packs: tuple[str, ...] = ()
    jurisdictions: tuple[str, ...] = ()

    def screened(self) -> tuple[ScreenedPack, ...]:
        """The packs to be judged; raises InputError where one does not exist."""
        chosen = screened_packs(self.rulebook, self.packs, self.jurisdictions)
        return tuple(screened_pack(pack, self.on) for pack in chosen)

    def day_of(self, case: Case) -> PartialDate:
        """The day on which a case is judged."""
        return self.on or case.decision_date or self.default


@dataclass
class Codes:
    """The codes of a block of rows under one set of rules."""

    statuses: Any
    reasons: Any
    verdicts: tuple[Any, ...]

    @classmethod
    def blank(cls, rows: int, packs: Sequence[ScreenedPack]) -> "Codes":
        """Codes that say of every row that it was not judged."""
        import numpy

        return cls(
            numpy.full((rows, len(packs)), NOT_JUDGED, numpy.uint8),
            numpy.full((rows, len(packs)), NOT_JUDGED, numpy.uint8),
            tuple(numpy.full((rows, len(pack.criteria)), NOT_JUDGED, numpy.uint8) for pack in packs),
        )

    def put(self, row: int, packs: Sequence[ScreenedPack], findings: Mapping[str, PackFinding]) -> None:
        """Enter the findings of one row."""
        for place, pack in enumerate(packs):
            finding = findings[pack.id]
            self.statuses[row, place] = _STATUS[finding.status or "undetermined"]
            self.reasons[row, place] = _REASON[finding.reason]
            codes = [NOT_IN_FORCE] * len(pack.criteria)
            for one in finding.criteria:
                if one.id in pack.places and one.role in STATUS_ROLES:
                    codes[pack.places[one.id]] = _VERDICT[one.verdict]
            self.verdicts[place][row] = codes


def facts_of(case: Case, asked: Sequence[Asked]) -> list[FactSheet]:
    """The facts of a case for each set of rules; what shares a day shares the facts."""
    sheets: dict[tuple[PartialDate, bool], FactSheet] = {}
    found: list[FactSheet] = []
    for one in asked:
        day, earlier = one.day_of(case), one.on is not None
        if (day, earlier) not in sheets:
            seen = as_of(case, day)[0] if earlier else case
            sheets[day, earlier] = derive(seen, day, remember=False)
        found.append(sheets[day, earlier])
    return found


def judge_case(case: Case, asked: Sequence[Asked]) -> list[Mapping[str, PackFinding]]:
    """The findings on a case under each set of rules, by the explaining evaluator."""
    sheets = facts_of(case, asked)
    return [one.rulebook.evaluate(facts, one.day_of(case)) for one, facts in zip(asked, sheets, strict=True)]

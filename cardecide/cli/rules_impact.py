"""``cardecide rules impact``: which cases of a folder a change of rules would answer differently."""

import argparse
import json
import sys
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

from cardecide.cli.progress import Progress
from cardecide.cli.rule_folders import existing, with_drafts
from cardecide.engine import Rulebook, load_rulebook
from cardecide.engine.impact import PackImpact, impact
from cardecide.reading.problem import InputError, Problem

_ENDINGS: Final = (".yaml", ".yml", ".json")


def add_to(actions: Any) -> None:
    """Add the command to the parser's list."""
    action = actions.add_parser(
        "impact",
        help="which cases a change of rules would answer differently",
        description="Evaluates every case of a folder twice: under the rules to compare with, and under the "
        "bundled rules with --rules layered over them.",
    )
    action.add_argument("cases", type=Path, metavar="CASES", help="a folder of case files")
    action.add_argument("--rules", type=Path, metavar="DIR", help="rules layered over the bundled ones")
    action.add_argument(
        "--against",
        type=Path,
        metavar="DIR",
        help="rules to compare with, read by themselves (default: the bundled ones)",
    )
    action.add_argument("--json", action="store_true", help="write the changes as JSON")
    action.set_defaults(run=run)


@dataclass(frozen=True, slots=True)
class ScoreChange:
    """The score of one product: the lowest and highest points and the band, before and after."""

    product: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class CaseImpact:
    """What changes for one case."""

    case: str
    file: str
    decision_date: str
    packs: list[PackImpact]
    scores: list[ScoreChange]

    @property
    def changes_status(self) -> bool:
        """Whether a label or trial status is another one."""
        return any(one.changes_status for one in self.packs)


def run(options: argparse.Namespace) -> int:
    """Exit status 1 where some case files could not be used; the others are evaluated all the same."""
    if options.rules is None and options.against is None:
        raise InputError(
            [Problem("there is nothing to compare", "--rules or --against", file="rules impact")]
        )
    paths = _case_files(existing(options.cases))
    old = with_drafts(None) if options.against is None else load_rulebook(existing(options.against))
    new = with_drafts(options.rules)
    found: list[CaseImpact] = []
    problems: list[Problem] = []
    unusable = 0
    with Progress(len(paths), "cases") as progress:
        for path in paths:
            try:
                found.append(case_impact(path, old, new))
            except InputError as error:
                problems += error.problems
                unusable += 1
            progress.step()
    for problem in problems:
        print(problem, file=sys.stderr)
    changed = [one for one in found if one.packs or one.scores]
    if options.json:
        print(json.dumps([asdict(one) for one in changed], ensure_ascii=False, indent=2))
    else:
        for one in changed:
            print("\n".join(_lines(one)))
        print(_summary(found, unusable))
    return 1 if unusable else 0


def case_impact(path: Path, old: Rulebook, new: Rulebook) -> CaseImpact:
    """What the change of rules changes for the case of one file; raises InputError where it is wrong."""
    from cardecide.assessment.assessing import judged_on
    from cardecide.case import read_case
    from cardecide.case.partial_date import PartialDate
    from cardecide.facts.given_entries import check_given_entries

    case_file = read_case(path)
    check_given_entries(case_file.case, case_file.document)
    today = PartialDate.of(date.today())  # noqa: DTZ011 - the clinician's own calendar day
    before, after = (judged_on(case_file.case, rules, default_date=today) for rules in (old, new))
    scores = [
        {
            one.product: _score(judged.scorer.score(one, judged.safety[one.product]))
            for one in judged.products
            if one.product in judged.safety
        }
        for judged in (before, after)
    ]
    return CaseImpact(
        case_file.case.id,
        str(path),
        str(after.on),
        impact(before.findings, after.findings),
        [
            ScoreChange(product, scores[0].get(product, "none"), scores[1].get(product, "none"))
            for product in dict.fromkeys([*scores[0], *scores[1]])
            if scores[0].get(product) != scores[1].get(product)
        ],
    )


def _score(score: Any) -> str:
    return f"{score.low:.0f}–{score.high:.0f} {score.band.replace('_', ' ')}"


def _case_files(folder: Path) -> list[Path]:
    paths = (path for path in folder.rglob("*") if path.suffix in _ENDINGS and path.is_file())
    return sorted(path for path in paths if not path.name.startswith("."))


def _lines(one: CaseImpact) -> list[str]:
    lines = [f"{one.case} ({one.file}), decision date {one.decision_date}"]
    for pack in one.packs:
        status = f"{_plain(pack.old)} → {_plain(pack.new)}" if pack.changes_status else _plain(pack.new)
        lines.append(f"  {pack.pack}: {status}".removesuffix(": "))
        lines += [f"    {v.criterion}: {_plain(v.old)} → {_plain(v.new)}" for v in pack.verdicts]
    lines += [f"  score of {score.product}: {score.old} → {score.new}" for score in one.scores]
    return lines


def _plain(status: str) -> str:
    return status.replace("_", " ")


def _summary(found: list[CaseImpact], unusable: int) -> str:
    statuses = sum(one.changes_status for one in found)
    others = sum(bool(one.packs or one.scores) for one in found) - statuses
    text = (
        f"{len(found)} cases: a status changes in {statuses}, a verdict or score alone in {others}, "
        f"nothing in {len(found) - statuses - others}"
    )
    return text + (f"; {unusable} case files could not be used" if unusable else "")

"""``cardecide evaluate``: one case over all rules, as text, JSON, PDF or a list of facts."""

import argparse
import json
import sys
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from cardecide.assessment import assess
from cardecide.assessment.assessing import DEFAULT_POLICY, judged_on
from cardecide.assessment.comparison import compare
from cardecide.assessment.result import ResultModel
from cardecide.assessment.supposed import given_text
from cardecide.assessment.what_if import what_if
from cardecide.case import read_case
from cardecide.case.jurisdictions import JURISDICTIONS
from cardecide.case.partial_date import PartialDate
from cardecide.cli import output_files
from cardecide.cli.difference_text import comparison_text, what_if_text
from cardecide.cli.facts_text import facts_text
from cardecide.cli.rule_folders import rulebook
from cardecide.cli.summary import summary_text
from cardecide.facts.given_entries import check_given_entries
from cardecide.language.text import LANGUAGES
from cardecide.reading.problem import InputError, Problem


def add_to(commands: Any) -> None:
    """Add the command to the parser's list."""
    parser = commands.add_parser("evaluate", help="evaluate a case over all rules")
    parser.add_argument("case", type=Path, metavar="CASE", help="a case file (YAML or JSON)")
    parser.add_argument("--json", action="store_true", help="write the whole result as JSON")
    parser.add_argument("--facts", action="store_true", help="list the derived facts with their basis")
    output_files.add_to(parser)
    parser.add_argument("--date", metavar="D", help="decide as of this day (YYYY, YYYY-MM or YYYY-MM-DD)")
    parser.add_argument(
        "--jurisdiction", action="append", choices=JURISDICTIONS, metavar="J", help="may be repeated"
    )
    parser.add_argument("--lang", choices=LANGUAGES, default="en", help="language of the answer")
    parser.add_argument(
        "--rules", type=Path, metavar="DIR", help="further rules, layered over the bundled ones"
    )
    parser.add_argument("--policy", default=DEFAULT_POLICY, metavar="P", help="the scoring policy to use")
    parser.add_argument(
        "--what-if",
        action="append",
        default=[],
        metavar="FACT=VALUE",
        help="say what would be different if a fact had this value; may be repeated",
    )
    parser.add_argument("--compare-date", metavar="D", help="say what is different on this day")
    parser.add_argument(
        "--compare-rules", type=Path, metavar="DIR", help="say what is different with these rules on top"
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Evaluate the case and write what was asked for; nothing is written where the input is wrong."""
    case_file = read_case(options.case)
    check_given_entries(case_file.case, case_file.document)
    today = date.today()  # noqa: DTZ011 - the clinician's own calendar day
    judged = partial(
        judged_on,
        case_file.case,
        default_date=PartialDate.of(today),
        jurisdictions=options.jurisdiction,
        language=options.lang,
        policy=options.policy,
    )
    on = _asked_date(options.date, "--date")
    decided = on or case_file.case.decision_date
    rules = rulebook(options.rules, decided)
    if options.compare_date is not None or options.compare_rules is not None:
        other_day = _asked_date(options.compare_date, "--compare-date") or on
        other_folder = options.compare_rules if options.compare_rules is not None else options.rules
        other_rules = rulebook(other_folder, other_day or decided)
        comparison = compare(judged(rules, on=on), judged(other_rules, on=other_day))
        print(as_json(comparison) if options.json else comparison_text(comparison))
        return 0
    if options.what_if:
        answer = what_if(judged(rules, on=on), _supposed(options.what_if))
        print(as_json(answer) if options.json else what_if_text(answer))
        return 0
    result = assess(
        case_file.case,
        rules,
        on=on,
        default_date=PartialDate.of(today),
        jurisdictions=options.jurisdiction,
        language=options.lang,
        policy=options.policy,
        full=options.json or options.pdf is not None,
    )
    written = output_files.write(result, case_file.case, options, issued=today.isoformat())
    for line in written:  # beside the answer, which a program may read
        print(line, file=sys.stderr if options.json or options.facts else sys.stdout)
    if options.json:
        print(as_json(result))
    elif options.facts:
        print(facts_text(result, options.lang))
    elif not output_files.are_asked(options):
        print(summary_text(result))
    return 0


def as_json(result: ResultModel) -> str:
    """The result as indented JSON, in the order of the contract."""
    return json.dumps(result.model_dump(mode="json"), ensure_ascii=False, indent=2)


def _supposed(given: list[str]) -> dict[str, Any]:
    """The facts and values of ``--what-if``."""
    problems = [
        Problem(f"'{one}' supposes nothing", expected="FACT=VALUE", file="--what-if")
        for one in given
        if "=" not in one
    ]
    if problems:
        raise InputError(problems)
    pairs = [one.partition("=") for one in given]
    return {name.strip(): given_text(name.strip(), value.strip()) for name, _, value in pairs}


def _asked_date(text: str | None, option: str) -> PartialDate | None:
    if text is None:
        return None
    try:
        return PartialDate.parse(text)
    except ValueError:
        raise InputError(
            [Problem(f"'{text}' is not a date", expected="YYYY, YYYY-MM or YYYY-MM-DD", file=option)]
        ) from None

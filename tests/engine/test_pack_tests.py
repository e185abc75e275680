"""The tests beside the rules: what they find, what they refuse, and what they cover."""

from pathlib import Path

import pytest

from cardecide.engine import Rulebook, load_rulebook
from cardecide.engine.pack_tests import run_tests
from cardecide.reading.problem import InputError

TRIAL = """\
format: cardecide-rules/1
id: a-trial
kind: trial
product: a-product
title: A trial
sources:
  paper: {cite: A paper, grade: public}
  memory: {cite: Remembered, grade: recall-low}
criteria:
  - {id: lines, text: Three lines, include: prior_lines >= 3, source: paper}
  - {id: exposure, text: Exposed, include: exposed_classes includes PI, source: paper}
  - {id: platelets, text: Platelets, exclude: platelets < 50 10^9/L, encoded: by_hand, source: memory}
"""
HEAD = "format: cardecide-rule-tests/1\npack: a-trial\n"


@pytest.fixture
def rulebook(tmp_path: Path) -> Rulebook:
    (tmp_path / "a-trial.yaml").write_text(TRIAL, "utf-8")
    return load_rulebook(tmp_path)


def write(rulebook: Rulebook, text: str) -> None:
    (rulebook.folders[0] / "a-trial.tests.yaml").write_text(HEAD + text, "utf-8")


def problems(rulebook: Rulebook, text: str) -> list[str]:
    write(rulebook, text)
    with pytest.raises(InputError) as raised:
        run_tests(rulebook)
    return [f"{p.line}:{p.column} {p.message}" for p in raised.value.problems]


def test_expectations_that_come_true(rulebook: Rulebook) -> None:
    write(
        rulebook,
        """\
base: {prior_lines: 3}
tests:
  - name: all is known
    facts: {exposed_classes: [PI, IMiD], platelets: 50 10^9/L}
    expect:
      status: undetermined
      criteria: {lines: met, exposure: met, platelets: by_hand}
      computed: {platelets: met}
  - name: a list is the whole set
    facts: {exposed_classes: [IMiD], platelets: 49.9 10^9/L}
    expect: {status: outside, criteria: {exposure: not_met}, computed: {platelets: not_met}}
  - name: unless unknown is in it
    facts: {exposed_classes: [IMiD, unknown], prior_lines: 2-3}
    expect:
      criteria: {exposure: unknown, lines: unknown}
      computed: {platelets: unknown}
  - name: or it says what is absent
    facts: {exposed_classes: {absent: [PI]}, prior_lines: unknown}
    expect: {criteria: {exposure: not_met, lines: unknown}}
  - name: fewer lines
    facts: {prior_lines: 2, exposed_classes: []}
    expect: {status: outside, criteria: {lines: not_met, exposure: not_met}}
""",
    )
    report = run_tests(rulebook)
    assert report.failures == ()
    assert report.passed
    assert report.gaps == {}
    assert report.text() == "5 tests, 0 failed; 9 of 9 verdicts of 3 criteria shown"


def test_expectations_that_do_not_and_verdicts_never_shown(rulebook: Rulebook) -> None:
    write(
        rulebook,
        """\
tests:
  - name: wrong
    facts: {prior_lines: 3}
    expect: {status: inside, criteria: {lines: not_met}, computed: {platelets: met}}
""",
    )
    report = run_tests(rulebook)
    assert not report.passed
    place = f"{rulebook.folders[0] / 'a-trial.tests.yaml'}:4:1: wrong: "
    assert report.text().splitlines() == [
        place + "the status is undetermined; expected inside",
        place + "lines is met; expected not_met",
        place + "platelets, as computed, is unknown; expected met",
        "a-trial: lines: never not_met, unknown",
        "a-trial: exposure: never met, not_met",
        "a-trial: platelets: never met, not_met",
        "1 tests, 3 failed; 3 of 9 verdicts of 3 criteria shown",
    ]


def test_a_case_file_beside_the_rules(rulebook: Rulebook) -> None:
    case = "format: cardecide-case/1\nid: X\ndecision_date: 2024-01-01\n"
    (rulebook.folders[0] / "cases").mkdir()
    (rulebook.folders[0] / "cases" / "x.case").write_text(case, "utf-8")
    write(rulebook, "tests:\n  - {name: empty, case: cases/x.case, expect: {status: undetermined}}\n")
    assert run_tests(rulebook).passed


def test_everything_wrong_with_a_test_file_is_said_at_once(rulebook: Rulebook) -> None:
    text = """\
tests:
  - name: names
    facts: {prior_lnes: 3, exposed_classes: [IP], prior_lines: many, platelets: 50}
    expect: {criteria: {line: met}}
  - {name: both, facts: {}, case: x.case, expect: {}}
  - {name: none, case: x.case, expect: {}}
  - {name: day, on: 2024-13, facts: {}, expect: {}}
"""
    assert problems(rulebook, text) == [
        "5:13 there is no fact 'prior_lnes'",
        "5:45 'IP' is no value of exposed_classes",
        "5:64 'many' is not a count",
        "5:81 '50' has no unit",
        "6:25 the pack has no criterion 'line'",
        "7:5 a test has facts or a case, not both",
        "8:24 there is no case file 'x.case'",
        "9:21 month must be in 1..12",
    ]


def test_a_wrong_key_and_a_wrong_verdict(rulebook: Rulebook) -> None:
    text = "tests:\n  - {name: a, facts: {}, expects: {}, expect: {status: fine}}\n"
    assert problems(rulebook, text) == [
        "4:26 the key 'expects' does not belong here",
        "4:56 'fine' is not possible here",
    ]


def test_a_pack_that_does_not_exist(rulebook: Rulebook) -> None:
    (rulebook.folders[0] / "x.tests.yaml").write_text(
        HEAD.replace("a-trial", "a-trail") + "tests: []\n", "utf-8"
    )
    with pytest.raises(InputError, match="there is no pack 'a-trail'; did you mean 'a-trial'"):
        run_tests(rulebook)


def test_a_pack_with_dates_needs_a_day(rulebook: Rulebook) -> None:
    dated = TRIAL.replace("criteria:\n", "amendments:\n- from: 2020-01-01\n  criteria:\n")
    (rulebook.folders[0] / "a-trial.yaml").write_text(dated, "utf-8")
    text = "tests:\n  - {name: a, facts: {}, expect: {}}\n  - {name: b, on: 2020, facts: {}, expect: {}}\n"
    assert problems(load_rulebook(*rulebook.folders), text) == [
        "4:5 the day is missing; the pack has dated versions"
    ]

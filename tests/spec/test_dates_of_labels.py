"""The rule language: which version of a label is in force on a day, a month or a year."""

import pytest

from cardecide.case.partial_date import PartialDate
from cardecide.engine import PackFinding, evaluate
from cardecide.engine.loader import load_pack_text
from cardecide.engine.pack import Pack
from cardecide.facts.fact import Fact
from cardecide.facts.value import Span, Truth
from tests.spec.tables import rows

LABEL = """
format: cardecide-rules/1
id: a-label
kind: label
product: a-product
jurisdiction: US
title: A label
verified_through: 2026-06-30
sources: {paper: {cite: A paper, grade: public}}
versions:
  - from: 2024-04-05
    until: 2025-01-01
    criteria: [{id: lines, text: One line, include: prior_lines >= 1, source: paper}]
  - from: 2022-02-28
    until: 2024-04-05
    criteria: [{id: lines, text: Four lines, include: prior_lines >= 4, source: paper}]
  - from: 2025-03-01
    criteria: [{id: pregnancy, text: Not pregnant, exclude: pregnant, source: paper}]
"""

# Decision date, number of lines, the status, why, and the day on which the answer changes.
IN_FORCE = """
on         | lines | status       | reason             | deciding day
2022-02-27 | 5     | not_approved | not_yet_approved   |
2022-02-28 | 5     | on_label     | criteria           |
2022-02-28 | 3     | off_label    | criteria           |
2022-02    | 5     | undetermined | versions_disagree  | 2022-02-28
2022-01    | 5     | not_approved | not_yet_approved   |
2024-04-04 | 3     | off_label    | criteria           |
2024-04-05 | 3     | on_label     | criteria           |
2024-04    | 3     | undetermined | versions_disagree  | 2024-04-05
2024-04    | 4     | on_label     | criteria           |
2024-04    | 0     | off_label    | criteria           |
2024       | 3     | undetermined | versions_disagree  | 2024-04-05
2024       | 5     | on_label     | criteria           |
2024-12-31 | 1     | on_label     | criteria           |
2025-01-01 | 1     | not_approved | no_longer_approved |
2025-02    | 1     | not_approved | no_longer_approved |
2025-03-01 | 0     | on_label     | criteria           |
2024-12    | 1     | on_label     | criteria           |
2025       | 1     | undetermined | versions_disagree  | 2025-03-01
"""


def label(text: str = LABEL) -> Pack:
    pack, problems = load_pack_text(text, file="a-label.yaml")
    assert pack is not None, problems
    return pack


def judged(pack: Pack, on: str, lines: int = 5) -> PackFinding:
    facts = {
        "prior_lines": Fact("prior_lines", Span.exactly(lines)),
        "pregnant": Fact("pregnant", Truth.NO),
    }
    return evaluate(pack, facts, PartialDate.parse(on))


@pytest.mark.parametrize(("on", "lines", "status", "reason", "day"), rows(IN_FORCE))
def test_the_version_in_force(on: str, lines: str, status: str, reason: str, day: str) -> None:
    found = judged(label(), on, int(lines))
    assert (found.status, found.reason) == (status, reason)
    assert str(found.deciding_day or "") == day


def test_a_date_that_straddles_two_versions_shows_both() -> None:
    found = judged(label(), "2024-04", 3)
    assert [(str(v.version.start), v.status) for v in found.versions if v.version] == [
        ("2022-02-28", "off_label"),
        ("2024-04-05", "on_label"),
    ]
    assert [c.criterion.text for c in found.criteria] == ["One line"]


def test_days_without_a_version_are_shown_too() -> None:
    assert [v.status for v in judged(label(), "2022-02").versions] == ["not_approved", "on_label"]
    assert [v.version is None for v in judged(label(), "2022-02").versions] == [True, False]


VERIFIED = """
verified   | on         | status       | beyond
2026-06-30 | 2026-06-30 | on_label     | no
2026-06-30 | 2026-07-01 | on_label     | yes
2026-06-30 | 2026-06    | on_label     | no
2026-06-30 | 2026       | on_label     | yes
2022-01-31 | 2022-01-31 | not_approved | no
2022-01-31 | 2022-02-01 | undetermined | yes
2022-01-31 | 2022-03-01 | on_label     | yes
2025-01-15 | 2025-01-15 | not_approved | no
2025-01-15 | 2025-01-16 | undetermined | yes
"""


@pytest.mark.parametrize(("verified", "on", "status", "beyond"), rows(VERIFIED))
def test_beyond_the_last_day_verified(verified: str, on: str, status: str, beyond: str) -> None:
    found = judged(label(LABEL.replace("2026-06-30", verified)), on)
    assert found.status == status
    assert found.beyond_verified is (beyond == "yes")
    if status == "undetermined":
        assert found.reason == "not_verified"


def test_a_label_without_versions_has_never_been_approved() -> None:
    text = LABEL[: LABEL.index("versions:")] + "versions: []\n"
    assert judged(label(text), "2026-06-30").status == "not_approved"
    assert judged(label(text), "2026-07-01").status == "undetermined"


TRIAL = """
format: cardecide-rules/1
id: a-trial
kind: trial
product: a-product
title: A trial
sources: {paper: {cite: A paper, grade: public}}
amendments:
  - from: 2019-01-01
    until: 2020-01-01
    criteria: [{id: lines, text: Four lines, include: prior_lines >= 4, source: paper}]
  - from: 2020-01-01
    until: 2021-01-01
    criteria: [{id: lines, text: Three lines, include: prior_lines >= 3, source: paper}]
"""


@pytest.mark.parametrize(
    ("on", "status"),
    [
        ("2018-12-31", "outside"),
        ("2019-12-31", "outside"),
        ("2020-01-01", "inside"),
        ("2026-01-01", "inside"),
        ("2019", "outside"),
    ],
)
def test_a_trial_population_does_not_lapse(on: str, status: str) -> None:
    assert judged(label(TRIAL), on, 3).status == status

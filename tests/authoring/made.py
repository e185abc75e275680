"""Texts and people for the tests of editing rules."""

from datetime import UTC, datetime

from cardecide.authoring import Entry, LocalPack, LocalRules
from cardecide.locations import bundled

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
PASSPHRASE = "several words are easy"  # noqa: S105

SMALL = """\
# A pack for tests. The remark stays.
format: cardecide-rules/1
id: small
kind: trial
product: some-product
title: {en: "Small", zh: 小, tr: Küçük}   # on one line
sources:
  a-2020:
    cite: 'A paper: one'
    grade: public
    checked: 2026-01-02
  b-2021: {cite: B, grade: public}
criteria:
  - id: lines      # the first
    text: At least three lines
    include: "prior_lines >= 3"
    source: a-2020, table 1
  - id: platelets
    text:
      en: Platelets
    exclude:
      any:
        - platelets < 50 10^9/L   # at screening
        - 'hemoglobin < 8 g/dL'
    source: [a-2020, b-2021]
  - id: heart
    text: Ejection fraction
    exclude: lvef
      < 45 %
    weight: 2
    source:
      - key: b-2021
        place: page 4
"""

SMALL_TESTS = """\
format: cardecide-rule-tests/1
pack: small
tests:
  - name: three lines
    facts: {prior_lines: 3, platelets: 60 10^9/L, hemoglobin: 9 g/dL, lvef: 50 %}
    expect: {status: inside, criteria: {lines: met}}
  - name: two lines
    facts: {prior_lines: 2}
    expect: {status: outside}
"""


def entry(who: str = "Dr A", why: str = "") -> Entry:
    return Entry(who, NOON, why)


def karmma() -> str:
    return (bundled("rules") / "trials" / "karmma.yaml").read_bytes().decode()


def saved(rules: LocalRules, text: str = SMALL, tests: str = SMALL_TESTS, who: str = "Dr A") -> LocalPack:
    """The small pack saved as a new one."""
    return rules.save("small", text, entry(who), based_on="", tests=tests)


def reviewed(rules: LocalRules, pack: str, author: str = "Dr A", reviewer: str = "Dr B") -> LocalPack:
    """The present text of a pack with green tests and a review."""
    token = rules.get(pack).text_hash
    outcome = rules.record_tests(pack, entry(author), based_on=token)
    assert outcome.green, outcome
    return rules.review(pack, entry(reviewer), based_on=token)

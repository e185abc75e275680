"""What changed between two rulebooks."""

from pathlib import Path

import pytest

from cardecide.engine import Rulebook, load_rulebook
from cardecide.engine.rulebook_diff import diff

LABEL = """\
format: cardecide-rules/1
id: a-label
kind: label
product: a-product
jurisdiction: US
title: A label
sources: {label: {cite: The label, grade: public}}
versions:
  - from: 2024-04-05
    criteria:
      - {id: lines, text: A line, include: prior_lines >= 1, source: label}
      - {id: adult, text: Adult, include: age >= 18 years, source: label}
"""


def rulebook(folder: Path, *texts: str) -> Rulebook:
    folder.mkdir()
    for number, text in enumerate(texts):
        (folder / f"{number}.yaml").write_text(text, "utf-8")
    return load_rulebook(folder)


def test_the_same_content_is_no_change(tmp_path: Path) -> None:
    assert diff(rulebook(tmp_path / "a", LABEL), rulebook(tmp_path / "b", "# remark\n" + LABEL)) == []


def test_changes_are_told_criterion_by_criterion(tmp_path: Path) -> None:
    changed = (
        LABEL.replace("prior_lines >= 1, source: label", "prior_lines >= 2, source: 'label, section 1'")
        .replace("      - {id: adult", "      - {id: grown-up")
        .replace("title:", "verified_through: 2026-01-01\ntitle:")
        .replace("  - from: 2024-04-05\n", "  - from: 2024-04-05\n    until: 2026-01-01\n")
    )
    old = rulebook(tmp_path / "a", LABEL, LABEL.replace("a-label", "gone"))
    new = rulebook(tmp_path / "b", changed, LABEL.replace("a-label", "new"))
    assert list(map(str, diff(old, new))) == [
        "a-label: verified_through: nothing → 2026-01-01",
        "a-label (2024-04-05): until: nothing → 2026-01-01",
        "a-label (2024-04-05): adult: removed: include: age >= 18 years",
        "a-label (2024-04-05): grown-up: added: include: age >= 18 years",
        "a-label (2024-04-05): lines: condition: prior_lines >= 1 → prior_lines >= 2",
        "a-label (2024-04-05): lines: source: The label (public) → The label, section 1 (public)",
        "gone: removed",
        "new: added",
    ]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("title:", "notes: [A remark]\ntitle:", ["a-label: notes: nothing → A remark"]),
        ("title: A label", "title: {en: A label, tr: Etiket}",
         ["a-label: title: A label → nothing", "a-label: title.en: nothing → A label",
          "a-label: title.tr: nothing → Etiket"]),
        ("grade: public", "grade: seed",
         ["a-label: source label.grade: public → seed",
          "a-label (2024-04-05): adult: source: The label (public) → The label (seed)",
          "a-label (2024-04-05): lines: source: The label (public) → The label (seed)"]),
        ("text: A line,", "text: A line, weight: 0,", ["a-label (2024-04-05): lines: weight: nothing → 0"]),
        ("include: age", "exclude: age", ["a-label (2024-04-05): adult: role: include → exclude"]),
        ("from: 2024-04-05", "from: 2024-04-06",
         ["a-label (2024-04-05): removed", "a-label (2024-04-06): added",
          "a-label (2024-04-05): adult: removed: include: age >= 18 years",
          "a-label (2024-04-05): lines: removed: include: prior_lines >= 1",
          "a-label (2024-04-06): adult: added: include: age >= 18 years",
          "a-label (2024-04-06): lines: added: include: prior_lines >= 1"]),
        ("    criteria:", "    facts_printed: [{id: dose, text: A dose, source: label}]\n    criteria:",
         ["a-label (2024-04-05): facts_printed.dose.text: nothing → A dose",
          "a-label (2024-04-05): facts_printed.dose.citations.1.source.cite: nothing → The label",
          "a-label (2024-04-05): facts_printed.dose.citations.1.source.grade: nothing → public"]),
    ],
)  # fmt: skip
def test_every_part_of_a_pack_is_compared(tmp_path: Path, old: str, new: str, said: list[str]) -> None:
    assert old in LABEL
    found = diff(rulebook(tmp_path / "a", LABEL), rulebook(tmp_path / "b", LABEL.replace(old, new)))
    assert list(map(str, found)) == said


EVIDENCE = """\
format: cardecide-rules/1
id: outcomes
kind: evidence
title: Outcomes
sources: {paper: {cite: A paper, grade: public}}
rows:
  - {id: all, population: Everyone, n: 128, outcomes: {orr: 73 %}, applies: always, source: paper}
"""


def test_rows_are_compared_too(tmp_path: Path) -> None:
    changed = EVIDENCE.replace("73 %", "74 %").replace("n: 128", "n: 127").replace("Everyone", "All")
    found = diff(rulebook(tmp_path / "a", EVIDENCE), rulebook(tmp_path / "b", changed))
    assert list(map(str, found)) == [
        "outcomes: all: text: Everyone → All",
        "outcomes: all: population: Everyone → All",
        "outcomes: all: n: 128 → 127",
        "outcomes: all: outcomes.orr: 73 % → 74 %",
    ]


POLICY = """\
format: cardecide-rules/1
id: policy
kind: scoring
title: Policy
sources: {}
shares: {permission: {points: 60, why: First}, safety: {points: 40, why: Second}}
bands: {favored: 70, reasonable: 40}
caution_cap_weight: 3
default_weight: 1
full_weight: 10
"""


def test_a_policy_is_compared_number_by_number(tmp_path: Path) -> None:
    changed = POLICY.replace("reasonable: 40", "reasonable: 45")
    found = diff(rulebook(tmp_path / "a", POLICY), rulebook(tmp_path / "b", changed))
    assert list(map(str, found)) == ["policy: scoring.bands.reasonable: 40 → 45"]

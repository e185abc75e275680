"""Words and condition of a criterion say the same numbers, in every language; what explains a number."""

from dataclasses import replace
from decimal import Decimal

import pytest

from cardecide.engine import Rulebook, load_rulebook
from cardecide.engine.expression import AllOf, AnyOf, AtLeast, Compare, Expression, Not, atoms
from cardecide.engine.lint_codes import LintCode
from cardecide.engine.lint_words import differing_numbers
from cardecide.engine.loader import load_pack_text
from cardecide.facts.catalogue import catalogue
from cardecide.language.text import Text
from cardecide.locations import bundled

LINES = "prior_lines >= 3"


@pytest.fixture(scope="module")
def rules() -> Rulebook:
    return load_rulebook(bundled("rules"))


def warned(text: str, condition: str, *, kind: str = "trial") -> str:
    """What the check says of one criterion, given as YAML; empty: nothing."""
    role = "include" if kind == "trial" else "advise"
    of_kind = "product: p\n" if kind == "trial" else "applies_to: all\n"
    pack, problems = load_pack_text(
        f"format: cardecide-rules/1\nid: a-pack\nkind: {kind}\n{of_kind}title: T\n"
        "sources: {paper: {cite: A paper, grade: public}}\n"
        f"criteria:\n  - id: one\n    text: {text}\n    {role}: {condition}\n    source: paper\n",
        file="pack.yaml",
    )
    assert pack is not None, problems
    assert {one.code for one in problems} <= {LintCode.TEXT_SAYS_ANOTHER_NUMBER}
    return " ".join(one.message for one in problems)


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        ("At least 3 prior lines", LINES),
        ("At least three prior lines", LINES),
        ("{en: Three prior lines, zh: 既往三线, tr: Üç basamak}", LINES),
        ("{en: Two prior lines, zh: 既往两线, tr: İki basamak}", "prior_lines >= 2"),
        ("{en: One prior line, zh: 既往一线, tr: Bir basamak}", "prior_lines = 1"),
        ("{en: Enough lines, zh: 既往治疗足够, tr: Yeterli basamak}", LINES),
        ("{en: Enough lines, zh: 既往≥3 线, tr: Üç basamak}", LINES),
        (
            "{en: Age of 18 to 75 years, zh: 18–75 岁, tr: 18–75 yaş}",
            "{all: [age >= 18 years, age < 76 years]}",
        ),
        ("ECOG 0 to 1", "ecog <= 1"),
        ("Platelets of at least 50 × 10⁹/L", "platelets >= 50 10^9/L"),
        ("Platelets of at least 50,000/µL (50 × 10^9/L)", "platelets >= 50 10^9/L"),
        ("{en: Hemoglobin of 8 g/dL, tr: 'Hemoglobin ≥8,0 g/dL'}", "hemoglobin >= 8.0 g/dL"),
        ("Kidney function of at least 40 mL/min/1.73 m²", "egfr_mdrd >= 40 mL/min/1.73m2"),
        (
            "Progression within half a year, that is 6 months",
            "months_from_last_line_to_progression <= 6 months",
        ),
        ("BCMA treatment within 6 months", "days_since_bcma_therapy >= 183 days"),
        ("No vaccine within 3 weeks", "days_since_monoclonal_antibody >= 21 days"),
        ("70 mg or more within 7 days", "corticosteroid_dose_7_days < 70 mg"),
        (
            "Three lines with all three classes",
            "{all: [prior_lines >= 3, 'exposed_classes includes all of [PI, IMiD, anti-CD38]']}",
        ),
        (
            "At least one of four lines and triple-class exposure",
            "{any: [prior_lines >= 4, triple_class_exposed]}",
        ),
        ("Four lines after CARTITUDE-1 or CD38 antibodies, with t(4;14), as of 2021", "prior_lines >= 4"),
        ("Exposed to 3 classes", "triple_class_exposed"),
    ],
)
def test_quiet(text: str, condition: str) -> None:
    assert warned(text, condition) == ""


@pytest.mark.parametrize(
    ("text", "condition", "said"),
    [
        ("At least 3 prior lines", "prior_lines >= 4", "says 3 (en), which its condition does not have"),
        ("At least three prior lines", "prior_lines >= 4", "says three (en)"),
        ("{en: At least 4, zh: 既往≥3 线, tr: En az dört}", "prior_lines >= 4", "says 3 (zh)"),
        ("{en: At least 4, zh: 至少四线, tr: En az üç basamak}", "prior_lines >= 4", "says üç (tr)"),
        ("{en: At least 4, zh: 既往三线, tr: İki basamak}", "prior_lines >= 4", "says 三 (zh), iki (tr)"),
        ("{en: Two lines, zh: 2 线, tr: 2 basamak}", LINES, "says two (en), 2 (zh, tr)"),
        ("Hemoglobin of at least 8 g/dL", "hemoglobin >= 8.5 g/dL", "does not say 8.5 g/dL (en)"),
        ("{en: Hemoglobin of 8 g/dL, tr: 'Hemoglobin ≥8,5 g/dL'}", "hemoglobin >= 8 g/dL", "says 8,5 (tr)"),
        ("Age of 18 to 75 years", "{all: [age >= 18 years, age < 77 years]}", "does not say 77 years (en)"),
        ("Antibody within 21 days", "days_since_monoclonal_antibody >= 22 days", "says 21 (en)"),
        ("Platelets of 50 × 10⁹/L", "platelets >= 75 10^9/L", "does not say 75 10^9/L (en)"),
        (
            "Stroke or seizure within 6 months",
            "{any: [months_since_stroke >= 6 months, months_since_seizure >= 9 months]}",
            "does not say 9 months (en)",
        ),
    ],
)
def test_told(text: str, condition: str, said: str) -> None:
    assert said in warned(text, condition)


def test_guidance_tells_results_of_studies() -> None:
    assert warned("Survival of 14 months against 3", "prior_lines >= 4", kind="guidance") == ""


def test_the_bundled_labels_and_trials_say_what_they_ask(rules: Rulebook) -> None:
    assert [one for one in rules.warnings if one.code == LintCode.TEXT_SAYS_ANOTHER_NUMBER] == []


def changed(condition: Expression, of: Compare, to: Compare) -> Expression:
    """The condition with another threshold."""
    if condition is of:
        return to
    match condition:
        case AllOf(parts):
            return AllOf(tuple(changed(part, of, to) for part in parts))
        case AnyOf(parts):
            return AnyOf(tuple(changed(part, of, to) for part in parts))
        case AtLeast(n, parts):
            return AtLeast(n, tuple(changed(part, of, to) for part in parts))
        case Not(part):
            return Not(changed(part, of, to))
    return condition


def test_a_threshold_changed_in_a_bundled_pack_is_noticed(rules: Rulebook) -> None:
    """Every threshold of every label and trial whose text says numbers, made half as large again."""
    vocabulary = catalogue()
    tried, missed = 0, []
    for pack in rules.packs.values():
        for criterion in pack.criteria if pack.kind in ("label", "trial") else ():
            for atom in atoms(criterion.condition) if criterion.condition is not None else ():
                if not isinstance(atom, Compare) or not says_numbers(criterion.text):
                    continue
                more = atom.threshold * Decimal("1.5")
                unit = atom.written.partition(" ")[2]
                other = replace(atom, threshold=more, written=f"{more} {unit}".strip())
                assert criterion.condition is not None
                tried += 1
                if not differing_numbers(
                    criterion.text, changed(criterion.condition, atom, other), vocabulary
                ):
                    missed.append(f"{pack.id} {criterion.id} {atom.written}")
    assert tried > 200
    assert len(missed) <= tried // 50, missed


def says_numbers(text: Text) -> bool:
    words = text if isinstance(text, str) else " ".join(text.values())
    return any(sign.isdigit() for sign in words)

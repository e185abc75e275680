"""One line of a condition: what it becomes, and what is said where it is wrong."""

from decimal import Decimal

import pytest

from cardecide.engine.expression import Compare, Expression, Includes, IsOneOf, Not, YesNoAtom, text_of
from cardecide.engine.parser import LineError, parse_line
from cardecide.facts.catalogue import catalogue

READ = [
    ("active_infection", YesNoAtom("active_infection")),
    ("  active_infection  ", YesNoAtom("active_infection")),
    ("not active_infection", Not(YesNoAtom("active_infection"))),
    ("prior_lines >= 3", Compare("prior_lines", ">=", Decimal(3), "3")),
    ("prior_lines>=3", Compare("prior_lines", ">=", Decimal(3), "3")),
    ("prior_lines = 3", Compare("prior_lines", "=", Decimal(3), "3")),
    ("prior_lines == 3", Compare("prior_lines", "=", Decimal(3), "3")),
    ("not prior_lines < 3", Not(Compare("prior_lines", "<", Decimal(3), "3"))),
    ("serum_m_protein >= 1.0 g/dL", Compare("serum_m_protein", ">=", Decimal("1.0"), "1.0 g/dL")),
    ("serum_m_protein >= 10 g/L", Compare("serum_m_protein", ">=", Decimal(1), "10 g/L")),
    ("alt_times_upper_limit <= 2.5", Compare("alt_times_upper_limit", "<=", Decimal("2.5"), "2.5")),
    ("months_since_stroke < 6 months", Compare("months_since_stroke", "<", Decimal(6), "6 months")),
    ("refractory_drugs includes lenalidomide", Includes("refractory_drugs", "single", ("lenalidomide",))),
    ("exposed_classes includes all of [PI, IMiD]", Includes("exposed_classes", "all", ("PI", "IMiD"))),
    ("exposed_classes includes any of [PI,IMiD]", Includes("exposed_classes", "any", ("PI", "IMiD"))),
    ("exposed_classes includes any of [PI, PI]", Includes("exposed_classes", "any", ("PI",))),
    ("iss is II", IsOneOf("iss", ("II",))),
    ("iss is not II", Not(IsOneOf("iss", ("II",)))),
    ("iss is one of [II, III]", IsOneOf("iss", ("II", "III"))),
    (
        "cytogenetic_abnormalities includes t(4;14)",
        Includes("cytogenetic_abnormalities", "single", ("t(4;14)",)),
    ),
]


@pytest.mark.parametrize(("line", "expected"), READ)
def test_what_a_line_becomes(line: str, expected: Expression) -> None:
    assert parse_line(line, catalogue()) == expected


@pytest.mark.parametrize("expected", [expression for _, expression in READ])
def test_what_is_printed_can_be_read_again(expected: Expression) -> None:
    assert parse_line(text_of(expected), catalogue()) == expected


WRONG = [
    # line, code, column of the fault (from 0), the nearest name
    ("", "syntax", 0, ""),
    ("activ_infection", "unknown-fact", 0, "active_infection"),
    ("not activ_infection", "unknown-fact", 4, "active_infection"),
    ("prior_lnes >= 3", "unknown-fact", 0, "prior_lines"),
    ("active_infection is yes", "syntax", 17, ""),
    ("prior_lines", "syntax", 0, ""),
    ("prior_lines => 3", "syntax", 12, ""),
    ("prior_lines ≥ 3", "syntax", 12, ""),
    ("prior_lines != 3", "syntax", 12, ""),
    ("prior_lines >= three", "syntax", 12, ""),
    ("prior_lines >= 2.5", "syntax", 15, ""),
    ("prior_lines >= 3 lines", "unit-does-not-fit", 17, ""),
    ("prior_lines >= 300", "threshold-implausible", 15, ""),
    ("serum_m_protein >= 1.0", "unit-does-not-fit", 19, ""),
    ("serum_m_protein >= 1.0 mmHg", "unit-does-not-fit", 23, ""),
    ("serum_m_protein >= 1.0 kg", "unit-does-not-fit", 23, ""),
    ("alt_times_upper_limit <= 2.5 U/L", "unit-does-not-fit", 29, ""),
    ("exposed_classes", "syntax", 0, ""),
    ("exposed_classes is PI", "syntax", 16, ""),
    ("exposed_classes includes [PI]", "syntax", 25, ""),
    ("exposed_classes includes all of PI", "syntax", 32, ""),
    ("exposed_classes includes anti-CD28", "unknown-value", 25, "anti-CD38"),
    ("exposed_classes includes any of [PI, IMID, anti-CD38]", "unknown-value", 37, "IMiD"),
    ("exposed_classes includes any of []", "unknown-value", 33, ""),
    ("iss is 2", "unknown-value", 7, ""),
    ("iss is one of II", "syntax", 14, ""),
    ("iss includes II", "syntax", 4, ""),
]


@pytest.mark.parametrize(("line", "code", "offset", "near"), WRONG)
def test_what_is_said_of_a_wrong_line(line: str, code: str, offset: int, near: str) -> None:
    with pytest.raises(LineError) as raised:
        parse_line(line, catalogue())
    problem = raised.value.problems[0]
    assert (problem.code, problem.offset, problem.nearest) == (code, offset, near)
    assert problem.expected or problem.nearest or code == "unknown-fact"


def test_all_unknown_values_of_a_line_are_named() -> None:
    with pytest.raises(LineError) as raised:
        parse_line("exposed_classes includes any of [IP, PI, IMDi]", catalogue())
    assert [problem.offset for problem in raised.value.problems] == [33, 41]


@pytest.mark.parametrize("bound", ["0", "30"])
def test_the_ends_of_the_plausible_range_are_plausible(bound: str) -> None:
    assert parse_line(f"prior_lines >= {bound}", catalogue())


def test_equal_thresholds_in_different_units_are_the_same_condition() -> None:
    grams_per_deciliter = parse_line("serum_m_protein >= 1 g/dL", catalogue())
    grams_per_liter = parse_line("serum_m_protein >= 10.0 g/L", catalogue())
    assert grams_per_deciliter == grams_per_liter
    assert hash(grams_per_deciliter) == hash(grams_per_liter)

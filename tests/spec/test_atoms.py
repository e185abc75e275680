"""The rule language: one line about one fact that may be known in part.

An interval or a set of possibilities is met or not met only where every possibility agrees. In the tables an
interval is written as in mathematics: ``[4, 5]`` with its ends, ``(4, 5)`` without, a blank end unbounded.
"""

import re
from decimal import Decimal

import pytest

from cardecide.engine.expression import Compare, Includes, IsOneOf, Operator
from cardecide.engine.logic import evaluate_atom
from cardecide.facts.value import Members, Options, Span, Truth
from tests.spec.tables import rows

COMPARISONS = """
value    | >= 4    | > 4     | < 4     | <= 4    | = 4
[3, 3]   | no      | no      | yes     | yes     | no
[4, 4]   | yes     | no      | no      | yes     | yes
[5, 5]   | yes     | yes     | no      | no      | no
[3, 4]   | unknown | no      | unknown | yes     | unknown
[3, 4)   | no      | no      | yes     | yes     | no
[3, 5]   | unknown | unknown | unknown | unknown | unknown
[4, 5]   | yes     | unknown | no      | unknown | unknown
(4, 5]   | yes     | yes     | no      | no      | no
( , 3]   | no      | no      | yes     | yes     | no
( , 4]   | unknown | no      | unknown | yes     | unknown
( , 4)   | no      | no      | yes     | yes     | no
[4, )    | yes     | unknown | no      | unknown | unknown
(4, )    | yes     | yes     | no      | no      | no
( , )    | unknown | unknown | unknown | unknown | unknown
"""

# P: known to belong. A: known not to. The set is closed where nothing else belongs to it.
SETS = """
P   | A   | closed | open | includes PI | all of [PI, IMiD] | any of [PI, IMiD]
    |     | open   |      | unknown     | unknown           | unknown
PI  |     | open   |      | yes         | unknown           | yes
PI  | IMiD| open   |      | yes         | no                | yes
    | PI  | open   |      | no          | no                | unknown
    | PI IMiD | open |    | no          | no                | no
PI IMiD |  | open  |      | yes         | yes               | yes
    |     | closed |      | no          | no                | no
PI  |     | closed |      | yes         | no                | yes
    |     | closed | PI   | unknown     | no                | unknown
PI  |     | closed | IMiD | yes         | unknown           | yes
    | PI  | closed | PI   | no          | no                | no
"""

CHOICES = """
may be    | is II   | is one of [II, III]
anything  | unknown | unknown
I         | no      | no
II        | yes     | yes
III       | no      | yes
I II      | unknown | unknown
II III    | unknown | yes
I II III  | unknown | unknown
"""


def span(written: str) -> Span:
    match = re.fullmatch(r"([\[(])\s*(\d*)\s*,\s*(\d*)\s*([\])])", written)
    assert match, written
    low, high = (Decimal(text) if text else None for text in match.group(2, 3))
    return Span(low, high, match[1] == "(" and low is not None, match[4] == ")" and high is not None)


@pytest.mark.parametrize("row", rows(COMPARISONS), ids=lambda row: row[0])
def test_comparisons(row: tuple[str, ...]) -> None:
    value = span(row[0])
    operators: tuple[Operator, ...] = (">=", ">", "<", "<=", "=")
    for op, expected in zip(operators, row[1:], strict=True):
        found = evaluate_atom(Compare("lines", op, Decimal(4), "4"), value)
        assert found.name.lower() == expected, op


@pytest.mark.parametrize("row", rows(SETS), ids=" ".join)
def test_sets(row: tuple[str, ...]) -> None:
    present, absent, closed, opened, single, all_of, any_of = row
    value = Members(
        frozenset(present.split()), frozenset(absent.split()), closed == "closed", frozenset(opened.split())
    )
    both = ("PI", "IMiD")
    assert evaluate_atom(Includes("classes", "single", ("PI",)), value).name.lower() == single
    assert evaluate_atom(Includes("classes", "all", both), value).name.lower() == all_of
    assert evaluate_atom(Includes("classes", "any", both), value).name.lower() == any_of


@pytest.mark.parametrize(("possible", "single", "several"), rows(CHOICES))
def test_choices(possible: str, single: str, several: str) -> None:
    value = Options() if possible == "anything" else Options(frozenset(possible.split()))
    assert evaluate_atom(IsOneOf("iss", ("II",)), value).name.lower() == single
    assert evaluate_atom(IsOneOf("iss", ("II", "III")), value).name.lower() == several


def test_a_value_of_another_kind_is_a_fault_and_no_answer() -> None:
    with pytest.raises(TypeError, match="lines"):
        evaluate_atom(Compare("lines", ">=", Decimal(1), "1"), Truth.YES)

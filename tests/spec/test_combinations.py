"""The rule language: all, any, not and at_least over conditions that may be unknown.

One *no* settles ``all``, one *yes* settles ``any``, whatever is unknown beside it. ``at_least`` is settled as
soon as enough parts are *yes*, or too few are left that could be.
"""

import pytest

from cardecide.engine.expression import AllOf, AnyOf, AtLeast, Expression, Not, YesNoAtom
from cardecide.engine.logic import truth_of
from tests.spec.tables import TRUTHS, rows

A, B, C = YesNoAtom("a"), YesNoAtom("b"), YesNoAtom("c")

TWO = """
a       | b       | all     | any
yes     | yes     | yes     | yes
yes     | no      | no      | yes
yes     | unknown | unknown | yes
no      | yes     | no      | yes
no      | no      | no      | no
no      | unknown | no      | unknown
unknown | yes     | unknown | yes
unknown | no      | no      | unknown
unknown | unknown | unknown | unknown
"""

NEGATION = """
a       | not
yes     | no
no      | yes
unknown | unknown
"""

AT_LEAST = """
a       | b       | c       | 1       | 2       | 3
yes     | yes     | yes     | yes     | yes     | yes
yes     | yes     | no      | yes     | yes     | no
yes     | yes     | unknown | yes     | yes     | unknown
yes     | no      | no      | yes     | no      | no
yes     | no      | unknown | yes     | unknown | no
yes     | unknown | unknown | yes     | unknown | unknown
no      | no      | no      | no      | no      | no
no      | no      | unknown | unknown | no      | no
no      | unknown | unknown | unknown | unknown | no
unknown | unknown | unknown | unknown | unknown | unknown
"""


def truth(condition: Expression, **facts: str) -> str:
    found = truth_of(condition, {name: TRUTHS[value] for name, value in facts.items()})
    return found.name.lower()


@pytest.mark.parametrize(("a", "b", "all_of", "any_of"), rows(TWO))
def test_all_and_any(a: str, b: str, all_of: str, any_of: str) -> None:
    assert truth(AllOf((A, B)), a=a, b=b) == all_of
    assert truth(AnyOf((A, B)), a=a, b=b) == any_of


@pytest.mark.parametrize(("a", "negated"), rows(NEGATION))
def test_not(a: str, negated: str) -> None:
    assert truth(Not(A), a=a) == negated


@pytest.mark.parametrize(("a", "b", "c", "one", "two", "three"), rows(AT_LEAST))
def test_at_least(a: str, b: str, c: str, one: str, two: str, three: str) -> None:
    for n, expected in enumerate((one, two, three), start=1):
        for parts in ((A, B, C), (C, A, B), (B, C, A)):
            assert truth(AtLeast(n, parts), a=a, b=b, c=c) == expected


def test_a_fact_that_is_not_mentioned_is_unknown_and_never_no() -> None:
    assert truth(A) == "unknown"
    assert truth(Not(A)) == "unknown"

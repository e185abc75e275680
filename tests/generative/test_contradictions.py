"""The linter's search for contradictions accuses nobody wrongly, and names conditions that are at odds."""

from hypothesis import given, settings
from hypothesis import strategies as st

from cardecide.engine.expression import Expression, Not, YesNoAtom, atoms
from cardecide.engine.logic import truth_of
from cardecide.engine.satisfiable import contradiction, satisfiable
from cardecide.facts.fact import Fact
from cardecide.facts.value import Truth
from tests.generative.generated_rules import VOCABULARY, expressions, sheets

several = st.lists(expressions, min_size=1, max_size=5)
small = expressions.filter(lambda condition: len(list(atoms(condition))) <= 4)
"""Conditions for which the search is never given up."""


@settings(deadline=None)
@given(several, sheets())
def test_what_a_patient_fulfils_is_no_contradiction(
    conditions: list[Expression], facts: dict[str, Fact]
) -> None:
    values = {name: fact.value for name, fact in facts.items()}
    fulfilled = [condition for condition in conditions if truth_of(condition, values) is Truth.YES]
    assert contradiction(fulfilled, VOCABULARY) == []


@settings(deadline=None)
@given(several)
def test_the_conditions_that_are_named_are_at_odds_by_themselves(conditions: list[Expression]) -> None:
    refusing = contradiction(conditions, VOCABULARY)
    assert set(refusing) <= set(conditions)
    if refusing:
        assert not satisfiable(refusing, VOCABULARY)


@settings(deadline=None)
@given(small)
def test_a_condition_and_its_opposite_are_a_contradiction(condition: Expression) -> None:
    assert not satisfiable([condition, Not(condition)], VOCABULARY)


@settings(deadline=None)
@given(several, st.sampled_from([d.name for d in VOCABULARY.values() if d.kind == "yes_no"]))
def test_a_contradiction_stays_one_among_others(conditions: list[Expression], fact: str) -> None:
    opposite = [YesNoAtom(fact), Not(YesNoAtom(fact))]
    assert not satisfiable([*conditions, *opposite], VOCABULARY)

"""Two engines, one meaning (law 10): the compiled rules, the logic and the reference agree on every state."""

from hypothesis import given
from hypothesis import strategies as st

from cardecide.engine.compile import TRUTH_OF, compile_graph
from cardecide.engine.expression import Expression
from cardecide.engine.graph import Graph
from cardecide.engine.logic import truth_of
from cardecide.facts.fact import Fact
from tests.generative.generated_rules import MEMBERS, expressions, sheets
from tests.generative.reference import reference_truth


@given(expressions, sheets())
def test_the_logic_means_what_the_possibilities_say(condition: Expression, facts: dict[str, Fact]) -> None:
    values = {name: fact.value for name, fact in facts.items()}
    assert truth_of(condition, values) is reference_truth(condition, facts, MEMBERS)


@given(st.lists(expressions, min_size=1, max_size=6), sheets())
def test_compiled_rules_mean_what_the_possibilities_say(
    conditions: list[Expression], facts: dict[str, Fact]
) -> None:
    graph = Graph(conditions)
    answers = compile_graph(graph)(facts)
    assert [TRUTH_OF[answer] for answer in answers] == [
        reference_truth(node, facts, MEMBERS) for node in graph.nodes
    ]
    assert 2 not in answers


@given(st.lists(expressions, min_size=1, max_size=6))
def test_a_common_part_stands_once(conditions: list[Expression]) -> None:
    graph = Graph([*conditions, *conditions])
    assert len(set(graph.nodes)) == len(graph.nodes)
    for slot, node in enumerate(graph.nodes):
        assert graph.slot_of(node) == slot

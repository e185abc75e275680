"""Information is monotone (law 3): learning more settles findings and never turns a settled one around."""

from decimal import Decimal

from hypothesis import assume, given
from hypothesis import strategies as st

from cardecide.engine.compile import TRUTH_OF, compile_graph
from cardecide.engine.explain import explained, missing_names, plan
from cardecide.engine.expression import Expression
from cardecide.engine.graph import Graph
from cardecide.engine.logic import truth_of
from cardecide.facts.fact import Fact
from cardecide.facts.value import Members, Options, Span, Truth, Value
from tests.generative.generated_rules import CHOICES, MEMBERS, VOCABULARY, expressions, sheets


@st.composite
def less_known(draw: st.DrawFn, value: Value) -> Value:
    """A value that allows everything ``value`` allows, and perhaps more."""
    match value:
        case Truth():
            return draw(st.sampled_from([value, Truth.UNKNOWN]))
        case Span(low, high, low_open, high_open):
            keep_low, keep_high = draw(st.booleans()), draw(st.booleans())
            lower = draw(st.sampled_from([Decimal(0), Decimal(1)]))
            higher = draw(st.sampled_from([Decimal(0), Decimal(1)]))
            return Span(
                low - lower if keep_low and low is not None else None,
                high + higher if keep_high and high is not None else None,
                keep_low and low_open and low is not None and draw(st.booleans()),
                keep_high and high_open and high is not None and draw(st.booleans()),
            )
        case Options(possible):
            if possible is None or draw(st.booleans()):
                return Options()
            return Options(possible | draw(st.sets(st.sampled_from(CHOICES))))
        case Members():
            forgotten = draw(st.sets(st.sampled_from(MEMBERS)))
            closed = value.closed and draw(st.booleans())
            return Members(
                value.present - forgotten, value.absent - forgotten, closed, value.open | frozenset(forgotten)
            )
        case _:
            raise AssertionError(value)


@st.composite
def before_and_after(draw: st.DrawFn) -> tuple[dict[str, Fact], dict[str, Fact]]:
    """Facts as they were, and the same facts with more known."""
    after = draw(sheets())
    before = {
        name: Fact(name, draw(less_known(fact.value))) for name, fact in after.items() if draw(st.booleans())
    }
    return before, after


@given(expressions, before_and_after())
def test_more_information_never_turns_a_settled_condition_around(
    condition: Expression, facts: tuple[dict[str, Fact], dict[str, Fact]]
) -> None:
    before, after = ({name: fact.value for name, fact in sheet.items()} for sheet in facts)
    earlier = truth_of(condition, before)
    if earlier is not Truth.UNKNOWN:
        assert truth_of(condition, after) is earlier


@given(expressions, before_and_after())
def test_only_the_needs_of_an_unknown_condition_can_settle_it(
    condition: Expression, facts: tuple[dict[str, Fact], dict[str, Fact]]
) -> None:
    before, after = facts
    graph = Graph([condition])
    answers = compile_graph(graph)(before)
    node = explained(plan(condition, graph), answers, before)
    needs = missing_names(node, VOCABULARY)
    assert bool(needs) is (node.truth is Truth.UNKNOWN)
    assume(node.truth is Truth.UNKNOWN)

    def needed(name: str) -> bool:
        own = VOCABULARY[name]
        return name in needs or any(own.member_fact and own.member_name(m) in needs for m in MEMBERS)

    learned = {name: fact for name, fact in after.items() if not needed(name)}
    still = compile_graph(graph)({**{n: f for n, f in before.items() if needed(n)}, **learned})
    assert TRUTH_OF[still[-1]] is Truth.UNKNOWN


@given(expressions)
def test_nothing_known_is_nothing_decided(condition: Expression) -> None:
    assert truth_of(condition, {}) is Truth.UNKNOWN
    assert compile_graph(Graph([condition]))({})[-1] == 1

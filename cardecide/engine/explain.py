"""Why a condition is true, false or unknown: the same tree as the condition, with what was seen."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from cardecide.engine.compile import TRUTH_OF
from cardecide.engine.expression import AllOf, AnyOf, AtLeast, Expression, Includes, Not, children, text_of
from cardecide.engine.graph import Graph
from cardecide.engine.vocabulary import Vocabulary
from cardecide.facts.fact import Fact
from cardecide.facts.value import Members, Truth

Kind = Literal["atom", "all", "any", "not", "at_least"]


@dataclass(frozen=True, slots=True)
class Step:
    """One step of an explanation that is the same for every patient; ``slot`` is its answer's place."""

    kind: Kind
    text: str
    slot: int
    expression: Expression
    fact: str | None
    children: tuple["Step", ...]


@dataclass(slots=True, eq=False)
class Node:
    """One step for one patient: an atom with the fact it was judged on, or a combination of steps.

    ``truth`` is the step's own, before include or exclude is applied. Nodes are not changed once made.
    """

    kind: Kind
    text: str
    truth: Truth
    expression: Expression
    fact: Fact | None
    children: tuple["Node", ...]


def plan(expression: Expression, graph: Graph) -> Step:
    """The steps of an expression whose parts stand in the graph."""
    parts = tuple(plan(part, graph) for part in children(expression))
    slot = graph.slot_of(expression)
    match expression:
        case AllOf():
            return Step("all", "all of", slot, expression, None, parts)
        case AnyOf():
            return Step("any", "any of", slot, expression, None, parts)
        case AtLeast(n):
            return Step("at_least", f"at least {n} of", slot, expression, None, parts)
        case Not():
            return Step("not", "not", slot, expression, None, parts)
        case _:
            return Step("atom", text_of(expression), slot, expression, expression.fact, ())


def explained(step: Step, answers: Sequence[int], facts: Mapping[str, Fact]) -> Node:
    """The steps with the answers and facts of one patient."""
    truth = TRUTH_OF[answers[step.slot]]
    if step.fact is not None:
        return Node(step.kind, step.text, truth, step.expression, facts.get(step.fact), ())
    parts = tuple([explained(part, answers, facts) for part in step.children])
    return Node(step.kind, step.text, truth, step.expression, None, parts)


def missing_names(node: Node, vocabulary: Vocabulary) -> tuple[str, ...]:
    """The facts, or single members of a set, that can still change a step; none where it is settled.

    A part that is settled cannot change any more, and beside an unknown one it has not decided the whole.
    """
    return tuple(dict.fromkeys(_missing(node, vocabulary)))


def _missing(node: Node, vocabulary: Vocabulary) -> Iterator[str]:
    if node.truth is not Truth.UNKNOWN:
        return
    for child in node.children:
        yield from _missing(child, vocabulary)
    match node.expression:
        case Includes(fact, _, members):
            definition = vocabulary[fact]
            value = node.fact.value if node.fact is not None else None
            known = value if isinstance(value, Members) else Members()
            for member in members:
                if known.includes(member) is Truth.UNKNOWN:
                    yield definition.member_name(member) if definition.member_fact else fact
        case AllOf() | AnyOf() | AtLeast() | Not():
            pass
        case atom:
            yield atom.fact

"""The nodes of the graph in SQL, where NULL is *unknown*: its AND, OR and NOT are the three-valued ones."""

from collections.abc import Collection
from math import inf

from cardecide.cohort.engines.columns import high_column, low_column, member_column
from cardecide.cohort.engines.sql_expression import (
    Called,
    Case,
    Column,
    Compared,
    Literally,
    Negated,
    Nothing,
    Operator,
    Sql,
    conjunction,
    disjunction,
    total,
)
from cardecide.engine.expression import (
    AllOf,
    AnyOf,
    AtLeast,
    Compare,
    Expression,
    Includes,
    IsOneOf,
    Not,
    YesNoAtom,
)
from cardecide.engine.graph import Graph
from cardecide.engine.vocabulary import Vocabulary
from cardecide.facts.value import NEVER

_NEVER = float(NEVER.low or 0)
_TRUE, _FALSE = Literally(True), Literally(False)
_OPPOSITE: dict[Operator, Operator] = {">=": "<", ">": "<=", "<": ">=", "<=": ">"}


def answer_column(slot: int) -> str:
    """The column that holds the answer to a node of the graph."""
    return f"answer_{slot}"


class Conditions:
    """Writes nodes over a table that has ``columns``; a column that is not there is unknown in every row."""

    def __init__(self, graph: Graph, vocabulary: Vocabulary, columns: Collection[str]) -> None:
        self._graph = graph
        self._vocabulary = vocabulary
        self._columns = frozenset(columns)

    def of(self, node: Expression) -> Sql:
        """The answer to a node: over columns of facts for an atom, else over the answers to its parts."""
        match node:
            case YesNoAtom(fact):
                return self._truth(fact)
            case Includes(fact, mode, members):
                parts = [self._truth(member_column(fact, one)) for one in members]
                return disjunction(parts) if mode == "any" else conjunction(parts)
            case IsOneOf(fact, values):
                return self._one_of(fact, values)
            case Compare(fact, op, threshold):
                return self._compare(fact, op, float(threshold))
            case AllOf(parts):
                return conjunction([self._answer(part) for part in parts])
            case AnyOf(parts):
                return disjunction([self._answer(part) for part in parts])
            case Not(part):
                return Negated(self._answer(part))
            case AtLeast(n, parts):
                return _at_least(n, [self._answer(part) for part in parts])

    def _answer(self, part: Expression) -> Sql:
        return Column(answer_column(self._graph.slot_of(part)))

    def _truth(self, name: str) -> Sql:
        return Column(name) if name in self._columns else Nothing("BOOLEAN")

    def _number(self, name: str) -> Sql:
        """A number. NaN, which both engines take for larger than any number, is no number."""
        if name not in self._columns:
            return Nothing("DOUBLE")
        column = Column(name)
        return Case(
            (
                (Called("ISNAN", (column,)), Nothing("DOUBLE")),
                (Compared(column, ">", Literally(-inf)), column),
            )
        )

    def _one_of(self, fact: str, values: tuple[str, ...]) -> Sql:
        options = {one: self._truth(member_column(fact, one)) for one in self._vocabulary[fact].values}
        known = disjunction(list(options.values()))
        others = [option for one, option in options.items() if one not in values]
        wanted = [option for one, option in options.items() if one in values]
        yes = conjunction([known, *(Negated(one) for one in others)])
        no = conjunction([known, *(Negated(one) for one in wanted)])
        return Case(((yes, _TRUE), (no, _FALSE)))

    def _compare(self, fact: str, op: Operator, limit: float) -> Sql:
        if fact in self._columns:
            compared: Sql = Compared(self._number(fact), op, Literally(limit))
            if limit >= _NEVER:  # never is a number beyond this one and no more
                return Case(((Compared(self._number(fact), "<", Literally(inf)), compared),))
            return compared
        low, high = self._number(low_column(fact)), self._number(high_column(fact))
        limits = Literally(limit)
        if op == "=":
            yes = conjunction([Compared(low, ">=", limits), Compared(high, "<=", limits)])
            no = disjunction([Compared(low, ">", limits), Compared(high, "<", limits)])
            return Case(((yes, _TRUE), (no, _FALSE)))
        sure, possible = (low, high) if op in (">=", ">") else (high, low)
        yes = Compared(sure, op, limits)
        return Case(((yes, _TRUE), (Compared(possible, _OPPOSITE[op], limits), _FALSE)))


def _at_least(n: int, parts: list[Sql]) -> Sql:
    one, none = Literally(1), Literally(0)
    certain = total([Case(((part, one),), none) for part in parts])
    possible = total([Case(((Negated(part), none),), one) for part in parts])
    enough = Literally(n)
    return Case(((Compared(certain, ">=", enough), _TRUE), (Compared(possible, "<", enough), _FALSE)))

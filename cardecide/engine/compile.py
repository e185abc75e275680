"""Turns a graph of conditions into one Python function from facts to a vector of three-valued answers.

The function is built from syntax tree nodes, so that no text of a rule ever becomes code. Each fact is looked
up once, each distinct atom is judged once, and each combination is one or two operations on answers. An
answer is two bits, *certain* and *possible*: no is 00, unknown 01 and yes 11, so that Kleene's *and* and *or*
are the bitwise ones.

``logic`` says what the answers have to be; ``tests/generative`` holds the two against each other.
"""

import ast
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final, cast

from cardecide.engine.atom_answers import (
    AT_MOST,
    BELOW,
    EQUALS,
    EXCEEDS,
    NO,
    REACHES,
    UNKNOWN,
    YES,
    at_least_answer,
    includes_all,
    includes_any,
    is_one_of,
)
from cardecide.engine.expression import (
    AllOf,
    AnyOf,
    AtLeast,
    Atom,
    Compare,
    Expression,
    Includes,
    IsOneOf,
    Not,
    Operator,
    YesNoAtom,
)
from cardecide.engine.graph import Graph
from cardecide.facts.fact import Fact
from cardecide.facts.value import Members, Options, Span, Truth, Value

Answers = list[int]
Program = Callable[[Mapping[str, Fact]], Answers]
"""From the facts to one answer for each node of the graph, in its order."""

TRUTH_OF: Final = (Truth.NO, Truth.UNKNOWN, Truth.UNKNOWN, Truth.YES)
"""The truth of each answer; the answer 2 does not occur."""

CODE_OF: Final = {Truth.NO: NO, Truth.UNKNOWN: UNKNOWN, Truth.YES: YES}
"""The answer that stands for each truth."""

_NEGATED: Final = (YES, UNKNOWN, UNKNOWN, NO)
_NOTHING: Final[dict[type[Atom], Value]] = {
    YesNoAtom: Truth.UNKNOWN,
    Compare: Span(),
    Includes: Members(),
    IsOneOf: Options(),
}
_EXACT: Final[dict[Operator, ast.cmpop]] = {
    ">=": ast.GtE(),
    ">": ast.Gt(),
    "<": ast.Lt(),
    "<=": ast.LtE(),
    "=": ast.Eq(),
}
_SPANS: Final = {">=": REACHES, ">": EXCEEDS, "<": BELOW, "<=": AT_MOST, "=": EQUALS}


def compile_graph(graph: Graph) -> Program:
    """The function that answers every node of the graph."""
    return _Compiler(graph).program()


class _Compiler:
    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self._constants: dict[str, Any] = {"YES": Truth.YES, "NO": Truth.NO, "NEGATED": _NEGATED}

    def program(self) -> Program:
        body = [
            *self._statements(),
            ast.Return(ast.List(list(map(_answer, range(len(self._graph.nodes)))), _LOAD)),
        ]
        arguments = ast.arguments(
            posonlyargs=[], args=[ast.arg("facts")], kwonlyargs=[], kw_defaults=[], defaults=[]
        )
        function = ast.FunctionDef("program", arguments, body, decorator_list=[])
        module = ast.Module([function], type_ignores=[])
        _place_on_line_one(module)
        namespace = dict(self._constants)
        exec(compile(module, "<rules>", "exec"), namespace)  # noqa: S102 - built from nodes, see above
        return cast(Program, namespace["program"])

    def _statements(self) -> Iterator[ast.stmt]:
        """Atoms first, fact by fact, since they need nothing; then the combinations in the graph's order."""
        by_fact: dict[str, list[tuple[int, Atom]]] = {}
        for slot, node in enumerate(self._graph.nodes):
            if isinstance(node, Atom):
                by_fact.setdefault(node.fact, []).append((slot, node))
        yield _assign("get", ast.Attribute(_name("facts"), "get", _LOAD))
        for fact, group in by_fact.items():
            yield from self._fact(fact, group)
        for slot, node in enumerate(self._graph.nodes):
            if not isinstance(node, Atom):
                yield _assign_answer(slot, self._combination(node))

    def _fact(self, fact: str, group: list[tuple[int, Atom]]) -> Iterator[ast.stmt]:
        nothing = self._constant(_NOTHING[type(group[0][1])])
        yield _assign("fact", _call(_name("get"), ast.Constant(fact)))
        known = ast.Compare(_name("fact"), [ast.IsNot()], [ast.Constant(None)])
        yield _assign("value", ast.IfExp(known, ast.Attribute(_name("fact"), "value", _LOAD), nothing))
        if isinstance(group[0][1], Compare):
            yield _assign("low", ast.Attribute(_name("value"), "low", _LOAD))
            bounded = ast.Compare(_name("low"), [ast.IsNot()], [ast.Constant(None)])
            high = ast.Attribute(_name("value"), "high", _LOAD)
            same = ast.Compare(_name("low"), [ast.Eq()], [high])
            yield _assign("exact", ast.BoolOp(ast.And(), [bounded, same]))
        for slot, atom in group:
            yield _assign_answer(slot, self._atom(atom))

    def _atom(self, atom: Atom) -> ast.expr:
        match atom:
            case YesNoAtom():
                is_yes = ast.Compare(_name("value"), [ast.Is()], [_name("YES")])
                is_no = ast.Compare(_name("value"), [ast.Is()], [_name("NO")])
                return _choose(is_yes, YES, ast.IfExp(is_no, ast.Constant(NO), ast.Constant(UNKNOWN)))
            case Compare(_, op, threshold):
                limit = self._constant(threshold)
                holds = ast.Compare(_name("low"), [_EXACT[op]], [limit])
                exact = _choose(holds, YES, ast.Constant(NO))
                return ast.IfExp(_name("exact"), exact, self._judged(_SPANS[op], limit))
            case Includes(_, mode, members):
                judge = includes_any if mode == "any" else includes_all
                return self._judged(judge, self._constant(frozenset(members)))
            case IsOneOf(_, values):
                return self._judged(is_one_of, self._constant(frozenset(values)))

    def _combination(self, node: Expression) -> ast.expr:
        match node:
            case AllOf(parts):
                return self._joined(parts, ast.BitAnd(), YES)
            case AnyOf(parts):
                return self._joined(parts, ast.BitOr(), NO)
            case Not(part):
                return ast.Subscript(_name("NEGATED"), self._part(part), _LOAD)
            case AtLeast(n, parts):
                answers = ast.Tuple(list(map(self._part, parts)), _LOAD)
                return _call(self._constant(at_least_answer), ast.Constant(n), answers)
        raise TypeError(f"{node} is not a combination")

    def _joined(self, parts: tuple[Expression, ...], operator: ast.operator, empty: int) -> ast.expr:
        if not parts:
            return ast.Constant(empty)
        joined = self._part(parts[0])
        for part in parts[1:]:
            joined = ast.BinOp(joined, operator, self._part(part))
        return joined

    def _part(self, part: Expression) -> ast.expr:
        return _answer(self._graph.slot_of(part))

    def _judged(self, judge: Callable[..., int], *arguments: ast.expr) -> ast.expr:
        return _call(self._constant(judge), _name("value"), *arguments)

    def _constant(self, value: Any) -> ast.expr:
        """The name under which the function finds a value that is no literal of Python."""
        name = f"constant_{len(self._constants)}"
        self._constants[name] = value
        return _name(name)


_LOAD: Final = ast.Load()


def _place_on_line_one(tree: ast.AST) -> None:
    """Python wants a place for every node; the standard library's way of giving one takes half the time."""
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        node.lineno = 1  # type: ignore[attr-defined]
        node.col_offset = 0  # type: ignore[attr-defined]
        for name in node._fields:
            part = getattr(node, name, None)
            if isinstance(part, ast.AST):
                waiting.append(part)
            elif isinstance(part, list):
                waiting.extend(part)


def _name(name: str) -> ast.Name:
    return ast.Name(name, _LOAD)


def _answer(slot: int) -> ast.expr:
    return _name(f"answer_{slot}")


def _assign(name: str, value: ast.expr) -> ast.stmt:
    return ast.Assign([ast.Name(name, ast.Store())], value)


def _assign_answer(slot: int, value: ast.expr) -> ast.stmt:
    return _assign(f"answer_{slot}", value)


def _call(function: ast.expr, *arguments: ast.expr) -> ast.expr:
    return ast.Call(function, list(arguments), [])


def _choose(test: ast.expr, answer: int, otherwise: ast.expr) -> ast.expr:
    return ast.IfExp(test, ast.Constant(answer), otherwise)

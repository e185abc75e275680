"""The same conditions over the same columns, in engines that one would otherwise pick.

Polars and pandas know a third truth value; the others do not, so every condition becomes two expressions, one
that it holds and one that it does not, as their user would have to write them.
"""

import json
from collections.abc import Callable, Sequence
from typing import Any

import pyarrow as pa

from cardecide.cohort import CohortPlan
from cardecide.cohort.engines.columns import member_column
from cardecide.cohort.engines.duckdb_engine import connected
from cardecide.cohort.engines.in_force import InForce
from cardecide.cohort.engines.sql_conditions import answer_column
from cardecide.cohort.engines.sql_expression import DUCKDB
from cardecide.cohort.engines.sql_query import Query
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
    atoms,
)

Counts = list[int]
"""For each root how many rows are yes and how many are no."""


def flat(node: Expression) -> Expression:
    """The node with sets and choices as conditions on single columns."""
    match node:
        case Includes(fact, mode, members):
            parts = tuple(YesNoAtom(member_column(fact, one)) for one in members)
            return (AnyOf if mode == "any" else AllOf)(parts)
        case IsOneOf(fact, values):  # every choice of these cohorts is known or unknown as a whole
            return AnyOf(tuple(YesNoAtom(member_column(fact, one)) for one in values))
        case AllOf(parts) | AnyOf(parts):
            return type(node)(tuple(map(flat, parts)))
        case AtLeast(n, parts):
            return AtLeast(n, tuple(map(flat, parts)))
        case Not(part):
            return Not(flat(part))
        case _:
            return node


def conditions(plan: CohortPlan) -> list[Expression]:
    """The plan's roots over single columns."""
    return [flat(plan.graph.nodes[slot]) for slot in plan.roots]


def with_all_columns(plan: CohortPlan, table: pa.Table) -> pa.Table:
    """The table with a column of nothing known for each fact that the conditions read and it lacks.

    The program takes a missing column for unknown; its peers would refuse to run.
    """
    for condition in conditions(plan):
        for atom in atoms(condition):
            if atom.fact not in table.column_names:
                kind = pa.bool_() if isinstance(atom, YesNoAtom) else pa.float64()
                table = table.append_column(atom.fact, pa.nulls(table.num_rows, kind))
    return table


def polars_counts(plan: CohortPlan, table: pa.Table) -> Callable[[], Counts]:
    """Polars: lazy, with common parts found by its optimizer."""
    import polars as pl

    frame = pl.from_arrow(table)
    joins = {AllOf: lambda a, b: a & b, AnyOf: lambda a, b: a | b}

    def write(node: Expression) -> Any:
        match node:
            case YesNoAtom(fact):
                return pl.col(fact)
            case Compare(fact, op, threshold):
                return _OPERATORS[op](pl.col(fact), float(threshold))
            case Not(part):
                return ~write(part)
        return _folded(joins, node, write)

    roots = [write(one) for one in conditions(plan)]
    wanted = [
        e for i, root in enumerate(roots) for e in (root.sum().alias(f"y{i}"), (~root).sum().alias(f"n{i}"))
    ]
    lazy = frame.lazy().select(wanted)
    return lambda: list(lazy.collect().row(0))


def pandas_counts(plan: CohortPlan, table: pa.Table) -> Callable[[], Counts]:
    """pandas with its nullable types."""
    import pandas

    nullable = {pa.bool_(): pandas.BooleanDtype(), pa.float64(): pandas.Float64Dtype()}
    frame = table.to_pandas(types_mapper=nullable.get)
    joins = {AllOf: lambda a, b: a & b, AnyOf: lambda a, b: a | b}
    known: dict[Expression, Any] = {}

    def write(node: Expression) -> Any:
        if node not in known:
            known[node] = build(node)
        return known[node]

    def build(node: Expression) -> Any:
        match node:
            case YesNoAtom(fact):
                return frame[fact]
            case Compare(fact, op, threshold):
                return _OPERATORS[op](frame[fact], float(threshold))
            case Not(part):
                return ~write(part)
        return _folded(joins, node, write)

    def run() -> Counts:
        known.clear()
        roots = [write(one) for one in conditions(plan)]
        return [int(count) for root in roots for count in (root.sum(), (~root).sum())]

    return run


def duckdb_counts(
    plan: CohortPlan, force: InForce, table: pa.Table, threads: int = 1
) -> Callable[[], Counts]:
    """DuckDB with the program's own SQL, counting inside the database."""
    connection = connected(threads)
    connection.register("facts", table)
    query = Query(plan, force, table.column_names, DUCKDB).codes('"facts"')
    counts = ", ".join(
        f"count(*) FILTER ({DUCKDB.quoted(name)}), count(*) FILTER (NOT {DUCKDB.quoted(name)})"
        for name in map(answer_column, plan.roots)
    )
    counting = f"SELECT {counts} FROM ({query})"  # noqa: S608 - written by this program
    return lambda: list(connection.execute(counting).fetchone() or ())


def zen_answers(plan: CohortPlan) -> Callable[[Sequence[dict[str, Any]]], list[Any]]:
    """zen-engine, one case after the other."""
    import zen

    written = [
        _text(one, wanted, "", " and ", " or ") for one in conditions(plan) for wanted in (True, False)
    ]
    at = {"x": 0, "y": 0}
    expressions = [{"id": f"e{i}", "key": f"e{i}", "value": text} for i, text in enumerate(written)]
    nodes = [
        {"id": "in", "name": "in", "type": "inputNode", "position": at},
        {
            "id": "all",
            "name": "all",
            "type": "expressionNode",
            "position": at,
            "content": {"expressions": expressions},
        },
        {"id": "out", "name": "out", "type": "outputNode", "position": at},
    ]
    edges = [
        {"id": "1", "sourceId": "in", "targetId": "all", "type": "edge"},
        {"id": "2", "sourceId": "all", "targetId": "out", "type": "edge"},
    ]
    kind = "application/vnd.gorules.decision"
    peer = zen.ZenEngine().create_decision(json.dumps({"contentType": kind, "nodes": nodes, "edges": edges}))

    def run(rows: Sequence[dict[str, Any]]) -> list[Any]:
        found = [peer.evaluate(row)["result"] for row in rows]
        return [[one[f"e{i}"] for i in range(len(written))] for one in found]

    return run


def cel_answers(plan: CohortPlan) -> Callable[[Sequence[dict[str, Any]]], list[Any]]:
    """cel-expr-python: every condition in one list."""
    from cel_expr_python import cel

    written = [
        _text(one, wanted, "x.", " && ", " || ") for one in conditions(plan) for wanted in (True, False)
    ]
    environment = cel.NewEnv(variables={"x": cel.Type.DYN})
    compiled = environment.compile("[" + ", ".join(written) + "]")
    return lambda rows: [compiled.eval(data={"x": row}).plain_value() for row in rows]


def datalogic_answers(plan: CohortPlan) -> Callable[[Sequence[dict[str, Any]]], list[Any]]:
    """datalogic-py: JSONLogic, every condition in one list."""
    import datalogic_py

    rule = [_logic(one, wanted) for one in conditions(plan) for wanted in (True, False)]
    compiled = datalogic_py.Engine().compile(rule)
    return lambda rows: [compiled.evaluate(row) for row in rows]


_OPERATORS: dict[str, Callable[[Any, float], Any]] = {
    ">=": lambda a, b: a >= b,
    ">": lambda a, b: a > b,
    "<=": lambda a, b: a <= b,
    "<": lambda a, b: a < b,
    "=": lambda a, b: a == b,
}
_OPPOSITE = {">=": "<", ">": "<=", "<=": ">", "<": ">="}


def _folded(joins: Any, node: Expression, write: Callable[[Expression], Any]) -> Any:
    if not isinstance(node, AllOf | AnyOf):
        raise TypeError("these rules have no such combination")
    result = write(node.parts[0])
    for part in node.parts[1:]:
        result = joins[type(node)](result, write(part))
    return result


def _text(node: Expression, wanted: bool, prefix: str, both: str, either: str) -> str:
    match node:
        case YesNoAtom(fact):
            return f"({prefix}{fact} == {'true' if wanted else 'false'})"
        case Compare(fact, op, threshold):
            name, limit = f"{prefix}{fact}", float(threshold)
            sign = {"=": "=="}.get(op, op) if wanted else {"=": "!="}.get(op) or _OPPOSITE[op]
            return f"({name} != null{both}{name} {sign} {limit!r})"
        case Not(part):
            return _text(part, not wanted, prefix, both, either)
        case AllOf(parts) | AnyOf(parts):
            word = both if isinstance(node, AllOf) is wanted else either
            return "(" + word.join(_text(part, wanted, prefix, both, either) for part in parts) + ")"
    raise TypeError("these rules have no such combination")


def _logic(node: Expression, wanted: bool) -> Any:
    match node:
        case YesNoAtom(fact):
            return {"===": [{"var": fact}, wanted]}
        case Compare(fact, op, threshold):
            value = {"var": fact}
            sign = {"=": "=="}.get(op, op) if wanted else {"=": "!="}.get(op) or _OPPOSITE[op]
            return {"and": [{"!==": [value, None]}, {sign: [value, float(threshold)]}]}
        case Not(part):
            return _logic(part, not wanted)
        case AllOf(parts) | AnyOf(parts):
            word = "and" if isinstance(node, AllOf) is wanted else "or"
            return {word: [_logic(part, wanted) for part in parts]}
    raise TypeError("these rules have no such combination")

"""The same conditions in zen-engine, the rule engine a developer would otherwise pick.

It knows no third truth value, so every condition becomes two expressions, one that it holds and one that it
does not; neither true is unknown. That is the encoding by hand that its user would have to write.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any

import zen

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
from cardecide.facts.fact import Fact
from cardecide.facts.value import Members, Options, Span, Truth

_OPPOSITE = {">=": "<", ">": "<=", "<=": ">", "<": ">="}


def decision(conditions: Sequence[Expression]) -> Any:
    """One decision that judges every condition: outputs ``t0 f0 t1 f1 …``."""
    expressions = []
    for index, condition in enumerate(conditions):
        expressions.append({"id": f"t{index}", "key": f"t{index}", "value": plane(condition, True)})
        expressions.append({"id": f"f{index}", "key": f"f{index}", "value": plane(condition, False)})
    at = {"x": 0, "y": 0}
    content = {
        "contentType": "application/vnd.gorules.decision",
        "nodes": [
            {"id": "in", "name": "in", "type": "inputNode", "position": at},
            {
                "id": "all",
                "name": "all",
                "type": "expressionNode",
                "position": at,
                "content": {"expressions": expressions},
            },
            {"id": "out", "name": "out", "type": "outputNode", "position": at},
        ],
        "edges": [
            {"id": "1", "sourceId": "in", "targetId": "all", "type": "edge"},
            {"id": "2", "sourceId": "all", "targetId": "out", "type": "edge"},
        ],
    }
    return zen.ZenEngine().create_decision(json.dumps(content))


def plane(condition: Expression, wanted: bool) -> str:
    """The expression that is true exactly where the condition is certainly ``wanted``."""
    match condition:
        case AllOf(parts):
            return _joined(parts, wanted, " and " if wanted else " or ", "true" if wanted else "false")
        case AnyOf(parts):
            return _joined(parts, wanted, " or " if wanted else " and ", "false" if wanted else "true")
        case Not(part):
            return plane(part, not wanted)
        case AtLeast(n, parts):
            counted = " + ".join(f"(({plane(part, wanted)}) ? 1 : 0)" for part in parts)
            return f"({counted}) >= {n if wanted else len(parts) - n + 1}"
        case YesNoAtom(fact):
            return f"{fact}.{'yes' if wanted else 'no'}"
        case Compare(fact, op, threshold):
            return _compare(fact, op, str(threshold), wanted)
        case Includes(fact, mode, members):
            every = (mode != "any") is wanted
            known = "present" if wanted else "absent"
            return (
                "(" + (" and " if every else " or ").join(f"'{m}' in {fact}.{known}" for m in members) + ")"
            )
        case IsOneOf(fact, values):
            tests = [f"'{value}' in {fact}.possible" for value in values]
            if not wanted:
                return f"({fact}.known and not ({' or '.join(tests)}))"
            return (
                f"({fact}.known and len({fact}.possible) == "
                + " + ".join(f"(({test}) ? 1 : 0)" for test in tests)
                + ")"
            )


def _joined(parts: Sequence[Expression], wanted: bool, word: str, empty: str) -> str:
    return "(" + word.join(plane(part, wanted) for part in parts) + ")" if parts else empty


def _compare(fact: str, op: str, threshold: str, wanted: bool) -> str:
    if op == "=":
        return (
            f"({fact}.low != null and {fact}.low == {threshold} and {fact}.high == {threshold})"
            if wanted
            else f"(({fact}.low != null and {fact}.low > {threshold})"
            f" or ({fact}.high != null and {fact}.high < {threshold}))"
        )
    sign = op if wanted else _OPPOSITE[op]
    bound = "low" if sign in (">", ">=") else "high"
    return f"({fact}.{bound} != null and {fact}.{bound} {sign} {threshold})"


def context(facts: Mapping[str, Fact], members: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    """The facts as the peer's input; ``members`` lists, per set, the members that any condition asks for."""
    return {name: _plain(fact, members.get(name, ())) for name, fact in facts.items()}


def _plain(fact: Fact, asked: Sequence[str]) -> dict[str, Any]:
    match fact.value:
        case Truth():
            return {"yes": fact.value is Truth.YES, "no": fact.value is Truth.NO}
        case Span(low, high):
            return {
                "low": None if low is None else float(low),
                "high": None if high is None else float(high),
            }
        case Options(possible):
            return {"known": possible is not None, "possible": sorted(possible or ())}
        case Members() as value:
            return {
                "present": [one for one in asked if value.includes(one) is Truth.YES],
                "absent": [one for one in asked if value.includes(one) is Truth.NO],
            }
    return {}


def truths(output: Mapping[str, Any], count: int) -> list[Truth]:
    """The peer's answer for each condition."""
    result = output["result"]
    return [
        Truth.YES if result[f"t{i}"] else Truth.NO if result[f"f{i}"] else Truth.UNKNOWN for i in range(count)
    ]

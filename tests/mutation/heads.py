"""Assignments at the heads of modules, run again with a change, and all that was made of them."""

import ast
import sys
import types
from functools import cache

from tests.mutation.mutants import modules, path_of

_OURS = ("cardecide", "tests")


def assigned_name(statement: ast.AST) -> str:
    """The name that a statement gives a value; empty where it is no plain assignment."""
    if isinstance(statement, ast.AnnAssign) and statement.value is not None:
        target: ast.expr = statement.target
    elif isinstance(statement, ast.Assign) and len(statement.targets) == 1:
        target = statement.targets[0]
    else:
        return ""
    return target.id if isinstance(target, ast.Name) else ""


def run_again(module: str, statement: ast.AST) -> None:
    """Run an assignment of a module of the facts again, and every one that reads what it assigns.

    Modules that have imported the name get the new value.
    """
    home = sys.modules[f"cardecide.facts.{module}"]
    waiting: list[tuple[types.ModuleType, ast.AST]] = [(home, statement)]
    ran: set[tuple[str, str]] = set()
    while waiting:
        place, node = waiting.pop(0)
        name = assigned_name(node)
        if (place.__name__, name) in ran:
            continue
        ran.add((place.__name__, name))
        old = vars(place)[name]
        code = compile(ast.Module([node], []), place.__file__ or "", "exec")  # type: ignore[list-item]
        exec(code, vars(place))  # noqa: S102 - the project's own source
        for other in list(sys.modules.values()):
            if not getattr(other, "__name__", "").startswith(_OURS):
                continue
            if other is place or vars(other).get(name) is old:
                vars(other)[name] = vars(place)[name]
                waiting += [(other, one) for one in _reading(other.__name__, name) if one is not node]


def _reading(module: str, name: str) -> list[ast.AST]:
    """The assignments at the head of a module of the facts that read a name."""
    return [node for node, names in assignments().get(module, ()) if name in names]


@cache
def assignments() -> dict[str, list[tuple[ast.AST, set[str]]]]:
    """For each module of the facts, the assignments at its head with the names that they read."""
    found: dict[str, list[tuple[ast.AST, set[str]]]] = {}
    for module in modules():
        tree = ast.parse(path_of(module).read_text(encoding="utf-8"))
        found[f"cardecide.facts.{module}"] = [
            (node, {one.id for one in ast.walk(node) if isinstance(one, ast.Name)} - {assigned_name(node)})
            for node in tree.body
            if assigned_name(node)
        ]
    return found

"""The mutants of a module: each changes one place of its syntax tree.

Not changed: words, annotations, decorators, and ``strict=`` of ``zip``, which only guards the program itself.
"""

import ast
import hashlib
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from copy import copy
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

ROOT = Path(__file__).parents[2]
FACTS = ROOT / "cardecide" / "facts"

COMPARISON, NUMBER, LOGIC, TRUTH, EXTREME, ARITHMETIC, CONTROL = (
    "comparison",
    "number",
    "and, or, not",
    "yes, no, unknown",
    "min, max, any, all",
    "arithmetic",
    "break, continue",
)
KINDS = (COMPARISON, NUMBER, LOGIC, TRUTH, EXTREME, ARITHMETIC, CONTROL)

_COMPARISONS: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
}
_ARITHMETIC: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Div,
    ast.Mod: ast.Mult,
    ast.Pow: ast.Mult,
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
}
_NAMES = {"min": "max", "max": "min", "any": "all", "all": "any"}
_TRUTHS = {"YES": ("NO", "UNKNOWN"), "NO": ("YES", "UNKNOWN"), "UNKNOWN": ("YES", "NO")}
_CONDITIONS = (ast.Compare, ast.BoolOp, ast.UnaryOp)
_LONGEST_SHOWN = 110


@dataclass(frozen=True, eq=False)
class Mutant:
    """One change: the node in ``field`` of ``parent`` (at ``index`` of a list) becomes ``changed``.

    ``statement`` is the function, class or assignment of the module that the change lies in; ``source``
    changes with every change of it.
    """

    module: str
    function: str
    line: int
    kind: str
    before: str
    after: str
    occurrence: int
    source: str
    statement: ast.AST
    tree: ast.Module
    parent: ast.AST
    field: str
    index: int | None
    changed: ast.AST

    @property
    def key(self) -> str:
        """Names the mutant as long as its own place in the code stays as it is."""
        times = f" ({self.occurrence})" if self.occurrence > 1 else ""
        return f"{self.module}.{self.function}: {self.before} → {self.after}{times}"

    @contextmanager
    def applied(self) -> Iterator[ast.Module]:
        """The tree of the module with the change, which is taken back at the end."""
        old = _put(self.parent, self.field, self.index, self.changed)
        try:
            yield self.tree
        finally:
            _put(self.parent, self.field, self.index, old)


def modules() -> list[str]:
    """The names of the modules of the facts, those of packages below with their package."""
    found = (path.relative_to(FACTS) for path in sorted(FACTS.rglob("*.py")) if path.stat().st_size)
    return [".".join(path.with_suffix("").parts) for path in found]


def path_of(module: str) -> Path:
    """The file of a module."""
    return FACTS.joinpath(*module.split(".")).with_suffix(".py")


def mutants_of(module: str) -> list[Mutant]:
    """Every mutant of a module, in the order of its lines."""
    tree = ast.parse(path_of(module).read_text(encoding="utf-8"))
    seen: Counter[tuple[str, str, str]] = Counter()
    return list(_walk(module, tree, tree, "", [], seen))


def _digest(statement: ast.AST) -> str:
    return hashlib.sha256(ast.unparse(statement).encode()).hexdigest()[:16]


def _walk(
    module: str, tree: ast.Module, parent: ast.AST, function: str, above: list[ast.AST], seen: Counter
) -> Iterator[Mutant]:
    statement = [*above, parent][1] if above else None
    source = _digest(statement) if statement else ""
    for field, index, node in _children(parent):
        if field in ("annotation", "returns", "decorator_list") or _only_guards(node):
            continue
        for kind, changed in _changes(parent, field, node):
            shown = _shown([*above, parent], node)
            before = ast.unparse(shown)
            old = _put(parent, field, index, changed)
            after = ast.unparse(changed if shown is node else shown)
            _put(parent, field, index, old)
            seen[(function, before, after)] += 1
            yield Mutant(
                module,
                function or "head of the module",
                getattr(node, "lineno", 0),
                kind,
                before,
                after,
                seen[(function, before, after)],
                source or _digest(node),
                statement or node,
                tree,
                parent,
                field,
                index,
                changed,
            )
        inside = function
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            inside = f"{function}.{node.name}" if function else node.name
        yield from _walk(module, tree, node, inside, [*above, parent], seen)


def _children(parent: ast.AST) -> Iterator[tuple[str, int | None, ast.AST]]:
    for field, value in ast.iter_fields(parent):
        if isinstance(value, ast.AST):
            yield field, None, value
        elif isinstance(value, list):
            for index, node in enumerate(value):
                if isinstance(node, ast.AST):
                    yield field, index, node


def _put(parent: ast.AST, field: str, index: int | None, node: ast.AST) -> ast.AST:
    if index is None:
        old = getattr(parent, field)
        setattr(parent, field, node)
    else:
        old = getattr(parent, field)[index]
        getattr(parent, field)[index] = node
    return old


def _only_guards(node: ast.AST) -> bool:
    return isinstance(node, ast.keyword) and node.arg == "strict"


def _shown(above: list[ast.AST], node: ast.AST) -> ast.AST:
    """The expression around ``node`` that tells a reader what changes."""
    shown = node
    for outer in reversed(above):
        if not isinstance(outer, ast.expr | ast.keyword | ast.Assign | ast.AugAssign | ast.Return):
            break
        if len(ast.unparse(outer)) > _LONGEST_SHOWN:
            break
        shown = outer
        if isinstance(outer, ast.Compare | ast.BoolOp | ast.Assign | ast.AugAssign | ast.Return):
            break
    return shown


def _changes(parent: ast.AST, field: str, node: ast.AST) -> Iterator[tuple[str, ast.AST]]:
    if isinstance(node, ast.Compare):
        for place, sign in enumerate(node.ops):
            for other in _COMPARISONS[type(sign)]:
                yield COMPARISON, _with(node, ops=[*node.ops[:place], other(), *node.ops[place + 1 :]])
    elif isinstance(node, ast.Constant):
        yield from _changed_constants(parent, node)
    elif isinstance(node, ast.BoolOp):
        yield LOGIC, _with(node, op=ast.Or() if isinstance(node.op, ast.And) else ast.And())
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        yield LOGIC, node.operand
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        yield ARITHMETIC, node.operand
    elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "Truth":
        for name in _TRUTHS.get(node.attr, ()):
            yield TRUTH, _with(node, attr=name)
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _NAMES:
        yield EXTREME, _with(node, func=_with(node.func, id=_NAMES[node.func.id]))
    elif isinstance(node, ast.BinOp | ast.AugAssign) and type(node.op) in _ARITHMETIC:
        yield ARITHMETIC, _with(node, op=_ARITHMETIC[type(node.op)]())
    elif isinstance(node, ast.Break | ast.Continue):
        yield CONTROL, ast.copy_location(ast.Continue() if isinstance(node, ast.Break) else ast.Break(), node)
    if (field in ("test", "ifs") and not isinstance(node, _CONDITIONS)) and isinstance(node, ast.expr):
        yield LOGIC, ast.copy_location(ast.UnaryOp(ast.Not(), node), node)


def _changed_constants(parent: ast.AST, node: ast.Constant) -> Iterator[tuple[str, ast.AST]]:
    value = node.value
    if isinstance(value, bool):
        yield TRUTH, _with(node, value=not value)
    elif isinstance(value, int):
        yield NUMBER, _with(node, value=value + 1)
        yield NUMBER, _with(node, value=value - 1)
    elif isinstance(value, float) or (isinstance(value, str) and _is_decimal(parent)):
        number = Decimal(str(value))
        step = Decimal(1).scaleb(number.as_tuple().exponent)  # type: ignore[arg-type]
        for other in (number + step, number - step):
            yield NUMBER, _with(node, value=type(value)(str(other)))


def _is_decimal(parent: ast.AST) -> bool:
    return isinstance(parent, ast.Call) and ast.unparse(parent.func) == "Decimal"


def _with(node: ast.AST, **fields: object) -> ast.AST:
    changed = copy(node)
    for name, value in fields.items():
        setattr(changed, name, value)
    return changed

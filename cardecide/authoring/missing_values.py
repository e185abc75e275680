"""Values that a pack could give and does not: the end of a version, the weight of a caution, a source.

Adding one puts a line of its own below the first line of what it belongs to; every other byte stays.
"""

from collections.abc import Iterator
from functools import lru_cache
from typing import Any, Final

from cardecide.authoring.editable import EditableValue, What, described, source_keys
from cardecide.authoring.nodes import Nodes, Scalar, nodes_of
from cardecide.authoring.text_ranges import TextEdit, TextRange
from cardecide.engine.collecting import without_collecting
from cardecide.reading.document import Path, dotted
from cardecide.reading.problem import InputError

MARK: Final = "+"
"""What the key of a value begins with that the text does not have yet."""

_VERSIONS: Final = ("versions", "amendments")
_WEIGHED: Final = ("caution", "favor")


@lru_cache(maxsize=8)
def missing_values(text: str) -> tuple[EditableValue, ...]:
    """Every value that ``value_edit`` can add, in the order of the text; none where there is no pack.

    ``range`` is the empty place where the line of the value would begin.
    """
    try:
        nodes = nodes_of(text)
    except InputError:
        return ()
    with without_collecting():
        return tuple(sorted(_missing(text, nodes), key=lambda one: one.range))


def added(text: str, value: EditableValue, word: str) -> TextEdit:
    """The line that gives a missing value, with the indent and the line end of its neighbors."""
    nodes = nodes_of(text)
    neighbor = nodes.keys[_first_key(nodes, value.path[:-1])]
    indent = neighbor.start - (text.rfind("\n", 0, neighbor.start) + 1)
    if text.startswith("\N{ZERO WIDTH NO-BREAK SPACE}") and text.rfind("\n", 0, neighbor.start) < 0:
        indent -= 1
    line_end = "\r\n" if "\r\n" in text else "\n"
    return TextEdit(value.range, f"{line_end}{' ' * indent}{value.path[-1]}: {word}")


def _missing(text: str, nodes: Nodes) -> Iterator[EditableValue]:
    pack = nodes.document.value
    if not isinstance(pack, dict) or not isinstance(pack.get("id"), str):
        return
    if pack.get("kind") == "label" and pack.get("versions"):
        yield from _one(text, nodes, (), "verified_through", "date")
    yield from _one(text, nodes, (), "revision", "revision")
    for name in source_keys(nodes):
        yield from _one(text, nodes, ("sources", name), "checked", "date")
    for where in _VERSIONS:
        for number, version in enumerate(_list(pack.get(where))):
            yield from _one(text, nodes, (where, number), "until", "date")
            yield from _of_criteria(text, nodes, version, (where, number))
    yield from _of_criteria(text, nodes, pack, ())


def _of_criteria(text: str, nodes: Nodes, owner: Any, path: Path) -> Iterator[EditableValue]:
    criteria = owner.get("criteria") if isinstance(owner, dict) else None
    for number, criterion in enumerate(_list(criteria)):
        place = (*path, "criteria", number)
        if not isinstance(criterion, dict):
            continue
        if any(role in criterion for role in _WEIGHED):
            yield from _one(text, nodes, place, "weight", "weight")
        yield from _one(text, nodes, place, "source", "source")


def _one(text: str, nodes: Nodes, owner: Path, key: str, what: What) -> Iterator[EditableValue]:
    """The value of one key, unless it is there, or its map is laid out so that no line can be added."""
    path = (*owner, key)
    first = _first_key(nodes, owner)
    if path in nodes.keys or owner in nodes.flows:
        return
    scalar = nodes.scalars.get(first)
    if scalar is None or not _is_on_one_line(text, scalar):
        return
    end = text.find("\n", scalar.range.end)
    end = len(text) if end < 0 else end
    end -= text[end - 1 : end] == "\r"
    yield described(text, nodes, path, what, TextRange(end, end), key=f"{MARK}{dotted(path)}")


def _first_key(nodes: Nodes, owner: Path) -> Path:
    """The key below whose line the new one goes: the first that holds a single value."""
    inside = [path for path in nodes.keys if path[:-1] == owner and path in nodes.scalars]
    return min(inside, key=lambda path: nodes.keys[path].start, default=(*owner, ""))


def _is_on_one_line(text: str, scalar: Scalar) -> bool:
    return scalar.style not in ("|", ">") and "\n" not in scalar.range.of(text)


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []

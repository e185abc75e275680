"""Changing one value of a pack where it stands, and nothing else of the file."""

import re
from typing import Any, Final

from cardecide.authoring.editable import DAY, EditableValue, find_value
from cardecide.authoring.missing_values import MARK, added, missing_values
from cardecide.authoring.nodes import Nodes, nodes_of, part_range
from cardecide.authoring.problems import RulesError
from cardecide.authoring.text_ranges import TextEdit, TextRange, apply_edits
from cardecide.engine.lint_codes import LintCode
from cardecide.engine.parser import LineError, parse_line
from cardecide.facts.catalogue import catalogue
from cardecide.language.message import message
from cardecide.reading.document import Path, read_document
from cardecide.reading.nearest import nearest
from cardecide.reading.problem import InputError, Problem

_NUMBER: Final = re.compile(r"(?:0|[1-9]\d*)(?:\.\d+)?")
_WHOLE: Final = re.compile(r"[1-9]\d{0,8}")
_SAFE: Final = re.compile(r"[A-Za-z0-9_.][A-Za-z0-9_.\-/%^ ]*")


def value_edit(text: str, key: str, new: str, *, unit: str | None = None) -> TextEdit:
    """What gives the value ``new``, a number with a point, an ISO day or the key of a source.

    It replaces the value, or adds its line where the text does not have it yet (``missing_values``).

    ``unit`` is another unit for a threshold. Raises InputError with what is wrong where the value cannot be
    this one; KeyError where there is no such value.
    """
    value = _found(text, key)
    word = new.strip()
    match value.what:
        case "threshold":
            return _threshold(text, value, word, unit)
        case "date":
            _require(DAY.fullmatch(word) is not None and _is_day(word), value, word, "YYYY-MM-DD")
        case "source":
            near = nearest(word, value.choices)
            _require(word in value.choices, value, word, "one of " + ", ".join(value.choices), near)
        case "revision":
            _require(_WHOLE.fullmatch(word) is not None, value, word, "a whole number from 1")
        case "weight" | "points":
            _require(_NUMBER.fullmatch(word) is not None, value, word, "a number such as 2 or 1.5")
    return added(text, value, word) if key.startswith(MARK) else TextEdit(value.range, word)


def _found(text: str, key: str) -> EditableValue:
    """A value of the text, or one that it does not have yet. Raises KeyError where it is neither."""
    if not key.startswith(MARK):
        return find_value(text, key)
    for value in missing_values(text):
        if value.key == key:
            return value
    raise KeyError(key)


def edit_value(text: str, key: str, new: str, *, unit: str | None = None) -> str:
    """The text with the value changed, and every other byte as it was. Raises what ``value_edit`` raises."""
    edit = value_edit(text, key, new, unit=unit)
    value = _found(text, key)
    edited = apply_edits(text, [edit])
    _prove(text, edited, value.path)
    return edited


def raise_revision(text: str, note: str, *, above: int | None = None) -> str:
    """The text with its revision one higher (than ``above``, if given) and ``note`` as its note.

    The note replaces an earlier one. Raises InputError where the text is no pack or the note is empty.
    """
    words = " ".join(note.split())
    if not words:
        raise RulesError(message("authoring.no-note"))
    nodes = nodes_of(text)
    if ("id",) not in nodes.keys or nodes.flows:
        nodes = _require_block(text, nodes)
    held = nodes.document.value.get("revision", 1)
    revision = max(held if isinstance(held, int) else 1, above or 0) + 1
    edits = []
    if (written := nodes.scalars.get(("revision",))) is not None:
        edits.append(TextEdit(written.range, str(revision)))
        anchor = written.range.end
    else:
        anchor = _line_end(text, nodes.scalars[("id",)].range.end)
        edits.append(TextEdit(TextRange(anchor, anchor), f"{_line_break(text)}revision: {revision}"))
    edits += _note_edits(text, nodes, words, anchor)
    return apply_edits(text, _joined(edits))


def _note_edits(text: str, nodes: Nodes, words: str, anchor: int) -> list[TextEdit]:
    quoted = _quoted(words)
    if ("revision_note",) not in nodes.keys:
        end = _line_end(text, anchor)
        return [TextEdit(TextRange(end, end), f"{_line_break(text)}revision_note: {quoted}")]
    start = nodes.keys[("revision_note",)].end
    following = [one.start for one in nodes.keys.values() if one.start > start and _is_top(nodes, one)]
    stop = min(following, default=len(text))
    # Comments and empty lines between the note and the next key stay.
    inside = [path for path in nodes.scalars if path[0] == "revision_note"]
    end = max(nodes.scalars[path].range.end for path in inside)
    end = len(text[: min(end, stop)].rstrip()) if text[min(end, stop) - 1 : min(end, stop)].isspace() else end
    return [TextEdit(TextRange(start, end), f": {quoted}")]


def _is_top(nodes: Nodes, range_: TextRange) -> bool:
    return any(len(path) == 1 and one == range_ for path, one in nodes.keys.items())


def _joined(edits: list[TextEdit]) -> list[TextEdit]:
    """Two insertions at one place as one, in their order."""
    if len(edits) == 2 and edits[0].range == edits[1].range:
        return [TextEdit(edits[0].range, edits[0].text + edits[1].text)]
    return edits


def _require_block(text: str, nodes: Nodes) -> Nodes:
    if ("id",) not in nodes.scalars or () in nodes.flows:
        raise RulesError(message("authoring.not-a-pack"))
    return nodes


def _line_end(text: str, at: int) -> int:
    found = re.compile(r"\r?\n|\Z").search(text, at)
    return found.start() if found else len(text)


def _line_break(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"


def _quoted(words: str) -> str:
    return "'" + words.replace("'", "''") + "'"


def _threshold(text: str, value: EditableValue, new: str, unit: str | None) -> TextEdit:
    wanted = value.unit if unit is None else unit.strip()
    _require(_NUMBER.fullmatch(new.removeprefix("-")) is not None, value, new, "a number such as 3 or 1.5")
    line = f"{value.fact} {value.operator} {new} {wanted}".strip()
    try:
        parse_line(line, catalogue())
    except LineError as error:
        raise InputError(
            _problem(value, one.message, one.expected, one.nearest, one.code) for one in error.problems
        ) from None
    if wanted == value.unit:
        return TextEdit(value.range, new)
    _require(_SAFE.fullmatch(f"{new} {wanted}") is not None, value, wanted, "a unit")
    return TextEdit(_with_unit(text, value), f"{new} {wanted}".strip())


def _with_unit(text: str, value: EditableValue) -> TextRange:
    """Where the number and its unit stand."""
    scalar = nodes_of(text).scalars[value.path]
    if not value.unit:
        return value.range
    at = scalar.value.rstrip().rfind(value.unit)
    range_ = part_range(text, scalar, at, len(value.unit))
    if range_ is None:
        raise InputError([_problem(value, "the unit is written over several lines", "it on one line")])
    return TextRange(value.range.start, range_.end)


def _prove(text: str, edited: str, path: Path) -> None:
    """Raise where the change would touch anything but the value: the file is laid out strangely."""
    before, after = nodes_of(text).document.value, read_document(edited, file="").value
    if _without(before, path) != _without(after, path):
        raise RulesError(message("authoring.cannot-edit-here"))


def _without(value: Any, path: Path) -> Any:
    """The data with nothing at the path."""
    if not path:
        return None
    if isinstance(value, dict):
        rest = {key: _without(inner, path[1:]) if key == path[0] else inner for key, inner in value.items()}
        return {key: inner for key, inner in rest.items() if key != path[0] or len(path) > 1}
    if isinstance(value, list):
        return [_without(inner, path[1:]) if n == path[0] else inner for n, inner in enumerate(value)]
    return value


def _is_day(word: str) -> bool:
    from datetime import date

    try:
        date.fromisoformat(word)
    except ValueError:
        return False
    return True


def _require(holds: bool, value: EditableValue, new: str, expected: str, near: str = "") -> None:
    if not holds:
        raise InputError([_problem(value, f"'{new}' is not possible here", expected, near)])


def _problem(
    value: EditableValue, said: str, expected: str, near: str = "", code: str = LintCode.SYNTAX
) -> Problem:
    return Problem(said, expected, near, field=value.key, code=code)

"""What can be written where the cursor stands: facts, values, units, sources, keys."""

from collections.abc import Iterable, Iterator
from typing import Final, get_args

from cardecide.authoring.completion_items import Completion, CompletionKind, Proposals
from cardecide.authoring.condition_completion import complete_condition
from cardecide.authoring.cursor import Cursor, cursor_at, pack_kind, sources_in
from cardecide.authoring.key_help import key_help
from cardecide.engine.citation import GRADES
from cardecide.engine.condition import COMBINATIONS
from cardecide.engine.criterion_reader import ROLES
from cardecide.engine.pack_file import Encoded, Role
from cardecide.engine.pack_problems import keys_at
from cardecide.engine.pack_reader import MODELS
from cardecide.engine.pack_test_file import TestsFile
from cardecide.engine.prepared import Status, Verdict
from cardecide.facts.catalogue import catalogue
from cardecide.language.message import message
from cardecide.language.messages import say
from cardecide.language.text import LANGUAGES, Language

__all__ = ["Completion", "CompletionKind", "complete"]

_TEXTS: Final = frozenset(
    ("title", "text", "why", "action", "note", "revision_note", "indication", "population", "name", "notes")
)
_FIXED: Final[dict[str, tuple[str, ...]]] = {
    "format": ("cardecide-rules/1", "cardecide-rule-tests/1"),
    "kind": tuple(MODELS),
    "grade": GRADES,
    "encoded": get_args(Encoded),
    "pivotal": ("true", "false"),
    "alternative": ("true", "false"),
    "must_hold": ("true", "false"),
}
_HOLD_CRITERIA: Final = ("criteria", "rows", "versions", "amendments")
_ROLES: Final[tuple[str, ...]] = get_args(Role)


def complete(text: str, offset: int, language: Language = "en") -> list[Completion]:
    """The proposals at ``offset`` that go with the word before it, the best first; also in a broken text."""
    cursor = cursor_at(text, offset)
    kind = pack_kind(text)
    proposals = Proposals(cursor.typed, cursor.start, offset, language)
    if "#" in text[text.rfind("\n", 0, offset) + 1 : offset].replace(cursor.typed, "").split(" "):
        return []
    if _in_condition(cursor, kind):
        found = complete_condition(proposals)
        if not cursor.is_value or (cursor.in_flow and not cursor.is_value):
            found = [*found, *_keys(proposals, COMBINATIONS, text, cursor)]
        return found
    if kind == "tests":
        return _in_tests(text, cursor, proposals)
    if cursor.is_value or (cursor.is_entry and _is_words(cursor)):
        return list(_values(text, cursor, kind, proposals))
    return _keys(proposals, _keys_here(cursor, kind), text, cursor)


def _in_condition(cursor: Cursor, kind: str) -> bool:
    inside = [part for part in cursor.path if part in _ROLES]
    return bool(inside) and kind != "tests" and cursor.path[0] in _HOLD_CRITERIA


def _is_words(cursor: Cursor) -> bool:
    """Whether the list around holds words, not maps."""
    return bool(cursor.path) and cursor.path[-1] in ("source", "applies_to", "on_the_day", "jurisdictions")


def _values(text: str, cursor: Cursor, kind: str, proposals: Proposals) -> Iterator[Completion]:
    key = cursor.path[-1] if cursor.path else ""
    if key == "source" or cursor.path[-2:] == ("source", "key"):
        if "," not in cursor.typed or cursor.in_flow:
            yield from proposals.sources(sources_in(text))
    elif key in ("fact", "on_the_day"):
        yield from proposals.facts(catalogue().values())
    elif key == "role":
        words = ROLES.get(kind, _ROLES)
        yield from proposals.words(words, lambda word: _said(f"authoring.role.{word}", proposals))
    elif key in _FIXED:
        group = {"kind": "kind", "grade": "grade", "encoded": "encoded"}.get(key)
        told = (lambda word: _said(f"authoring.{group}.{word}", proposals)) if group else None
        yield from proposals.words(_FIXED[key], told)


def _said(name: str, proposals: Proposals) -> str:
    return say(message(name), proposals.language)


def _keys_here(cursor: Cursor, kind: str) -> Iterable[str]:
    if cursor.path and cursor.path[-1] in _TEXTS and not cursor.is_entry:
        return LANGUAGES
    if not cursor.path and not kind:
        return ("format", "id", "kind", "title", "sources")
    model = MODELS.get(kind)
    if model is None:
        return ()
    keys = keys_at(model, cursor.path)
    if cursor.path and cursor.path[-1] in ("criteria",):
        allowed = ROLES.get(kind, _ROLES)
        keys = [key for key in keys if key not in _ROLES or key in allowed]
    return keys if cursor.path == () or keys != keys_at(model, ()) else ()


def _keys(proposals: Proposals, keys: Iterable[str], text: str, cursor: Cursor) -> list[Completion]:
    present = frozenset() if cursor.in_flow else _siblings(text, cursor)
    wanted = [key for key in keys if key not in present]
    return list(proposals.keys(wanted, lambda key: key_help(key, proposals.language)))


def _siblings(text: str, cursor: Cursor) -> frozenset[str]:
    """The keys that the block map around has already, above and below the cursor's line."""
    found: set[str] = set()
    line_start = text.rfind("\n", 0, cursor.start) + 1
    if "-" not in text[line_start : cursor.start]:
        end = line_start
        while end > 0:
            start = text.rfind("\n", 0, end - 1) + 1
            if not _take(text[start : end - 1], cursor.column, found):
                break
            end = start
    start = text.find("\n", cursor.start) + 1
    while 0 < start < len(text):
        end = text.find("\n", start)
        line = text[start : len(text) if end < 0 else end]
        words = line.lstrip(" ")
        is_entry = words.startswith("- ") and len(line) - len(words) < cursor.column
        if is_entry or not _take(line, cursor.column, found):
            break
        start = end + 1
    return frozenset(found)


def _take(line: str, column: int, found: set[str]) -> bool:
    """Note the key of a line in the same map; False where the map has ended."""
    words = line.lstrip(" ")
    if not words or words.startswith("#"):
        return True
    depth = len(line) - len(words)
    dashed = words.startswith("- ")
    if dashed and depth < column:
        words = words.lstrip("- ")
        depth = len(line) - len(words)
        if depth == column:
            found.add(words.partition(":")[0])
        return False
    if depth < column:
        return False
    if depth == column:
        found.add(words.partition(":")[0])
    return True


def _in_tests(text: str, cursor: Cursor, proposals: Proposals) -> list[Completion]:
    key = cursor.path[-1] if cursor.path else ""
    if not cursor.is_value:
        if key in ("base", "facts"):
            return list(proposals.facts(catalogue().values(), as_key=True))
        return _keys(proposals, keys_at(TestsFile, cursor.path), text, cursor)
    if key == "status":
        return list(proposals.words(get_args(Status)))
    if cursor.path[-2:-1] in (("criteria",), ("computed",)):
        return list(proposals.words(get_args(Verdict)))
    definition = catalogue().get(key)
    if definition is not None and cursor.path[-2:-1] in (("base",), ("facts",)):
        words = ("yes", "no") if definition.kind == "yes_no" else definition.values
        return list(proposals.values(definition, (*words, "unknown")))
    return []

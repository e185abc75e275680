"""Where in a pack a place lies, read line by line so that it works in a text that is broken just there."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

_KEY: Final = re.compile(r"""(?P<key>[\w.-]+|'[^']*'|"[^"]*")\s*:(?=\s|$)""")
_DASH: Final = "-"


@dataclass(frozen=True, slots=True)
class Cursor:
    """A place. ``path`` are the keys around it, outermost first, without the numbers of list entries.

    ``typed`` is what stands before the place in its value, key or list entry, and ``start`` the offset at
    which that begins. ``is_value`` says that the place lies after a key's colon; ``is_entry`` that it is a
    list entry that may be a word or the first key of a map. ``in_flow``: between braces or brackets.
    """

    path: tuple[str, ...]
    typed: str
    start: int
    is_value: bool
    is_entry: bool
    in_flow: bool
    column: int


def cursor_at(text: str, offset: int) -> Cursor:
    """The place at an offset."""
    line_start = text.rfind("\n", 0, offset) + 1
    before = text[line_start:offset]
    own = list(_entries(before))
    column = own[-1][0] if own else len(before) - len(before.lstrip(" "))
    content_at = _content_column(before)
    last_is_key = bool(own) and own[-1][1] != _DASH
    path = _path_above(text, line_start, own)
    if last_is_key:
        match = _KEY.match(before, content_at)
        after = match.end() if match else content_at
        value = before[after:].lstrip(" ")
        start = offset - len(value)
        if value[:1] in ("{", "["):
            return _in_flow(path, value, start, column)
        return Cursor(path, value, start, True, False, False, column)
    typed = before[content_at:]
    start = offset - len(typed)
    is_entry = bool(own)
    if typed[:1] in ("{", "["):
        return _in_flow(path, typed, start, content_at)
    if not is_entry and path and _continues(text, line_start, content_at):
        return Cursor(path, typed, start, True, False, False, content_at)
    return Cursor(path, typed, start, False, is_entry, False, content_at)


def _content_column(before: str) -> int:
    at = len(before) - len(before.lstrip(" "))
    while before.startswith("- ", at):
        at += 2
        at += len(before[at:]) - len(before[at:].lstrip(" "))
    return at


def _entries(line: str) -> Iterator[tuple[int, str]]:
    """The dashes and the key with which a line begins, with their columns."""
    at = len(line) - len(line.lstrip(" "))
    while line.startswith("- ", at) or line[at:] == "-":
        yield at, _DASH
        at += 2
        at += len(line[at:]) - len(line[at:].lstrip(" "))
    match = _KEY.match(line, at)
    if match is not None:
        yield at, match["key"].strip("'\"")


def _path_above(text: str, line_start: int, own: list[tuple[int, str]]) -> tuple[str, ...]:
    """The keys around, from the entries of the line itself and of the lines above it."""
    found: list[str] = []
    limit = 10_000
    wants_key = False
    if own:
        limit = own[-1][0] + 1
    else:
        line_end = text.find("\n", line_start)
        line = text[line_start : len(text) if line_end < 0 else line_end]
        limit = len(line) - len(line.lstrip(" ")) if line.strip() else len(line)
    entries = own
    end = line_start
    while True:
        for column, word in reversed(entries):
            if word == _DASH:
                if column < limit and not wants_key:
                    limit, wants_key = column + 1, True
            elif column < limit:
                found.append(word)
                limit, wants_key = column, False
        if end <= 0 or (limit == 0 and not wants_key):
            return tuple(reversed(found))
        start = text.rfind("\n", 0, end - 1) + 1
        line = text[start : end - 1]
        end = start
        depth = len(line) - len(line.lstrip(" "))
        # Most lines of a long list stand deeper than what is looked for, or are further entries of it.
        is_sibling = wants_key and depth == limit - 1 and line.startswith("- ", depth)
        entries = list(_entries(line)) if depth < limit and not is_sibling else []


def _continues(text: str, line_start: int, column: int) -> bool:
    """Whether a line without a key goes on with the value of the line above."""
    end = line_start
    while end > 0:
        start = text.rfind("\n", 0, end - 1) + 1
        line = text[start : end - 1].rstrip()
        end = start
        entries = list(_entries(line))
        if not entries:  # an empty line, a remark, or more of the same value
            continue
        last_column, last = entries[-1]
        return not (last != _DASH and line.endswith(":")) and last_column < column and last != _DASH
    return False


def _in_flow(path: tuple[str, ...], value: str, start: int, column: int) -> Cursor:
    """The place inside braces and brackets, as far as they are typed."""
    stack: list[tuple[str, str]] = []  # the opening sign, and the key whose value is being written
    quote = ""
    word_at = 0
    key = ""
    for at, sign in enumerate(value):
        if quote:
            quote = "" if sign == quote else quote
        elif sign in "'\"" and not value[word_at:at].strip():
            quote = sign
        elif sign in "{[":
            stack.append((sign, key))
            key, word_at = "", at + 1
        elif sign in "}]" and stack:
            key = stack.pop()[1]
            word_at = at + 1
        elif sign == ",":
            # A condition inside a map may have a list of its own values, which the stack holds.
            key, word_at = ("" if stack and stack[-1][0] == "{" else key), at + 1
        elif sign == ":" and stack and stack[-1][0] == "{" and not key:
            key = value[word_at:at].strip().strip("'\"")
            word_at = at + 1
    inner = tuple(name for _, name in stack if name)
    inside = (*path, *inner, *((key,) if key else ()))
    typed = value[word_at:].lstrip(" ")
    in_map = bool(stack) and stack[-1][0] == "{"
    is_value = not in_map or bool(key)
    return Cursor(inside, typed, start + len(value) - len(typed), is_value, False, True, column)


def pack_kind(text: str) -> str:
    """The kind of pack that a text says it is, ``tests`` for tests beside the rules, else nothing."""
    if re.search(r"^format:\s*['\"]?cardecide-rule-tests/", text, re.MULTILINE):
        return "tests"
    match = re.search(r"^kind:\s*['\"]?(\w+)", text, re.MULTILINE)
    return match[1] if match else ""


def sources_in(text: str) -> dict[str, str]:
    """The sources that a text lists, with the rest of what is written about each; also in a broken text."""
    match = re.search(r"^sources:[^\n]*\n(?P<body>(?:[ \t#][^\n]*\n|\n)*)", f"{text}\n", re.MULTILINE)
    if match is None:
        return {}
    body = match["body"]
    first = re.search(r"^( +)[\w.'\"-]", body, re.MULTILINE)
    if first is None:
        return {}
    pattern = re.compile(rf"^{first[1]}(?P<key>[\w.-]+|'[^']+'|\"[^\"]+\"):", re.MULTILINE)
    found = list(pattern.finditer(body))
    ends = [*(one.start() for one in found[1:]), len(body)]
    return {one["key"].strip("'\""): body[one.end() : end] for one, end in zip(found, ends, strict=True)}

"""Builds plain data from the events of the YAML parser, refusing what lets a file mislead its reader.

The events are checked and built up in one pass without recursion: composing first would crash the process on
a file of nothing but opening brackets. One long loop, because it runs once for each value of every file.
"""

from typing import Any, Final

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from cardecide.reading.places import Group, Place
from cardecide.reading.problem import Problem
from cardecide.reading.scalars import WORDS, Scalar, read_scalar

MAX_DEPTH: Final = 64
MAX_EVENTS: Final = 500_000
MAX_PROBLEMS: Final = 100

_MAY_BE_NUMBERS: Final = frozenset("+-.0123456789")
_LONGEST_WORD: Final = max(map(len, WORDS))
_NO_KEYS: Final = frozenset(["<<", *WORDS])


class TooMuchError(Exception):
    """The file is refused as a whole; reading on could only hurt."""


class Builder:
    """The data of one file, the places of its values, and what is wrong so far."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.root: Any = None
        self.places: Place | None = None
        self.started = False
        self.problems: list[Problem] = []
        self.reuse_refused = False

    def build(self, content: str) -> None:
        """Read the whole text.

        Raises TooMuchError after noting why the file is refused; yaml.MarkedYAMLError where it is no YAML.
        """
        loader = yaml.CSafeLoader(content)
        try:
            self._take_all(loader)
        finally:
            loader.dispose()

    def _take_all(self, loader: Any) -> None:
        next_event = loader.get_event
        outer: list[tuple[Any, Any, dict[str, yaml.Mark] | None, str | None]] = []
        into: Any = None  # the map or list that is being filled, with the places of its values and keys
        inside: Any = None
        keys: dict[str, yaml.Mark] | None = None
        key: str | None = None  # waits for its value; a map without one expects a key
        place: Place
        for _ in range(MAX_EVENTS):
            event = next_event()
            kind = type(event)
            value: Any
            if kind is ScalarEvent:  # first, because nearly all are
                value = event.value
                if event.anchor is not None or event.tag is not None:
                    self._refuse_indirection(event)
                if keys is not None and key is None:
                    if value in into or value in _NO_KEYS or value[:1] in _MAY_BE_NUMBERS:
                        self._check_key(event, value, into, keys)
                    key = value
                    keys[value] = event.start_mark
                    continue
                if value[:1] in _MAY_BE_NUMBERS or (len(value) <= _LONGEST_WORD and value in WORDS):
                    value = self._word(event)
                place = event.start_mark
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                into, inside, keys, key = outer.pop()
                continue
            elif kind is MappingStartEvent or kind is SequenceStartEvent:
                if event.anchor is not None or event.tag is not None:
                    self._refuse_indirection(event)
                if len(outer) >= MAX_DEPTH:
                    message = f"more than {MAX_DEPTH} groups inside each other"
                    self._refuse(event, message, "fewer", "too-deep", stop=True)
                if kind is MappingStartEvent:
                    value = {}
                    place = Group(event.start_mark, {}, {})
                else:
                    value = []
                    place = Group(event.start_mark, [], None)
            elif kind is AliasEvent:
                self._refuse_reuse(event, "alias", f"*{event.anchor}")
                value, place = None, event.start_mark
            elif kind is StreamEndEvent:
                return
            else:
                if kind is DocumentStartEvent:
                    self._begin_document(event)
                continue
            if keys is not None:
                if key is None:
                    self._refuse(event, "a key is a group or a list", "a word", "key", stop=True)
                into[key] = value
                inside[key] = place
                key = None
            elif into is not None:
                into.append(value)
                inside.append(place)
            else:
                self.root, self.places = value, place
            if type(place) is Group:
                outer.append((into, inside, keys, key))
                into, inside, keys, key = value, place.inside, place.keys, None
        self._refuse(event, "the file holds too many entries", "fewer", "too-many", stop=True)

    def _begin_document(self, event: Any) -> None:
        if self.started:
            self._refuse(event, "a second document", "one document in each file", "documents", stop=True)
        self.started = True

    def _check_key(self, event: Any, word: str, into: Any, keys: dict[str, yaml.Mark]) -> None:
        if not event.style:
            if word == "<<":
                self._refuse(event, "the merge key '<<'", "the keys themselves", "merge-key")
            elif not isinstance(self._word(event), str):
                expected = "a word, or quotation marks around it"
                self._refuse(event, f"the key '{word}' is not a word", expected, "key")
        if word in into:
            message = f"the key '{word}' stands twice; it is on line {keys[word].line + 1} already"
            self._refuse(event, message, "each key once", "duplicate-key")

    def _word(self, event: Any) -> Scalar:
        """What a word stands for; one in quotation marks or in a block of text stands for itself."""
        if event.style:
            return str(event.value)
        try:
            return read_scalar(event.value)
        except ValueError as error:
            self._refuse(event, str(error), "", "number")
            return str(event.value)

    def _refuse_indirection(self, event: Any) -> None:
        if event.anchor is not None:
            self._refuse_reuse(event, "anchor", f"&{event.anchor}")
        if event.tag is not None:
            self._refuse(event, f"the tag '{event.tag}'", "a plain value", "tag")

    def _refuse_reuse(self, event: Any, code: str, word: str) -> None:
        # The first one tells it for the whole file: one made of anchors and aliases would only repeat it.
        if self.reuse_refused:
            return
        self.reuse_refused = True
        message = f"the {code} '{word}': one value cannot stand for several (neither '&' nor '*' is read)"
        self._refuse(event, message, "each value written out in its own place", code)

    def _refuse(self, event: Any, message: str, expected: str, code: str, *, stop: bool = False) -> None:
        line, column = event.start_mark.line + 1, event.start_mark.column + 1
        self.problems.append(Problem(message, expected, file=self.file, line=line, column=column, code=code))
        if stop or len(self.problems) >= MAX_PROBLEMS:
            raise TooMuchError

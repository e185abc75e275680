"""The values of a pack that can be changed without seeing YAML: thresholds, dates, sources, weights.

A change is a replacement of the one value where it stands, so every other byte of the file stays as it was:
comments, order, quoting, line ends.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from typing import Final, Literal

from cardecide.authoring.nodes import Nodes, Scalar, inner_range, nodes_of, part_range
from cardecide.authoring.text_ranges import TextRange
from cardecide.case.units import fits, units
from cardecide.engine.collecting import without_collecting
from cardecide.engine.vocabulary import unit_of
from cardecide.facts.catalogue import FactDefinition, catalogue
from cardecide.language.message import message
from cardecide.language.messages import all_messages, say
from cardecide.language.text import LANGUAGES, Text
from cardecide.reading.document import Path, dotted
from cardecide.reading.problem import InputError

What = Literal["threshold", "date", "source", "weight", "points", "revision"]

DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")
_THRESHOLD: Final = re.compile(
    r"\s*(?:not\s+)?(?P<fact>[^\s<>=≥≤!]+)\s*(?P<op>>=|<=|==|>|<|=)\s*(?P<number>[+-]?\d+(?:\.\d+)?)"
    r"\s*(?P<unit>.*?)\s*",
    re.DOTALL,
)
_ROLES: Final = frozenset({"include", "exclude", "hold", "caution", "favor", "advise", "applies"})
_DATES: Final = frozenset({"from", "until", "verified_through", "checked"})
_POINTS: Final = frozenset(
    {"points", "favored", "reasonable", "caution_cap_weight", "default_weight", "full_weight"}
)
_ENTRIES: Final = frozenset({"criteria", "rows"})
_VERSIONS: Final = frozenset({"versions", "amendments"})


@dataclass(frozen=True, slots=True)
class EditableValue:
    """One value. ``key`` names it within this text; it stays the same while the structure of the text does.

    ``criterion`` is empty for a value of a version or of the whole pack; ``label`` is what to show beside it:
    the criterion's text, the source's citation, or what the key is called; for days the key as words.
    ``current`` is the value as written without its unit. ``condition`` is the whole line of a threshold,
    ``operator`` its sign. ``units`` are those that fit, the fact's own first; ``low`` and ``high`` the
    plausible bounds in the fact's own unit, the first of ``units``. ``choices`` are the possible words (keys
    of sources).
    """

    key: str
    what: What
    path: Path
    range: TextRange
    current: str
    label: Text
    version: str = ""
    criterion: str = ""
    fact: str = ""
    condition: str = ""
    operator: str = ""
    unit: str = ""
    units: tuple[str, ...] = ()
    low: Decimal | None = None
    high: Decimal | None = None
    choices: tuple[str, ...] = ()


@lru_cache(maxsize=8)
def editable_values(text: str) -> tuple[EditableValue, ...]:
    """Every value that ``edit_value`` can change, in the order of the text; none where there is no pack."""
    try:
        nodes = nodes_of(text)
    except InputError:
        return ()
    with without_collecting():
        return tuple(sorted(_Values(text, nodes).all(), key=lambda one: one.range))


def described(
    text: str, nodes: Nodes, path: Path, what: What, range_: TextRange, *, key: str
) -> EditableValue:
    """A value that the text does not have yet, in the words of what it would belong to."""
    values = _Values(text, nodes)
    choices = source_keys(nodes) if what == "source" else ()
    return replace(values.made(path, what, range_, "", choices=choices), key=key)


def source_keys(nodes: Nodes) -> tuple[str, ...]:
    """The sources that the pack lists."""
    value = nodes.document.value
    sources = value.get("sources") if isinstance(value, dict) else None
    return tuple(sources) if isinstance(sources, dict) else ()


def find_value(text: str, key: str) -> EditableValue:
    """The value of that key. Raises KeyError where the text has none."""
    for value in editable_values(text):
        if value.key == key:
            return value
    raise KeyError(key)


def mentions(text: str, key: str) -> tuple[TextRange, ...]:
    """Where the words of the criterion say the number of a threshold, in every language, in their order.

    After a change of the threshold they would say what the rule no longer does. Raises KeyError where the
    text has no such value.
    """
    value = find_value(text, key)
    if value.what != "threshold":
        return ()
    nodes = nodes_of(text)
    _, criterion, _ = _place(value.path)
    number = re.compile(rf"(?<![\d.,]){re.escape(value.current)}(?![\d]|[.,]\d)")
    return tuple(
        TextRange(*found.span())
        for path, scalar in nodes.scalars.items()
        if criterion is not None and path[: len(criterion) + 1] == (*criterion, "text")
        for found in number.finditer(text, *_bounds(inner_range(text, scalar)))
    )


def _bounds(range_: TextRange) -> tuple[int, int]:
    return range_.start, range_.end


def _place(path: Path) -> tuple[Path | None, Path | None, Path]:
    """The version and the criterion (or row, or printed statement) in which a path lies, and the rest."""
    version: Path | None = None
    at = 0
    if len(path) >= 2 and path[0] in _VERSIONS and isinstance(path[1], int):
        version, at = path[:2], 2
    if len(path) >= at + 2 and path[at] in {*_ENTRIES, "facts_printed"} and isinstance(path[at + 1], int):
        return version, path[: at + 2], path[at + 2 :]
    return version, None, path[at:]


class _Values:
    def __init__(self, text: str, nodes: Nodes) -> None:
        self._text = text
        self._nodes = nodes
        self._sources = source_keys(nodes)

    def all(self) -> Iterator[EditableValue]:
        for path, scalar in self._nodes.scalars.items():
            found = self._value(path, scalar)
            if found is not None:
                yield found

    def _value(self, path: Path, scalar: Scalar) -> EditableValue | None:
        if not path:
            return None
        version, criterion, inside = _place(path)
        last = path[-1]
        if criterion is not None and inside and inside[0] in _ROLES:
            return self._threshold(path, scalar)
        if criterion is not None and inside == ("weight",):
            return self._plain(path, scalar, "weight")
        if inside and inside[0] == "source" and self._is_source(inside):
            return self._source(path, scalar)
        if last in _DATES and (len(path) == 1 or version is not None or path[0] == "sources"):
            if len(path) == 1 or len(path) == 3:
                return self._plain(path, scalar, "date") if DAY.fullmatch(scalar.value) else None
            return None
        if last in _POINTS and path[0] in {*_POINTS, "shares", "bands"}:
            return self._plain(path, scalar, "points")
        return self._plain(path, scalar, "revision") if path == ("revision",) else None

    @staticmethod
    def _is_source(inside: Path) -> bool:
        """A bare source, one of a list, or the key of one written as a map."""
        rest = inside[1:]
        return rest == () or (isinstance(rest[0], int) and rest[1:] in ((), ("key",))) or rest == ("key",)

    def _plain(self, path: Path, scalar: Scalar, what: What) -> EditableValue | None:
        range_ = inner_range(self._text, scalar)
        if range_.of(self._text) != scalar.value:
            return None
        return self.made(path, what, range_, scalar.value)

    def _source(self, path: Path, scalar: Scalar) -> EditableValue | None:
        key = scalar.value.partition(",")[0].strip()
        range_ = part_range(self._text, scalar, scalar.value.find(key), len(key)) if key else None
        if range_ is None:
            return None
        return self.made(path, "source", range_, key, choices=self._sources)

    def _threshold(self, path: Path, scalar: Scalar) -> EditableValue | None:
        match = _THRESHOLD.fullmatch(scalar.value)
        definition = catalogue().get(match["fact"]) if match else None
        if match is None or definition is None or definition.kind not in ("count", "quantity"):
            return None
        range_ = part_range(self._text, scalar, match.start("number"), len(match["number"]))
        if range_ is None:
            return None
        low, high = definition.plausible or (None, None)
        return self.made(
            path, "threshold", range_, match["number"],
            fact=definition.name, condition=" ".join(scalar.value.split()), operator=match["op"],
            unit=match["unit"], units=fitting_units(definition), low=low, high=high,
        )  # fmt: skip

    def made(
        self,
        path: Path,
        what: What,
        range_: TextRange,
        current: str,
        *,
        fact: str = "",
        condition: str = "",
        operator: str = "",
        unit: str = "",
        units: tuple[str, ...] = (),
        low: Decimal | None = None,
        high: Decimal | None = None,
        choices: tuple[str, ...] = (),
    ) -> EditableValue:
        """The value with what stands around it."""
        version, criterion, _ = _place(path)
        entry = self._at(criterion) if criterion is not None else {}
        start = self._at(version).get("from", "") if version is not None else ""
        label = entry.get("text") or entry.get("population") or self._label(path)
        return EditableValue(
            dotted(path), what, path, range_, current, label,
            str(start), str(entry.get("id", "")), fact, condition, operator, unit, units, low, high, choices,
        )  # fmt: skip

    def _label(self, path: Path) -> Text:
        if path[0] == "sources" and len(path) > 1:
            cite = self._at(path[:2]).get("cite")
            return str(cite or path[1])
        groups = {"shares": "authoring.share", "bands": "band"}
        if path[0] in groups and len(path) > 1:
            return _named(f"{groups[str(path[0])]}.{path[1]}", str(path[1]))
        return _named(f"authoring.label.{path[-1]}", str(path[-1]))

    def _at(self, path: Path) -> dict[str, Text]:
        value = self._nodes.document.value
        for part in path:
            value = value[part]
        return value if isinstance(value, dict) else {}


def _named(name: str, else_: str) -> Text:
    """What a key is called in every language, or the key itself as words."""
    if name not in all_messages():
        return else_.replace("_", " ")
    return {language: say(message(name), language) for language in LANGUAGES}


@lru_cache(maxsize=512)
def _fitting(own: str, analyte: str) -> tuple[str, ...]:
    others = tuple(unit for unit in units() if unit != own and fits(unit, own, analyte))
    return (own, *others)


def fitting_units(definition: FactDefinition) -> tuple[str, ...]:
    """The units in which a threshold of the fact can be written, its own first; none for a plain number."""
    own = unit_of(definition)
    return _fitting(own, definition.name) if own else ()

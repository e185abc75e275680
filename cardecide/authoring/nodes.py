"""The single values of a text with where each begins and ends, for replacing one and nothing else."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import Any, Final

import yaml

from cardecide.authoring.text_ranges import TextRange
from cardecide.engine.collecting import without_collecting
from cardecide.reading.document import Document, Path, read_document

BYTE_ORDER_MARK: Final = "\N{ZERO WIDTH NO-BREAK SPACE}"


@dataclass(frozen=True, slots=True)
class Scalar:
    """One single value: its text, where it stands (quotation marks included), and how it is written.

    ``style`` is empty for a plain word, else the quotation mark or the sign of a block. ``in_flow``: between
    braces or brackets.
    """

    value: str
    range: TextRange
    style: str
    in_flow: bool


@dataclass(frozen=True, slots=True)
class Nodes:
    """The values of a text by their paths, with where maps and keys stand.

    ``flows`` are the paths of maps and lists between braces or brackets.
    """

    document: Document
    scalars: Mapping[Path, Scalar]
    maps: Mapping[Path, TextRange]
    keys: Mapping[Path, TextRange]
    flows: frozenset[Path]


@lru_cache(maxsize=8)
def nodes_of(text: str) -> Nodes:
    """The values of a text. Raises InputError with every problem where it is no YAML."""
    with without_collecting():
        return _nodes(text)


def _nodes(text: str) -> Nodes:
    document = read_document(text, file="")  # guards against what would crash the composer
    shift = 1 if text.startswith(BYTE_ORDER_MARK) else 0
    root: Any = yaml.compose(document.text, Loader=yaml.CSafeLoader)
    scalars: dict[Path, Scalar] = {}
    maps: dict[Path, TextRange] = {}
    keys: dict[Path, TextRange] = {}
    flows: set[Path] = set()

    def range_of(node: Any) -> TextRange:
        return TextRange(node.start_mark.index + shift, node.end_mark.index + shift)

    def walk(node: Any, path: Path, *, in_flow: bool) -> None:
        if isinstance(node, yaml.ScalarNode):
            scalars[path] = Scalar(node.value, range_of(node), node.style or "", in_flow)
            return
        inside_flow = in_flow or bool(node.flow_style)
        if inside_flow:
            flows.add(path)
        if isinstance(node, yaml.MappingNode):
            maps[path] = range_of(node)
            for key, value in node.value:
                keys[(*path, key.value)] = range_of(key)
                walk(value, (*path, key.value), in_flow=inside_flow)
        else:
            for number, value in enumerate(node.value):
                walk(value, (*path, number), in_flow=inside_flow)

    walk(root, (), in_flow=False)
    return Nodes(
        document, MappingProxyType(scalars), MappingProxyType(maps), MappingProxyType(keys), frozenset(flows)
    )


def inner_range(text: str, scalar: Scalar) -> TextRange:
    """Where the words of a value stand, without quotation marks and without the sign of a block."""
    start, end = scalar.range.start, scalar.range.end
    if scalar.style in ("'", '"'):
        return TextRange(start + 1, end - 1)
    if scalar.style in ("|", ">"):
        line_end = text.find("\n", start, end)
        return TextRange(end if line_end < 0 else line_end + 1, end)
    return scalar.range


def part_range(text: str, scalar: Scalar, offset: int, length: int) -> TextRange | None:
    """Where the part of a value from ``offset`` on stands in the text; None where it is written otherwise.

    Folded and quoted values are followed over their line breaks: only signs that are not blanks count.
    """
    inside = inner_range(text, scalar)
    wanted = scalar.value[offset : offset + length]
    signs = sum(not sign.isspace() for sign in scalar.value[:offset])
    for at in range(inside.start, inside.end):
        if text[at].isspace():
            continue
        if signs == 0:
            return TextRange(at, at + length) if text.startswith(wanted, at) else None
        signs -= 1
    return None

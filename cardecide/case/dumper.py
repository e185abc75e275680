"""Writes plain data as YAML 1.2 the way the sample cases look: short groups on one line, plain words."""

from decimal import Decimal
from typing import Any, Final

import yaml

from cardecide.reading.scalars import read_scalar

_WIDTH: Final = 110
_INDENT: Final = 8
_TAGS: Final = {bool: "bool", int: "int", Decimal: "float", type(None): "null"}
_PREFIX: Final = "tag:yaml.org,2002:"
# Signs that a plain text or a block of text would not bring back unchanged.
_BREAKS: Final = "\r\x85\u2028\u2029"


class _Dumper(yaml.SafeDumper):
    """PyYAML's writer with the words of YAML 1.2: ``no`` and a date need no quotation marks."""

    def resolve(self, kind: Any, value: Any, implicit: Any) -> Any:
        if kind is not yaml.ScalarNode:
            return _PREFIX + ("map" if kind is yaml.MappingNode else "seq")
        if not implicit[0]:
            return _PREFIX + "str"
        return tag_of(value)

    def ignore_aliases(self, data: Any) -> bool:
        return True

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)


def tag_of(text: str) -> str:
    """The YAML tag that an unquoted word would be read as."""
    if text == "<<":
        return _PREFIX + "merge"
    try:
        return _PREFIX + _TAGS.get(type(read_scalar(text)), "str")
    except ValueError:
        return _PREFIX + "float"


def _number(dumper: _Dumper, value: Decimal | float | int) -> yaml.Node:
    text = f"{Decimal(str(value)):f}"
    return dumper.represent_scalar(tag_of(text), text)


def _text(dumper: _Dumper, value: str) -> yaml.Node:
    style = None
    if any(sign in value for sign in _BREAKS) or not value.isprintable():
        style = "|" if value.replace("\n", "").isprintable() else '"'
    return dumper.represent_scalar(_PREFIX + "str", value, style=style)


def _group(dumper: _Dumper, value: dict[str, Any]) -> yaml.Node:
    return dumper.represent_mapping(_PREFIX + "map", value.items(), flow_style=_is_short(value))


def _list(dumper: _Dumper, value: list[Any]) -> yaml.Node:
    return dumper.represent_sequence(_PREFIX + "seq", value, flow_style=_is_short(value))


def _is_short(value: Any) -> bool:
    """Whether the group reads well on one line: no text of several lines, no list of groups."""
    if isinstance(value, list) and any(isinstance(item, (dict, list)) for item in value):
        return False
    items = value.values() if isinstance(value, dict) else value
    if any(isinstance(item, (dict, list)) and not _is_short(item) for item in items):
        return False
    return not _has_lines(value) and _length(value) <= _WIDTH - _INDENT


def _has_lines(value: Any) -> bool:
    if isinstance(value, (dict, list)):
        return any(map(_has_lines, value.values() if isinstance(value, dict) else value))
    return isinstance(value, str) and "\n" in value


def _length(value: Any) -> int:
    """About how many signs the value takes on one line."""
    if isinstance(value, dict):
        return sum(len(key) + 4 + _length(item) for key, item in value.items())
    if isinstance(value, list):
        return 2 + sum(2 + _length(item) for item in value)
    return len(str(value))


_Dumper.add_representer(Decimal, _number)
_Dumper.add_representer(int, _number)
_Dumper.add_representer(float, _number)
_Dumper.add_representer(str, _text)
_Dumper.add_representer(dict, _group)
_Dumper.add_representer(list, _list)


class _Outermost(dict[str, Any]):
    """The group that is the file: one key below the other, however short."""


def _whole(dumper: _Dumper, value: _Outermost) -> yaml.Node:
    return dumper.represent_mapping(_PREFIX + "map", value.items(), flow_style=False)


_Dumper.add_representer(_Outermost, _whole)


def dump_yaml(data: dict[str, Any]) -> str:
    """The data as YAML: the outermost keys one below the other, short groups on one line."""
    return yaml.dump(_Outermost(data), Dumper=_Dumper, allow_unicode=True, width=_WIDTH, sort_keys=False)

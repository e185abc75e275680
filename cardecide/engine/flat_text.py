"""A pack, criterion or policy as flat pairs of a name and a text, so that any two can be compared in full.

Whatever the pack holds has a pair: a new key of the rule language cannot escape a comparison.
"""

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Any, Final

from cardecide.engine.expression import AllOf, AnyOf, AtLeast, Atom, Not, text_of
from cardecide.engine.pack import Place

_NAMES: Final = frozenset({"id", "key"})
_EXPRESSIONS: Final = (AllOf, AnyOf, AtLeast, Not, Atom)


def flat(part: Any, *, without: frozenset[str] = frozenset()) -> dict[str, str]:
    """Dotted names with their texts; parts that hold nothing are left out.

    Entries of a list that have an ``id`` or a ``fact`` go by it, so that their order is no difference.
    ``without`` names fields of ``part`` that are compared in another way.
    """
    return dict(_pairs(part, "", without))


def _pairs(part: Any, name: str, without: frozenset[str] = frozenset()) -> Iterator[tuple[str, str]]:
    if part is None or part is False or isinstance(part, Place) or (isinstance(part, str) and not part):
        return
    if isinstance(part, _EXPRESSIONS):
        yield name, text_of(part)
    elif is_dataclass(part):
        for field in fields(part):
            if field.name not in without and not (name and field.name in _NAMES):
                yield from _pairs(getattr(part, field.name), _inside(name, field.name))
    elif isinstance(part, Mapping):
        for key, value in part.items():
            yield from _pairs(value, _inside(name, str(key)))
    elif isinstance(part, frozenset):
        yield from _pairs(tuple(sorted(part)), name)
    elif isinstance(part, tuple) and part and all(isinstance(value, str) for value in part):
        yield name, "; ".join(part)
    elif isinstance(part, tuple):
        for number, value in enumerate(part, 1):
            own = getattr(value, "id", "") or getattr(value, "fact", "")
            yield from _pairs(value, _inside(name, own or str(number)))
    else:
        yield name, str(part)


def _inside(outer: str, inner: str) -> str:
    return f"{outer}.{inner}" if outer else inner

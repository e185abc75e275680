"""Reads JSON that the YAML parser cannot: escaped surrogate pairs, very long keys. It keeps no places."""

import json
from typing import Any, NoReturn

from cardecide.reading.problem import InputError, Problem
from cardecide.reading.scalars import read_scalar


class _KeyTwiceError(ValueError):
    """A key stands twice in one object."""


def read_json(text: str, *, file: str, max_depth: int) -> Any:
    """The plain data of a JSON text, with exact numbers, or None where the text is no JSON.

    Raises InputError where it is JSON and still unusable: a key twice, a number out of reach, half of a
    surrogate pair, or too many levels.
    """
    try:
        data = json.loads(
            text,
            parse_float=_number,
            parse_int=_number,
            parse_constant=_no_constant,
            object_pairs_hook=_object,
        )
        json.dumps(data, ensure_ascii=False, default=str).encode()
    except json.JSONDecodeError:
        return None
    except RecursionError:
        raise _refused(file, "too-deep", f"more than {max_depth} groups inside each other") from None
    except UnicodeEncodeError:
        raise _refused(file, "surrogate", "half of a surrogate pair stands in a text") from None
    except _KeyTwiceError as error:
        raise _refused(file, "duplicate-key", str(error)) from None
    except ValueError as error:
        raise _refused(file, "number", str(error)) from None
    if _depth(data, max_depth) > max_depth:
        raise _refused(file, "too-deep", f"more than {max_depth} groups inside each other")
    return data


def _refused(file: str, code: str, message: str) -> InputError:
    return InputError([Problem(message, file=file, code=code)])


def _number(text: str) -> Any:
    return read_scalar(text)


def _no_constant(text: str) -> NoReturn:
    raise ValueError(f"'{text}' is not a finite number")


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise _KeyTwiceError(f"the key '{key}' stands twice")
        found[key] = value
    return found


def _depth(data: Any, limit: int) -> int:
    level, depth = [data], 0
    while level and depth <= limit:
        children = [c for item in level if isinstance(item, (dict, list)) for c in _children(item)]
        depth += any(isinstance(item, (dict, list)) for item in level)
        level = children
    return depth


def _children(item: dict[str, Any] | list[Any]) -> list[Any]:
    return list(item.values()) if isinstance(item, dict) else item

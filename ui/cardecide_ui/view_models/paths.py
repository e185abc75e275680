"""Dotted paths into a case, such as ``treatments[2].stop``."""

import re
from collections.abc import Callable

Step = str | int

_STEP = re.compile(r"([^.\[\]]+)|\[(\d+)\]")


def split_path(path: str) -> tuple[Step, ...]:
    """The steps of a path: names and positions. Raises ValueError for an empty or malformed path."""
    steps = tuple(int(number) if number else name for name, number in _STEP.findall(path))
    if not steps or join_path(steps) != path:
        raise ValueError(f"'{path}' is not a path into a case")
    return steps


def join_path(steps: tuple[Step, ...]) -> str:
    """The path with these steps."""
    text = ""
    for step in steps:
        text += f"[{step}]" if isinstance(step, int) else f".{step}" if text else step
    return text


def is_under(path: str, parent: str) -> bool:
    """Whether ``path`` is ``parent`` or lies below it."""
    return path == parent or path.startswith((parent + ".", parent + "["))


def after_removal(path: str, list_path: str, index: int) -> str | None:
    """Where ``path`` is after entry ``index`` of a list was removed; None if it was removed with it."""
    return _renumber(path, list_path, lambda i: None if i == index else i - (i > index))


def after_move(path: str, list_path: str, index: int, to: int) -> str:
    """Where ``path`` is after entry ``index`` of a list changed places with the one at ``to``."""
    swapped = {index: to, to: index}
    moved = _renumber(path, list_path, lambda i: swapped.get(i, i))
    return path if moved is None else moved


def _renumber(path: str, list_path: str, renumber: Callable[[int], int | None]) -> str | None:
    match = re.match(re.escape(list_path) + r"\[(\d+)\](.*)", path)
    if not match:
        return path
    index = renumber(int(match.group(1)))
    return None if index is None else f"{list_path}[{index}]{match.group(2)}"

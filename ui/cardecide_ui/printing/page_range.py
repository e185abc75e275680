"""Which pages to print, as a person writes it: ``1-3, 5``."""

import re
from typing import Final

_PART: Final = re.compile(r"(\d{1,9})?\s*(?:([-–—])\s*(\d{1,9})?)?")
_BETWEEN: Final = re.compile(r"[,;，；、]")


def read_page_range(text: str, last: int) -> tuple[int, ...] | None:
    """The page numbers of ``text`` in the order of the pages, each once; None where it cannot be read.

    Pages count from 1 to ``last``. An end that is left out is the first or the last page; nothing at all
    is every page. A page beyond the last is an error rather than nothing: something else was meant.
    """
    if not text.strip():
        return tuple(range(1, last + 1))
    chosen: set[int] = set()
    for part in _BETWEEN.split(text):
        found = _PART.fullmatch(part.strip())
        if found is None:
            return None
        first, dash, end = found.groups()
        if first is None and end is None:
            return None
        start = int(first) if first else 1
        stop = int(end) if end else last if dash else start
        if not 1 <= start <= stop <= last:
            return None
        chosen.update(range(start, stop + 1))
    return tuple(sorted(chosen))

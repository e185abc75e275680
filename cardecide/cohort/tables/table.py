"""A table as its file holds it: every cell a text, every row with the number a person finds it by."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from cardecide.language.message import Message
from cardecide.language.messages import say
from cardecide.language.text import Language

if TYPE_CHECKING:
    import pandas

FORMULA: Final = "\ufdd0"
"""Stands before the text of a cell that holds a formula. The character occurs in no text: Unicode keeps it
free for marks inside a program."""

SYNTHETIC: Final = "synthetic"
"""The column by which a made-up cohort says that it is one."""

BROKEN: Final = "\ufdd1"
"""Stands before a cell that the file itself marks as an error (``#DIV/0!``)."""


@dataclass(frozen=True, slots=True)
class RowProblem:
    """Something in one row that could not be read. ``row`` counts as the file's own program does, from 1.

    ``column`` is empty where the whole row is meant, ``row`` is 0 where the whole table is. ``cell`` is the
    text that stood there.
    """

    row: int
    column: str
    said: Message
    cell: str = ""

    def text(self, language: Language = "en") -> str:
        """What is wrong, in words."""
        return say(self.said, language)


@dataclass(frozen=True, slots=True)
class SetAside:
    """A row that is not evaluated: its number, its cells as they stood, and why."""

    row: int
    cells: tuple[str, ...]
    problems: tuple[RowProblem, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """The readable rows of one table.

    ``frame`` has a column of texts for each of ``columns``; an empty text is an empty cell. ``rows`` holds
    each row's number. ``broken`` are the rows whose cells cannot be told apart. ``notes`` say how the file
    was taken: its encoding, its separator, columns of the same name. ``sha256`` is that of the file.
    """

    name: str
    columns: tuple[str, ...]
    frame: "pandas.DataFrame" = field(repr=False)
    rows: Sequence[int] = field(repr=False)
    sha256: str = ""
    broken: tuple[SetAside, ...] = ()
    notes: tuple[Message, ...] = ()
    duplicates: frozenset[str] = frozenset()
    sheet: str = ""

    def __len__(self) -> int:
        return len(self.rows)

    @property
    def is_synthetic(self) -> bool:
        """Whether the table says of every row that it is no person."""
        return SYNTHETIC in self.columns and bool(len(self)) and bool((self.frame[SYNTHETIC] == "yes").all())


def shown(cell: str, most: int = 60) -> str:
    """The cell as it may be shown: without the program's own marks, and not longer than a line."""
    text = cell.lstrip(FORMULA + BROKEN)
    return text if len(text) <= most else text[: most - 1] + "…"

"""The values of a pack that can be changed without seeing YAML: thresholds, dates, sources, weights.

A change is a replacement of the one value where it stands, so every other byte of the file stays as it was:
comments, order, quoting, line ends.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from cardecide.authoring.text_ranges import TextEdit, TextRange
from cardecide.language.text import Text
from cardecide.reading.document import Path

What = Literal["threshold", "date", "source", "weight", "points", "revision"]


@dataclass(frozen=True, slots=True)
class EditableValue:
    """One value. ``key`` names it within this text; it stays the same while the structure of the text does.

    ``criterion`` is empty for a value of a version or of the whole pack; ``label`` is what to show beside it:
    the criterion's text, or the name of the key. ``current`` is the value as written without its unit.
    ``condition`` is the whole line of a threshold, ``operator`` its sign. ``units`` are those that fit, the
    fact's own first; ``low`` and ``high`` the plausible bounds in ``unit``. ``choices`` are the possible
    words (keys of sources).
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


def editable_values(text: str) -> tuple[EditableValue, ...]:
    """Every value that ``edit_value`` can change, in the order of the text; none where there is no pack."""
    raise NotImplementedError


def find_value(text: str, key: str) -> EditableValue:
    """The value of that key. Raises KeyError where the text has none."""
    raise NotImplementedError


def value_edit(text: str, key: str, new: str, *, unit: str | None = None) -> TextEdit:
    """The replacement that gives the value ``new`` (a source may have a place: ``fda-2024, section 1``).

    ``unit`` is another unit for a threshold. Raises InputError with what is wrong where the value cannot be
    this one; KeyError where there is no such value.
    """
    raise NotImplementedError


def edit_value(text: str, key: str, new: str, *, unit: str | None = None) -> str:
    """The text with the value changed, and every other byte as it was. Raises what ``value_edit`` raises."""
    raise NotImplementedError


def raise_revision(text: str, note: str, *, above: int | None = None) -> str:
    """The text with its revision one higher (than ``above``, if given) and ``note`` as its note.

    The note replaces an earlier one. Raises InputError where the text is no pack or the note is empty.
    """
    raise NotImplementedError

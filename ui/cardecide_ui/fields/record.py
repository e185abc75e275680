"""What a field of the form is: data, from which its widget, its reading and its echo follow."""

from dataclasses import dataclass, replace
from decimal import Decimal
from enum import Enum, auto


class Kind(Enum):
    """How a field is entered."""

    YES_NO = auto()
    CHOICE = auto()
    COUNT = auto()
    NUMBER = auto()
    AMOUNT = auto()
    SIZE = auto()
    DATE = auto()
    TEXT = auto()
    DRUGS = auto()


@dataclass(frozen=True, slots=True)
class FieldRecord:
    """One field of a case.

    ``path`` is the dotted path in the case and the field's identity; ``label`` is its key among the window's
    texts. ``unit`` is the canonical unit, ``units`` what else is offered. ``words`` are values that are no
    date but stand where a date does (``ongoing``). ``allowed`` bounds what is possible at all, ``plausible``
    what needs no second look; both in ``unit``, both inclusive.
    """

    path: str
    kind: Kind
    label: str
    options: tuple[str, ...] = ()
    option_kind: str = ""
    words: tuple[str, ...] = ()
    unit: str = ""
    units: tuple[str, ...] = ()
    allowed: tuple[Decimal | None, Decimal | None] = (None, None)
    plausible: tuple[Decimal, Decimal] | None = None
    required: bool = False

    def under(self, parent: str) -> "FieldRecord":
        """The same field inside one entry of a list, such as ``treatments[2]``."""
        return replace(self, path=f"{parent}.{self.path}")

"""What a section of the form is made of: data only."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtWidgets import QWidget

from cardecide_ui.fields.context import FormContext
from cardecide_ui.fields.record import FieldRecord
from cardecide_ui.fields.vocabulary import Term
from cardecide_ui.texts import Texts

Summary = Callable[[Any, Texts], str]
Insert = Callable[[str, FormContext, QWidget], QWidget]
Vocabulary = Callable[[], Mapping[str, Term]]


@dataclass(frozen=True, slots=True)
class Heading:
    """A quiet heading within a section; ``text`` is its key among the window's texts."""

    text: str


@dataclass(frozen=True, slots=True)
class EntryList:
    """A list of the case, each entry folded to one line until it is opened.

    ``fields`` are relative to an entry. With a ``vocabulary`` an entry is added by choosing a term, which
    becomes its ``key``; without one an empty entry is added. ``fields_by_key`` are the fields that only
    entries of one key have, after the common ones. ``add`` is the key of the button's text. With
    ``asks`` the questions about an entry stand below its title. ``inserts`` makes, by field, what stands
    below that field in an open entry.
    """

    path: str
    fields: tuple[FieldRecord, ...]
    summary: Summary
    add: str
    key: str = ""
    vocabulary: Vocabulary | None = None
    ordered: bool = False
    asks: bool = False
    inserts: Mapping[str, tuple[Insert, ...]] = field(default_factory=dict)
    fields_by_key: Mapping[str, tuple[FieldRecord, ...]] = field(default_factory=dict)

    def fields_of(self, entry: Any) -> tuple[FieldRecord, ...]:
        """The fields that an entry has."""
        own = self.fields_by_key.get(getattr(entry, self.key), ()) if self.fields_by_key else ()
        return (*self.fields, *own)


@dataclass(frozen=True, slots=True)
class History:
    """The stroke that says: a history was taken, and none of these was found."""

    path: str


@dataclass(frozen=True, slots=True)
class LabGroup:
    """Laboratory tests, one row each, in this order."""

    heading: str
    tests: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sample:
    """The date of a sample that new laboratory values take over."""


@dataclass(frozen=True, slots=True)
class CaseHead:
    """The jurisdictions, as buttons."""


@dataclass(frozen=True, slots=True)
class DrawnTimeline:
    """The treatments drawn in time."""


@dataclass(frozen=True, slots=True)
class Derived:
    """Facts that the program computes from the entries, in this order; ``more`` are folded away at first."""

    facts: tuple[str, ...]
    more: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Overrides:
    """The values that a clinician set in place of computed ones."""


Block = (
    FieldRecord
    | Heading
    | EntryList
    | History
    | LabGroup
    | Sample
    | CaseHead
    | DrawnTimeline
    | Derived
    | Overrides
)


@dataclass(frozen=True, slots=True)
class Section:
    """One section of the form: ``name`` is its key in the index."""

    name: str
    blocks: tuple[Block, ...]

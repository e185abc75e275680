"""The list of cases: read from its own small table, searched and filtered without unpacking a case."""

from collections.abc import Callable, Container, Iterable, Iterator
from datetime import datetime
from typing import Any, Final

from cardecide.store.content import fold
from cardecide.store.encrypted_file import EncryptedFile, Row
from cardecide.store.records import CaseFilter, CaseRow

_COLUMNS = (
    "number, pseudonym, decision_date, jurisdictions, tags, archived, revision, updated,"
    " updated_by, key_facts"
)
_SHELVES = {"current": "archived = 0", "archived": "archived = 1", "all": "1"}


_SAVED_LAST = "head DESC"
_MOST_NUMBERS = 500  # in one statement


def case_rows(file: EncryptedFile, wanted: CaseFilter) -> list[CaseRow]:
    """The cases that fit, the one saved last first."""
    drafts = _drafts(file)
    return [_case_row(row, drafts) for row in _select(file, _COLUMNS, wanted)]


class Listing:
    """The cases that fit a filter, for a table: their numbers at once, the rest of a case when it is shown.

    Every method reads the file as it is now and raises LibraryError where it cannot be read.
    """

    def __init__(self, file: EncryptedFile, wanted: CaseFilter) -> None:
        self._file = file
        self._wanted = wanted

    def numbers(self, *, by_pseudonym: bool = False) -> list[int]:
        """The numbers of the cases, the one saved last first, or in the order of the folded pseudonyms."""
        order = "folded" if by_pseudonym else _SAVED_LAST
        return [number for (number,) in _select(self._file, "number", self._wanted, order)]

    def values(self, field: str) -> list[tuple[int, Any]]:
        """The number of each case with one field of its ``CaseRow``, the one saved last first."""
        column, read = _FIELDS[field]
        return [
            (number, read(text)) for number, text in _select(self._file, f"number, {column}", self._wanted)
        ]

    def rows(self, numbers: Iterable[int]) -> Iterator[CaseRow]:
        """The cases with these numbers, in no order; one that is gone by now is left out."""
        asked = list(numbers)
        drafts = _drafts(self._file)
        for start in range(0, len(asked), _MOST_NUMBERS):
            some = asked[start : start + _MOST_NUMBERS]
            marks = ", ".join("?" * len(some))
            found = self._file.rows(f"SELECT {_COLUMNS} FROM cases WHERE number IN ({marks})", some)  # noqa: S608
            yield from (_case_row(row, drafts) for row in found)


def _select(file: EncryptedFile, columns: str, wanted: CaseFilter, order: str = _SAVED_LAST) -> list[Row]:
    conditions, parameters = _conditions(wanted)
    return file.rows(
        f"SELECT {columns} FROM cases WHERE {' AND '.join(conditions)} ORDER BY {order}",  # noqa: S608
        parameters,
    )


def _drafts(file: EncryptedFile) -> set[int]:
    return {number for (number,) in file.rows("SELECT DISTINCT number FROM autosaves")}


def tags_in_use(file: EncryptedFile) -> set[str]:
    """Every tag that some case has."""
    return {tag for (tags,) in file.rows("SELECT DISTINCT tags FROM cases") for tag in split_tags(tags)}


def _case_row(row: Row, drafts: Container[int]) -> CaseRow:
    number, pseudonym, decision, where, tags, archived, revision, updated, updated_by, key_facts = row
    return CaseRow(
        number=number,
        pseudonym=pseudonym,
        decision_date=decision,
        jurisdictions=tuple(where.split()),
        tags=split_tags(tags),
        is_archived=archived == 1,
        revision=revision,
        updated=datetime.fromisoformat(updated),
        has_autosave=number in drafts,
        updated_by=updated_by,
        key_facts=key_facts,
    )


def _conditions(wanted: CaseFilter) -> tuple[list[str], list[str]]:
    """The conditions in SQL, which hold no word of the person's own, and their parameters."""
    conditions = [_SHELVES[wanted.shelf]]
    parameters: list[str] = []
    for tag in clean_tags(wanted.tags):
        conditions.append("instr(tags, ?) > 0")
        parameters.append(f"\n{tag}\n")
    if wanted.jurisdictions:
        either = ["instr(' ' || jurisdictions || ' ', ?) > 0"] * len(wanted.jurisdictions)
        conditions.append(f"({' OR '.join(either)})")
        parameters += [f" {name} " for name in wanted.jurisdictions]
    for word in fold(wanted.text).split():
        conditions.append(
            "number IN (SELECT number FROM words WHERE instr(folded, ?) > 0 OR instr(tags, ?) > 0)"
        )
        parameters += [word, word]
    return conditions, parameters


def clean_tags(tags: tuple[str, ...]) -> tuple[str, ...]:
    """Each tag once, on one line, without blanks around it; empty ones dropped."""
    lines = (" ".join(tag.split()) for tag in tags)
    return tuple(dict.fromkeys(line for line in lines if line))


def joined_tags(tags: tuple[str, ...]) -> str:
    """The tags as they are stored."""
    return "".join(f"\n{tag}" for tag in tags) + "\n" if tags else ""


def split_tags(text: str) -> tuple[str, ...]:
    """The tags as they were given."""
    return tuple(text.strip("\n").split("\n")) if text else ()


_FIELDS: Final[dict[str, tuple[str, Callable[[Any], Any]]]] = {
    "decision_date": ("decision_date", str),
    "jurisdictions": ("jurisdictions", lambda text: tuple(text.split())),
    "tags": ("tags", split_tags),
    "is_archived": ("archived", bool),
    "has_autosave": ("EXISTS (SELECT 1 FROM autosaves WHERE autosaves.number = cases.number)", bool),
    "updated_by": ("updated_by", str),
    "key_facts": ("key_facts", str),
}
"""For the fields by which a table is ordered: the column, and what is made of it."""

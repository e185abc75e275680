"""The list of cases: read from its own small table, searched and filtered without unpacking a case."""

from collections.abc import Container
from datetime import datetime

from cardecide.store.content import fold
from cardecide.store.encrypted_file import EncryptedFile, Row
from cardecide.store.records import CaseFilter, CaseRow

_COLUMNS = (
    "number, pseudonym, decision_date, jurisdictions, tags, archived, revision, updated,"
    " updated_by, key_facts"
)
_SHELVES = {"current": "archived = 0", "archived": "archived = 1", "all": "1"}


def case_rows(file: EncryptedFile, wanted: CaseFilter) -> list[CaseRow]:
    """The cases that fit, the one saved last first."""
    conditions, parameters = _conditions(wanted)
    found = file.rows(
        f"SELECT {_COLUMNS} FROM cases WHERE {' AND '.join(conditions)} ORDER BY head DESC",  # noqa: S608
        parameters,
    )
    drafts = {number for (number,) in file.rows("SELECT DISTINCT number FROM autosaves")}
    return [_case_row(row, drafts) for row in found]


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

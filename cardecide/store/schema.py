"""The tables of a library, and how an older library becomes one of today."""

from collections.abc import Callable
from typing import Final

from cardecide.language.message import message
from cardecide.store.content import fold, text_of, words_of_text
from cardecide.store.encrypted_file import Change, EncryptedFile
from cardecide.store.problems import LibraryError

# "crdl" in ASCII: says of a file that it is a library of cases and no other database.
APPLICATION: Final = 0x6372646C

_CASES = """
CREATE TABLE cases (
    number        INTEGER PRIMARY KEY AUTOINCREMENT,
    pseudonym     TEXT NOT NULL,
    folded        TEXT NOT NULL UNIQUE,   -- the pseudonym as it is compared
    decision_date TEXT NOT NULL,          -- as entered, or empty
    jurisdictions TEXT NOT NULL,          -- parted by blanks
    tags          TEXT NOT NULL,          -- parted and enclosed by line feeds, or empty
    archived      INTEGER NOT NULL DEFAULT 0,
    revision      INTEGER NOT NULL,       -- sequence of the last revision
    head          INTEGER NOT NULL,       -- its id, which orders the cases by their last change
    updated       TEXT NOT NULL
) STRICT"""

# The payload stands apart, so that listing the cases never touches it.
_REVISIONS = """
CREATE TABLE revisions (
    id            INTEGER PRIMARY KEY AUTOINCREMENT,
    number        INTEGER NOT NULL REFERENCES cases ON DELETE CASCADE,
    sequence      INTEGER NOT NULL,
    saved_at      TEXT NOT NULL,
    saved_by      TEXT NOT NULL,
    reason        TEXT NOT NULL,
    content       BLOB NOT NULL,
    UNIQUE (number, sequence)
) STRICT"""

# Work that is not saved outlives its case: then it is the draft of a new one.
_AUTOSAVES = """
CREATE TABLE autosaves (
    slot          INTEGER PRIMARY KEY AUTOINCREMENT,
    owner         TEXT NOT NULL,
    number        INTEGER REFERENCES cases ON DELETE SET NULL,
    based_on      INTEGER,
    pseudonym     TEXT NOT NULL,
    saved_at      TEXT NOT NULL,
    content       BLOB NOT NULL,
    raw_texts     TEXT NOT NULL
) STRICT"""
_AUTOSAVES_BY_CASE = "CREATE INDEX autosaves_by_case ON autosaves (number)"

_WORDS = """
CREATE TABLE words (
    number        INTEGER PRIMARY KEY REFERENCES cases ON DELETE CASCADE,
    folded        TEXT NOT NULL,          -- the words of the last revision, to search in
    tags          TEXT NOT NULL           -- and those of the tags
) STRICT"""


def _cases_and_revisions(change: Change) -> None:
    for statement in (_CASES, _REVISIONS, _AUTOSAVES, _AUTOSAVES_BY_CASE):
        change.run(statement)


def _words_to_search(change: Change) -> None:
    change.run(_WORDS)
    for number, head, tags in change.rows("SELECT number, head, tags FROM cases"):
        [(content,)] = change.rows("SELECT content FROM revisions WHERE id = ?", (head,))
        words = words_of_text(text_of(content))
        change.run("INSERT INTO words VALUES (?, ?, ?)", (number, words, fold(tags)))


def _who_and_key_facts(change: Change) -> None:
    """What the list tells beside the columns it had: who saved last, and the facts that were known then."""
    for column in ("updated_by", "key_facts"):
        change.run(f"ALTER TABLE cases ADD COLUMN {column} TEXT NOT NULL DEFAULT ''")
    change.run(
        "UPDATE cases SET updated_by = ifnull("
        "(SELECT saved_by FROM revisions WHERE revisions.id = cases.head), '')"
    )


# What was noted stays as it is; a number may outlive its case.
_AUDIT = """
CREATE TABLE audit (
    sequence      INTEGER PRIMARY KEY,
    at            TEXT NOT NULL,
    who           TEXT NOT NULL,
    deed          TEXT NOT NULL,
    number        INTEGER,
    detail        TEXT NOT NULL,
    digest        TEXT NOT NULL
) STRICT"""
_AUDIT_STAYS = """
CREATE TRIGGER audit_{what} BEFORE {what} ON audit
BEGIN SELECT RAISE(ABORT, 'the audit log is only added to'); END"""


def _audit_log(change: Change) -> None:
    change.run(_AUDIT)
    for what in ("UPDATE", "DELETE"):
        change.run(_AUDIT_STAYS.format(what=what))


# The step at place n makes version n + 1 of version n. A step that was released is never changed.
STEPS: Final[tuple[Callable[[Change], None], ...]] = (
    _cases_and_revisions,
    _words_to_search,
    _who_and_key_facts,
    _audit_log,
)
VERSION: Final = len(STEPS)


def lay_out(file: EncryptedFile, *, steps: int = VERSION) -> None:
    """Make the tables in an empty file; ``steps`` stops at an older version, for tests of the way up."""
    with file.change() as change:
        if change.rows("SELECT 1 FROM sqlite_schema LIMIT 1"):
            raise LibraryError(message("library.exists"), file=file.path)
        change.run(f"PRAGMA application_id = {APPLICATION}")
        _climb(change, 0, steps)


def bring_up_to_date(file: EncryptedFile) -> None:
    """Make an older library one of today, in one transaction.

    Raises LibraryError where the file is no library, comes from a newer program, or is older and read-only.
    """
    row = file.row("SELECT application_id, user_version FROM pragma_application_id, pragma_user_version")
    application, version = row or (0, 0)
    if application != APPLICATION:
        raise LibraryError(message("library.not-a-library"), file=file.path)
    if version > VERSION:
        raise LibraryError(message("library.newer", version=version, known=VERSION), file=file.path)
    if version < VERSION:
        with file.change() as change:
            [(found,)] = change.rows("PRAGMA user_version")  # another program may have done it meanwhile
            _climb(change, found, VERSION)


def _climb(change: Change, version: int, goal: int) -> None:
    for step in STEPS[version:goal]:
        step(change)
    change.run(f"PRAGMA user_version = {max(version, goal)}")

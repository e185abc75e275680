"""Cases, moments and keys for the tests of the library."""

from datetime import UTC, datetime, timedelta

from cardecide.case.model import Case
from cardecide.store import Entry, Key

# Words that stand in no resource and no code: found in a file's bytes, they came from the patient's case.
WORD = "quokkaberry"
KEY = Key.from_bytes(bytes(range(32)))
OTHER_KEY = Key.from_bytes(bytes(range(32, 64)))
NOON = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)


def case(pseudonym: str = "quiet-harbor-417", note: str = WORD, **fields: object) -> Case:
    return Case.model_validate({"id": pseudonym, "note": note, **fields})


def entry(minutes: int = 0, who: str = "Dr A", why: str = "") -> Entry:
    return Entry(NOON + timedelta(minutes=minutes), who, why)

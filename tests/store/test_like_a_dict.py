"""Whatever is done in whatever order, the library holds what a plain dict would."""

import shutil
import tempfile
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, invariant, precondition, rule

from cardecide.case.model import Case
from cardecide.store import CaseFilter, Entry, Library, LibraryError
from cardecide.store.content import fold
from cardecide.store.upkeep import back_up, change_key, check
from tests.store.made import KEY, NOON, OTHER_KEY, case

NAMES = st.sampled_from(["amber", "Amber", "birch", "İz", "iz", "cedar", "delta"])
NOTES = st.text(st.characters(codec="utf-8"), min_size=1, max_size=8)
TIMES = st.integers(-10_000, 10_000).map(lambda minutes: NOON + timedelta(minutes=minutes))
ENTRIES = st.builds(Entry, TIMES, st.sampled_from(["Dr A", "Dr B"]), NOTES)


@dataclass
class Kept:
    """What a case is in the model: its revisions, and what the library says about it."""

    revisions: list[tuple[Case, Entry]]
    tags: tuple[str, ...] = ()
    is_archived: bool = False
    changed: int = 0


@dataclass
class Draft:
    case: Case
    texts: dict[str, str]
    number: int | None
    holder: str
    based_on: int | None = field(default=None)


class LibraryMachine(RuleBasedStateMachine):
    """Two windows, ``a`` and ``b``, on one library, beside a dict."""

    numbers = Bundle("numbers")
    slots = Bundle("slots")

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.key = KEY
        self.windows = {"a": Library.create(self.folder / "l", KEY, wait=0.05)}
        self.windows["b"] = Library.open(self.folder / "l", KEY, wait=0.05)
        self.cases: dict[int, Kept] = {}
        self.drafts: dict[int, Draft] = {}
        self.changes = 0

    def teardown(self) -> None:
        for window in self.windows.values():
            window.close()
        shutil.rmtree(self.folder)

    def is_taken(self, name: str, number: int | None = None) -> bool:
        return any(
            fold(kept.revisions[-1][0].id) == fold(name) for n, kept in self.cases.items() if n != number
        )

    def keep(self, number: int, given: Case, entry: Entry) -> None:
        self.changes += 1
        kept = self.cases.setdefault(number, Kept([]))
        kept.revisions.append((given, entry))
        kept.changed = self.changes

    def let_go(self, slot: int | None, window: str) -> None:
        if slot is not None and slot in self.drafts and self.drafts[slot].holder == window:
            del self.drafts[slot]

    @rule(target=numbers, name=NAMES, note=NOTES, entry=ENTRIES, window=st.sampled_from("ab"))
    def add(self, name: str, note: str, entry: Entry, window: str) -> int:
        given = case(name, note)
        if self.is_taken(name):
            refused("library-pseudonym-taken", lambda: self.windows[window].add(given, entry))
            return 0
        number = self.windows[window].add(given, entry).number
        assert number not in self.cases
        self.keep(number, given, entry)
        return number

    @rule(
        number=numbers,
        name=st.none() | NAMES,
        note=NOTES,
        entry=ENTRIES,
        window=st.sampled_from("ab"),
        behind=st.sampled_from([0, 0, 0, 1]),
        slot=st.none() | slots,
    )
    def save(
        self,
        number: int,
        name: str | None,
        note: str,
        entry: Entry,
        window: str,
        behind: int,
        slot: int | None,
    ) -> None:
        kept = self.cases.get(number)
        present = kept.revisions[-1][0].id if kept else "gone"
        given = case(name or present, note)
        based_on = (len(kept.revisions) if kept else 1) - behind
        attempt = lambda: self.windows[window].save(number, given, entry, based_on=based_on, slot=slot)  # noqa: E731
        if kept is None:
            refused("library-gone", attempt)
        elif behind:
            refused("library-conflict", attempt)
        elif self.is_taken(given.id, number):
            refused("library-pseudonym-taken", attempt)
        else:
            assert attempt().revision == len(kept.revisions) + 1
            self.keep(number, given, entry)
            self.let_go(slot, window)

    @rule(number=numbers, pick=st.integers(0, 9), entry=ENTRIES)
    def restore(self, number: int, pick: int, entry: Entry) -> None:
        if (kept := self.cases.get(number)) is None:
            return
        sequence = pick % len(kept.revisions) + 1
        now = kept.revisions[-1][0].id
        earlier = kept.revisions[sequence - 1][0]
        self.windows["a"].restore(number, sequence, entry, based_on=len(kept.revisions))
        self.keep(number, earlier.model_copy(update={"id": now}), entry)

    @rule(target=numbers, number=numbers, name=NAMES, entry=ENTRIES)
    def duplicate(self, number: int, name: str, entry: Entry) -> int:
        kept = self.cases.get(number)
        if kept is None or self.is_taken(name):
            code = "library-gone" if kept is None else "library-pseudonym-taken"
            refused(code, lambda: self.windows["b"].duplicate(number, name, entry))
            return 0
        copy = self.windows["b"].duplicate(number, name, entry)
        self.keep(copy.number, kept.revisions[-1][0].model_copy(update={"id": name}), entry)
        self.cases[copy.number].tags = kept.tags
        return copy.number

    @rule(number=numbers, tags=st.sets(st.sampled_from(["board", "çok acil", "x"])))
    def tag(self, number: int, tags: set[str]) -> None:
        if number in self.cases:
            self.windows["a"].set_tags(number, tuple(sorted(tags)))
            self.cases[number].tags = tuple(sorted(tags))

    @rule(number=numbers, away=st.booleans())
    def put_away(self, number: int, away: bool) -> None:
        if number in self.cases:
            window = self.windows["b"]
            (window.archive if away else window.unarchive)(number)
            self.cases[number].is_archived = away

    @rule(number=numbers, window=st.sampled_from("ab"), is_sure=st.booleans())
    def delete(self, number: int, window: str, is_sure: bool) -> None:
        kept = self.cases.get(number)
        name = kept.revisions[-1][0].id if kept and is_sure else "another"
        if kept is None or not is_sure:
            attempt = lambda: self.windows[window].delete(number, pseudonym=name)  # noqa: E731
            refused("library-delete-unconfirmed", attempt)
            return
        self.windows[window].delete(number, pseudonym=name)
        del self.cases[number]
        for slot, draft in list(self.drafts.items()):
            if draft.number == number and draft.holder == window:
                del self.drafts[slot]
            elif draft.number == number:
                draft.number = None

    @rule(
        target=slots,
        slot=st.none() | slots,
        number=st.none() | numbers,
        note=NOTES,
        texts=st.dictionaries(NOTES, NOTES, max_size=2),
        at=TIMES,
        window=st.sampled_from("ab"),
    )
    def autosave(
        self, slot: int | None, number: int | None, note: str, texts: dict[str, str], at: object, window: str
    ) -> int:
        given = case("typed", note)
        written = self.windows[window].autosave(given, texts, at=at, slot=slot, number=number, based_on=3)  # type: ignore[arg-type]
        is_own = slot in self.drafts and self.drafts[slot].holder == window
        assert (written == slot) == is_own
        known = number if number in self.cases else None
        self.drafts[written] = Draft(given, texts, known, window, 3)
        return written

    @rule(slot=slots, window=st.sampled_from("ab"))
    def take(self, slot: int, window: str) -> None:
        if slot not in self.drafts:
            refused("library-autosave-gone", lambda: self.windows[window].take_autosave(slot))
            return
        taken, draft = self.windows[window].take_autosave(slot), self.drafts[slot]
        assert (taken.case, taken.raw_texts) == (draft.case, draft.texts)
        draft.holder = window

    @rule(slot=consumes(slots))
    def discard(self, slot: int) -> None:
        self.windows["a"].discard_autosave(slot)
        self.drafts.pop(slot, None)

    @rule(window=st.sampled_from("ab"))
    def lock_and_unlock(self, window: str) -> None:
        self.windows[window].lock()
        self.windows[window].unlock(self.key)

    @rule()
    def change_key(self) -> None:
        self.key = OTHER_KEY if self.key == KEY else KEY
        change_key(self.windows["a"], self.key)
        refused("library-wrong-key", self.windows["b"].cases)
        self.lock_and_unlock("b")

    @precondition(lambda self: self.cases)
    @rule()
    def back_up(self) -> None:
        copy = self.folder / "backup"
        back_up(self.windows["b"], copy)
        with Library.open(copy, self.key) as library:
            assert check(library) == ()
            assert library.cases(CaseFilter(shelf="all")) == self.windows["a"].cases(CaseFilter(shelf="all"))
        copy.unlink()

    @invariant()
    def both_windows_list_what_the_dict_holds(self) -> None:
        expected = sorted(self.cases.items(), key=lambda item: -item[1].changed)
        drafted = {draft.number for draft in self.drafts.values()}
        for window in self.windows.values():
            rows = window.cases(CaseFilter(shelf="all"))
            assert [(row.number, row.pseudonym, row.tags, row.is_archived, row.revision) for row in rows] == [
                (number, kept.revisions[-1][0].id, kept.tags, kept.is_archived, len(kept.revisions))
                for number, kept in expected
            ]
            assert [row.has_autosave for row in rows] == [number in drafted for number, _ in expected]

    @invariant()
    def every_revision_and_every_draft_is_kept(self) -> None:
        window = self.windows["b"]
        for number, kept in self.cases.items():
            told = [(one.saved_at, one.saved_by, one.reason) for one in window.revisions(number)]
            assert told == [(entry.at, entry.who, entry.why) for _, entry in reversed(kept.revisions)]
            for sequence, (given, _) in enumerate(kept.revisions, start=1):
                assert window.get(number, sequence).case == given
        offered = {row.slot: (row.number, row.based_on, row.is_own) for row in window.autosaves()}
        assert offered == {
            slot: (draft.number, draft.based_on, draft.holder == "b") for slot, draft in self.drafts.items()
        }


def refused(code: str, attempt: object) -> None:
    """The attempt raises the error of that code."""
    with pytest.raises(LibraryError) as error:
        attempt()  # type: ignore[operator]
    assert error.value.code == code


TestLibrary = LibraryMachine.TestCase
TestLibrary.settings = settings(
    max_examples=25,
    stateful_step_count=25,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)

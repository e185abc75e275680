"""Work that is not saved: kept by slot, offered to who comes next, never overwritten by another window."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from cardecide.store import AutosaveRow, Library, LibraryError
from tests.store.made import KEY, NOON, case, entry


@pytest.fixture
def other(library: Library, path: Path) -> Iterator[Library]:
    """A second window on the same library."""
    with Library.open(path, KEY, wait=0.05) as opened:
        yield opened


def test_the_next_opening_offers_the_case_and_what_was_typed(library: Library, path: Path) -> None:
    number = library.add(case("a", "saved"), entry()).number
    typed = {"patient.weight": "6l kg", "labs[0].date": "März"}
    slot = library.autosave(case("a", "typed"), typed, at=NOON, number=number, based_on=1)
    library.close()
    with Library.open(path, KEY) as again:
        [row] = again.autosaves()
        assert row == AutosaveRow(slot, number, 1, "a", NOON, False)
        assert [listed.has_autosave for listed in again.cases()] == [True]
        taken = again.take_autosave(slot)
        assert (taken.case, taken.raw_texts) == (case("a", "typed"), typed)
        assert taken.row.is_own
        assert again.get(number).case.note == "saved"


def test_a_case_never_saved_has_a_slot_too(library: Library) -> None:
    slot = library.autosave(case("new"), {}, at=NOON)
    assert library.cases() == []
    assert library.autosave(case("new", "more"), {}, at=NOON, slot=slot) == slot
    assert library.take_autosave(slot).case.note == "more"
    library.add(case("new"), entry(), slot=slot)
    assert library.autosaves() == []


def test_saving_lets_the_slot_go_in_the_same_breath(library: Library) -> None:
    number = library.add(case(), entry()).number
    slot = library.autosave(case(note="typed"), {}, at=NOON, number=number, based_on=1)
    with pytest.raises(LibraryError):
        library.save(number, case(note="typed"), entry(), based_on=7, slot=slot)
    assert len(library.autosaves()) == 1, "a save that failed keeps the work"
    library.save(number, case(note="typed"), entry(), based_on=1, slot=slot)
    assert library.autosaves() == []


def test_a_slot_taken_over_is_not_written_by_its_first_window(library: Library, other: Library) -> None:
    slot = library.autosave(case("a", "first"), {}, at=NOON)
    other.take_autosave(slot)
    other.autosave(case("a", "second"), {}, at=NOON, slot=slot)
    moved = library.autosave(case("a", "first goes on"), {}, at=NOON, slot=slot)
    assert moved != slot
    assert library.take_autosave(moved).case.note == "first goes on"
    assert other.take_autosave(slot).case.note == "second"


def test_saving_does_not_drop_the_slot_of_another_window(library: Library, other: Library) -> None:
    number = library.add(case(), entry()).number
    slot = library.autosave(case(note="typed"), {}, at=NOON, number=number, based_on=1)
    other.save(number, case(note="theirs"), entry(), based_on=1, slot=slot)
    assert [row.slot for row in library.autosaves()] == [slot]


def test_a_slot_discarded_elsewhere_is_made_anew(library: Library, other: Library) -> None:
    slot = library.autosave(case("a"), {}, at=NOON)
    other.discard_autosave(slot)
    again = library.autosave(case("a", "still here"), {}, at=NOON, slot=slot)
    assert again != slot
    assert library.take_autosave(again).case.note == "still here"


def test_work_on_a_case_that_was_deleted_elsewhere_becomes_a_new_case(
    library: Library, other: Library
) -> None:
    number = library.add(case("a"), entry()).number
    slot = library.autosave(case("a", "typed"), {}, at=NOON, number=number, based_on=1)
    other.delete(number, pseudonym="a")
    assert [row.number for row in library.autosaves()] == [None]
    assert library.autosave(case("a", "more"), {}, at=NOON, slot=slot, number=number, based_on=1) == slot
    with pytest.raises(LibraryError):
        library.save(number, case("a", "more"), entry(), based_on=1, slot=slot)
    assert library.add(case("a", "more"), entry(), slot=slot).number != number


def test_a_slot_that_is_gone_is_said(library: Library) -> None:
    with pytest.raises(LibraryError) as error:
        library.take_autosave(5)
    assert error.value.code == "library-autosave-gone"


def test_the_last_slot_is_offered_first(library: Library) -> None:
    slots = [library.autosave(case(name), {}, at=NOON) for name in "abc"]
    assert [row.slot for row in library.autosaves()] == slots[::-1]


def test_a_worker_of_the_same_program_writes_to_the_same_slot(library: Library, path: Path) -> None:
    with Library.open(path, KEY, owner=library.owner) as worker:
        slot = worker.autosave(case("a", "typed"), {}, at=NOON)
        assert [(row.slot, row.is_own) for row in library.autosaves()] == [(slot, True)]
        assert worker.autosave(case("a", "more"), {}, at=NOON, slot=slot) == slot
    library.add(case("a", "more"), entry(), slot=slot)
    assert library.autosaves() == []

"""A listing says of the cases what the rows of all cases say, only piece by piece."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from cardecide.case.model import Case
from cardecide.store import CaseFilter, Entry, Key, Library
from cardecide.store.listing import _FIELDS, Listing

_EVERY = CaseFilter(shelf="all")


@pytest.fixture
def library(tmp_path: Path):  # type: ignore[no-untyped-def]
    key = Key.random()
    with Library.create(tmp_path / "cases.library", key) as library:
        for number, name in enumerate(("b", "Ärzte", "a", "Çelik", "C")):
            entry = Entry(datetime(2026, 1, number + 1, tzinfo=UTC), f"Dr {number}")
            stored = library.add(Case(id=name, jurisdictions=("CN", "US")[: number % 3]), entry)
            if number % 2:
                library.set_tags(stored.number, ("Board", f"t{number}"))
            if number == 3:
                library.archive(stored.number)
        library.autosave(Case(id="a"), {}, at=datetime(2026, 2, 1, tzinfo=UTC), number=3)
        yield library


@pytest.mark.parametrize("wanted", [_EVERY, CaseFilter(), CaseFilter(tags=("Board",), shelf="all")])
def test_it_says_what_the_rows_say(library: Library, wanted: CaseFilter) -> None:
    listing, rows = Listing(library.file, wanted), library.cases(wanted)
    assert rows
    numbers = listing.numbers()
    assert numbers == [row.number for row in rows]
    assert sorted(listing.rows(numbers)) == sorted(rows)
    for field in _FIELDS:
        assert listing.values(field) == [(row.number, getattr(row, field)) for row in rows], field


def test_the_order_of_pseudonyms_is_that_in_which_they_are_compared(library: Library) -> None:
    listing = Listing(library.file, _EVERY)
    names = {row.number: row.pseudonym for row in library.cases(_EVERY)}
    in_order = [names[number] for number in listing.numbers(by_pseudonym=True)]
    assert in_order == ["a", "Ärzte", "b", "C", "Çelik"], "letters with marks beside those without"


def test_a_case_that_is_gone_is_left_out_and_many_are_read_in_several_statements(library: Library) -> None:
    listing = Listing(library.file, _EVERY)
    assert {row.number for row in listing.rows(range(1, 2_000))} == set(listing.numbers())
    assert list(listing.rows([99])) == []
    assert list(listing.rows([])) == []

"""Cases in the library: listed, searched, saved, restored, copied, put away, deleted."""

from datetime import timedelta
from pathlib import Path

import pytest

from cardecide.case import read_case
from cardecide.locations import bundled
from cardecide.store import CaseFilter, Entry, Library, LibraryError, Revision
from tests.store.made import KEY, NOON, case, entry

SAMPLES = sorted((bundled("resources") / "samples").glob("*.case.yaml"))


def names(library: Library, **wanted: object) -> list[str]:
    return [row.pseudonym for row in library.cases(CaseFilter(**wanted))]  # type: ignore[arg-type]


def code_of(error: pytest.ExceptionInfo[LibraryError]) -> str:
    return error.value.code


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.name)
def test_a_case_comes_back_as_it_was_saved(library: Library, path: Path, sample: Path) -> None:
    given = read_case(sample).case
    number = library.add(given, entry()).number
    library.close()
    with Library.open(path, KEY) as again:
        assert again.get(number).case == given


def test_a_case_whose_entries_contradict_each_other_is_kept_too(library: Library) -> None:
    given = case(
        decision_date="2024-01", labs=[{"test": "creatinine", "value": 1, "unit": "mg/dL", "date": 2025}]
    )
    assert library.get(library.add(given, entry()).number).case == given


def test_a_row_tells_what_the_list_shows(library: Library) -> None:
    saved = library.add(case("a", decision_date="2024-07", jurisdictions=["CN", "TR"]), entry(5))
    library.set_tags(saved.number, ("board", " on  hold ", "board", ""))
    [row] = library.cases()
    assert row.number == saved.number
    assert (row.pseudonym, row.decision_date, row.jurisdictions) == ("a", "2024-07", ("CN", "TR"))
    assert (row.tags, row.is_archived, row.revision) == (("board", "on hold"), False, 1)
    assert (row.updated, row.has_autosave) == (NOON + timedelta(minutes=5), False)


def test_the_case_saved_last_stands_first_whatever_its_clock_says(library: Library) -> None:
    first = library.add(case("a"), entry(0))
    library.add(case("b"), entry(60))
    assert names(library) == ["b", "a"]
    library.save(first.number, case("a"), entry(-600), based_on=1)
    assert names(library) == ["a", "b"]


def test_revisions_are_ordered_by_sequence_and_say_who_when_and_why(library: Library) -> None:
    number = library.add(case(note="one"), entry(10, "Dr A", "first visit")).number
    library.save(number, case(note="two"), entry(-90, "Dr B", "labs"), based_on=1)
    assert library.revisions(number) == [
        Revision(2, NOON - timedelta(minutes=90), "Dr B", "labs"),
        Revision(1, NOON + timedelta(minutes=10), "Dr A", "first visit"),
    ]
    assert [library.get(number, sequence).case.note for sequence in (1, 2)] == ["one", "two"]
    assert library.get(number).revision == 2


def test_restoring_adds_a_revision_and_keeps_the_present_pseudonym(library: Library) -> None:
    number = library.add(case("a", "one"), entry()).number
    library.save(number, case("b", "two"), entry(), based_on=1)
    restored = library.restore(number, 1, entry(why="undo"), based_on=2)
    assert restored == library.get(number)
    assert (restored.revision, restored.case) == (3, case("b", "one"))
    assert library.get(number, 2).case == case("b", "two")


@pytest.mark.parametrize("based_on", [0, 1, 3])
def test_no_revision_is_overwritten_unseen(library: Library, based_on: int) -> None:
    number = library.add(case(note="one"), entry()).number
    library.save(number, case(note="two"), entry(30, "Dr B"), based_on=1)
    with pytest.raises(LibraryError, match=r"Dr B .* 2026-05-04 12:30") as error:
        library.save(number, case(note="mine"), entry(), based_on=based_on)
    assert code_of(error) == "library-conflict"
    assert library.get(number).case.note == "two"
    assert len(library.revisions(number)) == 2


@pytest.mark.parametrize("again", ["İzmir-1", "izmir-1", "ızmir-1", "IZMIR-1 ", "ｉｚｍｉｒ-1"])
def test_a_pseudonym_stands_once_however_it_is_written(library: Library, again: str) -> None:
    library.archive(library.add(case("Izmir-1"), entry()).number)
    other = library.add(case("other"), entry())
    for attempt in (
        lambda: library.add(case(again), entry()),
        lambda: library.save(other.number, case(again), entry(), based_on=1),
        lambda: library.duplicate(other.number, again, entry()),
    ):
        with pytest.raises(LibraryError) as error:
            attempt()
        assert code_of(error) == "library-pseudonym-taken"
    assert names(library, shelf="all") == ["other", "Izmir-1"]


def test_a_case_may_change_how_its_own_pseudonym_is_written(library: Library) -> None:
    number = library.add(case("izmir"), entry()).number
    library.save(number, case("Izmir"), entry(), based_on=1)
    assert names(library) == ["Izmir"]


def test_a_copy_is_a_case_of_its_own(library: Library) -> None:
    number = library.add(case("a", "text", jurisdictions=["US"]), entry()).number
    library.set_tags(number, ("board",))
    copy = library.duplicate(number, "b", entry(why="what if"))
    library.save(copy.number, case("b", "changed"), entry(), based_on=1)
    assert library.get(number).case.note == "text"
    assert names(library, tags=("board",)) == names(library, text="BOARD") == ["b", "a"]
    assert len(library.revisions(number)) == 1


def test_an_archived_case_leaves_the_list_and_comes_back(library: Library) -> None:
    number = library.add(case("a"), entry()).number
    library.add(case("b"), entry())
    library.archive(number)
    assert names(library) == ["b"]
    assert names(library, shelf="archived") == ["a"]
    assert names(library, shelf="all") == ["b", "a"]
    library.unarchive(number)
    assert names(library, shelf="archived") == []


def test_deleting_asks_for_the_pseudonym_and_leaves_nothing(library: Library) -> None:
    number = library.add(case("a"), entry()).number
    other = library.add(case("b"), entry()).number
    library.autosave(case("a"), {}, at=NOON, number=number, based_on=1)
    with pytest.raises(LibraryError) as error:
        library.delete(number, pseudonym="b")
    assert code_of(error) == "library-delete-unconfirmed"
    library.delete(number, pseudonym="a")
    assert [row.number for row in library.cases()] == [other]
    assert library.autosaves() == []
    tables = library.file.rows("SELECT number FROM revisions UNION ALL SELECT number FROM words")
    assert tables == [(other,), (other,)]


def test_what_is_not_there_is_said(library: Library) -> None:
    number = library.add(case(), entry()).number
    for attempt in (
        lambda: library.get(99),
        lambda: library.get(number, 2),
        lambda: library.stored_text(99),
        lambda: library.revisions(99),
        lambda: library.archive(99),
        lambda: library.unarchive(99),
        lambda: library.set_tags(99, ("x",)),
        lambda: library.duplicate(99, "b", entry()),
        lambda: library.restore(number, 2, entry(), based_on=1),
        lambda: library.save(99, case("b"), entry(), based_on=1),
    ):
        with pytest.raises(LibraryError) as error:
            attempt()
        assert code_of(error) == "library-gone"


def test_search_looks_into_the_last_revision_whatever_case_and_accents(library: Library) -> None:
    treatments = [{"drugs": ["Revlimid"], "note": "Şişli'de başlandı"}]
    number = library.add(case("a", "肝脏髓外病变", treatments=treatments), entry()).number
    library.add(case("b", "100% of_it"), entry())
    for text in ("revlimid", "sisli", "ŞİŞLİ", "肝脏", "BAŞLANDI revlimid", "  a  髓外 "):
        assert names(library, text=text) == ["a"], text
    assert names(library, text="revlimid 100") == []
    assert names(library, text="% f_i") == ["b"], "signs of a pattern stand for themselves"
    library.save(number, case("a", "gone"), entry(), based_on=1)
    assert names(library, text="revlimid") == []


def test_numbers_and_keys_are_not_words(library: Library) -> None:
    library.add(case("a", patient={"ecog": 2, "birth_date": 1957}), entry())
    assert names(library, text="ecog") == names(library, text="1957") == []
    assert names(library, text="cardecide-case") == [], "the format is no word of the case"


def test_filters_narrow_together(library: Library) -> None:
    given = (("a", ["US"], ("x", "y")), ("b", ["US", "TR"], ("x",)), ("c", ["CN"], ("y",)))
    for name, places, tags in given:
        library.set_tags(library.add(case(name, jurisdictions=places), entry()).number, tags)
    assert names(library, jurisdictions=("TR", "CN")) == ["c", "b"]
    assert names(library, tags=("x",)) == ["b", "a"]
    assert names(library, tags=("x", "y")) == ["a"]
    assert names(library, tags=("x",), jurisdictions=("TR",)) == ["b"]
    assert names(library, text="x", jurisdictions=("US", "CN")) == ["b", "a"]
    assert names(library, text="quokka", jurisdictions=("CN",)) == ["c"]
    assert library.tags() == ("x", "y")


def test_half_a_character_is_refused_before_anything_is_written(library: Library) -> None:
    with pytest.raises(LibraryError) as error:
        library.add(case("a", "\ud83d"), entry())
    assert code_of(error) == "library-half-character"
    assert library.cases() == []


def test_a_moment_needs_its_zone(library: Library) -> None:
    with pytest.raises(ValueError, match="zone"):
        library.add(case(), Entry(NOON.replace(tzinfo=None), "Dr A"))
    assert library.cases() == []


def test_the_stored_text_is_the_case_as_json(library: Library) -> None:
    number = library.add(case("a", "text"), entry()).number
    assert '"note": "text"' in library.stored_text(number, 1)


def test_a_locked_library_shows_nothing_until_it_is_unlocked(library: Library) -> None:
    number = library.add(case(), entry()).number
    slot = library.autosave(case(note="typed"), {}, at=NOON, number=number, based_on=1)
    library.lock()
    assert library.is_locked
    for attempt in (
        library.cases,
        library.autosaves,
        lambda: library.get(number),
        lambda: library.is_read_only,
    ):
        with pytest.raises(LibraryError) as error:
            attempt()
        assert code_of(error) == "library-locked"
    library.unlock(KEY)
    library.unlock(KEY)
    assert not library.is_locked
    assert library.get(number).case == case()
    assert [(row.slot, row.is_own) for row in library.autosaves()] == [(slot, True)]


def test_the_list_says_who_saved_last_and_the_key_facts_of_that_revision(library: Library) -> None:
    first = Entry(NOON, "Dr A", key_facts="five lines")
    number = library.add(case("a"), first).number
    [row] = library.cases()
    assert (row.updated_by, row.key_facts) == ("Dr A", "five lines")
    library.save(number, case("a", "two"), Entry(NOON, "Dr B", key_facts="six lines"), based_on=1)
    [row] = library.cases()
    assert (row.updated_by, row.key_facts) == ("Dr B", "six lines")
    library.duplicate(number, "b", Entry(NOON, "Dr C"))
    assert [(row.updated_by, row.key_facts) for row in library.cases()] == [
        ("Dr C", "six lines"),
        ("Dr B", "six lines"),
    ]

"""Backup and check of a library."""

from pathlib import Path

import pytest

from cardecide.store import Library, LibraryError
from cardecide.store.upkeep import back_up, check
from tests.store.made import KEY, NOON, case, entry


def test_a_backup_is_the_whole_library_of_that_moment(library: Library, path: Path) -> None:
    number = library.add(case(note="one"), entry()).number
    library.save(number, case(note="two"), entry(), based_on=1)
    slot = library.autosave(case(note="typed"), {"a": "b"}, at=NOON, number=number, based_on=2)
    back_up(library, path.with_name("backup"))
    library.save(number, case(note="three"), entry(), based_on=2)
    with Library.open(path.with_name("backup"), KEY) as copy:
        assert check(copy) == ()
        assert [copy.get(number, n).case.note for n in (1, 2)] == ["one", "two"]
        assert len(copy.revisions(number)) == 2
        assert copy.take_autosave(slot).raw_texts == {"a": "b"}


def test_a_backup_replaces_nothing_and_leaves_nothing_behind(library: Library, path: Path) -> None:
    (path.parent / "old").write_text("kept")
    for target, code in ((path.parent / "old", "exists"), (path.parent / "none" / "b", "cannot-create")):
        with pytest.raises(LibraryError) as error:
            back_up(library, target)
        assert error.value.code == f"library-{code}"
    assert (path.parent / "old").read_text() == "kept"
    assert {file.name for file in path.parent.iterdir()} == {path.name, "old"}


def test_a_backup_that_fails_halfway_leaves_nothing_behind(
    library: Library, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", fail)
    with pytest.raises(LibraryError):
        back_up(library, path.with_name("backup"))
    assert [file.name for file in path.parent.iterdir()] == [path.name]


def test_a_backup_can_be_made_while_another_window_writes(library: Library, path: Path) -> None:
    library.add(case("a"), entry())
    with Library.open(path, KEY) as other, other.file.change() as change:
        change.run("UPDATE cases SET archived = 1")
        back_up(library, path.with_name("backup"))
    with Library.open(path.with_name("backup"), KEY) as copy:
        assert len(copy.cases()) == 1


def test_a_sound_library_has_nothing_to_tell(library: Library) -> None:
    assert check(library) == ()
    library.add(case(), entry())
    assert check(library) == ()


@pytest.mark.parametrize("page", [1, 4, 9])
def test_one_changed_byte_is_noticed(library: Library, path: Path, page: int) -> None:
    for n in range(40):
        library.add(case(f"a{n}"), entry())
    library.close()
    content = bytearray(path.read_bytes())
    assert len(content) > 10 * 4096
    content[page * 4096 + 100] ^= 1
    path.write_bytes(content)
    with Library.open(path, KEY) as damaged:
        [said] = check(damaged)
        assert said.id == "library.damaged-pages"


def test_a_last_revision_that_cannot_be_read_is_named(library: Library) -> None:
    numbers = [library.add(case(name), entry()).number for name in "abc"]
    with library.file.change() as change:
        change.run("UPDATE revisions SET content = x'ff00' WHERE number = ?", (numbers[0],))
        change.run("UPDATE cases SET head = 99 WHERE number = ?", (numbers[2],))
    assert [dict(said.parts)["pseudonym"] for said in check(library)] == ["a", "c"]
    with pytest.raises(LibraryError) as error:
        library.get(numbers[0])
    assert error.value.code == "library-damaged"


def test_a_row_without_its_case_is_noticed(library: Library) -> None:
    library.file.rows("PRAGMA foreign_keys = OFF")
    library.add(case(), entry())
    with library.file.change() as change:
        change.run("DELETE FROM cases")
    assert [said.id for said in check(library)] == ["library.damaged"]

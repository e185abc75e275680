"""A full disk, a read-only folder, a moved library, two windows, other files: said, and nothing lost."""

import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest

from cardecide.language.messages import say
from cardecide.language.text import LANGUAGES
from cardecide.store import CaseFilter, Library, LibraryError
from cardecide.store.encrypted_file import EncryptedFile
from cardecide.store.schema import STEPS, VERSION, lay_out
from cardecide.store.upkeep import change_key, check
from tests.store.made import KEY, NOON, OTHER_KEY, case, entry

ROOT = Path(__file__).resolve().parents[2]


def refused(attempt: Callable[[], object]) -> str:
    """The code of the error that the attempt raises; its sentence can be said in every language."""
    with pytest.raises(LibraryError) as error:
        attempt()
    assert all(say(error.value.sentence, language) for language in LANGUAGES)
    return error.value.code


def test_a_full_disk_keeps_what_was_saved_and_the_unsaved_work(library: Library, path: Path) -> None:
    number = library.add(case(note="saved"), entry()).number
    slot = library.autosave(case(note="typed"), {}, at=NOON, number=number, based_on=1)
    [(pages,)] = library.file.rows("PRAGMA page_count")
    library.file.rows(f"PRAGMA max_page_count = {pages}")
    large = case(note=os.urandom(60_000).hex())
    assert refused(lambda: library.save(number, large, entry(), based_on=1, slot=slot)) == "library-full"
    assert refused(lambda: library.autosave(large, {}, at=NOON, slot=slot)) == "library-full"
    assert library.get(number).case.note == "saved"
    library.file.rows("PRAGMA max_page_count = 100000")
    library.save(number, large, entry(), based_on=1)
    library.close()
    with Library.open(path, KEY) as again:
        assert again.get(number).case == large
        assert again.take_autosave(slot).case.note == "typed"
        assert check(again) == ()


@pytest.mark.skipif(sys.platform == "win32", reason="limits of this kind are those of POSIX")
def test_a_system_that_takes_no_more_bytes_keeps_what_was_saved(library: Library, path: Path) -> None:
    number = library.add(case(note="saved"), entry()).number
    library.close()
    program = (
        "import os, resource, signal, sys\n"
        "from cardecide.store import *\n"
        "from tests.store.made import *\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "library = Library.open(sys.argv[1], KEY)\n"
        "size = os.path.getsize(sys.argv[1])\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (size + 8192, size + 8192))\n"
        "try: library.save(1, case(note=os.urandom(60_000).hex()), entry(), based_on=1)\n"
        "except LibraryError as error: print(error.code)\n"
    )
    assert run(program, path) in ("library-full", "library-disk")
    with Library.open(path, KEY) as again:
        assert again.get(number).case.note == "saved"
        assert check(again) == ()


def run(program: str, *arguments: Path) -> str:
    """What a second program prints; it may not fail."""
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-c", program, *map(str, arguments)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip()


# The user of the tests may be root, whom no permission stops: then the reader becomes another one.
READER = """
import os, sys
from cardecide.store import *
from cardecide.store import upkeep
from cardecide.language.messages import all_messages
from tests.store.made import *
all_messages()
if os.geteuid() == 0:
    os.setuid(65534)
with Library.open(sys.argv[1], KEY) as library:
    print(library.is_read_only, library.get(1).case.note)
    for attempt in (
        lambda: library.save(1, case(), entry(), based_on=1),
        lambda: library.autosave(case(), {}, at=NOON),
        lambda: upkeep.change_key(library, OTHER_KEY),
    ):
        try:
            attempt()
        except LibraryError as error:
            print(error.code)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="permissions of this kind are those of POSIX")
@pytest.mark.parametrize("protected", ["file", "folder"])
def test_a_read_only_library_can_be_read(protected: str) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with Library.create(folder / "l", KEY) as library:
            library.add(case(note="saved"), entry())
        (folder / "l").chmod(0o444 if protected == "file" else 0o666)
        folder.chmod(0o777 if protected == "file" else 0o555)
        try:
            said = run(READER, folder / "l").split("\n")
        finally:
            folder.chmod(0o700)
    assert said == ["True saved", *["library-read-only"] * 3]


def test_a_library_moved_while_open_takes_no_more_work(library: Library, path: Path) -> None:
    number = library.add(case(note="saved"), entry()).number
    elsewhere = path.with_name("moved")
    path.rename(elsewhere)
    for attempt in (
        library.cases,
        lambda: library.save(number, case(note="lost?"), entry(), based_on=1),
        lambda: library.autosave(case(), {}, at=NOON),
        lambda: change_key(library, OTHER_KEY),
    ):
        assert refused(attempt) == "library-moved"
    with Library.open(elsewhere, KEY) as found:
        assert found.get(number).case.note == "saved"
    elsewhere.rename(path)
    library.save(number, case(note="back"), entry(), based_on=1)


def test_a_library_replaced_while_open_takes_no_more_work(library: Library, path: Path) -> None:
    library.add(case(note="saved"), entry())
    path.rename(path.with_name("kept"))
    shutil.copy(path.with_name("kept"), path)
    assert refused(lambda: library.add(case("b"), entry())) == "library-moved"


def test_a_copy_of_the_one_file_is_the_whole_library(library: Library, path: Path) -> None:
    number = library.add(case(note="saved"), entry()).number
    assert [file.name for file in path.parent.iterdir()] == [path.name]
    shutil.copy(path, path.with_name("copy"))
    with Library.open(path.with_name("copy"), KEY) as copy:
        assert copy.get(number).case.note == "saved"


def test_two_windows_see_each_other_s_saves_and_overwrite_none(library: Library, path: Path) -> None:
    number = library.add(case(note="one"), entry()).number
    with Library.open(path, KEY) as other:
        mine, theirs = library.get(number), other.get(number)
        other.save(number, case(note="theirs"), entry(who="Dr B"), based_on=theirs.revision)
        attempt = lambda: library.save(number, case(note="mine"), entry(), based_on=mine.revision)  # noqa: E731
        assert refused(attempt) == "library-conflict"
        assert library.get(number).case.note == "theirs"
        library.add(case("new"), entry())
        assert [row.pseudonym for row in other.cases()] == ["new", case().id]


def test_a_writer_waits_and_then_says_that_another_is_writing(library: Library, path: Path) -> None:
    number = library.add(case(note="one"), entry()).number
    with Library.open(path, KEY, wait=0.05) as other:
        with other.file.change() as change:
            change.run("UPDATE cases SET tags = tags")
            assert refused(lambda: library.save(number, case(), entry(), based_on=1)) == "library-busy"
            assert library.get(number).case.note == "one", "reading goes on"
        library.save(number, case(note="two"), entry(), based_on=1)


def test_a_window_whose_key_was_changed_elsewhere_is_told(library: Library, path: Path) -> None:
    library.add(case(), entry())
    with Library.open(path, KEY, wait=0.05) as other:
        change_key(other, OTHER_KEY)
        assert refused(library.cases) == "library-wrong-key"
        assert refused(lambda: library.add(case("b"), entry())) == "library-wrong-key"
        library.lock()
        library.unlock(OTHER_KEY)
        assert len(library.cases()) == 1


def test_nothing_is_created_over_a_file(library: Library, path: Path) -> None:
    library.add(case(), entry())
    before = path.read_bytes()
    assert refused(lambda: Library.create(path, OTHER_KEY)) == "library-exists"
    assert refused(lambda: Library.create(path.parent, KEY)) == "library-exists"
    assert refused(lambda: Library.create(path.parent / "none" / "l", KEY)) == "library-cannot-create"
    assert path.read_bytes() == before


def test_an_empty_file_left_by_a_crash_is_taken_over(tmp_path: Path) -> None:
    (tmp_path / "l").touch()
    assert refused(lambda: Library.open(tmp_path / "l", KEY)) == "library-not-a-library"
    Library.create(tmp_path / "l", KEY).close()
    Library.open(tmp_path / "l", KEY).close()


def test_what_is_no_library_is_said(tmp_path: Path) -> None:
    assert refused(lambda: Library.open(tmp_path / "none", KEY)) == "library-not-there"
    assert refused(lambda: Library.open(tmp_path, KEY)) == "library-cannot-open"
    (tmp_path / "text").write_text("id: x\n", encoding="utf-8")
    assert refused(lambda: Library.open(tmp_path / "text", KEY)) == "library-not-a-library"
    with sqlite3.connect(tmp_path / "plain") as plain:
        plain.execute("CREATE TABLE cases (x)")
    plain.close()
    assert refused(lambda: Library.open(tmp_path / "plain", KEY)) == "library-not-a-library"
    (tmp_path / "foreign").touch()
    foreign = EncryptedFile(tmp_path / "foreign", KEY, wait=0.05)
    with foreign.change() as change:
        change.run("CREATE TABLE cases (x)")
    foreign.close()
    assert refused(lambda: Library.open(tmp_path / "foreign", KEY)) == "library-not-a-library"


@pytest.mark.parametrize("version", range(1, VERSION))
def test_an_older_library_is_brought_up_to_date(tmp_path: Path, version: int) -> None:
    path = tmp_path / "old"
    path.touch()
    old = EncryptedFile(path, KEY, wait=0.05)
    lay_out(old, steps=version)
    assert old.rows("PRAGMA user_version") == [(version,)]
    fill_as_before(old, path.with_name("new"))
    old.close()
    with Library.open(path, KEY) as library:
        assert library.file.rows("PRAGMA user_version") == [(VERSION,)]
        [row] = library.cases(CaseFilter(text="şişli board"))
        assert library.get(row.number).case == case("a", "Şişli")
        assert (row.updated_by, row.key_facts) == ("Dr A", "")
        library.save(row.number, case("a", "after"), entry(), based_on=1)
        assert check(library) == ()


def fill_as_before(old: EncryptedFile, donor: Path) -> None:
    """Rows as an earlier version wrote them: those of today but for tables and columns that came later."""
    with Library.create(donor, KEY) as library:
        library.set_tags(library.add(case("a", "Şişli"), entry()).number, ("board",))
        with old.change() as change:
            for table in ("cases", "revisions", "words"):
                width = len(old.rows(f"PRAGMA table_info({table})"))
                for row in library.file.rows(f"SELECT * FROM {table}" if width else "SELECT 1 WHERE 0"):  # noqa: S608
                    change.run(f"INSERT INTO {table} VALUES ({', '.join('?' * width)})", row[:width])  # noqa: S608


def test_a_failed_way_up_leaves_the_older_library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "old"
    path.touch()
    old = EncryptedFile(path, KEY, wait=0.05)
    lay_out(old, steps=1)
    fill_as_before(old, path.with_name("new"))
    with old.change() as change:
        change.run("UPDATE revisions SET content = x'00'")
    old.close()
    assert refused(lambda: Library.open(path, KEY)) == "library-damaged"
    again = EncryptedFile(path, KEY, wait=0.05)
    assert again.rows("PRAGMA user_version") == [(1,)]
    assert again.rows("SELECT 1 FROM sqlite_schema WHERE name = 'words'") == []
    again.close()


def test_a_newer_library_is_left_alone(library: Library, path: Path) -> None:
    with library.file.change() as change:
        change.run(f"PRAGMA user_version = {VERSION + 1}")
    library.close()
    before = path.read_bytes()
    assert refused(lambda: Library.open(path, KEY)) == "library-newer"
    assert path.read_bytes() == before


def test_every_step_is_known_to_the_test_of_the_way_up() -> None:
    assert len(STEPS) == 4, "say in fill_as_before what the new step needs"


def test_a_library_opened_to_read_leaves_all_changes_to_others(library: Library, path: Path) -> None:
    saved = library.add(case("a"), entry())
    with Library.open(path, KEY, read_only=True) as reading:
        assert reading.is_read_only
        assert reading.get(saved.number).case == case("a")
        for attempt in (
            lambda: reading.save(saved.number, case("a", "two"), entry(), based_on=1),
            lambda: reading.archive(saved.number),
            lambda: reading.autosave(case("a", "two"), {}, at=entry().at),
        ):
            assert refused(attempt) == "library-read-only"
    library.save(saved.number, case("a", "two"), entry(), based_on=1)

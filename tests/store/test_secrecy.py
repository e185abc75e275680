"""No word of a patient lies readable on the disk, in an error or on a standard stream."""

import pickle
import subprocess
import sys
import tempfile
import traceback
from pathlib import Path

import pytest

from cardecide.store import CaseFilter, Key, Library, LibraryError
from cardecide.store.key import SHORTEST_PASSPHRASE
from cardecide.store.upkeep import back_up, change_key
from tests.store.made import KEY, NOON, OTHER_KEY, WORD, case, entry

SENTENCE = "korrektes Pferd Batterie"


def readable(folder: Path, *words: str) -> list[tuple[str, str]]:
    """Each word that stands in the bytes of a file below the folder, in any usual encoding."""
    return [
        (str(file.relative_to(folder)), word)
        for file in folder.rglob("*")
        if file.is_file()
        for word in words
        for encoding in ("utf-8", "utf-16-le", "utf-16-be")
        if word.encode(encoding) in file.read_bytes()
    ]


def test_the_search_for_words_would_find_them(tmp_path: Path) -> None:
    (tmp_path / "plain").write_bytes(b"\x00" + WORD.encode() + b"\x00")
    assert readable(tmp_path, WORD) == [("plain", WORD)]


def test_no_file_holds_a_word_of_the_patient_at_any_moment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("TMPDIR", "SQLITE_TMPDIR", "TEMP", "TMP"):
        monkeypatch.setenv(name, str(tmp_path))
    monkeypatch.setattr(tempfile, "tempdir", None)
    # Much text that does not compress, so that journal, copy and change of key do not stay in memory.
    words = [f"{WORD}{n:06d}" for n in range(40)]
    long = " ".join(str(hash((n, 1))) for n in range(20_000))
    with Library.create(tmp_path / "l", KEY) as library:
        for word in words:
            saved = library.add(case(word, f"{word} {long}"), entry(who=WORD, why=WORD))
            library.set_tags(saved.number, (word,))
        library.autosave(case("new"), {"note": WORD}, at=NOON)
        look = (WORD, words[3], "cardecide-case", "CREATE TABLE")
        assert readable(tmp_path, *look) == []
        with library.file.change() as change:
            change.run(
                "UPDATE revisions SET content = randomblob(9 + length(content)), reason = reason || ?",
                (WORD,),
            )
            files = {file.name for file in tmp_path.iterdir()}
            assert "l-journal" in files, "the journal of a transaction in progress is looked at too"
            assert readable(tmp_path, *look) == []
        library.cases(CaseFilter(text=WORD))
        back_up(library, tmp_path / "backup")
        change_key(library, OTHER_KEY)
        library.delete(1, pseudonym=words[0])
    assert readable(tmp_path, *look) == []
    assert {file.name for file in tmp_path.iterdir()} == {"l", "backup"}


def test_only_its_owner_may_read_the_file(library: Library, tmp_path: Path) -> None:
    if sys.platform == "win32":
        pytest.skip("permissions of this kind are those of POSIX")
    back_up(library, tmp_path / "backup")
    assert [file.stat().st_mode & 0o777 for file in tmp_path.iterdir()] == [0o600, 0o600]


def test_a_wrong_key_is_one_clear_message(library: Library, path: Path) -> None:
    for key in (OTHER_KEY, Key.from_passphrase(""), Key.from_passphrase("x" * 5000)):
        with pytest.raises(LibraryError, match="This key does not open the case library") as error:
            Library.open(path, key)
        assert error.value.code == "library-wrong-key"
        assert len(error.value.problems) == 1


def test_an_empty_key_does_not_mean_no_encryption(path: Path) -> None:
    with pytest.raises(LibraryError):
        Library.create(path, Key.from_passphrase(""))
    assert not path.exists()


def test_nothing_is_said_on_standard_streams(path: Path) -> None:
    Library.create(path, KEY).close()
    program = (
        "import sys; from cardecide.store import *\n"
        "try: Library.open(sys.argv[1], Key.from_passphrase('a wrong passphrase'))\n"
        "except LibraryError: pass"
    )
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-c", program, str(path)], capture_output=True, text=True, check=True
    )
    assert (done.stdout, done.stderr) == ("", "")


def test_an_error_holds_neither_the_patient_s_text_nor_the_key(library: Library, path: Path) -> None:
    library.add(case("a"), entry(who=WORD))
    told = []
    for attempt in (
        lambda: library.add(case("a"), entry()),
        lambda: Library.open(path, Key.from_passphrase(WORD)),
        lambda: library.file.rows("SELECT nothing FROM cases WHERE pseudonym = ?", (WORD,)),
    ):
        with pytest.raises(Exception, match=r".") as error:
            attempt()
        told.append("".join(traceback.format_exception(error.value)))
    assert WORD not in "".join(told)


def test_a_key_never_shows_itself() -> None:
    key = Key.from_passphrase(SENTENCE)
    assert SENTENCE not in f"{key!r} {key} {[key]}"
    with pytest.raises(TypeError):
        pickle.dumps(key)


def test_a_passphrase_opens_however_its_accents_were_typed(path: Path) -> None:
    Library.create(path, Key.new_passphrase("Müşterek söz 12")).close()
    Library.open(path, Key.from_passphrase("Mu\u0308s\u0327terek so\u0308z 12")).close()


@pytest.mark.parametrize("text", ["", "x" * (SHORTEST_PASSPHRASE - 1), "x'" + "ab" * 32 + "'"])
def test_a_weak_passphrase_is_refused_for_a_new_library(text: str) -> None:
    with pytest.raises(LibraryError) as error:
        Key.new_passphrase(text)
    assert error.value.code == "library-passphrase-short"


def test_the_shortest_passphrase_is_taken() -> None:
    text = "x" * SHORTEST_PASSPHRASE
    assert Key.new_passphrase(text) == Key.from_passphrase(text)


def test_a_recovery_code_is_the_key_in_writing() -> None:
    key = Key.random()
    code = key.recovery_code
    assert code is not None
    assert len(code.split("-")) == 17
    for written in (code, code.lower(), code.replace("-", " "), f" {code}\n"):
        assert Key.from_recovery_code(written) == key
    assert Key.from_passphrase(SENTENCE).recovery_code is None
    assert Key.random() != key


@pytest.mark.parametrize("at", [0, 33, 64, 67])
def test_a_slip_in_a_recovery_code_is_noticed(at: int) -> None:
    digits = (KEY.recovery_code or "").replace("-", "")
    slipped = digits[:at] + ("0" if digits[at] != "0" else "1") + digits[at + 1 :]
    for wrong in (slipped, digits[:-1], digits + "0", ""):
        with pytest.raises(LibraryError) as error:
            Key.from_recovery_code(wrong)
        assert error.value.code == "library-recovery-code"


def test_after_a_change_of_key_only_the_new_one_opens(path: Path) -> None:
    old, new = Key.new_passphrase(SENTENCE), Key.new_passphrase("ein anderer Satz")
    with Library.create(path, old) as library:
        number = library.add(case(), entry()).number
        change_key(library, new)
        assert library.get(number).case == case()
        library.save(number, case(note="after"), entry(), based_on=1)
    with pytest.raises(LibraryError) as error:
        Library.open(path, old)
    assert error.value.code == "library-wrong-key"
    with Library.open(path, new) as again:
        assert again.get(number).case.note == "after"

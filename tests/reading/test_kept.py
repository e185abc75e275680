"""What was read is kept for the next start: never in the place of a file that changed, never when torn."""

from pathlib import Path
from typing import Any

import pytest

from cardecide.reading.kept import folder, kept

_DATA = {"a": {"en": "one", "zh": "一", "tr": "ı"}, "n": [1, None, True, "x\ny"]}


class _Reader:
    """Counts how often it is asked to read."""

    def __init__(self, data: Any = _DATA) -> None:
        self.data = data
        self.times = 0

    def __call__(self) -> Any:
        self.times += 1
        return self.data


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache"


def test_the_second_start_does_not_read_again() -> None:
    read = _Reader()
    assert kept("one", b"content", read) == _DATA
    assert kept("one", b"content", read) == _DATA
    assert read.times == 1


def test_a_file_changed_by_one_byte_is_read_again_and_so_is_the_old_one_after_it() -> None:
    kept("one", b"content", _Reader({"v": 1}))
    assert kept("one", b"contenu", _Reader({"v": 2})) == {"v": 2}
    assert kept("one", b"content", _Reader({"v": 3})) == {"v": 3}


def test_two_names_do_not_meet() -> None:
    kept("one", b"content", _Reader({"v": 1}))
    assert kept("two", b"content", _Reader({"v": 2})) == {"v": 2}


@pytest.mark.parametrize("cut", [0, 1, 23, 24, 25, 30, 31, 32, 40, -1])
def test_a_torn_file_is_not_believed(cut: int) -> None:
    kept("one", b"content", _Reader())
    file = folder() / "one.kept"
    file.write_bytes(file.read_bytes()[:cut])
    read = _Reader()
    assert kept("one", b"content", read) == _DATA
    assert read.times == 1


def test_a_file_with_one_changed_letter_is_not_believed() -> None:
    kept("one", b"content", _Reader())
    file = folder() / "one.kept"
    stored = file.read_bytes()
    assert stored.count(b"one") == 1
    file.write_bytes(stored.replace(b"one", b"two"))
    read = _Reader()
    assert kept("one", b"content", read) == _DATA
    assert read.times == 1


def test_without_a_place_to_write_the_reading_is_only_not_kept(own_cache: Path) -> None:
    own_cache.write_text("a file where the folder should be", encoding="utf-8")
    read = _Reader()
    assert kept("one", b"content", read) == _DATA
    assert kept("one", b"content", read) == _DATA
    assert read.times == 2


def test_what_reading_raises_is_raised_and_nothing_is_kept() -> None:
    def wrong() -> Any:
        raise ValueError("wrong")

    with pytest.raises(ValueError, match="wrong"):
        kept("one", b"content", wrong)
    assert not folder().exists()


def test_nothing_is_left_beside_what_is_kept() -> None:
    kept("one", b"content", _Reader())
    kept("one", b"other", _Reader())
    assert [file.name for file in folder().iterdir()] == ["one.kept"]

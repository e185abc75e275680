"""Random keys in the system's keyring, shown with a keyring of the test's own."""

from pathlib import Path

import keyring.backend
import keyring.errors
import pytest

from cardecide.store import Key, Library, LibraryError
from cardecide.store.keyring_keys import KeyringKeys
from cardecide.store.upkeep import back_up, change_key
from tests.store.made import KEY, OTHER_KEY, case, entry


class Drawer(keyring.backend.KeyringBackend):
    """A keyring in memory; closed, it refuses everything."""

    priority = 5

    def __init__(self) -> None:
        super().__init__()
        self.held: dict[tuple[str, str], str] = {}
        self.is_closed = False

    def get_password(self, service: str, username: str) -> str | None:
        self._ask()
        return self.held.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self._ask()
        self.held[service, username] = password

    def _ask(self) -> None:
        if self.is_closed:
            raise keyring.errors.KeyringLocked("closed")


@pytest.fixture
def drawer() -> Drawer:
    return Drawer()


@pytest.fixture
def keys(drawer: Drawer) -> KeyringKeys:
    return KeyringKeys(drawer)


def test_a_library_opens_with_the_session_of_its_owner(keys: KeyringKeys, path: Path) -> None:
    library, key = keys.create(path)
    library.add(case(), entry())
    library.close()
    elsewhere = path.rename(path.with_name("moved"))
    opened = keys.open(elsewhere)
    assert opened is not None
    assert opened[1] == key
    assert len(opened[0].cases()) == 1
    opened[0].close()
    Library.open(elsewhere, Key.from_recovery_code(key.recovery_code or "")).close()


def test_a_library_that_no_key_fits_is_left_to_the_passphrase(keys: KeyringKeys, path: Path) -> None:
    Library.create(path, KEY).close()
    assert keys.open(path) is None
    keys.remember(path, OTHER_KEY)
    assert keys.open(path) is None
    keys.remember(path, KEY)
    opened = keys.open(path)
    assert opened is not None
    opened[0].close()


def test_other_trouble_than_the_key_is_told(keys: KeyringKeys, tmp_path: Path) -> None:
    with pytest.raises(LibraryError) as error:
        keys.open(tmp_path / "none")
    assert error.value.code == "library-not-there"


def test_remembered_before_a_change_both_moments_of_it_open(keys: KeyringKeys, path: Path) -> None:
    library, old = keys.create(path)
    back_up(library, path.with_name("backup"))
    new = Key.random()
    keys.remember(path, new)
    library.close()
    for expected in (old, new):
        opened = keys.open(path)
        assert opened is not None
        assert opened[1] == expected
        change_key(opened[0], new)
        opened[0].close()
    backup = keys.open(path.with_name("backup"))
    assert backup is not None, "the keyring still has the key of that day"
    assert backup[1] == old
    backup[0].close()


def test_a_closed_keyring_is_said_and_no_library_is_made(
    keys: KeyringKeys, drawer: Drawer, path: Path
) -> None:
    drawer.is_closed = True
    with pytest.raises(LibraryError) as error:
        keys.create(path)
    assert error.value.code == "library-keyring"
    assert not path.exists()


def test_a_passphrase_is_not_kept(keys: KeyringKeys, drawer: Drawer, path: Path) -> None:
    Library.create(path, KEY).close()
    with pytest.raises(ValueError, match="passphrase"):
        keys.remember(path, Key.from_passphrase("only in her head"))
    assert drawer.held == {}


@pytest.mark.parametrize(("priority", "is_used"), [(0.5, False), (0.99, False), (1, True), (5, True)])
def test_a_keyring_that_keeps_no_secret_is_not_used(
    monkeypatch: pytest.MonkeyPatch, priority: float, is_used: bool
) -> None:
    class Other(Drawer):
        pass

    Other.priority = priority  # type: ignore[assignment]
    monkeypatch.setattr(keyring.backend, "get_all_keyring", lambda: [Other()])
    assert (KeyringKeys.of_system() is not None) == is_used


def test_a_system_without_any_keyring_is_not_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keyring.backend, "get_all_keyring", list)
    assert KeyringKeys.of_system() is None

"""What the window asks of the system for its library, so that tests can put something simple in its place."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import platformdirs

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from cardecide.store.keyring_keys import KeyringKeys
    from cardecide_ui.library.library_dialogs import LibraryDialogs
    from cardecide_ui.texts import Texts


def now() -> datetime:
    """This moment, with the time zone of this computer."""
    return datetime.now().astimezone()


def no_keyring() -> "KeyringKeys | None":
    """The keyring of a system that has none."""
    return None


def random_text() -> str:
    """What nobody can guess."""
    import secrets  # not needed before there is a case

    return secrets.token_hex(16)


@dataclass(frozen=True)
class LibraryServices:
    """Where the library is or would be made, the system's keyring, the clock, and names for new cases.

    ``random_text`` is what a pseudonym is made from; ``keyring`` gives None where no secret can be kept.
    ``asking`` makes what asks the person; None: the window's dialogs.
    """

    file: Path
    keyring: Callable[[], "KeyringKeys | None"] = no_keyring
    now: Callable[[], datetime] = now
    random_text: Callable[[], str] = random_text
    asking: "Callable[[Texts, QWidget], LibraryDialogs] | None" = None

    def new_pseudonym(self) -> str:
        """A name for a new case that says nothing about anyone."""
        from cardecide.store.pseudonyms import pseudonym

        return pseudonym(self.random_text())


def user_library() -> LibraryServices:
    """The library of the person at this computer."""
    return LibraryServices(
        platformdirs.user_data_path("cardecide", appauthor=False) / "cases.library", _system_keyring
    )


def _system_keyring() -> "KeyringKeys | None":
    from cardecide.store.keyring_keys import KeyringKeys  # asks the system, which takes its time

    return KeyringKeys.of_system()

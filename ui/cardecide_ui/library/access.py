"""Opening and locking the library: whether it is there, open, only to be read, or closed."""

from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QObject, Signal

from cardecide.language.message import message
from cardecide_ui.library.library_services import LibraryServices
from cardecide_ui.library.one_writer import OneWriter
from cardecide_ui.settings import Settings

if TYPE_CHECKING:
    from cardecide.store import Key, Library

State = Literal["absent", "closed", "open", "reading"]
"""``absent``: not made yet. ``reading``: open, and nothing can be saved."""


class LibraryAccess(QObject):
    """The one library of this window.

    ``changed``: opened or closed. ``closing``: about to be closed, or to get another key. ``rekeyed``: it has
    got one, or kept its own. ``cases_changed``: list them again.

    Opening raises LibraryError, such as for a wrong passphrase. The key is kept while the library is open,
    for the worker that writes the drafts, and forgotten on closing.
    """

    changed = Signal()
    closing = Signal()
    rekeyed = Signal()
    cases_changed = Signal()

    def __init__(self, services: LibraryServices, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.services = services
        self._settings = settings
        self._library: Library | None = None
        self._key: Key | None = None
        self._writer = OneWriter(services.file)
        self._owner: str | None = None  # the same over a lock, so that drafts stay this window's own
        self.is_second = False

    @property
    def state(self) -> State:
        """How the library stands."""
        if self._library is not None:
            return "reading" if self._library.is_read_only else "open"
        return "closed" if self._exists() else "absent"

    @property
    def is_open(self) -> bool:
        """Whether cases can be read."""
        return self._library is not None

    @property
    def can_write(self) -> bool:
        """Whether cases can be saved."""
        return self.state == "open"

    @property
    def library(self) -> "Library":
        """The open library; raises LibraryError while it is closed."""
        if self._library is None:
            from cardecide.store import LibraryError

            raise LibraryError(message("library.locked"), file=self.services.file)
        return self._library

    @property
    def key(self) -> "Key":
        """The key of the open library; raises LibraryError while it is closed."""
        if self._key is None:
            raise AttributeError(self.library.path)
        return self._key

    @property
    def asks_for_passphrase(self) -> bool:
        """Whether its owner has to type a passphrase, as far as these settings know."""
        return not self._settings.uses_keyring

    @property
    def may_have_recovery_code(self) -> bool:
        """Whether a recovery code may open it: none was given for a passphrase."""
        return self._settings.uses_keyring or not self._settings.knows_library_key

    @property
    def may_use_keyring(self) -> bool:
        """Whether the system's keyring may open it: perhaps, where a change of the key was interrupted."""
        return self._settings.uses_keyring or (
            not self._settings.knows_library_key and self.services.keyring() is not None
        )

    def create_with_passphrase(self, text: str) -> None:
        """Make the library under a passphrase. Raises LibraryError where it is too short."""
        from cardecide.store import Key, Library

        key = Key.new_passphrase(text)
        self._make_folder()
        self._use(Library.create(self.services.file, key), key)
        self._settings.uses_keyring = False

    def create_with_keyring(self) -> str:
        """Make the library under a key of the system's keyring; return the code to show once."""
        from cardecide.store import LibraryError

        keyring = self.services.keyring()
        if keyring is None:
            raise LibraryError(message("library.keyring"), file=self.services.file)
        self._make_folder()
        library, key = keyring.create(self.services.file)
        self._settings.uses_keyring = True
        self._use(library, key)
        return key.recovery_code or ""

    def open_by_keyring(self) -> bool:
        """Open with the key that the system keeps; return whether it had one that fits."""
        keyring = self.services.keyring()
        for key in keyring.keys(self.services.file) if keyring is not None else ():
            try:
                self._open(key)
            except Exception as error:
                if getattr(error, "code", "") != "library-wrong-key":
                    raise
            else:
                return True
        return False

    def open_by_passphrase(self, text: str) -> None:
        """Open with a passphrase."""
        from cardecide.store import Key

        self._open(Key.from_passphrase(text))

    def open_by_recovery_code(self, text: str) -> None:
        """Open with the recovery code of a key whose keyring was lost."""
        from cardecide.store import Key

        self._open(Key.from_recovery_code(text))

    def fits(self, passphrase: str) -> bool:
        """Whether it is the passphrase of the open library."""
        from cardecide.store import Key

        return Key.from_passphrase(passphrase) == self.key

    def new_key_for_keyring(self) -> "Key":
        """A new random key that the system's keyring holds; the library does not have it yet.

        Raises LibraryError where there is no keyring, or it refuses.
        """
        from cardecide.store import Key, LibraryError

        keyring = self.services.keyring()
        if keyring is None:
            raise LibraryError(message("library.keyring"), file=self.services.file)
        key = Key.random()
        keyring.remember(self.services.file, key)
        return key

    def change_to_keyring(self, key: "Key") -> None:
        """Give the library a key of ``new_key_for_keyring``. Raises LibraryError; then it has its old one."""
        self._change_key(key)

    def change_to_passphrase(self, text: str) -> None:
        """Give the library a passphrase. Raises LibraryError, as for a short one; then it has its old key."""
        from cardecide.store import Key

        self._change_key(Key.new_passphrase(text))

    def close(self) -> None:
        """Close the library and forget its key."""
        if self._library is not None:
            self.closing.emit()
            self._library.close()
            self._library = self._key = None
            self._writer.release()
            self.changed.emit()

    def _change_key(self, key: "Key") -> None:
        """The settings never name the wrong way: in between, they name none and every way is offered."""
        from cardecide.store.upkeep import change_key

        library, before = self.library, self.key
        self.closing.emit()  # whoever has the library open once more closes it, with what was still to write
        self._settings.forget_library_key()
        try:
            change_key(library, key)
            self._key = key
        finally:
            now = self._key or before
            self._settings.uses_keyring = now.raw is not None
            self.rekeyed.emit()

    def _open(self, key: "Key") -> None:
        from cardecide.store import Library

        is_first = self._writer.take()
        try:
            library = Library.open(self.services.file, key, read_only=not is_first, owner=self._owner)
        except BaseException:
            self._writer.release()
            raise
        if not self._settings.knows_library_key and (key.raw is None or self._is_remembered(key)):
            self._settings.uses_keyring = key.raw is not None
        self._use(library, key)

    def _is_remembered(self, key: "Key") -> bool:
        """Whether the system's keyring holds the key."""
        keyring = self.services.keyring()
        return keyring is not None and key in keyring.keys(self.services.file)

    def _use(self, library: "Library", key: "Key") -> None:
        self.is_second = not self._writer.take()
        self._library, self._key, self._owner = library, key, library.owner
        self.changed.emit()

    def _make_folder(self) -> None:
        try:
            self.services.file.parent.mkdir(parents=True, exist_ok=True)
        except OSError:
            from cardecide.store import LibraryError

            raise LibraryError(message("library.cannot-create"), file=self.services.file) from None

    def _exists(self) -> bool:
        try:
            return self.services.file.stat().st_size > 0
        except OSError:
            return False

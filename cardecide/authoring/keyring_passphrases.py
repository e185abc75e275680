"""Passphrases of signing keys kept by the system's keyring."""

from typing import TYPE_CHECKING, Final

from cardecide.authoring.problems import RulesError
from cardecide.language.message import message

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

_SERVICE: Final = "cardecide signing key"
# What keyring itself recommends: below are stores that keep passwords in the clear, or nowhere.
_LEAST_PRIORITY: Final = 1


class KeyringPassphrases:
    """The passphrases in one keyring, by public key. Raises RulesError where the keyring refuses."""

    def __init__(self, backend: "KeyringBackend") -> None:
        self._backend = backend

    @classmethod
    def of_system(cls) -> "KeyringPassphrases":
        """The keyring of this system. Raises RulesError where none keeps a secret: use a passphrase."""
        from keyring.backend import get_all_keyring

        found = [backend for backend in get_all_keyring() if not backend.name.startswith("chainer")]
        best = max(found, key=lambda backend: backend.priority, default=None)
        if best is None or best.priority < _LEAST_PRIORITY:
            raise RulesError(message("authoring.no-keyring"))
        return cls(best)

    def recall(self, public: str) -> str | None:
        """The passphrase kept for a public key, None where there is none."""
        from keyring.errors import KeyringError

        try:
            return self._backend.get_password(_SERVICE, public)
        except KeyringError:
            raise RulesError(message("authoring.keyring")) from None

    def remember(self, public: str, passphrase: str) -> None:
        """Keep a passphrase."""
        from keyring.errors import KeyringError

        try:
            self._backend.set_password(_SERVICE, public, passphrase)
        except KeyringError:
            raise RulesError(message("authoring.keyring")) from None

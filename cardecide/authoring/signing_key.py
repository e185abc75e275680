"""The key with which a site signs bundles of rules: Ed25519, kept under a passphrase or by the keyring."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path


@dataclass(frozen=True, slots=True)
class PublicKey:
    """Who signs, and the 32 bytes that check it, as 64 hexadecimal digits."""

    name: str
    digits: str

    @property
    def fingerprint(self) -> str:
        """Groups of hexadecimal digits to be compared over the telephone."""
        raise NotImplementedError


class SigningKey:
    """A private key that is unlocked. It never shows itself in a message, a log or a pickle."""

    @property
    def public(self) -> PublicKey:
        """The part that others may know."""
        raise NotImplementedError

    @classmethod
    def create(cls, file: Path, name: str, *, passphrase: str) -> "SigningKey":
        """Make a key and write it, encrypted, to ``file``.

        Raises RulesError where a file is there or the passphrase is short.
        """
        raise NotImplementedError

    @classmethod
    def open(cls, file: Path, *, passphrase: str) -> "SigningKey":
        """Unlock the key of a file.

        Raises RulesError where the passphrase does not fit or the file is no key.
        """
        raise NotImplementedError

    @classmethod
    def create_in_keyring(cls, file: Path, name: str) -> "SigningKey":
        """The same under a random passphrase that the system's keyring keeps."""
        raise NotImplementedError

    @classmethod
    def open_from_keyring(cls, file: Path) -> "SigningKey":
        """Unlock a key whose passphrase the system's keyring keeps."""
        raise NotImplementedError

    def sign(self, content: bytes) -> bytes:
        """The signature of 64 bytes."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True)
class TrustedKey:
    """A key whose bundles may be imported; who let it in, when and why."""

    key: PublicKey
    added_by: str
    added_at: datetime
    why: str = ""


class TrustedKeys:
    """The list of keys that are trusted, in one file."""

    def __init__(self, file: Path) -> None:
        """The list of ``file``, empty where there is none. Raises InputError where it is no such list."""
        raise NotImplementedError

    def all(self) -> tuple[TrustedKey, ...]:
        """Every trusted key, in the order they were added."""
        raise NotImplementedError

    def find(self, digits: str) -> TrustedKey | None:
        """The trusted key with these digits."""
        raise NotImplementedError

    def add(self, trusted: TrustedKey) -> None:
        """Trust a key. Raises RulesError where it is trusted already."""
        raise NotImplementedError

    def remove(self, digits: str) -> None:
        """Trust a key no more. Raises RulesError where it was not trusted."""
        raise NotImplementedError

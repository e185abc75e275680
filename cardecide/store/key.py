"""The key of a library: a passphrase that its owner knows, or a random one for the system's keyring."""

import hashlib
import hmac
import re
import secrets
import unicodedata
from typing import Final, NoReturn

from cardecide.language.message import message
from cardecide.store.problems import LibraryError

SHORTEST_PASSPHRASE: Final = 10
_BYTES: Final = 32
_CHECK: Final = 4  # hexadecimal digits at the end of a recovery code that tell a slip of the pen
_RAW: Final = re.compile(r"x'([0-9a-f]{64})'")


class Key:
    """What opens a library. It never shows itself in a message, a log or a pickle."""

    __slots__ = ("_secret",)

    def __init__(self, secret: str) -> None:
        self._secret = secret

    @classmethod
    def from_passphrase(cls, text: str) -> "Key":
        """The key of a passphrase, whichever way its accented letters were typed.

        SQLCipher derives the encryption key from it: PBKDF2-HMAC-SHA512, 256,000 rounds, with the library's
        own salt.
        """
        return cls(unicodedata.normalize("NFC", text))

    @classmethod
    def new_passphrase(cls, text: str) -> "Key":
        """The key of a passphrase for a new library; raises LibraryError where it is too short."""
        if len(text) < SHORTEST_PASSPHRASE or _RAW.fullmatch(text):
            raise LibraryError(message("library.passphrase-short", least=SHORTEST_PASSPHRASE))
        return cls.from_passphrase(text)

    @classmethod
    def random(cls) -> "Key":
        """A new key of 256 random bits, to be kept by the system's keyring."""
        return cls.from_bytes(secrets.token_bytes(_BYTES))

    @classmethod
    def from_bytes(cls, content: bytes) -> "Key":
        """The key that is these 32 bytes; no passphrase stands behind it."""
        if len(content) != _BYTES:
            raise ValueError(f"a key has {_BYTES} bytes, not {len(content)}")
        return cls(f"x'{content.hex()}'")

    @classmethod
    def from_recovery_code(cls, text: str) -> "Key":
        """The random key whose recovery code was typed in; blanks, hyphens and case do not matter.

        Raises LibraryError where the code was not copied exactly.
        """
        digits = re.sub(r"[\s\-–]", "", text).casefold()
        body, check = digits[:-_CHECK], digits[-_CHECK:]
        if not re.fullmatch(rf"[0-9a-f]{{{2 * _BYTES}}}", body) or check != _check_digits(body):
            raise LibraryError(message("library.recovery-code"))
        return cls.from_bytes(bytes.fromhex(body))

    @property
    def secret(self) -> str:
        """The key as SQLCipher takes it."""
        return self._secret

    @property
    def raw(self) -> bytes | None:
        """The 32 bytes of a random key; None for a passphrase."""
        match = _RAW.fullmatch(self._secret)
        return bytes.fromhex(match[1]) if match else None

    @property
    def recovery_code(self) -> str | None:
        """A random key in writing, to be kept in a safe place; None for a passphrase, which is its own."""
        if self.raw is None:
            return None
        digits = self.raw.hex() + _check_digits(self.raw.hex())
        return "-".join(digits[at : at + 4] for at in range(0, len(digits), 4)).upper()

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Key):
            return NotImplemented
        return hmac.compare_digest(self._secret.encode(), other._secret.encode())

    def __hash__(self) -> int:
        return hash(self._secret)

    def __repr__(self) -> str:
        return "Key(…)"

    def __reduce__(self) -> NoReturn:
        raise TypeError("a key is not written anywhere")


def _check_digits(digits: str) -> str:
    return hashlib.sha256(digits.encode()).hexdigest()[:_CHECK]

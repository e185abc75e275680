"""The key with which a site signs bundles of rules: Ed25519, kept under a passphrase or by the keyring."""

import hashlib
import json
import secrets
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final, NoReturn

from cardecide.authoring.keyring_passphrases import KeyringPassphrases
from cardecide.authoring.problems import RulesError
from cardecide.authoring.whole_file import write_whole
from cardecide.language.message import message

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

FORMAT: Final = "cardecide-signing-key/1"
SHORTEST_PASSPHRASE: Final = 10
LONGEST_NAME: Final = 120
_SALT: Final = 16
# A third of a second and 64 MB for each guess (RFC 7914: N = 2^16, r = 8, p = 1).
_SCRYPT: Final = {"n": 2**16, "r": 8, "p": 1, "maxmem": 128 * 1024 * 1024, "dklen": 32}


@dataclass(frozen=True, slots=True)
class PublicKey:
    """Who signs, and the 32 bytes that check it, as 64 hexadecimal digits."""

    name: str
    digits: str

    @property
    def fingerprint(self) -> str:
        """Groups of hexadecimal digits to be compared over the telephone: half of the key's SHA-256."""
        digest = hashlib.sha256(bytes.fromhex(self.digits)).hexdigest()[:32].upper()
        return " ".join(digest[at : at + 4] for at in range(0, len(digest), 4))

    def holds(self, signature: bytes, content: bytes) -> bool:
        """Whether the signature over the content was made with the private key of this one."""
        from cryptography.exceptions import InvalidSignature
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

        try:
            Ed25519PublicKey.from_public_bytes(bytes.fromhex(self.digits)).verify(signature, content)
        except (InvalidSignature, ValueError):
            return False
        return True


class SigningKey:
    """A private key that is unlocked. It never shows itself in a message, a log or a pickle."""

    __slots__ = ("_key", "_name")

    def __init__(self, name: str, key: "Ed25519PrivateKey") -> None:
        self._name = name
        self._key = key

    @property
    def public(self) -> PublicKey:
        """The part that others may know."""
        return PublicKey(self._name, self._key.public_key().public_bytes_raw().hex())

    @classmethod
    def create(cls, file: Path, name: str, *, passphrase: str) -> "SigningKey":
        """Make a key and write it, encrypted, to ``file``.

        Raises RulesError where a file is there already, the name is empty, or the passphrase is short.
        """
        if len(passphrase) < SHORTEST_PASSPHRASE:
            raise RulesError(message("authoring.passphrase-short", least=SHORTEST_PASSPHRASE))
        return cls._create(file, name, passphrase)

    @classmethod
    def _create(cls, file: Path, name: str, passphrase: str) -> "SigningKey":
        from cryptography.hazmat.primitives import serialization
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

        named = " ".join(name.split())
        if not named or len(named) > LONGEST_NAME or not named.isprintable():
            raise RulesError(message("authoring.key-name", most=LONGEST_NAME))
        made = cls(named, Ed25519PrivateKey.generate())
        salt = secrets.token_bytes(_SALT)
        private = made._key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.BestAvailableEncryption(_stretched(passphrase, salt)),
        )
        data = {
            "format": FORMAT,
            "name": named,
            "public": made.public.digits,
            "salt": salt.hex(),
            "private": private.decode("ascii"),
        }
        content = json.dumps(data, ensure_ascii=False, indent=1) + "\n"
        write_whole(file, content.encode(), replace=False)
        return made

    @classmethod
    def open(cls, file: Path, *, passphrase: str) -> "SigningKey":
        """Unlock the key of a file. Raises RulesError where the passphrase does not fit or it is no key."""
        from cryptography.hazmat.primitives import serialization
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

        public, data = _read(file)
        secret = _stretched(passphrase, bytes.fromhex(data["salt"]))
        try:
            key = serialization.load_pem_private_key(data["private"].encode("ascii"), secret)
        except (ValueError, TypeError):
            raise RulesError(message("authoring.wrong-passphrase"), file=file) from None
        if not isinstance(key, Ed25519PrivateKey):
            raise RulesError(message("authoring.not-a-key"), file=file)
        opened = cls(public.name, key)
        if opened.public != public:
            raise RulesError(message("authoring.not-a-key"), file=file)
        return opened

    @classmethod
    def create_in_keyring(
        cls, file: Path, name: str, *, keyring: KeyringPassphrases | None = None
    ) -> "SigningKey":
        """The same under a random passphrase that the system's keyring keeps.

        Raises RulesError where there is no keyring that keeps a secret.
        """
        kept = keyring or KeyringPassphrases.of_system()
        passphrase = secrets.token_hex(32)
        made = cls._create(file, name, passphrase)
        try:
            kept.remember(made.public.digits, passphrase)
        except BaseException:
            file.unlink()
            raise
        return made

    @classmethod
    def open_from_keyring(cls, file: Path, *, keyring: KeyringPassphrases | None = None) -> "SigningKey":
        """Unlock a key whose passphrase the system's keyring keeps."""
        kept = keyring or KeyringPassphrases.of_system()
        passphrase = kept.recall(public_key_of(file).digits)
        if passphrase is None:
            raise RulesError(message("authoring.not-in-keyring"), file=file)
        return cls.open(file, passphrase=passphrase)

    def sign(self, content: bytes) -> bytes:
        """The signature of 64 bytes."""
        return self._key.sign(content)

    def __repr__(self) -> str:
        return "SigningKey(…)"

    def __reduce__(self) -> NoReturn:
        raise TypeError("a key is not written anywhere")


def public_key_of(file: Path) -> PublicKey:
    """The public part of the key in a file, which no passphrase protects."""
    return _read(file)[0]


def _read(file: Path) -> tuple[PublicKey, dict[str, str]]:
    try:
        data = json.loads(file.read_bytes())
        words = {key: data[key] for key in ("format", "name", "public", "salt", "private")}
        if not all(isinstance(word, str) for word in words.values()) or words["format"] != FORMAT:
            raise ValueError("another format")
        if len(bytes.fromhex(words["public"])) != 32 or not bytes.fromhex(words["salt"]):
            raise ValueError("no key")
    except OSError as error:
        raise RulesError(message("authoring.not-read", reason=error.strerror or ""), file=file) from None
    except (ValueError, KeyError, TypeError, RecursionError):
        raise RulesError(message("authoring.not-a-key"), file=file) from None
    return PublicKey(words["name"], words["public"]), words


def _stretched(passphrase: str, salt: bytes) -> bytes:
    """The password of the PKCS #8 container: PKCS #8 itself stretches a passphrase too little."""
    words = unicodedata.normalize("NFC", passphrase).encode()
    return hashlib.scrypt(words, salt=salt, **_SCRYPT).hex().encode("ascii")

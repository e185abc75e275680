"""The keys whose bundles of rules are taken in: a list that a person keeps, key by key."""

import json
import re
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from cardecide.authoring.problems import RulesError
from cardecide.authoring.signing_key import PublicKey
from cardecide.authoring.whole_file import turn_in, write_whole
from cardecide.language.message import message

FORMAT: Final = "cardecide-trusted-keys/1"
NAME: Final = "trusted-keys.json"
_DIGITS: Final = re.compile(r"[0-9a-f]{64}")


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
        """The list of ``file``, empty where there is none. Raises RulesError where it is no such list."""
        self.file = file
        self._read()

    @classmethod
    def of(cls, folder: Path) -> "TrustedKeys":
        """The list that belongs to a folder of local rules."""
        return cls(folder / NAME)

    def all(self) -> tuple[TrustedKey, ...]:
        """Every trusted key, in the order they were added."""
        return self._read()

    def find(self, digits: str) -> TrustedKey | None:
        """The trusted key with these digits."""
        return next((one for one in self._read() if one.key.digits == digits), None)

    def add(self, trusted: TrustedKey) -> None:
        """Trust a key. Raises RulesError where it is trusted already or is no key."""
        if not _DIGITS.fullmatch(trusted.key.digits):
            raise RulesError(message("authoring.not-a-key"))
        if not trusted.added_by.strip():
            raise RulesError(message("authoring.no-name"))
        with turn_in(self.file.parent):
            if self.find(trusted.key.digits) is not None:
                raise RulesError(message("authoring.trusted-already", name=trusted.key.name))
            self._write((*self._read(), trusted))

    def remove(self, digits: str) -> None:
        """Trust a key no more. Raises RulesError where it was not trusted."""
        with turn_in(self.file.parent):
            left = tuple(one for one in self._read() if one.key.digits != digits)
            if len(left) == len(self._read()):
                raise RulesError(message("authoring.not-trusted-before"))
            self._write(left)

    def _read(self) -> tuple[TrustedKey, ...]:
        try:
            data = json.loads(self.file.read_bytes())
            if data["format"] != FORMAT:
                raise ValueError("another format")
            return tuple(_trusted(one) for one in data["keys"])
        except FileNotFoundError:
            return ()
        except OSError as error:
            reason = error.strerror or ""
            raise RulesError(message("authoring.not-read", reason=reason), file=self.file) from None
        except (ValueError, KeyError, TypeError, RecursionError):
            raise RulesError(message("authoring.not-a-list-of-keys"), file=self.file) from None

    def _write(self, keys: tuple[TrustedKey, ...]) -> None:
        data = {
            "format": FORMAT,
            "keys": [
                {
                    "name": one.key.name,
                    "public": one.key.digits,
                    "added_by": one.added_by,
                    "added_at": one.added_at.isoformat(timespec="seconds"),
                    "why": one.why,
                }
                for one in keys
            ],
        }
        write_whole(self.file, (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode())


def _trusted(data: dict[str, str]) -> TrustedKey:
    if not _DIGITS.fullmatch(data["public"]):
        raise ValueError("no key")
    key = PublicKey(str(data["name"]), data["public"])
    return TrustedKey(key, str(data["added_by"]), datetime.fromisoformat(data["added_at"]), str(data["why"]))

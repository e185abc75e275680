"""Packs with their tests and history in one signed file, to be given to another workstation.

The file begins with three lines, the format, the public key and the signature; what follows is JSON. The
signature is over the format, the key and all that follows, so that no byte of the file is left out. Nothing
is read from the JSON before the signature was found to hold.
"""

import hashlib
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from cardecide.authoring.checking import check
from cardecide.authoring.history import Line, hash_of, line_bytes, line_from
from cardecide.authoring.local_rules import LocalRules
from cardecide.authoring.pack_state import texts
from cardecide.authoring.pack_trials import tests_shape
from cardecide.authoring.problems import RulesError
from cardecide.authoring.records import Entry, LocalPack, Revision
from cardecide.authoring.signing_key import PublicKey, SigningKey
from cardecide.authoring.trusted_keys import TrustedKey, TrustedKeys
from cardecide.authoring.whole_file import write_whole
from cardecide.language.message import message
from cardecide.reading.problem import InputError, Problem

ENDING: Final = ".cardecide-rules"
FORMAT: Final = "cardecide-rules-bundle/1"
MAX_BYTES: Final = 64_000_000

_HEAD: Final = re.compile(rb"cardecide-rules-bundle/1\n(?P<key>[0-9a-f]{64})\n(?P<signature>[0-9a-f]{128})\n")


@dataclass(frozen=True, slots=True)
class BundledPack:
    """One pack of a bundle, with its tests and the history it had where it comes from."""

    id: str
    text: str
    tests: str
    content_hash: str
    history: tuple[Revision, ...]

    @property
    def authors(self) -> tuple[str, ...]:
        """Everybody who wrote something of its texts where it comes from."""
        names = (name for one in self.history if one.action != "conflict" for name in one.authors)
        return tuple(dict.fromkeys(names))


@dataclass(frozen=True, slots=True)
class Bundle:
    """A bundle whose signature and hashes hold; ``trusted`` is None where its key is not on the list."""

    signer: PublicKey
    signed_by: str
    signed_at: datetime
    why: str
    packs: tuple[BundledPack, ...]
    trusted: TrustedKey | None


def export_bundle(
    rules: LocalRules, packs: Iterable[str], file: Path, key: SigningKey, entry: Entry
) -> tuple[BundledPack, ...]:
    """Write the present texts of local packs with their history to ``file``, signed.

    Drafts may be given away too, for somebody else to review; the history says what was reviewed. Raises
    RulesError where a pack is none of the local ones or was changed outside, or where the file exists;
    nothing is written then.
    """
    if not entry.who.strip():
        raise RulesError(message("authoring.no-name"))
    chosen = [_exported(rules, name) for name in dict.fromkeys(packs)]
    if not chosen:
        raise RulesError(message("authoring.empty-bundle"))
    data = {
        "format": FORMAT,
        "signer": key.public.name,
        "signed_by": entry.who,
        "signed_at": entry.at.isoformat(timespec="seconds"),
        "why": entry.why,
        "packs": [one for one, _ in chosen],
    }
    payload = (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()
    digits = key.public.digits
    signature = key.sign(_signed(digits, payload)).hex()
    write_whole(file, f"{FORMAT}\n{digits}\n{signature}\n".encode() + payload, replace=False)
    return tuple(pack for _, pack in chosen)


def read_bundle(file: Path, trusted: TrustedKeys) -> Bundle:
    """Look into a bundle. Raises RulesError where the signature or a hash does not hold; writes nothing."""
    try:
        with file.open("rb") as stream:
            content = stream.read(MAX_BYTES + 1)
    except OSError as error:
        raise RulesError(message("authoring.not-read", reason=error.strerror or ""), file=file) from None
    head = _HEAD.match(content)
    if head is None or len(content) > MAX_BYTES:
        raise RulesError(message("authoring.not-a-bundle"), file=file)
    digits, payload = head["key"].decode(), content[head.end() :]
    signature = bytes.fromhex(head["signature"].decode())
    if not PublicKey("", digits).holds(signature, _signed(digits, payload)):
        raise RulesError(message("authoring.bad-signature"), file=file)
    try:
        data = json.loads(payload)
        if data["format"] != FORMAT:
            raise ValueError("another format")
        packs = tuple(_pack(one, file) for one in data["packs"])
        if len({pack.id for pack in packs}) < len(packs):
            raise ValueError("a pack stands in it twice")
        at = datetime.fromisoformat(data["signed_at"])
        signer = PublicKey(str(data["signer"]), digits)
        if not (signer.name + str(data["signed_by"])).isprintable():
            raise ValueError("a name of signs that are not shown")
        return Bundle(signer, str(data["signed_by"]), at, str(data["why"]), packs, trusted.find(digits))
    except (ValueError, LookupError, TypeError, AttributeError, ArithmeticError, RecursionError):
        raise RulesError(message("authoring.bad-bundle"), file=file) from None


def import_bundle(file: Path, rules: LocalRules, trusted: TrustedKeys, entry: Entry) -> tuple[LocalPack, ...]:
    """Take the packs of a bundle in as drafts whose texts and tests are those of the bundle, byte for byte.

    What stood before stays in the history. An imported pack is in force only after it was reviewed and put in
    force here. A pack that stands here as it is in the bundle is left alone. Raises InputError where
    signature or a hash does not hold, the key is not trusted, or a text has an error under the rules of this
    program; nothing is written then.
    """
    if not entry.who.strip():
        raise RulesError(message("authoring.no-name"))
    bundle = read_bundle(file, trusted)
    if bundle.trusted is None:
        signer = bundle.signer
        said = message("authoring.not-trusted", name=signer.name, fingerprint=signer.fingerprint)
        raise RulesError(said, file=file)
    problems = [problem for pack in bundle.packs for problem in _problems(pack)]
    if problems:
        raise InputError(problems)
    note = f"{bundle.trusted.key.name} ({bundle.signer.fingerprint})"
    with rules.files.turn():
        for pack in bundle.packs:
            rules.files.settle(pack.id)
            now = rules.files.state(pack.id)
            if now is not None and (now.text, now.tests) == (pack.text, pack.tests):
                continue
            rules.files.bring(
                pack.id, "imported", entry, pack.text, pack.tests, authors=pack.authors, note=note
            )
    return tuple(rules.get(pack.id) for pack in bundle.packs)


def _signed(digits: str, payload: bytes) -> bytes:
    return f"{FORMAT}\n{digits}\n".encode() + payload


def _exported(rules: LocalRules, name: str) -> tuple[dict[str, Any], BundledPack]:
    now = rules.get(name)
    if now.is_changed_outside:
        raise RulesError(message("authoring.changed-outside", pack=name))
    lines = rules.files.lines(name)
    data = {
        "id": name,
        "text_hash": hash_of(now.text),
        "tests_hash": hash_of(now.tests),
        "content_hash": lines[now.sequence - 1].revision.content_hash,
        "history": [line_bytes(one.revision, one.text, one.tests).decode() for one in lines],
    }
    return data, _bundled(name, lines)


def _pack(data: dict[str, Any], file: Path) -> BundledPack:
    """The pack of a bundle, its history checked line by line."""
    lines: list[Line] = []
    before = ""
    for number, text in enumerate(data["history"], 1):
        content = text.encode()
        line = line_from(content, file)
        revision = line.revision
        if (revision.sequence, revision.previous, revision.pack) != (number, before, data["id"]):
            raise ValueError("the history is not whole")
        before = hashlib.sha256(content).hexdigest()
        lines.append(line)
    if any(not 0 < one.revision.of <= len(lines) for one in lines):
        raise ValueError("a line about no line")
    pack = _bundled(str(data["id"]), lines)
    hashes = (hash_of(pack.text), hash_of(pack.tests), pack.content_hash)
    if hashes != (data["text_hash"], data["tests_hash"], data["content_hash"]):
        raise ValueError("a hash does not hold")
    return pack


def _bundled(name: str, lines: Iterable[Line]) -> BundledPack:
    held = tuple(lines)
    last = texts(held)[-1]
    history = tuple(one.revision for one in held)
    return BundledPack(name, last.text or "", last.tests or "", last.revision.content_hash, history)


def _problems(pack: BundledPack) -> list[Problem]:
    """What is wrong with the texts of a pack under this program."""
    name = f"{pack.id}{ENDING}"
    checked = check(pack.text, name)
    found = [one.problem for one in checked.problems if one.severity == "error"]
    found += tests_shape(pack.tests, file=f"{pack.id}.tests") if pack.tests else ()
    if checked.pack is not None and checked.pack.id != pack.id:
        found.append(Problem(f"the text has another id than '{pack.id}'", file=name))
    if checked.pack is not None and checked.pack.sha256 != pack.content_hash:
        found.append(Problem("the content has another hash", file=name))
    return found

"""Packs with their tests and history in one signed file, to be given to another workstation."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from cardecide.authoring.local_rules import LocalRules
from cardecide.authoring.records import Entry, LocalPack, Revision
from cardecide.authoring.signing_key import PublicKey, SigningKey, TrustedKey, TrustedKeys

ENDING = ".cardecide-rules"


@dataclass(frozen=True, slots=True)
class BundledPack:
    """One pack of a bundle, with its tests and the history it had where it comes from."""

    id: str
    text: str
    tests: str
    content_hash: str
    history: tuple[Revision, ...]


@dataclass(frozen=True, slots=True)
class Bundle:
    """A bundle whose signature and hashes hold; ``trusted`` is None where its key is not on the list."""

    signer: PublicKey
    signed_at: datetime
    why: str
    packs: tuple[BundledPack, ...]
    trusted: TrustedKey | None


def export_bundle(
    rules: LocalRules, packs: Iterable[str], file: Path, key: SigningKey, entry: Entry
) -> tuple[BundledPack, ...]:
    """Write the present texts of local packs with their history to ``file``, signed.

    Raises RulesError where a pack was not reviewed, or the file exists; nothing is written then.
    """
    raise NotImplementedError


def read_bundle(file: Path, trusted: TrustedKeys) -> Bundle:
    """Look into a bundle. Raises RulesError where the signature or a hash does not hold; writes nothing."""
    raise NotImplementedError


def import_bundle(file: Path, rules: LocalRules, trusted: TrustedKeys, entry: Entry) -> tuple[LocalPack, ...]:
    """Take the packs of a bundle in as drafts whose texts and tests are those of the bundle, all or none.

    What stood before stays in the history. An imported pack is in force only after it was reviewed and put in
    force here. Raises RulesError where signature or a hash does not hold or the key is not trusted; nothing
    is written then.
    """
    raise NotImplementedError

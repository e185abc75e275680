"""The readers of what rules of one's own are kept in and handed on with."""

from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from tests.abuse.scratch import KEY, scratch, scratch_folder


def read_bundle(content: bytes) -> None:
    """The payload of a bundle, signed afresh, so that what lies behind the signature is reached."""
    from cardecide.authoring import TrustedKeys
    from cardecide.authoring.bundle import FORMAT, _signed, read_bundle

    key = Ed25519PrivateKey.from_private_bytes(KEY)
    digits = key.public_key().public_bytes_raw().hex()
    signature = key.sign(_signed(digits, content)).hex()
    path = scratch(".bundle")
    path.write_bytes(f"{FORMAT}\n{digits}\n{signature}\n".encode() + content)
    read_bundle(path, TrustedKeys(scratch_folder() / "trusted.yaml"))


def read_unsigned_bundle(content: bytes) -> None:
    from cardecide.authoring import TrustedKeys
    from cardecide.authoring.bundle import read_bundle

    path = scratch(".bundle")
    path.write_bytes(content)
    read_bundle(path, TrustedKeys(scratch_folder() / "trusted.yaml"))


def read_trusted_keys(content: bytes) -> None:
    from cardecide.authoring import TrustedKeys

    path = scratch(".keys")
    path.write_bytes(content)
    TrustedKeys(path).all()


def read_signing_key(content: bytes) -> None:
    from cardecide.authoring.signing_key import public_key_of

    path = scratch(".key")
    path.write_bytes(content)
    public_key_of(path)


def read_history(content: bytes) -> None:
    """A line of the history of local rules."""
    from cardecide.authoring.history import line_from

    line_from(content, Path("000001.json"))


def read_unfinished(content: bytes) -> None:
    """A text that was kept while it was being typed, beside a good one."""
    from cardecide.authoring.unfinished_work import kept

    folder = _with_unfinished_work()
    (folder / "unfinished" / "input.json").write_bytes(content)
    assert kept(folder), "the good text is offered, whatever lies beside it"


@cache
def _with_unfinished_work() -> Path:
    from cardecide.authoring.unfinished_work import Unfinished, keep

    folder = scratch_folder() / "rules"
    keep(folder, Unfinished("a-trial", "a window", "text", "tests", "", datetime(2026, 9, 1, tzinfo=UTC)))
    return folder

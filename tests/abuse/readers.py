"""Every reader of the program that takes bytes from outside, as a function that must not fail unexpectedly.

A reader may return, or refuse with an InputError whose lines say what is wrong. Anything else is a fault:
another exception, a crash, or a line that holds a line break of the input.
"""

import atexit
import json
import shutil
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from cardecide.reading.problem import InputError

if TYPE_CHECKING:
    from cardecide.engine import Rulebook

ROOT: Final = Path(__file__).resolve().parents[2]
CORPUS: Final = ROOT / "tests" / "data" / "fuzz"
_KEY: Final = bytes(range(32))


@cache
def _rulebook() -> "Rulebook":
    from cardecide.engine import load_rulebook
    from cardecide.locations import bundled

    return load_rulebook(bundled("rules"))


def _scratch(suffix: str) -> Path:
    return _folder() / f"input{suffix}"


@cache
def _folder() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="cardecide-abuse-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def read_case_file(content: bytes) -> None:
    from cardecide.case.reading import read_case_text

    read_case_text(content)


def read_pack(content: bytes) -> None:
    from cardecide.engine.loader import load_pack_text

    load_pack_text(content, file="pack.yaml")


def read_pack_tests(content: bytes) -> None:
    from cardecide.engine.pack_test_file import read_tests_text

    read_tests_text(content, _rulebook(), file="karmma.tests.yaml", folder=ROOT / "rules" / "trials")


def read_condition(content: bytes) -> None:
    from cardecide.engine.loader import load_pack_text

    text = json.dumps(content.decode("utf-8", "replace"))
    load_pack_text(
        "format: cardecide-rules/1\nid: a-trial\nkind: trial\nproduct: p\ntitle: T\n"
        "sources: {paper: {cite: A paper, grade: public}}\ncriteria:\n"
        f"  - {{id: one, text: A criterion, source: paper, include: {text}}}\n",
        file="pack.yaml",
    )


def read_delimited(content: bytes) -> None:
    _read_table(content, ".csv")


def read_workbook(content: bytes) -> None:
    _read_table(content, ".xlsx")


def read_parquet(content: bytes) -> None:
    _read_table(content, ".parquet")


def _read_table(content: bytes, suffix: str) -> None:
    from cardecide.cohort.tables.opening import open_table
    from cardecide.cohort.tables.proposal import propose

    path = _scratch(suffix)
    path.write_bytes(content)
    propose(open_table(path))


def read_mapping(content: bytes) -> None:
    from cardecide.cohort.tables.mapping import read_mapping_text

    read_mapping_text(content)


def read_report(content: bytes) -> None:
    from cardecide.report.verification import verify_report

    path = _scratch(".pdf")
    path.write_bytes(content)
    verify_report(path, _rulebook())


def read_bundle(content: bytes) -> None:
    """The payload of a bundle, signed afresh, so that what lies behind the signature is reached."""
    from cardecide.authoring import TrustedKeys
    from cardecide.authoring.bundle import FORMAT, _signed, read_bundle

    key = Ed25519PrivateKey.from_private_bytes(_KEY)
    digits = key.public_key().public_bytes_raw().hex()
    signature = key.sign(_signed(digits, content)).hex()
    path = _scratch(".bundle")
    path.write_bytes(f"{FORMAT}\n{digits}\n{signature}\n".encode() + content)
    read_bundle(path, TrustedKeys(_folder() / "trusted.yaml"))


def read_unsigned_bundle(content: bytes) -> None:
    from cardecide.authoring import TrustedKeys
    from cardecide.authoring.bundle import read_bundle

    path = _scratch(".bundle")
    path.write_bytes(content)
    read_bundle(path, TrustedKeys(_folder() / "trusted.yaml"))


def read_library(content: bytes) -> None:
    from cardecide.store import Key, Library

    path = _scratch(".library")
    path.write_bytes(content)
    with Library.open(path, Key.from_bytes(_KEY), read_only=True) as library:
        library.cases()


def read_letter(content: bytes) -> None:
    from cardecide_ui.pasting.pasted import read_pasted

    read_pasted(content.decode("utf-8", "replace"))


READERS: Final[dict[str, Callable[[bytes], None]]] = {
    "case": read_case_file,
    "pack": read_pack,
    "pack-tests": read_pack_tests,
    "condition": read_condition,
    "csv": read_delimited,
    "xlsx": read_workbook,
    "parquet": read_parquet,
    "mapping": read_mapping,
    "report": read_report,
    "bundle": read_bundle,
    "bundle-file": read_unsigned_bundle,
    "library": read_library,
    "letter": read_letter,
}


def survives(name: str, content: bytes) -> bool:
    """Give the bytes to a reader; whether it took them. Raises AssertionError where it fails unexpectedly."""
    try:
        READERS[name](content)
    except InputError as error:
        assert error.problems, "refused without a word"
        for problem in error.problems:
            said = str(problem)
            assert "\n" not in said, "a refusal of more than one line"
            assert "Traceback" not in said
        return False
    return True

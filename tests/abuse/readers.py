"""Every reader of the program that takes bytes from outside, as a function that must not fail unexpectedly.

A reader may return, or refuse with an InputError whose lines say what is wrong. Anything else is a fault:
another exception, a crash, or a line that holds a line break of the input.
"""

import json
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from cardecide.reading.problem import InputError
from tests.abuse import authoring_readers as authoring
from tests.abuse.scratch import KEY, scratch

if TYPE_CHECKING:
    from cardecide.cohort import CohortPlan
    from cardecide.engine import Rulebook

ROOT: Final = Path(__file__).resolve().parents[2]
CORPUS: Final = ROOT / "tests" / "data" / "fuzz"


@cache
def _rulebook() -> "Rulebook":
    from cardecide.engine import load_rulebook
    from cardecide.locations import bundled

    return load_rulebook(bundled("rules"))


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

    path = scratch(suffix)
    path.write_bytes(content)
    propose(open_table(path))


def read_facts(content: bytes) -> None:
    """A facts table, read and judged; its first byte is that of an Arrow file or of a Parquet file."""
    from cardecide.cohort import FactsTable, judge_cohort

    path = scratch(".parquet" if content.startswith(b"PAR1") else ".arrow")
    path.write_bytes(content)
    judge_cohort(facts_plan(), FactsTable.read(path))


@cache
def facts_plan() -> "CohortPlan":
    """What a facts table is judged by."""
    from cardecide.case.partial_date import PartialDate
    from cardecide.cohort import plan_cohort

    return plan_cohort(_rulebook(), ["us.ide-cel", "karmma"], default=PartialDate(2026, 9, 1))


def read_mapping(content: bytes) -> None:
    from cardecide.cohort.tables.mapping import read_mapping_text

    read_mapping_text(content)


def read_report(content: bytes) -> None:
    from cardecide.report.verification import verify_report

    path = scratch(".pdf")
    path.write_bytes(content)
    verify_report(path, _rulebook())


def read_library(content: bytes) -> None:
    from cardecide.store import Key, Library

    path = scratch(".library")
    path.write_bytes(content)
    with Library.open(path, Key.from_bytes(KEY), read_only=True) as library:
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
    "facts": read_facts,
    "mapping": read_mapping,
    "report": read_report,
    "bundle": authoring.read_bundle,
    "bundle-file": authoring.read_unsigned_bundle,
    "trusted-keys": authoring.read_trusted_keys,
    "signing-key": authoring.read_signing_key,
    "history": authoring.read_history,
    "unfinished": authoring.read_unfinished,
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

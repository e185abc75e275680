"""Valid inputs for each reader, from which mutation begins."""

import io
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from tests.abuse.authoring_seeds import authoring_seed
from tests.abuse.readers import ROOT

SAMPLES = sorted((ROOT / "resources" / "samples").glob("*.case.yaml"))
CSV = "patient,age,hemoglobin (g/dL),prior lines,refractory\nP1,64,9.8,4,lenalidomide\nP2,,98 g/L,=1+1,\n"
MAPPING = """format: cardecide-mapping/1
columns:
  age: {target: patient.age, unit: years}
"""


def seeds(name: str) -> list[bytes]:
    """Some valid inputs of a reader; the first is the smallest."""
    match name:
        case "case":
            return [SAMPLES[0].read_bytes(), (ROOT / "resources/samples/zhou-2025.case.yaml").read_bytes()]
        case "pack":
            return [(ROOT / "rules/trials/karmma.yaml").read_bytes()]
        case "pack-tests":
            return [(ROOT / "rules/trials/karmma.tests.yaml").read_bytes()]
        case "condition":
            return [b"prior_lines >= 3", b"refractory_drugs includes any of lenalidomide, bortezomib"]
        case "csv":
            return [CSV.encode(), CSV.encode("utf-16"), CSV.replace(",", ";").encode("utf-8-sig")]
        case "xlsx":
            return [_workbook()]
        case "parquet":
            return [_parquet()]
        case "mapping":
            return [MAPPING.encode()]
        case "report":
            return [_report()]
        case "bundle" | "bundle-file":
            return [b'{"format": "cardecide-bundle/1", "packs": [], "signer": "", "signed_at": "2026-09-01"}']
        case "facts":
            return [_facts(".arrow"), _facts(".parquet")]
        case "trusted-keys" | "signing-key" | "history" | "unfinished":
            return [authoring_seed(name)]
        case "library":
            return [_library()]
        case "letter":
            return ["03/2021–06/2022 VRd, VGPR; PD 2022-07\nDara-Pd ×6 PR".encode()]
    raise KeyError(name)


def _workbook() -> bytes:
    import openpyxl

    book = openpyxl.Workbook()
    for row in CSV.splitlines():
        book.active.append(row.split(","))  # type: ignore[union-attr]
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _parquet() -> bytes:
    import pyarrow
    from pyarrow import parquet

    stream = io.BytesIO()
    parquet.write_table(pyarrow.table({"patient": ["P1"], "age": [64.0]}), stream)
    return stream.getvalue()


@cache
def _facts(suffix: str) -> bytes:
    from cardecide.cohort import FactsTable
    from tests.abuse.readers import facts_plan

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"facts{suffix}"
        needed = facts_plan().needed
        columns = {"patient": ["P1", "P2"], "prior_lines": [4.0, None], "age": [64.0, 71.0]}
        FactsTable.from_columns(columns, needed).write(path)
        return path.read_bytes()


@cache
def _report() -> bytes:
    from cardecide.assessment import assess
    from cardecide.case import read_case
    from cardecide.engine import load_rulebook
    from cardecide.locations import bundled
    from cardecide.report import render_report

    case = read_case(SAMPLES[0]).case
    result = assess(case, load_rulebook(bundled("rules")))
    return render_report(result, case, issued="2026-09-01", variant="one-page")


@cache
def _library() -> bytes:
    from cardecide.case import read_case
    from cardecide.store import Entry, Key, Library
    from tests.abuse.scratch import KEY

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "library"
        with Library.create(path, Key.from_bytes(KEY)) as library:
            library.add(
                read_case(SAMPLES[0]).case, Entry(at=datetime(2026, 9, 1, tzinfo=UTC), who="A", why="")
            )
        return path.read_bytes()


def kept(name: str, corpus: Path) -> Iterator[Path]:
    """The inputs kept from earlier runs, in order."""
    yield from sorted((corpus / name).glob("*")) if (corpus / name).exists() else ()

"""The criteria of a result as a table for spreadsheets: CSV and XLSX, in which no cell is a formula.

A spreadsheet runs a text that begins with ``=``, ``+``, ``-``, ``@``, a tab or a carriage return. In CSV such
a text gets an apostrophe in front, which spreadsheets take as *this is text*; in XLSX every cell is of the
type text. Characters that cannot be seen are written as ``[U+XXXX]``.
"""

import csv
from collections.abc import Iterator
from dataclasses import asdict, dataclass, fields
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Final

from cardecide.assessment.result import Alternative, CriterionResult, ProductResult, Result
from cardecide.report.printable import printable_line
from cardecide.report.workbook import workbook
from cardecide.report.writing import write_whole

_NARROW: Final = 14.0
_WIDTHS: Final = {"text": 60.0, "value": 36.0, "needs": 36.0, "source": 48.0, "place": 24.0, "link": 36.0}
"""Widths of columns in characters."""

_NO_DATE: Final = date(1980, 1, 1)

_STARTS_A_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "|", "%")


@dataclass(frozen=True, slots=True)
class CriterionRow:
    """One criterion of one label or trial; its fields are the columns."""

    case: str
    decision_date: str
    rules: str
    product: str
    kind: str
    pack: str
    jurisdiction: str
    version_from: str
    status: str
    criterion: str
    role: str
    text: str
    verdict: str
    value: str
    as_of: str
    needs: str
    encoded: str
    source: str
    place: str
    link: str
    grade: str
    checked: str


def criterion_rows(result: Result) -> Iterator[CriterionRow]:
    """Every criterion of every label, trial and consideration, in the order of the result."""
    every: list[ProductResult | Alternative] = [*result.products, *result.alternatives]
    for product in every:
        for label in product.labels:
            about = (
                product.id,
                "label",
                label.pack,
                label.jurisdiction,
                label.version_from or "",
                label.status,
            )
            for one in label.criteria:
                yield _row(result, about, one)
    for product in result.products:
        for trial in product.trials:
            of_trial = (product.id, "trial", trial.pack, "", "", trial.status)
            for one in trial.criteria:
                yield _row(result, of_trial, one)
        for one in product.considerations:
            yield _row(result, (product.id, "guidance", "", "", "", ""), one)


def criteria_csv(result: Result) -> str:
    """The table as CSV with a byte order mark, which Excel needs to read it as UTF-8."""
    output = StringIO(newline="")
    output.write("\ufeff")
    writer = csv.writer(output, lineterminator="\r\n")
    writer.writerow([field.name for field in fields(CriterionRow)])
    for row in criterion_rows(result):
        writer.writerow([_harmless(text) for text in asdict(row).values()])
    return output.getvalue()


def criteria_xlsx(result: Result) -> bytes:
    """The table as a workbook of one sheet; every cell is text. The same result gives the same bytes.

    The file says that it was made on the decision date: it reads no clock.
    """
    names = [field.name for field in fields(CriterionRow)]
    rows = [names]
    rows += [[printable_line(text) for text in asdict(row).values()] for row in criterion_rows(result)]
    widths = [_WIDTHS.get(name, _NARROW) for name in names]
    return workbook("criteria", rows, widths, written=_first_day(result.decision_date))


def write_csv(result: Result, path: Path | str) -> None:
    """Write the table as CSV, whole or not at all; raises InputError where it cannot be written."""
    write_whole(Path(path), criteria_csv(result).encode())


def write_xlsx(result: Result, path: Path | str) -> None:
    """Write the table as a workbook, whole or not at all; raises InputError where it cannot be written."""
    write_whole(Path(path), criteria_xlsx(result))


def _row(result: Result, about: tuple[str, str, str, str, str, str], one: CriterionResult) -> CriterionRow:
    product, kind, pack, jurisdiction, version_from, status = about
    source = one.source
    return CriterionRow(
        case=result.case_id,
        decision_date=result.decision_date,
        rules=f"{result.rules.version} {result.rules.sha256}",
        product=product,
        kind=kind,
        pack=pack,
        jurisdiction=jurisdiction,
        version_from=version_from,
        status=status,
        criterion=one.id,
        role=one.role,
        text=one.text,
        verdict=one.verdict,
        value=one.value or "",
        as_of=one.as_of or "",
        needs=", ".join(one.needs),
        encoded=one.encoded,
        source=source.cite if source else "",
        place=(source.place or "") if source else "",
        link=(source.link or "") if source else "",
        grade=source.grade if source else "",
        checked=(source.checked or "") if source else "",
    )


def _first_day(text: str) -> date:
    """The first day of a date that may lack its day or month; a fixed one where the text is no date."""
    try:
        return date.fromisoformat(text + "-01" * (2 - text.count("-")))
    except ValueError:
        return _NO_DATE


def _harmless(text: str) -> str:
    shown = printable_line(text)
    return f"'{shown}" if shown.startswith(_STARTS_A_FORMULA) else shown

"""Writes a workbook of one sheet straight into its file, row by row (Office Open XML, ECMA-376).

openpyxl puts every sheet into a temporary file of its own first: patients' answers have no place there.
Texts are inline strings, which no spreadsheet reads as formulas.
"""

from collections.abc import Iterable, Sequence
from typing import BinaryIO, Final
from xml.sax.saxutils import escape, quoteattr
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

LONGEST_CELL: Final = 32_767
ROWS_OF_A_SHEET: Final = 1_048_576

_XML: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_TYPES: Final = (
    f'{_XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_TYPE}.worksheet+xml"/></Types>'
)
_SHEET: Final = (
    f'{_XML}<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0">'
    '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
    "<sheetData>"
)


class TooManyRowsError(Exception):
    """A sheet cannot hold so many rows."""


def write_workbook(stream: BinaryIO, sheet: str, rows: Iterable[Sequence[str | int]]) -> None:
    """Write the rows, the first of them frozen. A text too long for a cell is cut.

    Raises TooManyRowsError.
    """
    book = (
        f'{_XML}<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>'
        f'<sheet name={quoteattr(sheet[:31])} sheetId="1" r:id="rId1"/></sheets></workbook>'
    )
    with ZipFile(stream, "w") as file:
        for name, text in (
            ("[Content_Types].xml", _TYPES),
            ("_rels/.rels", _relations("officeDocument", "xl/workbook.xml")),
            ("xl/workbook.xml", book),
            ("xl/_rels/workbook.xml.rels", _relations("worksheet", "worksheets/sheet1.xml")),
        ):
            file.writestr(_entry(name), text)
        with file.open(_entry("xl/worksheets/sheet1.xml"), "w", force_zip64=True) as page:
            page.write(_SHEET.encode())
            for number, row in enumerate(rows, start=1):
                if number > ROWS_OF_A_SHEET:
                    raise TooManyRowsError
                page.write(f"<row>{''.join(map(_cell, row))}</row>".encode())
            page.write(b"</sheetData></worksheet>")


def _entry(name: str) -> ZipInfo:
    """An entry without a date of its own: the same rows give the same bytes."""
    entry = ZipInfo(name, (1980, 1, 1, 0, 0, 0))
    entry.compress_type = ZIP_DEFLATED
    return entry


def _relations(kind: str, target: str) -> str:
    return (
        f'{_XML}<Relationships xmlns="{_RELATIONS}">'
        f'<Relationship Id="rId1" Type="{_OFFICE}/{kind}" Target="{target}"/></Relationships>'
    )


def _cell(value: str | int) -> str:
    if isinstance(value, int):
        return f"<c><v>{value}</v></c>"
    if not value:
        return "<c/>"
    return f'<c t="inlineStr"><is><t xml:space="preserve">{escape(value[:LONGEST_CELL])}</t></is></c>'

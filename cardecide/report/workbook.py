"""A workbook of one sheet in which every cell is text: Office Open XML (ECMA-376), nothing more than needed.

Cells are inline strings, which no spreadsheet reads as formulas. The file has no dates of its own: the same
rows give the same bytes.
"""

from collections.abc import Sequence
from io import BytesIO
from typing import Final
from xml.sax.saxutils import escape, quoteattr
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

_LONGEST_CELL: Final = 32_767
"""Characters that a cell may hold."""

_XML: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml"

_CONTENT_TYPES: Final = (
    f'{_XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_TYPE}.worksheet+xml"/></Types>'
)


def workbook(title: str, rows: Sequence[Sequence[str]]) -> bytes:
    """The rows as an ``.xlsx`` file, the first of them frozen; a text too long for a cell is cut."""
    parts = {
        "[Content_Types].xml": _CONTENT_TYPES,
        "_rels/.rels": _relations("officeDocument", "xl/workbook.xml"),
        "xl/workbook.xml": (
            f'{_XML}<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>'
            f'<sheet name={quoteattr(title)} sheetId="1" r:id="rId1"/></sheets></workbook>'
        ),
        "xl/_rels/workbook.xml.rels": _relations("worksheet", "worksheets/sheet1.xml"),
        "xl/worksheets/sheet1.xml": _sheet(rows),
    }
    output = BytesIO()
    with ZipFile(output, "w") as file:
        for name, text in parts.items():
            entry = ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = ZIP_DEFLATED
            file.writestr(entry, text.encode())
    return output.getvalue()


def _relations(kind: str, target: str) -> str:
    return (
        f'{_XML}<Relationships xmlns="{_RELATIONS}">'
        f'<Relationship Id="rId1" Type="{_OFFICE}/{kind}" Target="{target}"/></Relationships>'
    )


def _sheet(rows: Sequence[Sequence[str]]) -> str:
    lines = [
        f'{_XML}<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0">'
        '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
        "<sheetData>"
    ]
    for number, row in enumerate(rows, start=1):
        cells = "".join(_cell(f"{_letters(column)}{number}", text) for column, text in enumerate(row))
        lines.append(f'<row r="{number}">{cells}</row>')
    return "".join([*lines, "</sheetData></worksheet>"])


def _cell(place: str, text: str) -> str:
    shown = escape(text[:_LONGEST_CELL])
    return f'<c r="{place}" t="inlineStr"><is><t xml:space="preserve">{shown}</t></is></c>' if text else ""


def _letters(column: int) -> str:
    """The name of a column counted from 0: A to Z, then AA."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name

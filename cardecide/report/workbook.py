"""A workbook of one sheet in which every cell is text, written with openpyxl.

A cell is marked as text twice: by its type, so that no spreadsheet computes it, and by the quote prefix, so
that it stays text when somebody edits it. The file carries no clock: the same rows and date give the same
bytes.
"""

from collections.abc import Sequence
from datetime import date, datetime, time
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

if TYPE_CHECKING:  # loaded when the first workbook is written
    from openpyxl import Workbook

_LONGEST_CELL: Final = 32_767
"""Characters that a cell may hold."""

_EPOCH: Final = (1980, 1, 1, 0, 0, 0)
"""The first time a ZIP archive can tell."""

_PROGRAM: Final = "cardecide"


def workbook(title: str, rows: Sequence[Sequence[str]], widths: Sequence[float], *, written: date) -> bytes:
    """The rows as an ``.xlsx`` file, the first of them frozen and with a filter.

    ``widths`` are those of the columns in characters, ``written`` is the day the file says it was made. A
    text too long for a cell is cut. Raises openpyxl's IllegalCharacterError for control characters.
    """
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet._writer import WorksheetWriter

    book = Workbook(write_only=True)
    sheet = book.create_sheet(title)
    letters = [get_column_letter(number) for number in range(1, len(widths) + 1)]
    for letter, width in zip(letters, widths, strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{letters[-1]}{max(len(rows), 1)}"
    page = WorksheetWriter(
        sheet, BytesIO()
    )  # by itself it would put the patient's values into a temporary file
    page.write_top()
    sheet._writer = page
    wrapped, bold = Alignment(vertical="top", wrap_text=True), Font(bold=True)
    for number, row in enumerate(rows):
        cells = []
        for text in row:
            cell = WriteOnlyCell(sheet, text[:_LONGEST_CELL])
            # openpyxl takes "=…" for a formula and "#N/A" for an error.
            cell.data_type = "s"
            cell.alignment = wrapped
            cell.quotePrefix = True
            if not number:
                cell.font = bold
            cells.append(cell)
        sheet.append(cells)
    return _without_clock(book, written)


def _without_clock(book: "Workbook", written: date) -> bytes:
    """The saved workbook with the day ``written`` in the place of every time of now."""
    from openpyxl.drawing.spreadsheet_drawing import SpreadsheetDrawing
    from openpyxl.writer.excel import ExcelWriter

    class InMemory(ExcelWriter):  # type: ignore[misc,unused-ignore]
        """Takes the sheet from memory."""

        def write_worksheet(self, ws: Any) -> None:
            ws._drawing = SpreadsheetDrawing()
            ws.close()
            ws._rels = ws._writer._rels
            archive.writestr(ws.path[1:], ws._writer.out.getvalue())
            self.manifest.append(ws)

    properties = book.properties
    properties.creator = properties.lastModifiedBy = _PROGRAM
    properties.created = properties.modified = datetime.combine(written, time.min)
    made = BytesIO()
    archive = ZipFile(made, "w")
    # Workbook.save would set the time of now.
    InMemory(book, archive).save()
    output = BytesIO()
    with ZipFile(made) as parts, ZipFile(output, "w") as file:
        for part in parts.infolist():
            entry = ZipInfo(part.filename, _EPOCH)
            entry.compress_type = ZIP_DEFLATED
            file.writestr(entry, parts.read(part))
    return output.getvalue()

"""Approved images of the sample cases' first pages, gray and coarse. Run as a program to make them anew:

    python -m tests.report.approved_pages

The cases are fixed results in ``sample_result``, so that only a change of the report's own looks shows.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pypdfium2
from PySide6.QtGui import QImage

from cardecide.case.model import Case
from cardecide.language.text import LANGUAGES
from cardecide.report import render_report
from tests.report.further_parts import with_further_parts
from tests.report.reading_pdf import ISSUED
from tests.report.sample_result import sample_case, sample_result

FOLDER: Final = Path(__file__).parent / "approved"
_DOTS_PER_INCH: Final = 60


def pages() -> Iterator[tuple[str, bytes, int]]:
    """Each page with its name: its gray pixels row by row from 0 to 255, and its width in pixels."""
    for language in LANGUAGES:
        result = with_further_parts(sample_result(language))
        for variant, last in (("full", 2), ("one-page", 1)):
            report = render_report(
                result,
                sample_case(),
                language=language,
                variant="full" if variant == "full" else "one-page",
                issued=ISSUED,
                embed=False,
            )
            yield from _first_pages(report, f"{language}-{variant}", last)
    empty = sample_result().model_copy(update={"products": [], "facts": {}, "missing": [], "ranking": []})
    report = render_report(empty, Case(id="EMPTY"), issued=ISSUED, embed=False)
    yield from _first_pages(report, "en-empty", 1)


def _first_pages(report: bytes, name: str, last: int) -> Iterator[tuple[str, bytes, int]]:
    document = pypdfium2.PdfDocument(report)
    try:
        for number in range(min(last, len(document))):
            bitmap = document[number].render(scale=_DOTS_PER_INCH / 72, grayscale=True)
            rows = bytes(bitmap.buffer)
            pixels = b"".join(
                rows[y * bitmap.stride : y * bitmap.stride + bitmap.width] for y in range(bitmap.height)
            )
            yield f"{name}-{number + 1}", pixels, bitmap.width
    finally:
        document.close()


def approved(name: str) -> tuple[bytes, int]:
    """The pixels and the width of the approved image of that name."""
    image = QImage(str(FOLDER / f"{name}.png")).convertToFormat(QImage.Format.Format_Grayscale8)
    width = image.width()
    return b"".join(bytes(image.constScanLine(y))[:width] for y in range(image.height())), width


def main() -> None:
    """Write every page anew; 16 shades of gray keep the files small."""
    FOLDER.mkdir(exist_ok=True)
    for name, pixels, width in pages():
        shades = bytes(value // 16 * 17 for value in pixels)
        image = QImage(shades, width, len(shades) // width, width, QImage.Format.Format_Grayscale8)
        image.save(str(FOLDER / f"{name}.png"), "PNG", 0)  # type: ignore[call-overload]


if __name__ == "__main__":
    main()

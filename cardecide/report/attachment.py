"""The case and the result inside the report, so that a program can evaluate it again."""

from hashlib import sha256
from typing import Final, Literal

from pydantic import BaseModel, ConfigDict
from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFStream, PDFString, PDFZCompress
from reportlab.pdfgen.canvas import Canvas

from cardecide import __version__
from cardecide.assessment.result import Result
from cardecide.case.model import Case
from cardecide.language.text import Language

CASE_NAME: Final = "cardecide-case.json"
RESULT_NAME: Final = "cardecide-result.json"
MANIFEST_NAME: Final = "cardecide-report.json"


class Manifest(BaseModel):
    """How the pages were made from case and result, and what these two were when they were attached.

    The digests are SHA-256 over the bytes of the two attachments.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    format: Literal["cardecide-report/1"] = "cardecide-report/1"
    program: str = __version__
    language: Language
    page_size: Literal["A4", "Letter"]
    variant: Literal["full", "one-page"]
    issued: str
    case_sha256: str = ""
    result_sha256: str = ""


def attach(canvas: Canvas, case: Case, result: Result, manifest: Manifest) -> None:
    """Attach all three as JSON files of the PDF; a reader that shows attachments lists them by name."""
    document = canvas._doc  # type: ignore[attr-defined]
    contents = {
        CASE_NAME: case.model_dump_json(exclude_none=True, indent=1).encode(),
        RESULT_NAME: result.model_dump_json(indent=1).encode(),
    }
    digests = {
        "case_sha256": sha256(contents[CASE_NAME]).hexdigest(),
        "result_sha256": sha256(contents[RESULT_NAME]).hexdigest(),
    }
    contents[MANIFEST_NAME] = manifest.model_copy(update=digests).model_dump_json(indent=1).encode()
    names: list[object] = []
    # A name tree is in the order of its names.
    for name, content in sorted(contents.items()):
        stream = PDFStream(
            PDFDictionary({"Type": PDFName("EmbeddedFile"), "Subtype": PDFName("application#2Fjson")}),
            content,
            [PDFZCompress],
        )
        file = PDFDictionary(
            {
                "Type": PDFName("Filespec"),
                "F": PDFString(name),
                "UF": PDFString(name),
                "EF": PDFDictionary({"F": document.Reference(stream)}),
            }
        )
        names.extend((PDFString(name), document.Reference(file)))
    tree = PDFDictionary({"EmbeddedFiles": PDFDictionary({"Names": PDFArray(names)})})
    document.Catalog.Names = tree

"""Builds the report: a result and its case in, the bytes of a PDF out."""

from io import BytesIO
from typing import Any, Literal

from reportlab.platypus import BaseDocTemplate

from cardecide.assessment.result import Result
from cardecide.case.model import Case
from cardecide.language.text import Language
from cardecide.report.attachment import Manifest, attach
from cardecide.report.context import Context
from cardecide.report.first_page import program_name
from cardecide.report.fonts import REGULAR, coverage
from cardecide.report.one_page import one_page
from cardecide.report.paged_canvas import PagedCanvas
from cardecide.report.pages import PAGE_SIZES, first_frame, page_templates
from cardecide.report.printable import printable_line
from cardecide.report.references import References
from cardecide.report.variants import Variant, full_report
from cardecide.report.words import Words

PageSize = Literal["A4", "Letter"]


def render_report(
    result: Result,
    case: Case,
    *,
    language: Language = "en",
    page_size: PageSize = "A4",
    variant: Variant = "full",
    issued: str,
    embed: bool = True,
) -> bytes:
    """The report as a PDF. The same arguments give the same bytes.

    ``result`` holds its texts in one language already; ``language`` is that of the report's own words.
    ``issued`` is the time of issue as it shall be printed: the report reads no clock. ``embed`` attaches the
    case and the result, which hold the patient's entries; without them the report cannot be verified.

    Raises KeyError for a page size other than A4 and Letter.
    """
    coverage()
    context = Context(result, case, Words(language), References())
    size = PAGE_SIZES[page_size]
    contents = variant == "full"
    width, height = first_frame(size, contents=contents)
    output = BytesIO()
    document = BaseDocTemplate(
        output,
        pagesize=size,
        pageTemplates=page_templates(context, size, contents=contents),
        title=f"{context.words('title')} {printable_line(result.case_id)}",
        author=printable_line(program_name(result.program)),
        subject=context.words("subtitle"),
        creator="cardecide",
        lang={"zh": "zh-CN"}.get(language, language),
        initialFontName=REGULAR,
        invariant=1,
        pageCompression=1,
    )
    manifest = Manifest(language=language, page_size=page_size, variant=variant, issued=issued)

    def canvas(*arguments: Any, **options: Any) -> PagedCanvas:
        made = PagedCanvas(*arguments, **{**options, "initialFontName": REGULAR})
        made.after_total = context.words("page-end")
        if contents:
            made.contents_heading, made.contents_width = context.words("contents"), width
        if embed:
            attach(made, case, result, manifest)
        return made

    if variant == "one-page":
        story = one_page(context, issued=issued, width=width, height=height)
    else:
        story = list(full_report(context, issued=issued, width=width, height=height))
    document.build(story, canvasmaker=canvas)
    return output.getvalue()

"""How the report is to be made."""

from dataclasses import dataclass

from cardecide.language.text import Language
from cardecide.report.document import PageSize
from cardecide.report.variants import Variant


@dataclass(frozen=True, slots=True)
class ReportOptions:
    """Everything a person can choose about the report itself, apart from printing it."""

    language: Language = "en"
    variant: Variant = "full"
    page_size: PageSize = "A4"
    attach: bool = True

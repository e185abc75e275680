"""Makes the report of one case in any language; touches nothing of the window."""

from collections.abc import Callable

from cardecide.assessment.result import Result
from cardecide.case.model import Case
from cardecide.language.text import Language
from cardecide.report import render_report
from cardecide_ui.printing.report_options import ReportOptions


class ReportMaker:
    """The case with its result in each language asked for so far.

    ``assess`` gives the whole result of the case in a language; ``issued`` is the day to be printed.
    """

    def __init__(self, case: Case, assess: Callable[[Language], Result], *, issued: str) -> None:
        self._case = case
        self._assess = assess
        self._issued = issued
        self._results: dict[Language, Result] = {}

    def __call__(self, options: ReportOptions) -> bytes:
        """The bytes of the report; raises InputError where the case cannot be assessed."""
        language = options.language
        if language not in self._results:
            self._results[language] = self._assess(language)
        return render_report(
            self._results[language],
            self._case,
            language=language,
            page_size=options.page_size,
            variant=options.variant,
            issued=self._issued,
            embed=options.attach,
        )

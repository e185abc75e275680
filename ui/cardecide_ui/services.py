"""What the window asks of the program below it, so that tests can put something simple in its place."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from cardecide.assessment.result import Result
from cardecide.case.model import Case
from cardecide.case.partial_date import PartialDate
from cardecide.language.text import Language
from cardecide.locations import bundled
from cardecide_ui.rules_in_use import RulesInUse, local_rules_folder
from cardecide_ui.samples import sample_cases
from cardecide_ui.site_policy import SitePolicy
from cardecide_ui.view_models.evaluation import Assessor

if TYPE_CHECKING:  # loaded when they are first needed
    from cardecide.engine import Rulebook
    from cardecide.report.variants import Variant


class ReportWriter(Protocol):
    """Writes the report of a result to a file."""

    def __call__(
        self, result: Result, case: Case, path: Path, *, language: Language, variant: "Variant", issued: str
    ) -> None: ...


@dataclass(frozen=True)
class Services:
    """The functions behind the buttons.

    ``prepare`` reads the rules ahead of the first assessment; it raises InputError where they do not load.
    ``assess_fully`` also computes what takes longer, such as the planner; None: there is no such thing.
    ``rules`` are the rules behind the answers, which the rules page changes; None: they cannot be changed.
    ``policy`` is the scoring policy that the answers use; None: there is nothing to choose from.
    """

    assess: Assessor
    read_case: Callable[[Path], Case]
    write_case: Callable[[Case, Path], None]
    write_report: ReportWriter
    samples: Callable[[], list[Path]]
    today: Callable[[], date] = date.today
    prepare: Callable[[], object] = lambda: None
    assess_fully: Assessor | None = None
    rules: RulesInUse | None = None
    policy: SitePolicy | None = None


def real_services(today: Callable[[], date] = date.today, rules_folder: Path | None = None) -> Services:
    """The program itself, with the bundled rules and the local ones of ``rules_folder``.

    The rules are read when they are first needed; without a folder it is that of the person who uses this.
    """
    from cardecide.case import read_case
    from cardecide.case.writing import write_case

    # Rules and assessing are loaded when the first case is judged, beside a window that shows it already.
    def load_bundled() -> "Rulebook":
        from cardecide.engine import load_rulebook

        return load_rulebook(bundled("rules"))

    rules = RulesInUse(rules_folder or local_rules_folder(), load_bundled)

    policy = SitePolicy(lambda: rules.in_force(today()))

    def assess_case(case: Case, default_date: PartialDate | None, language: Language) -> Result:
        from cardecide.assessment import assess

        rulebook = rules.for_case(case, today())
        used = policy.used(rulebook)
        return assess(case, rulebook, default_date=default_date, language=language, policy=used)

    def assess_fully(case: Case, default_date: PartialDate | None, language: Language) -> Result:
        from cardecide.assessment import assess

        rulebook = rules.for_case(case, today())
        used = policy.used(rulebook)
        return assess(case, rulebook, default_date=default_date, language=language, policy=used, full=True)

    def prepare() -> None:
        import cardecide.assessment.assessing  # noqa: F401 - so that the first answer does not wait for it

        _ = rules.bundled

    def write_pdf(
        result: Result, case: Case, path: Path, *, language: Language, variant: "Variant", issued: str
    ) -> None:
        from cardecide.report import write_report  # the PDF library is loaded when it is first needed

        write_report(result, case, path, language=language, variant=variant, issued=issued)

    return Services(
        assess=assess_case,
        read_case=lambda path: read_case(path).case,
        write_case=write_case,
        write_report=write_pdf,
        samples=sample_cases,
        today=today,
        prepare=prepare,
        assess_fully=assess_fully,
        rules=rules,
        policy=policy,
    )

"""The command *Print*: the answer shown, as the report that goes on the table."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from cardecide.assessment.result import Result
from cardecide.language.text import Language
from cardecide_ui.dialogs import Dialogs
from cardecide_ui.printing.print_dialog import PrintDialog
from cardecide_ui.printing.report_maker import ReportMaker
from cardecide_ui.services import Services
from cardecide_ui.texts import Texts
from cardecide_ui.view_models.session import CaseSession

if TYPE_CHECKING:
    from cardecide.store.audit import Deed


def print_dialog(
    session: CaseSession,
    services: Services,
    dialogs: Dialogs,
    texts: Texts,
    *,
    suggested: Path,
    parent: QWidget | None = None,
) -> PrintDialog:
    """The dialog for the case as it stands; what is edited later does not reach it."""
    case, judged_as_of = session.case, session.evaluation.judged_as_of
    assess = services.assess_fully or services.assess

    def assessed(language: Language) -> Result:
        return assess(case, judged_as_of, language)

    maker = ReportMaker(case, assessed, issued=services.today().isoformat())
    return PrintDialog(texts, maker, dialogs, language=texts.language, suggested=suggested, parent=parent)


def print_report(
    session: CaseSession,
    services: Services,
    dialogs: Dialogs,
    texts: Texts,
    *,
    suggested: Path,
    noted: "Callable[[Deed, bytes], None] | None" = None,
    parent: QWidget | None = None,
) -> None:
    """Show the dialog and wait until it is closed; ``noted`` is told of each report that leaves."""
    dialog = print_dialog(session, services, dialogs, texts, suggested=suggested, parent=parent)
    if noted is not None:
        dialog.left.connect(noted)
    dialog.exec()
    dialog.deleteLater()

"""One pack being edited: its two texts, what is wrong with them, and what the change does."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from cardecide.authoring import CheckedText, LocalPack, ReadablePack, TestsOutcome, TextProblem, Unfinished
from cardecide.case.model import Case
from cardecide.case.partial_date import PartialDate
from cardecide.engine.lint_codes import Severity
from cardecide.engine.pack import Pack
from cardecide.language.text import Language
from cardecide.reading.problem import InputError
from cardecide_ui.rules_page.editor.plain_document import PlainDocument
from cardecide_ui.rules_page.models.impact_run import ImpactRun
from cardecide_ui.rules_page.models.latest_worker import LatestWorker
from cardecide_ui.rules_page.models.live_view import Checked, Effect, LiveQuestion, LiveSteps, Values
from cardecide_ui.rules_page.models.steps import Steps

if TYPE_CHECKING:
    from cardecide_ui.rules_page.models.rules_desk import RulesDesk

CHECK_DELAY = 120  # milliseconds after the last key
KEEP_DELAY = 1500


class PackEdit(QObject):
    """The documents live here, so that undo outlasts another language or look of the window.

    ``checked_changed`` and the others of what is computed follow the typing.
    ``state_changed``: saved or not, which step comes next. ``stored``: something was written to the folder.
    """

    checked_changed = Signal()
    table_changed = Signal()
    values_changed = Signal()
    tests_changed = Signal()
    effect_changed = Signal()
    state_changed = Signal()
    stored = Signal()
    trial_changed = Signal()
    reloaded = Signal()

    def __init__(self, pack: str, desk: "RulesDesk") -> None:
        super().__init__(desk)
        self.id = pack
        self.desk = desk
        self.local: LocalPack = desk.local_rules.begin(pack)
        self.document = PlainDocument(self.local.text, self)
        self.tests_document = PlainDocument(self.local.tests, self)
        self.language: Language = desk.session.language
        self.checked: CheckedText | None = None
        self.live: Checked | None = None
        self.values = Values()
        self.table: ReadablePack | None = None
        self.outcome: TestsOutcome | None = None
        self.effect: Effect | None = None
        self.newer: LocalPack | None = None
        self.unfinished: tuple[Unfinished, ...] = ()
        self._has_kept = False
        self._asked_case: Case | None = None
        self.steps = Steps(self)
        self.impact = ImpactRun(self)
        self._worker = LatestWorker(self)
        self._worker.found.connect(self._arrived)
        self._keeper = LatestWorker(self)
        self._check = self._timer(CHECK_DELAY, self.check_now)
        self._keep = self._timer(KEEP_DELAY, self.keep_now)
        for document in (self.document, self.tests_document):
            document.contentsChanged.connect(self._typed)
            document.modificationChanged.connect(lambda _changed: self.state_changed.emit())
        desk.session.evaluation.changed.connect(self._case_changed)
        self.check_now()

    @property
    def is_changed(self) -> bool:
        """Whether a text in this window differs from what is saved."""
        return self.document.isModified() or self.tests_document.isModified()

    @property
    def is_busy(self) -> bool:
        """Whether an answer is awaited."""
        return self._check.isActive() or self._worker.is_busy

    @property
    def pack(self) -> Pack | None:
        """The pack of the text checked last; None where it has an error."""
        return self.checked.pack if self.checked else None

    @property
    def problems(self) -> tuple[TextProblem, ...]:
        """The problems of the text checked last."""
        return self.checked.problems if self.checked else ()

    @property
    def before(self) -> Pack | None:
        """The bundled pack that this one would replace."""
        return self.desk.bundled.packs.get(self.id)

    @property
    def is_tried(self) -> bool:
        """Whether the open case is judged with the text as it is being edited."""
        return self.id in self.desk.rules.tried

    def count(self, severity: Severity) -> int:
        """How many problems of that weight the text has."""
        return sum(problem.severity == severity for problem in self.problems)

    def use_language(self, language: Language) -> None:
        """Say everything in another language."""
        if language != self.language:
            self.language = language
            self.check_now()

    def check_now(self) -> None:
        """Check the text as it stands, without waiting for the typing to rest."""
        self._check.stop()
        steps = LiveSteps(self._question())
        self._worker.ask(
            ("check", steps.check), ("effect", steps.effect), ("values", steps.values),
            ("tests", steps.tests), ("table", steps.table),
        )  # fmt: skip

    def compare_again(self) -> None:
        """Tell anew what the text does to the open case: the case or the rules in force are others."""
        if self.is_busy:
            self._check.start()
        elif self.pack is not None:
            self._worker.ask(("effect", LiveSteps(self._question(), self.pack).effect))

    def try_out(self, wanted: bool) -> None:
        """Judge the open case with this text, in this window only, or no longer."""
        self.desk.rules.try_out(self.pack if wanted else None, self.id)
        self.trial_changed.emit()

    def look_at_folder(self) -> None:
        """See whether somebody else saved the pack; what is unchanged here is simply taken anew."""
        self.look_for_unfinished()
        try:
            now = self.desk.local_rules.begin(self.id)
        except InputError as error:
            self.desk.failed.emit(error)
            return
        if now.text_hash == self.local.text_hash and now.tests == self.local.tests:
            self.newer = None
            if now != self.local:
                self.local = now
                self.state_changed.emit()
        elif self.is_changed:
            self.newer = now
            self.state_changed.emit()
        else:
            self.take(now)

    def take(self, local: LocalPack) -> None:
        """Show the pack as it stands in the folder, in place of what is here."""
        self.local, self.newer = local, None
        for document, text in ((self.document, local.text), (self.tests_document, local.tests)):
            document.replace_text(text)
            document.setModified(False)
        self._keep.stop()
        self.reloaded.emit()
        self.check_now()
        self.state_changed.emit()

    def look_for_unfinished(self) -> None:
        """Read the texts of this pack that another window keeps, or that were left when one ended unasked."""
        try:
            found = self.desk.local_rules.unfinished(self.id)
        except InputError:
            found = ()
        text = self.document.file_text
        self.unfinished = tuple(one for one in found if one.owner != self.desk.window and one.text != text)

    def keep_now(self, *, wait: bool = False) -> None:
        """Keep the texts as they are, errors and all, so that nothing is lost if the program ends.

        With ``wait`` they are kept when this returns, else soon after.
        """
        self._keep.stop()
        if not self.is_changed:
            if self._has_kept:
                self.discard_kept()
            return
        self._has_kept = True
        kept = Unfinished(
            pack=self.id,
            owner=self.desk.window,
            text=self.document.file_text,
            tests=self.tests_document.file_text,
            based_on=self.local.text_hash,
            kept_at=self.desk.now(),
        )
        rules = self.desk.new_local_rules()

        def keep() -> None:
            try:
                rules.keep_unfinished(kept)
            except InputError:
                return  # saving will say what is wrong with the folder; typing goes on

        if wait:
            keep()
        else:
            self._keeper.ask(("keep", keep))

    def discard_kept(self, owner: str = "") -> None:
        """Let a kept text go: this window's own, or that of another owner."""
        self._keep.stop()
        self._keeper.forget()
        if not owner:
            self._has_kept = False
        self.desk.local_rules.discard_unfinished(self.id, owner or self.desk.window)
        self.look_for_unfinished()

    def close(self) -> None:
        """Compute nothing any more."""
        self._check.stop()
        self._keep.stop()
        self._worker.forget()
        self.impact.cancel()
        self.deleteLater()

    def _typed(self) -> None:
        self._check.start()
        self._keep.start()

    def _case_changed(self) -> None:
        if self.desk.current is self and self.desk.session.case != self._asked_case:
            self.compare_again()

    def _question(self) -> LiveQuestion:
        desk = self.desk
        day = desk.day()
        self._asked_case = desk.session.case
        return LiveQuestion(
            text=self.document.text,
            tests=self.tests_document.text,
            name=f"{self.id}.yaml",
            bundled_text=self.steps.bundled_text or "",
            case=desk.session.case,
            today=PartialDate.of(desk.today),
            language=self.language,
            rules=lambda: desk.rules.in_force(day),
            bundled=desk.bundled,
            tests_folder=desk.tests_folder(self.id),
        )

    def _arrived(self, step: str, answer: object) -> None:
        if isinstance(answer, Checked):
            self.live, self.checked = answer, answer.checked
            if self.is_tried and answer.checked.pack is not None:
                self.try_out(True)
            self.checked_changed.emit()
            self.state_changed.emit()
        elif step == "table":
            self.table = answer if isinstance(answer, ReadablePack) else self.table
            self.table_changed.emit()
        elif isinstance(answer, Values):
            self.values = answer
            self.values_changed.emit()
        elif step == "tests":
            self.outcome = answer if isinstance(answer, TestsOutcome) else None
            self.tests_changed.emit()
            self.state_changed.emit()
        elif step == "effect":
            self.effect = answer if isinstance(answer, Effect) else None
            self.effect_changed.emit()

    def _timer(self, delay: int, act: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(delay)
        timer.timeout.connect(act)
        return timer

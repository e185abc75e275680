"""What the buttons of the rules page do: each asks what it has to know, then takes the step."""

from collections.abc import Callable
from datetime import timedelta

from cardecide.reading.problem import InputError
from cardecide_ui.rules_page.models.pack_edit import PackEdit
from cardecide_ui.rules_page.models.rules_desk import RulesDesk
from cardecide_ui.rules_page.questions import Questions
from cardecide_ui.rules_page.trouble import words_of
from cardecide_ui.settings import Settings
from cardecide_ui.texts import Texts


class PackActs:
    """Works on the pack that is being edited.

    ``said`` is told what was done, ``note`` who changed the rules in force.
    """

    def __init__(
        self,
        desk: RulesDesk,
        questions: Questions,
        settings: Settings,
        texts: Texts,
        said: Callable[[str], object],
        note: Callable[[str], object] = lambda who: None,
    ) -> None:
        self._note = note
        self._desk = desk
        self._questions = questions
        self._settings = settings
        self._texts = texts
        self._said = said

    def do(self, step: str) -> None:
        """Take a step by its name."""
        acts: dict[str, Callable[[], object]] = {
            "save": self.save,
            "test": self.test,
            "review": self.review,
            "put_in_force": self.put_in_force,
            "withdraw": self.withdraw,
        }
        if step in acts and self._desk.current is not None:
            acts[step]()

    def save(self) -> bool:
        """Save the pack as a new revision; whether it was saved."""
        edit = self._edit
        if not edit.is_changed:
            return True
        edit.check_now()
        said = self._questions.entry("save", self._settings.who)
        if said is None:
            return False
        done: list[bool] = []
        if not self._try("save", lambda: done.append(edit.steps.save(said.who, said.why))):
            return False
        if not done[0]:
            return self._settle(said.who, said.why)
        self._said(self._texts("rules.done.saved", pack=edit.id))
        return True

    def test(self) -> None:
        """Run the tests of the saved text and record that they are green."""
        edit = self._edit
        said = self._questions.entry("test", self._settings.who)
        if said is None:
            return

        def run() -> None:
            outcome = edit.steps.record_tests(said.who)
            edit.check_now()
            count = len(outcome.failed)
            if outcome.green:
                self._said(self._texts("rules.done.tested", count=len(outcome.tests)))
            else:
                names = "\n".join(f"✕ {one.name}" for one in outcome.failed[:8])
                text = self._texts("rules.tests.some_red", count=count, all=len(outcome.tests))
                self._questions.say(self._texts("rules.failed.test"), f"{text}\n{names}".strip())

        self._try("test", run)

    def review(self) -> None:
        """Record the review of a second person."""
        edit = self._edit
        said_by = self._texts("rules.entry.review_said", authors=", ".join(edit.local.authors))
        said = self._questions.entry("review", "", said=said_by)
        if said is not None and self._try("review", lambda: edit.steps.review(said.who, said.why)):
            self._said(self._texts("rules.done.reviewed", pack=edit.id))

    def put_in_force(self) -> None:
        """Let the text count from a day on."""
        edit = self._edit
        said = self._questions.entry(
            "put_in_force",
            self._settings.who,
            day=self._desk.today,
            said=self._texts("rules.entry.force_said"),
        )
        if said is None:
            return
        day = said.day or self._desk.today + timedelta(days=1)
        if self._try("force", lambda: edit.steps.put_in_force(said.who, said.why, day)):
            edit.try_out(False)
            self._note(said.who)
            self._said(self._texts("rules.done.in_force", pack=edit.id, day=day.isoformat()))

    def withdraw(self) -> None:
        """Let the bundled pack count again."""
        edit = self._edit
        said = self._questions.entry("withdraw", self._settings.who)
        if said is not None and self._try("withdraw", lambda: edit.steps.withdraw(said.who, said.why)):
            self._note(said.who)
            self._said(self._texts("rules.done.withdrawn", pack=edit.id))

    def revert(self, sequence: int) -> None:
        """Bring an earlier text back, or the bundled one (0)."""
        edit = self._edit
        warned = self._texts("rules.entry.revert_unsaved") if edit.is_changed else ""
        said = self._questions.entry("revert", self._settings.who, said=warned)
        to = sequence or None
        if said is not None and self._try("revert", lambda: edit.steps.revert(to, said.who, said.why)):
            self._said(self._texts("rules.done.reverted", pack=edit.id))

    def discard(self) -> None:
        """Go back to the saved text; what was typed since is let go."""
        edit = self._edit
        title, yes = self._texts("rules.discard.title"), self._texts("rules.discard.yes")
        if edit.is_changed and self._questions.confirm(title, self._texts("rules.discard.text"), yes):
            edit.discard_kept()
            edit.take(edit.local)

    def compare(self, sequence: int) -> None:
        """Show a revision, or the bundled text (0), beside the text as it is being edited."""
        edit, texts = self._edit, self._texts

        def show() -> None:
            old = edit.desk.local_rules.text_of(edit.id, sequence or None)[0]
            name = texts("rules.diff.revision", number=sequence) if sequence else texts("rules.diff.bundled")
            self._questions.compare(
                texts("rules.diff.title", pack=edit.id),
                (name, old),
                (texts("rules.diff.now"), edit.document.file_text),
            )

        self._try("compare", show)

    def leave(self) -> bool:
        """Whether the window may close. Unsaved texts are kept for the next time whatever the answer."""
        for edit in self._desk.changed:
            edit.keep_now(wait=True)
        if not self._desk.changed:
            return True
        names = ", ".join(edit.id for edit in self._desk.changed)
        return self._questions.confirm(
            self._texts("rules.leave.title"),
            self._texts("rules.leave.text", packs=names),
            self._texts("rules.leave.yes"),
        )

    @property
    def _edit(self) -> PackEdit:
        assert self._desk.current is not None  # noqa: S101 - the buttons are there only while a pack is open
        return self._desk.current

    def _settle(self, who: str, why: str) -> bool:
        """After a conflict: ask which text goes on. Nothing is lost, whichever it is."""
        edit = self._edit
        conflict = edit.steps.conflict
        while conflict is not None:
            answer = self._questions.conflict(conflict)
            if not answer:
                return False
            if answer == "theirs":
                edit.steps.take_theirs()
                return True
            if not self._try("save", lambda: edit.steps.save_over(who, why)):
                return False
            conflict = edit.steps.conflict
        self._said(self._texts("rules.done.saved", pack=edit.id))
        return True

    def _try(self, step: str, act: Callable[[], object]) -> bool:
        try:
            act()
        except InputError as error:
            self._questions.say(self._texts(f"rules.failed.{step}"), words_of(error, self._texts))
        else:
            return True
        return False

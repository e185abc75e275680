"""The steps of a change, from a draft to rules in force, each recorded with who, when and why."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal

from cardecide.authoring import (
    EditConflictError,
    LocalPack,
    Revision,
    TestsOutcome,
    check,
    raise_revision,
)
from cardecide.engine.lint_codes import LintCode
from cardecide.engine.pack import Pack
from cardecide.reading.problem import InputError

if TYPE_CHECKING:
    from cardecide_ui.rules_page.models.pack_edit import PackEdit

Step = Literal["save", "test", "review", "put_in_force", "done", "none"]


@dataclass(frozen=True, slots=True)
class StepRow:
    """One step on the way: whether it was done for the present text, by whom and when."""

    name: Literal["draft", "tests", "reviewed", "in_force"]
    done: bool
    line: Revision | None = None


class Steps:
    """What can be done with an edited pack. Every method raises InputError where the core refuses."""

    def __init__(self, edit: "PackEdit") -> None:
        self._edit = edit
        self.conflict: EditConflictError | None = None
        self._history: tuple[LocalPack, tuple[Revision, ...]] | None = None
        self._bundled: tuple[str, ...] = ()

    @property
    def next(self) -> Step:
        """The step that comes next."""
        edit, local = self._edit, self._edit.local
        if edit.is_changed:
            return "save"
        if not local.sequence or local.text == self.bundled_text:
            return "none"
        standing: dict[str, Step] = {"draft": "test", "tested": "review", "reviewed": "put_in_force"}
        return standing.get(local.standing, "done")

    @property
    def bundled_text(self) -> str | None:
        """The text that comes with the program, if there is one."""
        if self._edit.before is None:
            return None
        if not self._bundled:
            self._bundled = self._edit.desk.local_rules.text_of(self._edit.id)
        return self._bundled[0]

    def rows(self) -> tuple[StepRow, ...]:
        """The four steps and how far the present text has come."""
        local, changed = self._edit.local, self._edit.is_changed
        history = self.history()
        saved = next(
            (one for one in reversed(history) if one.action in ("saved", "reverted", "imported")), None
        )
        of_text = [one for one in local.in_force if saved is not None and one.of == saved.sequence]
        force = of_text[-1] if of_text else None
        return (
            StepRow("draft", saved is not None and not changed, saved),
            StepRow("tests", local.tested is not None and not changed, local.tested),
            StepRow("reviewed", local.reviewed is not None and not changed, local.reviewed),
            StepRow("in_force", force is not None and not changed, force),
        )

    def history(self) -> tuple[Revision, ...]:
        """Everything that was ever done to the pack here, the oldest first."""
        local = self._edit.local
        if self._history is None or self._history[0] is not local:
            self._history = (local, self._edit.desk.local_rules.history(self._edit.id))
        return self._history[1]

    def with_raised_revision(self, text: str, why: str) -> str:
        """The text with its revision raised and ``why`` as its note, where its content demands that."""
        for reference in self._references():
            found = check(text, self._edit.id, before=reference)
            if any(one.code == LintCode.CHANGED_WITHOUT_VERSION for one in found.problems):
                text = raise_revision(text, why, above=reference.revision)
        return text

    def save(self, who: str, why: str) -> bool:
        """Save the texts as a new revision; False where somebody saved in between (see ``conflict``)."""
        edit = self._edit
        text = self.with_raised_revision(edit.document.file_text, why)
        tests = edit.tests_document.file_text if edit.tests_document.isModified() else None
        return self._save(text, tests, who, why, edit.local.text_hash)

    def save_over(self, who: str, why: str) -> bool:
        """After a conflict: make this window's text a revision on top of the other one."""
        assert self.conflict is not None  # noqa: S101 - offered only while there is one
        edit = self._edit
        text = self.with_raised_revision(edit.document.file_text, why)
        tests = edit.tests_document.file_text if edit.tests_document.isModified() else None
        return self._save(text, tests, who, why, self.conflict.theirs.text_hash)

    def take_theirs(self) -> None:
        """After a conflict: go on with what the other saved; the text of this window stays in the history."""
        assert self.conflict is not None  # noqa: S101 - offered only while there is one
        theirs, self.conflict = self.conflict.theirs, None
        self._edit.discard_kept()
        self._edit.take(theirs)
        self._edit.stored.emit()

    def record_tests(self, who: str) -> TestsOutcome:
        """Run the tests of the saved text and record that they are green, if they are."""
        edit, entry = self._edit, self._edit.desk.entry(who, "")
        outcome = edit.desk.local_rules.record_tests(edit.id, entry, based_on=edit.local.text_hash)
        self._stored(edit.desk.local_rules.get(edit.id))
        return outcome

    def review(self, who: str, why: str) -> None:
        """Record that a second person read the text and agrees."""
        edit = self._edit
        entry = edit.desk.entry(who, why)
        self._stored(edit.desk.local_rules.review(edit.id, entry, based_on=edit.local.text_hash))

    def put_in_force(self, who: str, why: str, from_day: date) -> None:
        """Let the text count from a day on."""
        edit = self._edit
        entry = edit.desk.entry(who, why)
        done = edit.desk.local_rules.put_in_force(edit.id, entry, from_day, based_on=edit.local.text_hash)
        self._stored(done)

    def withdraw(self, who: str, why: str) -> None:
        """Let the bundled pack count again."""
        edit = self._edit
        self._stored(edit.desk.local_rules.withdraw(edit.id, edit.desk.entry(who, why)))

    def revert(self, to: int | None, who: str, why: str) -> None:
        """Make an earlier text, or the bundled one, the present text again, byte for byte."""
        edit = self._edit
        entry = edit.desk.entry(who, why)
        done = edit.desk.local_rules.revert(edit.id, entry, to=to, based_on=edit.local.text_hash)
        edit.discard_kept()
        edit.take(done)
        edit.stored.emit()

    def _save(self, text: str, tests: str | None, who: str, why: str, based_on: str) -> bool:
        edit = self._edit
        entry = edit.desk.entry(who, why)
        try:
            done = edit.desk.local_rules.save(edit.id, text, entry, based_on=based_on, tests=tests)
        except EditConflictError as conflict:
            self.conflict = conflict
            edit.state_changed.emit()
            return False
        self.conflict = None
        edit.document.replace_text(text)
        for document in (edit.document, edit.tests_document):
            document.setModified(False)
        edit.discard_kept()
        edit.newer = None
        self._stored(done)
        return True

    def _stored(self, local: LocalPack) -> None:
        self._edit.local = local
        self._edit.stored.emit()
        self._edit.state_changed.emit()

    def _references(self) -> list[Pack]:
        """The packs beyond whose revision a changed text has to grow: the bundled and the one in force."""
        edit = self._edit
        found = [edit.before] if edit.before is not None else []
        for line in edit.local.in_force[-1:]:
            try:
                text, _ = edit.desk.local_rules.text_of(edit.id, line.of)
            except InputError:
                continue
            pack = check(text, edit.id).pack
            if pack is not None:
                found.append(pack)
        return found

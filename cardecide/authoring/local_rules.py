"""A folder of one's own rule packs: drafts, every revision of them, and which are in force from which day.

::

    FOLDER/local-rules.yaml       what the folder is
    FOLDER/drafts/ID.yaml         the present text of a pack, and ID.tests.yaml its tests
    FOLDER/history/ID/000001.json every revision and step, never changed and never removed
    FOLDER/unfinished/            texts as they are being typed, one for each window and pack
"""

import difflib
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from cardecide.authoring import unfinished_work
from cardecide.authoring.checking import check
from cardecide.authoring.effects import with_pack
from cardecide.authoring.pack_trials import TestsOutcome, run_pack_tests, tests_shape
from cardecide.authoring.problems import SOMEBODY, RulesError
from cardecide.authoring.records import Entry, LocalPack, Revision, Unfinished, same_person
from cardecide.authoring.rules_folder import RulesFolder, is_local_rules, pack_of
from cardecide.authoring.rules_in_force import RulesInForce, begun
from cardecide.engine.rulebook import Rulebook
from cardecide.language.message import message
from cardecide.reading.problem import InputError


class EditConflictError(RulesError):
    """Somebody saved the pack in between; the text that was refused is kept too.

    ``theirs`` is the text that stands, ``yours`` the refused one, which ``kept`` holds in the history.
    """

    def __init__(self, pack: str, theirs: LocalPack, yours: str, kept: Revision, who: str, when: str) -> None:
        self.theirs = theirs
        self.yours = yours
        self.kept = kept
        super().__init__(message("authoring.conflict", pack=pack, who=who, when=when))


class LocalRules:
    """The packs of one folder. Every change is whole or not at all, and survives a kill at any moment.

    Several windows and programs may work on one folder: a change waits for its turn, and a save names the
    text it builds on. Objects are cheap; make one in each thread. Every method raises RulesError (an
    InputError) where it cannot do what was asked.
    """

    def __init__(self, folder: Path, bundled: Rulebook) -> None:
        """Rules of ``folder`` over ``bundled``; the folder is made when the first pack is saved.

        Raises RulesError where the folder is something else.
        """
        self.folder = folder
        self.bundled = bundled
        self.files = RulesFolder(folder, bundled)
        self._in_force = RulesInForce(self.files)

    @staticmethod
    def is_one(folder: Path) -> bool:
        """Whether the folder holds local rules."""
        return is_local_rules(folder)

    def packs(self) -> tuple[LocalPack, ...]:
        """Every local pack, by id."""
        return tuple(self.get(name) for name in self.files.names())

    def get(self, pack: str) -> LocalPack:
        """One pack. Raises RulesError where there is none."""
        found = self.files.state(pack)
        if found is None:
            raise RulesError(message("authoring.no-such-pack", pack=pack), file=self.folder)
        return found

    def history(self, pack: str) -> tuple[Revision, ...]:
        """Every line of the pack's history, the oldest first; none for a pack never changed here."""
        return tuple(line.revision for line in self.files.lines(pack))

    def text_of(self, pack: str, sequence: int | None = None) -> tuple[str, str]:
        """Text and tests of a revision, or of the bundled pack where ``sequence`` is None."""
        if sequence is None:
            return self.files.bundled_text(pack)
        lines = self.files.lines(pack)
        if not 0 < sequence <= len(lines):
            raise RulesError(message("authoring.no-such-revision", pack=pack, sequence=sequence))
        line = lines[lines[sequence - 1].revision.of - 1]
        return line.text or "", line.tests or ""

    def difference(self, pack: str, old: int | None, new: int | None = None, *, lines: int = 3) -> str:
        """The unified difference of two texts; ``old`` None: the bundled, ``new`` None: the present one."""
        before = self.text_of(pack, old)[0]
        after = self.begin(pack).text if new is None else self.text_of(pack, new)[0]
        names = (f"{pack} ({'bundled' if old is None else old})", f"{pack} ({'now' if new is None else new})")
        found = difflib.unified_diff(before.split("\n"), after.split("\n"), *names, n=lines, lineterm="")
        return "".join(f"{line}\n" for line in found)

    def begin(self, pack: str) -> LocalPack:
        """The pack as it would be edited: the local one, or the bundled one with no history yet.

        Writes nothing.
        """
        return begun(self.files, pack)

    def save(
        self, pack: str, text: str, entry: Entry, *, based_on: str, tests: str | None = None
    ) -> LocalPack:
        """Save a new revision; ``tests`` None leaves the tests as they are. The pack is then a draft again.

        ``based_on`` is the ``text_hash`` of the pack that was edited; an empty one for a pack that is new
        here and in the bundle. Raises InputError with every problem where the text has an error or holds
        another id, EditConflictError where somebody saved in between; what stood before stands in both cases.
        """
        self._require_good(pack, text, tests, entry)
        with self.files.turn():
            now = self._settled(pack)
            kept = (now.tests if now is not None else "") if tests is None else tests
            if (now.text_hash if now is not None else "") != based_on:
                raise self._conflict(pack, now, text, kept, entry)
            same = now is not None and (now.text, now.tests) == (text, kept)
            if now is not None and same and now.sequence and not now.is_changed_outside:
                return now
            self.files.bring(pack, "saved", entry, text, kept, authors=(entry.who,))
            return self.get(pack)

    def run_tests(self, pack: str) -> TestsOutcome:
        """Run the tests of the present text; nothing is recorded."""
        now = self.begin(pack)
        file, tests_file = self.files.files(pack)
        rules = with_pack(self.bundled, pack_of(now.text, str(file)))
        return run_pack_tests(rules, now.tests, file=str(tests_file), folder=self.files.tests_folder(pack))

    def record_tests(self, pack: str, entry: Entry, *, based_on: str) -> TestsOutcome:
        """Run the tests of the present text and record that they are green, if they are."""
        with self.files.turn():
            now = self._present(pack, based_on)
            outcome = self.run_tests(pack)
            if outcome.green and now.tested is None:
                self.files.step(now, "tested", entry, note=str(len(outcome.tests)))
            return outcome

    def review(self, pack: str, entry: Entry, *, based_on: str) -> LocalPack:
        """Record that a second person read the text and agrees; ``entry.why`` is what the reviewer says.

        Raises RulesError where the tests are not green for this very text, or the reviewer is one of its
        authors.
        """
        with self.files.turn():
            now = self._present(pack, based_on)
            if now.tested is None:
                raise RulesError(message("authoring.not-tested", pack=pack))
            _require_name(entry)
            if any(same_person(entry.who, author) for author in now.authors):
                raise RulesError(message("authoring.own-review", who=entry.who.strip()))
            self.files.step(now, "reviewed", entry)
            return self.get(pack)

    def put_in_force(self, pack: str, entry: Entry, from_day: date, *, based_on: str) -> LocalPack:
        """Put the reviewed text in force from a day on. Raises RulesError where it was not reviewed.

        On every day from ``from_day`` on it takes the place of what was put in force before.
        """
        with self.files.turn():
            now = self._present(pack, based_on)
            if now.reviewed is None:
                raise RulesError(message("authoring.not-reviewed", pack=pack))
            _require_name(entry)
            self.files.step(now, "in_force", entry, from_day=from_day)
            return self.get(pack)

    def withdraw(self, pack: str, entry: Entry) -> LocalPack:
        """Take the pack out of force on every day: the bundled one counts again. Texts and history stay."""
        with self.files.turn():
            now = self._settled(pack)
            if now is None or not now.in_force:
                raise RulesError(message("authoring.not-in-force", pack=pack))
            _require_name(entry)
            self.files.step(now, "withdrawn", entry)
            return self.get(pack)

    def revert(self, pack: str, entry: Entry, *, to: int | None, based_on: str) -> LocalPack:
        """Make a revision (``to`` None: the bundled pack) the present text again, byte for byte.

        What was put in force stays in force until another text is, or the pack is withdrawn.
        """
        _require_name(entry)
        with self.files.turn():
            now = self._settled(pack)
            if now is None or not now.sequence:
                raise RulesError(message("authoring.no-such-pack", pack=pack), file=self.folder)
            text, tests = self.text_of(pack, to)
            if now.text_hash != based_on:
                raise self._conflict(pack, now, text, tests, entry)
            authors: tuple[str, ...] = (entry.who,)
            if to is not None:
                lines = self.files.lines(pack)
                authors = (*lines[lines[to - 1].revision.of - 1].revision.authors, entry.who)
            note = "bundled" if to is None else str(to)
            self.files.bring(pack, "reverted", entry, text, tests, authors=authors, note=note)
            return self.get(pack)

    def keep_unfinished(self, unfinished: Unfinished) -> None:
        """Keep a text, errors and all, in the place of what the same owner kept of the pack before."""
        with self.files.turn():
            unfinished_work.keep(self.folder, unfinished)

    def unfinished(self, pack: str | None = None) -> tuple[Unfinished, ...]:
        """The texts that were kept and neither saved nor discarded, of one pack or of all."""
        found = unfinished_work.kept(self.folder)
        return tuple(one for one in found if pack is None or one.pack == pack)

    def discard_unfinished(self, pack: str, owner: str) -> None:
        """Let a kept text go; nothing happens where there is none."""
        unfinished_work.discard(self.folder, pack, owner)

    def rulebook(self, on: date, *, preview: Iterable[str] = ()) -> Rulebook:
        """The bundled rules with the local packs that are in force on ``on``.

        ``on`` is the decision date, so that the same case gets the same answer on any later day. The packs of
        ``preview`` are taken as they are now, reviewed or not. ``Rulebook.origins`` says of every pack where
        it comes from. Raises InputError where a pack cannot be read any more.
        """
        return self._in_force.on(on, preview)

    def _settled(self, pack: str) -> LocalPack | None:
        """The pack as it stands or would be begun, after an interrupted change was gone on with."""
        self.files.settle(pack)
        if self.files.state(pack) is None and pack not in self.bundled.packs:
            return None
        return self.begin(pack)

    def _present(self, pack: str, based_on: str) -> LocalPack:
        """The saved pack, if it is the one that was looked at."""
        now = self._settled(pack)
        if now is None or not now.sequence:
            raise RulesError(message("authoring.no-such-pack", pack=pack), file=self.folder)
        if now.is_changed_outside:
            raise RulesError(message("authoring.changed-outside", pack=pack))
        if now.text_hash != based_on:
            raise RulesError(message("authoring.another-text", pack=pack))
        return now

    def _conflict(self, pack: str, now: LocalPack | None, text: str, tests: str, entry: Entry) -> RulesError:
        """Keep the refused text and say who was first."""
        if now is None:
            return RulesError(message("authoring.no-such-pack", pack=pack), file=self.folder)
        kept = self.files.bring(pack, "conflict", entry, text, tests, authors=(entry.who,))
        last = next((one for one in reversed(self.history(pack)) if one.sequence == now.sequence), None)
        if last is None or now.is_changed_outside:
            return EditConflictError(pack, now, text, kept.revision, SOMEBODY, "")
        when = last.entry.at.isoformat(" ", "minutes")
        return EditConflictError(pack, now, text, kept.revision, last.entry.who, when)

    def _require_good(self, pack: str, text: str, tests: str | None, entry: Entry) -> None:
        _require_name(entry)
        file, tests_file = self.files.files(pack)
        checked = check(text, str(file))
        problems = [one.problem for one in checked.problems if one.severity == "error"]
        problems += tests_shape(tests, file=str(tests_file)) if tests else ()
        if problems:
            raise InputError(problems)
        if checked.pack is None or checked.pack.id != pack:
            raise RulesError(message("authoring.other-id", pack=pack), file=file)


def _require_name(entry: Entry) -> None:
    if not entry.who.strip():
        raise RulesError(message("authoring.no-name"))

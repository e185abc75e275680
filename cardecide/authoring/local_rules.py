"""A folder of one's own rule packs: drafts, every revision of them, and which are in force from which day.

::

    FOLDER/local-rules.yaml       what the folder is
    FOLDER/drafts/ID.yaml         the present text of a pack, and ID.tests.yaml its tests
    FOLDER/history/ID/000001.json every revision and step, never changed and never removed
    FOLDER/unfinished/            texts as they are being typed, one for each window and pack
"""

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from cardecide.authoring.pack_trials import TestsOutcome
from cardecide.authoring.problems import RulesError
from cardecide.authoring.records import Entry, LocalPack, Revision, Unfinished
from cardecide.engine.rulebook import Rulebook
from cardecide.language.message import message


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
        raise NotImplementedError

    @staticmethod
    def is_one(folder: Path) -> bool:
        """Whether the folder holds local rules."""
        raise NotImplementedError

    # Looking

    def packs(self) -> tuple[LocalPack, ...]:
        """Every local pack, by id."""
        raise NotImplementedError

    def get(self, pack: str) -> LocalPack:
        """One pack. Raises RulesError where there is none."""
        raise NotImplementedError

    def history(self, pack: str) -> tuple[Revision, ...]:
        """Every line of the pack's history, the oldest first; none for a pack never changed here."""
        raise NotImplementedError

    def text_of(self, pack: str, sequence: int | None = None) -> tuple[str, str]:
        """Text and tests of a revision, or of the bundled pack where ``sequence`` is None."""
        raise NotImplementedError

    def difference(self, pack: str, old: int | None, new: int | None = None, *, lines: int = 3) -> str:
        """The unified difference of two texts; ``old`` None: the bundled, ``new`` None: the present one."""
        raise NotImplementedError

    # Writing

    def begin(self, pack: str) -> LocalPack:
        """The pack as it would be edited: the local one, or the bundled one with no history yet.

        Writes nothing.
        """
        raise NotImplementedError

    def save(
        self, pack: str, text: str, entry: Entry, *, based_on: str, tests: str | None = None
    ) -> LocalPack:
        """Save a new revision; ``tests`` None leaves the tests as they are. The pack is then a draft again.

        ``based_on`` is the ``text_hash`` of the pack that was edited; an empty one for a pack that is new
        here and in the bundle. Raises InputError with every problem where the text has an error or holds
        another id, EditConflictError where somebody saved in between; what stood before stands in both cases.
        """
        raise NotImplementedError

    def run_tests(self, pack: str) -> TestsOutcome:
        """Run the tests of the present text; nothing is recorded."""
        raise NotImplementedError

    def record_tests(self, pack: str, entry: Entry, *, based_on: str) -> TestsOutcome:
        """Run the tests of the present text and record that they are green, if they are."""
        raise NotImplementedError

    def review(self, pack: str, entry: Entry, *, based_on: str) -> LocalPack:
        """Record that a second person read the text and agrees; ``entry.why`` is what the reviewer says.

        Raises RulesError where the tests are not green for this very text, or the reviewer is one of its
        authors.
        """
        raise NotImplementedError

    def put_in_force(self, pack: str, entry: Entry, from_day: date, *, based_on: str) -> LocalPack:
        """Put the reviewed text in force from a day on. Raises RulesError where it was not reviewed."""
        raise NotImplementedError

    def withdraw(self, pack: str, entry: Entry) -> LocalPack:
        """Take the pack out of force on every day: the bundled one counts again.

        Its texts and history stay.
        """
        raise NotImplementedError

    def revert(self, pack: str, entry: Entry, *, to: int | None, based_on: str) -> LocalPack:
        """Make a revision (``to`` None: the bundled pack) the present text again, byte for byte."""
        raise NotImplementedError

    # Unfinished work

    def keep_unfinished(self, unfinished: Unfinished) -> None:
        """Keep a text, errors and all, in the place of what the same owner kept of the pack before."""
        raise NotImplementedError

    def unfinished(self, pack: str | None = None) -> tuple[Unfinished, ...]:
        """The texts that were kept and neither saved nor discarded, of one pack or of all."""
        raise NotImplementedError

    def discard_unfinished(self, pack: str, owner: str) -> None:
        """Let a kept text go; nothing happens where there is none."""
        raise NotImplementedError

    # Using

    def rulebook(self, on: date, *, preview: Iterable[str] = ()) -> Rulebook:
        """The bundled rules with the local packs that are in force on ``on`` in their places.

        ``on`` is the decision date, so that the same case gets the same answer on any later day. The packs of
        ``preview`` are taken as they are now, reviewed or not. ``Rulebook.origins`` says of every pack where
        it comes from.
        """
        raise NotImplementedError

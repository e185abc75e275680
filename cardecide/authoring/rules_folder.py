"""The files of a folder of local rules: how they are laid out, read, and written without ever losing one.

A change of a pack is a new line of its history first, which is what counts; then the files under ``drafts``
take its text. A program killed in between leaves files that are one step behind, and the next change, or a
look at the pack, goes on from the history.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Final

from cardecide.authoring.history import Line, append, hash_of, read_history
from cardecide.authoring.pack_state import is_behind, read_text, state, texts
from cardecide.authoring.problems import RulesError
from cardecide.authoring.records import Action, Entry, LocalPack, Revision
from cardecide.authoring.trusted_keys import NAME
from cardecide.authoring.whole_file import turn_in, write_whole
from cardecide.engine.loader import TESTS_ENDING, load_pack_text
from cardecide.engine.pack import Pack
from cardecide.engine.rulebook import Rulebook
from cardecide.language.message import message
from cardecide.reading.problem import InputError

MARKER: Final = "local-rules.yaml"
DRAFTS: Final = "drafts"

_MARKER_TEXT: Final = (
    "# Rules of one's own, over those of the program. The files under drafts may be edited by hand.\n"
    "format: cardecide-local-rules/1\n"
)
_PACK: Final = re.compile(r"[a-z0-9][a-z0-9._-]{0,99}")


class RulesFolder:
    """The files of one folder. What writes is called by who holds the folder (``turn``)."""

    def __init__(self, folder: Path, bundled: Rulebook) -> None:
        """Raises RulesError where the folder is something else than local rules."""
        self.folder = folder
        self.bundled = bundled
        if folder.is_dir() and not is_local_rules(folder) and any(_visible(folder)):
            raise RulesError(message("authoring.not-local-rules"), file=folder)
        if folder.exists() and not folder.is_dir():
            raise RulesError(message("authoring.not-local-rules"), file=folder)

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Hold the folder alone; it is made where there is none yet."""
        with turn_in(self.folder):
            if not is_local_rules(self.folder):
                write_whole(self.folder / MARKER, _MARKER_TEXT.encode())
            yield

    def names(self) -> list[str]:
        """The ids of the packs that were ever saved here."""
        folder = self.folder / "history"
        if not folder.is_dir():
            return []
        return sorted(one.name for one in folder.iterdir() if one.is_dir() and texts(self.lines(one.name)))

    def lines(self, pack: str) -> tuple[Line, ...]:
        """The history of a pack; raises RulesError where it is damaged or the id is none."""
        if not _PACK.fullmatch(pack):
            raise RulesError(message("authoring.no-such-pack", pack=pack), file=self.folder)
        return read_history(self.history_of(pack))

    def history_of(self, pack: str) -> Path:
        """The folder of the history of a pack."""
        return self.folder / "history" / pack

    def files(self, pack: str) -> tuple[Path, Path]:
        """The files of the present text and of its tests."""
        folder = self.folder / DRAFTS
        return folder / f"{pack}.yaml", folder / f"{pack}{TESTS_ENDING}"

    def tests_folder(self, pack: str) -> Path:
        """The folder from which the tests of a pack look for case files: that of the bundled pack, if any."""
        bundled = self.bundled.packs.get(pack)
        return Path(bundled.file).parent if bundled is not None else self.folder / DRAFTS

    def bundled_text(self, pack: str) -> tuple[str, str]:
        """Text and tests of the bundled pack. Raises RulesError where the program brings none."""
        bundled = self.bundled.packs.get(pack)
        path = None if bundled is None else Path(bundled.file)
        text = None if path is None else read_text(path)
        if path is None or text is None:
            raise RulesError(message("authoring.no-such-pack", pack=pack), file=self.folder)
        return text, read_text(path.with_name(path.stem + TESTS_ENDING)) or ""

    def state(self, pack: str) -> LocalPack | None:
        """The pack as it stands; None for one that was never saved here."""
        while True:
            lines = self.lines(pack)
            if not texts(lines):
                return None
            is_saving = self._saving(pack).exists()
            text, tests = (read_text(path) for path in self.files(pack))
            bundled = self.bundled.packs.get(pack)
            found = state(pack, lines, (text, tests), bundled, is_saving=is_saving)
            # Somebody may have saved while it was looked at: then the files are newer than the lines.
            if not found.is_changed_outside or len(self.lines(pack)) == len(lines):
                return found

    def settle(self, pack: str) -> None:
        """Go on with a change that was interrupted between the history and the files."""
        for folder in (self.folder / DRAFTS, self.history_of(pack)):
            for part in folder.glob(".*.part"):  # of a program that was killed: who writes holds the folder
                part.unlink()
        lines = self.lines(pack)
        text, tests = (read_text(path) for path in self.files(pack))
        saving = self._saving(pack)
        if texts(lines) and (text is None or (saving.exists() and is_behind(lines, text, tests))):
            self._write_files(pack, texts(lines)[-1])
        saving.unlink(missing_ok=True)

    def bring(
        self,
        pack: str,
        action: Action,
        entry: Entry,
        text: str,
        tests: str,
        *,
        authors: tuple[str, ...],
        note: str = "",
    ) -> Line:
        """Add a line with a text; except for a conflict, the text is then the present one."""
        if action != "conflict":
            self._keep_outside(pack, entry, text, tests)
        bundled = self.bundled.packs.get(pack)
        revision = Revision(
            pack, 0, action, entry, 0, hash_of(text), content_hash_of(text), hash_of(tests),
            note=note, authors=authors, bundled_hash=bundled.sha256 if bundled else "",
        )  # fmt: skip
        if action != "conflict":
            write_whole(self._saving(pack), b"")
        line = append(self.history_of(pack), self.lines(pack), revision, text=text, tests=tests)
        if action != "conflict":
            with suppress(RulesError):  # it is saved; the files follow at the next change
                self._write_files(pack, line)
                self._saving(pack).unlink(missing_ok=True)
        return line

    def _keep_outside(self, pack: str, entry: Entry, text: str, tests: str) -> None:
        """Keep in the history what another program wrote into the files, before they are written."""
        held, held_tests = (read_text(path) for path in self.files(pack))
        brought = texts(self.lines(pack))
        known = [(one.text, one.tests or "") for one in brought[-1:]] + [(text, tests)]
        if held is not None and (held, held_tests or "") not in known:
            self.bring(pack, "conflict", entry, held, held_tests or "", authors=(), note="outside")

    def step(
        self, now: LocalPack, action: Action, entry: Entry, *, from_day: date | None = None, note: str = ""
    ) -> None:
        """Add a line that says something of the present text."""
        lines = self.lines(now.id)
        about = lines[now.sequence - 1].revision
        revision = replace(
            about, action=action, entry=entry, of=about.sequence,
            from_day=from_day, note=note, authors=(),
        )  # fmt: skip
        append(self.history_of(now.id), lines, revision, text=None, tests=None)

    def _saving(self, pack: str) -> Path:
        """A file that exists while the history may be ahead of the files."""
        return self.folder / DRAFTS / f".{pack}.saving"

    def _write_files(self, pack: str, line: Line) -> None:
        text_file, tests_file = self.files(pack)
        if line.tests:
            write_whole(tests_file, line.tests.encode())
        elif tests_file.exists():
            tests_file.unlink()
        write_whole(text_file, (line.text or "").encode())


def is_local_rules(folder: Path) -> bool:
    """Whether the folder holds local rules."""
    return (folder / MARKER).is_file()


def content_hash_of(text: str) -> str:
    """The hash of a pack's content; empty where the text is no pack."""
    pack = load_pack_text(text, file="")[0]
    return "" if pack is None else pack.sha256


def pack_of(text: str, file: str) -> Pack:
    """The pack of a text that was good when it was saved.

    Raises InputError where it is not any more: the program's catalogue of facts may have changed.
    """
    pack, problems = load_pack_text(text, file=file)
    if pack is None:
        raise InputError(problems)
    return pack


def _visible(folder: Path) -> Iterator[Path]:
    return (one for one in folder.iterdir() if one.name != NAME and not one.name.startswith("."))

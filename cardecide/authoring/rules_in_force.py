"""The rules of one day: those of the program, with the local packs that are in force in their places."""

from collections.abc import Iterable
from datetime import date
from typing import Final

from cardecide.authoring.effects import with_packs
from cardecide.authoring.history import hash_of, state_hash
from cardecide.authoring.pack_state import in_force_on
from cardecide.authoring.records import LocalPack
from cardecide.authoring.rules_folder import RulesFolder, pack_of
from cardecide.engine.rulebook import PackOrigin, Rulebook

_REMEMBERED: Final = 16


def begun(files: RulesFolder, pack: str) -> LocalPack:
    """The pack as it would be edited: the local one, or the bundled one with no history yet."""
    found = files.state(pack)
    if found is not None:
        return found
    text, tests = files.bundled_text(pack)
    token = state_hash(text, tests)
    return LocalPack(pack, text, tests, token, 0, "draft", (), None, None, (), False, True)


class RulesInForce:
    """Makes the rules of a day; days with the same packs share one rulebook."""

    def __init__(self, files: RulesFolder) -> None:
        self._files = files
        self._made: dict[tuple[tuple[str, str, PackOrigin], ...], Rulebook] = {}

    def on(self, day: date, preview: Iterable[str]) -> Rulebook:
        """The rules of ``day``, with the packs of ``preview`` as they are now, reviewed or not.

        Raises InputError where a pack cannot be read any more.
        """
        wanted = frozenset(preview)
        chosen: list[tuple[str, str, str, PackOrigin]] = []
        for name in sorted({*self._files.names(), *wanted}):
            if name in wanted:
                now = begun(self._files, name)
                is_reviewed = now.standing in ("reviewed", "in_force")
                origin: PackOrigin = "local_reviewed" if is_reviewed else "local_unreviewed"
                chosen.append((name, now.text, str(self._files.files(name)[0]), origin))
                continue
            lines = self._files.lines(name)
            if (line := in_force_on(lines, day)) is not None:
                file = self._files.history_of(name) / f"{line.of:06}.json"
                chosen.append((name, lines[line.of - 1].text or "", str(file), "local_reviewed"))
        key = tuple((name, hash_of(text), origin) for name, text, _, origin in chosen)
        if key not in self._made:
            if len(self._made) >= _REMEMBERED:
                self._made.clear()
            packs = [(pack_of(text, file), origin) for _, text, file, origin in chosen]
            self._made[key] = with_packs(self._files.bundled, packs)
        return self._made[key]

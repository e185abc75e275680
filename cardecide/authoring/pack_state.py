"""Where a local pack stands, from its history and its present files."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from cardecide.authoring.history import Line, state_hash
from cardecide.authoring.problems import RulesError
from cardecide.authoring.records import TEXT_ACTIONS, LocalPack, Revision, Standing
from cardecide.engine.pack import Pack
from cardecide.language.message import message


def read_text(path: Path) -> str | None:
    """The text of a file to the byte, None where there is none. Raises RulesError where it is no text."""
    try:
        return path.read_bytes().decode()
    except FileNotFoundError:
        return None
    except UnicodeDecodeError:
        raise RulesError(message("authoring.not-text"), file=path) from None
    except OSError as error:
        raise RulesError(message("authoring.not-read", reason=error.strerror or ""), file=path) from None


def texts(lines: Sequence[Line]) -> list[Line]:
    """The lines that brought a text, the oldest first."""
    return [line for line in lines if line.revision.action in TEXT_ACTIONS]


def is_behind(lines: Sequence[Line], text: str | None, tests: str | None) -> bool:
    """Whether the files hold what an interrupted save may have left: nothing, or texts of the history."""
    brought = texts(lines)
    if not brought or (text, tests or "") == (brought[-1].text, brought[-1].tests or ""):
        return False
    known_texts = {None, *(one.text for one in brought)}
    known_tests = {None, *(one.tests for one in brought)}
    return text in known_texts and tests in known_tests


def state(
    pack: str,
    lines: Sequence[Line],
    files: tuple[str | None, str | None],
    bundled: Pack | None,
    *,
    is_saving: bool,
) -> LocalPack:
    """The pack as it stands.

    ``files`` are the texts that its files hold, None where there is none. ``is_saving``: a save is under way
    or was interrupted, so that they may be older than the history.
    """
    text, tests = files
    last = texts(lines)[-1]
    held = last.text or ""
    outside = text != held or (tests or "") != (last.tests or "")
    if outside and (text is None or (is_saving and is_behind(lines, text, tests))):
        text, tests, outside = held, last.tests, False
    text = held if text is None else text
    tests = tests or ""
    steps = [] if outside else [one.revision for one in lines if one.revision.of == last.revision.sequence]
    tested = _last(steps, "tested")
    reviewed = _last(steps, "reviewed")
    force = in_force_lines(lines)
    now = last.revision
    standing: Standing = "draft"
    if tested is not None:
        standing = "tested"
    if reviewed is not None:
        standing = "reviewed"
    if any(one.of == now.sequence for one in force) and not outside:
        standing = "in_force"
    changed = bundled is not None and now.bundled_hash not in ("", bundled.sha256)
    return LocalPack(
        pack, text, tests, state_hash(text, tests), now.sequence, standing, authors_of(lines),
        tested, reviewed, force, outside, bundled is not None, changed,
    )  # fmt: skip


def _last(steps: Sequence[Revision], action: str) -> Revision | None:
    return next((one for one in reversed(steps) if one.action == action), None)


def in_force_lines(lines: Sequence[Line]) -> tuple[Revision, ...]:
    """The lines that put a text in force and were not withdrawn since, the oldest first."""
    found: list[Revision] = []
    for line in lines:
        if line.revision.action == "withdrawn":
            found.clear()
        elif line.revision.action == "in_force":
            found.append(line.revision)
    return tuple(found)


def in_force_on(lines: Sequence[Line], day: date) -> Revision | None:
    """The line that counts on a day: the last one written among those from that day or an earlier one."""
    fitting = [one for one in in_force_lines(lines) if one.from_day is not None and one.from_day <= day]
    return fitting[-1] if fitting else None


def authors_of(lines: Sequence[Line]) -> tuple[str, ...]:
    """Who wrote the present text since the last one that was in force."""
    brought = texts(lines)
    last = brought[-1].revision.sequence
    once = [one.revision.of for one in lines if one.revision.action == "in_force" and one.revision.of < last]
    since = max(once, default=0)
    names = (name for one in brought if one.revision.sequence > since for name in one.revision.authors)
    return tuple(dict.fromkeys(names))

"""``cardecide rules local``: the life of one's own packs, from a draft to rules in force and back."""

import argparse
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cardecide.cli.rule_folders import existing, rulebook
from cardecide.reading.problem import InputError, Problem

if TYPE_CHECKING:
    from cardecide.authoring import Entry, LocalPack, LocalRules


def add_to(actions: Any) -> None:
    """Add the command to the parser's list."""
    parser = actions.add_parser("local", help="drafts of one's own: save, test, review, put in force")
    commands = parser.add_subparsers(title="actions", metavar="ACTION", required=True)

    def command(name: str, help_: str, run: Any, *, pack: bool = True, who: bool = True) -> Any:
        action = commands.add_parser(name, help=help_)
        action.add_argument("local", type=Path, metavar="DIR", help="a folder of local rules")
        if pack:
            action.add_argument("pack", metavar="PACK", help="the id of a pack")
        if who:
            action.add_argument("--who", required=True, metavar="NAME", help="your name, for the history")
            action.add_argument("--why", default="", metavar="TEXT", help="the reason, for the history")
        action.set_defaults(run=run)
        return action

    command("list", "every local pack with where it stands", _list, pack=False, who=False)
    command("history", "who did what with a pack, when and why", _history, who=False)
    diff = command("diff", "how a pack differs from the bundled one or a revision", _diff, who=False)
    diff.add_argument("--from", dest="old", type=int, metavar="N", help="a revision (default: bundled)")
    save = command("save", "save a pack's file, and its tests, as a new draft", _save)
    save.add_argument("file", type=Path, metavar="FILE", help="the edited text of the pack")
    save.add_argument("--tests", type=Path, metavar="FILE", help="the edited text of its tests")
    command("test", "run the tests of a draft and record that they are green", _test)
    command("review", "record that a second person agrees with a tested draft", _review)
    force = command("force", "put a reviewed pack in force from a day on", _force)
    force.add_argument("--from", dest="day", required=True, metavar="DAY", help="YYYY-MM-DD")
    command("withdraw", "let the bundled pack count again", _withdraw)
    revert = command("revert", "bring the bundled text or an earlier revision back", _revert)
    revert.add_argument("--to", type=int, metavar="N", help="a revision (default: the bundled pack)")


def _list(options: argparse.Namespace) -> int:
    for pack in _rules(options).packs():
        print(_line(pack))
    return 0


def _history(options: argparse.Namespace) -> int:
    for one in _rules(options).history(options.pack):
        day = f" from {one.from_day}" if one.from_day else ""
        about = f" of {one.of}" if one.of != one.sequence else ""
        when = one.entry.at.isoformat(" ", "minutes")
        said = f"{one.sequence} {when} {one.action}{about}{day} {one.entry.who}"
        print(f"{said}: {one.entry.why}" if one.entry.why else said)
    return 0


def _diff(options: argparse.Namespace) -> int:
    print(_rules(options).difference(options.pack, options.old), end="")
    return 0


def _save(options: argparse.Namespace) -> int:
    rules = _rules(options, may_be_new=True)
    text, tests = (None if path is None else _text(path) for path in (options.file, options.tests))
    based_on = _token(rules, options.pack)
    print(_line(rules.save(options.pack, text or "", _entry(options), based_on=based_on, tests=tests)))
    return 0


def _test(options: argparse.Namespace) -> int:
    rules = _rules(options)
    token = rules.get(options.pack).text_hash
    outcome = rules.record_tests(options.pack, _entry(options), based_on=token)
    if outcome.problems:
        raise InputError(outcome.problems)
    for test in outcome.failed:
        for failure in test.failures:
            print(failure)
    print(f"{len(outcome.tests)} tests, {len(outcome.failed)} failed")
    return 0 if outcome.green else 1


def _review(options: argparse.Namespace) -> int:
    rules = _rules(options)
    token = rules.get(options.pack).text_hash
    print(_line(rules.review(options.pack, _entry(options), based_on=token)))
    return 0


def _force(options: argparse.Namespace) -> int:
    try:
        day = date.fromisoformat(options.day)
    except ValueError:
        raise InputError([Problem(f"'{options.day}' is not a day", "YYYY-MM-DD", file="--from")]) from None
    rules = _rules(options)
    token = rules.get(options.pack).text_hash
    print(_line(rules.put_in_force(options.pack, _entry(options), day, based_on=token)))
    return 0


def _withdraw(options: argparse.Namespace) -> int:
    print(_line(_rules(options).withdraw(options.pack, _entry(options))))
    return 0


def _revert(options: argparse.Namespace) -> int:
    rules = _rules(options)
    token = rules.get(options.pack).text_hash
    print(_line(rules.revert(options.pack, _entry(options), to=options.to, based_on=token)))
    return 0


def _line(pack: "LocalPack") -> str:
    parts = [f"{pack.id}: {pack.standing.replace('_', ' ')}, revision {pack.sequence}"]
    parts += [f"revision {one.of} in force from {one.from_day}" for one in pack.in_force]
    if pack.is_changed_outside:
        parts.append("its file was changed and not saved")
    if pack.bundled_changed:
        parts.append("the bundled pack changed since")
    return "; ".join(parts)


def _rules(options: argparse.Namespace, *, may_be_new: bool = False) -> "LocalRules":
    """The local rules that a command works on."""
    from cardecide.authoring import LocalRules

    return LocalRules(options.local if may_be_new else existing(options.local), rulebook(None))


def _token(rules: "LocalRules", pack: str) -> str:
    """What the save builds on; empty for a pack that is new."""
    known = pack in rules.bundled.packs or any(one.id == pack for one in rules.packs())
    return rules.begin(pack).text_hash if known else ""


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode()
    except (OSError, UnicodeDecodeError):
        raise InputError([Problem("this cannot be read as UTF-8 text", file=str(path))]) from None


def _entry(options: argparse.Namespace) -> "Entry":
    from cardecide.authoring import Entry

    return Entry(options.who, datetime.now().astimezone(), options.why)

"""``cardecide rules bundle``: packs of one's own as a signed file, and the keys that sign and are trusted."""

import argparse
import getpass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cardecide.cli.rule_folders import rulebook
from cardecide.reading.problem import InputError, Problem

if TYPE_CHECKING:
    from cardecide.authoring import Entry, SigningKey


def add_to(actions: Any) -> None:
    """Add the command to the parser's list."""
    parser = actions.add_parser("bundle", help="give own rules away and take them in as signed files")
    commands = parser.add_subparsers(title="actions", metavar="ACTION", required=True)
    _add_export(commands)
    _add_import(commands)
    show = commands.add_parser("show", help="say what a bundle holds and who signed it; writes nothing")
    show.add_argument("bundle", type=Path, metavar="BUNDLE")
    show.add_argument("--local", type=Path, metavar="DIR", help="the folder whose trusted keys count")
    show.set_defaults(run=_show)
    _add_key(commands)


def _add_export(commands: Any) -> None:
    action = commands.add_parser("export", help="write local packs with their tests and history, signed")
    action.add_argument("local", type=Path, metavar="DIR", help="a folder of local rules")
    action.add_argument("bundle", type=Path, metavar="OUT", help="the file to write")
    action.add_argument("packs", nargs="*", metavar="PACK", help="ids of packs (default: all local ones)")
    action.add_argument("--key", type=Path, required=True, metavar="FILE", help="the signing key")
    _add_who(action)
    _add_passphrase(action)
    action.set_defaults(run=_export)


def _add_import(commands: Any) -> None:
    action = commands.add_parser(
        "import", help="take the packs of a bundle in as drafts; its key has to be trusted"
    )
    action.add_argument("local", type=Path, metavar="DIR", help="a folder of local rules")
    action.add_argument("bundle", type=Path, metavar="BUNDLE")
    _add_who(action)
    action.set_defaults(run=_import)


def _add_key(commands: Any) -> None:
    parser = commands.add_parser("key", help="make a signing key; say which keys are trusted")
    keys = parser.add_subparsers(title="actions", metavar="ACTION", required=True)
    create = keys.add_parser("create", help="make a key under a passphrase or in the system's keyring")
    create.add_argument("key", type=Path, metavar="FILE")
    create.add_argument("--name", required=True, metavar="NAME", help="the person or site that signs")
    _add_passphrase(create)
    create.set_defaults(run=_create)
    show = keys.add_parser("show", help="print the public part of a key, to be sent to others")
    show.add_argument("key", type=Path, metavar="FILE")
    show.set_defaults(run=_show_key)
    listed = keys.add_parser("list", help="list the keys that a folder of local rules trusts")
    listed.add_argument("local", type=Path, metavar="DIR")
    listed.set_defaults(run=_list)
    trust = keys.add_parser("trust", help="take in bundles signed by this key from now on")
    trust.add_argument("local", type=Path, metavar="DIR")
    trust.add_argument("public", metavar="PUBLIC", help="the 64 digits of the public key")
    trust.add_argument("--name", required=True, metavar="NAME", help="whose key it is")
    _add_who(trust)
    trust.set_defaults(run=_trust)
    distrust = keys.add_parser("distrust", help="take in no more bundles signed by this key")
    distrust.add_argument("local", type=Path, metavar="DIR")
    distrust.add_argument("public", metavar="PUBLIC")
    distrust.set_defaults(run=_distrust)


def _add_who(action: Any) -> None:
    action.add_argument("--who", required=True, metavar="NAME", help="your name, for the history")
    action.add_argument("--why", default="", metavar="TEXT", help="the reason, for the history")


def _add_passphrase(action: Any) -> None:
    action.add_argument("--keyring", action="store_true", help="the system's keyring keeps the passphrase")
    action.add_argument(
        "--passphrase-file", type=Path, metavar="FILE", help="read the passphrase from the first line"
    )


def _export(options: argparse.Namespace) -> int:
    from cardecide.authoring import LocalRules, export_bundle

    rules = LocalRules(options.local, rulebook(None))
    packs = options.packs or [pack.id for pack in rules.packs()]
    written = export_bundle(rules, packs, options.bundle, _opened(options), _entry(options))
    print(f"{options.bundle}: {', '.join(pack.id for pack in written)}")
    return 0


def _import(options: argparse.Namespace) -> int:
    from cardecide.authoring import LocalRules, TrustedKeys, import_bundle

    rules = LocalRules(options.local, rulebook(None))
    trusted = TrustedKeys.of(options.local)
    for pack in import_bundle(options.bundle, rules, trusted, _entry(options)):
        print(f"{pack.id}: {pack.standing}, revision {pack.sequence} of {options.local}")
    return 0


def _show(options: argparse.Namespace) -> int:
    from cardecide.authoring import TrustedKeys, read_bundle

    folder = options.local if options.local is not None else options.bundle.parent
    bundle = read_bundle(options.bundle, TrustedKeys.of(folder))
    said = "trusted" if bundle.trusted is not None else "not trusted here"
    print(
        f"signed by {bundle.signed_by}, {bundle.signed_at.isoformat(' ', 'minutes')}: {bundle.why}".rstrip(
            ": "
        )
    )
    print(f"key of {bundle.signer.name}, {said}: {bundle.signer.digits}")
    print(f"fingerprint {bundle.signer.fingerprint}")
    for pack in bundle.packs:
        print(f"{pack.id}: {pack.content_hash[:12]}")
        for line in pack.history:
            when = line.entry.at.isoformat(" ", "minutes")
            said = f"{line.sequence} {when} {line.action} {line.entry.who}  {line.entry.why}"
            print(f"  {_shown(said)}".rstrip())
    return 0 if bundle.trusted is not None else 1


def _shown(text: str) -> str:
    """Text from a file that anybody may have written: a terminal would obey some signs."""
    return "".join(sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in text)


def _create(options: argparse.Namespace) -> int:
    from cardecide.authoring import SigningKey

    if options.keyring:
        key = SigningKey.create_in_keyring(options.key, options.name)
    else:
        key = SigningKey.create(options.key, options.name, passphrase=_passphrase(options, again=True))
    print(f"{options.key}: written")
    print(f"public key   {key.public.digits}")
    print(f"fingerprint  {key.public.fingerprint}")
    return 0


def _show_key(options: argparse.Namespace) -> int:
    from cardecide.authoring.signing_key import public_key_of

    key = public_key_of(options.key)
    print(f"{key.name}\npublic key   {key.digits}\nfingerprint  {key.fingerprint}")
    return 0


def _list(options: argparse.Namespace) -> int:
    from cardecide.authoring import TrustedKeys

    for one in TrustedKeys.of(options.local).all():
        print(
            f"{one.key.digits}  {one.key.name}; {one.added_by}, {one.added_at:%Y-%m-%d}  {one.why}".rstrip()
        )
    return 0


def _trust(options: argparse.Namespace) -> int:
    from cardecide.authoring import PublicKey, TrustedKey, TrustedKeys

    entry = _entry(options)
    key = PublicKey(options.name, options.public.strip().lower())
    TrustedKeys.of(options.local).add(TrustedKey(key, entry.who, entry.at, entry.why))
    print(f"trusted: {key.name}, fingerprint {key.fingerprint}")
    return 0


def _distrust(options: argparse.Namespace) -> int:
    from cardecide.authoring import TrustedKeys

    TrustedKeys.of(options.local).remove(options.public.strip().lower())
    print("no longer trusted")
    return 0


def _entry(options: argparse.Namespace) -> "Entry":
    from cardecide.authoring import Entry

    return Entry(options.who, datetime.now().astimezone(), options.why)


def _opened(options: argparse.Namespace) -> "SigningKey":
    from cardecide.authoring import SigningKey

    if options.keyring:
        return SigningKey.open_from_keyring(options.key)
    return SigningKey.open(options.key, passphrase=_passphrase(options))


def _passphrase(options: argparse.Namespace, *, again: bool = False) -> str:
    """The passphrase of a file or of the person at the terminal, who types a new one twice."""
    if options.passphrase_file is not None:
        try:
            lines = options.passphrase_file.read_text("utf-8").splitlines()
        except (OSError, UnicodeDecodeError):
            problem = Problem("the passphrase cannot be read", file=str(options.passphrase_file))
            raise InputError([problem]) from None
        return lines[0] if lines else ""
    passphrase = getpass.getpass("Passphrase: ")
    if again and getpass.getpass("Once more: ") != passphrase:
        raise InputError([Problem("the two passphrases differ", file="--key")])
    return passphrase

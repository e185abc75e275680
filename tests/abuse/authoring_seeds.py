"""Valid files of rules of one's own, from which mutation begins."""

import tempfile
from datetime import UTC, datetime
from pathlib import Path

AT = datetime(2026, 9, 1, 8, tzinfo=UTC)


def authoring_seed(name: str) -> bytes:
    """A file as the program writes it."""
    from cardecide.authoring import Entry, LocalRules, SigningKey, TrustedKey, TrustedKeys
    from cardecide.authoring.records import Unfinished
    from cardecide.authoring.unfinished_work import keep
    from cardecide.engine import load_rulebook
    from cardecide.locations import bundled

    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        match name:
            case "history":
                rules = LocalRules(folder, load_rulebook(bundled("rules")))
                begun = rules.begin("karmma")
                rules.save("karmma", begun.text, Entry("A", AT, "a try"), based_on=begun.text_hash)
                return next(folder.glob("history/*/*.json")).read_bytes()
            case "unfinished":
                keep(folder, Unfinished("a-trial", "a window", "text", "tests", "", AT))
                return next((folder / "unfinished").glob("*.json")).read_bytes()
        key = SigningKey.create(folder / "a.key", "A", passphrase="ten signs or more")  # noqa: S106 - of a key for this test
        if name == "signing-key":
            return (folder / "a.key").read_bytes()
        trusted = TrustedKeys(folder / "trusted.json")
        trusted.add(TrustedKey(key.public, "A", AT, "compared by telephone"))
        return (folder / "trusted.json").read_bytes()

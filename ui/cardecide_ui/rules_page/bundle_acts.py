"""Giving packs to another workstation and taking them in, signed."""

from collections.abc import Callable
from pathlib import Path

from cardecide.authoring import (
    SigningKey,
    TrustedKey,
    TrustedKeys,
    export_bundle,
    import_bundle,
    read_bundle,
)
from cardecide.authoring.trusted_keys import NAME as TRUSTED_KEYS
from cardecide.reading.problem import InputError
from cardecide_ui.rules_page.models.rules_desk import RulesDesk
from cardecide_ui.rules_page.questions import Questions
from cardecide_ui.rules_page.trouble import words_of
from cardecide_ui.settings import Settings
from cardecide_ui.texts import Texts

ENDING = ".cardecide-rules"


class BundleActs:
    """Asks for what each needs; a bundle whose signature does not hold is refused by the core."""

    def __init__(
        self,
        desk: RulesDesk,
        questions: Questions,
        settings: Settings,
        texts: Texts,
        said: Callable[[str], object],
    ) -> None:
        self._desk = desk
        self._questions = questions
        self._settings = settings
        self._texts = texts
        self._said = said

    @property
    def key_file(self) -> Path:
        """Where the key with which this workstation signs is kept."""
        return self._desk.rules.folder.parent / "rules-signing.key"

    @property
    def trusted_file(self) -> Path:
        """Where the keys that are trusted here are listed."""
        return self._desk.rules.folder / TRUSTED_KEYS

    def export(self) -> None:
        """Write every reviewed local pack to a signed bundle."""
        self._try(self._export)

    def take_in(self) -> None:
        """Take the packs of a bundle in as drafts."""
        self._try(self._take_in)

    def show_keys(self) -> None:
        """Show this workstation's own key and those that are trusted."""
        self._try(self._show_keys)

    def _export(self) -> None:
        texts = self._texts
        packs = [
            pack.id for pack in self._desk.local_rules.packs() if pack.standing in ("reviewed", "in_force")
        ]
        if not packs:
            self._questions.say(texts("rules.bundle.export"), texts("rules.bundle.nothing"))
            return
        file = self._questions.bundle_to_write(f"rules{ENDING}")
        if file is None:
            return
        said = self._questions.entry("export", self._settings.who, said=", ".join(packs))
        key = self._key(said.who) if said is not None else None
        if said is None or key is None:
            return
        written = export_bundle(
            self._desk.local_rules, packs, file, key, self._desk.entry(said.who, said.why)
        )
        self._said(texts("rules.done.exported", count=len(written), name=file.name))

    def _take_in(self) -> None:
        file = self._questions.bundle_to_read()
        if file is None:
            return
        trusted = TrustedKeys(self.trusted_file)
        bundle = read_bundle(file, trusted)
        if not self._questions.about_bundle(bundle):
            return
        said = self._questions.entry("import", self._settings.who)
        if said is None:
            return
        entry = self._desk.entry(said.who, said.why)
        if bundle.trusted is None:
            trusted.add(TrustedKey(bundle.signer, entry.who, entry.at, entry.why))
        taken = import_bundle(file, self._desk.local_rules, trusted, entry)
        self._desk.refresh()
        for edit in self._desk.edits.values():
            edit.look_at_folder()
        self._said(self._texts("rules.done.imported", count=len(taken)))

    def _show_keys(self) -> None:
        texts = self._texts
        lines = [
            texts(
                "rules.bundle.key_line", name=one.key.name, fingerprint=one.key.fingerprint, who=one.added_by
            )
            for one in TrustedKeys(self.trusted_file).all()
        ]
        known = "\n".join(lines) or texts("rules.bundle.no_keys")
        self._questions.say(texts("rules.bundle.keys"), known)

    def _key(self, who: str) -> SigningKey | None:
        texts = self._texts
        if self.key_file.exists():
            secret = self._questions.passphrase(texts("rules.bundle.key"), texts("rules.bundle.passphrase"))
            return SigningKey.open(self.key_file, passphrase=secret) if secret else None
        secret = self._questions.passphrase(texts("rules.bundle.key"), texts("rules.bundle.new_passphrase"))
        if not secret:
            return None
        again = self._questions.passphrase(texts("rules.bundle.key"), texts("rules.bundle.again"))
        if again != secret:
            self._questions.say(texts("rules.bundle.key"), texts("rules.bundle.differ"))
            return None
        self.key_file.parent.mkdir(parents=True, exist_ok=True)
        return SigningKey.create(self.key_file, who, passphrase=secret)

    def _try(self, act: Callable[[], object]) -> None:
        try:
            act()
        except InputError as error:
            self._questions.say(self._texts("rules.failed.bundle"), words_of(error, self._texts))

"""The report's own headings and sentences in one language."""

from collections.abc import Iterable
from dataclasses import dataclass

from cardecide.language.message import message
from cardecide.language.messages import all_messages, say
from cardecide.language.text import Language


@dataclass(frozen=True, slots=True)
class Words:
    """Says the sentences ``report.<name>`` of ``resources/messages/report.yaml``."""

    language: Language

    def __call__(self, name: str, **parts: object) -> str:
        """The sentence. Parts are numbers and dates; a patient's own words never go through a template."""
        if not parts:
            return all_messages()[f"report.{name}"][self.language]
        return say(message(f"report.{name}", **parts), self.language)

    def maybe(self, name: str) -> str:
        """The sentence, or nothing where there is none of that name."""
        return self(name) if f"report.{name}" in all_messages() else ""

    def listed(self, items: Iterable[str]) -> str:
        """The items with the language's comma between them."""
        return say(message("display.and"), self.language).join(items)

    def status(self, status: str) -> str:
        """The word for a label, trial or safety status."""
        return say(message(f"status.{status}"), self.language)

    def known_status(self, status: str) -> str:
        """The word for a status; a status that has none stands as it is."""
        return self.status(status) if f"status.{status}" in all_messages() else status

    def flag(self, flag: str) -> str:
        """What a mark on a fact means; a mark without words stands as it is."""
        name = f"fact-flag.{flag}"
        return all_messages()[name][self.language] if name in all_messages() else flag

    def band(self, band: str) -> str:
        """The word for a band of the score."""
        return say(message(f"band.{band}"), self.language)

    def unknown(self) -> str:
        """How a fact of which nothing is known is displayed."""
        return say(message("display.not-known"), self.language)

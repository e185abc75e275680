"""The report's own headings and sentences in one language."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from cardecide.case.quantity import plain
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

    def number(self, value: Decimal) -> str:
        """A number of points with the language's decimal mark."""
        return plain(value).replace(".", ",") if self.language == "tr" else plain(value)

    def place(self, jurisdiction: str) -> str:
        """The jurisdiction's code with its name, where the reader's language has another script or name."""
        name = f"window.jurisdiction.{jurisdiction}"
        if self.language == "en" or name not in all_messages():
            return jurisdiction
        return f"{all_messages()[name][self.language]} {jurisdiction}"

    def inside(self, text: str) -> str:
        """A label as it stands inside a sentence: without its capital, unless the word is all capitals."""
        if not text[:1].isupper() or not text[1:2].islower():
            return text
        first = (
            {"I": "ı", "İ": "i"}.get(text[0], text[0].lower()) if self.language == "tr" else text[0].lower()
        )
        return first + text[1:]

    def sentence(self, text: str) -> str:
        """A text with a capital at its beginning."""
        first = "İ" if self.language == "tr" and text[:1] == "i" else text[:1].upper()
        return first + text[1:]

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

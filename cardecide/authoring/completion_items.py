"""Proposals for a word that is being typed: which of them fit, in which order, and what is said of each."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from cardecide.authoring.fact_help import fact_detail, fact_lines
from cardecide.authoring.text_ranges import TextRange
from cardecide.authoring.where_used import fold
from cardecide.engine.vocabulary import unit_of
from cardecide.facts.catalogue import FactDefinition, member_label
from cardecide.language.text import Language

CompletionKind = Literal["fact", "value", "unit", "source", "key", "word"]


@dataclass(frozen=True, slots=True)
class Completion:
    """One proposal: ``insert`` takes the place of ``range``; ``label`` is what a list shows.

    ``detail`` is short (a fact's label and unit), ``documentation`` longer, both plain text in the asked
    language.
    """

    label: str
    insert: str
    range: TextRange
    kind: CompletionKind
    detail: str = ""
    documentation: str = ""


@dataclass(frozen=True, slots=True)
class Proposals:
    """Makes proposals for ``typed``, the part of a word or line from ``start`` to ``offset``."""

    typed: str
    start: int
    offset: int
    language: Language

    def of_word(self, word: str) -> "Proposals":
        """The same for the last word of what is typed."""
        return Proposals(word, self.offset - len(word), self.offset, self.language)

    def facts(self, definitions: Iterable[FactDefinition], *, as_key: bool = False) -> Iterator[Completion]:
        """Facts by name or by label; those whose name begins with the word come first."""
        ranked = []
        for number, one in enumerate(definitions):
            rank = self._rank(one.name, one.label["en"], one.label[self.language])
            if rank is not None:
                ranked.append((rank, number, one))
        for _, _, one in sorted(ranked, key=lambda found: found[:2]):
            yield self._made(
                one.name,
                "fact",
                fact_detail(one, self.language),
                "\n".join(fact_lines(one, self.language)),
                end=": " if as_key else "",
            )

    def values(self, definition: FactDefinition, words: Iterable[str]) -> Iterator[Completion]:
        """Values of a choice or members of a set."""
        labeled = {word: member_label(definition, word, self.language) for word in words}
        for word in self._fitting(labeled, labeled):
            yield self._made(word, "value", labeled[word] if labeled[word] != word else "")

    def units(self, definition: FactDefinition, units: Iterable[str]) -> Iterator[Completion]:
        """Units that fit; the fact's own is marked by its label."""
        own = unit_of(definition)
        for unit in units:
            if unit.casefold().startswith(self.typed.casefold()):
                yield self._made(unit, "unit", definition.label[self.language] if unit == own else "")

    def sources(self, sources: dict[str, str]) -> Iterator[Completion]:
        """Keys of sources with what is cited."""
        cited = {key: " ".join(about.split()) for key, about in sources.items()}
        for key in self._fitting(sources, cited):
            yield self._made(key, "source", _cite(cited[key]), cited[key])

    def keys(self, keys: Iterable[str], told: Callable[[str], str]) -> Iterator[Completion]:
        """Keys of a map."""
        for key in self._fitting(keys, {}):
            yield self._made(key, "key", told(key), end=": ")

    def words(self, words: Iterable[str], told: Callable[[str], str] | None = None) -> Iterator[Completion]:
        """Fixed words."""
        for word in self._fitting(words, {}):
            yield self._made(word, "word", told(word) if told else "")

    def _fitting(self, words: Iterable[str], labels: dict[str, str]) -> list[str]:
        ranked = [(self._rank(word, labels.get(word, "")), number, word) for number, word in enumerate(words)]
        return [word for rank, _, word in sorted(r for r in ranked if r[0] is not None)]

    def _rank(self, name: str, *labels: str) -> int | None:
        """How well a word goes with what is typed, from 0; None where it does not."""
        typed = fold(self.typed).strip()
        if fold(name).startswith(typed):
            return 0
        if typed in fold(name) or typed in fold(name).replace("_", " "):
            return 1
        return 2 if any(typed in fold(label) for label in labels) else None

    def _made(
        self, word: str, kind: CompletionKind, detail: str = "", documentation: str = "", *, end: str = ""
    ) -> Completion:
        return Completion(word, word + end, TextRange(self.start, self.offset), kind, detail, documentation)


def _cite(about: str) -> str:
    """What is cited, from the words written about a source."""
    words = about.partition("cite:")[2].strip() or about
    for end in (" doi:", " grade:", " registry:", " url:", ", doi:", ", grade:", ", registry:", ", url:"):
        words = words.partition(end)[0]
    return words.strip(" '\"{}")

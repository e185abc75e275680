"""What there is to know about one fact: its value, what it rests on, its definition and its source."""

from dataclasses import dataclass

from cardecide.assessment.result import FactResult, Result
from cardecide.facts.catalogue import catalogue
from cardecide_ui.texts import Texts


@dataclass(frozen=True, slots=True)
class FactStory:
    """The parts of the explanation, each in one language; empty where there is nothing to say."""

    label: str
    value: str
    origin: str
    basis: tuple[str, ...]
    open: tuple[str, ...]
    definition: str
    source: str

    @property
    def lines(self) -> list[str]:
        """Everything in lines."""
        head = f"{self.label}: {self.value}" if self.value else self.label
        said = [head, self.origin, *self.basis, *(f"? {one}" for one in self.open)]
        return [line for line in (*said, self.definition, self.source) if line]


def fact_story(name: str, result: Result | None, texts: Texts) -> FactStory:
    """The story of a fact of the catalogue; without a result only its definition."""
    definition = catalogue()[name]
    fact = result.facts.get(name) if result else None
    grade = texts.common(f"window.grade.{definition.source.grade}")
    return FactStory(
        label=definition.label[texts.language],
        value=fact.display if fact else "",
        origin=_origin(fact, texts) if fact else "",
        basis=tuple(_basis(fact)) if fact else (),
        open=tuple(dict.fromkeys(question.question for question in fact.questions)) if fact else (),
        definition=definition.definition[texts.language],
        source=texts("detail.source", cite=definition.source.cite, grade=grade),
    )


def _origin(fact: FactResult, texts: Texts) -> str:
    said = texts(f"origin.{fact.origin}")
    return f"{said} ({fact.as_of})" if fact.as_of and fact.origin != "missing" else said


def _basis(fact: FactResult) -> list[str]:
    return [*fact.basis, *([fact.claim] if fact.claim else [])]

"""What a search over the packs finds: criteria and packs with the words, and where a fact is used."""

from dataclasses import dataclass

from cardecide.engine.pack import Place
from cardecide.facts.catalogue import catalogue
from cardecide.language.text import Language, in_language
from cardecide_ui.rules_page.models.rules_desk import RulesDesk

_MOST_FACTS = 3


@dataclass(frozen=True, slots=True)
class Found:
    """One line of the answer; ``remark`` is the part of the condition, or the name of the criterion."""

    pack: str
    title: str
    version: str
    criterion: str
    text: str
    remark: str
    place: Place


@dataclass(frozen=True, slots=True)
class FoundGroup:
    """Lines that belong together; ``fact`` is the label of a fact whose uses they are, or empty."""

    fact: str
    lines: tuple[Found, ...]


def search(words: str, desk: RulesDesk, language: Language) -> tuple[FoundGroup, ...]:
    """The uses of the facts that the words name, then packs and criteria that hold all the words."""
    words = words.strip()
    if len(words) < 2:
        return ()
    groups = []
    for fact in facts_named(words, language):
        uses = desk.uses(fact)
        lines = tuple(
            Found(
                use.pack,
                in_language(use.pack_title, language),
                use.version,
                use.criterion,
                in_language(use.text, language),
                "; ".join(use.atoms),
                use.place,
            )
            for use in uses
        )
        if lines:
            groups.append(FoundGroup(catalogue()[fact].label[language], lines))
    hits = tuple(
        Found(
            hit.pack,
            in_language(hit.pack_title, language),
            hit.version,
            hit.criterion,
            in_language(hit.text, language),
            hit.criterion,
            hit.place,
        )
        for hit in desk.search(words, language)
    )
    return (*groups, FoundGroup("", hits)) if hits else tuple(groups)


def facts_named(words: str, language: Language) -> list[str]:
    """The facts that words name: by their very name or label, else a few whose label holds the words."""
    wanted = words.casefold()
    exact = [
        name
        for name, fact in catalogue().items()
        if wanted in (name.casefold(), fact.label[language].casefold())
    ]
    if exact:
        return exact
    spelled = wanted.replace(" ", "_")
    near = [
        name
        for name, fact in catalogue().items()
        if spelled in name.casefold() or wanted in fact.label[language].casefold()
    ]
    return near[:_MOST_FACTS]

"""Finding facts by the names that rules and missing lists use, and saying values and questions in words."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from cardecide.facts.catalogue.definition import FactDefinition, plain_name
from cardecide.facts.catalogue.loader import catalogue
from cardecide.language.labels import label_of
from cardecide.language.messages import value_label
from cardecide.language.text import Language


def find(name: str) -> tuple[FactDefinition, str] | None:
    """The fact called ``name`` and an empty word, or the fact and the member of it that ``name`` stands for.

    ``lenalidomide_refractory`` is a fact; ``bortezomib_refractory`` stands for a member of
    ``refractory_drugs``. None where it is neither.
    """
    definition = catalogue().get(name) or catalogue().get(plain_name(name))
    if definition is not None:
        return definition, ""
    return _members().get(plain_name(name))


@cache
def _members() -> Mapping[str, tuple[FactDefinition, str]]:
    return MappingProxyType(
        {
            definition.member_name(member): (definition, member)
            for definition in reversed(list(catalogue().values()))
            if definition.kind == "members"
            for member in definition.values
        }
    )


def member_label(definition: FactDefinition, value: str, language: Language) -> str:
    """What one value of a choice, or one member of a set, is called in ``language``."""
    if definition.vocabulary:
        return label_of(definition.vocabulary, value, language)
    return value_label(value, language)


def fact_label(name: str, language: Language) -> str:
    """What a fact is called; for one member of a set, its label with the member's.

    Raises KeyError where ``name`` is neither.
    """
    definition, member = _found(name)
    if not member:
        return definition.label[language]
    return f"{definition.label[language]}: {member_label(definition, member, language)}"


def question_for(name: str, language: Language) -> str:
    """The catalogue's question for a fact, or for one member of a set.

    Raises KeyError where ``name`` is neither.
    """
    definition, member = _found(name)
    if not member or definition.question_member is None:
        return definition.question[language]
    label = member_label(definition, member, language)
    return definition.question_member[language].replace("{member}", label)


def _found(name: str) -> tuple[FactDefinition, str]:
    found = find(name)
    if found is None:
        raise KeyError(f"'{name}' is not a fact, nor a member of one.")
    return found

"""The question that supplies a missing fact, or one missing member of a set."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from cardecide.assessment.display import fact_label, member_label
from cardecide.assessment.result import Need
from cardecide.assessment.running_text import in_sentence
from cardecide.facts.catalogue import FactDefinition, catalogue
from cardecide.facts.fact import Fact
from cardecide.facts.value import is_known
from cardecide.language.message import message
from cardecide.language.messages import all_messages, say
from cardecide.language.text import Language, in_language


def question_of(name: str, facts: Mapping[str, Fact], language: Language) -> Need:
    """The question for a name that a criterion needs.

    A fact that is known in part asks the question that its derivation raised, such as whether a transplant
    was planned; one of which nothing is known asks the catalogue's, unless most of that is answered. A
    member of a set asks for that member.
    """
    fact = facts.get(name)
    raised = fact.questions if fact is not None else ()
    if raised and fact is not None and (is_known(fact.value) or raised[0].instead):
        first = raised[0]
        return Need(fact=name, question=say(first.text, language), field=first.field)
    definition = catalogue().get(name)
    if definition is not None:
        return Need(
            fact=name, question=in_language(dict(definition.question), language), field=definition.field
        )
    found = _members().get(name)
    if found is None:
        return Need(fact=name, question=name.replace("_", " "))
    definition, member = found
    template = definition.question_member or definition.question
    question = in_language(dict(template), language).replace("{member}", member_label(member, language))
    return Need(fact=name, question=question, field=definition.field)


def need_label(name: str, language: Language) -> str:
    """What a needed fact is called inside a sentence, in few words."""
    if f"need.{name}" in all_messages():
        return say(message(f"need.{name}"), language)
    if name in catalogue():
        return in_sentence(fact_label(name, language), language)
    found = _members().get(name)
    if found is None:
        return name.replace("_", " ")
    definition, member = found
    parts = {
        "set": in_sentence(fact_label(definition.name, language), language),
        "member": in_sentence(member_label(member, language), language),
    }
    return say(message("need.member", **parts), language)


def member_of(name: str) -> tuple[FactDefinition, str] | None:
    """The set and its member that a name such as ``lenalidomide_refractory`` stands for; None for others."""
    return _members().get(name)


@cache
def _members() -> Mapping[str, tuple[FactDefinition, str]]:
    """The names that stand for single members of a set, such as ``lenalidomide_refractory``."""
    return MappingProxyType(
        {
            definition.member_name(member): (definition, member)
            for definition in catalogue().values()
            if definition.member_fact
            for member in definition.values
        }
    )

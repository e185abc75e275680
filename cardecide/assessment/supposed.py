"""A case judged with supposed values of some facts. The case itself stays as it is.

A supposed value takes the place of a fact like a clinician's own value does, so that what is derived from the
fact follows it. A supposed member of a set (*refractory to lenalidomide*) changes that member alone.
"""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any, Final

from cardecide.assessment.judged import Judged, judge_facts
from cardecide.assessment.questions import member_of
from cardecide.case.health import Override
from cardecide.facts.catalogue import FactDefinition, catalogue
from cardecide.facts.derive import derive
from cardecide.facts.fact import Fact, Origin
from cardecide.facts.given_values import definition_of, read_given
from cardecide.facts.value import Members, Truth
from cardecide.reading.problem import InputError, Problem

_REASON: Final = "supposed"


def suppose(judged: Judged, values: Mapping[str, Any]) -> Judged:
    """The same case on the same day with these values, by the name of a fact or of a member of a set.

    Raises InputError where a name is no fact, or a value does not fit it.
    """
    own = [entry for entry in judged.case.overrides if entry.fact not in values]
    added, members, problems = [], {}, []
    for name, value in values.items():
        try:
            if name in catalogue():
                if read_given(definition_of(name, name), value, name) is None:
                    problems.append(Problem(f"no value is given for '{name}'", field=name))
                added.append(Override(fact=name, value=value, reason=_REASON))
            if (found := member_of(name)) is not None:
                members[name] = (*found, _truth(name, value))
            elif name not in catalogue():
                definition_of(name, name)  # raises, naming the nearest fact
        except InputError as error:
            problems += error.problems
    if problems:
        raise InputError(problems)
    case = judged.case.model_copy(update={"overrides": (*own, *added)})
    facts = dict(derive(case, judged.on))
    for definition, member, truth in members.values():
        facts[definition.name] = _with_member(facts[definition.name], member, truth)
    return judge_facts(case, judged.on, MappingProxyType(facts), judged.question)


def given_text(definition_name: str, text: str) -> Any:
    """A value written as one word or, for a set, as names with commas between them."""
    definition: FactDefinition | None = catalogue().get(definition_name)
    if definition is not None and definition.kind == "members":
        return [word.strip() for word in text.split(",") if word.strip()]
    return text


def _truth(name: str, value: Any) -> Truth:
    word = str(value).strip().casefold()
    if value is True or word in ("yes", "true"):
        return Truth.YES
    if value is False or word in ("no", "false"):
        return Truth.NO
    raise InputError([Problem(f"'{value}' is not an answer", expected="yes or no", field=name)])


def _with_member(fact: Fact, member: str, truth: Truth) -> Fact:
    members = fact.value if isinstance(fact.value, Members) else Members()
    present = members.present - {member}
    absent = members.absent - {member}
    if truth is Truth.YES:
        present |= {member}
    else:
        absent |= {member}
    value = Members(present, absent, members.closed, members.open - {member})
    return replace(fact, value=value, origin=Origin.OVERRIDDEN)

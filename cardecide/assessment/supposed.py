"""A case judged with supposed values of some facts. The case itself stays as it is.

A supposed value takes the place of a fact like a clinician's own value does, so that what is derived from the
fact follows it. A supposed member of a set (*refractory to lenalidomide*) changes that member, and what says
the same with it: as an entry of the case where there is one to change, else fact by fact.
"""

from collections.abc import Mapping
from typing import Any, Final

from cardecide.assessment.judged import Judged, judge
from cardecide.assessment.questions import member_of
from cardecide.assessment.supposed_entries import with_member_entered
from cardecide.assessment.supposed_siblings import agreeing
from cardecide.case.health import Override
from cardecide.case.model import Case
from cardecide.case.partial_date import PartialDate
from cardecide.facts.catalogue import FactDefinition, catalogue
from cardecide.facts.derive import derive
from cardecide.facts.given_values import definition_of, read_given
from cardecide.facts.value import Members, Truth, Value
from cardecide.reading.problem import InputError, Problem

_REASON: Final = "supposed"
_WORDS: Final = {Truth.YES: "yes", Truth.NO: "no", Truth.UNKNOWN: "unknown"}


def suppose(judged: Judged, values: Mapping[str, Any]) -> Judged:
    """The same case on the same day with these values, by the name of a fact or of a member of a set.

    Raises InputError where a name is no fact, or a value does not fit it.
    """
    return judge(supposed_case(judged.case, judged.on, values), judged.on, judged.question)


def supposed_case(case: Case, on: PartialDate, values: Mapping[str, Any], reason: str = _REASON) -> Case:
    """The case that ``suppose`` judges: with other entries, and with overrides that bear ``reason``.

    Raises InputError where a name is no fact, or a value does not fit it.
    """
    members: dict[str, tuple[FactDefinition, str, Truth]] = {}
    plain: dict[str, Any] = {}
    problems: list[Problem] = []
    for name, value in values.items():
        try:
            if (found := member_of(name)) is not None:
                members[name] = (*found, _truth(name, value))
                continue
            if read_given(definition_of(name, name), value, name) is None:
                problems.append(Problem(f"no value is given for '{name}'", field=name))
            plain[name] = value
        except InputError as error:
            problems += error.problems
    if problems:
        raise InputError(problems)
    for definition, member, truth in members.values():
        case = _with_member(case, on, definition, member, truth, reason)
    return _with_overrides(case, plain, reason)


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


def _with_member(
    case: Case, on: PartialDate, definition: FactDefinition, member: str, truth: Truth, reason: str
) -> Case:
    entered = with_member_entered(case, definition.name, member, truth)
    if entered is not None and _says(derive(entered, on), definition, member, truth):
        return entered
    found = agreeing(derive(case, on), definition, member, truth)
    return _with_overrides(case, {name: _written(name, value) for name, value in found.items()}, reason)


def _says(facts: Mapping[str, Any], definition: FactDefinition, member: str, truth: Truth) -> bool:
    value = facts[definition.name].value
    same = facts.get(definition.member_name(member))
    agrees = same is None or same.value is truth
    return isinstance(value, Members) and value.includes(member) is truth and agrees


def _written(name: str, value: Value) -> Any:
    """A value as an override writes it; a set names every member of which something is known."""
    if isinstance(value, Truth):
        return _WORDS[value]
    if not isinstance(value, Members):
        raise TypeError(f"{name} is neither a set nor a yes or no")
    known = {
        kind: [one for one in catalogue()[name].values if value.includes(one) is truth]
        for kind, truth in (("present", Truth.YES), ("absent", Truth.NO))
    }
    return known if any(known.values()) else "unknown"


def _with_overrides(case: Case, values: Mapping[str, Any], reason: str) -> Case:
    kept = [entry for entry in case.overrides if entry.fact not in values]
    # Not validated: an override of a person lists what is present, one made here also what is absent.
    added = [
        Override.model_construct(fact=name, value=value, reason=reason) for name, value in values.items()
    ]
    return case.model_copy(update={"overrides": (*kept, *added)})

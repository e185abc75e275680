"""A clinician's own value for a fact, with the reason, in place of what was derived."""

from collections.abc import Mapping
from dataclasses import dataclass

from cardecide.case.health import Override
from cardecide.case.model import Case
from cardecide.facts.catalogue import FactDefinition, catalogue
from cardecide.facts.fact import Fact, Origin
from cardecide.facts.given_values import NOTHING, definition_of, read_given
from cardecide.facts.implied import Implied
from cardecide.facts.value import Value
from cardecide.facts.wording import worded
from cardecide.language.message import message
from cardecide.reading.problem import InputError, Problem


@dataclass(frozen=True, slots=True)
class Replacement:
    """One override with its value read."""

    definition: FactDefinition
    value: Value
    entry: Override


def read_overrides(case: Case) -> Mapping[str, Replacement]:
    """Every override by fact name. A fact may be overridden once, and may be set back to unknown.

    Raises InputError with all problems; their ``field`` is ``overrides[i].fact`` or ``overrides[i].value``.
    """
    found: dict[str, Replacement] = {}
    problems: list[Problem] = []
    for place, entry in enumerate(case.overrides):
        field = f"overrides[{place}]"
        try:
            definition = definition_of(entry.fact, f"{field}.fact")
            value = read_given(definition, entry.value, f"{field}.value")
        except InputError as error:
            problems.extend(error.problems)
            continue
        if entry.fact in found:
            text = f"'{entry.fact}' is overridden twice"
            problems.append(
                Problem(text, "one override for a fact", field=f"{field}.fact", code="given-value")
            )
            continue
        found[entry.fact] = Replacement(
            definition, NOTHING[definition.kind] if value is None else value, entry
        )
    if problems:
        raise InputError(problems)
    return found


def overridden(fact: Fact, replacement: Replacement) -> Fact:
    """The clinician's value, with the reason, who gave it, and what it replaces."""
    entry, definition = replacement.entry, replacement.definition
    by = entry.by or "@override:by-unnamed"
    day = entry.date or "@history:no-date"
    basis = (
        message("override.reason", reason=entry.reason, by=by, date=day),
        message("override.replaces", value=worded(definition, fact.value)),
    )
    return Fact(
        fact.name, replacement.value, Origin.OVERRIDDEN, basis=basis, as_of=entry.date, claim=fact.claim
    )


def with_implied_override(fact: Fact, follows: Implied, replacement: Replacement) -> Fact:
    """``fact`` brought to agree with an overridden one; unchanged where it does already."""
    value = follows.moved(fact.value)
    if value == fact.value:
        return fact
    return overridden(fact, Replacement(catalogue()[fact.name], value, replacement.entry))

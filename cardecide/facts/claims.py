"""What a letter or a table claims: the ``stated`` section of a case.

A claim stands in for a fact only where nothing was entered from which that fact could be derived, and says
so. Where entries exist the derived fact stands, even where they leave it open; the claim is shown beside it,
and a difference is a question. What a claim says of other facts by their definition stands in for them too;
no claim of a combination says anything about a drug.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from cardecide.case.model import Case
from cardecide.facts.catalogue import FactDefinition, catalogue
from cardecide.facts.fact import Fact, Origin, Question
from cardecide.facts.given_values import definition_of, read_given
from cardecide.facts.implied import Implied
from cardecide.facts.value import Span, Value, is_known
from cardecide.facts.wording import worded
from cardecide.language.message import message
from cardecide.reading.problem import InputError, Problem


@dataclass(frozen=True, slots=True)
class Claim:
    """One claim: the fact's definition and the value claimed for it."""

    definition: FactDefinition
    value: Value


def read_claims(case: Case) -> Mapping[str, Claim]:
    """Every claim of the case by fact name; one that says ``unknown`` is no claim.

    Raises InputError with all problems; their ``field`` is ``stated.<name>``.
    """
    claims: dict[str, Claim] = {}
    problems: list[Problem] = []
    for name, raw in case.stated.items():
        field = f"stated.{name}"
        try:
            definition = definition_of(name, field)
            value = read_given(definition, raw, field)
        except InputError as error:
            problems.extend(error.problems)
            continue
        if value is not None:
            claims[name] = Claim(definition, value)
    if problems:
        raise InputError(problems)
    return claims


def with_claim(fact: Fact, claim: Claim, case: Case) -> Fact:
    """``fact`` with what is claimed for it, or the claim in its place where nothing could derive it."""
    words = worded(claim.definition, claim.value)
    if not is_known(fact.value) and fact.origin is Origin.MISSING and not _derivable(claim.definition, case):
        return Fact(fact.name, claim.value, Origin.STATED, basis=(message("claim.stands-in", value=words),))
    fact = replace(fact, claim=message("claim.stated", value=words))
    if not is_known(fact.value) or _agrees(fact, claim.value):
        return fact
    text = message("claim.differs", value=words, derived=worded(claim.definition, fact.value))
    question = Question("claim-differs", text, f"stated.{fact.name}")
    return replace(fact, questions=(*fact.questions, question))


def with_implied_claim(fact: Fact, follows: Implied, case: Case) -> Fact:
    """``fact`` with what follows from a claim in its place, where nothing could derive it."""
    definition = catalogue()[fact.name]
    if is_known(fact.value) or fact.origin is not Origin.MISSING or _derivable(definition, case):
        return fact
    value = follows.moved(fact.value)
    words = worded(definition, value)
    return Fact(fact.name, value, Origin.STATED, basis=(message("claim.stands-in", value=words),))


def _derivable(definition: FactDefinition, case: Case) -> bool:
    """Whether treatments are listed from which the fact follows, or is left open.

    A list of treatments says something about every fact of the treatment history. Other entries say
    something about the facts that their topic derives, and there the origin tells.
    """
    return "treatments" in definition.inputs and any(not one.is_blank for one in case.treatments)


def _agrees(fact: Fact, claimed: Value) -> bool:
    if fact.value == claimed:
        return True
    return isinstance(claimed, Span) and fact.best is not None and claimed == Span.exactly(fact.best)

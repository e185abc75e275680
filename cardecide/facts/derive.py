"""Every fact of one case on one day."""

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from types import MappingProxyType

from cardecide.case.model import Case
from cardecide.case.partial_date import PartialDate
from cardecide.facts import (
    best_response,
    car_hematotox,
    cellular_therapy,
    comorbidity,
    cycles,
    cytogenetics,
    drug_exposure,
    durie_salmon,
    early_relapse,
    easix,
    extent,
    hashmi,
    infection,
    kidney_function,
    lab_values,
    lines_of_therapy,
    logistics,
    measurable_disease,
    mycare,
    myeloma_type,
    neurology,
    neurotoxicity_risk,
    organ_function,
    patient,
    refractoriness,
    response_history,
    risk,
    staging,
    tempo,
    toxicity,
    transplant,
    tumor_burden,
    washout,
)
from cardecide.facts.catalogue import FactDefinition, catalogue
from cardecide.facts.claims import read_claims, with_claim, with_implied_claim
from cardecide.facts.context import Context
from cardecide.facts.fact import Fact, FactSheet, Origin, Question
from cardecide.facts.given_values import NOTHING
from cardecide.facts.implied import implied_by
from cardecide.facts.overrides import overridden, read_overrides, with_implied_override
from cardecide.facts.remembered import Remembered, Setting, TracingContext
from cardecide.facts.value import is_known
from cardecide.language.message import message

_TOPICS = (
    patient,
    myeloma_type,
    lab_values,
    organ_function,
    kidney_function,
    measurable_disease,
    cytogenetics,
    staging,
    durie_salmon,
    tumor_burden,
    logistics,
    tempo,
    extent,
    lines_of_therapy,
    drug_exposure,
    refractoriness,
    response_history,
    transplant,
    cellular_therapy,
    best_response,
    cycles,
    washout,
    early_relapse,
    risk,
    neurology,
    infection,
    comorbidity,
    car_hematotox,
    easix,
    mycare,
    hashmi,
    neurotoxicity_risk,
    toxicity,
)
"""In this order, because a later topic may use the facts of an earlier one."""


def derive(case: Case, on: PartialDate, *, remember: bool = True) -> FactSheet:
    """Every fact of the catalogue, in its order, for ``case`` on the decision date ``on``.

    Topics whose sections did not change since the last derivation are not derived again; ``remember=False``
    derives everything. The result is the same.

    Claims and overrides take effect as soon as a topic is done, so that what is derived from an overridden
    fact follows the override; so does a fact that says the same by its definition. An unknown fact carries
    the catalogue's question where its topic asks none.

    Raises InputError where a claim or an override does not fit its fact. Raises KeyError where a topic
    derives a fact that the catalogue does not have, which is a fault of the program.
    """
    claims, replacements = read_claims(case), read_overrides(case)
    said = bool(claims or replacements)
    blank = _blank_sheet()
    sheet = dict(blank)
    claimed = implied_by({name: claim.value for name, claim in claims.items()})
    replaced = [(one, implied_by({name: one.value})) for name, one in replacements.items()]

    def settled(fact: Fact) -> Fact:
        if (claim := claims.get(fact.name)) is not None:
            fact = with_claim(fact, claim, case)
        elif (follows := claimed.get(fact.name)) is not None:
            fact = with_implied_claim(fact, follows, case)
        replacement = replacements.get(fact.name)
        if replacement is not None:
            return overridden(fact, replacement)
        for one, others in replaced:
            if (follows := others.get(fact.name)) is not None:
                fact = with_implied_override(fact, follows, one)
        return fact

    for name in (*claims, *claimed, *replacements, *(name for _, others in replaced for name in others)):
        sheet[name] = settled(blank[name])
    setting = Setting.of(case, on)
    if not remember:
        context = Context(case, on, setting.reference, MappingProxyType(sheet))
        for topic in _TOPICS:
            for fact in topic.derive(context):
                sheet[fact.name] = settled(_completed(fact, blank[fact.name]))
        return MappingProxyType(sheet)
    tracing = TracingContext(case, on, setting.reference, sheet)
    for topic in _TOPICS:
        last = _REMEMBERED.get(topic.__name__)
        if last is None or not last.is_current(case, setting, sheet):
            reads, made = tracing.begin(), []
            for fact in topic.derive(tracing):
                fact = _completed(fact, blank[fact.name])
                made.append(fact)
                sheet[fact.name] = settled(fact)
                tracing.derived(fact.name)
            _REMEMBERED[topic.__name__] = Remembered(setting, reads, tuple(made))
        else:
            sheet.update((fact.name, settled(fact) if said else fact) for fact in last.facts)
    return MappingProxyType(sheet)


_REMEMBERED: dict[str, Remembered] = {}
"""What each topic derived last. One case is edited at a time; another case takes its place."""


def _completed(fact: Fact, blank: Fact) -> Fact:
    """``fact`` with the catalogue's question where it says nothing and asks nothing.

    A fact of origin *missing* says nothing by definition, not even that a count is at least 0.
    """
    if fact.origin is Origin.MISSING:
        if not (fact.basis or fact.questions or fact.flags):
            return blank
        questions = fact.questions or blank.questions
        return replace(blank, basis=fact.basis, questions=questions, flags=fact.flags, as_of=fact.as_of)
    if fact.questions or is_known(fact.value):
        return fact
    return replace(fact, questions=blank.questions)


@cache
def _blank_sheet() -> Mapping[str, Fact]:
    """Every fact unknown, with the catalogue's question: what is known of an empty case."""
    return MappingProxyType(
        {
            name: Fact(name, NOTHING[definition.kind], questions=(catalogue_question(definition),))
            for name, definition in catalogue().items()
        }
    )


def catalogue_question(definition: FactDefinition) -> Question:
    """The question that the catalogue asks for a fact."""
    return Question(definition.name, message("given", **definition.question), definition.field)

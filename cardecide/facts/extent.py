"""How far the disease reaches beyond the marrow, and the plasma-cell disorders that go with it.

Extramedullary lesions stand in ``extramedullary``; here are the central nervous system, plasma cell leukemia
by each definition, amyloidosis, POEMS, Waldenström's disease, and BCMA on the cells.
"""

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from typing import Final

from cardecide.case.base import YesNo
from cardecide.case.choices import ConditionStatus, LesionKind, Serology
from cardecide.case.findings import Condition
from cardecide.case.model import Case
from cardecide.case.partial_date import PartialDate
from cardecide.facts import extramedullary
from cardecide.facts.context import Context
from cardecide.facts.entered_amounts import amount_span
from cardecide.facts.fact import Fact
from cardecide.facts.fact_building import agreed, as_entered, derived, entered_yes_no, newest
from cardecide.facts.lab_values import current_lab
from cardecide.facts.lookup import resting_on, span, truth
from cardecide.facts.spans import above, at_least, propagate
from cardecide.facts.truths import any_of, entered
from cardecide.facts.value import Span, Truth, is_known
from cardecide.language.message import message

SMEAR_PERCENT_IMWG_2021: Final = Decimal(5)
SMEAR_PERCENT_KYLE: Final = Decimal(20)
CELLS_KYLE: Final = Decimal(2)


def derive(context: Context) -> Iterable[Fact]:
    """Every fact of the topic."""
    disease = context.case.disease
    yield from extramedullary.derive(context)
    yield from _central_nervous_system(context.case)
    yield from _plasma_cell_leukemia(context)
    for name in ("al_amyloidosis", "poems", "waldenstrom", "bone_lesions_new"):
        yield entered_yes_no(name, getattr(disease, name))
    yield from _bcma(context.case)


def _central_nervous_system(case: Case) -> Iterable[Fact]:
    lesions = [lesion for _, lesion in extramedullary.lesions_of(case.extramedullary)]
    kinds = [extramedullary.kinds_of(lesion) for lesion in lesions]
    in_lesions = any_of(
        Truth.YES if kind == {LesionKind.CNS} else Truth.UNKNOWN if LesionKind.CNS in kind else Truth.NO
        for kind in kinds
    )
    listed = [c for c in case.neurology.conditions if c.condition.casefold() == "cns_myeloma"]
    basis = [message("cns-lesion")] * (in_lesions is Truth.YES)
    basis += [message(f"cns-condition-{condition.status}") for condition in listed]
    if case.neurology.reviewed is YesNo.YES and not listed:
        basis.append(message("cns-reviewed"))
    # A scan of the body does not look into the cerebrospinal fluid: the absence of other lesions says nothing
    # here, so only a history that was taken can say no.
    not_listed = Truth.NO if case.neurology.reviewed is YesNo.YES else Truth.UNKNOWN
    active = any_of(map(_active, listed)) if listed else not_listed
    ever = Truth.YES if listed else not_listed
    yield derived("cns_myeloma_active", in_lesions | active, basis)
    yield derived("cns_myeloma_ever", in_lesions | ever, basis)


def _active(condition: Condition) -> Truth:
    return {
        ConditionStatus.ACTIVE: Truth.YES,
        ConditionStatus.RESOLVED: Truth.NO,
        ConditionStatus.UNKNOWN: Truth.UNKNOWN,
    }[condition.status]


def absolute_plasma_cells(percent: Span, white_cells: Span) -> Span:
    """Circulating plasma cells in 10^9/L: the share of leukocytes on the smear times the white cell count."""
    return propagate(lambda share, cells: share / 100 * cells, (percent, white_cells))


def plasma_cell_leukemia_imwg(percent: Span) -> Truth:
    """IMWG 2021 (Blood Cancer J 2021;11:192): 5 % or more circulating plasma cells on the smear.

    Written for primary plasma cell leukemia; its use in relapse is common but not the paper's text.
    """
    return at_least(percent, SMEAR_PERCENT_IMWG_2021)


def plasma_cell_leukemia_kyle(percent: Span, absolute: Span) -> Truth:
    """Kyle 1974: more than 20 % and more than 2 x 10^9/L."""
    return above(percent, SMEAR_PERCENT_KYLE) & above(absolute, CELLS_KYLE)


def plasma_cell_leukemia_kyle_either(percent: Span, absolute: Span) -> Truth:
    """Either of Kyle's two limits, as many series count it."""
    return above(percent, SMEAR_PERCENT_KYLE) | above(absolute, CELLS_KYLE)


def _plasma_cell_leukemia(context: Context) -> Iterable[Fact]:
    case, on = context.case, context.on
    disease = case.disease
    percent = current_lab(case, on, "circulating_plasma_cells_percent", "%")
    counted = current_lab(case, on, "circulating_plasma_cells", "10^9/L")
    white = context.facts.get("white_cell_count")
    # A counted value stands; the product is for reports that give only the share on the smear.
    absolute = (
        counted.span
        if counted.labs
        else absolute_plasma_cells(percent.span, span(context, "white_cell_count"))
    )
    count_basis = counted.basis or (*percent.basis, *(white.basis if white else ()))
    count_date = counted.as_of if counted.labs else newest(percent.as_of, white.as_of if white else None)
    count = derived("circulating_plasma_cells", absolute, count_basis, counted.questions)
    yield _dated(count, count_date)
    by_smear = derived(
        "plasma_cell_leukemia_imwg2021",
        plasma_cell_leukemia_imwg(percent.span),
        percent.basis,
        percent.questions,
    )
    yield _dated(by_smear, percent.as_of)
    kyle = plasma_cell_leukemia_kyle(percent.span, absolute)
    both, date = (*percent.basis, *count_basis), newest(percent.as_of, count_date)
    yield _dated(derived("plasma_cell_leukemia_kyle", kyle, both), date)
    either = plasma_cell_leukemia_kyle_either(percent.span, absolute)
    yield _dated(derived("plasma_cell_leukemia_kyle_either", either, both), date)
    claimed = entered(disease.plasma_cell_leukemia)
    smear = derived("plasma_cell_leukemia", by_smear.value, by_smear.basis, by_smear.questions)
    now = agreed(smear, claimed, "disease.plasma_cell_leukemia")
    yield _dated(now, percent.as_of)
    ever = truth(context, "plasma_cell_leukemia") | entered(disease.plasma_cell_leukemia_history)
    yield resting_on(derived("plasma_cell_leukemia_ever", ever), context, ("plasma_cell_leukemia",))


def _dated(fact: Fact, day: PartialDate | None) -> Fact:
    return replace(fact, as_of=day) if is_known(fact.value) else fact


def _bcma(case: Case) -> Iterable[Fact]:
    tested = case.disease.bcma_expression
    result = tested.result if tested else Serology.UNKNOWN
    truth = {Serology.POSITIVE: Truth.YES, Serology.NEGATIVE: Truth.NO, Serology.UNKNOWN: Truth.UNKNOWN}
    yield as_entered("bcma_expression", truth[result])
    yield as_entered("bcma_expression_percent", amount_span(tested.percent if tested else None, "%"))

"""ISS, R-ISS and R2-ISS, at diagnosis and from current values, as the stages that are still possible.

The systems were built at diagnosis and are not validated in relapse, so the two are facts of their own and a
current value never enters a rule written for diagnosis. At diagnosis an entered stage stands beside what the
values of that time say; where the two contradict each other both stay possible.
"""

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from typing import Final

from cardecide.case.findings import Abnormality
from cardecide.case.model import Case
from cardecide.facts.context import Context
from cardecide.facts.cytogenetics import Karyotype, basis_of, karyotype, newest_date
from cardecide.facts.fact import Fact, Origin, Question
from cardecide.facts.fact_building import derived, newest
from cardecide.facts.lab_values import LabReading, is_near_diagnosis, lab_at_diagnosis
from cardecide.facts.lookup import options, resting_on, span, truth
from cardecide.facts.organ_function import ldh_above_normal
from cardecide.facts.spans import at_least, below
from cardecide.facts.truths import any_of, completions
from cardecide.facts.value import Options, Span, Truth
from cardecide.language.message import Message, message

Stages = frozenset[str]
ISS: Final[Stages] = frozenset({"I", "II", "III"})
R2_ISS: Final[Stages] = frozenset({"I", "II", "III", "IV"})
_HIGH_RISK: Final = ("del(17p)", "t(4;14)", "t(14;16)")


def iss_stages(beta2_microglobulin: Span, albumin: Span) -> Stages:
    """ISS (J Clin Oncol 2005;23:3412) from beta-2 microglobulin in mg/L and albumin in g/dL.

    I: below 3.5 and albumin 3.5 or more. III: 5.5 or more. II: neither.
    """
    limit, top = Decimal("3.5"), Decimal("5.5")
    may_be_low = below(beta2_microglobulin, limit) is not Truth.NO
    may_be_high = at_least(beta2_microglobulin, top) is not Truth.NO
    may_be_between = (
        at_least(beta2_microglobulin, limit) is not Truth.NO
        and below(beta2_microglobulin, top) is not Truth.NO
    )
    stages = set()
    if may_be_low and at_least(albumin, limit) is not Truth.NO:
        stages.add("I")
    if may_be_between or (may_be_low and below(albumin, limit) is not Truth.NO):
        stages.add("II")
    if may_be_high:
        stages.add("III")
    return frozenset(stages)


def r_iss_stages(iss: Stages, high_risk: Truth, ldh_high: Truth) -> Stages:
    """R-ISS (J Clin Oncol 2015;33:2863). ``high_risk``: del(17p), t(4;14) or t(14;16)."""
    return frozenset(
        _r_iss(stage, risk, ldh) for stage in iss for risk, ldh in completions(high_risk, ldh_high)
    )


def _r_iss(iss: str, high_risk: bool, ldh_high: bool) -> str:
    if iss == "I" and not high_risk and not ldh_high:
        return "I"
    return "III" if iss == "III" and (high_risk or ldh_high) else "II"


def r2_iss_scores(
    iss: Stages, del_17p: Truth, ldh_high: Truth, t_4_14: Truth, gain_1q: Truth
) -> set[Decimal]:
    """The possible R2-ISS points (J Clin Oncol 2022;40:3406).

    ISS II 1, ISS III 1.5, del(17p) 1, LDH above normal 1, t(4;14) 1, 1q gained or amplified 0.5.
    """
    by_iss = {"I": Decimal(0), "II": Decimal(1), "III": Decimal("1.5")}
    return {
        by_iss[stage] + loss + ldh + swap + gain * Decimal("0.5")
        for stage in iss
        for loss, ldh, swap, gain in completions(del_17p, ldh_high, t_4_14, gain_1q)
    }


def r2_iss_stage(score: Decimal) -> str:
    """The stage of a number of points: I 0, II up to 1, III up to 2.5, IV above."""
    if score == 0:
        return "I"
    if score <= 1:
        return "II"
    return "III" if score <= Decimal("2.5") else "IV"


def karyotype_at_diagnosis(case: Case) -> Karyotype:
    """The genetic results of the time of diagnosis; none without a diagnosis date, none without a date."""
    diagnosed = case.disease.diagnosis_date

    def usable(entry: Abnormality) -> bool:
        return bool(diagnosed and entry.date and is_near_diagnosis(entry.date, diagnosed))

    return karyotype(case, usable)


def derive(context: Context) -> Iterable[Fact]:
    """The stages at diagnosis, then the current ones."""
    yield from _at_diagnosis(context)
    yield from _current(context)


def _at_diagnosis(context: Context) -> Iterable[Fact]:
    case = context.case
    disease = case.disease
    beta2 = lab_at_diagnosis(case, "beta2_microglobulin", "mg/L")
    albumin = lab_at_diagnosis(case, "albumin", "g/dL")
    ldh = lab_at_diagnosis(case, "ldh", "U/L")
    ldh_high = ldh_above_normal(ldh.times_upper_limit)
    genes = karyotype_at_diagnosis(case)
    from_values = iss_stages(beta2.span, albumin.span)
    # R-ISS I is always ISS I, and R-ISS III always ISS III.
    implied = {"I": frozenset({"I"}), "III": frozenset({"III"})}.get(str(disease.r_iss_at_diagnosis), ISS)
    possible = from_values & implied or from_values
    first = staged("iss", possible, ISS, _text(disease.iss_at_diagnosis), _basis(beta2, albumin))
    yield replace(first, as_of=newest(beta2.as_of, albumin.as_of))
    iss = options(context, "iss").possible or ISS
    known = () if iss == ISS else (message("iss-at-diagnosis", stages=", ".join(sorted(iss))),)
    high_risk = any_of(genes.truth(name) for name in _HIGH_RISK)
    basis = (*known, *_basis(beta2, albumin, ldh), *basis_of(genes, _HIGH_RISK))
    values = (beta2.as_of, albumin.as_of, ldh.as_of)
    revised = staged(
        "r_iss", r_iss_stages(iss, high_risk, ldh_high), ISS, _text(disease.r_iss_at_diagnosis), basis
    )
    yield replace(revised, as_of=newest(*values, newest_date(genes, _HIGH_RISK)))
    markers = ("del(17p)", "t(4;14)", "gain(1q)")
    loss, swap, gain = map(genes.truth, markers)
    second = frozenset(map(r2_iss_stage, r2_iss_scores(iss, loss, ldh_high, swap, gain)))
    names = (*markers, "amp(1q)")
    basis = (*known, *_basis(beta2, albumin, ldh), *basis_of(genes, names))
    made = staged("r2_iss", second, R2_ISS, disease.r2_iss_at_diagnosis, basis)
    yield replace(made, as_of=newest(*values, newest_date(genes, names)))


def _text(stage: object) -> str | None:
    return None if stage is None else str(stage)


def _basis(*readings: LabReading) -> tuple[Message, ...]:
    return tuple(line for reading in readings for line in reading.basis)


def staged(
    name: str, possible: Stages, every: Stages, stage_entered: str | None, basis: tuple[Message, ...]
) -> Fact:
    """A stage at diagnosis from what the values allow and what was entered."""
    if stage_entered is None:
        return derived(name, Options(None if possible == every else possible), basis)
    basis = (message("stage-entered", stage=stage_entered), *basis)
    if stage_entered in possible:
        return Fact(name, Options(frozenset({stage_entered})), Origin.ENTERED, basis=basis)
    field = f"disease.{name}_at_diagnosis"
    question = Question(f"stage-disagrees.{name}", message("stage-disagrees", stage=stage_entered), field)
    return Fact(
        name,
        Options(possible | {stage_entered}),
        Origin.DERIVED,
        basis=basis,
        questions=(question,),
        flags=(f"{name.upper()}_INCONSISTENT",),
    )


def _current(context: Context) -> Iterable[Fact]:
    first = iss_stages(span(context, "beta2_microglobulin"), span(context, "albumin"))
    ldh_high = truth(context, "ldh_above_normal")
    loss, swap, gain = (truth(context, name) for name in ("del_17p", "t_4_14", "gain_1q"))
    revised = r_iss_stages(first, any_of((loss, swap, truth(context, "t_14_16"))), ldh_high)
    second = frozenset(map(r2_iss_stage, r2_iss_scores(first, loss, ldh_high, swap, gain)))
    values = ("beta2_microglobulin", "albumin")
    for name, possible, every, inputs in (
        ("iss_current", first, ISS, values),
        ("r_iss_current", revised, ISS, (*values, "ldh_above_normal", "del_17p", "t_4_14", "t_14_16")),
        ("r2_iss_current", second, R2_ISS, (*values, "ldh_above_normal", "del_17p", "t_4_14", "gain_1q")),
    ):
        made = derived(name, Options(None if possible == every else possible))
        yield replace(resting_on(made, context, inputs), flags=("NOT_VALIDATED_IN_RELAPSE",))

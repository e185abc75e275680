"""Risk by IMWG 2014, mSMART 3.0 and the IMS/IMWG consensus of 2025.

mSMART is its genetic part only: R-ISS III, a high S phase or a high-risk expression profile would also make
it high, are often not assessed, and do not hold the result back.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from cardecide.case.base import YesNo
from cardecide.case.choices import TestResult
from cardecide.facts.calendar_time import completed_years
from cardecide.facts.context import Context
from cardecide.facts.cytogenetics import Karyotype, basis_of, karyotype_to, newest_date
from cardecide.facts.entered_amounts import amount_span
from cardecide.facts.fact import Fact, Question
from cardecide.facts.fact_building import derived, newest
from cardecide.facts.lab_values import lab_at_diagnosis
from cardecide.facts.lookup import options, resting_on, span, truth
from cardecide.facts.spans import UNBOUNDED, above, at_least, below
from cardecide.facts.staging import ISS, Stages, karyotype_at_diagnosis
from cardecide.facts.truths import all_of, any_of, completions, counted
from cardecide.facts.value import Options, Span, Truth
from cardecide.language.message import message

MSMART_FACTS: Final = ("t_4_14", "t_14_16", "t_14_20", "del_17p", "tp53_mutation", "gain_1q")
CLONE_2025: Final = Decimal(20)
_LOW_RISK_BELOW: Final = Decimal(55)  # years at diagnosis, IMWG 2014


def imwg_2014(iss: Stages, t_4_14: Truth, del_17p: Truth, gain_1q: Truth, age: Span) -> Stages:
    """IMWG 2014 (Leukemia 2014;28:269): the risks still possible.

    High: ISS II or III with t(4;14) or del(17p). Low: ISS I or II, none of these nor gain(1q), and age below
    55.
    """
    young = below(age, _LOW_RISK_BELOW)
    found = completions(t_4_14, del_17p, gain_1q, young)
    return frozenset(_imwg_2014(stage, *rest) for rest in found for stage in iss)


def _imwg_2014(iss: str, t_4_14: bool, del_17p: bool, gain_1q: bool, young: bool) -> str:
    if iss != "I" and (t_4_14 or del_17p):
        return "high"
    return "low" if iss != "III" and young and not (t_4_14 or del_17p or gain_1q) else "standard"


def msmart_3(lesions: Sequence[Truth]) -> Stages:
    """mSMART 3.0, genetic part: high with any of the lesions, standard where none of them is present."""
    return frozenset(
        {Truth.YES: ("high",), Truth.NO: ("standard",), Truth.UNKNOWN: ("standard", "high")}[any_of(lesions)]
    )


def double_hit(lesions: Sequence[Truth]) -> Truth:
    """Whether two or more of the lesions are present.

    With fewer than two found, no only after every test was done: a panel with a gap is not a negative panel.
    """
    sure, possible = counted(lesions)
    if sure >= 2:
        return Truth.YES
    return Truth.NO if sure == possible else Truth.UNKNOWN


@dataclass(frozen=True, slots=True)
class Genome2025:
    """The four criteria of 2025 (J Clin Oncol 2025;43:2739); one is enough for high risk."""

    criteria: tuple[Truth, Truth, Truth, Truth]

    @property
    def high_risk(self) -> Truth:
        """Whether any criterion is met."""
        return any_of(self.criteria)


def genome_2025(
    *,
    del_17p_clone: Span,
    tp53_mutation: Truth,
    translocations: Sequence[Truth],
    gain_1q: Truth,
    del_1p32: Truth,
    del_1p32_biallelic: Truth,
    beta2_microglobulin: Span,
    creatinine: Span,
) -> Genome2025:
    """The criteria, with the clone in %, beta-2 microglobulin in mg/L and creatinine in mg/dL.

    Sources differ on a clone of exactly 20 % (above, or from, 20), so that value leaves the first one
    unknown.
    """
    beyond, from_limit = above(del_17p_clone, CLONE_2025), at_least(del_17p_clone, CLONE_2025)
    clone = beyond if beyond is from_limit else Truth.UNKNOWN
    return Genome2025(
        (
            clone | tp53_mutation,
            any_of(translocations) & (gain_1q | del_1p32),
            del_1p32_biallelic | (del_1p32 & gain_1q),
            all_of((at_least(beta2_microglobulin, Decimal("5.5")), below(creatinine, Decimal("1.2")))),
        )
    )


def derive(context: Context) -> Iterable[Fact]:
    """The facts of the topic."""
    yield _imwg(context)
    lesions = [truth(context, name) for name in MSMART_FACTS]
    risk = msmart_3(lesions)
    made = derived("msmart_3_risk", Options(risk if len(risk) == 1 else None), (message("msmart-genetic"),))
    yield replace(resting_on(made, context, MSMART_FACTS), flags=("GENETIC_PART_ONLY",))
    yield resting_on(derived("double_hit", double_hit(lesions)), context, MSMART_FACTS)
    yield _genomic(context)


def _imwg(context: Context) -> Fact:
    """Of the disease at diagnosis: the genetic results, the stage and the age of that time."""
    genes = karyotype_at_diagnosis(context.case)
    markers = ("t(4;14)", "del(17p)", "gain(1q)")
    iss = options(context, "iss").possible or ISS
    swap, loss, gain = map(genes.truth, markers)
    age = _age_at_diagnosis(context)
    possible = imwg_2014(iss, swap, loss, gain, age)
    value = Options(None if len(possible) == 3 else possible)
    young = below(age, _LOW_RISK_BELOW)
    sides = {Truth.YES: "risk.below-55", Truth.NO: "risk.at-least-55"}
    names = (*markers, "amp(1q)")
    basis = (*basis_of(genes, names), *((message(sides[young]),) if young in sides else ()))
    fact = resting_on(derived("imwg_2014_risk", value, basis), context, ("iss",))
    return replace(fact, as_of=newest(fact.as_of, newest_date(genes, names)))


def _age_at_diagnosis(context: Context) -> Span:
    born, diagnosed = context.case.patient.birth_date, context.case.disease.diagnosis_date
    if born and diagnosed:
        years = completed_years(born.last, diagnosed.first), completed_years(born.first, diagnosed.last)
        return Span(Decimal(years[0]), Decimal(years[1]))
    now = span(context, "age")
    return Span(high=now.high, high_open=now.high_open)


def _genomic(context: Context) -> Fact:
    case = context.case
    genes = karyotype_to(case, context.on)
    beta2 = lab_at_diagnosis(case, "beta2_microglobulin", "mg/L")
    creatinine = lab_at_diagnosis(case, "creatinine", "mg/dL")
    found = genome_2025(
        del_17p_clone=_clone(genes),
        tp53_mutation=truth(context, "tp53_mutation"),
        translocations=[truth(context, name) for name in ("t_4_14", "t_14_16", "t_14_20")],
        gain_1q=truth(context, "gain_1q"),
        del_1p32=truth(context, "del_1p32"),
        del_1p32_biallelic=_biallelic(genes),
        beta2_microglobulin=beta2.span,
        creatinine=creatinine.span,
    )
    names = (*MSMART_FACTS, "del_1p32")
    basis = (*beta2.basis, *creatinine.basis)
    fact = resting_on(derived("genomic_high_risk_2025", found.high_risk, basis), context, names)
    questions = list(fact.questions)
    entry = genes.newest("del(17p)")
    flags: tuple[str, ...] = ()
    if entry and found.criteria[0] is Truth.UNKNOWN:
        questions.append(Question("clone-17p", message("clone-17p"), "cytogenetics"))
    if entry and entry.clone and entry.sorted_cells is not YesNo.YES:
        flags = ("CLONE_WITHOUT_CELL_SORTING",)
    as_of = newest(fact.as_of, beta2.as_of, creatinine.as_of)
    return replace(fact, questions=tuple(questions), flags=flags, as_of=as_of)


def _clone(genes: Karyotype) -> Span:
    """The share of cells with del(17p): none where it is absent, unknown where the report gives no number."""
    if genes.truth("del(17p)") is Truth.NO:
        return Span.exactly(0)
    entry = genes.newest("del(17p)")
    return amount_span(entry.clone, "%") if entry else UNBOUNDED


def _biallelic(genes: Karyotype) -> Truth:
    if genes.truth("del(1p32)") is not Truth.YES:
        return genes.truth("del(1p32)")
    found = {entry.alleles for _, entry in genes.results["del(1p32)"] if entry.result is TestResult.PRESENT}
    if "biallelic" in found:
        return Truth.YES
    return Truth.UNKNOWN if "unknown" in found else Truth.NO

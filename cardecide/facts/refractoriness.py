"""Drugs and classes to which the disease is refractory.

Refractory: no minimal response in at least two cycles, or progression on the drug or within 60 days of its
own last dose (Rajkumar et al., Blood 2011;117:4691-4695). Once refractory, always. Every drug being given at
progression is called refractory; one that was stopped earlier is measured at its own last dose. What is not
entered is unknown: a drug is *not refractory* only where a minimal response was reached and no progression
can lie in the window. For CAR-T and bispecific antibodies there is no accepted analogue, and nothing is
computed.

Where information does not merely narrow: a drug's own dates default to its regimen's, so that a last dose of
its own entered afterwards can turn yes into no; a start date that contradicts the order of entry can, too.
An entry whose drugs are not known is not taken to go on with the drug before it, although it may.
Contradictory entries leave the finding unknown.

Nothing is inferred from the next step of a plan. That a planned transplant followed and brought a response at
least as good makes a progression in between unlikely, but a progression date entered later would have to turn
that answer round, and it would be a coherent entry: the field stays unknown and is asked.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

from cardecide.case.choices import Phase
from cardecide.case.drugs import DRUG_CLASSES, all_drugs
from cardecide.case.partial_date import PartialDate
from cardecide.facts.context import Context
from cardecide.facts.drug_exposure import at_least_of_class, exposed_drugs, is_sure
from cardecide.facts.drug_runs import Dose, Finding, judge_progression, judge_response, run_truth, runs_of
from cardecide.facts.fact import Fact, Origin, Question
from cardecide.facts.fact_building import derived
from cardecide.facts.given_drugs import days_apart, window
from cardecide.facts.lenalidomide_context import lenalidomide_context
from cardecide.facts.progression import Answer, answer_of
from cardecide.facts.timeline import Entry, timeline
from cardecide.facts.truths import any_of
from cardecide.facts.value import Members, Options, Truth
from cardecide.language.message import Message, message

NOT_COMPUTED = frozenset({"car_t", "bispecific"})
LENALIDOMIDE = "lenalidomide"
ANTI_CD38 = "anti-CD38"
_WITHOUT_ANTIBODY: Final = ("double_refractory", "quad_refractory_classic")
PERSISTS_DAYS: Final = 120
"""Up to this day after its last dose, progression behind the 60 days of the definition is pointed out for an
anti-CD38 antibody: given every four weeks, it stays in the blood for months."""


@dataclass(frozen=True, slots=True)
class DrugVerdict:
    """Whether the disease is refractory to one drug, by which findings, and what is open."""

    truth: Truth
    findings: tuple[Finding, ...] = ()
    basis: tuple[Message, ...] = ()
    questions: tuple[Question, ...] = ()

    @property
    def codes(self) -> tuple[str, ...]:
        """The rules that decided or nearly decided it, such as ``PD_ON`` or ``NO_MR_SHORT_EXPOSURE``."""
        return tuple(dict.fromkeys(one.judgment.code for one in self.findings if one.judgment.code))

    @property
    def flags(self) -> tuple[str, ...]:
        """What is unclear in the entries; the precision of dates only where it leaves the answer open."""
        flags = dict.fromkeys(one.judgment.flag for one in self.findings if one.judgment.flag)
        if self.truth is not Truth.UNKNOWN:
            flags.pop("DATE_PRECISION", None)
        return tuple(flags)

    @property
    def as_of(self) -> PartialDate | None:
        """The date of the newest progression that it rests on."""
        days = [one.judgment.day for one in self.findings if one.judgment.truth is Truth.YES]
        return max((day for day in days if day is not None), default=None)


def derive(context: Context) -> Iterable[Fact]:
    """The facts of the topic *refractoriness*."""
    entries = timeline(context)
    exposed = exposed_drugs(context, entries)
    verdicts = context.once(verdicts_of)
    drugs = _members(exposed, verdicts)
    classes = _classes(drugs)
    origin = Origin.DERIVED if entries else Origin.MISSING
    everything = tuple(verdicts.values())
    days = {drug: one.as_of for drug, one in verdicts.items() if one.as_of is not None}
    of_classes = {
        name: max(day for drug, day in days.items() if _counts_in(drug, (name,)))
        for name in DRUG_CLASSES
        if any(_counts_in(drug, (name,)) for drug in days)
    }
    by_drug = _fact("refractory_drugs", drugs, everything, origin)
    by_class = _fact("refractory_classes", classes, everything, origin)
    yield replace(by_drug, member_dates=tuple(days.items()))
    yield replace(by_class, member_dates=tuple(of_classes.items()))
    lenalidomide = verdicts.get(LENALIDOMIDE, DrugVerdict(Truth.NO))
    yield _fact("lenalidomide_refractory", drugs.includes(LENALIDOMIDE), (lenalidomide,))
    possible, note = lenalidomide_context(lenalidomide.findings)
    # A later exposure that is not listed may be the one that counts.
    yield derived("lenalidomide_refractory_context", Options(possible if exposed.closed else None), note)
    yield from _combinations(drugs, classes, verdicts)


def _combinations(drugs: Members, classes: Members, verdicts: dict[str, DrugVerdict]) -> Iterable[Fact]:
    for name, truth in combinations(drugs, classes).items():
        of_classes = ("PI", "IMiD") if name in _WITHOUT_ANTIBODY else ("PI", "IMiD", ANTI_CD38)
        concerned = [one for drug, one in verdicts.items() if _counts_in(drug, of_classes)]
        yield _fact(name, truth, tuple(concerned))


def combinations(drugs: Members, classes: Members) -> dict[str, Truth]:
    """The named combinations of refractory classes, from the refractory drugs and classes."""
    pi, imid, cd38 = (classes.includes(one) for one in ("PI", "IMiD", ANTI_CD38))
    two_pi, two_imid = (at_least_of_class(drugs.includes, one, 2) for one in ("PI", "IMiD"))
    return {
        "double_refractory": pi & imid,
        "triple_class_refractory": pi & imid & cd38,
        "quad_refractory_classic": two_pi & two_imid,
        "quad_refractory_mammoth": cd38 & ((pi & ~two_pi & two_imid) | (two_pi & imid & ~two_imid)),
        "penta_refractory": two_pi & two_imid & cd38,
    }


def _counts_in(drug: str, classes: tuple[str, ...]) -> bool:
    return bool(set(all_drugs()[drug].counts_as) & set(classes))


def _fact(
    name: str, value: Truth | Members, verdicts: tuple[DrugVerdict, ...], origin: Origin | None = None
) -> Fact:
    if origin is None:
        origin = Origin.MISSING if value is Truth.UNKNOWN else Origin.DERIVED
    is_open = not isinstance(value, Truth) or value is Truth.UNKNOWN
    questions = {question.id: question for verdict in verdicts for question in verdict.questions}
    return Fact(
        name,
        value,
        origin,
        basis=tuple(dict.fromkeys(one for verdict in verdicts for one in verdict.basis)),
        questions=tuple(questions.values()) if is_open else (),
        flags=tuple(dict.fromkeys(flag for verdict in verdicts for flag in verdict.flags)),
        as_of=max((verdict.as_of for verdict in verdicts if verdict.as_of), default=None),
    )


def verdicts_of(context: Context) -> dict[str, DrugVerdict]:
    """The verdict on every drug of the case; to be asked for through ``context.once``."""
    return drug_verdicts(timeline(context))


def drug_verdicts(entries: tuple[Entry, ...]) -> dict[str, DrugVerdict]:
    """For every drug that was or may have been given: whether the disease is refractory to it."""
    doses: dict[str, list[Dose]] = {}
    perhaps: dict[str, list[Dose]] = {}
    for position, entry in enumerate(entries):
        for one in entry.drugs.given:
            for name in one.may_be:
                (doses if is_sure(one) else perhaps).setdefault(name, []).append(Dose(position, entry, one))
    found = {}
    for name in dict.fromkeys([*doses, *perhaps]):
        if all_drugs()[name].modality in NOT_COMPUTED:
            found[name] = DrugVerdict(
                Truth.UNKNOWN, basis=(message("refractory.not-computed", drug=f"@drugs:{name}"),)
            )
        else:
            found[name] = _verdict(name, doses.get(name, []), perhaps.get(name, []), entries)
    return found


def _verdict(name: str, doses: list[Dose], perhaps: list[Dose], entries: tuple[Entry, ...]) -> DrugVerdict:
    joined, findings = _judge(doses, entries, join_unclear=True)
    apart, _ = _judge(doses, entries, join_unclear=False)
    truth = joined if joined is apart else Truth.UNKNOWN
    for one in perhaps:
        # Refractory only if the drug was given at all, which is open.
        truth |= _judge([one], entries, join_unclear=False)[0] & Truth.UNKNOWN
    questions = () if truth is not Truth.UNKNOWN else tuple(_questions(name, findings))
    basis = tuple(dict.fromkeys(_sentence(name, one) for one in findings if one.judgment.truth is Truth.YES))
    if not basis:
        basis = tuple(dict.fromkeys(_late(name, one) for one in findings if one.judgment.late))
    return DrugVerdict(truth, tuple(findings), basis, questions)


def _judge(
    doses: list[Dose], entries: tuple[Entry, ...], *, join_unclear: bool
) -> tuple[Truth, list[Finding]]:
    truths, everything = [], []
    for run in runs_of(doses, join_unclear=join_unclear):
        findings = [*judge_progression(run, entries), judge_response(run)]
        truths.append(run_truth(findings))
        everything.extend(findings)
    return any_of(truths), everything


def _members(exposed: Members, verdicts: dict[str, DrugVerdict]) -> Members:
    present = frozenset(name for name, one in verdicts.items() if one.truth is Truth.YES)
    unclear = frozenset(name for name, one in verdicts.items() if one.truth is Truth.UNKNOWN)
    absent = frozenset(name for name, one in verdicts.items() if one.truth is Truth.NO)
    if not exposed.closed:
        # A drug listed and not refractory may have been given again in what is not listed.
        return Members(present, open=unclear)
    return Members(present, absent, closed=True, open=unclear)


def _classes(drugs: Members) -> Members:
    includes = {
        one: any_of(drugs.includes(n) for n, drug in all_drugs().items() if one in drug.counts_as)
        for one in DRUG_CLASSES
    }
    members = Members(
        frozenset(one for one, truth in includes.items() if truth is Truth.YES),
        closed=drugs.closed,
        open=frozenset(one for one, truth in includes.items() if truth is Truth.UNKNOWN),
    )
    return members if drugs.closed else Members(members.present)


def _sentence(name: str, finding: Finding) -> Message:
    """How a finding made the disease refractory, in words."""
    drug, regimen, day = f"@drugs:{name}", finding.entry.name, finding.judgment.day
    if finding.by_response:
        return message("refractory.no-minimal-response", drug=drug, regimen=regimen)
    if day is None:
        return message("refractory.stopped-for-progression", drug=drug, regimen=regimen)
    within = finding.judgment.code == "PD_LE_60D"
    sentence = "refractory.progression-within-60-days" if within else "refractory.progression-on"
    return message(sentence, drug=drug, regimen=regimen, date=day)


def _late(name: str, finding: Finding) -> Message:
    """Progression after the 60 days, with the interval; an anti-CD38 antibody is still there for months."""
    least, most = days_apart(finding.dose.given.last_dose, window(finding.judgment.day))
    days = str(least) if least == most else f"{least}–{most}"
    parts = {"drug": f"@drugs:{name}", "regimen": finding.entry.name, "days": days}
    persists = ANTI_CD38 in all_drugs()[name].counts_as and least is not None and least <= PERSISTS_DAYS
    return message("refractory.late-antibody" if persists else "refractory.late", **parts)


def _questions(name: str, findings: list[Finding]) -> Iterable[Question]:
    """What is open about the drug's own regimens; about later ones only where nothing else is open.

    Nothing is asked for the conditioning of a transplant: it is given once, and nobody reads whether the
    disease is refractory to it. The finding itself stays open.
    """
    unsettled = [
        one
        for one in findings
        if one.judgment.truth is Truth.UNKNOWN and one.dose.entry.phase is not Phase.AUTOLOGOUS_TRANSPLANT
    ]
    own = [one for one in unsettled if one.entry is one.dose.entry]
    for finding in own or unsettled:
        asked, field = _asked(finding)
        place = finding.entry.field(field)
        text = message(f"refractory.ask.{asked}", drug=f"@drugs:{name}", regimen=finding.entry.name)
        yield Question(f"refractory.{asked}.{name}.{place}", text, place)


def _asked(finding: Finding) -> tuple[str, str]:
    """Which question would settle an open finding, and the field that takes the answer."""
    if finding.by_response:
        cycles = finding.judgment.code.startswith("NO_MR")
        return ("cycles", "cycles") if cycles else ("response", "best_response")
    if finding.judgment.flag == "PROGRESSION_CONTRADICTORY":
        return "contradiction", "progression"
    if finding.entry is not finding.dose.entry:
        return "later", "progression"
    if answer_of(finding.entry) is Answer.DATED:
        return "last-dose", "stop"
    if answer_of(finding.entry) in (Answer.AT_END, Answer.UNDATED):
        return "date", "progression"
    return "progression", "progression"

"""Which answers settle each open status: label, trial and whether safety says to wait.

A label or trial is settled by every fact on which its refusal still depends. The safety of a product is
settled where it is known whether a reason to wait holds and the screening has its answers; once nothing of
that is open, where it is known whether a caution applies.
"""

from collections.abc import Iterable, Mapping, Sequence

from cardecide.assessment.condition_form import Form, all_form, any_form, forms_of, negated
from cardecide.assessment.further_results import Way
from cardecide.assessment.judged import Judged
from cardecide.assessment.missing import safety_status
from cardecide.assessment.product_findings import ProductFindings
from cardecide.assessment.result import MissingSets
from cardecide.assessment.safety import (
    answered,
    asked_by_screening,
    caution_criteria,
    waits_for_the_day,
)
from cardecide.assessment.ways import Facts, Ways, shortest, ways_of
from cardecide.engine import CriterionFinding, PackFinding, VersionFinding
from cardecide.engine.expression import Expression
from cardecide.engine.pack import STATUS_ROLES
from cardecide.engine.vocabulary import Vocabulary
from cardecide.facts.fact import Fact
from cardecide.language.message import message
from cardecide.language.messages import say
from cardecide.language.text import in_language

_REFUSED = {"label": "off_label", "trial": "outside"}
_GRANTED = {"label": "on_label", "trial": "inside"}


def missing_sets(judged: Judged) -> list[MissingSets]:
    """One entry for each open status, labels first; of trials and safety only where a label may permit."""
    labels, safety, trials = [], [], []
    for product in judged.listed:
        labels += [_status(judged, product, one) for one in product.labels if one.status == "undetermined"]
        if not product.may_be_permitted:
            continue
        if judged.safety[product.product].status == "undetermined":
            safety.append(_safety(judged, product))
        trials += [_status(judged, product, one) for one in product.trials if one.status == "undetermined"]
    return [*labels, *safety, *trials]


def refusal(version: VersionFinding, facts: Mapping[str, Fact], vocabulary: Vocabulary) -> Form:
    """When the version decides against: where any include is false or any exclude true."""
    deciding = [
        one.criterion
        for one in version.criteria
        if one.criterion.role in STATUS_ROLES and not one.criterion.by_hand
    ]
    forms = forms_of([one.condition for one in deciding if one.condition is not None], facts, vocabulary)
    return any_form(
        negated(form) if one.met_when_yes else form for one, form in zip(deciding, forms, strict=True)
    )


def _status(judged: Judged, product: ProductFindings, finding: PackFinding) -> MissingSets:
    kind = "label" if finding.pack.kind == "label" else "trial"
    language = judged.question.language
    checks = [one for one in finding.criteria if _is_check(one)]
    note = None
    found: Ways | None = None
    if finding.reason == "not_verified":
        note = "missing.label-not-verified"
    elif finding.reason == "versions_disagree" or any(one.prepared is None for one in finding.versions):
        note = "missing.day-decides"
    else:
        vocabulary = judged.question.rulebook.vocabulary
        refusals = [refusal(one, judged.facts, vocabulary) for one in finding.versions]
        found = _agreeing(refusals)
    granted = "by_hand" if checks else _GRANTED[kind]
    return MissingSets(
        status=finding.pack.id,
        kind="label" if kind == "label" else "trial",
        product=product.product,
        sets=_sets(found),
        ways=_ways([(found.yes, _REFUSED[kind]), (found.no, granted)]) if found else [],
        by_hand=[in_language(one.criterion.text, language) for one in checks],
        exact=found is None or found.exact,
        note=say(message(note), language) if note else _note(found, judged),
    )


def _agreeing(refusals: Sequence[Form]) -> Ways:
    """The ways of one version, or of all that may be in force: to refuse by all, to be refused by none."""
    if len(refusals) == 1:
        return ways_of(refusals[0])
    some, every = ways_of(any_form(refusals)), ways_of(all_form(refusals))
    return Ways(some.relevant | every.relevant, every.yes, some.no, some.exact and every.exact)


def _safety(judged: Judged, product: ProductFindings) -> MissingSets:
    facts, vocabulary = judged.facts, judged.question.rulebook.vocabulary
    policy = judged.scorer.policy
    holds = [
        one
        for _, one in product.criteria("hold")
        if one.verdict == "unknown" and not waits_for_the_day(one, policy)
    ]
    screening = policy.screening
    screened = frozenset(entry.fact for entry in screening if not answered(entry, facts))
    if holds or screened:
        found = ways_of(any_form(forms_of(_conditions(holds), facts, vocabulary)))
        # What the screening asks for anyway is not a fact of its own.
        own = {name for name in found.relevant if not asked_by_screening(name, screening, facts)}
        go: tuple[Facts, ...] = shortest((way & own) | screened for way in found.no)
        ways = [(found.yes, "hold"), (go, "no_hold")]
        found = Ways(screened | own, found.yes, go, found.exact)
    else:
        cautions = [
            one
            for _, one in caution_criteria(product)
            if one.verdict == "unknown" and not waits_for_the_day(one, policy)
        ]
        found = ways_of(any_form(forms_of(_conditions(cautions), facts, vocabulary)))
        ways = [(found.yes, "caution"), (found.no, "clear")]
    return MissingSets(
        status=safety_status(product.product),
        kind="safety",
        product=product.product,
        sets=_sets(found),
        ways=_ways(ways),
        exact=found.exact,
        note=_note(found, judged),
    )


def _conditions(findings: Iterable[CriterionFinding]) -> list[Expression]:
    return [one.criterion.condition for one in findings if one.criterion.condition is not None]


def _is_check(one: CriterionFinding) -> bool:
    return one.criterion.role in STATUS_ROLES and one.verdict == "by_hand"


def _sets(found: Ways | None) -> list[list[str]]:
    return [sorted(found.relevant)] if found and found.relevant else []


def _ways(given: Iterable[tuple[Iterable[Facts], str]]) -> list[Way]:
    ways = [Way(facts=sorted(way), gives=gives) for found, gives in given for way in found if way]
    return sorted(ways, key=lambda way: len(way.facts))


def _note(found: Ways | None, judged: Judged) -> str | None:
    if found is None or found.exact:
        return None
    return say(message("missing.too-many"), judged.question.language)

"""From a case to its result: facts, findings, and what they mean for each product."""

from collections import Counter
from collections.abc import Sequence
from typing import Final

from cardecide import __version__
from cardecide.assessment.alternatives import alternative_results, without_data
from cardecide.assessment.assess_more import assess_more
from cardecide.assessment.criterion_results import CriterionTexts
from cardecide.assessment.evidence import evidence_rows
from cardecide.assessment.fact_results import fact_result, needs_of
from cardecide.assessment.judged import Judged, Question, judge
from cardecide.assessment.label_status import label_result
from cardecide.assessment.missing import missing_facts
from cardecide.assessment.preparation import preparation_items
from cardecide.assessment.product_findings import ProductFindings
from cardecide.assessment.ranking import in_order, ranking
from cardecide.assessment.remembered import Remembered
from cardecide.assessment.result import ProductResult, Result, RulesInfo, TrialResult
from cardecide.assessment.trial_fit import trial_result
from cardecide.case.jurisdictions import JURISDICTIONS
from cardecide.case.model import Case
from cardecide.case.partial_date import PartialDate
from cardecide.engine import Rulebook
from cardecide.facts.as_of import as_of
from cardecide.facts.fact import Origin
from cardecide.language.message import Message, message
from cardecide.language.messages import say
from cardecide.language.text import Language, in_language
from cardecide.reading.problem import InputError, Problem

DEFAULT_POLICY = "default"
_RULES: Final = Remembered[RulesInfo]()


def assess(
    case: Case,
    rulebook: Rulebook,
    *,
    on: PartialDate | None = None,
    default_date: PartialDate | None = None,
    jurisdictions: Sequence[str] | None = None,
    language: Language = "en",
    policy: str = DEFAULT_POLICY,
    full: bool = False,
) -> Result:
    """Assess ``case`` under ``rulebook`` on its own decision date, or on ``on`` where another day is asked.

    ``default_date`` serves a case without a date of its own; the core never asks the clock. With ``full``
    also the planner, the sets of missing facts, the stability of the order and the what-ifs, which take
    several times as long.

    Raises InputError where there is no date at all, where a claim or an override of the case does not fit
    its fact, or where the policy does not exist.
    """
    date, notes = _decision_date(case, on, default_date)
    seen, set_aside = as_of(case, on) if on is not None else (case, ())
    asked = asked_jurisdictions(case, rulebook, jurisdictions)
    judged = judge(seen, date, Question(rulebook, asked, policy, language))
    result = _result(judged, case, on, set_aside, notes)
    return assess_more(result, judged) if full else result


def judged_on(
    case: Case,
    rulebook: Rulebook,
    *,
    on: PartialDate | None = None,
    default_date: PartialDate | None = None,
    jurisdictions: Sequence[str] | None = None,
    language: Language = "en",
    policy: str = DEFAULT_POLICY,
) -> Judged:
    """What ``assess`` starts from, for what-ifs and comparisons; raises what ``assess`` raises."""
    date, _ = _decision_date(case, on, default_date)
    seen, _ = as_of(case, on) if on is not None else (case, ())
    asked = asked_jurisdictions(case, rulebook, jurisdictions)
    return judge(seen, date, Question(rulebook, asked, policy, language))


def asked_jurisdictions(
    case: Case, rulebook: Rulebook, jurisdictions: Sequence[str] | None = None
) -> list[str]:
    """Those asked about, else the case's own, else all that the rules know."""
    known = {pack.jurisdiction for pack in rulebook.of_kind("label")}
    return list(jurisdictions or case.jurisdictions or [one for one in JURISDICTIONS if one in known])


def _result(
    judged: Judged,
    case: Case,
    on: PartialDate | None,
    set_aside: Sequence[Message],
    notes: Sequence[Message],
) -> Result:
    language, facts, asked = judged.question.language, judged.facts, judged.question.jurisdictions
    criteria = CriterionTexts(language)
    products = in_order([_product(one, judged, criteria) for one in judged.listed], asked)
    return Result(
        program=__version__,
        case_id=case.id,
        decision_date=str(judged.on),
        asked_date=str(on) if on is not None else None,
        language=language,
        jurisdictions=list(asked),
        rules=rules_info(judged.question.rulebook),
        facts={name: fact_result(fact, language) for name, fact in facts.items()},
        products=products,
        ranking=ranking(products),
        missing=missing_facts(judged.listed, judged.safety, facts, language),
        preparation=preparation_items(judged.products, judged.scorer.policy, language),
        questions=[
            need
            for fact in facts.values()
            if fact.origin is not Origin.MISSING
            for need in needs_of(fact, language)
        ],
        policy=judged.question.policy,
        alternatives=alternative_results(judged.alternatives, judged.safety, criteria),
        no_data=without_data((*judged.products, *judged.alternatives), criteria),
        other_trials=_other_trials(judged, criteria),
        set_aside=[say(line, language) for line in set_aside],
        notes=[say(line, language) for line in notes],
    )


def _decision_date(
    case: Case, on: PartialDate | None, default: PartialDate | None
) -> tuple[PartialDate, list[Message]]:
    own = case.decision_date
    if on is not None:
        if own is None or on == own:
            return on, []
        name = "result.asked-earlier" if on < own else "result.asked-later"
        inside = own.first <= on.first and on.last <= own.last
        return on, [] if inside else [message(name, date=on, own=own)]
    if own is not None:
        return own, []
    if default is None:
        raise InputError(
            [Problem("the case has no decision date", expected="decision_date, or a date to judge on")]
        )
    return default, [message("result.no-date", date=default)]


def _other_trials(judged: Judged, criteria: CriterionTexts) -> list[TrialResult]:
    """How the trials of products without any label stand."""
    rulebook = judged.question.rulebook
    labeled = {pack.product for pack in rulebook.of_kind("label")}
    packs = [pack for pack in rulebook.of_kind("trial") if pack.product not in labeled]
    return [trial_result(judged.findings[pack.id], criteria) for pack in packs]


def _product(product: ProductFindings, judged: Judged, criteria: CriterionTexts) -> ProductResult:
    language, safety = criteria.language, judged.safety[product.product]
    score = judged.scorer.score(product, safety)
    return ProductResult(
        id=product.product,
        name=in_language(product.name, language),
        labels=[label_result(one, criteria) for one in product.labels],
        trials=[trial_result(one, criteria) for one in product.trials],
        safety=safety,
        score=score,
        summary=score.reason,
        evidence=evidence_rows(judged.question.rulebook, judged.findings, product.product, language),
        considerations=[criteria.result(one) for _, one in product.criteria("caution", "favor")],
        no_data=list(product.no_data),
    )


def rules_info(rulebook: Rulebook) -> RulesInfo:
    """Which rules are used, and how well their sources were checked."""
    return _RULES.take("rules", (rulebook,), lambda: _rules_info(rulebook))


def _rules_info(rulebook: Rulebook) -> RulesInfo:
    packs = rulebook.packs.values()
    grades = Counter(
        criterion.citation.source.grade
        for pack in packs
        for criterion in pack.criteria
        if criterion.citation is not None
    )
    return RulesInfo(
        version=rulebook.version,
        sha256=rulebook.sha256,
        modified=list(rulebook.modified),
        unreviewed=[pack for pack in rulebook.modified if pack not in rulebook.reviewed],
        grades=dict(grades),
        packs={pack.id: pack.sha256 for pack in packs},
        revisions={pack.id: pack.revision for pack in packs},
    )

"""A case judged on one day: its facts, what every pack finds, and how safety stands.

What every answer starts from: the result, a hypothesis of the planner, a what-if, one side of a comparison.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cardecide.assessment.product_findings import ProductFindings, products_of
from cardecide.assessment.result import SafetyResult
from cardecide.assessment.safety import safety_result
from cardecide.assessment.suitability import Scorer
from cardecide.case.model import Case
from cardecide.case.partial_date import PartialDate
from cardecide.engine import PackFinding, Rulebook
from cardecide.engine.scoring import Scoring
from cardecide.facts.derive import derive
from cardecide.facts.fact import Fact
from cardecide.language.text import Language
from cardecide.reading.problem import InputError, Problem


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of a case besides its day: which rules, where, under which policy, in which language."""

    rulebook: Rulebook
    jurisdictions: Sequence[str]
    policy: str
    language: Language

    @property
    def scoring(self) -> Scoring:
        """The policy; raises InputError where the rules hold none of that name."""
        return policy_of(self.rulebook, self.policy)


@dataclass(frozen=True, slots=True)
class Judged:
    """One case on one day. ``alternatives`` are given instead of or after CAR-T and have no score."""

    question: Question
    case: Case
    on: PartialDate
    facts: Mapping[str, Fact]
    findings: Mapping[str, PackFinding]
    products: Sequence[ProductFindings]
    alternatives: Sequence[ProductFindings]
    safety: Mapping[str, SafetyResult]
    scorer: Scorer

    @property
    def listed(self) -> list[ProductFindings]:
        """The products with a label pack in a jurisdiction asked about."""
        return [one for one in self.products if one.labels]


def judge(case: Case, on: PartialDate, question: Question) -> Judged:
    """The case with all its entries, judged on the day ``on``."""
    return judge_facts(case, on, derive(case, on), question)


def judge_facts(case: Case, on: PartialDate, facts: Mapping[str, Fact], question: Question) -> Judged:
    """The same from facts that were derived before, or that are supposed."""
    findings = question.rulebook.evaluate(facts, on)
    asked = question.jurisdictions
    products = products_of(question.rulebook, findings, asked)
    alternatives = products_of(question.rulebook, findings, asked, alternative=True)
    scoring, language = question.scoring, question.language
    return Judged(
        question=question,
        case=case,
        on=on,
        facts=facts,
        findings=findings,
        products=products,
        alternatives=alternatives,
        safety={
            one.product: safety_result(one, scoring, facts, language)
            for one in (*products, *alternatives)
            if one.labels
        },
        scorer=Scorer(scoring, question.policy, facts, language),
    )


def policy_of(rulebook: Rulebook, name: str) -> Scoring:
    """The scoring policy of that name; raises InputError where there is none, naming those there are."""
    pack = rulebook.packs.get(name)
    if pack is None or pack.scoring is None:
        known = ", ".join(one.id for one in rulebook.of_kind("scoring"))
        raise InputError(
            [Problem(f"there is no scoring policy '{name}' among the rules", expected=f"one of {known}")]
        )
    return pack.scoring

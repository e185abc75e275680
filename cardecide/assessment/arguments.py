"""What speaks for and against a product under a policy, as weighted parts of the four shares of the score."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from cardecide.assessment.criterion_results import source_result
from cardecide.assessment.product_findings import ProductFindings
from cardecide.assessment.questions import question_of
from cardecide.assessment.running_text import in_sentence, short_title
from cardecide.assessment.safety import answered
from cardecide.assessment.score import Part
from cardecide.assessment.trial_fit import coverage
from cardecide.engine import CriterionFinding, PackFinding
from cardecide.engine.scoring import Scoring
from cardecide.facts.fact import Fact
from cardecide.facts.value import Truth
from cardecide.language.message import message
from cardecide.language.messages import say
from cardecide.language.text import Language, in_language

_PERMITTED: Final = {"on_label": Truth.YES, "undetermined": Truth.UNKNOWN}
_BEST_FIRST: Final = ("on_label", "undetermined", "off_label", "not_approved")
_STANDS: Final = {Truth.NO: "ruled-out", Truth.UNKNOWN: "open", Truth.YES: "present"}
_ONE: Final = Decimal(1)


@dataclass(frozen=True, slots=True)
class Evidence:
    """The share of the best covering pivotal trial's criteria that is met, and that may be, from 0 to 1."""

    text: str
    low: Decimal
    high: Decimal


@dataclass(frozen=True, slots=True)
class Arguments:
    """The parts of each share; no evidence where no pivotal trial can be computed."""

    permission: list[Part]
    evidence: Evidence | None
    safety: list[Part]
    considerations: list[Part]


def arguments_of(
    product: ProductFindings, policy: Scoring, facts: Mapping[str, Fact], language: Language
) -> Arguments:
    """The product's arguments for this patient."""
    builder = _Builder(product, policy, facts, language)
    return Arguments(builder.permission(), builder.evidence(), builder.safety(), builder.considerations())


def best_label(product: ProductFindings) -> PackFinding | None:
    """The label that permits most among the jurisdictions asked about; the first of equals.

    A label that waits for answers goes before one of which only nobody knows whether it was approved since.
    """
    return min(
        product.labels,
        key=lambda one: (_BEST_FIRST.index(status_of(one)), one.reason == "not_verified"),
        default=None,
    )


def status_of(finding: PackFinding) -> str:
    """A label's status; one that nothing decides is undetermined."""
    return finding.status or "undetermined"


@dataclass(frozen=True, slots=True)
class _Builder:
    product: ProductFindings
    policy: Scoring
    facts: Mapping[str, Fact]
    language: Language

    def permission(self) -> list[Part]:
        best = best_label(self.product)
        text = (
            message("score.part-permission", jurisdiction=best.pack.jurisdiction)
            if best
            else message("score.no-label")
        )
        earned = _PERMITTED.get(status_of(best), Truth.NO) if best else Truth.NO
        why = in_language(self.policy.shares["permission"].why, self.language)
        return [Part("permission", say(text, self.language), _ONE, earned, why=why)]

    def evidence(self) -> Evidence | None:
        """The pivotal trial that covers best: being outside one population says nothing against another."""
        fits = [
            (fit, trial)
            for trial in self.product.trials
            if trial.pack.pivotal and (fit := coverage(trial)) is not None
        ]
        if not fits:
            return None
        fit, now = max(fits, key=lambda pair: pair[0])
        most, then = max(fits, key=lambda pair: pair[0][1])
        high = max(fit[1], most[1])
        name, other = (short_title(in_language(one.pack.title, self.language)) for one in (now, then))
        text = message("score.part-trial", trial=name)
        if fit[1] < high:
            # As answers come in another trial may cover better: no one trial has both ends.
            text = message("score.part-trials", trial=name, other=other)
        return Evidence(say(text, self.language), fit[0], high)

    def safety(self) -> list[Part]:
        holds = [one for _, one in self.product.criteria("hold") if one.verdict != "by_hand"]
        parts = [self._part("hold", one, _ONE) for one in holds]
        for entry in self.policy.screening:
            question = question_of(entry.fact, self.facts, self.language).question
            earned = Truth.YES if answered(entry, self.facts) else Truth.UNKNOWN
            stands = "answered" if earned is Truth.YES else "open"
            text = say(message(f"score.part-screening-{stands}", question=question), self.language)
            parts.append(Part(f"screening-{entry.fact}", text, _ONE, earned))
        return parts

    def considerations(self) -> list[Part]:
        """The cautions that apply or may apply, and what they leave of the share.

        A caution that does not apply costs nothing and is not listed, so that a weighty one is not diluted
        by many that concern other patients.
        """
        parts = [
            self._part("caution", one, one.criterion.weight or self.policy.default_weight)
            for _, one in self.product.criteria("caution")
            if one.verdict != "by_hand" and one.truth is not Truth.NO
        ]
        parts.sort(key=lambda part: part.earned is not Truth.NO)
        left = self.policy.full_weight - sum((part.weight for part in parts), Decimal(0))
        if left > 0:
            text = say(message("score.part-rest" if parts else "score.part-nothing"), self.language)
            parts.append(Part("considerations", text, left, Truth.YES))
        return parts

    def _part(self, name: str, one: CriterionFinding, weight: Decimal) -> Part:
        """What speaks against the product where it applies. The words say whether it does: a line that named
        the argument for it (*does not apply: …*) was read as a finding in a patient who has it.
        """
        criterion = one.criterion
        about = in_language(criterion.text, self.language)
        text = message(f"score.part-{name}-{_STANDS[one.truth]}", criterion=in_sentence(about, self.language))
        return Part(
            id=f"{criterion.role}-{criterion.id}",
            text=say(text, self.language),
            about=about,
            weight=weight,
            earned=~one.truth,
            why=in_language(criterion.why, self.language) if criterion.why else None,
            source=source_result(criterion.citation, self.language),
        )

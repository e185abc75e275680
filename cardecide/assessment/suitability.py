"""A product's score under a policy: the arguments, their points, and the band with its gates.

Gates come before points: what no label permits, or what has to wait, is *not suitable now* whatever the sum;
what is open in permission or safety *cannot be said yet*. The reason is said first.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from cardecide.assessment.arguments import Arguments, arguments_of, best_label, status_of
from cardecide.assessment.label_status import label_reason
from cardecide.assessment.product_findings import ProductFindings
from cardecide.assessment.questions import need_label
from cardecide.assessment.result import Band, Contribution, SafetyResult, Score
from cardecide.assessment.running_text import joined, listed
from cardecide.assessment.score import Part, contributions, segments
from cardecide.engine import CriterionFinding, PackFinding
from cardecide.engine.scoring import Scoring
from cardecide.facts.fact import Fact
from cardecide.facts.value import Truth
from cardecide.language.message import Message, message
from cardecide.language.messages import say
from cardecide.language.text import Language, in_language

_HUNDREDTH = Decimal("0.01")
_NAMED_CAUTIONS = 3


@dataclass(frozen=True, slots=True)
class Scorer:
    """Scores products for one patient under one policy."""

    policy: Scoring
    policy_id: str
    facts: Mapping[str, Fact]
    language: Language

    def arguments(self, product: ProductFindings) -> Arguments:
        """What speaks for and against the product."""
        return arguments_of(product, self.policy, self.facts, self.language)

    def score(self, product: ProductFindings, safety: SafetyResult) -> Score:
        """The product's score, band and reason."""
        arguments = self.arguments(product)
        lines = [
            *self._share("permission", arguments.permission),
            self._evidence(arguments),
            *self._share("safety", arguments.safety),
            *segments(self.policy.shares["considerations"].points, arguments.considerations),
        ]
        low = sum((line.low for line in lines), Decimal(0))
        high = sum((line.high for line in lines), Decimal(0))
        gate = self.gate(product, safety)
        band, reason = gate or (band_of(low, self.policy), self._permitted(product, low == high))
        return Score(
            low=low,
            high=high,
            band=band,
            reason=say(reason, self.language),
            policy=self.policy_id,
            contributions=lines,
        )

    def gate(self, product: ProductFindings, safety: SafetyResult) -> tuple[Band, Message] | None:
        """The band that permission, safety or a weighty caution impose, with the reason; else None."""
        best = best_label(product)
        if best is None:
            return "cannot_say_yet", message("score.no-label")
        reason = label_reason(best, self.language)
        match status_of(best):
            case "not_approved":
                return "not_suitable_now", message("score.not-approved", reason=reason)
            case "off_label":
                return "not_suitable_now", message("score.off-label", reason=reason)
        if safety.status == "hold":
            holds = [item.text for item in safety.items if item.kind == "hold"]
            said = say(message("display.phrases"), self.language).join(one.rstrip(".。") for one in holds)
            return "not_suitable_now", message("score.hold", reason=said)
        if status_of(best) == "undetermined":
            name = "score.not-verified" if best.reason == "not_verified" else "score.label-open"
            return "cannot_say_yet", message(name, reason=reason)
        where = self._where(product)
        if unanswered := self._unanswered(safety):
            return "cannot_say_yet", message("score.safety-open", where=where, reason=unanswered)
        weighty = [
            in_language(one.criterion.text, self.language)
            for pack, one in product.criteria("caution")
            if one.truth is Truth.YES and self._is_weighty(pack, one)
        ]
        if weighty:
            reason = joined(weighty[:_NAMED_CAUTIONS], self.language)
            return "with_caution", message("score.caution", where=where, reason=reason)
        return None

    def _is_weighty(self, pack: PackFinding, one: CriterionFinding) -> bool:
        """Whether a caution caps the band: each that a label itself gives, and the heavy ones of guidance."""
        weight = one.criterion.weight or self.policy.default_weight
        return pack.pack.kind == "label" or weight >= self.policy.caution_cap_weight

    def _share(self, name: str, parts: list[Part]) -> list[Contribution]:
        return contributions(self.policy.shares[name].points, parts)

    def _evidence(self, arguments: Arguments) -> Contribution:
        share, evidence = self.policy.shares["evidence"], arguments.evidence
        if evidence is None:
            text = say(message("score.no-trial"), self.language)
            return Contribution(id="evidence", text=text, low=Decimal(0), high=Decimal(0), most=share.points)
        return Contribution(
            id="evidence",
            text=evidence.text,
            low=(share.points * evidence.low).quantize(_HUNDREDTH),
            high=(share.points * evidence.high).quantize(_HUNDREDTH),
            most=share.points,
            why=in_language(share.why, self.language),
        )

    def _unanswered(self, safety: SafetyResult) -> str:
        """The safety questions that are open, in words."""
        needs = [name for item in safety.items if item.kind == "open" for name in item.needs]
        return listed(dict.fromkeys(need_label(name, self.language) for name in needs), self.language)

    def _where(self, product: ProductFindings) -> str:
        permits = (one.pack.jurisdiction for one in product.labels if one.status == "on_label")
        return listed(dict.fromkeys(permits), self.language)

    def _permitted(self, product: ProductFindings, is_exact: bool) -> Message:
        return message("score.permitted" if is_exact else "score.permitted-gaps", where=self._where(product))


def band_of(low: Decimal | Fraction, policy: Scoring) -> Band:
    """The band of a permitted product without a weighty caution, from the lower end of its score."""
    exact = Fraction(low)
    if exact >= Fraction(policy.bands["favored"]):
        return "favored"
    return "reasonable" if exact >= Fraction(policy.bands["reasonable"]) else "with_caution"

"""Evidence: how far a trial's population covers the patient. Outside is never contraindicated."""

from collections import Counter
from decimal import Decimal

from cardecide.assessment.criterion_results import CriterionTexts
from cardecide.assessment.label_status import texts
from cardecide.assessment.result import TrialResult, Verdict
from cardecide.engine import CriterionFinding, PackFinding
from cardecide.engine.pack import STATUS_ROLES
from cardecide.language.message import Message, message
from cardecide.language.messages import say
from cardecide.language.text import Language, in_language


def trial_result(finding: PackFinding, criteria: CriterionTexts) -> TrialResult:
    """The status, the counts and every criterion of one trial."""
    pack, language = finding.pack, criteria.language
    counts: Counter[Verdict] = Counter(one.verdict for one in deciding(finding))
    status = finding.status or "undetermined"
    if status not in ("inside", "outside", "undetermined"):
        raise ValueError(f"{pack.id} is not a trial")
    return TrialResult(
        pack=pack.id,
        title=in_language(pack.title, language),
        registry=pack.registry or None,
        pivotal=pack.pivotal,
        status=status,
        reason=trial_reason(finding, counts, language),
        met=counts["met"],
        not_met=counts["not_met"],
        unknown=counts["unknown"],
        by_hand=counts["by_hand"],
        fails_exactly_one=counts["not_met"] == 1,
        criteria=[criteria.result(one) for one in finding.criteria],
    )


def deciding(finding: PackFinding) -> list[CriterionFinding]:
    """The criteria from which the trial's status follows."""
    return [one for one in finding.criteria if one.criterion.role in STATUS_ROLES]


def coverage(finding: PackFinding) -> tuple[Decimal, Decimal] | None:
    """The share of the computable criteria that are met, and that may still be; None where there are none.

    Criteria to check by hand count neither way.
    """
    verdicts = [one.verdict for one in deciding(finding) if one.verdict != "by_hand"]
    if not verdicts:
        return None
    met = verdicts.count("met")
    whole = Decimal(len(verdicts))
    return Decimal(met) / whole, Decimal(met + verdicts.count("unknown")) / whole


def trial_reason(finding: PackFinding, counts: Counter[Verdict], language: Language) -> str:
    """Why the trial's population covers the patient, or does not; *outside* names every criterion failed."""
    failed = [one for one in deciding(finding) if one.verdict == "not_met"]
    if failed:
        return say(_outside(failed, language), language)
    names = {"met": counts["met"], "by_hand": counts["by_hand"], "unknown": counts["unknown"]}
    if finding.status == "inside":
        return say(message("trial.inside", **names), language)
    if not counts["unknown"]:
        name = "trial.by-hand-one" if counts["met"] == 1 else "trial.by-hand"
        return say(message(name if counts["met"] else "trial.only-by-hand", **names), language)
    name = "trial.undetermined-one" if counts["unknown"] == 1 else "trial.undetermined"
    parts = [message(name, total=sum(counts.values()), **names)]
    if counts["by_hand"]:
        parts.append(message("trial.and-by-hand", **names))
    return " ".join(say(part, language) for part in parts)


def _outside(failed: list[CriterionFinding], language: Language) -> Message:
    """Outside by what is asked for and not met, or by what excludes."""
    missed = [one for one in failed if one.criterion.role == "include"]
    excluding = [one for one in failed if one.criterion.role == "exclude"]
    parts = []
    if missed:
        parts.append(say(message("trial.part-missed", criteria=texts(missed, language)), language))
    if excluding:
        parts.append(say(message("trial.part-excluded", criteria=texts(excluding, language)), language))
    name = "trial.outside-one" if len(failed) == 1 else "trial.outside"
    return message(name, criteria=say(message("display.phrases"), language).join(parts))

"""Permission: how a product's label in one jurisdiction stands on the decision date."""

from cardecide.assessment.criterion_results import CriterionTexts
from cardecide.assessment.result import LabelResult
from cardecide.assessment.running_text import joined
from cardecide.engine import CriterionFinding, PackFinding
from cardecide.engine.pack import STATUS_ROLES
from cardecide.language.message import Message, message
from cardecide.language.messages import say
from cardecide.language.text import Language, in_language


def label_result(finding: PackFinding, criteria: CriterionTexts) -> LabelResult:
    """The status with its reason first, then every criterion of the version in force."""
    pack, language = finding.pack, criteria.language
    last = finding.versions[-1] if finding.versions else None
    version = last.version if last else None
    status = finding.status or "undetermined"
    if status in ("inside", "outside"):
        raise ValueError(f"{pack.id} is not a label")
    notes = [*(version.facts_printed if version else ()), *(pack.facts_printed if version else ())]
    return LabelResult(
        pack=pack.id,
        title=in_language(pack.title, language),
        jurisdiction=pack.jurisdiction,
        version_from=str(version.start) if version and version.start else None,
        version_until=str(version.until) if version and version.until else None,
        verified_through=str(pack.verified_through) if pack.verified_through else None,
        beyond_verified=finding.beyond_verified,
        status=status,
        reason=label_reason(finding, language),
        criteria=[criteria.result(one) for one in finding.criteria],
        notes=[in_language(fact.text, language) for fact in notes],
    )


def label_reason(finding: PackFinding, language: Language) -> str:
    """Why the label stands as it does, in words."""
    return " ".join(say(part, language) for part in _reasons(finding, language))


def _reasons(finding: PackFinding, language: Language) -> list[Message]:
    pack = finding.pack
    match finding.reason:
        case "not_yet_approved":
            return [_first_approval(finding)]
        case "no_longer_approved":
            return [message("label.withdrawn", date=pack.versions[-1].until or "?")]
        case "not_verified":
            return [message("label.approval-may-have-come", date=pack.verified_through or "?")]
        case "versions_disagree":
            reasons = [message("label.day-decides", date=finding.deciding_day or "?")]
        case _:
            reasons = _by_criteria(finding, language)
    if finding.beyond_verified:
        reasons.append(message("label.beyond-verified", date=pack.verified_through or "?"))
    return reasons


def _first_approval(finding: PackFinding) -> Message:
    start = finding.pack.versions[0].start if finding.pack.versions else None
    return message("label.not-yet", date=start) if start else message("label.never")


def _by_criteria(finding: PackFinding, language: Language) -> list[Message]:
    deciding = [one for one in finding.criteria if one.criterion.role in STATUS_ROLES]
    reasons = []
    failed = [one for one in deciding if one.verdict == "not_met"]
    if missed := [one for one in failed if one.criterion.role == "include"]:
        reasons.append(message("label.off", criteria=texts(missed, language)))
    if excluding := [one for one in failed if one.criterion.role == "exclude"]:
        reasons.append(message("label.excluded", criteria=texts(excluding, language)))
    if failed:
        return reasons
    if unknown := [one for one in deciding if one.verdict == "unknown"]:
        reasons.append(message("label.unknown", criteria=texts(unknown, language)))
    if by_hand := [one for one in deciding if one.verdict == "by_hand"]:
        reasons.append(message("label.by-hand", criteria=texts(by_hand, language)))
    if reasons:
        return reasons
    version = finding.versions[-1].version
    return [message("label.on", date=version.start if version and version.start else "?")]


def texts(findings: list[CriterionFinding], language: Language) -> str:
    """The criteria's texts in one line, as they stand inside a sentence."""
    return joined((in_language(one.criterion.text, language) for one in findings), language)

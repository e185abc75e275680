"""The same case judged twice: on two days, or under two rulebooks. Criterion by criterion, and by status."""

from collections.abc import Iterator, Mapping

from cardecide.assessment.criterion_results import CriterionTexts
from cardecide.assessment.further_results import Comparison, CriterionChange, Side
from cardecide.assessment.judged import Judged
from cardecide.assessment.standing import changes, score_changes, standing
from cardecide.engine import CriterionFinding, PackFinding


def compare(before: Judged, after: Judged) -> Comparison:
    """What differs between two judgments of one case, in the language of the later one."""
    first, second = standing(before), standing(after)
    return Comparison(
        before=_side(before),
        after=_side(after),
        changes=changes(first, second),
        scores=score_changes(first, second),
        criteria=list(_criteria(before, after)),
    )


def _side(judged: Judged) -> Side:
    rules = judged.question.rulebook
    return Side(decision_date=str(judged.on), rules_version=rules.version, rules_sha256=rules.sha256)


def _criteria(before: Judged, after: Judged) -> Iterator[CriterionChange]:
    """The criteria of labels, trials and guidance that stand differently, are new, or are gone."""
    language = after.question.language
    texts_before, texts_after = CriterionTexts(language), CriterionTexts(language)
    first, second = _packs(before), _packs(after)
    for pack in dict.fromkeys([*second, *first]):
        old, new = _by_id(first.get(pack)), _by_id(second.get(pack))
        for name in dict.fromkeys([*new, *old]):
            then = texts_before.result(old[name]) if name in old else None
            now = texts_after.result(new[name]) if name in new else None
            some = now or then
            if some is None or (then is not None and now is not None and then.verdict == now.verdict):
                continue
            yield CriterionChange(
                pack=pack,
                id=name,
                text=some.text,
                before=then.verdict if then else None,
                after=now.verdict if now else None,
                value_before=then.value if then else None,
                value_after=now.value if now else None,
            )


def _packs(judged: Judged) -> Mapping[str, PackFinding]:
    """The packs that concern what was asked about."""
    return {
        finding.pack.id: finding
        for product in (*judged.listed, *judged.alternatives)
        for finding in (*product.labels, *product.trials, *product.guidance)
    }


def _by_id(finding: PackFinding | None) -> dict[str, CriterionFinding]:
    return {} if finding is None else {one.id: one for one in finding.criteria}

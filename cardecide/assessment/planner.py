"""The line planner: what opens and what closes if something happens, by the rules of today's answer."""

from collections.abc import Sequence
from typing import Any, Final

from cardecide.assessment.further_results import PlannerEntry, StatusChange
from cardecide.assessment.hypotheses import Hypothesis, hypotheses
from cardecide.assessment.judged import Judged, judge
from cardecide.assessment.standing import Standing, changes, standing
from cardecide.language.message import message
from cardecide.language.messages import say

_MOST_LABEL_DATES: Final = 8


def planner(judged: Judged) -> list[PlannerEntry]:
    """One entry for each hypothesis worth looking at, and that a response to bridging changes no label.

    What opens and closes is against the case as it is. On a later day of a label it is against the label day
    before it, so that each change is told once, and of the CAR-T products alone; that a text was last checked
    before that day is no change.
    """
    language = judged.question.language
    now = standing(judged, labels_only=True)
    labels = [label.pack for one in judged.products for label in one.labels]
    labeled = {pack.id for pack in labels}
    found: list[PlannerEntry] = []
    for hypothesis in hypotheses(judged.case, judged.on, judged.facts, labels, language):
        after = standing(judge_hypothesis(judged, hypothesis), labels_only=True)
        moved = changes(now, after)
        if hypothesis.id.startswith("label-"):
            moved = [one for one in moved if one.status in labeled and not _only_unchecked(after, one)]
            if not moved or sum(one.id.startswith("label-") for one in found) == _MOST_LABEL_DATES:
                continue
            now = after
        found.append(_entry(hypothesis, moved, judged))
    if any(one.may_be_permitted for one in judged.listed):
        found.append(_bridging(judged))
    return found


def judge_hypothesis(judged: Judged, hypothesis: Hypothesis) -> Judged:
    """The hypothetical case, judged as any entered case is."""
    return judge(hypothesis.case, hypothesis.on, judged.question)


def as_contract(entries: Sequence[PlannerEntry]) -> list[dict[str, Any]]:
    """The entries under the names of the contract: ``if``, ``opens``, ``closes`` and the rest."""
    return [one.model_dump(mode="json", by_alias=True) for one in entries]


def _only_unchecked(after: Standing, change: StatusChange) -> bool:
    finding = after.statuses[change.status].finding
    return finding is not None and finding.reason == "not_verified"


def _entry(hypothesis: Hypothesis, moved: list[StatusChange], judged: Judged) -> PlannerEntry:
    language = judged.question.language
    against = ("off_label", "not_approved")
    opens = [one.status for one in moved if one.after == "on_label"]
    closes = [
        one.status
        for one in moved
        if one.after in against or (one.before == "on_label" and one.after != "on_label")
    ]
    return PlannerEntry(
        id=hypothesis.id,
        hypothesis=say(hypothesis.text, language),
        on=str(hypothesis.on),
        opens=opens,
        closes=closes,
        changes=moved,
        note=None if moved else say(message("planner.nothing-moves"), language),
    )


def _bridging(judged: Judged) -> PlannerEntry:
    language = judged.question.language
    return PlannerEntry(
        id="bridging",
        hypothesis=say(message("planner.bridging"), language),
        on=str(judged.on),
        note=say(message("planner.bridging-note"), language),
    )

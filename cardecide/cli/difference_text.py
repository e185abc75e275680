"""What differs between two judgments of one case, as plain text for a terminal."""

from collections.abc import Sequence

from cardecide.assessment.further_results import Comparison, ScoreChange, StatusChange, WhatIf


def what_if_text(answer: WhatIf) -> str:
    """What the supposed values change."""
    return "\n".join([f"If {answer.text}", *_differences(answer.changes, answer.scores)])


def comparison_text(comparison: Comparison) -> str:
    """What is different on the other day or under the other rules, statuses first."""
    before, after = comparison.before, comparison.after
    lines = [
        f"From {before.decision_date} (rules {before.rules_version}, {before.rules_sha256[:12]})",
        f"to   {after.decision_date} (rules {after.rules_version}, {after.rules_sha256[:12]})",
        *_differences(comparison.changes, comparison.scores),
    ]
    if comparison.criteria:
        lines += ["", "Criteria"]
    for one in comparison.criteria:
        lines.append(f"  {one.pack}, {one.id}: {_word(one.before)} -> {_word(one.after)}. {one.text}")
    return "\n".join(lines)


def _differences(changes: Sequence[StatusChange], scores: Sequence[ScoreChange]) -> list[str]:
    if not changes and not scores:
        return ["Nothing changes."]
    lines = []
    for one in changes:
        reason = f". {one.reason}" if one.reason else ""
        lines.append(f"  {one.status}: {_word(one.before)} -> {_word(one.after)}{reason}")
    for score in scores:
        (low, high), (new_low, new_high) = score.before, score.after
        lines.append(
            f"  score of {score.product}: {low:.0f}–{high:.0f} -> {new_low:.0f}–{new_high:.0f} of 100"
        )
    return lines


def _word(status: str | None) -> str:
    return "none" if status is None else status.replace("_", " ")

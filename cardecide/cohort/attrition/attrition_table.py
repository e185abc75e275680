"""Attrition and transitions as rows of texts."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from cardecide.cohort.attrition.flow import Flow
from cardecide.cohort.attrition.transitions import Moved, Transition
from cardecide.cohort.screening.screened import Screened
from cardecide.language.text import Language, in_language

ATTRITION_COLUMNS: Final = (
    *("pack", "kind", "jurisdiction", "date", "step", "criterion", "role", "text", "by_hand"),
    *(
        "lost",
        "lost_of_open",
        "newly_open",
        "all_met_so_far",
        "open",
        "fail_in_any_order",
        "unknown_in_any_order",
    ),
    *("fail_only_this", "fail_only_this_and_nothing_open"),
)
END_COLUMNS: Final = (
    *("pack", "kind", "jurisdiction", "date", "screened", "set_aside", "no_version_certain"),
    *("lost", "open", "checks_by_hand_left", "all_met", "costliest_criterion"),
)
TRANSITION_COLUMNS: Final = ("pack", "kind", "jurisdiction", "before", "after", "patients")
MOVED_COLUMNS: Final = ("row", "patient", "pack", "before", "after")


def attrition_rows(flows: Iterable[Flow], language: Language) -> Iterator[Sequence[str | int]]:
    """One row for each criterion of each trial or label, in order."""
    for flow in flows:
        for number, step in enumerate(flow.steps, start=1):
            yield (
                *(flow.pack.id, flow.pack.kind, flow.pack.jurisdiction, flow.date, number),
                *(step.criterion.id, step.criterion.role, in_language(step.criterion.text, language)),
                "yes" if step.by_hand else "no",
                *(step.lost, step.lost_of_open, step.opened, step.stays, step.open),
                *(step.alone, step.alone_unknown, step.only, step.only_settled),
            )


def end_rows(flows: Iterable[Flow]) -> Iterator[Sequence[str | int]]:
    """One row for each trial or label: where its patients end."""
    for flow in flows:
        costliest = flow.costliest
        yield (
            *(flow.pack.id, flow.pack.kind, flow.pack.jurisdiction, flow.date),
            *(
                flow.screened,
                flow.set_aside,
                flow.outside_time,
                flow.lost,
                flow.open,
                flow.by_hand,
                flow.stays,
            ),
            costliest.criterion.id if costliest is not None else "",
        )


def transition_rows(found: Iterable[Transition]) -> Iterator[Sequence[str | int]]:
    """One row for each pair of statuses that occurs."""
    for one in found:
        yield one.pack.id, one.pack.kind, one.pack.jurisdiction, one.before, one.after, one.count


def moved_rows(screened: Screened, found: Iterable[Moved]) -> Iterator[Sequence[str | int]]:
    """One row for each patient and pack whose status changed."""
    for one in found:
        yield screened.rows[one.row], screened.names[one.row], one.pack, one.before, one.after

"""The sets of answers that would settle each open status, and what single answers would change."""

from collections.abc import Sequence
from typing import Final

from reportlab.platypus import Flowable

from cardecide.assessment.result import MissingSets, WhatIf
from cardecide.report.context import Context
from cardecide.report.grid import Grid, Row
from cardecide.report.headings import columns
from cardecide.report.paragraph import Line, Piece, paragraph
from cardecide.report.styles import FINE, GRAY, NOTE, SMALL

_MOST_NAMED: Final = 4
_FEW: Final = 3
"""Facts that are named; more of them are told by the numbers of their questions, which stand above."""

_LONG_WAY: Final = 4
"""Facts of a way from which it is told by their number: it holds most of those in the set above it."""


def ways_table(context: Context) -> list[Flowable]:
    """One row for each open status; statuses with the same answer share it."""
    words = context.words
    groups: dict[str, tuple[MissingSets, list[str]]] = {}
    for one in context.result.missing_sets:
        key = one.model_dump_json(exclude={"status", "product"})
        groups.setdefault(key, (one, []))[1].append(one.status)
    rows = [
        Row(
            (
                (paragraph([Piece(context.packs(statuses), bold=True)], SMALL),),
                (paragraph(_sets(context, one), FINE),),
            ),
            padding=1.2,
        )
        for one, statuses in groups.values()
    ]
    return (
        [Grid(rows, (130, None), head=columns(words("column-status"), words("column-settled-by")))]
        if rows
        else []
    )


def _sets(context: Context, one: MissingSets) -> Line:
    """What settles the status for sure, and which single answers may."""
    words = context.words
    end = words("sentence-end")
    line: Line = []
    for index, facts in enumerate(one.sets):
        lead = words("settled-or") if index else words("settled-by")
        line.extend((Piece(lead, color=GRAY), _facts(context, facts), end))
    gives: dict[str, list[list[str]]] = {}
    for way in one.ways:
        gives.setdefault(way.gives, []).append(way.facts)
    for status, ways in gives.items():
        lead = words("may-give", status=context.words.maybe(f"gives.{status}") or status)
        line.extend((Piece(lead, color=GRAY), _ways(context, ways), end))
    if one.by_hand and len(one.by_hand) <= _FEW:
        line.extend((Piece(words("by-hand"), color=GRAY), f"{context.joined(one.by_hand)}{end}"))
    elif one.by_hand:
        line.append(Piece(f"{words('count.by_hand', n=len(one.by_hand))}{end}", color=GRAY))
    if one.note:
        line.append(one.note)
    return line or ["–"]


def _ways(context: Context, ways: list[list[str]]) -> str:
    """Single facts by name; where they are many, or long sets, only how many: the set above names them."""
    words = context.words
    alone = [facts[0] for facts in ways if len(facts) == 1]
    together = [facts for facts in ways if 1 < len(facts) < _LONG_WAY]
    long = [len(facts) for facts in ways if len(facts) >= _LONG_WAY]
    told = []
    if len(alone) > _MOST_NAMED:
        told.append(words("any-alone", n=len(alone)))
    elif alone:
        told.append(_facts(context, alone))
    named = together[:_MOST_NAMED]
    told.extend(words("together").join(map(context.fact_label, facts)) for facts in named)
    if long:
        told.append(words("together-n", n=min(long)))
    return context.joined(dict.fromkeys(told))


def _facts(context: Context, facts: list[str]) -> str:
    """A few facts by name; more by the numbers of their questions, those without a number by name."""
    numbers = context.question_numbers
    if len(facts) <= _FEW or not any(name in numbers for name in facts):
        return context.words.listed(context.fact_label(name) for name in facts)
    numbered = in_ranges(sorted({numbers[name] for name in facts if name in numbers}))
    named = [context.fact_label(name) for name in facts if name not in numbers]
    return context.words.listed([context.words("questions", numbers=numbered), *named])


def in_ranges(numbers: Sequence[int]) -> str:
    """Rising numbers, three or more in a row as a range: ``1, 4–7, 9``."""
    runs: list[list[int]] = []
    for one in numbers:
        if runs and one == runs[-1][-1] + 1:
            runs[-1].append(one)
        else:
            runs.append([one])
    told = [f"{run[0]}–{run[-1]}" if len(run) > 2 else ", ".join(map(str, run)) for run in runs]
    return ", ".join(told)


def what_if_table(context: Context) -> list[Flowable]:
    """What one answer alone would change: statuses, each with what it becomes."""
    words = context.words
    rows = [
        Row(((paragraph(one.text, SMALL),), (paragraph(_changes(context, one), SMALL),)), padding=1.2)
        for one in context.result.what_ifs
    ]
    note = paragraph(words("what-if-note"), NOTE)
    return (
        [note, Grid(rows, (130, None), head=columns(words("column-if"), words("column-then")))]
        if rows
        else []
    )


def _changes(context: Context, one: WhatIf) -> Line:
    groups: dict[str, list[str]] = {}
    for change in one.changes:
        if change.kind != "band":
            groups.setdefault(change.after or "–", []).append(change.status)
    told = [f"{context.packs(statuses)} → {_word(context, after)}" for after, statuses in groups.items()]
    return [context.joined(told)] if told else [context.words("nothing-moves")]


def _word(context: Context, status: str) -> str:
    return context.words.maybe(f"trial.{status}") or context.words.known_status(status)

"""Proposes what the columns of a table mean. What could mean two things is asked, never guessed."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

from cardecide.case.lab_tests import lab_tests
from cardecide.cohort.tables.cells import Lab, read_cells
from cardecide.cohort.tables.dates import doubtful_date, order_of
from cardecide.cohort.tables.mapping import ColumnMeaning, Mapping, meaning, unit_fits
from cardecide.cohort.tables.naming import identifies, meanings_of, take_apart
from cardecide.cohort.tables.numbers import CellError, decimal_mark, read_number
from cardecide.cohort.tables.table import Table, shown
from cardecide.cohort.tables.targets import ID, IGNORED, Target, targets
from cardecide.cohort.tables.words import common_words, proposed_words, word_key
from cardecide.facts.catalogue import catalogue
from cardecide.language.message import Message, message

Asks = Literal["meaning", "unit", "words", "dates", "decimal"]
_NUMBERED: Final = re.compile(r" \(\d+\)$")
_WORDS_SHOWN: Final = 6
_WORDS_MOST: Final = 40


@dataclass(frozen=True, slots=True)
class Question:
    """What has to be answered about one column before it can be read; ``choices`` are possible answers."""

    column: str
    asks: Asks
    said: Message
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Proposal:
    """A mapping to confirm. ``questions`` stay open; a column with a question about its meaning is left out.

    ``notes`` say by column what the person should know about it.
    """

    mapping: Mapping
    questions: tuple[Question, ...]
    notes: tuple[tuple[str, Message], ...] = ()


def propose(table: Table) -> Proposal:
    """What the columns of a table probably mean, by their names and by what stands in them."""
    columns: dict[str, ColumnMeaning] = {}
    questions: list[Question] = []
    notes: list[tuple[str, Message]] = []
    for name in table.columns:
        found = _proposed(table, name)
        columns[name] = found.meaning
        questions += found.questions
        notes += [(name, note) for note in found.notes]
    columns, more = _one_column_each(columns)
    asked = {question.column for question in more}
    questions = [*(one for one in questions if one.column not in asked), *more]
    order = {name: place for place, name in enumerate(table.columns)}
    questions.sort(key=lambda question: order[question.column])
    mapping = Mapping(table=table.name, sheet=table.sheet, columns=columns)
    return Proposal(mapping, tuple(questions), tuple(notes))


@dataclass(frozen=True, slots=True)
class Proposed:
    """What is proposed for one column."""

    meaning: ColumnMeaning
    questions: tuple[Question, ...] = ()
    notes: tuple[Message, ...] = ()


def propose_as(table: Table, name: str, target: str) -> Proposed:
    """How a column would be read as ``target``: its unit, words, dates and decimal mark, and what stays open.

    Raises KeyError where there is no such target.
    """
    if target == IGNORED:
        return Proposed(meaning(IGNORED))
    texts = different_texts(table, name)
    return _as_target(name, texts, targets()[target], take_apart(name).unit)


def different_texts(table: Table, name: str) -> list[str]:
    """The different texts of a column, most frequent first."""
    return [str(text) for text in table.frame[name].value_counts().index if str(text).strip()]


def _proposed(table: Table, name: str) -> Proposed:
    header = take_apart(name)
    if name in table.duplicates:
        own = take_apart(_NUMBERED.sub("", name)).name
        question = Question(name, "meaning", message("cohort.ask.repeated"), meanings_of(own))
        return Proposed(meaning(IGNORED), (question,))
    if identifies(name):
        return Proposed(meaning(IGNORED), (), (message("cohort.note.identifying"),))
    found = meanings_of(name) or meanings_of(header.name)
    if not found:
        return Proposed(meaning(IGNORED), (), (message("cohort.note.not-recognized"),))
    if len(found) > 1:
        said = message("cohort.ask.several", names=", ".join(found))
        return Proposed(meaning(IGNORED), (Question(name, "meaning", said, found),))
    target = targets()[found[0]]
    if target.group == "fact" and catalogue()[target.detail].after_infusion:
        return Proposed(meaning(IGNORED), (), (message("cohort.note.after-infusion"),))
    return _as_target(name, different_texts(table, name), target, header.unit)


def _as_target(name: str, texts: Sequence[str], target: Target, unit: str) -> Proposed:
    match target.kind:
        case "yes_no" | "choice":
            return _as_words(name, texts, target)
        case "number":
            return _as_number(name, texts, target, unit)
        case "date":
            return _as_date(name, texts, target)
    return Proposed(meaning(target.name))


def _as_words(name: str, texts: Sequence[str], target: Target) -> Proposed:
    found, asked = proposed_words(target, texts[:1000])
    own = {word_key(value) for value in (*target.values, *(("yes", "no") if target.kind == "yes_no" else ()))}
    words = {cell: value for cell, value in found.items() if word_key(cell) not in own}
    if len(words) > _WORDS_MOST:
        words = {}
    questions = []
    if asked:
        listed = ", ".join(f"“{shown(word, 20)}”" for word in asked[:_WORDS_SHOWN])
        more = " …" if len(asked) > _WORDS_SHOWN else ""
        said = message("cohort.ask.words", words=listed + more)
        questions.append(Question(name, "words", said, tuple(asked)))
    return Proposed(meaning(target.name, words=words), tuple(questions))


def _as_number(name: str, texts: Sequence[str], target: Target, unit: str) -> Proposed:
    mark, doubtful = decimal_mark(list(texts))
    questions: list[Question] = []
    if doubtful:
        example = next((text for text in texts if "," in text), "")
        said = message("cohort.ask.decimal", example=shown(example, 20))
        questions.append(Question(name, "decimal", said, ("point", "comma")))
    if unit and not unit_fits(target, unit):
        unit = ""
    column = meaning(target.name, unit=unit, decimal="comma" if mark == "comma" else None)
    if not unit and target.needs_unit:
        questions += _unit_question(name, texts, target, column)
    notes: list[Message] = []
    read = read_cells(texts, column, target)
    if len(read.own_units) > 1 or (read.own_units and unit):
        units = ", ".join(f"{own} ({count})" for own, count in read.own_units.items())
        notes.append(message("cohort.note.mixed-units", units=units))
    if target.group == "labs" and lab_tests()[target.detail.partition(".")[0]].needs_upper_limit:
        notes += [message("cohort.note.no-limit")] * (target.name.count(".") == 1)
    return Proposed(column, tuple(questions), tuple(notes))


def _unit_question(name: str, texts: Sequence[str], target: Target, column: ColumnMeaning) -> list[Question]:
    bare = []
    for text in texts:
        try:
            bare += [text] * (not read_number(text, column.decimal).unit)
        except CellError:
            continue
    if not bare:
        return []
    units = " / ".join(target.units)
    some = len(bare) < len(texts) and any(
        isinstance(one, Lab) for one in read_cells(texts, column, target).values.values()
    )
    said = (
        message("cohort.ask.unit-of-some", example=shown(bare[0], 20), units=units)
        if some
        else message("cohort.ask.unit", units=units)
    )
    return [Question(name, "unit", said, target.units)]


def _as_date(name: str, texts: Sequence[str], target: Target) -> Proposed:
    order, doubtful = order_of(list(texts))
    questions = []
    if doubtful:
        example = doubtful_date(list(texts))
        said = message("cohort.ask.dates", example=shown(example, 20))
        questions.append(Question(name, "dates", said, ("day first", "month first")))
    return Proposed(meaning(target.name, dates=order), tuple(questions))


def _one_column_each(
    columns: dict[str, ColumnMeaning],
) -> tuple[dict[str, ColumnMeaning], list[Question]]:
    """Where two columns mean the same, neither is used and both are asked about; a dated pair is no pair."""
    by_target: dict[str, list[str]] = {}
    for name, one in columns.items():
        if one.target != IGNORED:
            by_target.setdefault(one.target, []).append(name)
    result, questions = dict(columns), []
    for target, names in by_target.items():
        if len(names) < 2:
            continue
        for name in names:
            others = ", ".join(one for one in names if one != name)
            result[name] = meaning(IGNORED)
            questions.append(Question(name, "meaning", message("cohort.ask.same", name=others), (target,)))
    return result, questions


def answered(proposal: Proposal, table: Table, column: str, one: ColumnMeaning) -> Proposal:
    """The proposal with a column's meaning as the person gave it; only what it still leaves open is asked."""
    columns = {**proposal.mapping.columns, column: one}
    mapping = proposal.mapping.model_copy(update={"columns": columns})
    asked = questions_about(table, column, one)
    kept = [question for question in proposal.questions if question.column != column]
    taken = {question.column for question in kept if question.choices == (one.target,)}
    questions = [question for question in kept if question.column not in taken or one.target == IGNORED]
    order = {name: place for place, name in enumerate(table.columns)}
    questions = sorted([*questions, *asked], key=lambda question: order[question.column])
    return replace(proposal, mapping=mapping, questions=tuple(questions))


def questions_about(table: Table, name: str, one: ColumnMeaning) -> tuple[Question, ...]:
    """What a column's meaning leaves open: a unit, an order of dates, a decimal mark, words."""
    if one.target in (IGNORED, ID) or one.target not in targets():
        return ()
    target = targets()[one.target]
    texts = different_texts(table, name)
    asked: list[Question] = []
    for question in _as_target(name, texts, target, one.unit).questions:
        if question.asks == "words":
            words = {word_key(word) for word in one.words}
            left = [word for word in question.choices if word_key(word) not in words]
            left = [word for word in left if word_key(word) not in common_words(target)]
            if left:
                listed = ", ".join(f"“{shown(word, 20)}”" for word in left[:_WORDS_SHOWN])
                more = " …" if len(left) > _WORDS_SHOWN else ""
                said = message("cohort.ask.words", words=listed + more)
                asked.append(Question(name, "words", said, tuple(left)))
        elif not {"unit": one.unit, "dates": one.dates, "decimal": one.decimal}.get(question.asks):
            asked.append(question)
    return tuple(asked)

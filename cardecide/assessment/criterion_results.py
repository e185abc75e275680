"""Findings on criteria as they stand in the result, with texts, values, sources and the explanation tree."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from cardecide.assessment.criterion_facts import facts_under
from cardecide.assessment.display import (
    display,
    display_members,
    fact_label,
    member_label,
    not_known,
    number_text,
    unit_word,
)
from cardecide.assessment.remembered import Remembered
from cardecide.assessment.result import CriterionResult, Node, Source
from cardecide.case.partial_date import PartialDate
from cardecide.engine import CriterionFinding
from cardecide.engine.citation import Citation
from cardecide.engine.explain import Node as Step
from cardecide.engine.expression import Compare, Expression, Includes, IsOneOf
from cardecide.facts.catalogue import catalogue
from cardecide.facts.fact import Origin
from cardecide.facts.value import Truth
from cardecide.language.message import message
from cardecide.language.messages import say
from cardecide.language.outcome_words import place_in_source
from cardecide.language.text import Language, in_language

_SIGNS = {">=": "≥", "<=": "≤", ">": ">", "<": "<", "=": "="}
_TRUTHS = {Truth.YES: "yes", Truth.NO: "no", Truth.UNKNOWN: "unknown"}


@dataclass(frozen=True, slots=True)
class _Seen:
    """What a condition showed for this patient; the same for every criterion that asks the same."""

    value: str | None
    as_of: str | None
    basis: list[str]
    needs: list[str]
    tree: Node | None


_REMEMBERED: Final = Remembered[CriterionResult]()


class CriterionTexts:
    """Puts the findings of one patient into one language, each condition once.

    A criterion whose facts are those of the last time keeps its texts.
    """

    def __init__(self, language: Language) -> None:
        self.language: Language = language
        self._seen: dict[Expression, _Seen] = {}

    def result(self, finding: CriterionFinding) -> CriterionResult:
        """One finding with every text."""
        key = (id(finding.prepared), self.language)
        return _REMEMBERED.take(key, facts_under(finding), lambda: self._result(finding))

    def _result(self, finding: CriterionFinding) -> CriterionResult:
        criterion = finding.criterion
        seen = self._of(finding)
        return CriterionResult(
            id=criterion.id,
            text=in_language(criterion.text, self.language),
            role=criterion.role,
            verdict=finding.verdict,
            value=seen.value,
            as_of=seen.as_of,
            basis=seen.basis,
            needs=seen.needs,
            encoded=criterion.encoded,
            why=in_language(criterion.why, self.language) if criterion.why else None,
            source=source_result(criterion.citation, self.language),
            explanation=seen.tree,
        )

    def _of(self, finding: CriterionFinding) -> _Seen:
        condition = finding.criterion.condition
        if condition is None:
            return _NOTHING_SEEN
        known = self._seen.get(condition)
        if known is None:
            known = self._seen[condition] = self._look(finding)
        return known

    def _look(self, finding: CriterionFinding) -> _Seen:
        tree = finding.explanation
        if tree is None:
            return _NOTHING_SEEN
        steps = list(_atoms(tree))
        dates = [day for step in steps if (day := _date(step)) is not None]
        return _Seen(
            value=_value(steps, self.language),
            as_of=str(max(dates)) if dates else None,
            basis=_basis(steps, self.language),
            needs=list(finding.needs),
            tree=_node(tree, self.language),
        )


_NOTHING_SEEN = _Seen(None, None, [], [], None)


@lru_cache(maxsize=4096)
def source_result(citation: Citation | None, language: Language) -> Source | None:
    """A citation with its grade and where to find it, the place in it in words of ``language``."""
    if citation is None:
        return None
    source = citation.source
    return Source(
        key=source.key,
        cite=source.cite,
        place=place_in_source(citation.place, language) if citation.place else None,
        link=source.link or None,
        grade=source.grade,
        checked=source.checked or None,
    )


def _date(step: Step) -> PartialDate | None:
    """The date that the answer rests on: in a set that of the members asked for."""
    if step.fact is None:
        return None
    if isinstance(step.expression, Includes):
        return step.fact.date_of(step.expression.members)
    return step.fact.as_of


def _value(steps: list[Step], language: Language) -> str:
    """What was seen: the value alone where the criterion asks of one fact, else each with its name.

    Of many facts only those that are known are listed; a wall of *not known* helps nobody.
    """
    seen = dict.fromkeys((_name(step, language), _seen(step, language)) for step in steps)
    if len({name for name, _ in seen}) == 1:
        return "; ".join(dict.fromkeys(value for _, value in seen))
    unknown = not_known(language)
    known = [(name, value) for name, value in seen if value != unknown]
    return "; ".join(f"{name}: {value}" for name, value in known) if known else unknown


def _basis(steps: list[Step], language: Language) -> list[str]:
    lines = [
        say(line, language)
        for step in steps
        if step.fact is not None and step.fact.origin is not Origin.MISSING
        for line in step.fact.basis
    ]
    return list(dict.fromkeys(lines))[:6]


def _node(step: Step, language: Language) -> Node:
    fact = step.fact
    atom = step.kind == "atom"
    return Node(
        kind=step.kind,
        text=_condition(step, language) if atom else _combination(step, language),
        truth=_TRUTHS[step.truth],
        fact=fact.name if fact else None,
        value=_seen(step, language) if atom else None,
        as_of=str(day) if (day := _date(step)) is not None else None,
        basis=[say(line, language) for line in fact.basis] if fact else [],
        children=[_node(child, language) for child in step.children],
    )


def _atoms(step: Step) -> Iterator[Step]:
    if step.kind == "atom":
        yield step
    for child in step.children:
        yield from _atoms(child)


def _name(step: Step, language: Language) -> str:
    return fact_label(step.fact.name, language) if step.fact is not None else step.text


def _seen(step: Step, language: Language) -> str:
    if step.fact is None:
        return not_known(language)
    if isinstance(step.expression, Includes):
        return display_members(step.fact, step.expression.members, language)
    return display(step.fact, language)


def _combination(step: Step, language: Language) -> str:
    return say(
        message(f"condition.{step.kind.replace('_', '-')}", n=getattr(step.expression, "n", "")), language
    )


def _condition(step: Step, language: Language) -> str:
    """An atom in words: the fact's label, and what is asked of it."""
    expression = step.expression
    name = _name(step, language)
    match expression:
        case Compare(fact, op, threshold):
            unit = unit_word(catalogue()[fact], language) if fact in catalogue() else ""
            return f"{name} {_SIGNS[op]} {number_text(threshold, language)} {unit}".rstrip()
        case Includes(_, mode, members):
            listed = ", ".join(member_label(one, language) for one in members)
            return say(message(f"condition.includes-{mode}", fact=name, members=listed), language)
        case IsOneOf(_, values):
            listed = say(message("display.or"), language).join(member_label(one, language) for one in values)
            return f"{name}: {listed}"
        case _:
            return name

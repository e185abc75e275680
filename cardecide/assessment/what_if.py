"""What would be different if some facts had other values."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from cardecide.assessment.answers import answers_to, possible_values, variable_of
from cardecide.assessment.condition_form import one_by_one
from cardecide.assessment.display import display, member_label, truth_word
from cardecide.assessment.judged import Judged
from cardecide.assessment.questions import need_label
from cardecide.assessment.result import Missing, WhatIf
from cardecide.assessment.standing import Standing, changes, score_changes, standing
from cardecide.assessment.supposed import suppose
from cardecide.case.quantity import plain
from cardecide.engine.expression import Atom, Compare, IsOneOf, atoms
from cardecide.facts.catalogue import catalogue
from cardecide.facts.fact import Fact
from cardecide.facts.value import Options, Span, Truth, Value
from cardecide.language.message import message
from cardecide.language.messages import say
from cardecide.language.text import Language

MOST_FACTS: Final = 8
MOST_ANSWERS: Final = 4


def what_if(judged: Judged, values: Mapping[str, Any], before: Standing | None = None) -> WhatIf:
    """The differences that these values would make. Raises InputError where a value does not fit its fact."""
    then = suppose(judged, values)
    after, before = standing(then), before or standing(judged)
    shown = {name: _shown(name, value, then) for name, value in values.items()}
    language = judged.question.language
    texts = [
        say(message("what-if.one", fact=need_label(name, language), value=value), language)
        for name, value in shown.items()
    ]
    return WhatIf(
        facts=shown,
        text="; ".join(texts),
        changes=changes(before, after),
        scores=score_changes(before, after),
    )


def single_what_ifs(judged: Judged, missing: Sequence[Missing]) -> list[WhatIf]:
    """For the first missing facts, each answer that an open criterion tells apart, one fact at a time.

    Answers that change nothing but scores are left out.
    """
    before = standing(judged)
    asked = _open_atoms(judged)
    found = []
    for entry in missing[:MOST_FACTS]:
        for value in _answers(entry.fact, asked.get(entry.fact, []), judged):
            one = what_if(judged, {entry.fact: value}, before)
            if one.changes:
                found.append(one)
    return found


def _open_atoms(judged: Judged) -> dict[str, list[Atom]]:
    """The atoms that unknown criteria ask about, by what one question settles."""
    vocabulary = judged.question.rulebook.vocabulary
    found: dict[str, dict[Atom, None]] = {}
    for product in judged.listed:
        packs = (*product.labels, *product.trials, *product.guidance)
        for criterion in (one for pack in packs for one in pack.criteria):
            if criterion.truth is Truth.UNKNOWN and criterion.criterion.condition is not None:
                for atom in atoms(one_by_one(criterion.criterion.condition)):
                    found.setdefault(variable_of(atom, vocabulary), {})[atom] = None
    return {name: list(group) for name, group in found.items()}


def _answers(name: str, group: Sequence[Atom], judged: Judged) -> Iterator[str]:
    """Values to suppose, as they would be written."""
    numeric = [atom for atom in group if isinstance(atom, Compare | IsOneOf)]
    definition = catalogue().get(name)
    if not numeric:
        if definition is None or definition.kind == "yes_no":
            yield from ("yes", "no")
        return
    vocabulary = judged.question.rulebook.vocabulary
    known = judged.facts[name].value
    seen: list[object] = []
    for value in possible_values(numeric, known, vocabulary):
        answer = answers_to(numeric, {name: value}, vocabulary)
        if answer not in seen and len(seen) < MOST_ANSWERS:
            seen.append(answer)
            yield _written(name, value)


def _written(name: str, value: Value) -> str:
    match value:
        case Span(low, _) if low is not None:
            unit = catalogue()[name].unit
            return f"{plain(low)} {unit}" if unit not in ("", "1") else plain(low)
        case Options(possible) if possible:
            return next(iter(possible))
    raise TypeError(f"{value} cannot be written")


def _shown(name: str, value: Any, then: Judged) -> str:
    language: Language = then.question.language
    fact: Fact | None = then.facts.get(name)
    if fact is not None and catalogue()[name].kind != "yes_no":
        return display(fact, language)
    word = str(value).strip().casefold()
    if word in ("yes", "true", "no", "false"):
        return truth_word(Truth.YES if word in ("yes", "true") else Truth.NO, language)
    return member_label(str(value), language)

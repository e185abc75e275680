"""Derived facts as they stand in the result."""

from decimal import Decimal
from typing import Any, Final

from cardecide.assessment.display import display, fact_label, unit_of
from cardecide.assessment.remembered import Remembered
from cardecide.assessment.result import FactResult, Need
from cardecide.facts.catalogue import catalogue
from cardecide.facts.fact import Fact, Origin
from cardecide.facts.value import NEVER, Days, Members, Options, Span, Truth, is_known
from cardecide.language.messages import say
from cardecide.language.text import Language

_REMEMBERED: Final = Remembered[FactResult]()
_TRUTHS = {Truth.YES: "yes", Truth.NO: "no", Truth.UNKNOWN: None}


def fact_result(fact: Fact, language: Language) -> FactResult:
    """The fact with every text in ``language``; null stands for what is not known."""
    return _REMEMBERED.take((fact.name, language), (fact,), lambda: _result(fact, language))


def _result(fact: Fact, language: Language) -> FactResult:
    missing = fact.origin is Origin.MISSING
    return FactResult(
        label=fact_label(fact.name, language),
        unit=unit_of(catalogue()[fact.name]) or None,
        display=display(fact, language),
        origin=fact.origin.value,
        as_of=str(fact.as_of) if fact.as_of else None,
        basis=[say(line, language) for line in fact.basis],
        questions=[] if missing else needs_of(fact, language),
        flags=list(fact.flags),
        claim=say(fact.claim, language) if fact.claim else None,
        **_plain(fact),
    )


def needs_of(fact: Fact, language: Language) -> list[Need]:
    """The fact's open questions."""
    return [
        Need(fact=fact.name, question=say(question.text, language), field=question.field)
        for question in fact.questions
    ]


def _plain(fact: Fact) -> dict[str, Any]:
    """The value as plain data, under the names of the contract."""
    match fact.value:
        case Truth():
            return {"value": _TRUTHS[fact.value]}
        case Span() if fact.value == NEVER:
            return {"value": "never"}
        case Span(low, high):
            best = fact.best if fact.best is not None else (low if low == high else None)
            return {"value": _number(best), "low": _number(low), "high": _number(high)}
        case Options(None):
            return {}
        case Options(possible):
            names = sorted(possible or ())
            return {"value": names[0] if len(names) == 1 else None, "possible": names}
        case Members() as members:
            return {
                "value": sorted(members.present) if is_known(members) else None,
                "possible": sorted(members.open) or None,
                "absent": sorted(members.absent) or None,
            }
        case Days(first, last):
            exact = str(first) if first is not None and first == last else None
            return {"value": exact, "low": _text(first), "high": _text(last)}


def _number(value: Decimal | None) -> int | float | None:
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def _text(value: object) -> str | None:
    return None if value is None else str(value)

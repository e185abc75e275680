"""Facts as a clinician reads them: a value with its unit, an interval, a list, or *not known*."""

from decimal import ROUND_FLOOR, Decimal
from functools import cache

from cardecide.assessment.running_text import in_sentence
from cardecide.case.quantity import plain
from cardecide.facts.catalogue import FactDefinition, catalogue
from cardecide.facts.fact import Fact
from cardecide.facts.value import NEVER, Days, Members, Options, Span, Truth, is_known
from cardecide.language.labels import label_of
from cardecide.language.message import message
from cardecide.language.messages import say, value_label
from cardecide.language.printed_units import printed_unit
from cardecide.language.text import Language, in_language

_UNIT_WORDS = frozenset({"years", "months", "weeks", "days"})
_CONTAINED = {"amp(1q)": "gain(1q)"}
"""A member that another one implies: four copies of 1q are three or more."""
_VOCABULARIES = ("drugs", "abnormalities", "conditions")


def display(fact: Fact, language: Language) -> str:
    """The fact's value in words: ``5 (4–5)``, ``0.95 × 10⁹/L``, ``II or III``, ``yes``, ``not known``."""
    definition = catalogue()[fact.name]
    value = fact.value
    if isinstance(value, Members):
        return _members(value, language)
    if not is_known(value):
        return not_known(language)
    match value:
        case Truth():
            return truth_word(value, language)
        case Span():
            return _span(value, fact.best, definition, language)
        case Options(possible):
            chosen = possible or frozenset()
            listed = [one for one in definition.values if one in chosen] or sorted(chosen)
            return say(message("display.or"), language).join(member_label(one, language) for one in listed)
        case Days(first, last):
            return str(first) if first == last else f"{first or '…'} – {last or '…'}"


def display_members(fact: Fact, members: tuple[str, ...], language: Language) -> str:
    """How the fact stands on each of these members: ``PI: yes, anti-CD38: not known``.

    Where none or all are known to be in the set and there are many, only the telling ones are named.
    """
    value = fact.value if isinstance(fact.value, Members) else Members()
    by_truth: dict[Truth, list[str]] = {Truth.YES: [], Truth.UNKNOWN: [], Truth.NO: []}
    for one in members:
        by_truth[value.includes(one)].append(member_label(one, language))
    if len(members) > 3 and not by_truth[Truth.YES]:
        return truth_word(Truth.UNKNOWN if by_truth[Truth.UNKNOWN] else Truth.NO, language)
    told = [truth for truth in by_truth if by_truth[truth] and (len(members) <= 3 or truth is not Truth.NO)]
    return "; ".join(f"{', '.join(by_truth[truth])}: {truth_word(truth, language)}" for truth in told)


@cache
def truth_word(truth: Truth, language: Language) -> str:
    """*Yes*, *no* or *not known*."""
    names = {Truth.YES: "display.yes", Truth.NO: "display.no", Truth.UNKNOWN: "display.not-known"}
    return say(message(names[truth]), language)


@cache
def not_known(language: Language) -> str:
    """The words for a value of which nothing is known."""
    return say(message("display.not-known"), language)


@cache
def member_label(value: str, language: Language) -> str:
    """What one value of a choice or one member of a set is called; international notation stays as it is."""
    label = value_label(value, language)
    for vocabulary in _VOCABULARIES:
        if label != value:
            break
        label = label_of(vocabulary, value, language)
    return label


@cache
def fact_label(name: str, language: Language) -> str:
    """What a fact is called."""
    return in_language(dict(catalogue()[name].label), language)


def unit_of(definition: FactDefinition) -> str:
    """The unit to print after a number; empty for counts and ratios."""
    return "" if definition.unit in ("", "1") else definition.unit


def unit_word(definition: FactDefinition, language: Language) -> str:
    """The unit as it is read: words such as *years* in the language, symbols as they stand."""
    if definition.name == "age":
        return say(message("unit.years-of-age"), language)
    unit = unit_of(definition)
    return say(message(f"unit.{unit}"), language) if unit in _UNIT_WORDS else printed_unit(unit)


def number_text(number: Decimal, language: Language) -> str:
    """A number as the language writes it: Turkish has a decimal comma."""
    text = plain(number)
    return text.replace(".", ",") if language == "tr" else text


def rounded(number: Decimal) -> Decimal:
    """At most three decimals: more would claim a precision that no laboratory has."""
    if number == number.to_integral_value():
        return number
    digits = 1 if abs(number) >= 10 else 2 if abs(number) >= 1 else 3
    return number.quantize(Decimal(1).scaleb(-digits))


def elapsed(number: Decimal) -> Decimal:
    """Whole tenths that have passed, so that a limit never looks reached before its day."""
    return number.quantize(Decimal("0.1"), rounding=ROUND_FLOOR)


def _span(span: Span, best: Decimal | None, definition: FactDefinition, language: Language) -> str:
    if span == NEVER:
        return say(message("display.never"), language)
    ratio = definition.name.endswith("_times_upper_limit")
    word = say(message("unit.upper-limit"), language) if ratio else unit_word(definition, language)
    unit = f" {word}".rstrip()
    shortened = elapsed if definition.unit in _UNIT_WORDS else rounded

    def said(number: Decimal) -> str:
        return number_text(shortened(number), language)

    if span.low is not None and span.high is not None:
        if definition.name == "largest_lesion_diameter" and span.high == 0:
            return say(message("display.none"), language)  # nobody measured 0 mm
        low, high = said(span.low), said(span.high)
        if low == high:
            return low + unit
        interval = f"{low}–{high}"
        return f"{interval}{unit}" if best is None else f"{said(best)} ({interval}){unit}"
    if span.low is not None:
        if definition.kind == "count" and span.low == 0:
            return not_known(language)
        return f"{'>' if span.low_open else '≥'} {said(span.low)}{unit}"
    if span.high is not None:
        return f"{'<' if span.high_open else '≤'} {said(span.high)}{unit}"
    return not_known(language)


def _members(members: Members, language: Language) -> str:
    if members.present:
        told = members.present - {part for one in members.present if (part := _CONTAINED.get(one))}
        first, *others = (member_label(one, language) for one in sorted(told))
        others = [in_sentence(one, language) for one in others]
        return say(message("display.and"), language).join([first, *others])
    if members.closed and not members.open:
        return say(message("display.none"), language)
    return not_known(language)

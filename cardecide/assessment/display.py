"""Facts as a clinician reads them: a value with its unit, an interval, a list, or *not known*."""

from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
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

_TENTH = Decimal("0.1")
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
    return in_numbers_of(plain(number), language)


def in_numbers_of(text: str, language: Language) -> str:
    """A written number with the decimal mark of the language."""
    return text.replace(".", ",") if language == "tr" else text


def rounded(number: Decimal) -> Decimal:
    """At most three decimals: more would claim a precision that no laboratory has."""
    if number == number.to_integral_value():
        return number
    digits = 1 if abs(number) >= 10 else 2 if abs(number) >= 1 else 3
    return number.quantize(Decimal(1).scaleb(-digits))


def elapsed(number: Decimal) -> str:
    """Time passed in whole tenths, so that a limit never looks reached before its day: ``17.9``, ``<0.1``."""
    tenths = number.quantize(_TENTH, rounding=ROUND_FLOOR)
    return f"<{_TENTH}" if 0 < number < _TENTH else plain(tenths)


def elapsed_at_most(number: Decimal) -> str:
    """The upper end of a time: in tenths rounded up; just below a whole number it says so: ``<18``."""
    tenths = number.quantize(_TENTH, rounding=ROUND_CEILING)
    return f"<{plain(tenths)}" if number < tenths == tenths.to_integral_value() else plain(tenths)


def _span(span: Span, best: Decimal | None, definition: FactDefinition, language: Language) -> str:
    if span == NEVER:
        return say(message("display.never"), language)
    ratio = definition.name.endswith("_times_upper_limit")
    word = say(message("unit.upper-limit"), language) if ratio else unit_word(definition, language)
    unit = f" {word}".rstrip()
    passed = "_since_" in definition.name or definition.name.startswith("months_from_")

    def said(number: Decimal, *, upper: bool = False) -> str:
        text = (elapsed_at_most if upper else elapsed)(number) if passed else plain(rounded(number))
        return in_numbers_of(text, language)

    if span.low is not None and span.high is not None:
        if definition.name == "largest_lesion_diameter" and span.high == 0:
            return say(message("display.none"), language)  # nobody measured 0 mm
        if span.low == span.high:
            return said(span.low) + unit
        low, high = said(span.low), said(span.high, upper=True)
        if low == high:
            return low + unit
        interval = f"{low}–{high}"
        return f"{interval}{unit}" if best is None else f"{said(best)} ({interval}){unit}"
    if span.low is not None:
        if definition.kind == "count" and span.low == 0:
            return not_known(language)
        return f"{'>' if span.low_open else '≥'} {said(span.low)}{unit}"
    if span.high is not None:
        return f"{'<' if span.high_open else '≤'} {said(span.high, upper=True).lstrip('<')}{unit}"
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

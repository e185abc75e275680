"""A fact's value as the part of a message, so that the sentence reads in every language."""

from cardecide.case.quantity import plain
from cardecide.facts.catalogue import FactDefinition
from cardecide.facts.value import Days, Members, Options, Span, Truth, Value

_TRUTHS = {Truth.YES: "@display:yes", Truth.NO: "@display:no", Truth.UNKNOWN: "@display:not-known"}


def worded(definition: FactDefinition, value: Value) -> str:
    """The value as a message part: a number with its unit, or words that are translated when said."""
    match value:
        case Truth():
            return _TRUTHS[value]
        case Span():
            return _span(value, "" if definition.unit == "1" else definition.unit)
        case Options(possible):
            names = [name for name in definition.values if name in (possible or ())]
            return f"@value:{names[0]}" if len(names) == 1 else ", ".join(names) or "@display:not-known"
        case Members(present):
            return ", ".join(sorted(present)) or "@display:none"
        case Days(first, last):
            return str(first) if first == last else f"{first} – {last}"


def _span(span: Span, unit: str) -> str:
    if span.low is None and span.high is None:
        return "@display:not-known"
    if span.low is None and span.high is not None:
        text = f"{'<' if span.high_open else '≤'} {plain(span.high)}"
    elif span.high is None and span.low is not None:
        text = f"{'>' if span.low_open else '≥'} {plain(span.low)}"
    else:
        ends = [plain(end) for end in (span.low, span.high) if end is not None]
        text = ends[0] if span.is_exact else "–".join(ends)
    return f"{text} {unit}".strip()

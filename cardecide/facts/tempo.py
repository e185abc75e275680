"""How fast the paraprotein rises."""

import math
from collections.abc import Iterable
from decimal import Decimal
from typing import Final

from cardecide.case.findings import Lab
from cardecide.case.partial_date import PartialDate
from cardecide.case.units import UnitError, convert
from cardecide.facts.calendar_time import months_since
from cardecide.facts.context import Context
from cardecide.facts.fact import Fact, Origin
from cardecide.facts.fact_building import derived
from cardecide.facts.lookup import resting_on, span
from cardecide.facts.spans import at_most, rounded
from cardecide.facts.truths import any_of
from cardecide.facts.value import NEVER, Span, Truth
from cardecide.language.message import Message, message

_PARAPROTEINS = (("serum_m_protein", "g/dL"), ("involved_free_light_chain", "mg/dL"))
"""The values that may carry the tempo, the first one that is there twice; and the unit to compare them in."""


_SIGNIFICANT = (
    ("serum_m_protein", "g/dL", Decimal(1)),
    ("urine_m_protein", "mg/24h", Decimal(500)),
    ("involved_free_light_chain", "mg/dL", Decimal(20)),
)
"""A rise of this much or more within two months is a significant paraprotein relapse, as is doubling."""

MOST_MONTHS: Final = Decimal(2)
Pair = tuple[PartialDate, Decimal, PartialDate, Decimal]


def derive(context: Context) -> Iterable[Fact]:
    """The doubling time, whether the paraprotein doubles before infusion, and significant relapse by it."""
    yield from _doubling(context)
    names = ("paraprotein_doubling_time", "vein_to_vein")
    faster = _shorter(span(context, names[0]), span(context, names[1]))
    yield resting_on(derived("doubles_before_infusion", faster), context, names)
    yield _significant(context)


def _doubling(context: Context) -> Iterable[Fact]:
    """``paraprotein_doubling_time`` from the two newest dated values of one test; never where none rises."""
    name = "paraprotein_doubling_time"
    for test, unit in _PARAPROTEINS:
        if (pair := newest_pair(context, test, unit)) is None:
            continue
        found = doubling_time(*pair)
        yield Fact(name, found or NEVER, Origin.DERIVED, basis=(_rise(test, pair),), as_of=pair[2])
        return


def newest_pair(context: Context, test: str, unit: str) -> Pair | None:
    """The two newest dated values of a test: day and value of the earlier, day and value of the later.

    Values printed as a bound do not count, nor do two values of which it is not known which came first.
    """
    dated = [
        (lab.date, amount)
        for lab in context.case.labs
        if lab.test == test and lab.date and lab.date.first <= context.on.last
        if (amount := _amount(lab, unit)) is not None
    ]
    dated.sort(key=lambda entry: entry[0])
    if len(dated) < 2:
        return None
    (earlier_day, earlier), (later_day, later) = dated[-2:]
    return None if earlier_day.last >= later_day.first else (earlier_day, earlier, later_day, later)


def _rise(test: str, pair: Pair) -> Message:
    return message("tempo.rise", test=f"@lab_tests:{test}", earlier=pair[0], later=pair[2])


def _shorter(doubling: Span, wait: Span) -> Truth:
    """Whether the doubling time is certainly shorter than the time from apheresis to infusion."""
    if doubling.high is not None and wait.low is not None and doubling.high < wait.low:
        return Truth.YES
    if doubling.low is not None and wait.high is not None and doubling.low >= wait.high:
        return Truth.NO
    return Truth.UNKNOWN


def _significant(context: Context) -> Fact:
    """Doubling or a large rise between two consecutive values at most two months apart.

    International Myeloma Workshop consensus (Blood 2011;117:4691), from memory. No only where all three
    paraproteins have such a pair and none rose that much.
    """
    pairs = [(test, rise, newest_pair(context, test, unit)) for test, unit, rise in _SIGNIFICANT]
    found = any_of(Truth.UNKNOWN if pair is None else risen(pair, rise) for _, rise, pair in pairs)
    basis = tuple(_rise(test, pair) for test, _, pair in pairs if pair is not None)
    return derived("significant_paraprotein_relapse", found, basis if found is not Truth.UNKNOWN else ())


def risen(pair: Pair, rise: Decimal) -> Truth:
    """Whether the value doubled or rose by ``rise`` or more, and did so within two months."""
    earlier_day, earlier, later_day, later = pair
    if later - earlier < rise and (earlier <= 0 or later < 2 * earlier):
        return Truth.NO
    return at_most(months_since(earlier_day, later_day), MOST_MONTHS)


def _amount(lab: Lab, unit: str) -> Decimal | None:
    """The value in ``unit``, or None where it is a bound or its unit does not fit."""
    if lab.comparator:
        return None
    try:
        return convert(lab.value, lab.unit, unit, lab.test)
    except UnitError:
        return None


def doubling_days(days: int, earlier: Decimal, later: Decimal) -> Decimal | None:
    """Days in which a value doubles at exponential growth: ln 2 · days / ln(later / earlier).

    ``days`` lie between the two values. None where the value does not rise, where one of them is not
    positive, or where no day lies between them.
    """
    if days <= 0 or earlier <= 0 or later <= earlier:
        return None
    return rounded(Decimal(math.log(2) * days / math.log(later / earlier)))


def doubling_time(
    earlier_day: PartialDate, earlier: Decimal, later_day: PartialDate, later: Decimal
) -> Span | None:
    """The doubling time in days for dates that may be partial; None where the value does not rise.

    The first date lies before the second, whichever of their days they are.
    """
    least, most = earlier_day.days_until(later_day)
    longest = doubling_days(most, earlier, later)
    return None if longest is None else Span(doubling_days(least, earlier, later), longest)

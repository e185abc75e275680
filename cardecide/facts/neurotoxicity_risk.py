"""Movement and neurocognitive treatment-emergent events after cilta-cel (Blood Cancer J 2022;12:32).

The patients who had them showed at least two of: high tumor burden; CRS of grade 2 or more or any ICANS; high
expansion or persistence. Only the burden is known before treatment, and only it becomes a fact: an
association that debulking may change, not a validated score. The others are counted for follow-up and never
choose a product.
"""

from collections.abc import Iterable
from decimal import Decimal

from cardecide.facts.before_lymphodepletion import points
from cardecide.facts.context import Context
from cardecide.facts.fact import Fact
from cardecide.facts.fact_building import derived
from cardecide.facts.lookup import options, resting_on
from cardecide.facts.spans import at_least
from cardecide.facts.value import Options, Span, Truth
from cardecide.language.message import message


def elements_present(high_burden: Truth, crs_2: Truth, icans: Truth, high_expansion: Truth) -> Span:
    """How many of the three elements are present; CRS and ICANS share one. For follow-up only."""
    return points([high_burden, crs_2 | icans, high_expansion])


def has_pattern(count: Span) -> Truth:
    """Whether two or more elements are present."""
    return at_least(count, Decimal(2))


def high_burden(burden: Options) -> Truth:
    """Whether the tumor burden is high."""
    if burden.possible is None:
        return Truth.UNKNOWN
    if "high" not in burden.possible:
        return Truth.NO
    return Truth.YES if burden.is_exact else Truth.UNKNOWN


def derive(context: Context) -> Iterable[Fact]:
    """The part that is known before treatment."""
    risk = high_burden(options(context, "tumor_burden"))
    basis = [message("neurotoxicity-burden")] * (risk is Truth.YES)
    yield resting_on(derived("mnt_pre_treatment_risk", risk, basis), context, ("tumor_burden",))

"""Early progression after ide-cel (Haematologica 2024;109:1514).

The five factors that stayed in the multivariable model are counted: history of extramedullary disease,
earlier BCMA-directed therapy, high ferritin before lymphodepletion, plasma cell leukemia, t(4;14). Bridging
did not stay in the model and is not counted; ethnicity is not used. The ferritin limit could not be verified.
"""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Final

from cardecide.facts.before_lymphodepletion import (
    ferritin_increased,
    ferritin_questions,
    known_points,
    projected,
)
from cardecide.facts.context import Context
from cardecide.facts.fact import Fact
from cardecide.facts.fact_building import derived
from cardecide.facts.lookup import truth
from cardecide.facts.spans import at_least
from cardecide.facts.value import Span, Truth

_FACTS: Final = ("emd_history", "prior_bcma_therapy", "plasma_cell_leukemia_ever", "t_4_14")


def hashmi_factors(factors: Sequence[Truth]) -> Span:
    """How many of the five factors are present; unbounded where nothing is known."""
    return known_points(factors)


def three_or_more(count: Span) -> Truth:
    """Whether at least three are present: the group whose progression-free survival was 3.2 months."""
    return at_least(count, Decimal(3))


def derive(context: Context) -> Iterable[Fact]:
    """The count from the newest values."""
    factors = [*(truth(context, name) for name in _FACTS), ferritin_increased(context)]
    made = derived("hashmi_factors", hashmi_factors(factors), questions=ferritin_questions(context))
    yield projected(made, context, (*_FACTS, "ferritin"))

"""EASIX, simplified and modified (Blood Adv 2021;5:3397), before CAR-T infusion.

No cut-off carries over to myeloma: the value is shown without a class.
"""

from collections.abc import Iterable

from cardecide.facts.before_lymphodepletion import projected
from cardecide.facts.context import Context
from cardecide.facts.fact import Fact
from cardecide.facts.fact_building import derived
from cardecide.facts.lookup import span
from cardecide.facts.spans import propagate
from cardecide.facts.value import Span


def easix(ldh: Span, creatinine: Span, platelets: Span) -> Span:
    """LDH in U/L times creatinine in mg/dL over platelets in 10^9/L."""
    return propagate(lambda enzyme, waste, cells: enzyme * waste / cells, (ldh, creatinine), (platelets,))


def s_easix(ldh: Span, platelets: Span) -> Span:
    """LDH in U/L over platelets in 10^9/L."""
    return propagate(lambda enzyme, cells: enzyme / cells, (ldh,), (platelets,))


def m_easix(ldh: Span, crp: Span, platelets: Span) -> Span:
    """LDH in U/L times CRP over platelets in 10^9/L. CRP is taken in mg/L and enters in mg/dL."""
    return propagate(lambda enzyme, protein, cells: enzyme * protein / 10 / cells, (ldh, crp), (platelets,))


def derive(context: Context) -> Iterable[Fact]:
    """The three indices from the newest values."""
    ldh, platelets = span(context, "ldh"), span(context, "platelets")
    for name, value, third in (
        ("easix", easix(ldh, span(context, "creatinine"), platelets), ("creatinine",)),
        ("s_easix", s_easix(ldh, platelets), ()),
        ("m_easix", m_easix(ldh, span(context, "crp"), platelets), ("crp",)),
    ):
        yield projected(derived(name, value), context, ("ldh", *third, "platelets"))

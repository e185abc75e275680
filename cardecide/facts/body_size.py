"""Body surface area and body mass index."""

from decimal import Decimal

from cardecide.facts.spans import propagate
from cardecide.facts.value import Span


def body_surface_area(weight_kg: Span, height_cm: Span) -> Span:
    """Square meters by Mosteller (N Engl J Med 1987;317:1098)."""
    return propagate(lambda kg, cm: (kg * cm / 3600).sqrt(), (weight_kg, height_cm))


def body_surface_area_du_bois(weight_kg: Span, height_cm: Span) -> Span:
    """Square meters by DuBois and DuBois (Arch Intern Med 1916;17:863), shown beside Mosteller."""
    return propagate(
        lambda kg, cm: Decimal("0.007184") * kg ** Decimal("0.425") * cm ** Decimal("0.725"),
        (weight_kg, height_cm),
    )


def body_mass_index(weight_kg: Span, height_cm: Span) -> Span:
    """Kilograms for each square meter of height."""
    return propagate(lambda kg, cm: kg * 10000 / (cm * cm), (weight_kg,), (height_cm,))

"""Refractory combinations by the number of drugs of each class; body size; BCMA on the cells."""

from decimal import Decimal
from itertools import product

import pytest

from cardecide.facts.body_size import body_mass_index, body_surface_area
from cardecide.facts.refractoriness import combinations
from cardecide.facts.value import Members, Span, Truth

PI, IMID, CD38 = ("bortezomib", "carfilzomib"), ("lenalidomide", "pomalidomide"), ("daratumumab",)


@pytest.mark.parametrize(("pi", "imid", "cd38"), list(product(range(3), range(3), range(2))))
def test_the_named_combinations(pi: int, imid: int, cd38: int) -> None:
    drugs = Members(frozenset((*PI[:pi], *IMID[:imid], *CD38[:cd38])), closed=True)
    names = (("PI", pi), ("IMiD", imid), ("anti-CD38", cd38))
    classes = Members(frozenset(name for name, count in names if count), closed=True)
    expected = {
        "double_refractory": pi >= 1 and imid >= 1,
        "triple_class_refractory": pi >= 1 and imid >= 1 and cd38 == 1,
        "quad_refractory_classic": pi == 2 and imid == 2,
        "quad_refractory_mammoth": cd38 == 1 and (pi, imid) in ((1, 2), (2, 1)),
        "penta_refractory": (pi, imid, cd38) == (2, 2, 1),
    }
    found = combinations(drugs, classes)
    assert {name: truth is Truth.YES for name, truth in found.items()} == expected
    assert Truth.UNKNOWN not in found.values()


def test_body_size_to_six_digits() -> None:
    kilograms, centimeters = Span.exactly(70), Span.exactly(170)
    surface, index = body_surface_area(kilograms, centimeters), body_mass_index(kilograms, centimeters)
    assert surface.low is not None and index.low is not None
    assert round(surface.low, 6) == Decimal("1.818119")
    assert round(index.low, 6) == Decimal("24.221453")


@pytest.mark.parametrize(
    ("result", "truth"), [("positive", Truth.YES), ("negative", Truth.NO), ("unknown", Truth.UNKNOWN)]
)
def test_bcma_on_the_cells_is_as_entered(derived, result, truth) -> None:  # type: ignore[no-untyped-def]
    assert derived(disease={"bcma_expression": {"result": result}})["bcma_expression"].value is truth

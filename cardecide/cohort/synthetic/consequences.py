"""Facts that follow from what was drawn, so that no row contradicts itself."""

import numpy as np

from cardecide.cohort.synthetic.draws import Draw, Flags
from cardecide.facts.catalogue import catalogue

_DEPTHS = ("penta", "triple", "double", "imid")


def add_consequences(draw: Draw, random: np.random.Generator) -> None:
    """Add everything that follows; ``random`` decides what the profile leaves open."""
    _refractoriness(draw, random)
    _prior_bcma(draw)
    _extent(draw)
    _measurable(draw)
    for name, members in draw.members.items():
        nobody = np.zeros(draw.rows, np.bool_)
        for member in catalogue()[name].values:
            members.setdefault(member, nobody)


def _refractoriness(draw: Draw, random: np.random.Generator) -> None:
    """Classes one after the other, as they are lost: IMiD, PI, anti-CD38; then second drugs of a class."""
    _, depth = draw.choices.pop("refractory_depth")
    at_most = {name: (depth >= 0) & (depth <= place) for place, name in enumerate(_DEPTHS)}
    imid, pi, cd38 = at_most["imid"], at_most["double"], at_most["triple"]
    draw.members["refractory_classes"] = {"IMiD": imid, "PI": pi, "anti-CD38": cd38}
    draw.answers["double_refractory"] = imid & pi
    draw.answers["triple_class_refractory"] = cd38
    draw.answers["penta_refractory"] = at_most["penta"]
    lenalidomide = at_most["penta"] | (imid & _some(draw, random, 0.9))
    draw.members["refractory_drugs"] = {"lenalidomide": lenalidomide}
    draw.answers["lenalidomide_refractory"] = lenalidomide
    draw.members["exposed_drugs"] = {"lenalidomide": lenalidomide | _some(draw, random, 0.97)}
    draw.members["exposed_classes"] = {
        "IMiD": imid | _some(draw, random, 0.99),
        "PI": pi | _some(draw, random, 0.99),
        "anti-CD38": cd38 | _some(draw, random, 0.93),
        "alkylator": _some(draw, random, 0.95),
        "steroid": np.ones(draw.rows, np.bool_),
    }
    last = draw.answers["refractory_to_last_line"]
    draw.answers["progressed_on_last_therapy"] |= last
    draw.numbers["months_from_last_line_to_progression"][last] = np.minimum(
        draw.numbers["months_from_last_line_to_progression"][last], 2
    )


def _prior_bcma(draw: Draw) -> None:
    car_t, other = draw.answers["prior_bcma_car_t"], draw.answers["prior_noncellular_bcma_therapy"]
    draw.answers["prior_bcma_therapy"] = car_t | other
    draw.answers["prior_car_t"] = car_t
    draw.members["exposed_classes"]["anti-BCMA"] = car_t | other


def _extent(draw: Draw) -> None:
    leukemia = draw.answers["plasma_cell_leukemia"]
    draw.answers["plasma_cell_leukemia_ever"] = leukemia
    cells = draw.numbers["circulating_plasma_cells"]
    draw.numbers["circulating_plasma_cells"] = np.where(
        leukemia, np.maximum(cells, 2.1), np.minimum(cells, 1.9)
    )
    high_risk = draw.answers.pop("high_risk_cytogenetics", None)
    if high_risk is not None:
        for name in ("high_risk_cytogenetics_karmma3", "high_risk_cytogenetics_cartitude1"):
            draw.answers[name] = high_risk
        draw.answers["double_hit"] &= high_risk


def _measurable(draw: Draw) -> None:
    """Who secretes nothing has nothing to measure; CARTITUDE-4 measures from these limits on."""
    silent = draw.answers["non_secretory"]
    for name in ("serum_m_protein", "urine_m_protein"):
        draw.numbers[name][silent] = 0
    draw.numbers["involved_free_light_chain"][silent] = 1
    draw.answers["free_light_chain_ratio_abnormal"] &= ~silent
    draw.answers["measurable_disease_cartitude4"] = (
        (draw.numbers["serum_m_protein"] >= 0.5)
        | (draw.numbers["urine_m_protein"] >= 200)
        | (
            (draw.numbers["involved_free_light_chain"] >= 10)
            & draw.answers["free_light_chain_ratio_abnormal"]
        )
    )


def _some(draw: Draw, random: np.random.Generator, share: float) -> Flags:
    result: Flags = random.random(draw.rows) < share
    return result

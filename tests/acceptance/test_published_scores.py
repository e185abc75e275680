"""The CAR-T scores and ASTCT grades from case to number, by the points that their sources publish.

For none of them was a worked example of a patient found, so each sum is done by hand in its test.
"""

from decimal import Decimal
from typing import Any

import pytest

from cardecide.case.model import Case
from cardecide.case.partial_date import PartialDate
from cardecide.facts.derive import derive
from cardecide.facts.value import Options, Span, Value

ON = PartialDate.parse("2026-09-14")


def lab(test: str, value: str, unit: str, **more: str) -> dict[str, str]:
    return {"test": test, "value": value, "unit": unit, "date": "2026-09-10", **more}


def found(name: str, **sections: Any) -> Value:
    case = Case.model_validate({"id": "T", "decision_date": str(ON), **sections})
    return derive(case, ON)[name].value


@pytest.mark.parametrize(
    ("platelets", "neutrophils", "hemoglobin", "crp", "ferritin", "points"),
    [
        ("220", "3.4", "12.4", "8", "180", 0),
        ("130", "1.8", "10.5", "14", "320", 1),  # platelets 1
        ("60", "0.9", "8.4", "35", "900", 6),  # 2 + 1 + 1 + 1 + 1
        ("40", "0.4", "7.8", "95", "3200", 7),  # the highest: 2 + 1 + 1 + 1 + 2
    ],
)
def test_car_hematotox(
    platelets: str, neutrophils: str, hemoglobin: str, crp: str, ferritin: str, points: int
) -> None:
    """Five markers before lymphodepletion, platelets and ferritin weighted; high from 2 points.

    https://www.european-mcl.net/home/scores-car-hematotox-286.html. Platelets 75 to 175 one point and below
    that two, neutrophils below 1.2, hemoglobin below 9, CRP above 3 mg/dL one each, ferritin 650 to 2000 one
    and above that two (Rejeski et al., Blood 2021;138:2499). CRP is entered in mg/L.
    """
    labs = [
        lab("platelets", platelets, "10^9/L"),
        lab("neutrophils", neutrophils, "10^9/L"),
        lab("hemoglobin", hemoglobin, "g/dL"),
        lab("crp", crp, "mg/L"),
        lab("ferritin", ferritin, "ug/L"),
    ]
    assert found("car_hematotox", labs=labs) == Span.exactly(points)


GENES = ("del(17p)", "t(4;14)", "t(14;16)", "gain(1q)")


def genes(*present: str) -> list[dict[str, str]]:
    return [{"abnormality": gene, "result": "present" if gene in present else "absent"} for gene in GENES]


def patient(*, outside: bool, refractory: bool, translocated: bool, ferritin: str) -> dict[str, Any]:
    """Someone after one line with lenalidomide, with or without each factor of the two scores."""
    lesions = [{"site": "liver", "kind": "extraosseous", "size": "30x20 mm", "date": "2026-09-01"}]
    return {
        "disease": {"plasma_cell_leukemia": "no", "plasma_cell_leukemia_history": "no"},
        "extramedullary": {"status": "present", "history": "yes", "lesions": lesions}
        if outside
        else {"status": "absent", "history": "no"},
        "treatments": [
            {
                "drugs": ["lenalidomide", "dexamethasone"],
                "start": "2024-01-01",
                "stop": "2026-06-01",
                "best_response": "PR",
                "progression": "2026-06-01" if refractory else "no",
            }
        ],
        "treatments_complete": "yes",
        "cytogenetics": genes("t(4;14)") if translocated else genes(),
        "labs": [
            lab("ferritin", ferritin, "ug/L", upper_limit="400"),
            lab("circulating_plasma_cells_percent", "0", "%"),
        ],
    }


@pytest.mark.parametrize(
    ("outside", "refractory", "translocated", "ferritin", "mycare"),
    [
        (False, False, False, "200", 0),
        (False, True, False, "200", 1),
        (True, True, False, "200", 2),
        (False, True, True, "900", 3),
        (True, True, True, "900", 4),
    ],
)
def test_mycare(outside: bool, refractory: bool, translocated: bool, ferritin: str, mycare: int) -> None:
    """One point each: extramedullary disease or plasma cell leukemia, lenalidomide-refractory, high-risk
    cytogenetics, increased ferritin at lymphodepletion.

    https://ascopost.com/news/march-2024/ (advanced multiple myeloma: prediction model for outcomes after
    BCMA-directed CAR T-cell therapy).
    """
    told = patient(outside=outside, refractory=refractory, translocated=translocated, ferritin=ferritin)
    assert found("mycare", **told) == Span.exactly(mycare)


@pytest.mark.parametrize(
    ("outside", "translocated", "ferritin", "factors"),
    [(False, False, "200", 0), (True, False, "200", 1), (True, False, "900", 2), (True, True, "900", 3)],
)
def test_early_progression_factors(outside: bool, translocated: bool, ferritin: str, factors: int) -> None:
    """Extramedullary disease, BCMA therapy before, high ferritin, plasma cell leukemia, t(4;14): one each.

    Hashmi et al., Haematologica 2024;109:1514, https://www.pubmed.gov/37855036/. None had BCMA therapy here.
    """
    told = patient(outside=outside, refractory=True, translocated=translocated, ferritin=ferritin)
    assert found("hashmi_factors", **told) == Span.exactly(factors)


@pytest.mark.parametrize(
    ("microglobulin", "albumin", "stage"),
    [
        ("3.4", "3.5", "I"),
        ("3.5", "3.5", "II"),
        ("3.4", "3.4", "II"),
        ("5.4", "2.0", "II"),
        ("5.5", "5.0", "III"),
    ],
)
def test_iss(microglobulin: str, albumin: str, stage: str) -> None:
    """I: beta-2 microglobulin below 3.5 mg/L and albumin from 3.5 g/dL; III: from 5.5 mg/L; II: the rest.

    https://thehematologist.org/multiple-myeloma-iss-and-r-iss/
    """
    labs = [lab("beta2_microglobulin", microglobulin, "mg/L"), lab("albumin", albumin, "g/dL")]
    assert found("iss_current", labs=labs) == Options(frozenset({stage}))


@pytest.mark.parametrize(
    ("pressure", "oxygen", "grade"),
    [
        ("normal", "room_air", 1),
        ("hypotension", "room_air", 2),
        ("normal", "low_flow", 2),
        ("several_vasopressors", "room_air", 4),
        ("normal", "positive_pressure", 4),
    ],
)
def test_crs(pressure: str, oxygen: str, grade: int) -> None:
    """ASTCT, with fever: the worse of blood pressure and oxygen.

    https://pmc.ncbi.nlm.nih.gov/articles/PMC9327779/table/t0002
    """
    event = {"kind": "crs", "date": "2026-09-12", "temperature": "39.0"}
    told = [{**event, "blood_pressure": pressure, "oxygen": oxygen}]
    assert found("crs_grade", toxicity=told) == Span.exactly(grade)


@pytest.mark.parametrize(("ice", "grade"), [(10, 0), (9, 1), (7, 1), (6, 2), (3, 2), (2, 3), (0, 3)])
def test_icans(ice: int, grade: int) -> None:
    """ASTCT, awake and without other signs, by the ICE score.

    https://pmc.ncbi.nlm.nih.gov/articles/PMC9327779/table/t0002
    """
    event = {"kind": "icans", "date": "2026-09-12", "ice_score": ice, "arousal": "awake"}
    signs = {"seizure": "none", "motor_weakness": "no", "edema": "none"}
    assert found("icans_grade", toxicity=[{**event, **signs}]) == Span.exactly(Decimal(grade))

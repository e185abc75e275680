"""Two whole cases: a sparse published one and a complete made-up one."""

import pytest

from cardecide.case.reading import read_case
from cardecide.facts.value import Members, Options, Span, Truth
from cardecide.locations import bundled


@pytest.fixture
def facts(derive):
    def run(name):
        case = read_case(bundled("resources") / "samples" / f"{name}.case.yaml").case
        fields = case.model_dump(mode="json", exclude_none=True)
        return derive(
            [treatment.model_dump(mode="json", exclude_none=True) for treatment in case.treatments],
            on=str(case.decision_date),
            prior_transplant=fields["prior_transplant"],
        )

    return run


def test_the_published_patient(facts, spoken):
    found = facts("zhou-2025")
    refractory = found["refractory_drugs"].value
    assert refractory.present == {
        "daratumumab",
        "carfilzomib",
        "pomalidomide",
        "bortezomib",
        "dexamethasone",
    }
    assert refractory.open == {"lenalidomide", "ixazomib", "selinexor"}
    exposed = found["exposed_drugs"]
    assert exposed.value.includes("selinexor") is Truth.UNKNOWN
    assert exposed.flags == ("REGIMEN_DRUG_MISMATCH",)
    assert exposed.questions[0].field == "treatments[6].drugs"
    expected = {
        "triple_class_exposed": Truth.YES,
        "penta_exposed": Truth.YES,
        "triple_class_refractory": Truth.YES,
        "double_refractory": Truth.YES,
        "lenalidomide_refractory": Truth.UNKNOWN,
        "penta_refractory": Truth.UNKNOWN,
        "quad_refractory_classic": Truth.UNKNOWN,
        "refractory_to_last_line": Truth.YES,
        "progressed_on_last_therapy": Truth.YES,
        "relapsed_and_refractory": Truth.YES,
        "primary_refractory": Truth.NO,
        "prior_autologous_transplant": Truth.NO,
        "prior_bcma_therapy": Truth.NO,
        "prior_car_t": Truth.NO,
        "graft_versus_host_disease_active": Truth.NO,
    }
    assert {name: found[name].value for name in expected} == expected
    question = found["lenalidomide_refractory"].questions[0]
    assert question.field == "treatments[0].progression"
    assert found["days_since_proteasome_inhibitor"].value == Span(0, 30)
    assert found["triple_class_refractory"].as_of is not None
    for fact in found.values():
        spoken(fact)


def test_the_complete_patient(facts, spoken):
    found = facts("neuro-us")
    lenalidomide = found["lenalidomide_refractory"]
    assert lenalidomide.value is Truth.YES
    assert str(lenalidomide.as_of) == "2026-06-20"
    assert found["lenalidomide_refractory_context"].value == Options(frozenset({"low_dose_maintenance"}))
    assert found["prior_lines"].value == Span.exactly(1)
    assert found["prior_autologous_transplant"].value is Truth.YES
    assert found["prior_allogeneic_transplant"].value is Truth.NO
    assert found["triple_class_exposed"].value is Truth.YES
    assert found["penta_exposed"].value is Truth.NO
    assert found["days_since_imid"].value == Span.exactly(91)
    assert found["prior_bcma_modalities"].value == Members(
        absent=frozenset({"adc", "bispecific", "car_t"}), closed=True
    )
    for fact in found.values():
        spoken(fact)

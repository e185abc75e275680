"""Each limit of a definition on both sides, with everything else kept away from its own limit."""

from decimal import Decimal

import pytest

from cardecide.case.model import Case
from cardecide.case.partial_date import PartialDate
from cardecide.facts.derive import derive as derive_all
from cardecide.facts.fact import Origin
from cardecide.facts.tumor_burden import tumor_burdens
from cardecide.facts.value import Options, Span, Truth
from cardecide.language.messages import say

YES, NO, OPEN = Truth.YES, Truth.NO, Truth.UNKNOWN
ON = PartialDate.parse("2026-09-14")
LOW = {"marrow": Decimal(10), "serum": Decimal(1), "chain": Decimal(20)}


def facts(**sections):
    return derive_all(Case.model_validate({"id": "T", "decision_date": str(ON), **sections}), ON)


def options(*words):
    return Options(frozenset(words)) if words else Options()


@pytest.mark.parametrize(
    ("axis", "value", "burden"),
    [
        ("marrow", "49.9", "low"),
        ("marrow", "50", "intermediate"),
        ("marrow", "79.9", "intermediate"),
        ("marrow", "80", "high"),
        ("serum", "2.9", "low"),
        ("serum", "3", "intermediate"),
        ("serum", "4.9", "intermediate"),
        ("serum", "5", "high"),
        ("chain", "299.9", "low"),
        ("chain", "300", "intermediate"),
        ("chain", "300.5", "intermediate"),
        ("chain", "499.9", "intermediate"),
        ("chain", "500", "high"),
    ],
)
def test_tumor_burden(axis, value, burden):
    amounts = {**LOW, axis: Decimal(value)}
    assert tumor_burdens(*map(Span.exactly, amounts.values())) == {burden}
    labs = [
        {"test": "bone_marrow_plasma_cells", "value": str(amounts["marrow"]), "unit": "%"},
        {"test": "serum_m_protein", "value": str(amounts["serum"]), "unit": "g/dL"},
        {"test": "involved_free_light_chain", "value": str(amounts["chain"]), "unit": "mg/dL"},
    ]
    assert facts(labs=labs)["tumor_burden"].value == options(burden)


@pytest.mark.parametrize(("share", "high"), [("49.9", NO), ("50", YES)])
def test_high_burden_of_karmma(share, high):
    labs = [{"test": "bone_marrow_plasma_cells", "value": share, "unit": "%", "date": "2026-09-01"}]
    fact = facts(labs=labs)["high_tumor_burden_karmma"]
    assert fact.value is high
    assert str(fact.as_of) == "2026-09-01"
    assert facts()["high_tumor_burden_karmma"].value is OPEN


GENES = ("del(17p)", "t(4;14)", "t(14;16)", "t(14;20)", "gain(1q)", "tp53_mutation", "del(1p32)")
DAY = "2021-05-12"


def genes(*present, **more):
    return [
        {
            "abnormality": name,
            "result": "present" if name in present else "absent",
            "date": DAY,
            **more.get(name, {}),
        }
        for name in GENES
    ]


def first_labs(beta2="3.0", creatinine="0.9"):
    return [
        {"test": "beta2_microglobulin", "value": beta2, "unit": "mg/L", "date": DAY},
        {"test": "creatinine", "value": creatinine, "unit": "mg/dL", "date": DAY},
        {"test": "albumin", "value": "4.0", "unit": "g/dL", "date": DAY},
    ]


def diagnosed(cytogenetics, labs=None, born="1960-01-01", **patient):
    person = {"birth_date": born, **patient} if born else patient
    return facts(
        disease={"diagnosis_date": "2021-05-10"},
        patient=person,
        cytogenetics=cytogenetics,
        labs=first_labs() if labs is None else labs,
    )


@pytest.mark.parametrize(
    ("present", "more", "high"),
    [
        ((), {}, NO),
        (("del(17p)",), {"del(17p)": {"clone": "19.9 %"}}, NO),
        (("del(17p)",), {"del(17p)": {"clone": "20 %"}}, OPEN),
        (("del(17p)",), {"del(17p)": {"clone": "20.1 %"}}, YES),
        (("del(17p)",), {}, OPEN),
        (("tp53_mutation",), {}, YES),
        (("t(4;14)",), {}, NO),
        (("t(4;14)", "gain(1q)"), {}, YES),
        (("t(14;16)", "gain(1q)"), {}, YES),
        (("t(14;20)", "gain(1q)"), {}, YES),
        (("gain(1q)",), {}, NO),
        (("t(4;14)", "del(1p32)"), {"del(1p32)": {"alleles": "monoallelic"}}, YES),
        (("del(1p32)",), {"del(1p32)": {"alleles": "biallelic"}}, YES),
        (("del(1p32)",), {"del(1p32)": {"alleles": "monoallelic"}}, NO),
        (("del(1p32)",), {}, OPEN),
        (("del(1p32)", "gain(1q)"), {"del(1p32)": {"alleles": "monoallelic"}}, YES),
    ],
)
def test_genomic_high_risk_by_genes(present, more, high):
    assert diagnosed(genes(*present, **more))["genomic_high_risk_2025"].value is high


@pytest.mark.parametrize(
    ("beta2", "creatinine", "high"),
    [("5.5", "1.1", YES), ("5.4", "1.1", NO), ("5.5", "1.2", NO), ("5.5", "1.19", YES)],
)
def test_genomic_high_risk_by_beta2_microglobulin(beta2, creatinine, high):
    fact = diagnosed(genes(), first_labs(beta2, creatinine))["genomic_high_risk_2025"]
    assert fact.value is high
    tests = {str(part) for line in fact.basis for _, part in line.parts}
    assert {"@lab_tests:beta2_microglobulin", "@lab_tests:creatinine"} <= tests
    assert str(fact.as_of) == DAY


def test_genomic_high_risk_is_as_old_as_the_results_it_reads():
    later = {"abnormality": "t(11;14)", "result": "present", "date": "2026-08-01"}
    assert str(diagnosed([*genes(), later])["genomic_high_risk_2025"].as_of) == DAY
    newest = {"abnormality": "del(1p32)", "result": "absent", "date": "2026-08-02"}
    assert str(diagnosed([*genes(), newest])["genomic_high_risk_2025"].as_of) == "2026-08-02"


def test_genomic_high_risk_asks_for_the_clone_and_flags_unsorted_cells():
    asked = diagnosed(genes("del(17p)"))["genomic_high_risk_2025"]
    assert [question.field for question in asked.questions if question.id == "clone-17p"] == ["cytogenetics"]
    assert asked.flags == ()
    unsorted = genes("del(17p)", **{"del(17p)": {"clone": "55 %"}})
    assert diagnosed(unsorted)["genomic_high_risk_2025"].flags == ("CLONE_WITHOUT_CELL_SORTING",)
    given = genes("del(17p)", **{"del(17p)": {"clone": "55 %", "sorted_cells": "yes"}})
    assert diagnosed(given)["genomic_high_risk_2025"].flags == ()


def test_none_of_the_six_lesions_is_the_standard_risk_of_msmart():
    sheet = diagnosed(genes())
    assert sheet["msmart_3_risk"].value == options("standard")
    assert sheet["double_hit"].value is NO


@pytest.mark.parametrize(
    ("present", "beta2", "born", "risk"),
    [
        (("t(4;14)",), "4.0", "1960-01-01", "high"),
        (("del(17p)",), "4.0", "1960-01-01", "high"),
        (("del(17p)",), "6.0", "1960-01-01", "high"),
        (("t(4;14)",), "2.0", "1960-01-01", "standard"),
        (("gain(1q)",), "4.0", "1980-01-01", "standard"),
        ((), "4.0", "1980-01-01", "low"),
        ((), "2.0", "1980-01-01", "low"),
        ((), "6.0", "1980-01-01", "standard"),
        (("t(4;14)",), "2.0", "1980-01-01", "standard"),
        (("del(17p)",), "2.0", "1980-01-01", "standard"),
        ((), "2.0", "1966-05-11", "low"),  # 54 years on the day of diagnosis
        ((), "2.0", "1966-05-10", "standard"),  # 55 years to the day
    ],
)
def test_imwg_2014(present, beta2, born, risk):
    fact = diagnosed(genes(*present), first_labs(beta2), born)["imwg_2014_risk"]
    assert fact.value == options(risk)
    said = {str(part) for line in fact.basis for _, part in line.parts}
    assert "@lab_tests:beta2_microglobulin" in said
    side = "risk.below-55" if born in ("1980-01-01", "1966-05-11") else "risk.at-least-55"
    assert [line.id for line in fact.basis if line.id.startswith("risk.")] == [side]
    assert len(fact.basis) == 6  # two values, three markers, the age


def test_imwg_2014_without_a_birth_date_takes_the_age_as_an_upper_bound():
    young = diagnosed(genes(), born=None, age="50 years")
    assert young["imwg_2014_risk"].value == options("low")
    older = diagnosed(genes(), born=None, age="60 years")
    assert older["imwg_2014_risk"].value == options("low", "standard")
    assert not [line for line in older["imwg_2014_risk"].basis if line.id.startswith("risk.")]
    year = diagnosed(genes(), born="1966")
    assert year["imwg_2014_risk"].value == options("low", "standard")


@pytest.mark.parametrize(("value", "truth"), [("0", OPEN), ("0.1", NO)])
@pytest.mark.parametrize(("test", "unit"), [("serum_m_protein", "g/dL"), ("urine_m_protein", "mg/24h")])
def test_a_paraprotein_that_is_measured_is_secreted(test, unit, value, truth):
    labs = [{"test": test, "value": value, "unit": unit}]
    assert facts(labs=labs)["non_secretory"].value is truth


def test_the_total_immunoglobulin_bounds_the_paraprotein_of_its_class():
    labs = [{"test": "serum_iga", "value": "0.8", "unit": "g/dL", "date": "2026-09-01"}]
    known = facts(labs=labs, disease={"heavy_chain": "IgA", "light_chain": "kappa"})["serum_m_protein"]
    assert known.value == Span(high=Decimal("0.8"))
    assert str(known.as_of) == "2026-09-01"
    assert facts(labs=labs, disease={"heavy_chain": "IgG"})["serum_m_protein"].value == Span()
    assert facts(labs=labs)["serum_m_protein"].value == Span()
    above = [*labs, {"test": "serum_m_protein", "value": "0.9", "unit": "g/dL", "date": "2026-09-02"}]
    both = facts(labs=above, disease={"heavy_chain": "IgA", "light_chain": "kappa"})["serum_m_protein"]
    assert both.value == Span.exactly(Decimal("0.9"))
    assert both.flags == ("M_PROTEIN_ABOVE_TOTAL",)
    assert both.origin is facts(labs=above)["serum_m_protein"].origin is Origin.ENTERED
    (asked,) = both.questions
    assert (asked.field, asked.text.id) == ("labs", "m-protein-above-total")
    assert str(both.as_of) == "2026-09-02"
    assert len(both.basis) == 1


DURIE_SALMON = {
    "hemoglobin": ("12", "g/dL"),
    "calcium": ("9.5", "mg/dL"),
    "creatinine": ("0.9", "mg/dL"),
    "serum_m_protein": ("1", "g/dL"),
    "urine_light_chain": ("1", "g/24h"),
}


@pytest.mark.parametrize(
    ("chain", "change", "stage"),
    [
        ("IgG", {}, "IA"),
        ("IgG", {"serum_m_protein": "4.9"}, "IA"),
        ("IgG", {"serum_m_protein": "5"}, "IIA"),
        ("IgG", {"serum_m_protein": "7"}, "IIA"),
        ("IgG", {"serum_m_protein": "7.1"}, "IIIA"),
        ("IgA", {"serum_m_protein": "2.9"}, "IA"),
        ("IgA", {"serum_m_protein": "3"}, "IIA"),
        ("IgA", {"serum_m_protein": "5"}, "IIA"),
        ("IgA", {"serum_m_protein": "5.1"}, "IIIA"),
        ("IgG", {"hemoglobin": "10.1"}, "IA"),
        ("IgG", {"hemoglobin": "10"}, "IIA"),
        ("IgG", {"hemoglobin": "8.5"}, "IIA"),
        ("IgG", {"hemoglobin": "8.4"}, "IIIA"),
        ("IgG", {"calcium": "12"}, "IA"),
        ("IgG", {"calcium": "12.1"}, "IIIA"),
        ("IgG", {"creatinine": "1.9"}, "IA"),
        ("IgG", {"creatinine": "2.0"}, "IB"),
        ("IgG", {"urine_light_chain": "4"}, "IIA"),
        ("IgG", {"urine_light_chain": "3.9"}, "IA"),
        ("IgG", {"urine_light_chain": "12"}, "IIA"),
        ("IgG", {"urine_light_chain": "12.1"}, "IIIA"),
    ],
)
def test_durie_salmon(chain, change, stage):
    labs = [
        {"test": name, "value": change.get(name, value), "unit": unit, "date": DAY}
        for name, (value, unit) in DURIE_SALMON.items()
    ]
    disease = {"diagnosis_date": "2021-05-10", "heavy_chain": chain, "lytic_lesions": 0}
    fact = facts(disease=disease, labs=labs)["durie_salmon"]
    assert fact.value == options(stage)
    between = change.get("calcium") == "12"
    assert ("CALCIUM_LIMIT_DECIDES" in fact.flags) is between


@pytest.mark.parametrize(("calcium", "decides"), [("10.6", False), ("10.7", True)])
def test_the_calcium_limit_of_chinese_guidelines_is_pointed_out(calcium, decides):
    labs = [
        {"test": name, "value": calcium if name == "calcium" else value, "unit": unit, "date": DAY}
        for name, (value, unit) in DURIE_SALMON.items()
    ]
    disease = {"diagnosis_date": "2021-05-10", "heavy_chain": "IgG", "lytic_lesions": 0}
    flags = facts(disease=disease, labs=labs)["durie_salmon"].flags
    assert ("CALCIUM_LIMIT_DECIDES" in flags) is decides


def test_an_entered_stage_that_the_values_exclude_is_asked_about():
    disease = {"diagnosis_date": "2021-05-10", "iss_at_diagnosis": "III"}
    fact = facts(disease=disease, labs=first_labs("2.0"))["iss"]
    assert fact.value == options("I", "III")
    assert fact.flags == ("ISS_INCONSISTENT",)
    assert fact.origin is Origin.DERIVED
    (question,) = fact.questions
    assert question.field == "disease.iss_at_diagnosis"
    assert (question.text.id, dict(question.text.parts)) == ("stage-disagrees", {"stage": "III"})
    assert fact.basis[0].id == "stage-entered"
    assert dict(fact.basis[0].parts) == {"stage": "III"}
    assert len(fact.basis) == 3
    agreeing = facts(disease={**disease, "iss_at_diagnosis": "I"}, labs=first_labs("2.0"))["iss"]
    assert agreeing.origin is Origin.ENTERED
    assert agreeing.basis[0].id == "stage-entered"


def test_the_current_stages_name_their_markers():
    ldh = {"test": "ldh", "value": "180", "unit": "U/L", "upper_limit": "250", "date": DAY}
    current = facts(labs=[*first_labs("4.0"), ldh], cytogenetics=genes("t(4;14)"))
    for name, markers in (
        ("r_iss_current", ("Lactate", "17p", "t(4;14)", "t(14;16)")),
        ("r2_iss_current", ("Lactate", "17p", "t(4;14)", "1q")),
    ):
        said = " ".join(say(line, "en") for line in current[name].basis)
        assert all(marker in said for marker in markers), said


def test_the_revised_stages_say_which_stages_the_first_leaves_open():
    labs = [lab for lab in first_labs("3.0") if lab["test"] != "albumin"]
    sheet = facts(disease={"diagnosis_date": "2021-05-10"}, labs=labs)
    assert sheet["iss"].value == options("I", "II")
    for name in ("r_iss", "r2_iss"):
        (said,) = (line for line in sheet[name].basis if line.id == "iss-at-diagnosis")
        assert dict(said.parts) == {"stages": "I, II"}

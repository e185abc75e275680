"""Each computed fact rests on the entries that its definition names, and says so with their newest date."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from cardecide.facts.fact import Fact, FactSheet, Origin
from cardecide.facts.mycare import mycare_classes
from cardecide.facts.value import Members, Options, Span, Truth, is_known
from cardecide.language.messages import say

Deriver = Callable[..., FactSheet]

TESTS = {
    "creatinine": ("1.8", "mg/dL"),
    "ldh": ("300", "U/L"),
    "platelets": ("74", "10^9/L"),
    "crp": ("50", "mg/L"),
    "ferritin": ("900", "ug/L"),
    "hemoglobin": ("8.9", "g/dL"),
    "absolute_neutrophil_count": ("1.1", "10^9/L"),
    "albumin": ("3.4", "g/dL"),
    "calcium": ("9.1", "mg/dL"),
    "beta2_microglobulin": ("5.6", "mg/L"),
    "bone_marrow_plasma_cells": ("60", "%"),
    "serum_m_protein": ("2.1", "g/dL"),
    "involved_free_light_chain": ("52", "mg/dL"),
}
LIMITS = {"ldh": "250", "ferritin": "400"}
DAYS = {name: f"2026-11-{day:02d}" for day, name in enumerate(TESTS, start=1)}
RESTS_ON = {
    "creatinine_clearance_cockcroft_gault": {"creatinine"},
    "egfr_mdrd": {"creatinine"},
    "egfr_ckd_epi_2021": {"creatinine"},
    "corrected_calcium": {"calcium", "albumin"},
    "easix": {"ldh", "creatinine", "platelets"},
    "s_easix": {"ldh", "platelets"},
    "m_easix": {"ldh", "crp", "platelets"},
    "car_hematotox": {"platelets", "absolute_neutrophil_count", "hemoglobin", "crp", "ferritin"},
    "tumor_burden": {"bone_marrow_plasma_cells", "serum_m_protein", "involved_free_light_chain"},
    "high_tumor_burden_karmma": {"bone_marrow_plasma_cells"},
    "iss_current": {"beta2_microglobulin", "albumin"},
    "r_iss_current": {"beta2_microglobulin", "albumin", "ldh"},
    "r2_iss_current": {"beta2_microglobulin", "albumin", "ldh"},
    "mycare": {"ferritin"},
    "hashmi_factors": {"ferritin"},
    "ldh_above_normal": {"ldh"},
}
# By hand for the MDRD: 175 x 1.8^-1.154 x 69^-0.203 x 0.742 = 175 x 0.5075 x 0.4234 x 0.742 = 27.9;
# CKD-EPI: 142 x (1.8 / 0.7)^-1.2 x 0.9938^69 x 1.012 = 142 x 0.3220 x 0.6511 x 1.012 = 30.1; Cockcroft-Gault:
# 71 x 64.52 / (72 x 1.8) x 0.85 = 30.0.
VALUES = {
    "egfr_mdrd": "27.9",
    "egfr_ckd_epi_2021": "30.1",
    "creatinine_clearance_cockcroft_gault": "30.0",
    "easix": "7.30",
    "s_easix": "4.05",
    "m_easix": "20.27",
}
PERSON = {"sex": "female", "age": "69 years", "weight": "64.52 kg", "height": "158 cm"}


def labs() -> list[dict[str, Any]]:
    return [
        {
            "test": name,
            "value": value,
            "unit": unit,
            "date": DAYS[name],
            **({"upper_limit": LIMITS[name]} if name in LIMITS else {}),
        }
        for name, (value, unit) in TESTS.items()
    ]


@pytest.fixture
def sheet(derived: Deriver) -> FactSheet:
    return derived(patient=PERSON, labs=labs())


def labs_named(fact: Fact) -> set[str]:
    parts = [str(part) for line in fact.basis for _, part in line.parts]
    return {part.removeprefix("@lab_tests:") for part in parts if part.startswith("@lab_tests:")}


@pytest.mark.parametrize("name", list(RESTS_ON))
def test_the_basis_names_the_values_used_and_the_newest_date(sheet: FactSheet, name: str) -> None:
    fact = sheet[name]
    assert is_known(fact.value), name
    assert fact.origin is Origin.DERIVED
    assert labs_named(fact) == RESTS_ON[name]
    assert str(fact.as_of) == max(DAYS[test] for test in RESTS_ON[name])


@pytest.mark.parametrize("name", list(VALUES))
def test_the_value_is_the_formula_of_those_values(sheet: FactSheet, name: str) -> None:
    value = sheet[name].value
    assert isinstance(value, Span) and value.is_exact and value.low is not None
    digits = len(VALUES[name].partition(".")[2])
    assert f"{value.low:.{digits}f}" == VALUES[name]


def test_kidney_function_says_age_sex_and_weight(derived: Deriver) -> None:
    def said(name: str, **person: str) -> list[str]:
        facts = derived(patient=person, labs=[labs()[0]])
        return [say(line, "en") for line in facts[name].basis]

    clearance = said("creatinine_clearance_cockcroft_gault", **PERSON)
    assert any("69" in line for line in clearance)
    assert "Formula for women" in clearance
    assert any("64.52 kg" in line for line in clearance)
    for name in ("egfr_mdrd", "egfr_ckd_epi_2021"):
        lines = said(name, **PERSON)
        assert any("69" in line for line in lines)
        assert not any("64.52" in line for line in lines)
    young = said("egfr_mdrd", sex="male", birth_date="1980")
    assert any("45–46" in line for line in young)
    no_age = said("egfr_mdrd", sex="male")
    assert len(no_age) == len(said("egfr_mdrd", sex="male", age="50 years")) - 1
    without = derived(patient={"age": "50 years"}, labs=[labs()[0]])["creatinine_clearance_cockcroft_gault"]
    assert not any("kg" in say(line, "en") for line in without.basis)


@pytest.mark.parametrize(("weight", "flagged"), [("74.8 kg", False), ("74.9 kg", True)])
def test_clearance_by_actual_weight_is_flagged_from_a_bmi_of_30(
    derived: Deriver, weight: str, flagged: bool
) -> None:
    person = {**PERSON, "weight": weight}
    facts = derived(patient=person, labs=[labs()[0]])
    fact = facts["creatinine_clearance_cockcroft_gault"]
    assert (fact.flags == ("ACTUAL_WEIGHT_BMI_30",)) is flagged
    plain = derived(patient=PERSON, labs=[labs()[0]])["creatinine_clearance_cockcroft_gault"]
    assert len(fact.basis) == len(plain.basis) + flagged
    assert all(say(line, "en") for line in fact.basis)


AT_DIAGNOSIS = [
    {"test": "beta2_microglobulin", "value": "2.0", "unit": "mg/L", "date": "2021-05-12"},
    {"test": "albumin", "value": "4.2", "unit": "g/dL", "date": "2021-05-13"},
    {"test": "ldh", "value": "200", "unit": "U/L", "upper_limit": "250", "date": "2021-05-14"},
]


def diagnosed(derived: Deriver, *present: str, stage: dict[str, str] | None = None, **more: Any) -> FactSheet:
    genes = [
        {
            "abnormality": name,
            "result": "present" if name in present else "absent",
            "date": "2021-05-12",
        }
        for name in ("del(17p)", "t(4;14)", "t(14;16)", "gain(1q)", "amp(1q)")
    ]
    disease = {"diagnosis_date": "2021-05-10", **(stage or {})}
    return derived(**{"disease": disease, "labs": AT_DIAGNOSIS, "cytogenetics": genes, **more})


@pytest.mark.parametrize(
    ("present", "r_iss", "r2_iss"),
    [
        ((), "I", "I"),
        (("t(4;14)",), "II", "II"),
        (("gain(1q)",), "I", "II"),
        (("del(17p)",), "II", "II"),
        (("t(4;14)", "gain(1q)"), "II", "III"),
    ],
)
def test_stages_at_diagnosis(derived: Deriver, present: tuple[str, ...], r_iss: str, r2_iss: str) -> None:
    facts = diagnosed(derived, *present)
    assert facts["iss"].value == Options(frozenset({"I"}))
    assert facts["r_iss"].value == Options(frozenset({r_iss}))
    assert facts["r2_iss"].value == Options(frozenset({r2_iss}))


def test_stages_at_diagnosis_name_their_values(derived: Deriver) -> None:
    facts = diagnosed(derived, "t(4;14)", "gain(1q)", "amp(1q)")
    assert labs_named(facts["iss"]) == {"beta2_microglobulin", "albumin"}
    for name in ("r_iss", "r2_iss"):
        assert labs_named(facts[name]) == {"beta2_microglobulin", "albumin", "ldh"}

    def genes(name: str) -> str:
        return " ".join(say(line, "en") for line in facts[name].basis)

    assert "17p" in genes("r_iss") and "t(4;14)" in genes("r_iss") and "t(14;16)" in genes("r_iss")
    assert "1q" not in genes("r_iss")
    assert "17p" in genes("r2_iss") and "t(4;14)" in genes("r2_iss")
    assert "Gain 1q" in genes("r2_iss") and "Amplification 1q" in genes("r2_iss")


def test_an_entered_stage_narrows_and_implies(derived: Deriver) -> None:
    def stages(**stage: str) -> FactSheet:
        return derived(disease={"diagnosis_date": "2021-05-10", **stage})

    assert stages(r_iss_at_diagnosis="III")["iss"].value == Options(frozenset({"III"}))
    assert stages(r_iss_at_diagnosis="I")["iss"].value == Options(frozenset({"I"}))
    assert stages(r_iss_at_diagnosis="II")["iss"].value == Options()
    assert stages(r_iss_at_diagnosis="II")["r_iss"].value == Options(frozenset({"II"}))
    assert stages(r_iss_at_diagnosis="II")["r_iss"].origin is Origin.ENTERED
    assert stages(r2_iss_at_diagnosis="IV")["r2_iss"].value == Options(frozenset({"IV"}))


def test_high_ldh_at_diagnosis_needs_its_limit(derived: Deriver) -> None:
    high = [*AT_DIAGNOSIS[:2], {**AT_DIAGNOSIS[2], "value": "251"}]
    assert diagnosed(derived, labs=high)["r_iss"].value == Options(frozenset({"II"}))
    at_limit = [*AT_DIAGNOSIS[:2], {**AT_DIAGNOSIS[2], "value": "250"}]
    assert diagnosed(derived, labs=at_limit)["r_iss"].value == Options(frozenset({"I"}))
    unlimited = {key: value for key, value in AT_DIAGNOSIS[2].items() if key != "upper_limit"}
    assert diagnosed(derived, labs=[*AT_DIAGNOSIS[:2], unlimited])["r_iss"].value == Options(
        frozenset({"I", "II"})
    )


def test_the_viral_screen_says_its_results_and_its_day(derived: Deriver) -> None:
    entered = {
        "hbsag": "negative",
        "anti_hbc": "negative",
        "hcv_antibody": "negative",
        "hiv": "negative",
        "hbv_prophylaxis": "yes",
        "cmv": "detected",
        "date": "2026-11-01",
    }
    facts = derived(infection=entered)
    for name in ("hepatitis_b_active", "hepatitis_c_active", "viral_screen_complete"):
        fact = facts[name]
        assert fact.origin is Origin.DERIVED
        assert str(fact.as_of) == "2026-11-01"
        assert fact.flags == ()
        said = " ".join(say(line, "en") for line in fact.basis)
        assert "HBsAg: negative" in said and "HBV DNA" not in said
    for name in ("hepatitis_b_prophylaxis", "cmv_detected"):
        assert facts[name].value is Truth.YES
        assert facts[name].origin is Origin.ENTERED
        assert str(facts[name].as_of) == "2026-11-01"
    open_screen = derived(infection={"hbsag": "negative", "date": "2026-11-01"})["viral_screen_complete"]
    assert open_screen.value is Truth.UNKNOWN
    assert str(open_screen.as_of) == "2026-11-01"
    assert [say(line, "en") for line in open_screen.basis] == ["HBsAg: negative."]
    fields = [question.field for question in open_screen.questions]
    assert fields == ["infection.anti_hbc", "infection.hcv_rna", "infection.hiv"]
    assert all(say(question.text, "en") for question in open_screen.questions)


def test_contradicting_markers_say_all_results(derived: Deriver) -> None:
    screen = {"hbsag": "negative", "anti_hbc": "negative", "hbv_dna": "detected"}
    fact = derived(infection=screen)["hepatitis_b_active"]
    assert len(fact.basis) == 3
    assert all(say(question.text, "tr") for question in fact.questions)
    silent = derived(infection={"hbsag": "positive"})["hepatitis_b_active"]
    assert silent.value is Truth.UNKNOWN
    assert silent.flags == ()


def test_the_class_of_mycare() -> None:
    classes = ("low", "low", "intermediate", "intermediate", "high")
    for low, first in enumerate(classes):
        for high in range(low, 5):
            assert mycare_classes(Span(low, high)) == (first, classes[high])
    assert mycare_classes(Span()) == ("low", "high")


def test_a_value_on_a_printed_limit_is_flagged_by_its_name(derived: Deriver) -> None:
    on_limit = {"test": "hemoglobin", "value": "9.0", "unit": "g/dL"}
    assert "BOUNDARY_HEMOGLOBIN" in derived(labs=[on_limit])["car_hematotox"].flags


def test_what_a_neuropathy_may_be_without_its_status(derived: Deriver) -> None:
    entry = {"condition": "peripheral_neuropathy", "grade": 2}
    fact = derived(neurology={"conditions": [entry]})["peripheral_neuropathy_grade"]
    assert fact.value == Span(0, 2)


def test_classes_of_prior_bcma_therapy_stay_open_without_a_list(derived: Deriver) -> None:
    value = derived()["prior_bcma_modalities"].value
    assert isinstance(value, Members)
    assert value.includes("adc") is Truth.UNKNOWN


def test_every_fact_that_rests_on_a_dated_value_has_a_date(derived: Deriver) -> None:
    more = {
        "white_cell_count": ("5", "10^9/L"),
        "circulating_plasma_cells_percent": ("6", "%"),
        "serum_iga": ("3", "g/dL"),
        "kappa_free_light_chain": ("52", "mg/dL"),
        "lambda_free_light_chain": ("0.4", "mg/dL"),
        "alt": ("90", "U/L"),
    }
    values = [{"test": name, "value": v, "unit": u, "date": "2026-11-15"} for name, (v, u) in more.items()]
    kept = [
        entry for entry in labs() if entry["test"] not in ("serum_m_protein", "involved_free_light_chain")
    ]
    disease = {"heavy_chain": "IgA", "light_chain": "kappa"}
    facts = derived(patient=PERSON, disease=disease, labs=[*kept, *values])
    for name, fact in facts.items():
        if any(line.id == "lab-dated" for line in fact.basis) and is_known(fact.value):
            assert fact.as_of is not None, name


def test_measurable_disease_rests_on_all_three_paraproteins(derived: Deriver) -> None:
    values = {"serum_m_protein": "g/dL", "urine_m_protein": "mg/24h", "involved_free_light_chain": "mg/dL"}
    entries = [
        {"test": name, "value": "0.2", "unit": unit, "date": f"2026-11-1{day}"}
        for day, (name, unit) in enumerate(values.items())
    ]
    facts = derived(labs=entries)
    for name in ("measurable_disease_imwg", "measurable_disease_cartitude4"):
        assert labs_named(facts[name]) == set(values)
    for name in ("oligosecretory", "non_secretory"):
        assert labs_named(facts[name]) == {"serum_m_protein", "urine_m_protein"}
    disagreeing = derived(labs=entries, disease={"non_secretory": "yes"})["non_secretory"]
    assert disagreeing.value is Truth.UNKNOWN
    assert [question.field for question in disagreeing.questions] == ["disease.non_secretory"]


def test_the_bound_of_a_total_immunoglobulin_keeps_its_comparator(derived: Deriver) -> None:
    disease = {"heavy_chain": "IgA", "light_chain": "kappa"}

    def paraprotein(value: str, **more: str) -> Fact:
        entry = {"test": "serum_iga", "value": value, "unit": "g/dL", **more}
        return derived(labs=[entry], disease=disease)["serum_m_protein"]

    assert paraprotein("<0.8").value == Span(high=Decimal("0.8"), high_open=True)
    assert paraprotein(">0.8").value == Span()
    assert any("at most 0.8 g/dL" in say(line, "en") for line in paraprotein("0.8").basis)
    undated = [{"test": "serum_iga", "value": one, "unit": "g/dL"} for one in ("0.8", "0.9")]
    several = derived(labs=undated, disease=disease)["serum_m_protein"]
    assert "lab-several.serum_iga" in [question.id for question in several.questions]


def test_msmart_says_that_it_is_the_genetic_part(derived: Deriver) -> None:
    fact = derived(cytogenetics=[{"abnormality": "t(4;14)", "result": "present"}])["msmart_3_risk"]
    assert fact.value == Options(frozenset({"high"}))
    assert fact.flags == ("GENETIC_PART_ONLY",)
    assert "msmart-genetic" in [line.id for line in fact.basis]


MYCARE: dict[str, dict[str, Any]] = {
    "extramedullary": {"extramedullary": {"lesions": [{"site": "liver", "kind": "extraosseous"}]}},
    "leukemia": {"disease": {"plasma_cell_leukemia": "yes"}},
    "lenalidomide": {
        "treatments": [
            {
                "drugs": ["lenalidomide"],
                "start": "2024-01-01",
                "stop": "2024-09-01",
                "progression": "2024-09-01",
            }
        ]
    },
    "genes": {"cytogenetics": [{"abnormality": "t(4;14)", "result": "present"}]},
    "ferritin": {"labs": [{"test": "ferritin", "value": "401", "unit": "ug/L", "upper_limit": "400"}]},
}


@pytest.mark.parametrize("name", list(MYCARE))
def test_each_factor_of_mycare_gives_its_point(derived: Deriver, name: str) -> None:
    value = derived(**MYCARE[name])["mycare"].value
    assert value == Span(1, 4)


def test_a_ferritin_without_its_limit_is_asked_for_it(derived: Deriver) -> None:
    entry = {"test": "ferritin", "value": "401", "unit": "ug/L"}
    facts = derived(
        labs=[entry], disease={"plasma_cell_leukemia": "yes", "plasma_cell_leukemia_history": "yes"}
    )
    for name in ("mycare", "hashmi_factors"):
        assert "upper-limit.ferritin" in [question.id for question in facts[name].questions]


def test_contradicting_markers_ask_once_and_at_the_test(derived: Deriver) -> None:
    for entries, name, field in (
        (
            {"hbsag": "negative", "anti_hbc": "negative", "hbv_dna": "detected"},
            "hepatitis_b_active",
            "hbv_dna",
        ),
        ({"hcv_antibody": "negative", "hcv_rna": "detected"}, "hepatitis_c_active", "hcv_rna"),
    ):
        fact = derived(infection=entries)[name]
        (question,) = fact.questions
        assert (question.id, question.field) == ("contradicts", f"infection.{field}")
        assert question.text.id == f"infection.contradicts-{field}"
    for entries in ({"hcv_antibody": "positive"}, {"hbsag": "positive"}, {}):
        facts = derived(infection=entries)
        for name in ("hepatitis_b_active", "hepatitis_c_active"):
            assert facts[name].flags == ()
            assert facts[name].value is Truth.UNKNOWN
            assert "contradicts" not in [question.id for question in facts[name].questions]


def test_genomic_risk_names_the_short_arm_of_chromosome_1(derived: Deriver) -> None:
    found = [{"abnormality": "del(1p32)", "result": "present", "alleles": "biallelic", "date": "2026-10-02"}]
    fact = derived(cytogenetics=found)["genomic_high_risk_2025"]
    assert fact.value is Truth.YES
    assert any("1p32" in say(line, "en") for line in fact.basis)
    assert str(fact.as_of) == "2026-10-02"


def test_the_clone_is_asked_for_in_words(derived: Deriver) -> None:
    fact = derived(cytogenetics=[{"abnormality": "del(17p)", "result": "present"}])["genomic_high_risk_2025"]
    (question,) = [one for one in fact.questions if one.id == "clone-17p"]
    assert question.text.id == "clone-17p"
    assert say(question.text, "zh")


@pytest.mark.parametrize(
    ("name", "tests"),
    [
        ("easix", {"ldh", "creatinine", "platelets"}),
        ("s_easix", {"ldh", "platelets"}),
        ("m_easix", {"ldh", "crp", "platelets"}),
    ],
)
def test_an_index_rests_on_its_own_tests_and_no_other(derived, name: str, tests: set[str]) -> None:
    units = {"ldh": "U/L", "creatinine": "mg/dL", "platelets": "10^9/L", "crp": "mg/L", "ferritin": "ug/L"}
    labs = [
        {"test": one, "value": "1.5" if one == "creatinine" else "100", "unit": unit, "date": "2026-11-01"}
        for one, unit in units.items()
    ]
    lines = [dict(line.parts) for line in derived(labs=labs)[name].basis]
    assert {parts["test"].rpartition(":")[2] for parts in lines if "test" in parts} == tests


def test_a_weight_that_is_not_entered_is_no_basis(derived) -> None:
    patient = {"age": "60 years", "sex": "male"}
    labs = [{"test": "creatinine", "value": "1", "unit": "mg/dL", "date": "2026-11-01"}]
    basis = derived(patient=patient, labs=labs)["creatinine_clearance_cockcroft_gault"].basis
    assert "kidney-weight" not in {line.id for line in basis}
    basis = derived(patient={**patient, "weight": "80 kg"}, labs=labs)
    assert "kidney-weight" in {line.id for line in basis["creatinine_clearance_cockcroft_gault"].basis}


def test_a_revised_stage_at_diagnosis_names_the_iss_it_rests_on(derived) -> None:
    facts = derived(disease={"iss_at_diagnosis": "III"})
    for name in ("r_iss", "r2_iss"):
        (line,) = facts[name].basis
        assert (line.id, dict(line.parts)) == ("iss-at-diagnosis", {"stages": "III"})
    assert derived()["r_iss"].basis == ()


def test_what_is_missing_from_a_viral_screen_has_a_question_each(derived) -> None:
    screen = derived(infection={"hbsag": "positive"})["viral_screen_complete"]
    asked = {question.id: question.field for question in screen.questions}
    assert asked["order-anti_hbc"] == "infection.anti_hbc"
    assert {name.removeprefix("order-") for name in asked} == {
        field.removeprefix("infection.") for field in asked.values()
    }


@pytest.mark.parametrize(
    ("name", "tests"),
    [
        ("iss_current", {"beta2_microglobulin", "albumin"}),
        ("r_iss_current", {"beta2_microglobulin", "albumin", "ldh"}),
        ("r2_iss_current", {"beta2_microglobulin", "albumin", "ldh"}),
    ],
)
def test_a_current_stage_rests_on_its_values(derived, name: str, tests: set[str]) -> None:
    values = {"beta2_microglobulin": ("4", "mg/L"), "albumin": ("4", "g/dL"), "ldh": ("300", "U/L")}
    labs = [
        {"test": one, "value": value, "unit": unit, "date": "2026-11-01"}
        | ({"upper_limit": "250"} if one == "ldh" else {})
        for one, (value, unit) in values.items()
    ]
    fact = derived(labs=labs)[name]
    parts = [dict(line.parts) for line in fact.basis]
    assert {one["test"].rpartition(":")[2] for one in parts if "test" in one} == tests
    assert str(fact.as_of) == "2026-11-01"


def test_what_describes_the_time_of_diagnosis_has_the_date_of_what_it_reads(derived: Deriver) -> None:
    genes = [
        {"abnormality": name, "result": "absent", "date": f"2021-05-{day}"}
        for name, day in (("del(17p)", 16), ("t(14;16)", 18), ("amp(1q)", 20), ("t(11;14)", 25))
    ]
    facts = diagnosed(derived, cytogenetics=genes)
    assert [str(facts[name].as_of) for name in ("iss", "r_iss", "r2_iss", "imwg_2014_risk")] == [
        "2021-05-13",
        "2021-05-18",
        "2021-05-20",
        "2021-05-20",
    ]
    assert any("Amplification 1q" in say(line, "en") for line in facts["imwg_2014_risk"].basis)
    no_genes = diagnosed(derived, cytogenetics=[])
    assert [str(no_genes[name].as_of) for name in ("iss", "r_iss", "r2_iss", "imwg_2014_risk")] == [
        "2021-05-13",
        "2021-05-14",
        "2021-05-14",
        "2021-05-13",
    ]
    entered = derived(disease={"diagnosis_date": "2021-05-10", "iss_at_diagnosis": "I"})
    for name in ("iss", "r_iss", "r2_iss", "imwg_2014_risk"):
        assert entered[name].as_of is None


def test_genomic_risk_by_beta2_microglobulin_alone_has_the_date_of_its_values(derived: Deriver) -> None:
    labs = [
        {"test": "beta2_microglobulin", "value": "6", "unit": "mg/L", "date": "2021-05-12"},
        {"test": "creatinine", "value": "0.9", "unit": "mg/dL", "date": "2021-05-14"},
    ]
    disease = {"diagnosis_date": "2021-05-10"}
    fact = derived(labs=labs, disease=disease)["genomic_high_risk_2025"]
    assert (fact.value, str(fact.as_of)) == (Truth.YES, "2021-05-14")
    newer = {"abnormality": "t(14;20)", "result": "absent", "date": "2021-06-01"}
    fact = derived(labs=labs, disease=disease, cytogenetics=[newer])["genomic_high_risk_2025"]
    assert str(fact.as_of) == "2021-06-01"

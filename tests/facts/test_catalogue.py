"""The catalogue: complete, in every language, and refused where a record is wrong."""

import re
import types
from pathlib import Path
from typing import Annotated, Any, Union, get_args, get_origin

import pytest
from pydantic import BaseModel

from cardecide.case.lab_tests import lab_test
from cardecide.case.model import Case
from cardecide.case.units import units
from cardecide.facts.catalogue import TOPICS, catalogue, fact_label, find, member_label, question_for
from cardecide.facts.catalogue.loader import load
from cardecide.language.text import LANGUAGES
from cardecide.reading.problem import InputError

PROMISED = {
    "yes_no": """pregnant breastfeeding lenalidomide_refractory triple_class_exposed penta_exposed
        double_refractory triple_class_refractory quad_refractory_classic quad_refractory_mammoth
        penta_refractory refractory_to_last_line progressed_on_last_therapy primary_refractory
        relapsed_and_refractory relapsed_or_refractory minimal_response_ever prior_autologous_transplant
        prior_allogeneic_transplant graft_versus_host_disease_active prior_bcma_therapy
        prior_noncellular_bcma_therapy prior_bcma_car_t prior_car_t prior_gprc5d_therapy del_17p t_4_14
        t_14_16 t_14_20 gain_1q amp_1q tp53_mutation del_1p32 del_13q t_11_14 high_risk_cytogenetics_karmma3
        high_risk_cytogenetics_cartitude1 high_risk_cytogenetics_cartitude4 high_risk_cytogenetics_imwg2016
        double_hit genomic_high_risk_2025 early_relapse_12_months early_relapse_18_months
        extramedullary_disease emd_extraosseous emd_paraskeletal emd_history cns_myeloma_active
        cns_myeloma_ever plasma_cell_leukemia plasma_cell_leukemia_ever plasma_cell_leukemia_imwg2021
        plasma_cell_leukemia_kyle al_amyloidosis poems waldenstrom non_secretory oligosecretory
        bone_lesions_new bcma_expression free_light_chain_ratio_abnormal measurable_disease_imwg
        measurable_disease_cartitude4 ldh_above_normal supplemental_oxygen neuro_history_taken
        active_infection hbsag_positive anti_hbc_positive hbv_dna_detected hepatitis_b_screen_complete
        hepatitis_b_active hepatitis_b_past hepatitis_c_active hiv_positive inflammatory_disorder_active
        autoimmune_disease_active therapeutic_anticoagulation chronic_immunosuppression unresolved_toxicity
        product_hypersensitivity mnt_pre_treatment_risk""",
    "count": """ecog prior_lines prior_lines_2011 emd_lesion_count peripheral_neuropathy_grade car_hematotox
        mycare hashmi_factors""",
    "choice": """sex lenalidomide_refractory_context iss r_iss r2_iss durie_salmon iss_current r_iss_current
        r2_iss_current imwg_2014_risk msmart_3_risk emd_kind emd_certainty tumor_burden nyha_class""",
    "members": """exposed_drugs exposed_classes refractory_drugs refractory_classes prior_bcma_modalities
        cytogenetic_abnormalities emd_sites neuro_history neuro_active comorbidities""",
    "years": "age years_since_second_malignancy",
    "months": """months_from_last_line_to_progression months_since_allogeneic_transplant
        months_since_bendamustine months_since_stroke months_since_seizure
        months_since_myocardial_infarction""",
    "weeks": "life_expectancy weeks_since_autologous_transplant weeks_since_live_vaccine",
    "days": """days_since_bcma_therapy days_since_proteasome_inhibitor days_since_imid
        days_since_monoclonal_antibody days_since_cytotoxic days_since_steroid days_since_radiotherapy""",
    "%": "bone_marrow_plasma_cells bcma_expression_percent lvef oxygen_saturation",
    "10^9/L": """circulating_plasma_cells absolute_neutrophil_count absolute_lymphocyte_count platelets
        white_cell_count""",
    "g/dL": "serum_m_protein albumin hemoglobin",
    "mg/dL": "involved_free_light_chain creatinine calcium corrected_calcium fibrinogen",
    "mg/24h": "urine_m_protein",
    "1": """free_light_chain_ratio alt_times_upper_limit ast_times_upper_limit bilirubin_times_upper_limit
        ldh_times_upper_limit aptt_times_upper_limit inr easix s_easix m_easix""",
    "mL/min": "creatinine_clearance_cockcroft_gault",
    "mL/min/1.73m2": "egfr_mdrd egfr_ckd_epi_2021",
    "U/L": "ldh",
    "ug/L": "ferritin",
    "mg/L": "crp beta2_microglobulin",
    "mm": "largest_lesion_diameter",
    "kg/m2": "body_mass_index",
    "m2": "body_surface_area",
}
"""The facts that rules are written against, by kind or, for quantities, by unit."""

ALL = list(catalogue().values())


@pytest.mark.parametrize(
    ("kind", "name"), [(kind, name) for kind, names in PROMISED.items() for name in names.split()]
)
def test_every_promised_fact_has_its_kind_and_unit(kind: str, name: str) -> None:
    fact = catalogue()[name]
    assert kind == (fact.unit if fact.kind == "quantity" else fact.kind)


@pytest.mark.parametrize("fact", ALL, ids=lambda fact: fact.name)
def test_every_fact_speaks_every_language(fact: Any) -> None:
    texts = [fact.label, fact.definition, fact.question]
    texts += [fact.question_member] if fact.kind == "members" else []
    for text in texts:
        assert set(text) == set(LANGUAGES)
        assert all(text[language].strip() for language in LANGUAGES)
        assert not re.search(r"[\u4e00-\u9fff]", text["en"] + text["tr"])
    # A definition that was never translated would read the same in two languages.
    assert len(set(fact.definition.values())) == 3
    assert len(set(fact.question.values())) == 3
    assert re.search(r"[\u4e00-\u9fff]", fact.definition["zh"])


@pytest.mark.parametrize("fact", ALL, ids=lambda fact: fact.name)
def test_every_unit_is_canonical_and_every_range_runs_upwards(fact: Any) -> None:
    if fact.kind in ("count", "quantity"):
        assert fact.plausible[0] < fact.plausible[1]
    if fact.kind == "quantity":
        assert fact.unit in units()
    if fact.kind in ("choice", "members"):
        assert len(fact.values) > 1


@pytest.mark.parametrize("fact", ALL, ids=lambda fact: fact.name)
def test_every_input_and_field_is_a_place_in_a_case(fact: Any) -> None:
    for path in (*fact.inputs, fact.field):
        assert is_case_field(path), path


def is_case_field(path: str) -> bool:
    model: Any = Case
    for part in path.split("."):
        name, _, key = part.partition("[")
        if key:
            return name == "labs" and lab_test(key.rstrip("]")) is not None
        if not hasattr(model, "model_fields") or name not in model.model_fields:
            return False
        model = entry_model(model.model_fields[name].annotation)
    return True


def entry_model(annotation: Any) -> Any:
    """The model inside a field's type: itself, optional, or the entry of a list."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    if get_origin(annotation) in (tuple, Union, types.UnionType, Annotated):
        return next((found for arg in get_args(annotation) if (found := entry_model(arg))), None)
    return None


def test_member_names_lead_back_to_their_member_or_to_the_fact_of_that_name() -> None:
    for fact in ALL:
        for member in fact.values if fact.kind == "members" else ():
            name = fact.member_name(member)
            assert re.fullmatch(r"[a-z0-9_]+", name), name
            found = find(name)
            assert found is not None
            assert found == (fact, member) or (found[0].name == name and found[0].kind == "yes_no")


def test_a_member_is_found_by_the_words_of_its_vocabulary() -> None:
    assert find("del(17p)") == (catalogue()["del_17p"], "")
    assert find("lenalidomide_refractory") == (catalogue()["lenalidomide_refractory"], "")
    assert find("anti-CD38_exposed") == (catalogue()["exposed_classes"], "anti-CD38")
    assert find("no_such_thing") is None


def test_labels_and_questions_of_members_name_the_member() -> None:
    assert "bortezomib" in question_for("bortezomib_refractory", "en")
    assert "硼替佐米" in question_for("bortezomib_refractory", "zh")
    assert "bortezomib" in fact_label("bortezomib_exposed", "tr")
    assert member_label(catalogue()["neuro_history"], "stroke", "zh") == "脑卒中"
    assert member_label(catalogue()["iss"], "II", "zh") == "II"
    with pytest.raises(KeyError, match="no_such_thing"):
        question_for("no_such_thing", "en")


GOOD = """
fever:
  kind: quantity
  unit: weeks
  plausible: [0, 10]
  label: {en: a, zh: b, tr: c}
  definition: {en: a, zh: b, tr: c}
  question: {en: a, zh: b, tr: c}
  source: {cite: x, grade: design}
  inputs: [labs]
  field: labs
"""


def problems_of(folder: Path, text: str) -> str:
    (folder / "one.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        load(folder, ("one",))
    return str(caught.value)


def test_a_good_record_loads(tmp_path: Path) -> None:
    (tmp_path / "one.yaml").write_text(GOOD, encoding="utf-8")
    assert load(tmp_path, ("one",))["fever"].unit == "weeks"


@pytest.mark.parametrize(
    ("answer", "derived"), [("", True), ("  derived: yes\n", True), ("  derived: no\n", False)]
)
def test_a_record_says_whether_its_fact_is_derived(tmp_path: Path, answer: str, derived: bool) -> None:
    (tmp_path / "one.yaml").write_text(GOOD + answer, encoding="utf-8")
    definition = load(tmp_path, ("one",))["fever"]
    assert (definition.derived, definition.after_infusion) == (derived, False)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("kind: quantity", "kind: amount", "'amount' is no kind of fact"),
        ("  unit: weeks\n", "", "'unit' is missing"),
        ("unit: weeks", "unit: week", "canonical spelling"),
        ("unit: weeks", "unit: furlongs", "not a known unit"),
        ("plausible: [0, 10]", "plausible: [10, 0]", "not two numbers"),
        ("plausible: [0, 10]", "plausible: [0]", "not two numbers"),
        ("label: {en: a, zh: b, tr: c}", "label: {en: a, zh: b}", "every language"),
        ("label: {en: a, zh: b, tr: c}", "label: {en: a, zh: b, tr: ''}", "every language"),
        ("grade: design", "grade: hearsay", "source is not complete"),
        ("inputs: [labs]", "inputs: []", "not a list of different words"),
        ("field: labs", "field: labs\n  feild: labs", "does not belong"),
        ("field: labs", "field: labs\n  derived: perhaps", "not an answer"),
        ("field: labs", "field: labs\n  field: labs", "given twice"),
        ("field: labs", "field: labs\n  values: [a, b]", "does not belong"),
    ],
)
def test_a_wrong_record_is_refused(tmp_path: Path, old: str, new: str, said: str) -> None:
    assert old in GOOD
    assert said in problems_of(tmp_path, GOOD.replace(old, new))


def test_all_problems_are_said_at_once(tmp_path: Path) -> None:
    wrong = GOOD.replace("grade: design", "grade: hearsay").replace("[0, 10]", "[1]")
    said = problems_of(tmp_path, wrong + wrong.replace("fever", "chill"))
    assert said.count("source is not complete") == 2
    assert said.count("not two numbers") == 2


def test_a_fact_stands_once(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / f"{name}.yaml").write_text(GOOD, encoding="utf-8")
    with pytest.raises(InputError, match=r"stands in one.yaml too"):
        load(tmp_path, ("one", "two"))


def test_every_topic_has_its_file_and_every_file_its_topic() -> None:
    folder = Path(load.__code__.co_filename).parent
    assert {file.stem for file in folder.glob("*.yaml")} == set(TOPICS)


def test_a_set_itself_has_the_question_of_the_whole() -> None:
    for name in ("refractory_drugs", "iss", "age"):
        assert question_for(name, "en") == catalogue()[name].question["en"]


def test_a_key_given_twice_is_placed_in_its_file(tmp_path: Path) -> None:
    (tmp_path / "one.yaml").write_text(GOOD.replace("field: labs", "field: labs\n  field: labs"))
    with pytest.raises(InputError) as caught:
        load(tmp_path, ("one",))
    (problem,) = caught.value.problems
    assert (problem.file, problem.line, problem.column) == ("one.yaml", 3, 1)  # where the record begins


def test_a_problem_names_the_record_and_its_key(tmp_path: Path) -> None:
    for text, field in ((GOOD.replace("unit: weeks", "unit: week"), "fever.unit"), ("fever: 7", "fever")):
        (tmp_path / "one.yaml").write_text(text)
        with pytest.raises(InputError) as caught:
            load(tmp_path, ("one",))
        assert caught.value.problems[0].field == field

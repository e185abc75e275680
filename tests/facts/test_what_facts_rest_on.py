"""What a fact rests on, its date, and what is asked: only what bears on it, and only while it is open."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from cardecide.case.model import Case
from cardecide.case.partial_date import PartialDate
from cardecide.facts.cytogenetics import karyotype_to
from cardecide.facts.fact import Fact, FactSheet
from cardecide.facts.value import NEVER, Members, Options, Span, Truth

Deriver = Callable[..., FactSheet]
YES, NO, OPEN = Truth.YES, Truth.NO, Truth.UNKNOWN


def given(*drugs: str, start: str | None = "2024-01-01", **fields: Any) -> dict[str, Any]:
    return {"drugs": list(drugs), "start": start, **fields}


def lab(test: str, value: str, unit: str, day: str = "2026-11-01", **fields: Any) -> dict[str, Any]:
    return {"test": test, "value": value, "unit": unit, "date": day, **fields}


def said(fact: Fact, part: str) -> list[tuple[str, str]]:
    return [(line.id, str(dict(line.parts).get(part, ""))) for line in fact.basis]


def day(text: str) -> PartialDate:
    return PartialDate.parse(text)


# What was received


def test_only_cell_products_show_a_prior_car_t_and_only_gprc5d_therapy_its_own(derived: Deriver) -> None:
    facts = derived(
        treatments=[
            given("bortezomib", "dexamethasone", start="2020"),
            given("ide-cel", start="2023"),
            given("talquetamab", start="2025"),
        ]
    )
    assert said(facts["prior_car_t"], "drug") == [("cellular.received", "@drugs:idecabtagene vicleucel")]
    assert said(facts["prior_gprc5d_therapy"], "drug") == [("cellular.received", "@drugs:talquetamab")]
    assert said(facts["prior_bcma_modalities"], "drug") == said(facts["prior_bcma_therapy"], "drug")
    assert said(facts["prior_bcma_therapy"], "drug") == [
        ("cellular.received", "@drugs:idecabtagene vicleucel")
    ]


PRIOR = (
    "prior_bcma_therapy",
    "prior_noncellular_bcma_therapy",
    "prior_bcma_car_t",
    "prior_car_t",
    "prior_gprc5d_therapy",
    "prior_bcma_modalities",
)


def test_that_none_is_listed_is_said_only_where_that_is_the_answer(derived: Deriver) -> None:
    none = derived(treatments=[given("bortezomib")])
    for name in PRIOR:
        assert said(none[name], "drug") == [("cellular.none-listed", "")], name
    open_ = derived(treatments=[given("bortezomib")], treatments_complete="no")
    for name in PRIOR:
        assert open_[name].basis == (), name
    # A CAR-T of an unknown product: one was given, and nothing says which.
    unnamed = derived(treatments=[{"phase": "car_t", "start": "2023"}])
    assert (unnamed["prior_car_t"].value, unnamed["prior_car_t"].basis) == (YES, ())
    kinds = unnamed["prior_bcma_modalities"]
    assert isinstance(kinds.value, Members)
    assert (kinds.value.includes("car_t"), kinds.basis) == (OPEN, ())


def test_a_kind_that_may_have_been_given_stays_open_beside_kinds_that_were_not(derived: Deriver) -> None:
    # B may be belantamab mafodotin, an antibody-drug conjugate.
    treatments = [given("B", "dexamethasone"), given("teclistamab", start="2025")]
    kinds = derived(treatments=treatments)["prior_bcma_modalities"].value
    assert isinstance(kinds, Members)
    assert [kinds.includes(one) for one in ("adc", "bispecific", "car_t")] == [OPEN, YES, NO]


def test_one_treatment_without_drugs_leaves_every_other_drug_open(derived: Deriver) -> None:
    facts = derived(treatments=[given("bortezomib"), given(start="2025")])
    drugs = facts["exposed_drugs"].value
    assert isinstance(drugs, Members)
    assert [drugs.includes(one) for one in ("bortezomib", "carfilzomib")] == [YES, OPEN]
    assert facts["prior_bcma_therapy"].value is OPEN


THREE = ("bortezomib", "lenalidomide", "daratumumab")
FIVE = ("carfilzomib", "pomalidomide", *THREE)


@pytest.mark.parametrize("name", ["triple_class_exposed", "penta_exposed"])
def test_a_combination_received_has_its_date_once_it_is_known_and_questions_only_before(
    derived: Deriver, name: str
) -> None:
    # VRd without lenalidomide in the list: a question about the first treatment stands.
    mismatch = given("bortezomib", "dexamethasone", regimen="VRd", start="2020-01-01", stop="2020-06-01")
    yes = derived(treatments=[mismatch, given(*FIVE, start="2025-02-01", stop="2025-08-01")])[name]
    assert (yes.value, yes.questions, yes.as_of) == (YES, (), day("2025-08-01"))
    no = derived(treatments=[mismatch, given("carfilzomib", start="2025-02-01", stop="2025-08-01")])[name]
    assert (no.value, no.questions, no.as_of) == (NO, (), day("2025-08-01"))
    daratumumab = given("daratumumab", "carfilzomib", "pomalidomide", start="2025-02-01")
    open_ = derived(treatments=[mismatch, daratumumab], treatments_complete="no")["penta_exposed"]
    assert (open_.value, open_.as_of) == (OPEN, None)
    assert [one.field for one in open_.questions] == ["treatments_complete", "treatments[0].drugs"]


def test_a_fact_of_the_treatments_has_the_newest_date_of_any_of_them(derived: Deriver) -> None:
    treatments = [
        given("teclistamab", start="2023-01-01", stop="2023-06-01", progression="2025-03-01"),
        given("bortezomib", start="2024-01-01", stop="2024-06-01"),
    ]
    facts = derived(treatments=treatments)
    for name in ("prior_car_t", "prior_bcma_therapy", "relapsed_or_refractory"):
        assert facts[name].as_of == day("2025-03-01"), name
    # Of what is not known there is no date, nor where the treatments have none.
    assert facts["primary_refractory"].as_of is None
    assert derived(treatments=[given("teclistamab", start=None)])["prior_bcma_therapy"].as_of is None


# Response and refractoriness


def test_the_last_of_several_therapies_is_one(derived: Deriver) -> None:
    treatments = [
        given("bortezomib", start="2020-01-01", best_response="CR"),
        given("carfilzomib", start="2022-01-01", best_response="PR"),
        given("selinexor", start="2024-01-01", best_response="SD"),
    ]
    fact = derived(treatments=treatments)["best_response_to_last_therapy"]
    assert fact.value == Options(frozenset({"SD"}))


BCMA = given("teclistamab", start="2025-01-10", best_response="PR")


@pytest.mark.parametrize(
    ("progression", "complete", "truth"),
    [
        ("no", "yes", NO),
        ("no", "no", OPEN),  # there may have been another one, with progression
        ("2025-06-01", "yes", YES),
        ("2025-06-01", "no", YES),
        (None, "yes", OPEN),
    ],
)
def test_progression_after_bcma_therapy_of_a_list_that_may_lack_some(
    derived: Deriver, progression: str | None, complete: str, truth: Truth
) -> None:
    facts = derived(treatments=[{**BCMA, "progression": progression}], treatments_complete=complete)
    assert facts["progression_after_bcma_therapy"].value is truth


def test_bcma_therapy_that_only_a_clinician_vouches_for_leaves_progression_open(derived: Deriver) -> None:
    override = {"fact": "prior_bcma_therapy", "value": "yes", "reason": "by telephone"}
    facts = derived(treatments=[given("bortezomib")], overrides=[override])
    assert facts["progression_after_bcma_therapy"].value is OPEN


def test_progression_stays_known_where_the_list_is_not_complete(derived: Deriver) -> None:
    told = given("bortezomib", stop="2024-06-01", best_response="PR", cycles=6, reason_stopped="completed")
    for complete in ("yes", "no"):
        late = derived(treatments=[{**told, "progression": "2025-06-01"}], treatments_complete=complete)
        assert late["relapsed_or_refractory"].value is YES
    none = {**told, "progression": "no"}
    assert derived(treatments=[none])["relapsed_or_refractory"].value is NO
    assert derived(treatments=[none], treatments_complete="no")["relapsed_or_refractory"].value is OPEN


def test_months_to_progression_are_asked_for_only_while_they_are_open(derived: Deriver) -> None:
    def months(**fields: Any) -> Fact:
        told = given("bortezomib", **{"stop": "2024-06-01", "best_response": "PR", **fields})
        return derived(treatments=[told])["months_from_last_line_to_progression"]

    exact, never = months(progression="2025-06-01"), months(progression="no")
    assert (exact.value, exact.questions) == (Span.exactly(12), ())
    assert (never.value, never.questions) == (NEVER, ())
    between = months(progression="2025")
    assert isinstance(between.value, Span)
    assert not between.value.is_exact
    assert [one.field for one in between.questions] == ["treatments[0].stop"]


def test_a_drug_is_refractory_since_the_newest_progression_on_it(derived: Deriver) -> None:
    treatments = [
        given("lenalidomide", start="2020-01-01", stop="2021-01-01", progression="2020-12-01"),
        given("bortezomib", start="2021-03-01", stop="2022-01-01", progression="no"),
        given("lenalidomide", start="2023-01-01", stop="2024-01-01", progression="2023-12-01"),
    ]
    facts = derived(treatments=treatments)
    assert facts["lenalidomide_refractory"].as_of == day("2023-12-01")
    assert facts["refractory_drugs"].date_of(["lenalidomide"]) == day("2023-12-01")


def lenalidomide(dose: str, start: str, **fields: Any) -> dict[str, Any]:
    drug = {"drug": "lenalidomide", "dose": dose}
    return {"drugs": [drug], "start": f"{start}-01-01", "stop": f"{start}-12-01", **fields}


def test_the_last_exposure_that_was_refractory_gives_its_context(derived: Deriver) -> None:
    full = lenalidomide("25 mg", "2020", phase="induction", progression="2020-11-01")
    low = lenalidomide("10 mg", "2024", phase="maintenance", progression="2024-11-01")
    between = given("bortezomib", start="2022-01-01", stop="2022-06-01", progression="no")

    def context(*treatments: dict[str, Any]) -> Fact:
        return derived(treatments=list(treatments))["lenalidomide_refractory_context"]

    assert context(full, between, low).value == Options(frozenset({"low_dose_maintenance"}))
    # Whether it progressed on the later one is open: that one may be it.
    unclear = {name: value for name, value in low.items() if name != "progression"}
    both = frozenset({"full_dose_induction", "low_dose_maintenance"})
    assert context(full, between, unclear).value == Options(both)


def test_a_transplant_alone_says_nothing_of_cycles(derived: Deriver) -> None:
    facts = derived(treatments=[given("melphalan", phase="autologous_transplant")])
    assert facts["one_cycle_of_each_regimen"].value is OPEN
    assert facts["two_cycles_of_each_regimen"].value is OPEN


# The disease


def test_circulating_plasma_cells_rest_on_the_count_or_on_both_factors(derived: Deriver) -> None:
    share = lab("circulating_plasma_cells_percent", "10", "%")
    white = lab("white_cell_count", "5", "10^9/L")
    counted = lab("circulating_plasma_cells", "0.6", "10^9/L")
    product = derived(labs=[share, white])["circulating_plasma_cells"]
    assert (product.value, len(product.basis)) == (Span.exactly(Decimal("0.5")), 2)
    by_count = derived(labs=[share, white, counted])["circulating_plasma_cells"]
    assert len(by_count.basis) == 1
    assert not set(by_count.basis) & set(product.basis)
    alone = derived(labs=[share])["circulating_plasma_cells"]
    assert alone.value == Span()


def test_extramedullary_disease_without_a_lesion_leaves_sites_and_certainty_open(derived: Deriver) -> None:
    facts = derived(extramedullary={"status": "present"})
    sites = facts["emd_sites"].value
    assert isinstance(sites, Members)
    assert sites.includes("liver") is OPEN
    assert facts["emd_certainty"].value == Options()
    absent = derived(extramedullary={"status": "absent"})["emd_sites"].value
    assert isinstance(absent, Members)
    assert absent.includes("liver") is NO


def test_lesions_that_the_status_denies_leave_their_sites_open(derived: Deriver) -> None:
    lesion = {"site": "liver", "histology": "confirmed"}
    sites = derived(extramedullary={"status": "absent", "lesions": [lesion]})["emd_sites"].value
    assert isinstance(sites, Members)
    assert [sites.includes(one) for one in ("liver", "lung")] == [OPEN, OPEN]


@pytest.mark.parametrize(
    ("imaging", "lesions", "newest"),
    [
        ("2026-03-01", ["2026-05-01", "2026-04-01"], "2026-05-01"),
        ("2026-06-01", ["2026-05-01", None], "2026-06-01"),
        (None, ["2026-04-01", None, "2026-05-01"], "2026-05-01"),
        ("2026-03-01", [None], "2026-03-01"),
        (None, [None], None),
    ],
)
def test_extramedullary_disease_has_the_newest_date_of_its_entries(
    derived: Deriver, imaging: str | None, lesions: list[str | None], newest: str | None
) -> None:
    listed = [{"site": "liver", **({"date": one} if one else {})} for one in lesions]
    entry = {"status": "present", "lesions": listed, **({"date": imaging} if imaging else {})}
    fact = derived(extramedullary=entry)["extramedullary_disease"]
    assert fact.as_of == (day(newest) if newest else None)


def test_of_two_results_of_an_abnormality_the_newest_gives_its_clone() -> None:
    def found(when: str, clone: str, result: str = "present") -> dict[str, Any]:
        return {"abnormality": "del(17p)", "result": result, "date": when, "clone": clone}

    entries = [found("2022", "60 %"), found("2025", "10 %"), found("2024", "30 %")]
    case = Case.model_validate({"id": "T", "cytogenetics": entries})
    newest = karyotype_to(case, day("2026-11-20")).newest("del(17p)")
    assert newest is not None
    assert newest.date == day("2025")


@pytest.mark.parametrize(("result", "truth"), [("present", YES), ("absent", NO), ("not_tested", OPEN)])
def test_one_genetic_result_is_a_member_of_the_abnormalities(
    derived: Deriver, result: str, truth: Truth
) -> None:
    entries = [{"abnormality": "t(4;14)", "result": result}]
    value = derived(cytogenetics=entries)["cytogenetic_abnormalities"].value
    assert isinstance(value, Members)
    assert value.includes("t(4;14)") is truth


def test_light_chains_that_were_both_measured_go_before_a_ratio_that_was_entered(derived: Deriver) -> None:
    kappa = lab("kappa_free_light_chain", "10", "mg/dL", "2026-10-01")
    lambda_ = lab("lambda_free_light_chain", "2", "mg/dL", "2026-10-20")
    stated = lab("free_light_chain_ratio", "1.2", "1", "2026-11-01")

    def ratio(*labs: dict[str, Any]) -> Fact:
        return derived(labs=list(labs))["free_light_chain_ratio"]

    assert ratio(kappa, lambda_, stated).value == Span.exactly(5)
    assert ratio(kappa, stated).value == ratio(lambda_, stated).value == ratio(stated).value
    assert ratio(stated).value not in (Span(), Span.exactly(5))
    assert ratio(kappa).value == Span()
    assert ratio(kappa, lambda_).as_of == day("2026-10-20")
    assert ratio(stated, kappa).as_of == day("2026-11-01")


RISE = {"serum_m_protein": "g/dL", "urine_m_protein": "mg/24h", "involved_free_light_chain": "mg/dL"}


def test_that_no_paraprotein_rose_rests_on_all_three_pairs(derived: Deriver) -> None:
    labs = [
        lab(test, "1", unit, when) for test, unit in RISE.items() for when in ("2026-09-20", "2026-11-01")
    ]
    fact = derived(labs=labs)["significant_paraprotein_relapse"]
    assert (fact.value, len(fact.basis)) == (NO, 3)
    open_ = derived(labs=labs[:2])["significant_paraprotein_relapse"]
    assert (open_.value, open_.basis) == (OPEN, ())


def test_the_burden_is_the_ground_of_the_neurotoxicity_risk_only_where_it_is_high(derived: Deriver) -> None:
    for burden, truth in (("high", YES), ("low", NO)):
        override = {"fact": "tumor_burden", "value": burden, "reason": "imaging"}
        fact = derived(overrides=[override])["mnt_pre_treatment_risk"]
        assert fact.value is truth
        assert ("neurotoxicity-burden" in [line.id for line in fact.basis]) is (truth is YES)
    assert "neurotoxicity-burden" not in [line.id for line in derived()["mnt_pre_treatment_risk"].basis]


# The patient


@pytest.mark.parametrize(
    ("patient", "lines"),
    [
        ({"weight": "70 kg", "height": "170 cm"}, ["body-size"]),
        ({"weight": "70 kg"}, []),
        ({"height": "170 cm"}, []),
        ({}, []),
    ],
)
def test_body_size_rests_on_weight_and_height(
    derived: Deriver, patient: dict[str, str], lines: list[str]
) -> None:
    facts = derived(patient=patient)
    for name in ("body_surface_area", "body_mass_index"):
        assert [line.id for line in facts[name].basis] == lines, name


def test_a_history_that_was_taken_and_lists_nothing_says_no(derived: Deriver) -> None:
    def comorbidities(name: str, **fields: Any) -> Members:
        value = derived(comorbidity=fields)[name].value
        assert isinstance(value, Members)
        return value

    for name in ("comorbidities", "comorbidities_active"):
        assert comorbidities(name, reviewed="yes").includes("myocardial_infarction") is NO
        assert comorbidities(name).includes("myocardial_infarction") is OPEN
        listed = comorbidities(name, conditions=[{"condition": "myocardial_infarction", "status": "active"}])
        assert listed.includes("myocardial_infarction") is YES
        assert listed.includes("syncope") is OPEN


@pytest.mark.parametrize("status", ["active", "unknown"])
def test_a_bleed_that_is_or_may_be_active_may_be_an_active_stroke(derived: Deriver, status: str) -> None:
    bleed = {"condition": "intracranial_hemorrhage", "status": status}
    active = derived(neurology={"reviewed": "yes", "conditions": [bleed]})["neuro_active"].value
    assert isinstance(active, Members)
    assert active.includes("stroke") is OPEN


def test_one_lesion_of_the_nervous_system_among_others_is_part_of_the_history(derived: Deriver) -> None:
    lesions = [{"site": "liver"}, {"site": "brain"}]
    history = derived(extramedullary={"status": "present", "lesions": lesions})["neuro_history"].value
    assert isinstance(history, Members)
    assert history.includes("cns_myeloma") is YES


def test_no_question_stands_in_for_that_of_the_catalogue_unless_it_says_so(derived: Deriver) -> None:
    facts = derived(treatments=[given("B")], neurology={"conditions": [{"condition": "stroke"}]})
    assert {one.id for fact in facts.values() for one in fact.questions if one.instead} == set()

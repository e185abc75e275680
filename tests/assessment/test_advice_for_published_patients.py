"""What a hematologist must be told about two known patients, in the words and statuses of the result."""

import pytest

from cardecide.assessment import assess
from cardecide.assessment.result import Alternative, LabelResult, ProductResult, Result
from cardecide.case.choices import Detection, Serology
from cardecide.case.partial_date import PartialDate
from cardecide.engine import Rulebook
from tests.assessment.conftest import ReadSample


@pytest.fixture
def zhou(rules: Rulebook, sample: ReadSample) -> Result:
    return assess(sample("zhou-2025"), rules, on=PartialDate.parse("2023-07-31"), full=True)


@pytest.fixture
def neuro(rules: Rulebook, sample: ReadSample) -> Result:
    return assess(sample("neuro-us"), rules, full=True)


def product(result: Result, name: str) -> ProductResult:
    return next(one for one in result.products if one.id == name)


def label(owner: ProductResult | Alternative, jurisdiction: str) -> LabelResult:
    return next(one for one in owner.labels if one.jurisdiction == jurisdiction)


def test_zhou_has_one_car_t_permitted_in_china(zhou: Result) -> None:
    permitted = [
        one.id
        for one in zhou.products
        for x in one.labels
        if (x.jurisdiction, x.status) == ("CN", "on_label")
    ]
    assert permitted == ["eque-cel"]
    assert zhou.ranking[0].product == "eque-cel"


def test_zhou_is_told_what_is_missing_before_infusion_before_any_number(zhou: Result) -> None:
    score = product(zhou, "eque-cel").score
    assert score.band == "cannot_say_yet"
    assert score.reason == (
        "Permitted (CN). To be known before infusion: "
        "active infection, active inflammatory disorder, hepatitis B screen and neurological history."
    )
    sets = next(one for one in zhou.missing_sets if one.status == "safety of eque-cel")
    asked = [
        "active_infection",
        "hepatitis_b_screen_complete",
        "inflammatory_disorder_active",
        "neuro_history_taken",
    ]
    assert sets.sets == [asked]
    assert next((way.facts, way.gives) for way in sets.ways) == (["active_infection"], "hold")


def test_zhou_is_asked_for_organ_function(zhou: Result) -> None:
    asked = {one.fact for one in zhou.missing}
    assert {"ecog", "hemoglobin", "platelets", "absolute_neutrophil_count", "lvef"} <= asked
    assert asked & {"creatinine_clearance_cockcroft_gault", "egfr_mdrd"}


def test_zhou_would_be_asked_about_lenalidomide_by_the_us_label_of_2024(zhou: Result) -> None:
    entry = next(one for one in zhou.planner if one["id"] == "label-2024-04-05")
    assert "us.cilta-cel" in entry["closes"]
    change = next(one for one in entry["changes"] if one["status"] == "us.cilta-cel")
    assert (change["before"], change["after"]) == ("on_label", "undetermined")
    assert "refractory to lenalidomide" in change["reason"]


@pytest.mark.parametrize("words", ["extramedullary", "del(17p)"])
def test_zhou_sees_the_evidence_on_his_disease(zhou: Result, words: str) -> None:
    rows = [row for one in zhou.products for row in one.evidence if row.applies == "yes"]
    aliases = {
        "extramedullary": ("extramedullary", "emd"),
        "del(17p)": ("del(17p)", "17p", "high-risk", "tp53"),
    }
    assert any(
        word in f"{row.id} {row.text} {row.population}".casefold() for row in rows for word in aliases[words]
    )


def test_neuro_is_cautioned_against_cilta_cel_with_the_boxed_warning(neuro: Result) -> None:
    cilta = product(neuro, "cilta-cel")
    assert label(cilta, "US").status == "on_label"
    said = " ".join(item.text for item in cilta.safety.items)
    assert "boxed warning" in said and "arkinsonism" in said
    assert any("in one group's opinion" in item.text for item in cilta.safety.items)
    trial = next(one for one in cilta.trials if one.pack == "cartitude-4")
    assert trial.status == "outside"
    assert "Parkinson" in trial.reason


def test_neuro_may_get_ide_cel_by_its_own_label_after_one_more_line(neuro: Result) -> None:
    status = label(product(neuro, "ide-cel"), "US")
    assert (status.status, "two prior lines" in status.reason) == ("off_label", True)
    opened = [one for one in neuro.planner if one["id"].startswith("line-")]
    assert opened and all(one["opens"] == ["us.ide-cel"] for one in opened)
    row = (
        next(row for row in neuro.lines_picture.rows if row.pack == "us.ide-cel")
        if neuro.lines_picture
        else None
    )
    assert row is not None and row.first == 2


def test_what_is_judged_on_the_day_of_infusion_is_a_reminder_and_keeps_nothing_open(neuro: Result) -> None:
    cilta = product(neuro, "cilta-cel")
    assert cilta.score.band == "with_caution"
    assert cilta.safety.status == "caution"
    reminders = [one for one in neuro.preparation if one.needs == ["unresolved_toxicity"]]
    assert reminders and all(one.applies == "unknown" for one in reminders)
    assert any("cilta-cel" in one.products for one in reminders)


def test_the_alternatives_are_named_with_their_status(neuro: Result) -> None:
    named = {one.id: label(one, "US") for one in neuro.alternatives}
    assert {"teclistamab", "elranatamab", "talquetamab"} <= set(named)
    assert named["teclistamab"].status == "off_label"
    assert "four prior lines" in named["teclistamab"].reason
    ranked = {one.product for one in neuro.ranking}
    assert not ranked & set(named)


def test_no_data_is_never_not_approved(rules: Rulebook, sample: ReadSample) -> None:
    result = assess(sample("neuro-us"), rules, jurisdictions=["JP"])
    shown = {one.id for one in result.products}
    gaps = {one.product: one for one in result.no_data}
    assert "eque-cel" not in shown and "eque-cel" in gaps
    assert gaps["eque-cel"].jurisdictions == ["JP"] and "CN" in gaps["eque-cel"].elsewhere
    assert not set(gaps) & shown
    both = assess(sample("neuro-us"), rules, jurisdictions=["JP", "US"])
    assert product(both, "eque-cel").no_data == ["JP"]


@pytest.mark.parametrize("name", ["zhou-2025", "neuro-us", "empty", "seed-002-p05"])
def test_a_hold_or_a_refusal_comes_with_its_reason_first(
    rules: Rulebook, sample: ReadSample, name: str
) -> None:
    result = assess(sample(name), rules, default_date=PartialDate.parse("2026-09-01"))
    for one in result.products:
        if one.score.band == "not_suitable_now":
            assert one.score.reason.startswith(("No label", "Not approved", "Not now"))
        assert one.summary == one.score.reason


def test_detectable_hepatitis_b_dna_makes_every_product_wait(rules: Rulebook, sample: ReadSample) -> None:
    case = sample("neuro-us")
    infected = case.infection.model_copy(update={"hbsag": Serology.POSITIVE, "hbv_dna": Detection.DETECTED})
    result = assess(case.model_copy(update={"infection": infected}), rules)
    for one in result.products:
        assert one.safety.status == "hold"
        assert one.score.band == "not_suitable_now"
    assert "Hepatitis B DNA found" in product(result, "cilta-cel").score.reason


def test_hepatitis_b_is_asked_about_once(zhou: Result) -> None:
    needs = [need for item in product(zhou, "eque-cel").safety.items for need in item.needs]
    assert [need for need in needs if "hepatitis" in need or "hbv" in need] == ["hepatitis_b_screen_complete"]

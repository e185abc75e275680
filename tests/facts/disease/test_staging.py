"""Stages as the set of what is still possible: published criteria, boundaries, missing values."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cardecide.case.choices import HeavyChain
from cardecide.facts import cytogenetics, durie_salmon, lab_values, organ_function, staging
from cardecide.facts.durie_salmon import CALCIUM_CHINESE, CALCIUM_ORIGINAL, durie_salmon_stages
from cardecide.facts.staging import iss_stages, r2_iss_scores, r2_iss_stage, r_iss_stages
from cardecide.facts.truths import any_of
from cardecide.facts.value import Options, Span, Truth

TOPICS = (lab_values, cytogenetics, organ_function, staging, durie_salmon)
TRUTH = {True: Truth.YES, False: Truth.NO, None: Truth.UNKNOWN}


def span(number):
    return Span() if number is None else Span.exactly(Decimal(str(number)))


def iss_of(row):
    return iss_stages(span(row.get("b2m")), span(row.get("alb")))


def lab(test, value, unit, date="2021-05-12", **more):
    return {"test": test, "value": value, "unit": unit, "date": date, **more}


def options(*names):
    return Options(frozenset(names))


def test_vector_iss(vector):
    assert sorted(iss_of(vector.given)) == vector.expected


def test_vector_riss(vector):
    row = vector.given
    high_risk = any_of(TRUTH[row.get(key)] for key in ("del17p", "t414", "t1416"))
    assert sorted(r_iss_stages(iss_of(row), high_risk, TRUTH[row.get("ldh_high")])) == vector.expected


def test_vector_r2iss(vector):
    row = vector.given
    scores = r2_iss_scores(iss_of(row), *(TRUTH[row[key]] for key in ("del17p", "ldh_high", "t414", "q1")))
    assert [min(scores), max(scores)] == vector.expected["score"]
    assert [r2_iss_stage(min(scores)), r2_iss_stage(max(scores))] == vector.expected["stage"]


def test_vector_ds(vector):
    row = vector.given
    stages = durie_salmon_stages(
        hemoglobin=span(row["hb"]),
        calcium=span(row["ca"]),
        lytic_lesions=span(row["lytic"]),
        heavy_chain=HeavyChain(row["iso"]),
        serum_m_protein=span(row["m"]),
        creatinine=span(row["cr"]),
        calcium_limit=CALCIUM_CHINESE if row.get("ca_rule") == "cn" else CALCIUM_ORIGINAL,
    )
    assert stages == {vector.expected}


@pytest.mark.parametrize(
    ("beta2", "albumin", "expected"),
    [
        ("3.49", "3.5", {"I"}),
        ("3.5", "3.5", {"II"}),
        ("3.49", "3.49", {"II"}),
        ("5.49", "4", {"II"}),
        ("5.5", "2", {"III"}),
        (None, "4", {"I", "II", "III"}),
        ("3", None, {"I", "II"}),
        ("4", None, {"II"}),
    ],
)
def test_iss_boundaries(beta2, albumin, expected):
    assert iss_stages(span(beta2), span(albumin)) == expected


@pytest.mark.parametrize(
    ("score", "stage"),
    [("0", "I"), ("0.5", "II"), ("1", "II"), ("1.5", "III"), ("2.5", "III"), ("3", "IV"), ("5", "IV")],
)
def test_r2_iss_boundaries(score, stage):
    assert r2_iss_stage(Decimal(score)) == stage


def test_without_values_every_stage_is_open(derive):
    sheet = derive(TOPICS, {})
    for name in ("iss", "r_iss", "r2_iss", "durie_salmon", "iss_current", "r_iss_current", "r2_iss_current"):
        assert sheet[name] == Options(), name


def test_an_entered_stage_bounds_the_others(derive):
    disease = {"diagnosis_date": "2019-12", "iss_at_diagnosis": "I", "r_iss_at_diagnosis": "II"}
    genes = [{"abnormality": "del(17p)", "result": "present", "date": "2019-12"}]
    sheet = derive(TOPICS, {"disease": disease, "cytogenetics": genes}, on="2023-07")
    assert sheet["iss"] == options("I")
    assert sheet["r_iss"] == options("II")
    assert sheet["r2_iss"] == options("II", "III", "IV")
    assert sheet["iss_current"] == Options()


def test_iss_i_with_del_17p_is_r_iss_ii_without_any_entry(derive):
    disease = {"diagnosis_date": "2021-05"}
    labs = [lab("beta2_microglobulin", 2, "mg/L"), lab("albumin", 42, "g/L")]
    genes = [{"abnormality": "del(17p)", "result": "present", "date": "2021-05"}]
    sheet = derive(TOPICS, {"disease": disease, "labs": labs, "cytogenetics": genes})
    assert sheet["iss"] == options("I")
    assert sheet["r_iss"] == options("II")


def test_r_iss_i_says_that_iss_was_i(derive):
    sheet = derive(TOPICS, {"disease": {"r_iss_at_diagnosis": "I"}})
    assert sheet["iss"] == options("I")


def test_an_entered_stage_that_the_values_contradict_leaves_both(derive):
    disease = {"diagnosis_date": "2021-05", "iss_at_diagnosis": "I"}
    labs = [lab("beta2_microglobulin", 6, "mg/L"), lab("albumin", 42, "g/L")]
    sheet = derive(TOPICS, {"disease": disease, "labs": labs})
    assert sheet["iss"] == options("I", "III")
    assert sheet.questions("iss") == ["stage-disagrees.iss"]
    assert sheet.facts["iss"].flags == ("ISS_INCONSISTENT",)


def test_current_values_do_not_enter_the_stage_at_diagnosis(derive):
    labs = [
        lab("beta2_microglobulin", 6, "mg/L", "2026-09-01"),
        lab("albumin", 42, "g/L", "2026-09-01"),
        lab("ldh", 251, "U/L", "2026-09-01", upper_limit=250),
    ]
    genes = [{"abnormality": "t(4;14)", "result": "present", "date": "2026-07-01"}]
    fields = {"disease": {"diagnosis_date": "2021-05"}, "labs": labs, "cytogenetics": genes}
    sheet = derive(TOPICS, fields)
    assert sheet["iss"] == Options()
    assert sheet["r_iss"] == Options()
    assert sheet["iss_current"] == options("III")
    assert sheet["r_iss_current"] == options("III")
    assert "NOT_VALIDATED_IN_RELAPSE" in sheet.facts["r_iss_current"].flags


@pytest.mark.parametrize(("ldh", "high"), [(249, Truth.NO), (250, Truth.NO), (251, Truth.YES)])
def test_ldh_at_its_limit_is_normal(derive, ldh, high):
    sheet = derive(TOPICS, {"labs": [lab("ldh", ldh, "U/L", "2026-09-01", upper_limit=250)]})
    assert sheet["ldh_above_normal"] is high
    assert sheet.facts["ldh_above_normal"].flags == (("LDH_AT_LIMIT",) if ldh == 250 else ())


def test_durie_salmon_needs_the_urine_and_says_when_the_calcium_rule_decides(derive):
    labs = [
        lab("hemoglobin", 12, "g/dL"),
        lab("calcium", 11, "mg/dL"),
        lab("serum_m_protein", 3, "g/dL"),
        lab("creatinine", "0.9", "mg/dL"),
    ]
    disease = {"diagnosis_date": "2021-05", "heavy_chain": "IgG", "lytic_lesions": 0}
    sheet = derive(TOPICS, {"disease": disease, "labs": labs})
    assert sheet["durie_salmon"] == options("IA", "IIA", "IIIA")
    entered = {**disease, "durie_salmon_at_diagnosis": "IA"}
    sheet = derive(TOPICS, {"disease": entered, "labs": labs})
    assert sheet["durie_salmon"] == options("IA")
    assert sheet.facts["durie_salmon"].flags == ("CALCIUM_LIMIT_DECIDES",)


def test_many_lytic_lesions_contradict_stage_i(derive):
    disease = {"durie_salmon_at_diagnosis": "IA", "lytic_lesions": 3}
    sheet = derive(TOPICS, {"disease": disease})
    assert sheet["durie_salmon"] == options("IA", "IIIA", "IIIB")
    assert sheet.facts["durie_salmon"].flags[0] == "DURIE_SALMON_INCONSISTENT"


values = st.decimals(min_value="0.5", max_value=12, places=1)
maybe = st.one_of(st.none(), values)
truths = st.sampled_from(Truth)


@given(maybe, maybe, truths, truths, st.data())
def test_filling_in_what_was_missing_only_narrows(beta2, albumin, high_risk, ldh, data):
    before = iss_stages(span(beta2), span(albumin))
    revised = r_iss_stages(before, high_risk, ldh)
    after = iss_stages(*(span(data.draw(values) if value is None else value) for value in (beta2, albumin)))
    sure = [
        data.draw(st.sampled_from([Truth.YES, Truth.NO])) if truth is Truth.UNKNOWN else truth
        for truth in (high_risk, ldh)
    ]
    assert after <= before
    assert len(after) == 1
    assert r_iss_stages(after, *sure) <= revised


@given(st.lists(maybe, min_size=6, max_size=6), st.sampled_from(HeavyChain), st.data())
def test_durie_salmon_only_narrows(entered, chain, data):
    names = ("hemoglobin", "calcium", "lytic_lesions", "serum_m_protein", "creatinine", "urine_light_chain")
    before = durie_salmon_stages(**dict(zip(names, map(span, entered), strict=True)), heavy_chain=chain)
    filled = [data.draw(values) if value is None else value for value in entered]
    after = durie_salmon_stages(**dict(zip(names, map(span, filled), strict=True)), heavy_chain=chain)
    assert after
    assert after <= before


MILD = {"hemoglobin": 12, "calcium": 9, "lytic_lesions": 0, "serum_m_protein": 1, "creatinine": 1}


@pytest.mark.parametrize(
    ("measure", "value", "stage"),
    [
        ("hemoglobin", "10.1", "IA"),
        ("hemoglobin", "10", "IIA"),
        ("hemoglobin", "8.5", "IIA"),
        ("hemoglobin", "8.4", "IIIA"),
        ("calcium", "12", "IA"),
        ("calcium", "12.1", "IIIA"),
        ("lytic_lesions", "1", "IA"),
        ("lytic_lesions", "2", "IIA"),
        ("lytic_lesions", "3", "IIIA"),
        ("serum_m_protein", "4.9", "IA"),
        ("serum_m_protein", "5", "IIA"),
        ("serum_m_protein", "7", "IIA"),
        ("serum_m_protein", "7.1", "IIIA"),
        ("urine_light_chain", "3.9", "IA"),
        ("urine_light_chain", "4", "IIA"),
        ("urine_light_chain", "12", "IIA"),
        ("urine_light_chain", "12.1", "IIIA"),
        ("creatinine", "1.9", "IA"),
        ("creatinine", "2", "IB"),
    ],
)
def test_durie_salmon_boundaries(measure, value, stage):
    spans = {name: span(number) for name, number in {**MILD, measure: value}.items()}
    assert durie_salmon_stages(**spans, heavy_chain=HeavyChain.IGG) == {stage}


def test_a_class_without_published_limits_leaves_the_numeral_open():
    spans = {name: span(number) for name, number in MILD.items()}
    assert durie_salmon_stages(**spans, heavy_chain=HeavyChain.IGD) == {"IA", "IIA", "IIIA"}
    assert durie_salmon_stages(**spans, heavy_chain=HeavyChain.IGA) == {"IA"}


def test_each_marker_of_r2_iss_adds_its_own_points() -> None:
    """D'Agostino 2022: ISS II 1, ISS III 1.5, del(17p), LDH and t(4;14) 1 each, 1q 0.5."""
    no, yes = Truth.NO, Truth.YES
    assert r2_iss_scores(frozenset({"I"}), no, no, no, no) == {Decimal(0)}
    assert r2_iss_scores(frozenset({"II"}), no, no, no, no) == {Decimal(1)}
    assert r2_iss_scores(frozenset({"III"}), no, no, no, no) == {Decimal("1.5")}
    assert r2_iss_scores(frozenset({"I"}), yes, no, no, no) == {Decimal(1)}
    assert r2_iss_scores(frozenset({"I"}), no, yes, no, no) == {Decimal(1)}
    assert r2_iss_scores(frozenset({"I"}), no, no, yes, no) == {Decimal(1)}
    assert r2_iss_scores(frozenset({"I"}), no, no, no, yes) == {Decimal("0.5")}

"""Risk by IMWG 2014, mSMART 3.0 and the 2025 consensus; tumor burden; plasma cell leukemia."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cardecide.facts import cytogenetics, extent, lab_values, measurable_disease, risk, staging, tumor_burden
from cardecide.facts.extent import (
    absolute_plasma_cells,
    plasma_cell_leukemia_imwg,
    plasma_cell_leukemia_kyle,
    plasma_cell_leukemia_kyle_either,
)
from cardecide.facts.fact import Fact
from cardecide.facts.neurotoxicity_risk import high_burden
from cardecide.facts.risk import double_hit, genome_2025, imwg_2014, msmart_3
from cardecide.facts.truths import counted
from cardecide.facts.tumor_burden import tumor_burdens
from cardecide.facts.value import Options, Span, Truth

TRUTH = {True: Truth.YES, False: Truth.NO, None: Truth.UNKNOWN}
PLAIN = {Truth.YES: True, Truth.NO: False, Truth.UNKNOWN: None}


def span(number):
    return Span() if number is None else Span.exactly(Decimal(str(number)))


def test_vector_imwg14(vector):
    row = vector.given
    markers = (TRUTH[row[key]] for key in ("t414", "del17p", "q1"))
    assert imwg_2014(frozenset({row["iss"]}), *markers, span(row["age"])) == {vector.expected}


def test_vector_msmart3(vector):
    lesions = [TRUTH[vector.given[key]] for key in ("t414", "t1416", "t1420", "del17p", "tp53mut", "q1")]
    names = {
        frozenset({"high"}): "high",
        frozenset({"standard"}): "standard",
        frozenset({"high", "standard"}): "indeterminate",
    }
    assert names[msmart_3(lesions)] == vector.expected["risk"]
    assert counted(lesions)[0] == vector.expected["hits"]
    assert double_hit(lesions) is TRUTH[vector.expected["dh"]]


def genome(row):
    loss = row["p32"]
    return genome_2025(
        del_17p_clone=span(row["del17p_pct"]),
        tp53_mutation=TRUTH[row["tp53mut"]],
        translocations=[TRUTH[row[key]] for key in ("t414", "t1416", "t1420")],
        gain_1q=TRUTH[row["q1"]],
        del_1p32=TRUTH[None if loss is None else loss != "none"],
        del_1p32_biallelic=TRUTH[None if loss is None else loss == "bi"],
        beta2_microglobulin=span(row["b2m"]),
        creatinine=span(row["cr"]),
    )


def test_vector_cgs(vector):
    found = genome(vector.given)
    assert [PLAIN[criterion] for criterion in found.criteria] == vector.expected["crit"]
    assert found.high_risk is TRUTH[vector.expected["hr"]]


def test_vector_burden(vector):
    # The vectors give the free light chain in mg/L, the fact is in mg/dL.
    row = vector.given
    chain = None if row.get("flc") is None else Decimal(row["flc"]) / 10
    found = tumor_burdens(span(row.get("bmpc")), span(row.get("m")), span(chain))
    indeterminate = vector.expected == "indeterminate"
    assert len(found) > 1 if indeterminate else found == {vector.expected}


def test_vector_pcl(vector):
    percent, white = span(vector.given["pct"]), span(vector.given["wbc"])
    absolute = absolute_plasma_cells(percent, white)
    assert absolute == span(vector.expected["abs"])
    assert plasma_cell_leukemia_imwg(percent) is TRUTH[vector.expected["imwg2021"]]
    assert plasma_cell_leukemia_kyle(percent, absolute) is TRUTH[vector.expected["kyle"]]
    assert plasma_cell_leukemia_kyle_either(percent, absolute) is TRUTH[vector.expected["kyle_either"]]


@pytest.mark.parametrize(
    ("marrow", "expected"),
    [("49.9", {"low"}), ("50", {"intermediate"}), ("79.9", {"intermediate"}), ("80", {"high"})],
)
def test_burden_boundaries(marrow, expected):
    assert tumor_burdens(span(marrow), span(1), span(1)) == expected


@pytest.mark.parametrize(
    ("beta2", "creatinine", "met"),
    [("5.5", "1.19", Truth.YES), ("5.4", "1.19", Truth.NO), ("5.5", "1.2", Truth.NO)],
)
def test_the_fourth_criterion_of_2025(beta2, creatinine, met):
    row = {"del17p_pct": 0, "tp53mut": False, "t414": False, "t1416": False, "t1420": False, "q1": False}
    found = genome({**row, "p32": "none", "b2m": beta2, "cr": creatinine})
    assert found.criteria[3] is met


@pytest.mark.parametrize(
    ("age", "expected"),
    [
        (Span(high=Decimal(55), high_open=True), {"low"}),  # below 55 now, so below 55 at diagnosis
        (Span(high=Decimal(55)), {"low", "standard"}),
    ],
)
def test_an_age_below_55_now_was_below_55_at_diagnosis(derive, age, expected):
    genes = [found(name, "absent") for name in ("t(4;14)", "del(17p)", "gain(1q)")]
    entries = {"disease": {"diagnosis_date": "2026-06", "iss_at_diagnosis": "I"}, "cytogenetics": genes}
    sheet = derive((cytogenetics, staging, risk), entries, facts=(Fact("age", age),))
    assert sheet["imwg_2014_risk"] == Options(frozenset(expected))


def found(abnormality, result="present", **more):
    return {"abnormality": abnormality, "result": result, "date": "2026-07-01", **more}


@pytest.mark.parametrize(
    ("clone", "expected"), [("20.1 %", Truth.YES), ("20 %", Truth.UNKNOWN), (None, Truth.UNKNOWN)]
)
def test_the_clone_of_del_17p(derive, clone, expected):
    genes = [found("del(17p)", clone=clone)]
    sheet = derive((cytogenetics, risk), {"cytogenetics": genes})
    assert sheet["genomic_high_risk_2025"] is expected
    assert ("clone-17p" in sheet.questions("genomic_high_risk_2025")) is (expected is Truth.UNKNOWN)


@pytest.mark.parametrize(
    ("alleles", "expected"),
    [("biallelic", Truth.YES), ("monoallelic", Truth.UNKNOWN), ("unknown", Truth.UNKNOWN)],
)
def test_both_alleles_of_1p32(derive, alleles, expected):
    sheet = derive((cytogenetics, risk), {"cytogenetics": [found("del(1p32)", alleles=alleles)]})
    assert sheet["genomic_high_risk_2025"] is expected


def test_t_4_14_with_gain_1q_is_a_double_hit(derive):
    genes = [found("t(4;14)"), found("gain(1q)", copies=3), found("del(17p)", "absent")]
    sheet = derive((cytogenetics, risk), {"cytogenetics": genes})
    assert sheet["double_hit"] is Truth.YES
    assert sheet["msmart_3_risk"] == Options(frozenset({"high"}))
    assert sheet["genomic_high_risk_2025"] is Truth.YES


def test_an_empty_case_has_no_risk(derive):
    sheet = derive((lab_values, cytogenetics, extent, measurable_disease, tumor_burden, risk), {})
    for name in ("imwg_2014_risk", "msmart_3_risk", "tumor_burden"):
        assert sheet[name] == Options(), name
    for name in ("double_hit", "genomic_high_risk_2025", "plasma_cell_leukemia", "plasma_cell_leukemia_ever"):
        assert sheet[name] is Truth.UNKNOWN, name
    assert sheet["cns_myeloma_active"] is Truth.UNKNOWN
    assert sheet["cns_myeloma_ever"] is Truth.UNKNOWN


def smear(percent):
    return {"test": "circulating_plasma_cells_percent", "value": percent, "unit": "%", "date": "2026-09-01"}


def test_plasma_cell_leukemia_as_entered_and_by_smear(derive):
    topics = (lab_values, extent)
    assert derive(topics, {"labs": [smear(6)]})["plasma_cell_leukemia"] is Truth.YES
    assert derive(topics, {"disease": {"plasma_cell_leukemia": "no"}})["plasma_cell_leukemia"] is Truth.NO
    both = derive(topics, {"labs": [smear(6)], "disease": {"plasma_cell_leukemia": "no"}})
    assert both["plasma_cell_leukemia"] is Truth.UNKNOWN
    assert both.questions("plasma_cell_leukemia") == ["disagrees.plasma_cell_leukemia"]
    past = {"labs": [smear(0)], "disease": {"plasma_cell_leukemia_history": "yes"}}
    assert derive(topics, past)["plasma_cell_leukemia"] is Truth.NO
    assert derive(topics, past)["plasma_cell_leukemia_ever"] is Truth.YES


@pytest.mark.parametrize(
    ("fields", "active", "ever"),
    [
        ({"neurology": {"reviewed": "yes"}}, Truth.NO, Truth.NO),
        ({"neurology": {"reviewed": "no"}}, Truth.UNKNOWN, Truth.UNKNOWN),
        (
            {"neurology": {"conditions": [{"condition": "cns_myeloma", "status": "resolved"}]}},
            Truth.NO,
            Truth.YES,
        ),
        ({"neurology": {"conditions": [{"condition": "cns_myeloma"}]}}, Truth.UNKNOWN, Truth.YES),
        ({"extramedullary": {"lesions": [{"site": "csf"}]}}, Truth.YES, Truth.YES),
        ({"extramedullary": {"status": "absent"}}, Truth.UNKNOWN, Truth.UNKNOWN),
        (
            {"neurology": {"reviewed": "yes"}, "extramedullary": {"lesions": [{"site": "spinal_cord"}]}},
            Truth.UNKNOWN,
            Truth.UNKNOWN,
        ),
    ],
)
def test_myeloma_of_the_central_nervous_system(derive, fields, active, ever):
    sheet = derive((lab_values, extent), fields)
    assert sheet["cns_myeloma_active"] is active
    assert sheet["cns_myeloma_ever"] is ever


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({}, []),
        ({"neurology": {"reviewed": "no"}}, []),
        ({"neurology": {"reviewed": "yes"}}, ["cns-reviewed"]),
        ({"extramedullary": {"lesions": [{"site": "csf"}]}}, ["cns-lesion"]),
    ],
)
def test_what_the_central_nervous_system_rests_on(derive, fields, said):
    sheet = derive((lab_values, extent), fields)
    for name in ("cns_myeloma_active", "cns_myeloma_ever"):
        assert [line.id for line in sheet.facts[name].basis] == said


truths = st.sampled_from(Truth)
settled = st.sampled_from([Truth.YES, Truth.NO])
stages = st.sampled_from([frozenset({"I"}), frozenset({"II", "III"}), frozenset({"I", "II", "III"})])


@given(stages, st.tuples(truths, truths, truths), st.data())
def test_filling_in_a_marker_only_narrows(iss, markers, data):
    filled = [data.draw(settled) if marker is Truth.UNKNOWN else marker for marker in markers]
    age = data.draw(st.integers(30, 90))
    before = imwg_2014(iss, *markers, Span())
    for stage in iss:
        assert imwg_2014(frozenset({stage}), *filled, span(age)) <= before
    assert msmart_3(filled) <= msmart_3(markers)
    assert double_hit(markers) in (Truth.UNKNOWN, double_hit(filled))


percents = st.decimals(min_value=0, max_value=100, places=1)


@given(*(st.one_of(st.none(), percents) for _ in range(3)), st.data())
def test_filling_in_a_value_only_narrows_the_burden(marrow, serum, chain, data):
    before = tumor_burdens(*map(span, (marrow, serum, chain)))
    filled = [data.draw(percents) if value is None else value for value in (marrow, serum, chain)]
    assert tumor_burdens(*map(span, filled)) <= before


@pytest.mark.parametrize(
    ("percent", "absolute", "both", "either"),
    [
        (20, "2.1", Truth.NO, Truth.YES),
        ("20.1", 2, Truth.NO, Truth.YES),
        ("20.1", "2.1", Truth.YES, Truth.YES),
        (20, 2, Truth.NO, Truth.NO),
    ],
)
def test_both_limits_of_kyle_are_exceeded_not_reached(percent, absolute, both, either):
    assert plasma_cell_leukemia_kyle(span(percent), span(absolute)) is both
    assert plasma_cell_leukemia_kyle_either(span(percent), span(absolute)) is either


@pytest.mark.parametrize(
    ("possible", "expected"),
    [
        (None, Truth.UNKNOWN),
        ({"high"}, Truth.YES),
        ({"high", "low"}, Truth.UNKNOWN),
        ({"low", "intermediate"}, Truth.NO),
    ],
)
def test_only_a_certainly_high_burden_is_a_risk_before_treatment(possible, expected):
    assert high_burden(Options(frozenset(possible) if possible else None)) is expected


@pytest.mark.parametrize(
    ("fields", "active", "ever"),
    [
        (
            {"neurology": {"reviewed": "yes"}, "extramedullary": {"lesions": [{"site": "liver"}]}},
            Truth.NO,
            Truth.NO,
        ),
        (
            {"neurology": {"conditions": [{"condition": "cns_myeloma", "status": "active"}]}},
            Truth.YES,
            Truth.YES,
        ),
    ],
)
def test_other_lesions_are_not_of_the_nervous_system_and_an_active_condition_is(derive, fields, active, ever):
    sheet = derive((lab_values, extent), fields)
    assert (sheet["cns_myeloma_active"], sheet["cns_myeloma_ever"]) == (active, ever)


def test_plasma_cells_in_the_blood_are_as_old_as_the_values_they_rest_on(derive):
    share = {"test": "circulating_plasma_cells_percent", "value": 6, "unit": "%", "date": "2026-09-01"}
    white = {"test": "white_cell_count", "value": 5, "unit": "10^9/L", "date": "2026-09-03"}
    count = {"test": "circulating_plasma_cells", "value": 1, "unit": "10^9/L", "date": "2026-08-20"}

    def dates(*labs):
        sheet = derive((lab_values, extent), {"labs": list(labs)})
        names = ("circulating_plasma_cells", "plasma_cell_leukemia_imwg2021", "plasma_cell_leukemia")
        both = ("plasma_cell_leukemia_kyle", "plasma_cell_leukemia_kyle_either")
        return [str(sheet.facts[name].as_of) for name in (*names, *both)]

    assert dates(share, white) == ["2026-09-03", "2026-09-01", "2026-09-01", "2026-09-03", "2026-09-03"]
    assert dates(share, white, count) == ["2026-08-20", *["2026-09-01"] * 4]
    assert dates(share) == ["None", "2026-09-01", "2026-09-01", "2026-09-01", "None"]

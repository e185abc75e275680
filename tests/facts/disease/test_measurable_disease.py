"""Measurable disease: published limits, and what the total immunoglobulin says about the paraprotein."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cardecide.case.choices import LightChain
from cardecide.facts import lab_values, measurable_disease
from cardecide.facts.fact import Fact
from cardecide.facts.free_light_chains import (
    entered_ratio_abnormal,
    involved_chain,
    ratio_abnormal,
    ratio_of,
)
from cardecide.facts.measurable_disease import SERUM_CARTITUDE_4, SERUM_IMWG, measurable
from cardecide.facts.value import Span, Truth

TOPICS = (lab_values, measurable_disease)
TRUTH = {True: Truth.YES, False: Truth.NO, None: Truth.UNKNOWN}


def span(number):
    return Span() if number is None else Span.exactly(Decimal(str(number)))


def lab(test, value, unit, date="2026-09-01"):
    return {"test": test, "value": value, "unit": unit, "date": date}


def test_vector_meas(vector):
    # The chains of the vectors are in mg/L, the fact in mg/dL.
    given_chains = [vector.given.get(key) for key in ("k", "l")]
    kappa, lambda_ = (span(None if value is None else Decimal(value) / 10) for value in given_chains)
    for key, limit in (("imwg", SERUM_IMWG), ("cart4", SERUM_CARTITUDE_4)):
        truth = measurable(
            span(vector.given.get("s")),
            span(vector.given.get("u")),
            involved_chain(kappa, lambda_, None),
            ratio_abnormal(ratio_of(kappa, lambda_)),
            serum_limit=limit,
        )
        assert truth is TRUTH[vector.expected[key]]


@pytest.mark.parametrize(
    ("ratio", "abnormal"), [("0.25", True), ("0.26", False), ("1.65", False), ("1.66", True)]
)
def test_the_limits_of_the_ratio_are_normal(ratio, abnormal):
    assert ratio_abnormal(span(ratio)) is TRUTH[abnormal]


@pytest.mark.parametrize(
    ("ratio", "chain", "expected"),
    [
        ("46", LightChain.LAMBDA, Truth.YES),  # abnormal whichever chain stands above
        ("2", LightChain.KAPPA, Truth.YES),
        ("2", LightChain.LAMBDA, Truth.UNKNOWN),  # 2, or one half
        ("2", None, Truth.UNKNOWN),
        ("0.1", LightChain.LAMBDA, Truth.YES),
        ("3.8", None, Truth.UNKNOWN),  # its inverse is 0.263, just inside the normal range
        ("3.9", None, Truth.YES),  # its inverse is 0.256
        ("1", None, Truth.NO),
    ],
)
def test_a_ratio_entered_without_its_direction(ratio, chain, expected):
    assert entered_ratio_abnormal(span(ratio), chain) is expected


def test_the_total_immunoglobulin_of_the_class_bounds_the_paraprotein(derive):
    fields = {
        "disease": {"heavy_chain": "IgA", "light_chain": "kappa"},
        "labs": [lab("serum_iga", "8.27", "g/L")],
    }
    sheet = derive(TOPICS, fields)
    assert sheet["serum_m_protein"] == Span(high=Decimal("0.827"))
    assert "m-protein-bound" in [line.id for line in sheet.facts["serum_m_protein"].basis]
    assert sheet["measurable_disease_cartitude4"] is Truth.UNKNOWN
    with_urine = {**fields, "labs": [*fields["labs"], lab("urine_m_protein", 0, "mg/24h")]}
    assert derive(TOPICS, with_urine)["oligosecretory"] is Truth.YES


@pytest.mark.parametrize(
    "disease",
    [{}, {"heavy_chain": "IgG"}, {"heavy_chain": "none"}, {"heavy_chain": "IgA", "light_chain": "biclonal"}],
)
def test_the_total_says_nothing_where_the_class_is_another_or_unknown(derive, disease):
    sheet = derive(TOPICS, {"disease": disease, "labs": [lab("serum_iga", "8.27", "g/L")]})
    assert sheet["serum_m_protein"] == Span()


def test_a_measured_paraprotein_stands_over_the_bound(derive):
    fields = {
        "disease": {"heavy_chain": "IgA"},
        "labs": [lab("serum_iga", "8.27", "g/L"), lab("serum_m_protein", "9.5", "g/L")],
    }
    sheet = derive(TOPICS, fields)
    assert sheet["serum_m_protein"] == span("0.95")
    assert sheet.questions("serum_m_protein") == ["m-protein-above-total"]


def test_free_light_chains_are_read_by_the_chain_of_the_disease(derive):
    labs = [lab("kappa_free_light_chain", 20, "mg/L"), lab("lambda_free_light_chain", 500, "mg/L")]
    sheet = derive(TOPICS, {"disease": {"light_chain": "lambda"}, "labs": labs})
    assert sheet["involved_free_light_chain"] == span(50)
    assert sheet["free_light_chain_ratio"] == span("0.04")
    assert sheet["free_light_chain_ratio_abnormal"] is Truth.YES
    assert sheet["measurable_disease_imwg"] is Truth.YES


def test_the_chain_in_excess_may_contradict_the_chain_of_the_disease():
    kappa, lambda_ = span(50), span(2)
    assert involved_chain(kappa, lambda_, LightChain.LAMBDA) == Span(Decimal(2), Decimal(50))
    assert involved_chain(kappa, lambda_, None) == kappa
    assert involved_chain(span(2), span(2), None) == span(2)
    assert involved_chain(span(2), span(3), None) == Span(Decimal(2), Decimal(3))  # neither is in excess
    assert involved_chain(span(1), span(4), None) == span(4)


def test_a_measured_paraprotein_contradicts_non_secretory(derive):
    labs = [lab("serum_m_protein", "1.2", "g/dL")]
    assert derive(TOPICS, {"labs": labs})["non_secretory"] is Truth.NO
    sheet = derive(TOPICS, {"labs": labs, "disease": {"non_secretory": "yes"}})
    assert sheet["non_secretory"] is Truth.UNKNOWN
    assert sheet.questions("non_secretory") == ["disagrees.non_secretory"]
    assert derive(TOPICS, {"disease": {"non_secretory": "yes"}})["non_secretory"] is Truth.YES


amounts = st.one_of(st.none(), st.decimals(min_value=0, max_value=500, places=1))


@given(amounts, amounts, amounts, st.sampled_from(Truth), st.data())
def test_filling_in_what_was_missing_never_flips(serum, urine, chain, abnormal, data):
    before = measurable(span(serum), span(urine), span(chain), abnormal, serum_limit=SERUM_IMWG)
    known = st.decimals(min_value=0, max_value=500, places=1)
    filled = [span(data.draw(known) if value is None else value) for value in (serum, urine, chain)]
    settled = data.draw(st.sampled_from([Truth.YES, Truth.NO])) if abnormal is Truth.UNKNOWN else abnormal
    after = measurable(*filled, settled, serum_limit=SERUM_IMWG)
    assert after is not Truth.UNKNOWN
    assert before in (Truth.UNKNOWN, after)


@pytest.mark.parametrize(
    ("serum", "urine", "chain", "imwg", "cartitude_4"),
    [
        ("0.99", 0, 0, Truth.NO, Truth.YES),
        ("0.5", 0, 0, Truth.NO, Truth.YES),
        ("0.49", 0, 0, Truth.NO, Truth.NO),
        (0, 200, 0, Truth.YES, Truth.YES),
        (0, 199, 0, Truth.NO, Truth.NO),
        (0, 0, 10, Truth.YES, Truth.YES),
        (0, 0, "9.9", Truth.NO, Truth.NO),
    ],
)
def test_the_limits_themselves_are_measurable(serum, urine, chain, imwg, cartitude_4):
    amounts = (span(serum), span(urine), span(chain), Truth.YES)
    assert measurable(*amounts, serum_limit=SERUM_IMWG) is imwg
    assert measurable(*amounts, serum_limit=SERUM_CARTITUDE_4) is cartitude_4


@pytest.mark.parametrize(
    ("serum", "urine", "little"), [("0.9", 199, Truth.YES), (1, 0, Truth.NO), (0, 200, Truth.NO)]
)
def test_oligosecretory_is_below_both_limits(derive, serum, urine, little):
    labs = [lab("serum_m_protein", serum, "g/dL"), lab("urine_m_protein", urine, "mg/24h")]
    assert derive(TOPICS, {"labs": labs})["oligosecretory"] is little


@pytest.mark.parametrize(("rate", "flags"), [("59.9", ("RATIO_WITH_KIDNEY_DISEASE",)), ("60", ())])
def test_impaired_kidneys_are_flagged_beside_the_ratio(derive, rate, flags):
    known = (Fact("egfr_ckd_epi_2021", span(rate)),)
    labs = [lab("free_light_chain_ratio", 2, "")]
    sheet = derive(TOPICS, {"labs": labs, "disease": {"light_chain": "lambda"}}, facts=known)
    assert sheet.facts["free_light_chain_ratio_abnormal"].flags == flags
    assert sheet.questions("free_light_chain_ratio_abnormal") == ["free-light-chain-ratio"]
    for disease, field in (({"light_chain": "lambda"}, "labs"), ({}, "disease.light_chain")):
        open_ = derive(TOPICS, {"labs": labs, "disease": disease}).facts["free_light_chain_ratio_abnormal"]
        assert [question.field for question in open_.questions] == [field]


@pytest.mark.parametrize(
    ("ratio", "chain", "abnormal", "asked"),
    [
        ("0.25", "lambda", Truth.YES, []),
        ("0.3", "lambda", Truth.NO, []),  # its inverse would be abnormal, but nobody reports it so
        ("1.65", "lambda", Truth.NO, []),
        ("2", "lambda", Truth.UNKNOWN, ["labs"]),
        ("2", None, Truth.UNKNOWN, ["disease.light_chain"]),
        ("2", "kappa", Truth.YES, []),
        ("46", "lambda", Truth.YES, []),
    ],
)
def test_a_ratio_that_was_entered_without_its_chains(derive, ratio, chain, abnormal, asked):
    fields = {"labs": [lab("free_light_chain_ratio", ratio, "1")], "disease": {"light_chain": chain}}
    fact = derive(TOPICS, fields).facts["free_light_chain_ratio_abnormal"]
    assert fact.value is abnormal
    assert [question.field for question in fact.questions] == asked

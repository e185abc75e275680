"""What a case states beside its entries: it stands in, or it stands beside, and it is never taken apart."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from cardecide.facts.fact import FactSheet, Origin
from cardecide.facts.value import Members, Options, Span, Truth
from cardecide.language.messages import say
from cardecide.reading.problem import InputError

Deriver = Callable[..., FactSheet]

TREATMENTS = [
    {"drugs": ["bortezomib", "lenalidomide", "dexamethasone"], "start": "2020-01-01", "stop": "2020-06-01",
     "cycles": 6, "best_response": "PR", "reason_stopped": "completed"},
    {"drugs": ["daratumumab", "pomalidomide", "dexamethasone"], "start": "2022-01-01", "stop": "2022-09-01",
     "reason_stopped": "progression", "progression": "2022-09-01", "planned": "no"},
]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "claimed", "value"),
    [
        ("prior_lines", 4, Span.exactly(4)),
        ("prior_lines", "4-5", Span(Decimal(4), Decimal(5))),
        ("penta_refractory", "yes", Truth.YES),
        ("triple_class_exposed", False, Truth.NO),
        ("iss", "II", Options(frozenset({"II"}))),
        ("iss", ["II", "III"], Options(frozenset({"II", "III"}))),
        ("exposed_classes", ["PI", "imid"], Members(frozenset({"PI", "IMiD"}))),
        (
            "exposed_classes",
            {"present": ["PI"], "absent": ["anti-BCMA"]},
            Members(frozenset({"PI"}), frozenset({"anti-BCMA"})),
        ),
        ("serum_m_protein", "12 g/L", Span.exactly(Decimal("1.2"))),
        ("serum_m_protein", "1.2 g/dL", Span.exactly(Decimal("1.2"))),
        ("serum_m_protein", "<0.3 g/dL", Span(high=Decimal("0.3"), high_open=True)),
        ("serum_m_protein", "≥ 5 g/dL", Span(low=Decimal(5))),
        ("free_light_chain_ratio", "46", Span.exactly(46)),
        ("free_light_chain_ratio", 46, Span.exactly(46)),
        ("creatinine", "88.4 umol/L", Span.exactly(1)),
        ("months_since_stroke", "1 years", Span.exactly(12)),
    ],
)
def test_a_claim_stands_in_where_nothing_was_entered(
    derived: Deriver, name: str, claimed: Any, value: object
) -> None:
    fact = derived(stated={name: claimed})[name]
    assert (fact.value, fact.origin, fact.claim) == (value, Origin.STATED, None)
    assert "Stated, not derived" in say(fact.basis[0], "en")


def test_a_stated_class_status_says_nothing_of_the_drugs(derived: Deriver) -> None:
    nothing, stated = derived(), derived(stated={"penta_refractory": "yes"})
    changed = {name for name in nothing if nothing[name].value != stated[name].value}
    assert changed == {
        "penta_refractory",
        "quad_refractory_classic",
        "triple_class_refractory",
        "double_refractory",
        "penta_exposed",
        "triple_class_exposed",
        "relapsed_or_refractory",
        "refractory_classes",
        "exposed_classes",
    }
    assert stated["lenalidomide_refractory"].value is Truth.UNKNOWN
    assert stated["refractory_drugs"].value == Members()


@pytest.mark.parametrize(
    ("claim", "fact", "value"),
    [
        ({"lenalidomide_refractory": "yes"}, "refractory_drugs", Members(frozenset({"lenalidomide"}))),
        ({"lenalidomide_refractory": "no"}, "refractory_drugs", Members(absent=frozenset({"lenalidomide"}))),
        ({"refractory_drugs": ["lenalidomide"]}, "lenalidomide_refractory", Truth.YES),
        ({"exposed_classes": ["PI", "IMiD", "anti-CD38"]}, "triple_class_exposed", Truth.YES),
        ({"triple_class_exposed": "no"}, "exposed_classes", Members()),
        ({"relapsed_or_refractory": "no"}, "penta_refractory", Truth.NO),
        ({"prior_car_t": "no"}, "prior_bcma_car_t", Truth.NO),
        ({"prior_car_t": "yes"}, "prior_bcma_car_t", Truth.UNKNOWN),
        ({"prior_bcma_car_t": "yes"}, "prior_bcma_therapy", Truth.YES),
    ],
)
def test_what_says_the_same_by_definition_is_claimed_too(
    derived: Deriver, claim: dict[str, Any], fact: str, value: object
) -> None:
    assert derived(stated=claim)[fact].value == value


def test_what_follows_from_a_claim_does_not_stand_against_entries(derived: Deriver) -> None:
    without, stated = derived(treatments=TREATMENTS), {"penta_refractory": "yes"}
    claimed = derived(treatments=TREATMENTS, stated=stated)
    changed = {name for name in without if without[name] != claimed[name]}
    assert changed == {"penta_refractory"}


def test_a_blank_row_of_treatments_does_not_end_a_claim(derived: Deriver) -> None:
    assert derived(treatments=[{}], stated={"prior_lines": 4})["prior_lines"].value == Span(4, 4)


def test_where_treatments_are_entered_the_derived_fact_stands(derived: Deriver) -> None:
    fact = derived(treatments=TREATMENTS, stated={"prior_lines": 4})["prior_lines"]
    assert (fact.value, fact.origin) == (Span.exactly(2), Origin.DERIVED)
    assert fact.claim is not None
    assert "4" in say(fact.claim, "en")
    question = fact.questions[-1]
    assert question.field == "stated.prior_lines"
    assert "4" in say(question.text, "en")
    assert "2" in say(question.text, "en")


def test_a_claim_that_agrees_is_no_question(derived: Deriver) -> None:
    fact = derived(treatments=TREATMENTS, stated={"prior_lines": 2})["prior_lines"]
    assert fact.claim is not None
    assert fact.questions == derived(treatments=TREATMENTS)["prior_lines"].questions


def test_a_claim_does_not_close_what_the_entries_leave_open(derived: Deriver) -> None:
    open_ended = [
        {"drugs": ["lenalidomide"], "start": "2020-01-01", "stop": "2020-06-01", "best_response": "PR"}
    ]
    fact = derived(treatments=open_ended, stated={"lenalidomide_refractory": "yes"})[
        "lenalidomide_refractory"
    ]
    assert fact.value is Truth.UNKNOWN
    assert fact.claim is not None
    assert say(fact.claim, "zh") == "来源陈述：是。"


def test_a_claim_about_an_entered_finding_is_compared(derived: Deriver) -> None:
    fact = derived(infection={"hbsag": "negative"}, stated={"hbsag_positive": "yes"})["hbsag_positive"]
    assert (fact.value, fact.origin) == (Truth.NO, Origin.ENTERED)
    assert fact.questions[-1].field == "stated.hbsag_positive"


def test_what_follows_from_a_claim_follows(derived: Deriver) -> None:
    stated = {"imwg_2014_risk": "high"}
    assert derived(stated=stated)["imwg_2014_risk"].value == Options(frozenset({"high"}))
    scored = derived(stated={"ldh": "250 U/L", "creatinine": "1 mg/dL", "platelets": "100 10^9/L"})
    assert scored["easix"].value == Span.exactly(Decimal("2.5"))


@pytest.mark.parametrize("word", ["unknown", None, "Unknown"])
def test_unknown_is_no_claim(derived: Deriver, word: Any) -> None:
    assert derived(stated={"prior_lines": word}) == derived()


@pytest.mark.parametrize(
    ("stated", "said", "near"),
    [
        ({"prior_line": 4}, "not a fact", "prior_lines"),
        ({"prior_lines": "four"}, "not a count", ""),
        ({"prior_lines": -1}, "not a count", ""),
        ({"prior_lines": True}, "not a count", ""),
        ({"prior_lines": "5-4"}, "runs backwards", ""),
        ({"prior_lines": 400}, "cannot be", ""),
        ({"penta_refractory": "perhaps"}, "not an answer", ""),
        ({"iss": "X"}, "no value of iss", ""),
        ({"exposed_classes": ["PI", "anti-CD28"]}, "no value of exposed_classes", "anti-CD38"),
        ({"exposed_classes": "PI"}, "not a list", ""),
        ({"exposed_classes": {"present": ["PI"], "absent": ["PI"]}}, "both present and absent", ""),
        ({"serum_m_protein": "12"}, "no unit", ""),
        ({"serum_m_protein": 12}, "no unit", ""),
        ({"serum_m_protein": "12 mmol/L"}, "does not fit", ""),
        ({"serum_m_protein": "12 bananas"}, "not a known unit", ""),
        ({"serum_m_protein": "high"}, "not an amount", ""),
        ({"serum_m_protein": "300 g/dL"}, "cannot be", ""),
    ],
)
def test_a_claim_that_does_not_fit_is_refused(
    derived: Deriver, stated: dict[str, Any], said: str, near: str
) -> None:
    with pytest.raises(InputError) as caught:
        derived(stated=stated)
    (problem,) = caught.value.problems
    assert said in problem.message
    assert problem.field == f"stated.{next(iter(stated))}"
    assert problem.nearest == near


def test_all_wrong_claims_are_said_at_once(derived: Deriver) -> None:
    with pytest.raises(InputError) as caught:
        derived(stated={"prior_line": 4, "iss": "IV", "prior_lines": 3})
    assert [problem.field for problem in caught.value.problems] == ["stated.prior_line", "stated.iss"]

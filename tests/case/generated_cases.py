"""Cases that need not make sense clinically and use every field, for properties that hold of all cases."""

from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from cardecide.case.abnormalities import abnormalities
from cardecide.case.base import YesNo
from cardecide.case.choices import (
    ConditionStatus,
    Detection,
    HeavyChain,
    Histology,
    LesionKind,
    LightChain,
    NyhaClass,
    Phase,
    Presence,
    Response,
    Serology,
    Sex,
    Stage,
    StopReason,
    TestResult,
)
from cardecide.case.conditions import conditions_of
from cardecide.case.jurisdictions import JURISDICTIONS
from cardecide.case.lab_tests import LabTest, lab_tests
from cardecide.case.model import Case

YES_NO = st.sampled_from(YesNo)
TEXT = st.none() | st.text(st.characters(codec="utf-8"), min_size=1, max_size=20)
WORD = st.text(st.characters(categories=("L", "N", "P", "S", "Zs")), min_size=1, max_size=12)
PAST = st.none() | st.sampled_from(["2020", "2020-05", "2020-05-17"])
LATER = st.none() | st.sampled_from(["2021", "2021-12", "2021-12-31"])


def _optional(**fields: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries({}, optional=fields)


def _amount(unit: str, low: int, high: int) -> st.SearchStrategy[str]:
    return st.decimals(low, high, places=2).map(lambda number: f"{number:f} {unit}")


def _word(kind: Any) -> st.SearchStrategy[str]:
    return st.sampled_from([member.value for member in kind])


def _lab(test: LabTest) -> st.SearchStrategy[dict[str, Any]]:
    low, high = max(test.low, Decimal("0.001")), test.high
    number = st.decimals(low.quantize(Decimal("0.01")) + Decimal("0.01"), high, places=2)
    signed = st.tuples(st.sampled_from(["", "<", "<=", ">", ">="]), number).map(lambda p: f"{p[0]}{p[1]:f}")
    return st.fixed_dictionaries(
        {"test": st.just(test.name), "value": number | signed, "unit": st.just(test.unit)},
        optional={"date": PAST, "upper_limit": number, "growth_factor_within_7_days": YES_NO},
    )


_DRUG = st.sampled_from(["lenalidomide", "Revlimid", "P", "bortezomib", "硼替佐米"])
_TREATMENT = _optional(
    regimen=WORD,
    drugs=st.lists(
        _DRUG
        | st.fixed_dictionaries(
            {"drug": _DRUG},
            optional={"dose": TEXT, "start": PAST, "stop": LATER, "stop_reason": _word(StopReason)},
        ),
        max_size=3,
    ),
    dose=TEXT,
    phase=_word(Phase),
    start=PAST,
    stop=LATER | st.just("ongoing"),
    cycles=st.integers(0, 20) | st.decimals(0, 20, places=1),
    best_response=_word(Response),
    progression=LATER | st.sampled_from(["yes", "no"]),
    reason_stopped=_word(StopReason),
    stop_reasons=st.dictionaries(st.sampled_from(["lenalidomide", "bortezomib"]), _word(StopReason)),
    planned=YES_NO,
    new_line=YES_NO,
    note=TEXT,
)


def _condition(topic: Any) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries(
        {"condition": st.sampled_from(conditions_of(topic))},
        optional={
            "status": _word(ConditionStatus),
            "onset": PAST,
            "date": LATER,
            "grade": st.integers(0, 5),
            "residual_deficit": YES_NO,
            "details": TEXT,
        },
    )


_DATA: st.SearchStrategy[dict[str, Any]] = st.fixed_dictionaries(
    {"id": st.text(st.characters(codec="utf-8"), min_size=1, max_size=20)},
    optional={
        "decision_date": st.sampled_from(["2022", "2022-07", "2022-07-01"]),
        "jurisdictions": st.lists(st.sampled_from(JURISDICTIONS), unique=True),
        "patient": _optional(
            sex=_word(Sex),
            birth_date=st.sampled_from(["1950", "1950-02"]),
            ecog=st.integers(0, 4),
            age=_amount("years", 1, 100),
            weight=_amount("kg", 30, 200),
            height=_amount("cm", 100, 220),
        ),
        "disease": _optional(
            diagnosis_date=PAST,
            heavy_chain=_word(HeavyChain),
            light_chain=_word(LightChain),
            iss_at_diagnosis=_word(Stage),
            non_secretory=YES_NO,
            lytic_lesions=st.integers(0, 99),
            bcma_expression=_optional(
                result=_word(Serology), percent=_amount("%", 0, 100), method=TEXT, date=PAST
            ),
        ),
        "treatments": st.lists(_TREATMENT, max_size=3),
        "treatments_complete": YES_NO,
        "cytogenetics": st.lists(
            st.fixed_dictionaries(
                {"abnormality": st.sampled_from([*abnormalities(), "TP53 abnormality"])},
                optional={
                    "result": _word(TestResult),
                    "method": TEXT,
                    "clone": _amount("%", 0, 100),
                    "copies": st.integers(0, 20),
                    "date": PAST,
                    "alleles": st.sampled_from(["monoallelic", "biallelic", "unknown"]),
                },
            ),
            max_size=3,
        ),
        "extramedullary": _optional(
            status=_word(Presence),
            history=YES_NO,
            imaging=TEXT,
            date=PAST,
            lesions=st.lists(
                _optional(
                    site=TEXT,
                    kind=_word(LesionKind),
                    contiguous_with_bone=YES_NO,
                    date=PAST,
                    size=st.sampled_from(["17x10 mm", "2.5 cm", "3x2x1.55 cm", "17.0 mm"]),
                    histology=_word(Histology),
                ),
                max_size=2,
            ),
        ),
        "neurology": _optional(
            reviewed=YES_NO,
            date=PAST,
            conditions=st.lists(_condition("neurology"), max_size=2),
            ice_score=st.integers(0, 10),
            handwriting_sample=YES_NO,
        ),
        "infection": _optional(
            active_infection=YES_NO, details=TEXT, hbsag=_word(Serology), hbv_dna=_word(Detection), date=PAST
        ),
        "comorbidity": _optional(
            reviewed=YES_NO,
            conditions=st.lists(_condition("comorbidity"), max_size=2),
            lvef=_amount("%", 0, 100),
            nyha_class=_word(NyhaClass),
            live_vaccine=PAST,
            life_expectancy=_amount("weeks", 1, 500),
        ),
        "prior_transplant": _optional(autologous=YES_NO, autologous_date=PAST, allogeneic=YES_NO),
        "logistics": _optional(
            planned_apheresis=st.just("2023-01"),
            vein_to_vein=_amount("days", 1, 99),
            bridging_possible=YES_NO,
        ),
        "labs": st.lists(st.sampled_from(list(lab_tests().values())).flatmap(_lab), max_size=4),
        "stated": st.dictionaries(
            WORD, st.integers() | st.booleans() | st.lists(WORD, max_size=3) | WORD, max_size=3
        ),
        "overrides": st.lists(
            st.fixed_dictionaries(
                {
                    "fact": WORD,
                    "reason": st.text("abc de", min_size=3, max_size=90),
                    "value": WORD | st.booleans() | st.integers(-99, 99) | st.lists(WORD, max_size=2),
                }
            ),
            max_size=2,
        ),
        "note": TEXT,
    },
)


def cases() -> st.SearchStrategy[Case]:
    """Every field of a case, present or absent, in any combination that can be entered."""
    return _DATA.map(Case.model_validate)

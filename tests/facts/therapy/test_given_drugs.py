"""Which drugs an entry held and when each was given, from its list and from its name."""

from datetime import date

import pytest

from cardecide.case.choices import Phase
from cardecide.case.model import Case
from cardecide.case.partial_date import PartialDate
from cardecide.facts.given_drugs import drugs_of, is_supportive
from cardecide.facts.value import Days, Span, Truth

ON = PartialDate.parse("2026-09-14")


def drugs(phase=Phase.UNKNOWN, **entry):
    case = Case.model_validate({"id": "T", "treatments": [{"start": "2024-01-01", **entry}]})
    return drugs_of(case.treatments[0], phase, ON)


def days(first, last=None):
    return Days(date.fromisoformat(first), date.fromisoformat(last or first))


@pytest.mark.parametrize(
    ("regimen", "listed", "missing"),
    [
        ("VRd", ["bortezomib", "lenalidomide", "dexamethasone"], set()),
        ("VRd", ["bortezomib", "dexamethasone"], {"lenalidomide"}),
        ("VRd", ["bortezomib", "lenalidomide"], {"dexamethasone"}),
        ("VRd", ["bortezomib", "lenalidomide", "prednisone"], set()),  # any steroid stands for another
        ("BVd", ["bendamustine", "bortezomib", "dexamethasone"], set()),  # the nearest reading of the name
        ("BVd", ["belantamab mafodotin", "bortezomib", "dexamethasone"], set()),
    ],
)
def test_what_the_name_promises_and_the_list_lacks(regimen, listed, missing):
    found = drugs(regimen=regimen, drugs=listed)
    assert found.missing == missing
    whole = frozenset(listed)
    assert set(found.readings) == ({whole, whole | missing} if missing else {whole})
    assert {one.may_be[0] for one in found.given if not one.certain} == missing


NAMELESS = {"entered": "lenalidomide"}


@pytest.mark.parametrize(
    ("listed", "unbounded"), [(["bortezomib"], False), (["bortezomib", NAMELESS], True), ([NAMELESS], True)]
)
def test_an_entry_that_names_no_drug_may_be_any(derive, listed, unbounded):
    assert drugs(drugs=listed).unbounded is unbounded
    facts = derive([{"drugs": listed, "start": "2024"}])
    open_ = Truth.UNKNOWN if unbounded else Truth.NO
    assert facts["exposed_drugs"].value.includes("teclistamab") is open_
    assert facts["exposed_classes"].value.includes("anti-BCMA") is open_
    assert facts["prior_bcma_therapy"].value is open_
    assert facts["prior_bcma_therapy"].basis == () or not unbounded


def test_a_drug_with_a_last_dose_of_its_own_was_stopped_by_itself():
    listed = [
        {"drug": "lenalidomide", "stop": "2024-03-01", "stop_reason": "toxicity"},
        {"drug": "bortezomib", "stop": "ongoing"},
        "dexamethasone",
    ]
    found = drugs(drugs=listed, stop="2024-06-01", stop_reasons={"Revlimid": "progression"})
    lenalidomide, bortezomib, dexamethasone = found.given
    assert (lenalidomide.own_stop, lenalidomide.ongoing, lenalidomide.last_dose) == (
        True,
        False,
        days("2024-03-01"),
    )
    assert lenalidomide.stopped_for.value == "toxicity"  # its own reason goes before that of the list
    assert (bortezomib.own_stop, bortezomib.ongoing, bortezomib.last_dose) == (True, True, days("2026-09-14"))
    assert (dexamethasone.own_stop, dexamethasone.ongoing) == (False, False)
    assert dexamethasone.last_dose == days("2024-06-01")


def test_a_drug_stopped_for_a_reason_of_its_own_ended_with_the_regimen_at_the_latest():
    found = drugs(
        drugs=["lenalidomide", "dexamethasone"], stop="ongoing", stop_reasons={"lenalidomide": "toxicity"}
    )
    lenalidomide, dexamethasone = found.given
    assert (lenalidomide.own_stop, lenalidomide.ongoing) == (True, False)
    assert lenalidomide.last_dose == days("2024-01-01", "2026-09-14")
    assert (dexamethasone.own_stop, dexamethasone.ongoing) == (False, True)


def test_a_transplant_is_over_on_its_day(derive):
    transplant = {"phase": "autologous_transplant", "drugs": ["melphalan"]}
    on_its_day = derive([{**transplant, "start": "2026-09-01"}])
    assert on_its_day["days_since_cytotoxic"].value == Span.exactly(13)
    assert derive([transplant])["days_since_cytotoxic"].value == Span(low=0)


@pytest.mark.parametrize(
    ("phase", "may_be", "not_given"),
    [
        (
            "autologous_transplant",
            {"melphalan", "cyclophosphamide"},
            {"bortezomib", "ciltacabtagene autoleucel"},
        ),
        ("car_t", {"ciltacabtagene autoleucel"}, {"melphalan", "teclistamab"}),
        ("radiotherapy", set(), {"melphalan", "ciltacabtagene autoleucel"}),
    ],
)
def test_a_phase_without_drugs_may_have_held_those_of_its_kind(derive, phase, may_be, not_given):
    value = derive([{"phase": phase, "start": "2024"}])["exposed_drugs"].value
    assert value.present == frozenset()
    assert {value.includes(name) for name in may_be} <= {Truth.UNKNOWN}
    assert {value.includes(name) for name in not_given} == {Truth.NO}


@pytest.mark.parametrize(
    ("names", "supportive"),
    [
        (["denosumab"], True),
        (["denosumab", "zoledronic acid"], True),
        (["denosumab", "bortezomib"], False),
        (["denosumab", "no drug"], False),
        ([], False),
    ],
)
def test_bone_agents_alone_are_supportive(names, supportive):
    assert is_supportive(names) is supportive

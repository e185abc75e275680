"""Regimen abbreviations: one reading, two readings, parts, phases."""

import pytest

from cardecide.case.choices import Phase
from cardecide.case.regimens import all_regimens, expand, phase_of

DVRD = {"daratumumab", "bortezomib", "lenalidomide", "dexamethasone"}


@pytest.mark.parametrize(
    ("name", "drugs"),
    [
        *[
            (name, DVRD)
            for name in ("Dara-VRd", "DVRd", "D-VRd", "Dara+VRd", "Dara + VRd", "daratumumab+VRd")
        ],
        ("VRd", {"bortezomib", "lenalidomide", "dexamethasone"}),
        ("RVD", {"bortezomib", "lenalidomide", "dexamethasone"}),
        ("PRD", {"bortezomib", "lenalidomide", "dexamethasone"}),
        ("PAD", {"bortezomib", "doxorubicin", "dexamethasone"}),
        ("PTD", {"bortezomib", "thalidomide", "dexamethasone"}),
        ("CyBorD", {"bortezomib", "cyclophosphamide", "dexamethasone"}),
        ("Dara-SKd", {"daratumumab", "selinexor", "carfilzomib", "dexamethasone"}),
        ("XVd", {"selinexor", "bortezomib", "dexamethasone"}),
        ("Isa-KCd", {"isatuximab", "carfilzomib", "cyclophosphamide", "dexamethasone"}),
        ("来那度胺+地塞米松", {"lenalidomide", "dexamethasone"}),
        ("R maintenance", {"lenalidomide"}),
        ("来那度胺维持", {"lenalidomide"}),
        ("Pd", {"pomalidomide", "dexamethasone"}),
        ("DPd", {"daratumumab", "pomalidomide", "dexamethasone"}),
        ("Id", {"ixazomib", "dexamethasone"}),
        ("MEL200", {"melphalan"}),
        ("Flu/Cy", {"fludarabine", "cyclophosphamide"}),
        (
            "VTD-PACE",
            {
                "bortezomib",
                "thalidomide",
                "dexamethasone",
                "cisplatin",
                "doxorubicin",
                "cyclophosphamide",
                "etoposide",
            },
        ),
    ],
)
def test_one_reading(name, drugs):
    assert [set(reading) for reading in expand(name)] == [drugs]


@pytest.mark.parametrize(
    ("name", "differ"),
    [
        ("BVd", {"belantamab mafodotin", "bendamustine"}),
        ("PCD", {"bortezomib", "pomalidomide"}),
        ("PD", {"bortezomib", "pomalidomide"}),
        ("IPd", {"ixazomib", "isatuximab"}),
        ("D-PACE", {"dexamethasone", "daratumumab"}),
        ("I maintenance", {"ixazomib", "isatuximab"}),
    ],
)
def test_two_readings_are_both_kept(name, differ):
    readings = [set(reading) for reading in expand(name)]
    assert len(readings) == 2
    assert set.symmetric_difference(*readings) == differ


@pytest.mark.parametrize("name", ["study 17", "", "alloSCT", "RT"])
def test_a_name_that_says_nothing_of_drugs(name):
    assert expand(name) == ()


@pytest.mark.parametrize(
    ("name", "phase"),
    [
        ("ASCT", Phase.AUTOLOGOUS_TRANSPLANT),
        ("自体移植", Phase.AUTOLOGOUS_TRANSPLANT),
        ("allo", Phase.ALLOGENEIC_TRANSPLANT),
        ("FC", Phase.LYMPHODEPLETION),
        ("放疗", Phase.RADIOTHERAPY),
        ("VRd", Phase.UNKNOWN),
        ("study 17", Phase.UNKNOWN),
    ],
)
def test_the_phase_that_a_name_says(name, phase):
    assert phase_of(name) is phase


def test_every_regimen_is_found_under_each_of_its_names():
    for regimen in all_regimens():
        for name in (regimen.name, *regimen.aliases):
            assert not regimen.drugs or set(regimen.drugs) in [set(reading) for reading in expand(name)], name

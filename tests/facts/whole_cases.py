"""Whole cases that exercise every section, and ways to know less of the same patient.

A case is the plain data of its file. Its entries are coherent: dates run in order, lists are complete, and
nothing is entered twice with different answers, because contradictory entries rightly leave a fact open.
"""

import copy
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from cardecide.case.lab_tests import lab_test
from cardecide.case.model import Case

ON = date(2026, 9, 14)
Data = dict[str, Any]
YES_NO = st.sampled_from(["yes", "no"])
DRUGS = (
    "bortezomib",
    "carfilzomib",
    "lenalidomide",
    "pomalidomide",
    "daratumumab",
    "dexamethasone",
    "bendamustine",
    "belantamab mafodotin",
    "teclistamab",
    "talquetamab",
    "tec",
)
_LABS = {
    "hemoglobin": ("7", "13"),
    "platelets": ("20", "300"),
    "absolute_neutrophil_count": ("0.2", "4"),
    "absolute_lymphocyte_count": ("0.1", "3"),
    "white_cell_count": ("1", "20"),
    "circulating_plasma_cells_percent": ("0", "40"),
    "creatinine": ("0.4", "4"),
    "calcium": ("7", "13"),
    "albumin": ("2", "5"),
    "alt": ("5", "200"),
    "ast": ("5", "200"),
    "bilirubin_total": ("0.2", "5"),
    "ldh": ("90", "700"),
    "inr": ("0.8", "3"),
    "aptt": ("20", "90"),
    "ferritin": ("20", "4000"),
    "crp": ("1", "90"),
    "beta2_microglobulin": ("1", "9"),
    "fibrinogen": ("100", "700"),
    "serum_m_protein": ("0", "7"),
    "urine_m_protein": ("0", "900"),
    "kappa_free_light_chain": ("0.1", "600"),
    "lambda_free_light_chain": ("0.1", "600"),
    "bone_marrow_plasma_cells": ("0", "100"),
    "serum_iga": ("0.1", "9"),
    "cd3_count": ("0", "2"),
    "triglycerides": ("50", "400"),
}
_CONDITIONS = {
    "neurology": (
        "stroke",
        "hemorrhagic_stroke",
        "intracranial_hemorrhage",
        "seizure",
        "epilepsy",
        "peripheral_neuropathy",
        "parkinson_disease",
        "guillain_barre_syndrome",
        "cns_myeloma",
    ),
    "comorbidity": (
        "myocardial_infarction",
        "unstable_angina",
        "ventricular_arrhythmia",
        "syncope",
        "second_malignancy",
        "autoimmune_disease",
        "hemorrhage_grade_2",
    ),
}
_GENES = ("del(17p)", "t(4;14)", "t(14;16)", "t(14;20)", "gain(1q)", "tp53_mutation", "del(1p32)", "t(11;14)")


def days(first: date, last: date) -> st.SearchStrategy[date]:
    return st.dates(first, last)


_PHASES = ("induction", "maintenance", "relapse", "autologous_transplant", "bridging", "car_t")
_GIVEN_ONCE = {"autologous_transplant": ["melphalan"], "car_t": ["ide-cel"]}


@st.composite
def _treatments(draw: st.DrawFn) -> list[Data]:
    found: list[Data] = []
    day = draw(days(date(2018, 1, 1), date(2020, 12, 31)))
    for _ in range(draw(st.integers(1, 4))):
        phase = draw(st.sampled_from(_PHASES))
        given_once = _GIVEN_ONCE.get(phase)
        stop = day if given_once else min(day + timedelta(draw(st.integers(1, 500))), ON)
        progression = max(min(stop + timedelta(draw(st.integers(-40, 200))), ON), day)
        reasons = ["completed"] if given_once else ["progression", "toxicity", "completed", "supply"]
        reason = draw(st.sampled_from(reasons))
        after = ["no", "yes", str(progression), str(progression)]
        if reason == "progression":
            after = ["yes", str(stop)]
        drugs = draw(st.lists(st.sampled_from(DRUGS), min_size=1, max_size=3, unique=True))
        found.append(
            {
                "drugs": given_once or drugs,
                "phase": phase,
                "dose": draw(st.sampled_from(["10 mg", "25 mg"])),
                "start": str(day),
                "stop": str(stop) if given_once else draw(st.sampled_from([str(stop), str(stop), "ongoing"])),
                "progression": draw(st.sampled_from(after)),
                "best_response": draw(st.sampled_from(["sCR", "CR", "VGPR", "PR", "MR", "SD", "PD"])),
                "cycles": draw(st.sampled_from(["0.5", "1", "2", "6"])),
                "reason_stopped": reason,
                "planned": draw(YES_NO),
            }
        )
        if given_once:
            del found[-1]["cycles"]
        if stop >= ON - timedelta(days=2):
            break
        day = stop + timedelta(draw(st.integers(1, 200)))
        if day > ON:
            break
    # A progression is the first on or after its treatment, so no later treatment has an earlier one.
    earliest = str(ON)
    for one in reversed(found):
        if one["progression"] not in ("no", "yes"):
            earliest = one["progression"] = min(one["progression"], earliest)
    return found


@st.composite
def _labs(draw: st.DrawFn, diagnosed: date, chain: str) -> list[Data]:
    found: list[Data] = []
    other = "lambda" if chain == "kappa" else "kappa"
    for name in draw(st.lists(st.sampled_from(sorted(_LABS)), max_size=10, unique=True)):
        low, high = ("0.1", "0.9") if name == f"{other}_free_light_chain" else _LABS[name]
        test = lab_test(name)
        assert test is not None
        spots = draw(
            st.sampled_from([(ON - timedelta(4),), (ON - timedelta(4), ON - timedelta(40)), (diagnosed,)])
        )
        for spot in spots:
            entry: Data = {
                "test": name,
                "value": str(draw(st.decimals(low, high, places=1))),
                "unit": test.unit,
                "date": str(spot - timedelta(draw(st.integers(0, 3)))),
            }
            if name in ("alt", "ast", "bilirubin_total", "ldh", "aptt", "ferritin"):
                entry["upper_limit"] = str(draw(st.sampled_from([high, low, "40"])))
                if test.low > int(float(entry["upper_limit"])) or name == "bilirubin_total":
                    entry["upper_limit"] = "1.2" if name == "bilirubin_total" else high
            if name in ("hemoglobin", "platelets"):
                entry["transfusion_within_7_days"] = draw(YES_NO)
            if name == "absolute_neutrophil_count":
                entry["growth_factor_within_7_days"] = draw(YES_NO)
            found.append(entry)
    _contain_paraprotein(found)
    return found


def _contain_paraprotein(labs: list[Data]) -> None:
    """Raise each total IgA (g/L) by the largest M-protein (g/dL), which is a part of it."""
    paraprotein = max((Decimal(one["value"]) for one in labs if one["test"] == "serum_m_protein"), default=0)
    for one in labs:
        if one["test"] == "serum_iga":
            one["value"] = str(Decimal(one["value"]) + 10 * paraprotein)


@st.composite
def _history(draw: st.DrawFn, section: str) -> Data:
    names = draw(st.lists(st.sampled_from(_CONDITIONS[section]), max_size=3, unique=True))
    entries = []
    for name in names:
        onset = draw(days(date(2015, 1, 1), date(2025, 1, 1)))
        last = draw(days(onset, ON))
        status = draw(st.sampled_from(["active", "resolved"]))
        entries.append(
            {
                "condition": name,
                "status": status,
                "onset": str(onset),
                "date": str(last),
                "grade": draw(st.integers(1, 4)),
            }
        )
    return {"reviewed": "yes", "conditions": entries}


def _genes(diagnosed: date) -> st.SearchStrategy[list[Data]]:
    def entry(name: str) -> st.SearchStrategy[Data]:
        more: Data = {}
        if name == "gain(1q)":
            more = {"copies": st.integers(3, 4)}
        if name == "del(1p32)":
            more = {"alleles": st.sampled_from(["monoallelic", "biallelic"])}
        if name == "del(17p)":
            more = {"clone": st.sampled_from(["10 %", "20 %", "55 %"])}
        present = st.fixed_dictionaries(
            {
                "abnormality": st.just(name),
                "result": st.just("present"),
                "date": st.just(str(diagnosed)),
                **more,
            }
        )
        absent = st.just({"abnormality": name, "result": "absent", "date": str(diagnosed)})
        return present | absent

    chosen = st.lists(st.sampled_from(_GENES), max_size=len(_GENES), unique=True)
    return chosen.flatmap(lambda names: st.tuples(*map(entry, names)).map(list))


_PLACES = st.sampled_from(
    [
        {"site": "liver", "kind": "extraosseous"},
        {"site": "skin", "kind": "extraosseous"},
        {"site": "paraspinal", "kind": "extraosseous"},
        {"site": "paraspinal", "kind": "paraskeletal"},
        {"site": "rib", "contiguous_with_bone": "yes"},
    ]
)
_REST = st.fixed_dictionaries(
    {
        "size": st.sampled_from(["17x10 mm", "60x20 mm"]),
        "histology": st.sampled_from(["confirmed", "not_done"]),
        "date": st.just("2026-08-01"),
    }
)
_LESION = st.tuples(_PLACES, _REST).map(lambda parts: {**parts[0], **parts[1]})
_TOXICITY = st.fixed_dictionaries(
    {
        "kind": st.just("crs"),
        "date": st.just("2026-10-01"),
        "temperature": st.sampled_from(["37.5", "38", "39.5"]),
        "blood_pressure": st.sampled_from(["normal", "hypotension", "several_vasopressors"]),
        "oxygen": st.sampled_from(["room_air", "low_flow", "positive_pressure"]),
        "anticytokine_therapy": YES_NO,
    }
) | st.fixed_dictionaries(
    {
        "kind": st.just("icans"),
        "date": st.just("2026-10-03"),
        "ice_score": st.integers(0, 10),
        "arousal": st.sampled_from(["awake", "awakens_to_voice", "unarousable"]),
        "seizure": st.sampled_from(["none", "brief", "prolonged"]),
        "motor_weakness": YES_NO,
        "edema": st.sampled_from(["none", "focal", "diffuse"]),
    }
)


@st.composite
def whole_cases(draw: st.DrawFn) -> Data:
    """The plain data of a case with every section filled in."""
    treatments = draw(_treatments())
    first = date.fromisoformat(treatments[0]["start"])
    diagnosed = first - timedelta(draw(st.integers(5, 60)))
    chain = draw(st.sampled_from(["kappa", "lambda"]))
    lesions = draw(st.lists(_LESION, max_size=2))
    antibody = draw(st.sampled_from(["positive", "negative"]))
    markers = draw(st.sampled_from([("positive", "positive"), ("negative", "positive")]) | st.none())
    hbsag, anti_hbc = markers or ("negative", "negative")
    found = st.sampled_from(["detected", "not_detected"])
    return {
        "id": "T",
        "decision_date": str(ON),
        "patient": {
            "sex": draw(st.sampled_from(["female", "male"])),
            "birth_date": str(draw(days(date(1940, 1, 1), date(1990, 1, 1)))),
            "weight": f"{draw(st.integers(40, 120))} kg",
            "height": f"{draw(st.integers(140, 200))} cm",
            "ecog": draw(st.integers(0, 4)),
        },
        "disease": {
            "diagnosis_date": str(diagnosed),
            "heavy_chain": draw(st.sampled_from(["IgG", "IgA", "none"])),
            "light_chain": chain,
            "al_amyloidosis": draw(YES_NO),
            "poems": draw(YES_NO),
            "waldenstrom": draw(YES_NO),
            "lytic_lesions": draw(st.integers(0, 4)),
            "bcma_expression": {"result": "positive", "percent": f"{draw(st.integers(0, 100))} %"},
        },
        "treatments": treatments,
        "cytogenetics": draw(_genes(diagnosed)),
        "extramedullary": {
            "status": "present" if lesions else "absent",
            "history": "yes" if lesions else draw(YES_NO),
            "lesions": lesions,
        },
        "neurology": {
            **draw(_history("neurology")),
            "ice_score": draw(st.integers(0, 10)),
            "moca_score": draw(st.integers(0, 30)),
            "handwriting_sample": draw(YES_NO),
            "movement_disorder_drugs": draw(YES_NO),
        },
        "infection": {
            "active_infection": draw(YES_NO),
            "hbsag": hbsag,
            "anti_hbc": anti_hbc,
            "hbv_dna": "not_detected" if markers is None else draw(found),
            "hcv_antibody": antibody,
            "hcv_rna": "not_detected" if antibody == "negative" else draw(found),
            "hiv": draw(st.sampled_from(["positive", "negative"])),
            "cmv": draw(found),
        },
        "comorbidity": {
            **draw(_history("comorbidity")),
            "lvef": f"{draw(st.integers(20, 70))} %",
            "nyha_class": draw(st.sampled_from(["I", "II", "III"])),
            "oxygen_saturation": f"{draw(st.integers(85, 100))} %",
            "supplemental_oxygen": draw(YES_NO),
            "therapeutic_anticoagulation": draw(YES_NO),
            "pregnant": "no",
            "life_expectancy": f"{draw(st.integers(4, 200))} weeks",
            "live_vaccine": str(draw(days(date(2026, 1, 1), ON))),
            "plasmapheresis": str(draw(days(date(2026, 1, 1), ON))),
            "corticosteroid_7_days": f"{draw(st.integers(0, 200))} mg",
        },
        "prior_transplant": {
            "graft_versus_host_disease_active": "no",
            "stem_cells_stored": draw(YES_NO),
        },
        "logistics": {
            "planned_apheresis": str(ON + timedelta(draw(st.integers(0, 40)))),
            "vein_to_vein": f"{draw(st.integers(20, 90))} days",
            "bridging_possible": draw(YES_NO),
        },
        "labs": draw(_labs(diagnosed, chain)),
        "toxicity": draw(st.lists(_TOXICITY, max_size=2)),
    }


KEPT: set[tuple[str | int, ...]] = {
    ("decision_date",),
    ("id",),
    # The day against which windows are measured, and not an answer to anything.
    ("logistics", "planned_apheresis"),
}
_KEY_OF_ENTRY = {"test", "value", "unit", "abnormality", "condition", "kind"}
"""What makes an entry the entry it is."""


_ONE_EVENT = (
    {"stroke", "hemorrhagic_stroke", "intracranial_hemorrhage"},
    {"seizure", "epilepsy"},
)


def hideable(data: Data) -> list[tuple[str | int, ...]]:
    """The places of a case that may be left unfilled.

    Not the phase of bridging: an entry without a phase is taken as a therapy, and this one is none.
    """
    bridging = {
        ("treatments", place, "phase")
        for place, one in enumerate(data["treatments"])
        if one["phase"] == "bridging"
    }
    return [path for path in _places(data, ()) if path not in KEPT | bridging]


def _places(value: Any, path: tuple[str | int, ...]) -> list[tuple[str | int, ...]]:
    found: list[tuple[str | int, ...]] = []
    if isinstance(value, dict):
        for key, one in value.items():
            if isinstance(one, dict):
                found += [*_places(one, (*path, key))]
            elif isinstance(one, list) and one and isinstance(one[0], dict):
                for place, entry in enumerate(one):
                    found += _places(entry, (*path, key, place))
            elif one != [] and (key not in _KEY_OF_ENTRY or path[:1] == ("extramedullary",)):
                found.append((*path, key))
    return found


@st.composite
def with_less(draw: st.DrawFn, data: Data) -> Data:
    """The same case with some of its fields not filled in, and some tests and findings not entered.

    A test is left out with all its values: without its newest value it would answer with an older one, which
    is another time and not less information. A condition is left out together with the word that the history
    was taken and with those that can be the same event, because the date entered is that of the last event.
    A treatment is left out together with the completeness of the list, and never the last, which is taken as
    the last one given in an incomplete list too.
    """
    less = copy.deepcopy(data)
    for path in draw(st.lists(st.sampled_from(hideable(data)), max_size=25, unique=True)):
        inner = less
        for step in path[:-1]:
            inner = inner[step]  # type: ignore[index]
        inner.pop(path[-1], None)  # type: ignore[call-overload]
    tests = draw(st.frozensets(st.sampled_from(sorted(_LABS)), max_size=6))
    less["labs"] = [one for one in less["labs"] if one["test"] not in tests]
    genes = draw(st.frozensets(st.sampled_from(_GENES), max_size=3))
    less["cytogenetics"] = [one for one in less["cytogenetics"] if one["abnormality"] not in genes]
    for section in ("neurology", "comorbidity"):
        if draw(st.booleans()) and less[section]["conditions"]:
            less[section].pop("reviewed", None)
            gone = draw(st.sampled_from(less[section]["conditions"]))["condition"]
            group = next((group for group in _ONE_EVENT if gone in group), {gone})
            less[section]["conditions"] = [
                one for one in less[section]["conditions"] if one["condition"] not in group
            ]
    treatments = less["treatments"]
    # A CAR-T stays, because the bridging before it belongs to it.
    gone = [place for place, one in enumerate(data["treatments"][:-1]) if one["phase"] != "car_t"]
    if gone and data["treatments"][-1]["phase"] != "bridging" and draw(st.booleans()):
        treatments.pop(draw(st.sampled_from(gone)))
        less["treatments_complete"] = "no"
    if draw(st.integers(0, 3)) == 0:
        less["toxicity"] = []
    return less


def case_of(data: Data) -> Case:
    return Case.model_validate(data)

"""A case as it stood on an earlier day."""

from collections.abc import Callable
from typing import Any

import pytest

from cardecide.case.model import Case
from cardecide.case.partial_date import PartialDate
from cardecide.facts.as_of import as_of
from cardecide.facts.derive import derive
from cardecide.facts.value import NEVER, Members, Truth
from cardecide.language.messages import say

Maker = Callable[..., Case]

TREATMENT = {
    "drugs": [{"drug": "lenalidomide"}, {"drug": "daratumumab", "start": "2025-03-01"}],
    "start": "2024-01-01",
    "stop": "2026-01-10",
    "cycles": 20,
    "best_response": "VGPR",
    "progression": "2026-01-05",
    "reason_stopped": "progression",
}


def earlier(case: Case, on: str) -> tuple[Case, list[str]]:
    past, named = as_of(case, PartialDate.parse(on))
    return past, [say(message, "en") for message in named]


def test_the_day_itself_and_a_later_day_use_everything(made: Maker) -> None:
    case = made(treatments=[TREATMENT])
    for on in ("2026-11-20", "2026-11", "2027-05-01", "2026"):
        assert as_of(case, PartialDate.parse(on)) == (case, ())


def test_a_case_without_a_decision_date_is_used_whole() -> None:
    case = Case(id="T")
    assert as_of(case, PartialDate.parse("1999-01-01")) == (case, ())


def test_later_entries_are_set_aside_and_named(made: Maker) -> None:
    case = made(
        treatments=[TREATMENT, {"drugs": ["carfilzomib"], "start": "2026-02-01"}],
        labs=[
            {"test": "platelets", "value": "90", "unit": "10^9/L", "date": "2026-06-01"},
            {"test": "platelets", "value": "150", "unit": "10^9/L", "date": "2025-01-01"},
            {"test": "platelets", "value": "140", "unit": "10^9/L"},
        ],
        cytogenetics=[{"abnormality": "del(17p)", "result": "present", "date": "2026-05"}],
    )
    past, named = earlier(case, "2025-06-01")
    assert past.decision_date == PartialDate.parse("2025-06-01")
    assert len(past.treatments) == 1
    assert [str(lab.value) for lab in past.labs] == ["150", "140"]
    assert past.cytogenetics == ()
    for place in ("treatments[1]", "labs[0]", "cytogenetics[0]"):
        assert any(line.startswith(f"{place} ") and "set aside" in line for line in named), place


def test_a_later_end_and_progression_had_not_happened(made: Maker) -> None:
    past, named = earlier(made(treatments=[TREATMENT]), "2025-06-01")
    (treatment,) = past.treatments
    assert treatment.stop == "ongoing"
    assert treatment.progression == "no"
    assert treatment.cycles is None
    assert treatment.best_response.value == "unknown"
    assert treatment.reason_stopped.value == "unknown"
    assert len(treatment.drugs) == 2
    assert any("treatments[0].progression" in line for line in named)
    sheet = derive(past, PartialDate.parse("2025-06-01"))
    assert sheet["lenalidomide_refractory"].value is not Truth.YES


def test_a_drug_added_later_was_not_there(made: Maker) -> None:
    past, named = earlier(made(treatments=[TREATMENT]), "2024-06-01")
    assert [drug.drug for drug in past.treatments[0].drugs] == ["lenalidomide"]
    assert any("treatments[0].drugs[1]" in line for line in named)


def test_an_end_before_the_day_stays(made: Maker) -> None:
    past, named = earlier(made(treatments=[TREATMENT]), "2026-03-01")
    assert past.treatments[0].best_response.value == "VGPR"
    assert past.treatments[0].progression == PartialDate.parse("2026-01-05")
    assert named == []


def test_what_may_be_later_is_kept_and_named(made: Maker) -> None:
    labs = [{"test": "platelets", "value": "90", "unit": "10^9/L", "date": "2026-06"}]
    past, named = earlier(made(labs=labs), "2026-06-15")
    assert len(past.labs) == 1
    assert len(named) == 1
    assert "may be of a later day" in named[0]


def test_histories_of_an_earlier_day(made: Maker) -> None:
    conditions: list[dict[str, Any]] = [
        {"condition": "stroke", "date": "2026-03-01"},
        {"condition": "epilepsy", "onset": "2020-01-01", "date": "2026-04-01", "status": "active"},
        {"condition": "dementia", "onset": "2023", "status": "active"},
    ]
    case = made(neurology={"reviewed": "yes", "conditions": conditions})
    past, named = earlier(case, "2025-06-01")
    kept = {entry.condition: entry for entry in past.neurology.conditions}
    assert set(kept) == {"epilepsy", "dementia"}
    assert kept["epilepsy"].date is None
    assert len(named) == 2
    sheet = derive(past, PartialDate.parse("2025-06-01"))
    assert sheet["months_since_stroke"].value == NEVER


def test_a_review_of_a_later_day_does_not_close_the_history(made: Maker) -> None:
    past, _ = earlier(made(neurology={"reviewed": "yes", "date": "2026-10-01"}), "2026-05-01")
    value = derive(past, PartialDate.parse("2026-05-01"))["neuro_history"].value
    assert isinstance(value, Members)
    assert value.includes("stroke") is Truth.UNKNOWN


def test_infection_and_imaging_of_a_later_day_are_unknown(made: Maker) -> None:
    case = made(
        infection={"active_infection": "no", "date": "2026-11-01"},
        extramedullary={"status": "absent", "date": "2026-11-01"},
        comorbidity={"live_vaccine": "2026-11-01"},
        disease={"bcma_expression": {"result": "positive", "date": "2026-11-01"}},
        prior_transplant={"autologous": "yes", "autologous_date": "2026-02-01"},
    )
    past, named = earlier(case, "2026-01-01")
    sheet = derive(past, PartialDate.parse("2026-01-01"))
    for name in (
        "active_infection",
        "extramedullary_disease",
        "bcma_expression",
        "prior_autologous_transplant",
    ):
        assert sheet[name].value is Truth.UNKNOWN, name
    assert len(named) == 5


def test_an_override_of_a_later_day_is_set_aside(made: Maker) -> None:
    entry = {"fact": "ecog", "value": 1, "reason": "seen in clinic", "date": "2026-11-01"}
    past, named = earlier(made(overrides=[entry]), "2026-05-01")
    assert past.overrides == ()
    assert len(named) == 1


def test_the_day_itself_takes_nothing_from_a_treatment_that_goes_on(made: Maker) -> None:
    case = made(treatments=[{**TREATMENT, "stop": "ongoing", "reason_stopped": "unknown"}])
    assert as_of(case, PartialDate.parse("2026-11-20")) == (case, ())


@pytest.mark.parametrize(
    ("day", "on", "kept", "named"),
    [
        ("2026-06-01", "2026-06-01", 1, 0),
        ("2026-06-02", "2026-06-01", 0, 1),
        ("2026-06", "2026-06-01", 1, 1),  # perhaps of that very day
        ("2026-07", "2026-06-30", 0, 1),
        ("2026-06", "2026-06-30", 1, 0),
    ],
)
def test_an_entry_of_the_day_stays(made: Maker, day: str, on: str, kept: int, named: int) -> None:
    labs = [{"test": "platelets", "value": "90", "unit": "10^9/L", "date": day}]
    past, said = earlier(made(labs=labs), on)
    assert (len(past.labs), len(said)) == (kept, named)


def test_a_vaccine_of_an_earlier_day_stays(made: Maker) -> None:
    case = made(comorbidity={"live_vaccine": "2026-01-01", "plasmapheresis": "2026-09-01"})
    past, _ = earlier(case, "2026-06-01")
    assert past.comorbidity.live_vaccine == PartialDate.parse("2026-01-01")
    assert past.comorbidity.plasmapheresis is None


@pytest.mark.parametrize(
    ("stop", "progression", "expected"),
    [
        ("2026-01-10", "yes", "yes"),
        ("2026-09-10", "yes", None),  # not over then, so the progression may have come later
        ("2026-09-10", "no", "no"),
        ("ongoing", "yes", None),
    ],
)
def test_a_progression_without_a_date(made: Maker, stop: str, progression: str, expected: str | None) -> None:
    told = {"drugs": ["lenalidomide"], "start": "2024-01-01", "stop": stop, "progression": progression}
    past, _ = earlier(made(treatments=[told]), "2026-06-01")
    assert past.treatments[0].progression == expected


def test_a_drug_stopped_later_was_still_given(made: Maker) -> None:
    drugs = [
        {"drug": "lenalidomide", "stop": "2026-03-01", "stop_reason": "toxicity"},
        {"drug": "daratumumab", "stop": "2026-08-01", "stop_reason": "toxicity"},
        {"drug": "bortezomib", "stop": "ongoing"},
        {"drug": "dexamethasone"},
    ]
    past, _ = earlier(made(treatments=[{"drugs": drugs, "start": "2024-01-01"}]), "2026-06-01")
    assert [(str(drug.stop), drug.stop_reason.value) for drug in past.treatments[0].drugs] == [
        ("2026-03-01", "toxicity"),
        ("ongoing", "unknown"),
        ("ongoing", "unknown"),
        ("None", "unknown"),
    ]


LATER, SOONER = ({"site": "liver", "date": day} for day in ("2026-09-01", "2026-02-01"))


@pytest.mark.parametrize(
    ("entries", "lesions", "status"),
    [
        ({"lesions": [LATER]}, 0, "unknown"),  # the status rests on what was found later
        ({"lesions": [LATER, SOONER]}, 1, "present"),
        ({"lesions": [LATER], "date": "2026-01-01"}, 0, "present"),
        ({"lesions": []}, 0, "present"),
        ({"lesions": [SOONER], "date": "2026-09-01"}, 1, "unknown"),
    ],
)
def test_lesions_of_an_earlier_day(made: Maker, entries: dict[str, Any], lesions: int, status: str) -> None:
    case = made(extramedullary={"status": "present", "history": "yes", **entries})
    past, _ = earlier(case, "2026-06-01")
    assert len(past.extramedullary.lesions) == lesions
    assert past.extramedullary.status.value == status
    assert past.extramedullary.history.value == ("yes" if entries.get("date") != "2026-09-01" else "unknown")


def test_a_treatment_without_a_date_came_after_those_before_it(made: Maker) -> None:
    case = made(
        treatments=[
            {"drugs": ["bortezomib"], "start": "2020-01"},
            {"drugs": ["lenalidomide"]},
            {"drugs": ["daratumumab"], "start": "2023-01"},
            {"drugs": ["carfilzomib"]},
            {"drugs": ["pomalidomide"], "stop": "2020-12"},
            {"drugs": ["selinexor"], "stop": "2024-02"},
        ]
    )
    past, named = earlier(case, "2021-06-01")
    assert [one.drugs[0].drug for one in past.treatments] == ["bortezomib", "lenalidomide", "pomalidomide"]
    assert [line.split(" ")[0] for line in named] == ["treatments[2]", "treatments[3]", "treatments[5]"]
    past, _ = earlier(case, "2023-06-01")
    assert len(past.treatments) == 6


@pytest.mark.parametrize(("stop", "kept"), [("2026-06-01", True), ("2026-06-02", False)])
def test_a_treatment_without_a_start_that_ended_by_the_day_had_been_given(
    made: Maker, stop: str, kept: bool
) -> None:
    treatments = [{"drugs": ["carfilzomib"], "start": "2026-08-01"}, {"drugs": ["bortezomib"], "stop": stop}]
    past, _ = earlier(made(treatments=treatments), "2026-06-01")
    assert len(past.treatments) == kept

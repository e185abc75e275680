"""Best responses, response to BCMA-directed therapy, and how many cycles each regimen had."""

import pytest

from cardecide.facts.best_response import best_of
from cardecide.facts.value import NEVER, Options, Span, Truth

YES, NO, OPEN = Truth.YES, Truth.NO, Truth.UNKNOWN


def options(*words):
    return Options(frozenset(words)) if words else Options()


def regimen(drugs=("bortezomib",), start="2020-01-01", **more):
    return {"drugs": list(drugs), "start": start, **more}


def bcma(drug="belantamab mafodotin", **more):
    return regimen([drug, "dexamethasone"], **more)


@pytest.fixture
def sheet(derived):
    def run(*treatments, **sections):
        return derived(treatments=list(treatments), **sections)

    return run


@pytest.mark.parametrize(
    ("responses", "expected"),
    [
        ((), options()),
        (("VGPR",), options("VGPR")),
        (("SD", "PR", "PD"), options("PR")),
        (("PR", "unknown"), options("sCR", "CR", "VGPR", "PR")),
        (("sCR", "unknown"), options("sCR")),
        (("unknown",), options()),
    ],
)
def test_the_best_response_of_several(sheet, responses, expected):
    facts = sheet(*(regimen(best_response=one) for one in responses))
    assert facts["best_response_ever"].value == expected


def test_a_list_that_is_not_complete_leaves_a_better_response_open(sheet):
    facts = sheet(regimen(best_response="VGPR"), treatments_complete="no")
    assert facts["best_response_ever"].value == options("sCR", "CR", "VGPR")
    assert best_of([], complete=True) is None


def test_the_last_therapy_is_not_bridging(sheet):
    facts = sheet(
        regimen(best_response="VGPR"),
        regimen(["carfilzomib"], "2022-01-01", best_response="SD"),
        regimen(["selinexor"], "2026-10-01", best_response="PR", phase="bridging"),
    )
    assert facts["best_response_to_last_therapy"].value == options("SD")


def test_without_bcma_therapy_there_is_no_response_to_it(sheet):
    facts = sheet(regimen())
    assert facts["best_response_to_bcma_therapy"].value == options("not_given")
    assert facts["progression_after_bcma_therapy"].value is NO
    assert facts["months_from_bcma_therapy_to_progression"].value == Span()


def test_nothing_is_known_of_bcma_therapy_where_the_list_is_not_complete(sheet):
    facts = sheet(regimen(), treatments_complete="no")
    assert facts["best_response_to_bcma_therapy"].value == options()
    assert facts["progression_after_bcma_therapy"].value is OPEN


def test_response_and_progression_after_bcma_therapy(sheet):
    facts = sheet(
        bcma(start="2024-01-10", progression="2024-07-10", best_response="PR"),
        bcma("teclistamab", start="2025-01-10", progression="2025-04-10", best_response="SD"),
    )
    assert facts["best_response_to_bcma_therapy"].value == options("PR")
    assert facts["progression_after_bcma_therapy"].value is YES
    assert facts["months_from_bcma_therapy_to_progression"].value == Span.exactly(3)


def test_progression_on_bcma_therapy_that_is_not_entered_is_asked(sheet):
    facts = sheet(bcma(start="2024-01-10"))
    fact = facts["progression_after_bcma_therapy"]
    assert fact.value is OPEN
    assert [question.field for question in fact.questions] == ["treatments[0].progression"]
    assert facts["best_response_to_bcma_therapy"].value == options()


def test_no_progression_as_yet_is_longer_than_the_time_passed(sheet):
    facts = sheet(bcma(start="2026-05-20", progression="no"))
    assert facts["progression_after_bcma_therapy"].value is NO
    assert facts["months_from_bcma_therapy_to_progression"].value == Span(low=6)


def test_the_infusion_being_decided_is_not_prior_bcma_therapy(sheet):
    coming = {"regimen": "CAR-T", "drugs": ["ide-cel"], "phase": "car_t", "start": "2026-11-20"}
    facts = sheet(regimen(), coming)
    assert facts["best_response_to_bcma_therapy"].value == options("not_given")


@pytest.mark.parametrize(
    ("cycles", "best", "one", "two"),
    [
        ("0.9", "PR", NO, NO),
        (1, "PR", YES, NO),
        ("1.9", "PR", YES, NO),
        (2, "PR", YES, YES),
        ("0.5", "PD", YES, YES),
        (None, "PD", YES, YES),
        (None, "PR", OPEN, OPEN),
        (1, "unknown", YES, OPEN),
        (2, "unknown", YES, YES),
    ],
)
def test_cycles_of_each_regimen(sheet, cycles, best, one, two):
    given = {"cycles": cycles} if cycles is not None else {}
    facts = sheet(regimen(best_response=best, **given), regimen(cycles=6, best_response="CR"))
    assert facts["one_cycle_of_each_regimen"].value is one
    assert facts["two_cycles_of_each_regimen"].value is two


def test_a_transplant_has_no_cycles(sheet):
    transplant = {"drugs": ["melphalan"], "phase": "autologous_transplant", "start": "2021-01-01"}
    facts = sheet(regimen(cycles=4, best_response="PR"), transplant)
    assert facts["two_cycles_of_each_regimen"].value is YES


def test_what_is_missing_about_cycles_is_asked_where_it_is_missing(sheet):
    facts = sheet(regimen(best_response="PR"), regimen(cycles=1))
    asked = [question.field for question in facts["two_cycles_of_each_regimen"].questions]
    assert asked == ["treatments[0].cycles", "treatments[1].best_response"]


def test_a_regimen_that_is_not_listed_may_have_been_short(sheet):
    enough = regimen(cycles=4, best_response="PR")
    assert sheet(enough, treatments_complete="no")["one_cycle_of_each_regimen"].value is OPEN
    short = regimen(cycles="0.5", best_response="PR")
    assert sheet(short, treatments_complete="no")["one_cycle_of_each_regimen"].value is NO


@pytest.mark.parametrize(
    ("stop", "washed"), [("2026-11-06", YES), ("2026-11-07", NO), ("2026-11", OPEN), ("ongoing", NO)]
)
def test_two_weeks_without_drugs(sheet, stop, washed):
    assert sheet(regimen(["ixazomib"], stop=stop))["washout_two_weeks"].value is washed


@pytest.mark.parametrize(("stop", "recent"), [("2026-02-20", NO), ("2026-02-21", YES), ("2026-02", OPEN)])
def test_bendamustine_within_nine_months(sheet, stop, recent):
    assert sheet(regimen(["bendamustine"], stop=stop))["bendamustine_recent"].value is recent


def test_bendamustine_never_given_is_not_recent(sheet):
    assert sheet(regimen())["bendamustine_recent"].value is NO


def test_drug_free_intervals_in_calendar_months(sheet):
    facts = sheet(
        regimen(["lenalidomide", "bortezomib"], stop="2024-05-20"),
        regimen(["pomalidomide", "daratumumab"], "2025-01-01", stop="2025-05-20"),
    )
    assert facts["months_since_lenalidomide"].value == Span.exactly(30)
    assert facts["months_since_imid"].value == Span.exactly(18)
    assert facts["months_since_proteasome_inhibitor"].value == Span.exactly(30)
    assert facts["months_since_anti_cd38"].value == Span.exactly(18)
    assert sheet(regimen())["months_since_imid"].value == NEVER


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("2024-03-01", "therapy.refractory"),  # on day 60: refractory
        ("2024-03-02", "refractory.late-antibody"),
        ("2024-04-30", "refractory.late-antibody"),
        ("2024-05-01", "refractory.late"),
    ],
)
def test_progression_61_to_120_days_after_an_anti_cd38_antibody_is_pointed_out(sheet, day, said):
    last = "2024-01-01"
    fact = sheet(regimen(["daratumumab"], "2023-01-01", stop=last, progression=day, best_response="PR"))[
        "refractory_drugs"
    ]
    ids = [line.id for line in fact.basis]
    assert (said in ids) or (
        said == "therapy.refractory" and ids == ["refractory.progression-within-60-days"]
    )
    assert fact.value.includes("daratumumab") is (YES if said == "therapy.refractory" else NO)


def test_late_progression_of_another_drug_is_told_without_the_antibody(sheet):
    late = regimen(
        ["bortezomib"], "2023-01-01", stop="2024-01-01", progression="2024-03-15", best_response="PR"
    )
    basis = sheet(late)["refractory_drugs"].basis
    assert [line.id for line in basis] == ["refractory.late"]


def test_nothing_is_inferred_from_the_next_planned_step(sheet):
    facts = sheet(
        regimen(["bortezomib"], "2021-06-01", stop="2021-10-10", cycles=4, best_response="VGPR"),
        {
            "drugs": ["melphalan"],
            "phase": "autologous_transplant",
            "start": "2021-11-20",
            "planned": "yes",
            "best_response": "CR",
        },
        regimen(
            ["lenalidomide"],
            "2022-03-01",
            planned="yes",
            best_response="CR",
            stop="2026-06-15",
            progression="2026-06-20",
        ),
    )
    fact = facts["refractory_drugs"]
    assert fact.value.includes("bortezomib") is OPEN
    assert fact.value.includes("lenalidomide") is YES
    assert "treatments[0].progression" in [question.field for question in fact.questions]


def test_treatment_before_the_diagnosis_is_asked_about_and_stays_counted(sheet):
    early = regimen(start="2019-01-01", stop="2019-06-01")
    dated = {"disease": {"diagnosis_date": "2020-01-01"}}
    fact = sheet(early, **dated)["prior_lines"]
    assert "BEFORE_DIAGNOSIS" in fact.flags
    assert "treatments[0].new_line" in [question.field for question in fact.questions]
    assert fact.value == Span.exactly(1)
    settled = sheet({**early, "new_line": "no"}, **dated)["prior_lines"]
    assert "BEFORE_DIAGNOSIS" not in settled.flags
    assert settled.value == Span.exactly(0)
    same_year = sheet(regimen(start="2020"), **dated)["prior_lines"]
    assert "BEFORE_DIAGNOSIS" not in same_year.flags


def test_weeks_and_months_since_an_allogeneic_transplant(sheet):
    given = {"phase": "allogeneic_transplant", "start": "2026-10-23", "drugs": ["fludarabine"]}
    facts = sheet(regimen(), given)
    assert facts["weeks_since_allogeneic_transplant"].value == Span.exactly(4)
    assert sheet(regimen())["weeks_since_allogeneic_transplant"].value == NEVER


def test_plasmapheresis_and_corticosteroid_dose_are_as_entered(derived):
    facts = derived(comorbidity={"plasmapheresis": "2026-11-13", "corticosteroid_7_days": "0.07 g"})
    assert facts["days_since_plasmapheresis"].value == Span.exactly(7)
    assert facts["corticosteroid_dose_7_days"].value == Span.exactly(70)
    assert derived()["corticosteroid_dose_7_days"].value == Span()

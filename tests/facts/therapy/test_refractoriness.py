"""Refractoriness: the vectors, day 60 and 61, partial dates, a drug's own last dose, combinations."""

import pytest

from cardecide.case.model import Case
from cardecide.case.partial_date import PartialDate
from cardecide.facts.context import Context
from cardecide.facts.refractoriness import drug_verdicts
from cardecide.facts.timeline import timeline
from cardecide.facts.value import Options, Truth

TRUTH = {True: Truth.YES, False: Truth.NO, None: Truth.UNKNOWN}


def as_treatment(exposure):
    """The entry that one exposure of a vector describes."""
    one = {
        "drugs": [exposure["drug"]],
        "start": exposure["first"],
        "stop": exposure["last"] or "ongoing",
        "best_response": exposure.get("best", "unknown"),
    }
    if "cyc" in exposure:
        one["cycles"] = exposure["cyc"]
    if exposure.get("pd", "?") != "?":
        one["progression"] = exposure["pd"] or "no"
    return one


def verdicts(treatments, on="2026-09-14"):
    day = PartialDate.parse(on)
    case = Case.model_validate({"id": "T", "treatments": treatments})
    return drug_verdicts(timeline(Context(case, day, day, {})))


def test_vector_ref(vector):
    verdict = verdicts([as_treatment(vector.given)])[vector.given["drug"]]
    assert verdict.truth is TRUTH[vector.expected["ref"]]
    assert sorted(verdict.codes) == sorted(vector.expected["basis"])


NAMES = {
    "tce": "triple_class_exposed",
    "double": "double_refractory",
    "tcr": "triple_class_refractory",
    "penta": "penta_refractory",
    "quad_classic": "quad_refractory_classic",
    "quad_mammoth": "quad_refractory_mammoth",
    "len": "lenalidomide_refractory",
}


def test_vector_refclass(vector, derive, spoken):
    facts = derive([as_treatment(exposure) for exposure in vector.given])
    assert {key: facts[name].value for key, name in NAMES.items()} == {
        key: TRUTH[expected] for key, expected in vector.expected.items()
    }
    for name in NAMES.values():
        assert spoken(facts[name]) or facts[name].value is not Truth.YES


RD = {
    "regimen": "Rd",
    "drugs": ["lenalidomide", "dexamethasone"],
    "start": "2021-01-01",
    "stop": "2021-06-01",
    "best_response": "VGPR",
}


def lenalidomide(derive, *treatments, **fields):
    return derive([{**RD, **fields}, *treatments])["lenalidomide_refractory"]


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2021-05-31", Truth.YES),
        ("2021-06-01", Truth.YES),
        ("2021-07-31", Truth.YES),  # day 60
        ("2021-08-01", Truth.NO),  # day 61
        ("2021-07", Truth.YES),
        ("2021-08", Truth.NO),
        ("2021", Truth.UNKNOWN),
        ("no", Truth.NO),
        (None, Truth.UNKNOWN),
        ("yes", Truth.UNKNOWN),
    ],
)
def test_progression_within_60_days_of_the_last_dose(derive, day, expected):
    assert lenalidomide(derive, progression=day).value is expected


def test_a_month_that_straddles_day_60_leaves_it_open(derive):
    fact = lenalidomide(derive, stop="2021-06-05", progression="2021-08")
    assert fact.value is Truth.UNKNOWN
    assert fact.flags == ("DATE_PRECISION",)
    assert fact.questions[0].field == "treatments[0].stop"


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"best_response": "SD", "cycles": 2}, Truth.YES),
        ({"best_response": "SD", "cycles": 1.9}, Truth.UNKNOWN),
        ({"best_response": "SD"}, Truth.UNKNOWN),
        ({"best_response": "PD", "cycles": 3}, Truth.YES),
        ({"best_response": "MR", "cycles": 2}, Truth.NO),
        ({"best_response": "unknown", "cycles": 6}, Truth.UNKNOWN),
    ],
)
def test_no_minimal_response_in_two_cycles(derive, fields, expected):
    assert lenalidomide(derive, progression="no", **fields).value is expected


def test_a_regimen_stopped_for_progression_without_a_date(derive):
    fact = lenalidomide(derive, reason_stopped="progression")
    assert fact.value is Truth.YES
    assert lenalidomide(derive, reason_stopped="progression", stop=None).value is Truth.YES


def test_a_drug_stopped_earlier_is_measured_at_its_own_last_dose(derive):
    early = [{"drug": "lenalidomide", "stop": "2021-02-01", "stop_reason": "toxicity"}, "dexamethasone"]
    facts = derive([{**RD, "drugs": early, "progression": "2021-06-01"}])
    assert facts["lenalidomide_refractory"].value is Truth.NO
    assert facts["refractory_drugs"].value.present == {"dexamethasone"}
    close = [{"drug": "lenalidomide", "stop": "2021-04-15", "stop_reason": "toxicity"}, "dexamethasone"]
    facts = derive([{**RD, "drugs": close, "reason_stopped": "progression"}])
    assert facts["lenalidomide_refractory"].value is Truth.YES  # at most 47 days


def test_a_drug_stopped_for_its_own_reason_on_an_unknown_day_stays_open(derive):
    fields = {"reason_stopped": "progression", "stop_reasons": {"Revlimid": "toxicity"}}
    assert lenalidomide(derive, **fields).value is Truth.UNKNOWN


def test_contradictory_entries_leave_it_open(derive):
    for fields in (
        {"reason_stopped": "progression", "progression": "no"},
        {"reason_stopped": "progression", "progression": "2022-01-01"},
    ):
        fact = lenalidomide(derive, **fields)
        assert fact.value is Truth.UNKNOWN
        assert fact.flags == ("PROGRESSION_CONTRADICTORY",)


VD = {"regimen": "Vd", "drugs": ["bortezomib", "dexamethasone"], "start": "2021-06-10", "stop": "2021-12-01"}


@pytest.mark.parametrize(
    ("later", "expected"),
    [
        ({"progression": "2021-07-20"}, Truth.YES),
        ({"progression": "2021-12-01"}, Truth.NO),
        ({"progression": "no"}, Truth.NO),
        ({}, Truth.UNKNOWN),
        ({"start": "2021-08-15"}, Truth.NO),
        ({"stop": "2021-07-15", "reason_stopped": "progression"}, Truth.YES),
    ],
)
def test_progression_on_the_next_regimen_counts_within_60_days(derive, later, expected):
    assert lenalidomide(derive, {**VD, **later}, progression="no").value is expected


def test_a_drug_that_continues_is_one_exposure(derive):
    """Stable disease later does not undo the response reached earlier in the same run."""
    second = {**RD, "start": "2021-06-02", "stop": "2021-12-01", "best_response": "SD", "cycles": 6}
    assert lenalidomide(derive, {**second, "progression": "no"}, progression="no").value is Truth.NO
    apart = {**second, "start": "2021-09-02", "progression": "no"}
    assert lenalidomide(derive, apart, progression="no").value is Truth.YES


def test_a_cell_product_is_never_called_refractory(derive):
    facts = derive([{"drugs": ["ide-cel"], "start": "2021", "stop": "2021", "progression": "2021"}])
    assert facts["refractory_drugs"].value.includes("idecabtagene vicleucel") is Truth.UNKNOWN


@pytest.mark.parametrize(
    ("dose", "phase", "expected"),
    [
        ("10 mg", "maintenance", {"low_dose_maintenance"}),
        ("25 mg d1-21", "induction", {"full_dose_induction"}),
        ("10 mg", "relapse", {"low_dose_relapse", "full_dose_relapse"}),
        (None, "maintenance", {"low_dose_maintenance", "full_dose_maintenance"}),
    ],
)
def test_dose_and_phase_are_the_context_and_no_condition(derive, dose, phase, expected):
    one = {**RD, "drugs": ["R"], "dose": dose, "phase": phase, "progression": "2021-06-01"}
    facts = derive([one])
    assert facts["lenalidomide_refractory"].value is Truth.YES
    assert facts["lenalidomide_refractory_context"].value == Options(frozenset(expected))


def test_the_sentence_names_drug_regimen_and_date(derive, spoken):
    fact = lenalidomide(derive, progression="2021-05-31")
    english, chinese, turkish = spoken(fact)
    assert english == "Progression 2021-05-31 on lenalidomide (Rd)"
    assert "来那度胺" in chinese
    assert "lenalidomid" in turkish
    assert str(fact.as_of) == "2021-05-31"


def test_an_unlisted_exposure_leaves_refractoriness_open(derive):
    assert derive([RD | {"progression": "no"}])["refractory_drugs"].value.includes("bortezomib") is Truth.NO
    facts = derive([RD | {"progression": "no"}], treatments_complete="no")
    assert facts["refractory_drugs"].value.includes("bortezomib") is Truth.UNKNOWN
    assert facts["lenalidomide_refractory"].value is Truth.UNKNOWN
    assert derive([])["lenalidomide_refractory"].value is Truth.UNKNOWN


@pytest.mark.parametrize(("start", "refractory"), [("2020-06-29", Truth.NO), ("2020-06-30", Truth.YES)])
def test_a_pause_of_at_most_28_days_does_not_end_an_exposure(derive, start, refractory):
    """Without a response on the first regimen, and with one on the next that went on with the drug."""
    treatments = [
        {
            "drugs": ["bortezomib"],
            "start": "2020-01-01",
            "stop": "2020-06-01",
            "cycles": 5,
            "best_response": "SD",
            "progression": "no",
        },
        {
            "drugs": ["bortezomib", "cyclophosphamide"],
            "start": start,
            "stop": "2020-12-01",
            "cycles": 5,
            "best_response": "PR",
            "progression": "no",
        },
    ]
    assert derive(treatments)["refractory_drugs"].value.includes("bortezomib") is refractory


ON_BORTEZOMIB = {"drugs": ["bortezomib"], "start": "2020-01-01", "stop": "2020-06-01"}


@pytest.mark.parametrize(
    ("entry", "asked"),
    [
        ({"progression": "no"}, {("response", "best_response")}),
        ({"progression": "no", "best_response": "SD"}, {("cycles", "cycles")}),
        ({"progression": "no", "best_response": "SD", "cycles": 1}, {("cycles", "cycles")}),
        ({"best_response": "PR"}, {("progression", "progression")}),
        ({"best_response": "PR", "progression": "yes"}, {("date", "progression")}),
        ({"best_response": "PR", "progression": "2020-08"}, set()),
        ({"best_response": "PR", "progression": "2020-07"}, set()),
        (
            {"best_response": "PR", "progression": "no", "reason_stopped": "progression"},
            {("contradiction", "progression")},
        ),
        ({"best_response": "PR", "progression": "2020-12-01", "stop": None}, {("last-dose", "stop")}),
    ],
)
def test_what_is_open_about_a_drug_is_asked_at_the_field_that_settles_it(derive, entry, asked):
    fact = derive([{**ON_BORTEZOMIB, **entry}])["refractory_drugs"]
    found = set()
    for question in fact.questions:
        _, kind, drug, place = question.id.split(".", 3)
        assert drug == "bortezomib"
        assert question.field == place
        found.add((kind, place.removeprefix("treatments[0].")))
    if asked:
        assert found == asked


def test_a_later_progression_without_a_date_is_asked_at_the_later_treatment(derive):
    later = {"drugs": ["carfilzomib"], "start": "2020-06-20", "stop": "2020-10-01", "best_response": "PR"}
    fact = derive([{**ON_BORTEZOMIB, "best_response": "PR", "progression": "no"}, later])["refractory_drugs"]
    asked = {(q.id.split(".")[1], q.field) for q in fact.questions if ".bortezomib." in q.id}
    assert asked <= {("later", "treatments[1].progression")}


def test_the_sentences_name_the_drug_and_the_regimen(derive, spoken):
    never = {**ON_BORTEZOMIB, "progression": "no", "best_response": "SD", "cycles": 4, "regimen": "Vd"}
    stopped = {**ON_BORTEZOMIB, "reason_stopped": "progression", "best_response": "PR", "regimen": "Vd"}
    for entry in (never, stopped):
        said = spoken(derive([entry])["refractory_drugs"])
        english = [line for line in said if "bortezomib" in line]
        assert english and all("Vd" in line for line in english)


@pytest.mark.parametrize(("progression", "days"), [("2020-09-01", "92"), ("2020-09", "92–121")])
def test_late_progression_is_told_with_its_interval(derive, progression, days):
    late = {**ON_BORTEZOMIB, "progression": progression, "best_response": "PR"}
    (line,) = derive([late])["refractory_drugs"].basis
    assert dict(line.parts)["days"] == days


@pytest.mark.parametrize(
    ("dose", "phase", "levels"),
    [
        ("4 mg", "maintenance", {"full", "low"}),
        ("5 mg", "maintenance", {"low"}),
        ("15 mg", "maintenance", {"low"}),
        ("16 mg", "maintenance", {"full", "low"}),
        ("24 mg", "maintenance", {"full", "low"}),
        ("25 mg", "maintenance", {"full"}),
        ("10 mg", "relapse", {"full", "low"}),
        ("25 mg", "relapse", {"full"}),
    ],
)
def test_the_dose_at_which_the_disease_became_refractory(derive, dose, phase, levels):
    given = {
        "drugs": ["lenalidomide"],
        "dose": dose,
        "phase": phase,
        "start": "2020-01-01",
        "stop": "2020-06-01",
        "progression": "2020-06-01",
        "best_response": "PR",
    }
    value = derive([given])["lenalidomide_refractory_context"].value
    assert value.possible == {f"{level}_dose_{phase}" for level in levels}


def no_response_then_response(**second):
    """Bortezomib twice: without a response in five cycles, then with one."""
    first = {**ON_BORTEZOMIB, "cycles": 5, "best_response": "SD", "progression": "no"}
    again = {"drugs": ["bortezomib", "cyclophosphamide"], "cycles": 5, "best_response": "PR"}
    return verdicts([first, {**again, "progression": "no", "stop": "2020-12-01", **second}])["bortezomib"]


def test_where_dates_do_not_tell_whether_a_drug_went_on_both_readings_must_agree():
    assert no_response_then_response(start="2020-06-02").truth is Truth.NO
    assert no_response_then_response(start="2020-08-01").truth is Truth.YES
    unclear = no_response_then_response(start="2020-06")
    assert unclear.truth is Truth.UNKNOWN
    # What is asked is about the exposure as one: its response was reached.
    assert {one.judgment.truth for one in unclear.findings if one.by_response} == {Truth.NO}


def test_a_drug_that_was_perhaps_given_opens_a_no_and_leaves_a_yes():
    sure = {"drugs": ["bortezomib"], "start": "2020-01-01", "stop": "2020-06-01", "best_response": "PR"}
    perhaps = {"regimen": "VRd", "drugs": ["lenalidomide"], "start": "2021-01-01", "stop": "2021-06-01"}
    relapse = {**perhaps, "best_response": "PR", "progression": "2021-06-01"}
    assert verdicts([{**sure, "progression": "no"}, relapse])["bortezomib"].truth is Truth.UNKNOWN
    assert verdicts([{**sure, "progression": "2020-06-01"}, relapse])["bortezomib"].truth is Truth.YES
    quiet = {**perhaps, "best_response": "PR", "progression": "no"}
    assert verdicts([{**sure, "progression": "no"}, quiet])["bortezomib"].truth is Truth.NO


def asked_about(fact):
    return {question.id.split(".")[2] for question in fact.questions}


def test_nothing_is_asked_about_a_drug_that_is_settled(derive):
    settled = {**ON_BORTEZOMIB, "progression": "2020-06-01"}  # without a response entered
    open_one = {"drugs": ["carfilzomib"], "start": "2021-01-01", "stop": "2021-06-01", "best_response": "PR"}
    facts = derive([settled, open_one])
    assert asked_about(facts["refractory_drugs"]) == {"carfilzomib"}
    assert facts["refractory_classes"].value.includes("PI") is Truth.YES


def test_a_later_treatment_is_asked_about_only_where_the_own_ones_are_settled(derive):
    later = {"drugs": ["carfilzomib"], "start": "2020-06-20", "stop": "2020-10-01", "best_response": "PR"}

    def asked(**own):
        fact = derive([{**ON_BORTEZOMIB, "best_response": "PR", "regimen": "Vd", **own}, later])
        found = [q for q in fact["refractory_drugs"].questions if ".bortezomib." in q.id]
        return {(question.id.split(".")[1], question.field) for question in found}, found

    assert asked()[0] == {("progression", "treatments[0].progression")}
    settled, questions = asked(progression="no")
    assert settled == {("later", "treatments[1].progression")}
    assert dict(questions[0].text.parts) == {"drug": "@drugs:bortezomib", "regimen": "carfilzomib"}


COMBINED = {
    "double_refractory": {"bortezomib", "carfilzomib", "lenalidomide", "pomalidomide"},
    "quad_refractory_classic": {"bortezomib", "carfilzomib", "lenalidomide", "pomalidomide"},
    "triple_class_refractory": {"bortezomib", "carfilzomib", "lenalidomide", "pomalidomide", "daratumumab"},
    "quad_refractory_mammoth": {"bortezomib", "carfilzomib", "lenalidomide", "pomalidomide", "daratumumab"},
    "penta_refractory": {"bortezomib", "carfilzomib", "lenalidomide", "pomalidomide", "daratumumab"},
}


def one_after_another(**fields):
    drugs = ("bortezomib", "carfilzomib", "lenalidomide", "pomalidomide", "daratumumab", "cyclophosphamide")
    return [
        {"drugs": [drug], "start": f"{2014 + 2 * n}-01-01", "stop": f"{2014 + 2 * n}-06-01", **fields}
        for n, drug in enumerate(drugs)
    ]


@pytest.mark.parametrize("name", COMBINED)
def test_a_combination_rests_on_the_drugs_of_its_classes_and_asks_about_no_other(derive, name):
    found = derive([{**one, "progression": one["stop"]} for one in one_after_another(best_response="PR")])[
        name
    ]
    drugs = {dict(line.parts)["drug"].removeprefix("@drugs:") for line in found.basis}
    assert found.origin == "derived"
    assert drugs == COMBINED[name]
    if found.value is not Truth.UNKNOWN:
        assert found.questions == ()
    open_fact = derive(one_after_another(best_response="PR"))[name]
    assert open_fact.value is Truth.UNKNOWN
    assert open_fact.origin == "missing"
    assert asked_about(open_fact) == COMBINED[name]


def test_a_settled_combination_asks_nothing(derive):
    """Refractory to both immunomodulatory drugs and one proteasome inhibitor; of the other it is open."""
    told = one_after_another(best_response="PR")
    for one in told[1:]:
        one["progression"] = one["stop"]
    facts = derive(told)
    assert facts["double_refractory"].value is Truth.YES
    assert facts["double_refractory"].questions == ()
    assert asked_about(facts["quad_refractory_classic"]) == {"bortezomib"}


def test_for_a_cell_product_it_is_said_that_nothing_is_computed(derive, spoken):
    fact = derive([{"drugs": ["ide-cel"], "start": "2021", "stop": "2021"}])["refractory_drugs"]
    english, *_ = spoken(fact)
    assert "idecabtagene vicleucel" in english


def test_a_list_that_is_not_complete_keeps_what_is_known(derive):
    told = [
        {**ON_BORTEZOMIB, "progression": "2020-06-01"},
        {**RD, "regimen": None, "drugs": ["lenalidomide"], "progression": "no"},
        {"drugs": ["carfilzomib"], "start": "2022-01-01", "stop": "2022-06-01"},
    ]
    value = derive(told, treatments_complete="no")["refractory_drugs"].value
    assert value.present == {"bortezomib"}
    assert value.open == {"carfilzomib"}
    classes = derive(told, treatments_complete="no")["refractory_classes"].value
    assert [classes.includes(one) for one in ("PI", "IMiD")] == [Truth.YES, Truth.UNKNOWN]
    assert not classes.closed and classes.open == frozenset()
    complete = derive(told)["refractory_drugs"].value
    assert complete.absent == {"lenalidomide"}
    classes = derive(told)["refractory_classes"].value
    assert [classes.includes(one) for one in ("PI", "IMiD", "anti-CD38")] == [Truth.YES, Truth.NO, Truth.NO]
    unclear = derive(told[1:])["refractory_classes"].value
    assert unclear.includes("PI") is Truth.UNKNOWN and "PI" in unclear.open


def test_the_setting_of_lenalidomide_names_dose_and_regimen(derive, spoken):
    fact = lenalidomide_setting(derive)
    assert fact.value == Options(frozenset({"low_dose_maintenance"}))
    assert dict(fact.basis[0].parts) == {"regimen": "Rd", "dose": "10 mg"}
    assert len(spoken(fact)) == 3


def test_an_exposure_that_is_not_listed_leaves_the_setting_open(derive):
    fact = lenalidomide_setting(derive, treatments_complete="no")
    assert fact.value == Options()
    assert dict(fact.basis[0].parts)["dose"] == "10 mg"


def lenalidomide_setting(derive, **sections):
    one = {**RD, "drugs": ["R"], "dose": "10 mg", "phase": "maintenance", "progression": "2021-06-01"}
    return derive([one], **sections)["lenalidomide_refractory_context"]


@pytest.mark.parametrize(
    ("drug", "day", "sentence"),
    [
        ("daratumumab", "2020-07-31", "refractory.progression-within-60-days"),  # day 60
        ("daratumumab", "2020-08-01", "refractory.late-antibody"),
        ("daratumumab", "2020-09-29", "refractory.late-antibody"),  # day 120
        ("daratumumab", "2020-09-30", "refractory.late"),
        ("bortezomib", "2020-08-01", "refractory.late"),
        ("bortezomib", "2020-06-01", "refractory.progression-on"),
        ("bortezomib", "2020-06-02", "refractory.progression-within-60-days"),
    ],
)
def test_progression_is_told_by_its_distance_from_the_last_dose(derive, drug, day, sentence):
    told = {**ON_BORTEZOMIB, "drugs": [drug], "progression": day, "best_response": "PR"}
    (line,) = derive([told])["refractory_drugs"].basis
    assert line.id == sentence


def test_without_treatments_nothing_is_derived_and_with_them_it_is(derive):
    for name in ("refractory_drugs", "refractory_classes"):
        assert derive([])[name].origin == "missing"
        assert derive([{**ON_BORTEZOMIB, "progression": "no"}])[name].origin == "derived"


def test_each_refractory_drug_keeps_the_date_of_its_own_progression(derive):
    first = {"drugs": ["lenalidomide", "bortezomib"], "start": "2016-01-01", "stop": "2017-05-01"}
    second = {"drugs": ["pomalidomide"], "start": "2021-01-01", "stop": "2022-12-01"}
    facts = derive(
        [
            {**first, "best_response": "VGPR", "progression": "2017-05-10"},
            {**second, "best_response": "PR", "progression": "2022-12-15"},
        ]
    )
    drugs, classes = facts["refractory_drugs"], facts["refractory_classes"]
    assert str(drugs.as_of) == "2022-12-15"
    assert str(drugs.date_of(["lenalidomide"])) == "2017-05-10"
    assert str(drugs.date_of(["lenalidomide", "pomalidomide"])) == "2022-12-15"
    assert drugs.date_of(["carfilzomib"]) is None
    assert str(classes.date_of(["PI"])) == "2017-05-10"
    assert str(classes.date_of(["IMiD"])) == "2022-12-15"


def test_nothing_is_asked_about_the_conditioning_of_a_transplant(derive):
    induction = {"drugs": ["bortezomib"], "start": "2021-01-01", "stop": "2021-05-01", "best_response": "PR"}
    transplant = {"regimen": "ASCT", "start": "2021-06-01", "best_response": "CR"}
    refractory = derive([induction, transplant])["refractory_drugs"]
    assert refractory.value.includes("melphalan") is Truth.UNKNOWN
    asked = {question.id.split(".")[2] for question in refractory.questions}
    assert asked == {"bortezomib"}

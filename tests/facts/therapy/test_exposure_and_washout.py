"""Exposure, response, transplants, cellular therapy, washout, early relapse, tempo: from the definitions."""

from datetime import date
from decimal import Decimal

import pytest

from cardecide.case.partial_date import PartialDate
from cardecide.facts.early_relapse import BELOW_18_MONTHS_DAYS, WITHIN_12_MONTHS_DAYS, within
from cardecide.facts.tempo import doubling_days, doubling_time
from cardecide.facts.value import NEVER, Days, Members, Options, Span, Truth


def entry(*drugs, **fields):
    return {"drugs": list(drugs), "start": "2024-01-01", "stop": "2024-06-01", **fields}


def test_an_empty_list_leaves_everything_unknown(derive):
    facts = derive([])
    for name, fact in facts.items():
        assert fact.value in (Truth.UNKNOWN, Span(), Members(), Options()), name
        assert fact.origin == "missing", name


def test_the_transplant_section_answers_by_itself(derive):
    section = {"autologous": "yes", "autologous_date": "2026-06-22", "allogeneic": "no"}
    facts = derive([], prior_transplant=section)
    assert facts["prior_autologous_transplant"].value is Truth.YES
    assert facts["weeks_since_autologous_transplant"].value == Span.exactly(12)
    assert facts["prior_allogeneic_transplant"].value is Truth.NO
    assert facts["months_since_allogeneic_transplant"].value == NEVER


@pytest.mark.parametrize(
    ("section", "truth"),
    [
        ({"autologous_date": "2020"}, Truth.YES),  # one with a date was given
        ({"autologous": "yes"}, Truth.YES),
        ({"autologous": "no"}, Truth.NO),
        ({}, Truth.UNKNOWN),
    ],
)
def test_a_transplant_by_its_answer_or_by_its_date_alone(derive, section, truth):
    assert derive([], prior_transplant=section)["prior_autologous_transplant"].value is truth


def test_a_list_without_a_transplant_says_that_there_was_none_unless_one_of_it_may_have_been(derive):
    none = derive([entry("bortezomib"), entry("lenalidomide")])["prior_autologous_transplant"]
    assert (none.value, [line.id for line in none.basis]) == (Truth.NO, ["transplant.none-listed"])
    # Melphalan alone, without a phase, among other treatment.
    open_ = derive([entry("bortezomib"), entry("melphalan")])["prior_autologous_transplant"]
    assert (open_.value, open_.basis) == (Truth.UNKNOWN, ())


def test_the_day_of_a_transplant_is_asked_for_where_there_was_one(derive):
    name = "weeks_since_autologous_transplant"
    had = derive([], prior_transplant={"autologous": "yes"})[name]
    assert [one.field for one in had.questions] == ["prior_transplant.autologous_date"]
    assert derive([entry("melphalan")])[name].questions == ()
    assert derive([], prior_transplant={"autologous": "no"})[name].questions == ()


def test_only_antibodies_against_the_disease_count_for_their_washout(derive):
    facts = derive(
        [
            entry("isatuximab", stop="2026-03-14"),
            entry("bortezomib", stop="2026-06-14"),
            entry("belantamab mafodotin", stop="2026-07-14"),  # a conjugate
            entry("denosumab", stop="2026-08-14"),  # for the bones
        ]
    )
    assert facts["days_since_monoclonal_antibody"].value == Span.exactly(184)


def test_a_transplant_stated_and_not_listed_is_asked(derive):
    fact = derive([entry("V")], prior_transplant={"autologous": "yes"})["prior_autologous_transplant"]
    assert fact.value is Truth.UNKNOWN
    assert fact.questions


def test_the_last_of_two_transplants_counts(derive):
    first = {"regimen": "ASCT", "start": "2020-01-01"}
    second = {"regimen": "ASCT", "start": "2026-08-31"}
    facts = derive([first, second])
    assert facts["weeks_since_autologous_transplant"].value == Span.exactly(2)
    undated = derive([first, {"regimen": "ASCT"}])["weeks_since_autologous_transplant"].value
    assert (undated.low, undated.high) == (
        None,
        derive([first])["weeks_since_autologous_transplant"].value.high,
    )


def test_the_basis_names_the_treatment_known_to_have_ended_last(derive):
    undated = {"regimen": "Vd", "drugs": ["bortezomib"]}
    dated = {"regimen": "Kd", "drugs": ["carfilzomib"], "start": "2026-03", "stop": "2026-08"}
    earlier = {"regimen": "Id", "drugs": ["ixazomib"], "start": "2024-01", "stop": "2025-02"}
    for listed in ([earlier, undated, dated], [dated, undated], [undated, earlier, dated]):
        (basis,) = derive(listed)["days_since_proteasome_inhibitor"].basis
        assert dict(basis.parts)["regimen"] == "Kd"


def test_a_list_that_is_not_complete_leaves_the_rest_unknown(derive):
    facts = derive([entry("bortezomib")], treatments_complete="no")
    assert facts["exposed_classes"].value.includes("PI") is Truth.YES
    assert facts["exposed_classes"].value.includes("IMiD") is Truth.UNKNOWN
    assert facts["prior_bcma_therapy"].value is Truth.UNKNOWN
    assert facts["days_since_steroid"].value == Span()


def test_a_regimen_without_drugs_is_expanded_and_asked_about(derive, spoken):
    fact = derive([{"regimen": "Dara-VRd", "start": "2024"}])["exposed_drugs"]
    assert fact.value.present == {"daratumumab", "bortezomib", "lenalidomide", "dexamethasone"}
    assert fact.questions[0].field == "treatments[0].drugs"
    assert "Dara-VRd read as" in " ".join(spoken(fact))


def test_a_regimen_with_two_readings_keeps_both_open(derive):
    facts = derive([{"regimen": "BVd", "start": "2024"}])
    exposed = facts["exposed_drugs"].value
    assert exposed.present == {"bortezomib", "dexamethasone"}
    assert exposed.open == {"belantamab mafodotin", "bendamustine"}
    assert facts["prior_bcma_therapy"].value is Truth.UNKNOWN


def test_an_ambiguous_word_settles_the_class_that_its_readings_share(derive):
    facts = derive([entry("anti-CD38")])
    assert facts["exposed_classes"].value.includes("anti-CD38") is Truth.YES
    assert facts["exposed_drugs"].value.includes("daratumumab") is Truth.UNKNOWN
    assert facts["exposed_drugs"].questions[0].field == "treatments[0].drugs[0].drug"


def test_a_cell_product_against_cd38_leaves_that_class_to_the_clinician(derive):
    classes = derive([entry("BM38")])["exposed_classes"].value
    assert (classes.includes("anti-BCMA"), classes.includes("anti-CD38")) == (Truth.YES, Truth.UNKNOWN)


def test_an_unknown_regimen_could_have_held_any_drug(derive):
    facts = derive([{"regimen": "study 17", "start": "2024"}])
    assert facts["exposed_drugs"].value.includes("teclistamab") is Truth.UNKNOWN


@pytest.mark.parametrize(
    ("drug", "bcma", "noncellular", "car_t", "gprc5d"),
    [
        ("teclistamab", "YES", "YES", "NO", "NO"),
        ("Blenrep", "YES", "YES", "NO", "NO"),
        ("ide-cel", "YES", "NO", "YES", "NO"),
        ("talquetamab", "NO", "NO", "NO", "YES"),
        ("OriCAR-017", "NO", "NO", "YES", "YES"),
        ("CART", "UNKNOWN", "NO", "YES", "UNKNOWN"),
        ("axi-cel", "NO", "NO", "YES", "NO"),
        ("bispecific", "UNKNOWN", "UNKNOWN", "NO", "UNKNOWN"),
        ("Anti-CART-BCMA cells", "YES", "NO", "YES", "NO"),
    ],
)
def test_prior_cellular_therapy_by_kind(derive, drug, bcma, noncellular, car_t, gprc5d):
    facts = derive([entry(drug)])
    names = ("prior_bcma_therapy", "prior_noncellular_bcma_therapy", "prior_car_t", "prior_gprc5d_therapy")
    assert [facts[name].value.name for name in names] == [bcma, noncellular, car_t, gprc5d]


def test_days_since_bcma_therapy_run_to_the_planned_apheresis(derive):
    treatments = [entry("teclistamab", start="2026-01-01", stop="2026-08-15")]
    days = derive(treatments, logistics={"planned_apheresis": "2026-10-14"})["days_since_bcma_therapy"]
    assert days.value == Span.exactly(60)


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, Span.exactly(105)),
        ({"stop": "2024-06"}, Span(Decimal(76), Decimal(105))),
        ({"stop": "ongoing"}, Span.exactly(0)),
        ({"stop": None}, Span(Decimal(0), Decimal(257))),
        ({"stop": None, "start": None}, Span(Decimal(0), None)),
    ],
)
def test_days_since_the_last_dose(derive, fields, expected):
    treatments = [entry("bortezomib", **fields)]
    assert derive(treatments, on="2024-09-14")["days_since_proteasome_inhibitor"].value == expected


def test_what_was_never_given_is_longer_ago_than_any_window(derive):
    facts = derive([entry("bortezomib")])
    assert facts["days_since_imid"].value == NEVER
    assert facts["months_since_bendamustine"].value == NEVER
    assert facts["days_since_radiotherapy"].value == NEVER


def test_other_washouts(derive):
    facts = derive(
        [
            entry("bendamustine", "isatuximab", "prednisone", stop="2026-03-14"),
            {"phase": "radiotherapy", "start": "2026-09-01", "stop": "2026-09-10"},
        ],
        comorbidity={"live_vaccine": "2026-08-31"},
    )
    assert facts["months_since_bendamustine"].value == Span.exactly(6)
    assert facts["days_since_monoclonal_antibody"].value == Span.exactly(184)
    assert facts["days_since_cytotoxic"].value == Span.exactly(184)
    assert facts["days_since_steroid"].value == Span.exactly(184)
    assert facts["days_since_radiotherapy"].value == Span.exactly(4)
    assert facts["weeks_since_live_vaccine"].value == Span.exactly(2)


@pytest.mark.parametrize(
    ("responses", "expected"),
    [
        (("MR",), Truth.YES),
        (("SD", "PR"), Truth.YES),
        (("SD", "PD"), Truth.NO),
        (("SD", "unknown"), Truth.UNKNOWN),
    ],
)
def test_a_minimal_response_ever(derive, responses, expected):
    treatments = [entry("bortezomib", best_response=one, cycles=3) for one in responses]
    facts = derive(treatments)
    assert facts["minimal_response_ever"].value is expected
    assert (
        facts["primary_refractory"].value
        is {
            Truth.YES: Truth.NO,
            Truth.NO: Truth.YES,
            Truth.UNKNOWN: Truth.UNKNOWN,
        }[expected]
    )


@pytest.mark.parametrize(
    ("fields", "refractory", "progressed", "relapsed_and_refractory"),
    [
        ({"best_response": "PR", "progression": "2024-07-31"}, "YES", "YES", "YES"),
        ({"best_response": "PR", "progression": "2024-08-01"}, "NO", "NO", "NO"),
        ({"best_response": "SD", "cycles": 4, "progression": "no"}, "YES", "NO", "NO"),
        ({"best_response": "PR"}, "UNKNOWN", "UNKNOWN", "UNKNOWN"),
    ],
)
def test_the_last_therapy(derive, fields, refractory, progressed, relapsed_and_refractory):
    facts = derive([entry("bortezomib", **fields)])
    names = ("refractory_to_last_line", "progressed_on_last_therapy", "relapsed_and_refractory")
    assert [facts[name].value.name for name in names] == [refractory, progressed, relapsed_and_refractory]


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"progression": "2025-06-01"}, Span.exactly(12)),
        ({"progression": "2024-05-01"}, Span.exactly(0)),
        ({"progression": "2024-06"}, Span(Decimal(0), Decimal("0.935483871"))),
        ({}, Span()),
        ({"reason_stopped": "progression"}, Span(Decimal(0), Decimal("2.1"))),
        ({"progression": "no"}, NEVER),
        ({"progression": "yes"}, Span(Decimal(0), Decimal("27.419354839"))),
        ({"stop": "ongoing", "progression": "2024-05-01"}, Span.exactly(0)),
        ({"stop": "ongoing"}, Span()),
        ({"stop": None, "progression": "2025-06-01"}, Span()),
    ],
)
def test_months_from_the_last_dose_to_progression(derive, fields, expected):
    assert derive([entry("bortezomib", **fields)])["months_from_last_line_to_progression"].value == expected


def test_relapsed_or_refractory(derive):
    assert derive([entry("V", progression="2026-01-01")])["relapsed_or_refractory"].value is Truth.YES
    free = entry("V", progression="no", best_response="CR")
    assert derive([free])["relapsed_or_refractory"].value is Truth.NO
    assert derive([entry("V")])["relapsed_or_refractory"].value is Truth.UNKNOWN


def test_vector_fhr(vector, derive):
    given = {key: date.fromisoformat(day) for key, day in vector.given.items()}
    relapse = Days(given["pd"], given["pd"])
    start = Days(given["start"], given["start"])
    below_18 = within(start, relapse, BELOW_18_MONTHS_DAYS - 1)
    assert below_18 is (Truth.YES if vector.expected["lt18m_start"] else Truth.NO)
    treatments = [entry("VRd", start=vector.given["start"], progression=vector.given["pd"])]
    treatments[0] |= {"regimen": "VRd", "drugs": []}
    if "asct" in given:
        asct = Days(given["asct"], given["asct"])
        after = within(asct, relapse, WITHIN_12_MONTHS_DAYS)
        assert after is (Truth.YES if vector.expected["le12m_asct"] else Truth.NO)
        treatments.append(
            {"regimen": "ASCT", "start": vector.given["asct"], "progression": vector.given["pd"]}
        )
    facts = derive(treatments)
    assert facts["early_relapse_18_months"].value is below_18
    expected = Truth.YES if vector.expected["le12m_asct"] else Truth.NO
    assert facts["early_relapse_12_months"].value is expected


@pytest.mark.parametrize(
    ("day", "within_12", "within_18"),
    [
        ("2024-12-31", "YES", "YES"),  # 365 days
        ("2025-01-01", "NO", "YES"),
        ("2025-07-01", "NO", "YES"),  # 547 days
        ("2025-07-02", "NO", "NO"),
        ("2025", "NO", "UNKNOWN"),
        ("no", "NO", "NO"),
        (None, "UNKNOWN", "UNKNOWN"),
    ],
)
def test_early_relapse_from_the_start_of_first_therapy(derive, day, within_12, within_18):
    facts = derive([entry("bortezomib", progression=day)])
    names = ("early_relapse_12_months", "early_relapse_18_months")
    assert [facts[name].value.name for name in names] == [within_12, within_18]


@pytest.mark.parametrize(
    ("stop", "day", "expected"),
    [
        ("2025-07-10", "2025-07-10", Truth.NO),  # stopped on the day of progression, 556 days after the start
        ("2025-07-20", "2025-07-10", Truth.NO),
        (None, "2025-07-10", Truth.NO),
        ("2025-07-10", "2025-07", Truth.UNKNOWN),  # by its month alone
        ("2025-07-10", "2025-07-11", Truth.UNKNOWN),  # two progressions, the first some day until its end
    ],
)
def test_the_day_up_to_its_end_is_the_progression_for_which_a_treatment_was_stopped(
    derive, stop, day, expected
):
    told = entry("bortezomib", stop=stop, progression=day, reason_stopped="progression")
    assert derive([told])["early_relapse_18_months"].value is expected


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2025-03-01", Truth.YES),  # the day of the transplant itself
        ("2026-03-01", Truth.YES),  # 365 days after it
        ("2026-03-02", Truth.NO),
    ],
)
def test_early_relapse_from_the_transplant_of_first_therapy(derive, day, expected):
    treatments = [
        entry("bortezomib", stop="2024-12-01", progression="no"),
        {
            "regimen": "ASCT",
            "start": "2025-03-01",
            "stop": "2025-03-01",
            "planned": "yes",
            "progression": day,
        },
    ]
    assert derive(treatments)["early_relapse_12_months"].value is expected


def test_early_relapse_says_its_days_and_asks_for_what_is_missing(derive):
    fact = derive([entry("bortezomib", progression="2024-12-31")])["early_relapse_12_months"]
    said = [(line.id, str(dict(line.parts)["date"])) for line in fact.basis]
    assert said == [("early.start", "2024-01-01"), ("early.relapse", "2024-12-31")]
    assert fact.questions == ()
    open_ = derive([entry("bortezomib", start=None, progression=None)])["early_relapse_12_months"]
    assert open_.value is Truth.UNKNOWN
    asked = {question.id: question.field for question in open_.questions}
    assert asked["early.start"] == "treatments[0].start"
    assert asked["early.progression.0"] == "treatments[0].progression"


def test_a_salvage_transplant_is_not_first_therapy(derive):
    first = entry("bortezomib", progression="2026-01-01")
    salvage = {"regimen": "ASCT", "start": "2026-03-01", "progression": "2026-06-01"}
    assert derive([first, salvage])["early_relapse_12_months"].value is Truth.NO


def test_vector_doubling(vector):
    days = (date.fromisoformat(vector.given["d2"]) - date.fromisoformat(vector.given["d1"])).days
    found = doubling_days(days, Decimal(vector.given["m1"]), Decimal(vector.given["m2"]))
    assert found is not None
    assert round(found, 1) == vector.expected


def test_no_doubling_time_without_a_rise():
    assert doubling_days(30, Decimal(10), Decimal(10)) is None
    assert doubling_days(0, Decimal(10), Decimal(20)) is None
    assert doubling_days(30, Decimal(0), Decimal(20)) is None


def test_doubling_time_between_partial_dates_is_a_span():
    span = doubling_time(PartialDate(2026, 6), Decimal(10), PartialDate(2026, 7), Decimal(20))
    assert span == Span(Decimal(1), Decimal(60))


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"progression": "2025-06-01"}, "response.progression"),
        ({"progression": "no"}, "response.no-progression"),
        ({"reason_stopped": "progression"}, "response.stopped-for-progression"),
        ({}, None),
    ],
)
def test_what_the_last_therapy_rests_on(derive, fields, said):
    basis = derive([entry("bortezomib", **fields)])["refractory_to_last_line"].basis
    assert [line.id for line in basis] == ([said] if said else [])


def test_a_date_stated_beside_the_list_stands_for_the_transplant_without_one(derive):
    dated, undated = {"regimen": "ASCT", "start": "2020-01-01"}, {"regimen": "ASCT"}
    stated = {"autologous": "yes", "autologous_date": "2026-08-31"}
    for listed in ([undated], [dated, undated], [dated]):
        fact = derive(listed, prior_transplant=stated)["weeks_since_autologous_transplant"]
        assert fact.value == Span.exactly(2)
        (line,) = fact.basis
        assert str(dict(line.parts)["date"]) == "2026-08-31"


def test_each_transplant_is_said_with_its_day(derive):
    listed = [{"regimen": "ASCT", "start": "2020-01-01"}, {"regimen": "ASCT"}]
    lines = derive(listed)["prior_autologous_transplant"].basis
    assert [str(dict(line.parts)["date"]) for line in lines] == ["2020-01-01", "?"]


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        (
            {"regimen": "VRd", "drugs": ["V", "d"]},
            "days_since_imid",
        ),  # the name promises it, the list does not
        ({"drugs": ["B"]}, "days_since_proteasome_inhibitor"),  # one reading of three
    ],
)
def test_what_was_only_perhaps_given_bounds_the_time_from_below(derive, fields, name):
    fields = {"regimen": None, **fields}
    told = {"start": "2026-01-01", "stop": "2026-08-15", **fields}
    told["drugs"] = ["bortezomib" if drug == "V" else drug for drug in told["drugs"]]
    assert derive([told])[name].value == Span(low=Decimal(30))


@pytest.mark.parametrize(
    ("stop", "expected"),
    [
        ("2026-09-13", (31, 31)),
        ("2026-09-14", (0, 30)),  # a dose of the decision day may be followed by others
        ("ongoing", (0, 30)),
        (None, (0, 286)),
        ("2026-08", (44, 74)),
    ],
)
def test_a_drug_given_until_the_decision_may_go_on_until_apheresis(derive, stop, expected):
    treatments = [entry("bortezomib", start="2026-01-01", stop=stop)]
    fact = derive(treatments, logistics={"planned_apheresis": "2026-10-14"})[
        "days_since_proteasome_inhibitor"
    ]
    assert fact.value == Span(*map(Decimal, expected))


def test_of_two_that_may_have_ended_alike_the_basis_names_the_one_that_may_have_ended_later(derive):
    month = {"regimen": "Kd", "drugs": ["carfilzomib"], "start": "2026-03", "stop": "2026-08"}
    first = {"regimen": "Vd", "drugs": ["bortezomib"], "start": "2026-03", "stop": "2026-08-01"}
    for listed in ([month, first], [first, month]):
        (basis,) = derive(listed)["days_since_proteasome_inhibitor"].basis
        assert dict(basis.parts)["regimen"] == "Kd"


def test_a_list_that_is_not_complete_leaves_a_later_dose_open(derive):
    told = entry("bortezomib", stop="2026-08-15")
    fact = derive([told], treatments_complete="no")["days_since_proteasome_inhibitor"]
    assert fact.value == Span(Decimal(0), Decimal(30))


@pytest.mark.parametrize(
    ("treatment", "asked"),
    [
        (entry("melphalan", stop=None), ["treatments[0].stop"]),
        (entry("melphalan", stop="2024"), []),
        (entry("melphalan", stop="2024-06-01"), []),
        (entry("melphalan", stop=None, phase="autologous_transplant"), []),
    ],
)
def test_a_last_dose_is_asked_for_where_no_end_is_entered(derive, treatment, asked):
    questions = derive([treatment])["days_since_cytotoxic"].questions
    assert [question.field for question in questions] == asked

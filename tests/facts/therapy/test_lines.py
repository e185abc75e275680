"""Lines of therapy: the vectors, the interval, the questions, order and dates."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cardecide.facts.value import Span

LETTERS = {
    "V": "bortezomib",
    "R": "lenalidomide",
    "K": "carfilzomib",
    "D": "daratumumab",
    "P": "pomalidomide",
    "I": "ixazomib",
    "S": "selinexor",
    "C": "cyclophosphamide",
    "d": "dexamethasone",
    "HDM": "melphalan",
    "Flu": "fludarabine",
    "Cy": "cyclophosphamide",
    "CART": "CAR-T (not named)",
}
PHASES = {
    "ind": "induction",
    "asct": "autologous_transplant",
    "cons": "consolidation",
    "maint": "maintenance",
    "salv": "relapse",
    "brid": "bridging",
    "ld": "lymphodepletion",
    "cart": "car_t",
}
REASONS = {
    "pd": "progression",
    "inadeq": "inadequate_response",
    "tox": "toxicity",
    "choice": "patient_choice",
    "access": "supply",
    "mrd": "mrd",
}


def as_treatments(entries):
    """The case that a vector describes: why an entry was started is why the one before it was stopped."""
    treatments = []
    for entry in entries:
        if "why" in entry:
            treatments[-1]["reason_stopped"] = REASONS[entry["why"]]
        one = {
            "drugs": [LETTERS[letter] for letter in entry["rx"]],
            "phase": PHASES.get(entry.get("ph"), "unknown"),
            "start": entry["s"],
            "stop": entry["e"] or "ongoing",
            "planned": {"y": "yes", "n": "no"}.get(entry.get("pl"), "unknown"),
        }
        if "cyc" in entry:
            one["cycles"] = entry["cyc"]
        treatments.append(one)
    return treatments


def counted(fact):
    return (fact.best, fact.value.low, fact.value.high)


def test_vector_lot(vector, derive, spoken):
    fact = derive(as_treatments(vector.given))["prior_lines"]
    expected = vector.expected
    if vector.id == "LOT14":
        # The vector counts the CAR-T as well; it was given before the date asked here.
        assert counted(derive(as_treatments(vector.given), on="2023-11-25")["prior_lines"]) == (2, 2, 2)
    assert counted(fact) == (expected["strict"], expected["min"], expected["max"])
    assert sorted(fact.flags) == sorted(expected["flags"])
    assert spoken(fact)


ZHOU = [
    {
        "regimen": "Dara-VRd",
        "drugs": ["daratumumab", "bortezomib", "lenalidomide", "dexamethasone"],
        "phase": "induction",
        "start": "2019-12",
        "stop": "2020-06",
        "stop_reasons": {"lenalidomide": "stem_cell_protection"},
    },
    {
        "regimen": "Dara-Vd",
        "drugs": ["daratumumab", "bortezomib", "dexamethasone"],
        "start": "2020-06",
        "stop": "2020-07",
        "reason_stopped": "supply",
    },
    {"regimen": "Dara-Id", "drugs": ["daratumumab", "ixazomib", "dexamethasone"], "start": "2020-07"},
    {"regimen": "Id", "drugs": ["ixazomib", "dexamethasone"]},
    {"regimen": "Vd", "drugs": ["bortezomib", "dexamethasone"], "reason_stopped": "progression"},
    {
        "regimen": "Dara-Pd",
        "drugs": ["daratumumab", "pomalidomide", "dexamethasone"],
        "stop": "2023-04",
        "progression": "2023-04",
        "reason_stopped": "progression",
    },
    {
        "regimen": "Dara-SKd",
        "drugs": ["daratumumab", "carfilzomib", "dexamethasone"],
        "start": "2023-04",
        "stop": "2023-07",
        "cycles": 4,
        "best_response": "PR",
        "progression": "2023-07",
        "reason_stopped": "progression",
    },
]


def test_a_published_patient_has_five_lines_four_where_a_reason_is_missing(derive, spoken):
    fact = derive(ZHOU, on="2023-07")["prior_lines"]
    assert counted(fact) == (5, 4, 5)
    assert set(fact.flags) == {"NON_PD_SWITCH", "REASON_UNKNOWN"}
    assert [question.field for question in fact.questions] == ["treatments[3].reason_stopped"]
    assert any("7 regimens; 4 lines" in sentence and "3 where" in sentence for sentence in spoken(fact))


def test_the_answer_to_the_question_settles_the_count(derive):
    answered = [dict(one) for one in ZHOU]
    answered[3]["reason_stopped"] = "progression"
    assert counted(derive(answered, on="2023-07")["prior_lines"]) == (5, 5, 5)
    answered = [dict(one) for one in ZHOU]
    answered[4]["new_line"] = "no"
    assert counted(derive(answered, on="2023-07")["prior_lines"]) == (4, 4, 4)


def test_no_treatments_leave_the_count_unknown(derive):
    facts = derive([])
    assert facts["prior_lines"].value == facts["prior_lines_2011"].value == Span()


def test_a_row_in_which_nothing_is_entered_is_no_treatment(derive):
    """Just added in the window: it must not become a line, nor make a product off label."""
    vrd = {"regimen": "VRd", "drugs": ["bortezomib", "lenalidomide"], "start": "2020", "stop": "2021"}
    assert derive([{}])["prior_lines"].value == derive([])["prior_lines"].value
    alone = derive([vrd])
    for rows in ([vrd, {}], [{}, vrd], [{}, vrd, {}]):
        found = derive(rows)
        for name in ("prior_lines", "exposed_drugs"):
            assert found[name].value == alone[name].value
        asked = {question.text for fact in found.values() for question in fact.questions}
        assert asked == {question.text for fact in alone.values() for question in fact.questions}


def test_an_incomplete_list_has_no_upper_bound(derive):
    fact = derive(ZHOU, on="2023-07", treatments_complete="no")["prior_lines"]
    assert (fact.value, fact.best) == (Span(low=Decimal(4)), None)
    assert "treatments_complete" in [question.field for question in fact.questions]


VRD = {"drugs": ["bortezomib", "lenalidomide", "dexamethasone"], "start": "2020-01-01", "stop": "2020-06-01"}


def test_the_same_regimen_after_relapse_is_new_by_2011_and_open_by_2015(derive):
    first = {**VRD, "reason_stopped": "completed", "progression": "2021-01-01"}
    again = {**VRD, "start": "2021-01-10", "stop": "2021-09-01"}
    facts = derive([first, again])
    assert counted(facts["prior_lines"]) == (1, 1, 2)
    assert facts["prior_lines"].questions[0].field == "treatments[1].new_line"
    assert counted(facts["prior_lines_2011"]) == (2, 2, 2)


@pytest.mark.parametrize(("cycles", "expected"), [(1, (1, 1, 1)), (0.9, (0, 0, 1))])
def test_less_than_one_cycle_is_no_line(derive, cycles, expected):
    fact = derive([{**VRD, "cycles": cycles}])["prior_lines"]
    assert counted(fact) == expected
    assert ("LT_1_CYCLE" in fact.flags) == (expected[0] == 0)


@pytest.mark.parametrize(
    ("stop", "expected"),
    [("2020-01-21", (0, 0, 1)), ("2020-01-22", (1, 1, 1)), ("2020-01", (1, 0, 1)), (None, (1, 1, 1))],
)
def test_cycles_not_entered_are_complete_unless_shorter_than_21_days(derive, stop, expected):
    assert counted(derive([{**VRD, "stop": stop}])["prior_lines"]) == expected


def test_a_short_opener_resumed_becomes_a_line(derive):
    opener = {**VRD, "stop": "2020-01-05", "cycles": 0.3}
    assert counted(derive([opener, {**VRD, "start": "2020-02-01", "cycles": 4}])["prior_lines"]) == (1, 1, 1)


@pytest.mark.parametrize(
    ("day", "flag"), [("2020-12-01", "PLAN_UNCONFIRMED"), ("2020-12-02", "REASON_UNKNOWN")]
)
def test_maintenance_with_a_new_drug_within_183_days_may_have_been_planned(derive, day, flag):
    fact = derive([VRD, {"drugs": ["ixazomib"], "phase": "maintenance", "start": day}])["prior_lines"]
    assert fact.flags == (flag,)
    assert fact.value == Span(Decimal(1), Decimal(2))
    assert fact.best == (1 if flag == "PLAN_UNCONFIRMED" else 2)


@pytest.mark.parametrize(("day", "expected"), [("2020-07-31", (1, 1, 1)), ("2020-08-01", (1, 1, 2))])
def test_a_smaller_regimen_after_more_than_60_days_off_may_be_unplanned(derive, day, expected):
    assert counted(derive([VRD, {"drugs": ["lenalidomide"], "start": day}])["prior_lines"]) == expected


@pytest.mark.parametrize(
    ("second", "expected", "flag"),
    [
        ({"planned": "yes"}, (1, 1, 1), None),
        ({"planned": "no"}, (2, 2, 2), "SCT_REPEAT"),
        ({"start": "2020-12-31"}, (1, 1, 2), "TANDEM_UNCONFIRMED"),  # 183 days after the first
        ({"start": "2021-01-01"}, (2, 2, 2), "SCT_REPEAT"),
    ],
)
def test_a_second_transplant(derive, second, expected, flag):
    first = {"regimen": "ASCT", "start": "2020-07-01", "planned": "yes"}
    fact = derive([VRD, first, {"regimen": "ASCT", "start": "2020-10-01", **second}])["prior_lines"]
    assert counted(fact) == expected
    assert fact.flags == ((flag,) if flag else ())


def test_a_first_transplant_whose_plan_is_not_documented(derive):
    fact = derive([VRD, {"regimen": "ASCT", "start": "2020-07-01"}])["prior_lines"]
    assert counted(fact) == (1, 1, 2)
    assert fact.questions[0].field == "treatments[1].planned"


def test_radiotherapy_mobilization_and_supportive_drugs_are_no_lines(derive):
    others = [
        {"phase": "radiotherapy", "start": "2020-07-01"},
        {"drugs": ["cyclophosphamide"], "phase": "mobilization", "start": "2020-07-10"},
        {"drugs": ["denosumab"], "start": "2020-07-12"},
    ]
    assert counted(derive([VRD, *others])["prior_lines"]) == (1, 1, 1)


def test_an_earlier_car_t_is_a_line_and_the_one_decided_is_not(derive):
    car_t = {"drugs": ["ide-cel"], "start": "2024-01-01", "stop": "2024-01-01"}
    assert derive([VRD, car_t], on="2026-01-01")["prior_lines"].best == 2
    assert derive([VRD, car_t], on="2024-01-01")["prior_lines"].best == 1


def test_bridging_under_way_belongs_to_the_coming_car_t(derive):
    bridging = {"drugs": ["carfilzomib"], "phase": "bridging", "start": "2026-09-01", "stop": "ongoing"}
    fact = derive([VRD, bridging])["prior_lines"]
    assert (counted(fact), fact.flags) == ((1, 1, 1), ("BRIDGING_ATTACHED",))
    assert fact.questions[0].field == "treatments[1].new_line"
    assert derive([VRD, {**bridging, "new_line": "yes"}])["prior_lines"].best == 2


def test_an_ambiguous_letter_makes_an_interval(derive):
    """P after VRd may be the steroid prednisone or the new drug pomalidomide."""
    second = {"drugs": ["P"], "start": "2020-06-02"}
    first = {**VRD, "reason_stopped": "progression"}
    assert derive([first, second])["prior_lines"].value == Span(Decimal(1), Decimal(2))


def test_unknown_drugs_leave_open_whether_it_is_a_line(derive):
    fact = derive([{**VRD, "reason_stopped": "progression"}, {"regimen": "trial drug", "start": "2021"}])
    assert fact["prior_lines"].value == Span(Decimal(1), Decimal(2))
    assert fact["prior_lines"].questions[0].field == "treatments[1].drugs"


DATED = [
    {"drugs": ["bortezomib"], "start": "2018-01-01", "stop": "2018-06-01", "reason_stopped": "progression"},
    {"drugs": ["pomalidomide"], "start": "2019", "stop": "2019-06-01", "progression": "2019-06-10"},
    {"drugs": ["daratumumab"], "start": "2020-03", "stop": "2020-08-01", "reason_stopped": "toxicity"},
    {"drugs": ["carfilzomib"], "start": "2021-05-05", "stop": "ongoing", "progression": "2022-02-01"},
]


@given(st.permutations(DATED))
def test_the_order_of_entry_of_dated_treatments_does_not_matter(derive, treatments):
    facts, listed = derive(treatments), derive(DATED)
    for name, fact in listed.items():
        assert (facts[name].value, facts[name].best) == (fact.value, fact.best), name


def test_undated_treatments_stay_where_they_were_listed(derive):
    undated = {"drugs": ["ixazomib"], "reason_stopped": "progression"}
    facts = derive([DATED[1], undated, DATED[0]])
    sentences = [dict(one.parts)["regimens"] for one in facts["prior_lines"].basis if one.id == "lines.line"]
    assert sentences == ["bortezomib", "pomalidomide", "ixazomib"]


@pytest.mark.parametrize(
    ("reason", "planned", "lines"),
    [
        ("progression", "unknown", (2, 2)),
        ("completed", "no", (2, 2)),
        ("completed", "unknown", (1, 2)),
        ("progression", "yes", (1, 1)),
    ],
)
def test_a_first_transplant_counts_where_it_followed_progression_or_was_not_planned(
    derive, reason, planned, lines
):
    treatments = [
        {
            "drugs": ["bortezomib"],
            "phase": "induction",
            "start": "2020-01-01",
            "stop": "2020-05-01",
            "reason_stopped": reason,
        },
        {
            "drugs": ["melphalan"],
            "phase": "autologous_transplant",
            "start": "2020-06-01",
            "planned": planned,
        },
    ]
    value = derive(treatments)["prior_lines"].value
    assert (value.low, value.high) == lines


def test_the_basis_names_the_regimens_of_each_line(derive):
    steps = [
        {"regimen": "VRd", "start": "2020-01-01", "stop": "2020-05-01"},
        {"regimen": "R", "start": "2020-06-01", "stop": "2022-01-01", "planned": "yes"},
        {"regimen": "Kd", "start": "2022-02-01", "stop": "2022-06-01", "planned": "no"},
        {"regimen": "K", "drugs": ["carfilzomib"], "start": "2022-06-02", "planned": "yes"},
    ]
    steps[1]["drugs"] = ["lenalidomide"]
    steps[1]["reason_stopped"] = "progression"
    lines = [dict(line.parts) for line in derive(steps)["prior_lines"].basis if line.id == "lines.line"]
    assert [(str(one["number"]), one["regimens"]) for one in lines] == [("1", "VRd → R"), ("2", "Kd → K")]


@pytest.mark.parametrize(("start", "high"), [("2019-01-10", 2), ("2019-01-09", 1)])
def test_a_progression_of_the_day_the_next_began_is_why_it_began(derive, start, high):
    vd = {"drugs": ["bortezomib", "dexamethasone"]}
    first = {**vd, "start": "2017-01-01", "stop": "2017-07-01", "progression": "2019-01-10"}
    fact = derive([first, {**vd, "start": start}])["prior_lines"]
    assert fact.value == Span(Decimal(1), Decimal(high))
    assert fact.flags == (("RETREAT_SAME_REGIMEN_AFTER_PD",) if high == 2 else ())


WHOLE = {"drugs": ["bortezomib", "lenalidomide", "dexamethasone"], "start": "2020-01-01"}
PLANNED_TRANSPLANT = {"drugs": ["melphalan"], "phase": "autologous_transplant", "planned": "yes"}


@pytest.mark.parametrize(
    ("start", "strict", "flag"),
    [("2020-12-01", 1, "PLAN_UNCONFIRMED"), ("2020-12-02", 2, "REASON_UNKNOWN")],
)
def test_maintenance_up_to_183_days_after_a_transplant_without_an_end_may_be_planned(
    derive, start, strict, flag
):
    treatments = [
        {**WHOLE, "stop": "2020-05-01"},
        {**PLANNED_TRANSPLANT, "start": "2020-06-01"},
        {"drugs": ["ixazomib"], "phase": "maintenance", "start": start},
    ]
    fact = derive(treatments)["prior_lines"]
    assert (fact.value, fact.best, fact.flags) == (Span(Decimal(1), Decimal(2)), strict, (flag,))


def test_an_end_that_is_not_entered_leaves_no_gap(derive):
    rest = {"drugs": ["bortezomib", "dexamethasone"], "start": "2021-09-01"}
    assert derive([WHOLE, rest])["prior_lines"].value == Span.exactly(1)
    assert derive([{**WHOLE, "stop": "2020-05-01"}, rest])["prior_lines"].value == Span(
        Decimal(1), Decimal(2)
    )
    assert derive([{**WHOLE, "stop": "2020-05-01"}, PLANNED_TRANSPLANT, rest])[
        "prior_lines"
    ].value == Span.exactly(1)


@pytest.mark.parametrize(
    ("start", "stop", "strict", "low"),
    [
        ("2020-01-01", "2020-01-21", 0, 0),  # 20 days: less than one cycle
        ("2020-01-01", "2020-01-22", 1, 1),
        ("2020-01", "2020-01-21", 0, 0),  # at most 20 days
        ("2020-01", "2020-01-22", 1, 0),  # at most 21
    ],
)
def test_cycles_that_are_not_entered_are_complete_from_21_days(derive, start, stop, strict, low):
    fact = derive([{"drugs": ["bortezomib"], "start": start, "stop": stop}])["prior_lines"]
    assert (fact.best, fact.value) == (strict, Span(Decimal(low), Decimal(1)))


def test_the_interval_holds_every_reading_of_a_word(derive):
    vd = {"drugs": ["bortezomib", "dexamethasone"], "start": "2020-01-01", "stop": "2020-06-01"}
    fact = derive([vd, {"drugs": ["B", "dexamethasone"], "start": "2020-06-02"}])["prior_lines"]
    assert (fact.value, fact.best) == (Span(Decimal(1), Decimal(2)), None)
    # The lines shown are those of the first reading: bortezomib went on.
    assert [line.id for line in fact.basis] == ["lines.line"]


@pytest.mark.parametrize(("day", "before"), [("2020-01-01", False), ("2020-01-02", True), ("2020-01", False)])
def test_a_treatment_of_the_day_of_diagnosis_is_not_before_it(derive, day, before):
    first = {"drugs": ["bortezomib"], "start": "2020-01-01", "stop": "2020-06-01"}
    flags = derive([first], disease={"diagnosis_date": day})["prior_lines"].flags
    assert ("BEFORE_DIAGNOSIS" in flags) is before


@pytest.mark.parametrize(
    ("first", "second", "noted"),
    [
        ("toxicity", "progression", (2, 2)),  # one switch that many charts do not count
        ("unknown", "progression", (3, 2)),  # one whose reason is not known
        ("toxicity", "unknown", (2, 1)),
        ("progression", "progression", None),
    ],
)
def test_what_other_conventions_count_is_noted(derive, first, second, noted):
    drugs = ("bortezomib", "carfilzomib", "daratumumab")
    reasons = (first, second, "unknown")
    treatments = [
        {"drugs": [drug], "start": f"{2020 + n}-01-01", "stop": f"{2020 + n}-06-01", "reason_stopped": reason}
        for n, (drug, reason) in enumerate(zip(drugs, reasons, strict=True))
    ]
    facts = derive(treatments)
    notes = [dict(one.parts) for one in facts["prior_lines"].basis if one.id == "lines.note.conventions"]
    found = [tuple(int(str(one[key])) for key in ("regimens", "lenient", "most_lenient")) for one in notes]
    assert found == ([(3, *noted)] if noted else [])
    assert "lines.note.conventions" not in [one.id for one in facts["prior_lines_2011"].basis]

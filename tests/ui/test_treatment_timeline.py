"""The timeline as data, without a window."""

from datetime import date

from cardecide.assessment.time_scale import TimeScale, spread
from cardecide.assessment.treatment_timeline import Shape, TreatmentTimeline, treatment_timeline
from cardecide.case import read_case
from cardecide.case.model import Case
from cardecide.case.partial_date import PartialDate
from cardecide.facts.value import Truth
from cardecide.locations import bundled

ON = PartialDate(2023, 7)


def timeline_of(*treatments: dict[str, object]) -> TreatmentTimeline:
    return treatment_timeline(Case.model_validate({"id": "A", "treatments": treatments}), ON)


def test_the_published_patient() -> None:
    case = read_case(bundled("resources") / "samples" / "zhou-2025.case.yaml").case
    shown = treatment_timeline(case, ON)
    assert [row.name for row in shown.rows] == [one.regimen for one in case.treatments]
    assert [row.line for row in shown.rows] == [1, 1, 2, 2, 3, 4, 5]
    assert [(line.first, line.last) for line in shown.lines] == [(0, 1), (2, 3), (4, 4), (5, 5), (6, 6)]
    assert "carfilzomib" in shown.rows[6].refractory
    assert shown.rows[0].refractory == ()
    assert shown.rows[0].progressed is Truth.UNKNOWN
    assert shown.rows[4].progressed is Truth.YES and shown.rows[4].progression is None
    assert shown.rows[5].progression is not None
    assert [label for _, label in shown.ticks] == ["2020", "2021", "2022", "2023"]


def test_nothing_entered_is_nothing_drawn() -> None:
    assert timeline_of() == TreatmentTimeline()


def test_undated_treatments_stand_in_their_order() -> None:
    shown = timeline_of({"regimen": "VRd"}, {"regimen": "Kd"}, {"regimen": "Dara-Pd"})
    starts = [row.start for row in shown.rows]
    assert starts == sorted(starts) and len(set(starts)) == 3
    assert not any(row.start_known or row.stop_known for row in shown.rows)
    assert shown.ticks == ()


def test_an_undated_treatment_lies_between_its_neighbors() -> None:
    shown = timeline_of(
        {"regimen": "VRd", "start": "2020-01", "stop": "2020-06"},
        {"regimen": "Kd"},
        {"regimen": "Dara-Pd", "start": "2022-01", "stop": "2022-06"},
    )
    first, middle, last = shown.rows
    assert first.stop < middle.start < middle.stop < last.start


def test_transplant_car_t_and_radiotherapy_have_their_own_shapes() -> None:
    shown = timeline_of(
        {"regimen": "VRd", "start": "2019-01", "stop": "2019-05"},
        {"regimen": "ASCT", "start": "2019-08"},
        {"drugs": ["ciltacabtagene autoleucel"], "start": "2021-01"},
        {"phase": "radiotherapy", "start": "2022-01-01", "stop": "2022-01-10"},
        {"regimen": "Kd", "start": "2022-03", "stop": "ongoing"},
    )
    assert [row.shape for row in shown.rows] == [
        Shape.BAR,
        Shape.TRANSPLANT,
        Shape.CAR_T,
        Shape.RADIOTHERAPY,
        Shape.BAR,
    ]
    assert shown.rows[1].start == shown.rows[1].stop
    assert shown.rows[1].stop_known
    assert shown.rows[3].line == 0
    assert shown.rows[4].ongoing and shown.rows[4].stop == 1.0


def test_rows_follow_the_dates_and_keep_their_place_in_the_case() -> None:
    shown = timeline_of(
        {"regimen": "Kd", "start": "2021-01", "stop": "2021-06"},
        {"regimen": "VRd", "start": "2019-01", "stop": "2019-06"},
    )
    assert [row.name for row in shown.rows] == ["VRd", "Kd"]
    assert [row.place for row in shown.rows] == [1, 0]
    assert shown.row_of(0) == 1
    assert shown.row_of(7) is None


def test_a_day_is_spread_evenly_between_known_ones() -> None:
    first, last = date(2020, 1, 1), date(2020, 1, 31)
    found = spread([first, None, None, last], date(2021, 1, 1))
    assert found == [first, date(2020, 1, 11), date(2020, 1, 21), last]


def test_what_is_unknown_at_the_end_reaches_to_the_last_day() -> None:
    assert spread([date(2020, 1, 1), None], date(2020, 3, 1)) == [date(2020, 1, 1), date(2020, 3, 1)]
    assert spread([None, date(2020, 3, 1)], date(2021, 1, 1))[0] < date(2020, 3, 1)


def test_a_scale_of_one_day_has_no_length() -> None:
    scale = TimeScale.over([date(2020, 5, 5)])
    assert scale.at(date(2020, 5, 5)) == 0.0
    assert scale.ticks() == ()


def test_years_are_thinned_out_on_a_long_scale() -> None:
    scale = TimeScale.over([date(1996, 6, 1), date(2026, 6, 1)])
    assert 4 <= len(scale.ticks()) <= 8

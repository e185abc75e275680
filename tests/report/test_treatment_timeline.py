"""The timeline as it is laid out, before anything is drawn."""

from datetime import date

from cardecide.assessment.time_scale import TimeScale, spread
from cardecide.assessment.treatment_timeline import Shape, treatment_timeline
from cardecide.case.model import Case
from cardecide.case.partial_date import PartialDate
from cardecide.facts.value import Truth
from cardecide.report import render_report
from tests.report.reading_pdf import ISSUED, pages, whole
from tests.report.sample_result import sample_case, sample_result

ON = PartialDate.parse("2023-07-31")


def test_lines_are_numbered_as_the_count_of_lines_has_them() -> None:
    shown = treatment_timeline(sample_case(), ON)
    assert [line.number for line in shown.lines] == list(range(1, len(shown.lines) + 1))
    assert shown.rows[0].line == 1
    assert shown.rows[-1].line == len(shown.lines) == 5


def test_drugs_are_marked_at_the_treatment_through_which_they_were_found_refractory() -> None:
    rows = {row.name: row for row in treatment_timeline(sample_case(), ON).rows}
    assert "carfilzomib" in rows["Dara-SKd"].refractory
    assert rows["Dara-VRd"].refractory == ()
    assert rows["Dara-SKd"].progressed is Truth.YES
    assert rows["Dara-SKd"].progression is not None


def test_a_treatment_without_dates_keeps_its_order_and_says_so() -> None:
    shown = treatment_timeline(sample_case(), ON)
    undated = next(row for row in shown.rows if row.name == "Id")
    assert not undated.start_known
    assert not undated.stop_known
    assert [row.start for row in shown.rows] == sorted(row.start for row in shown.rows)


def test_transplants_have_a_shape_of_their_own() -> None:
    case = Case.model_validate(
        {
            "id": "X",
            "treatments": [{"regimen": "ASCT", "phase": "autologous_transplant", "start": "2020-01-01"}],
        }
    )
    (row,) = treatment_timeline(case, ON).rows
    assert row.shape is Shape.TRANSPLANT
    assert row.stop_known


def test_days_not_known_lie_evenly_between_their_neighbors() -> None:
    first, last = date(2020, 1, 1), date(2020, 1, 5)
    assert spread([first, None, last], last) == [first, date(2020, 1, 3), last]
    assert TimeScale.over([last, first]).at(date(2020, 1, 3)) == 0.5


def test_forty_regimens_are_all_drawn() -> None:
    treatments = [
        {"regimen": f"Regimen{n:02}", "drugs": ["bortezomib"], "start": f"{1980 + n}-01"} for n in range(40)
    ]
    case = Case.model_validate({"id": "X", "treatments": treatments})
    text = whole(render_report(sample_result(), case, issued=ISSUED))
    assert all(text.count(f"Regimen{n:02}") >= 2 for n in range(40))


def test_three_hundred_criteria_are_all_printed() -> None:
    result = sample_result()
    product = result.products[1]
    trial = product.trials[0]
    criteria = [
        trial.criteria[n % len(trial.criteria)].model_copy(update={"id": f"c{n}", "text": f"Criterion<{n}>"})
        for n in range(300)
    ]
    many = product.model_copy(update={"trials": [trial.model_copy(update={"criteria": criteria})]})
    report = render_report(result.model_copy(update={"products": [many]}), sample_case(), issued=ISSUED)
    text = whole(report)
    assert all(f"Criterion<{n}>" in text for n in range(300))
    assert len(pages(report)) < 20

"""What was recorded after the infusion is printed: grades, signs, notes."""

import pytest

from cardecide.case.model import Case
from cardecide.language.text import LANGUAGES, Language
from cardecide.report import render_report
from tests.report.reading_pdf import ISSUED, whole
from tests.report.sample_result import sample_case, sample_result

CRS = {
    "kind": "crs",
    "date": "2023-08-02",
    "grading_system": "CTCAE-5",
    "grade": 3,
    "temperature": 39.2,
    "blood_pressure": "one_vasopressor",
    "oxygen": "low_flow",
    "anticytokine_therapy": "yes",
    "note": "Tocilizumab on day two <b>twice</b>",
}
ICANS = {"kind": "icans", "ice_score": 8, "note": "Handwriting worse"}


def printed(*events: dict[str, object], language: Language = "en") -> str:
    case = Case.model_validate(
        {**sample_case().model_dump(exclude_none=True, mode="json"), "toxicity": list(events)}
    )
    return whole(render_report(sample_result(language), case, language=language, issued=ISSUED))


def test_each_event_stands_with_its_grades_signs_and_note() -> None:
    text = printed(CRS, ICANS)
    assert "2023-08-02Cytokinereleasesyndrome(CRS)33(CTCAE-5)" in text
    assert "Highesttemperature:39.2" in text
    assert "Bloodpressure:onevasopressor" in text
    assert "Oxygen:lowflow,upto6L/min" in text
    assert "Tocilizumabondaytwo<b>twice</b>" in text
    assert "LowestICEscore:8" in text
    assert "Handwritingworse" in text


def test_a_grade_of_the_chart_alone_is_not_taken_for_an_astct_grade() -> None:
    assert "(CRS)?2(?)" in printed({"kind": "crs", "grade": 2})


def test_the_grade_of_an_incomplete_record_is_an_interval() -> None:
    # Fever and hypotension without vasopressor is grade 2 at least; oxygen may raise it to 4.
    text = printed({"kind": "crs", "temperature": 38.5, "blood_pressure": "hypotension"})
    assert "(CRS)2–4–" in text


def test_a_case_without_events_has_no_such_part() -> None:
    assert "Aftertheinfusion" not in whole(render_report(sample_result(), sample_case(), issued=ISSUED))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_prints_the_note_as_written(language: Language) -> None:
    text = printed(CRS, ICANS, language=language)
    assert "<b>twice</b>" in text
    assert "39.2" in text

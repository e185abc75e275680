"""The mapping file: strict, and read back as it was written."""

import pytest

from cardecide.cohort.tables.mapping import Mapping, dump_mapping, meaning, read_mapping_text
from cardecide.reading.problem import InputError, Problem

MAPPING = """\
format: cardecide-mapping/1
table: registry.csv
encoding: gb18030
delimiter: ";"
columns:
  Patient: id
  Hb: {is: labs.hemoglobin, unit: g/dL, decimal: comma}
  Born: {is: patient.birth_date, dates: day first}
  Infection: {is: infection.active_infection, words: {Y: yes, N: no, "9": unknown}}
  ALT: {is: labs.alt, unit: U/L, upper_limit: 40}
  Note: {is: ignored}
"""


def problems(text: str) -> tuple[Problem, ...]:
    with pytest.raises(InputError) as error:
        read_mapping_text(text, file="m.yaml")
    return error.value.problems


def test_it_is_read_and_written_back() -> None:
    mapping = read_mapping_text(MAPPING)
    assert mapping.columns["Infection"].words == {"Y": "yes", "N": "no", "9": "unknown"}
    assert mapping.columns["ALT"].upper_limit == "40"
    assert read_mapping_text(dump_mapping(mapping)) == mapping


def test_names_and_words_that_look_like_numbers_stay_words() -> None:
    words = {
        "1": "yes",
        "no": "no",
        "0": "no",
        "?": "unknown",
        "y: n": "yes",
        "=1+1": "unknown",
        "": "unknown",
    }
    column = meaning("infection.active_infection", words=words)
    mapping = Mapping(columns={"2024": meaning("id"), "true": meaning("ignored"), "a: b # c": column})
    assert read_mapping_text(dump_mapping(mapping)) == mapping


@pytest.mark.parametrize(
    ("old", "new", "line", "what", "near"),
    [
        ("decimal: comma", "decimals: comma", 7, "unknown key 'decimals'", "decimal"),
        ("encoding:", "encodings:", 3, "unknown key 'encodings'", "encoding"),
        ("labs.hemoglobin", "labs.hemoglobine", 7, "nothing that a column can mean", "labs.hemoglobin"),
        ("unit: g/dL", "unit: U/L", 7, "'U/L' does not fit labs.hemoglobin", ""),
        ("dates: day first", "dates: dmy", 8, "'dates' does not fit", ""),
        ("Y: yes", "Y: maybe", 9, "'Y' cannot stand for 'maybe'", ""),
        ("{is: ignored}", "{is: id}", 11, "'Note' and 'Patient' are both 'id'", ""),
    ],
)
def test_what_is_wrong_is_told_with_its_line(old: str, new: str, line: int, what: str, near: str) -> None:
    (problem,) = problems(MAPPING.replace(old, new))
    assert problem.line == line
    assert what in problem.message
    assert problem.nearest == near


def test_all_problems_are_told_at_once() -> None:
    text = MAPPING.replace("labs.hemoglobin", "labs.hb").replace("Y: yes", "Y: maybe")
    assert len(problems(text)) == 2


@pytest.mark.parametrize("text", ["[]", "columns: 3", "format: cardecide-mapping/2\ncolumns: {}"])
def test_what_is_no_mapping_is_refused(text: str) -> None:
    assert problems(text)

"""Reading YAML and JSON: what is kept exactly, what is refused, and where problems are said to be."""

import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cardecide.reading.document import MAX_DEPTH, MAX_EVENTS, dotted, read_document
from cardecide.reading.encoding import MAX_BYTES
from cardecide.reading.problem import InputError, Problem


def refused(text: str | bytes) -> tuple[Problem, ...]:
    with pytest.raises(InputError) as caught:
        read_document(text, file="f.yaml")
    return caught.value.problems


def test_words_of_yaml_1_2_keep_their_meaning() -> None:
    text = "[yes, no, on, off, y, n, true, False, TRUE, null, ~, 010, 0o10, 0x1F, 12:30, 2023-02-30, 1_000]"
    read = read_document(text, file="f").value
    words = ["yes", "no", "on", "off", "y", "n", True, False, True, None, None]
    assert read == [*words, "010", "0o10", "0x1F", "12:30", "2023-02-30", "1_000"]


@pytest.mark.parametrize("text", ["1.50", "0.1", "-3.", ".5", "1e3", "1.5E-2", "+2.5"])
def test_a_number_with_a_point_or_exponent_is_an_exact_decimal(text: str) -> None:
    value = read_document(f"a: {text}", file="f").value["a"]
    assert isinstance(value, Decimal)
    assert value.as_tuple() == Decimal(text).as_tuple()


@pytest.mark.parametrize("text", ["0", "-7", "42"])
def test_a_whole_number_is_an_int(text: str) -> None:
    value = read_document(f"a: {text}", file="f").value["a"]
    assert type(value) is int
    assert value == int(text)


def test_quotation_marks_make_text_of_anything() -> None:
    text = """{a: "1", b: 'true', c: "null", d: '2.5', "<<": 1}"""
    assert read_document(text, file="f").value == {"a": "1", "b": "true", "c": "null", "d": "2.5", "<<": 1}


@pytest.mark.parametrize("text", [".inf", "-.INF", ".nan", "1e31", "1e-31", "1e999999999", "9" * 41])
def test_numbers_that_cannot_be_meant_are_refused(text: str) -> None:
    (problem,) = refused(f"a: {text}")
    assert problem.code == "number"
    assert (problem.line, problem.column) == (1, 4)


@pytest.mark.parametrize("text", ["1e30", "1e-30", "9" * 30])
def test_numbers_up_to_the_limit_are_read(text: str) -> None:
    assert read_document(f"a: {text}", file="f").value["a"] == Decimal(text)


def test_places_count_characters_from_one() -> None:
    document = read_document("中: {é: 1, 😀: [a, b]}\nx:\n  - y: 2\n", file="f")
    assert document.position(()) == (1, 1)
    assert document.position(("中", "é")) == (1, 8)
    assert document.position(("中", "😀"), key=True) == (1, 11)
    assert document.position(("中", "😀", 1)) == (1, 18)
    assert document.position(("x", 0, "y")) == (3, 8)
    assert document.position(("x", 0, "y"), key=True) == (3, 5)


def test_a_place_that_is_not_there_is_that_of_what_encloses_it() -> None:
    document = read_document("a:\n  b: {c: 1}\n", file="f")
    assert document.position(("a", "b", "missing", 3)) == document.position(("a", "b")) == (2, 6)


def test_a_path_is_written_as_people_write_it() -> None:
    assert dotted(("treatments", 2, "drugs", 0, "stop")) == "treatments[2].drugs[0].stop"
    assert dotted(()) == ""


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("a: 1\nb: 2\na: 3\n", "duplicate-key", 3),
        ("a: 1\nb: &x 2\n", "anchor", 2),
        ("a: 1\nb: *x\n", "alias", 2),
        ("a: !!str 1\n", "tag", 1),
        ("a: !thing {b: 1}\n", "tag", 1),
        ("<<: {a: 1}\n", "merge-key", 1),
        ("a: 1\n---\nb: 1\n", "documents", 2),
        ("a: {1: b}\n", "key", 1),
        ("a: {true: b}\n", "key", 1),
        ("? [a]\n: 1\n", "key", 1),
        ("a:\n\tb: 1\n", "not-yaml", 2),
        ("a: b: c\n", "not-yaml", 1),
        ("a: [1, 2\n", "not-yaml", 2),
        ("a: 'x\n", "not-yaml", 2),
        ("", "empty", 0),
        ("# nothing\n", "empty", 0),
    ],
)
def test_what_would_say_something_else_than_it_shows_is_refused(text: str, code: str, line: int) -> None:
    problem = next(p for p in refused(text) if p.code == code)
    assert problem.line == line
    assert problem.file == "f.yaml"


def test_the_first_of_two_equal_keys_is_named_by_its_line() -> None:
    (problem,) = refused("a: 1\nb: 2\na: 3\n")
    assert "line 1" in problem.message


def test_all_problems_of_a_file_are_told_at_once() -> None:
    assert [p.code for p in refused("a: &x 1\nb: .nan\na: 2\n")] == ["anchor", "number", "duplicate-key"]


@pytest.mark.parametrize(
    "text", ["a: &x 1\nb: *x\n", "a: &x [1, 1]\nb: &y [*x, *x]\nc: [*y, *y]\n", "a: [*x, *x]\n"]
)
def test_anchors_and_aliases_are_refused_in_one_line_for_the_whole_file(text: str) -> None:
    (problem,) = refused(text)
    assert problem.line == 1
    assert "'&'" in problem.message and "'*'" in problem.message
    assert problem.expected == "each value written out in its own place"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("a: 1".encode("utf-16"), "encoding"),
        ("a: 1".encode("utf-16-le"), "encoding"),
        ("a: é".encode("latin-1"), "encoding"),
        (b"a: \x00", "encoding"),
        ("a: \x00" + "b" * 3, "control-character"),
        ("a: \x07", "control-character"),
        ("a: x\u2028y", "control-character"),
        (b"a: " + b"x" * MAX_BYTES, "too-large"),
    ],
)
def test_what_is_no_text_gets_one_clear_sentence(content: str | bytes, code: str) -> None:
    (problem,) = refused(content)
    assert problem.code == code


def test_a_wrong_byte_is_placed() -> None:
    (problem,) = refused("a: 1\nb: ğé".encode() + b"\xe9")
    assert (problem.line, problem.column) == (2, 6)


def test_a_byte_order_mark_is_not_part_of_the_text() -> None:
    document = read_document("\ufeffa: 1".encode(), file="f")
    assert document.value == {"a": 1}
    assert document.position(("a",), key=True) == (1, 1)


def test_depth_is_limited_at_its_boundary() -> None:
    assert read_document("[" * MAX_DEPTH + "]" * MAX_DEPTH, file="f").value is not None
    (problem,) = refused("[" * (MAX_DEPTH + 1) + "]" * (MAX_DEPTH + 1))
    assert problem.code == "too-deep"


@pytest.mark.parametrize("sign", ["[", "{", "- ", "? ", '{"a":', "[[{"])
def test_a_hundred_kilobytes_of_opening_signs_are_refused(sign: str) -> None:
    assert refused(sign * (100_000 // len(sign)))


def test_the_number_of_entries_is_limited() -> None:
    (problem,) = refused("[" + "1," * MAX_EVENTS + "]")
    assert problem.code == "too-many"


def test_json_with_tabs_and_escapes_is_read_with_places() -> None:
    document = read_document('{\n\t"a":\t[1.50, "x\\/\\u00e9\\t", null, true]\n}', file="f")
    assert document.value == {"a": [Decimal("1.50"), "x/é\t", None, True]}
    assert document.position(("a", 0)) == (2, 8)


@pytest.mark.parametrize("text", ['{"a": "\\ud83d\\ude00", "b": 1.50}', '{"a"\n: "😀", "b": 1.50}'])
def test_json_that_is_no_yaml_is_still_read(text: str) -> None:
    assert read_document(text, file="f").value == {"a": "😀", "b": Decimal("1.50")}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ('{"k": "\\ud83d\\ude00", "a": 1, "a": 2}', "duplicate-key"),
        ('{"k": "\\ud83d\\ude00", "a": NaN}', "number"),
        ('{"a": "\\ud83d"}', "surrogate"),
        ('{"k": "\\ud83d\\ude00", "a": ' + "[" * 70 + "]" * 70 + "}", "too-deep"),
    ],
)
def test_json_read_the_other_way_is_as_strict(text: str, code: str) -> None:
    (problem,) = refused(text)
    assert problem.code == code


_TEXT = st.text(
    st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\u2028\u2029\ufffe\uffff\ufeff"),
    max_size=12,
)
_DATA = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**9), 10**9) | _TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_TEXT, inner, max_size=4),
    max_leaves=12,
)


@given(_DATA, st.booleans(), st.sampled_from([None, 2, "\t"]))
def test_json_of_any_data_comes_back(data: object, ascii_only: bool, indent: int | str | None) -> None:
    text = json.dumps(data, ensure_ascii=ascii_only, indent=indent)
    assert read_document(text, file="f").value == data


@given(st.text(alphabet="ab:-[]{}&*!<>|'\"#, \n\t%@?~1.", max_size=40))
def test_no_text_does_anything_but_read_or_refuse(text: str) -> None:
    try:
        document = read_document(text, file="f")
    except InputError as error:
        assert error.problems
        assert all(p.message and p.file == "f" for p in error.problems)
    else:
        assert document.file == "f"


def test_an_exponent_that_no_number_can_have_is_refused() -> None:
    for text in ("dose: 1e99999999999999999999999999", "dose: 1e-99999999999999999999999999"):
        with pytest.raises(InputError, match="too large or too small"):
            read_document(text, file="a.yaml")

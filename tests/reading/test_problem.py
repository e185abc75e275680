"""A problem is one line, whatever was entered."""

import pytest

from cardecide.reading.problem import InputError, Problem


@pytest.mark.parametrize(
    ("entered", "shown"),
    [
        ("two\nlines", "two\\nlines"),
        ("carriage\rreturn", "carriage\\rreturn"),
        ("turned\u202earound", "turned\\u202earound"),
        ("a\u2028separator", "a\\u2028separator"),
        ("\x1b[31mred", "\\x1b[31mred"),
        ("half \ud800", "half \\ud800"),
        ("Şişli 骨髓瘤 ≥ 3 µmol/L", "Şişli 骨髓瘤 ≥ 3 µmol/L"),
        ("a no-break\u00a0space", "a no-break\u00a0space"),
    ],
)
def test_signs_that_break_or_turn_a_line_are_shown_as_escapes(entered: str, shown: str) -> None:
    assert str(Problem(f"'{entered}' is unknown", file="a.yaml", line=1, column=2)) == (
        f"a.yaml:1:2: '{shown}' is unknown"
    )


def test_an_error_has_a_line_for_each_problem() -> None:
    error = InputError([Problem("one\ntwo", line=2, file="a"), Problem("three", line=1, file="a")])
    assert str(error).splitlines() == ["a:1:0: three", "a:2:0: one\\ntwo"]

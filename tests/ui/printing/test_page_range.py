"""Page numbers as a person writes them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cardecide_ui.printing.page_range import read_page_range


@pytest.mark.parametrize(
    ("text", "pages"),
    [
        ("", (1, 2, 3, 4, 5)),
        ("  ", (1, 2, 3, 4, 5)),
        ("1", (1,)),
        ("5", (5,)),
        ("2-4", (2, 3, 4)),
        ("2–4", (2, 3, 4)),
        ("4-", (4, 5)),
        ("-2", (1, 2)),
        ("1-1", (1,)),
        ("3, 1", (1, 3)),
        ("1-3,2-4", (1, 2, 3, 4)),
        ("1，3；5、2", (1, 2, 3, 5)),
        (" 1 - 2 ; 5 ", (1, 2, 5)),
    ],
)
def test_what_is_understood(text: str, pages: tuple[int, ...]) -> None:
    assert read_page_range(text, 5) == pages


@pytest.mark.parametrize(
    "text", ["0", "6", "5-6", "3-2", "-", "--", "a", "1,", ",", "1-2-3", "1.5", "-0", "+1", "999999999999"]
)
def test_what_is_not_is_refused_rather_than_guessed(text: str) -> None:
    assert read_page_range(text, 5) is None


@given(st.text(alphabet="0123456789-–,; x", max_size=12), st.integers(1, 40))
def test_pages_exist_and_come_in_order_whatever_is_typed(text: str, last: int) -> None:
    found = read_page_range(text, last)
    if found is not None:
        assert found
        assert list(found) == sorted(set(found))
        assert found[0] >= 1
        assert found[-1] <= last

"""The pages look as they were approved; ``python -m tests.report.approved_pages`` approves new ones."""

from functools import cache

import pytest

from tests.report.approved_pages import FOLDER, approved, pages

_DIFFERENT = 48
"""Shades of 255 by which a pixel must differ to count: smoothing may differ between machines."""

_TOLERATED = 0.004
"""Share of a page's pixels that may differ."""


@cache
def rendered() -> dict[str, tuple[bytes, int]]:
    """The pages as they are printed now."""
    return {name: (pixels, width) for name, pixels, width in pages()}


def share_different(one: bytes, other: bytes) -> float:
    """The share of pixels that differ visibly."""
    return sum(abs(a - b) > _DIFFERENT for a, b in zip(one, other, strict=True)) / len(one)


def test_there_is_an_image_for_each_page_and_no_other() -> None:
    assert {file.stem for file in FOLDER.glob("*.png")} == set(rendered())


@pytest.mark.parametrize("name", sorted(file.stem for file in FOLDER.glob("*.png")))
def test_a_page_looks_as_approved(name: str) -> None:
    (now, width), (wanted, wanted_width) = rendered()[name], approved(name)
    assert (width, len(now)) == (wanted_width, len(wanted))
    assert share_different(now, wanted) <= _TOLERATED


def test_a_moved_paragraph_would_be_noticed() -> None:
    pixels, width = rendered()["en-full-1"]
    moved = pixels[6 * width :] + pixels[: 6 * width]
    assert share_different(pixels, moved) > _TOLERATED

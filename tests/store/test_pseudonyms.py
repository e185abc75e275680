"""Pseudonyms by default."""

import re

from cardecide.store import Library
from cardecide.store.pseudonyms import _FIRST, _SECOND, pseudonym
from tests.store.made import case, entry


def test_a_pseudonym_is_two_words_and_a_number() -> None:
    for seed in map(str, range(300)):
        assert re.fullmatch(r"[a-z]+-[a-z]+-[1-9]\d\d", pseudonym(seed))


def test_the_same_seed_gives_the_same_pseudonym() -> None:
    assert pseudonym("a") == pseudonym("a") == "warm-mountain-802"
    assert len({pseudonym(str(seed)) for seed in range(2000)}) > 1990


def test_a_pseudonym_in_use_is_passed_over(library: Library) -> None:
    first = library.new_pseudonym("seed")
    library.archive(library.add(case(first.upper()), entry()).number)
    second = library.new_pseudonym("seed")
    assert second != first
    assert library.new_pseudonym("seed") == second


def test_the_words_are_many_and_stand_once() -> None:
    assert len(set(_FIRST)) == len(_FIRST) > 60
    assert len(set(_SECOND)) == len(_SECOND) > 60

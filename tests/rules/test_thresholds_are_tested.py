"""A number or a day of a label or trial that is wrong by the smallest step fails a rule test of that pack.

The steps are described in ``mutants``. What survives is a boundary that nobody has written down as a test.
"""

from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Final

import pytest

from cardecide.case.partial_date import PartialDate
from cardecide.engine import load_rulebook
from cardecide.engine.pack import Pack
from cardecide.engine.pack_test_file import PackTest, read_tests
from cardecide.engine.rulebook import Rulebook
from cardecide.engine.versions import in_force
from cardecide.locations import bundled
from tests.rules.mutants import day_mutants, is_caught, threshold_mutants

PRINTED_ONLY: Final = [
    ("us.cilta-cel", date(2025, 6, 26), {"monitoring"}),
    ("us.cilta-cel", date(2025, 10, 10), {"early-mortality", "survival"}),
    ("us.ide-cel", date(2025, 6, 26), {"monitoring"}),
    ("us.teclistamab", date(2026, 3, 6), {"rems"}),
]
"""Days on which a label changed in what it says beside its criteria, and the statements that came or went."""


@cache
def rulebook() -> Rulebook:
    return load_rulebook(bundled("rules"))


@cache
def cases_of(pack: str) -> list[PackTest]:
    return read_tests(Path(rulebook().packs[pack].file).with_suffix(".tests.yaml"), rulebook())


def packs() -> list[Pack]:
    return [pack for pack in rulebook().packs.values() if pack.kind in ("label", "trial")]


@pytest.mark.parametrize("pack", packs(), ids=lambda pack: pack.id)
def test_every_number_is_caught(pack: Pack) -> None:
    vocabulary = rulebook().vocabulary
    survivors = [
        mutant.name
        for mutant in threshold_mutants(pack, vocabulary)
        if not is_caught(mutant, cases_of(pack.id), vocabulary)
    ]
    assert survivors == []


@pytest.mark.parametrize("pack", packs(), ids=lambda pack: pack.id)
def test_every_day_is_caught(pack: Pack) -> None:
    """The days on which no verdict changes are those whose printed statements the next test looks at."""
    vocabulary = rulebook().vocabulary
    survivors = {
        mutant.day for mutant in day_mutants(pack) if not is_caught(mutant, cases_of(pack.id), vocabulary)
    }
    assert survivors <= {on for name, on, _ in PRINTED_ONLY if name == pack.id}


@pytest.mark.parametrize(("name", "on", "statements"), PRINTED_ONLY)
def test_what_a_day_changes_in_print_alone(name: str, on: date, statements: set[str]) -> None:
    def stands_in_print(day: date) -> set[str]:
        [version] = in_force(rulebook().packs[name], PartialDate(day.year, day.month, day.day)).versions
        return {fact.id for fact in version.facts_printed}

    before, after = stands_in_print(on - timedelta(days=1)), stands_in_print(on)
    assert before ^ after == statements


def test_numbers_and_days_are_found_at_all() -> None:
    vocabulary = rulebook().vocabulary
    numbers = sum(1 for pack in packs() for _ in threshold_mutants(pack, vocabulary))
    days = sum(1 for pack in packs() for _ in day_mutants(pack))
    assert numbers > 400
    assert days > 40


def test_a_number_without_a_boundary_test_survives() -> None:
    pack, vocabulary = rulebook().packs["karmma"], rulebook().vocabulary
    names = {"neutrophils"}
    mutants = [m for m in threshold_mutants(pack, vocabulary) if m.criterion and m.criterion.id in names]
    blind = [test for test in cases_of("karmma") if not test.criteria.keys() & names and test.status is None]
    assert mutants
    assert not any(is_caught(mutant, blind, vocabulary) for mutant in mutants)

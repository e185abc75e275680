"""Every system of the texts from which the project began has a place in the program, or a reason why not."""

from collections import Counter

import pytest

from cardecide.engine import load_rulebook
from cardecide.engine.rulebook import Rulebook
from cardecide.locations import bundled
from tests.rules.provenance import PAGE, existing, page, systems

LISTED = {
    "product": 84,
    "trial": 49,
    "definition": 49,
    "management": 39,
    "cohort": 32,
    "risk_factor": 27,
    "method": 23,
    "access": 15,
    "grading": 7,
    "staging": 4,
    "score": 2,
}
"""How many systems of each kind the list holds with which the project began."""

APPROVED = {"ide-cel", "cilta-cel", "eque-cel", "zevor-cel"}


@pytest.fixture(scope="module")
def rulebook() -> Rulebook:
    return load_rulebook(bundled("rules"))


def test_none_is_missing_and_none_stands_twice() -> None:
    assert Counter(system.kind for system in systems()) == LISTED
    names = Counter(system.name for system in systems())
    assert [name for name, count in names.items() if count > 1] == []


def test_each_has_a_place_or_a_reason() -> None:
    assert [system.name for system in systems() if not system.places and not system.reason] == []


def test_every_place_exists(rulebook: Rulebook) -> None:
    there = existing(rulebook)
    lost = [
        (system.name, place)
        for system in systems()
        for kind, places in system.places.items()
        for place in places
        if place not in there[kind]
    ]
    assert lost == []


def test_a_reason_is_a_sentence() -> None:
    reasons = [system.reason for system in systems() if system.reason]
    assert [reason for reason in reasons if not reason.endswith(".")] == []


def test_rows_of_other_products_are_not_rows_of_the_approved_ones(rulebook: Rulebook) -> None:
    pack = rulebook.packs["evidence.pipeline"]
    assert {row.product for row in pack.rows} & (APPROVED | {None}) == set()


def test_the_page_is_what_the_data_say() -> None:
    assert PAGE.read_text(encoding="utf-8") == page()

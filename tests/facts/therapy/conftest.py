"""Cases made of treatments, and the vectors of ``tests/data/vectors``.

A test named ``test_vector_<block>`` that takes ``vector`` runs once for each line of ``<block>.vec``.
"""

import json
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from cardecide.case.model import Case
from cardecide.case.partial_date import PartialDate
from cardecide.facts import (
    cellular_therapy,
    drug_exposure,
    early_relapse,
    lines_of_therapy,
    refractoriness,
    response_history,
    transplant,
    washout,
)
from cardecide.facts.context import Context
from cardecide.facts.fact import Fact
from cardecide.language.messages import say
from cardecide.language.text import LANGUAGES

VECTORS = Path(__file__).parents[2] / "data" / "vectors"
TOPICS = (
    lines_of_therapy,
    drug_exposure,
    refractoriness,
    response_history,
    early_relapse,
    transplant,
    cellular_therapy,
    washout,
)


class Vector(NamedTuple):
    """One line of a block: what goes in, what must come out."""

    id: str
    given: Any
    expected: Any


def read_vectors(block: str) -> list[Vector]:
    lines = (VECTORS / f"{block}.vec").read_text(encoding="utf-8").splitlines()
    rows = [line.split(" | ") for line in lines if line and not line.startswith("#")]
    return [Vector(row[0], *(json.loads(part, parse_float=Decimal) for part in row[1:3])) for row in rows]


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "vector" in metafunc.fixturenames:
        vectors = read_vectors(metafunc.function.__name__.removeprefix("test_vector_"))
        assert vectors
        metafunc.parametrize("vector", vectors, ids=[vector.id for vector in vectors])


@pytest.fixture(scope="session")
def derive() -> Callable[..., dict[str, Fact]]:
    """Every fact of the treatment history: ``derive(treatments, on="2026-09-14", **sections)``."""

    def run(treatments: list[dict[str, Any]], on: str = "2026-09-14", **sections: Any) -> dict[str, Fact]:
        case = Case.model_validate({"id": "T", "treatments": treatments, **sections})
        day = PartialDate.parse(on)
        context = Context(case, day, case.logistics.planned_apheresis or day, {})
        facts: dict[str, Fact] = {}
        for topic in TOPICS:
            for fact in topic.derive(context):
                assert fact.name not in facts, f"{fact.name} is derived twice"
                facts[fact.name] = fact
        return facts

    return run


@pytest.fixture(scope="session")
def spoken() -> Callable[[Fact], list[str]]:
    """Every sentence of a fact in every language; fails where one cannot be said."""

    def run(fact: Fact) -> list[str]:
        messages = [*fact.basis, *(question.text for question in fact.questions)]
        return [say(one, language) for one in messages for language in LANGUAGES]

    return run

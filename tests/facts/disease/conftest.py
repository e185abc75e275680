"""Cases of one laboratory value or field, spans to draw from, and the vectors of ``tests/data/vectors``.

A test named ``test_vector_<block>`` that takes ``vector`` runs once for each line of ``<block>.vec``.
"""

import json
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

import pytest

from cardecide.case.model import Case
from cardecide.case.partial_date import PartialDate
from cardecide.facts.context import Context
from cardecide.facts.fact import Fact
from cardecide.facts.value import Value

VECTORS = Path(__file__).parents[2] / "data" / "vectors"


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
        block = metafunc.function.__name__.removeprefix("test_vector_")
        vectors = read_vectors(block)
        assert vectors, f"{block}.vec is empty"
        metafunc.parametrize("vector", vectors, ids=[vector.id for vector in vectors])


class Sheet(NamedTuple):
    """The facts of one topic for one case."""

    facts: dict[str, Fact]

    def __getitem__(self, name: str) -> Value:
        return self.facts[name].value

    def questions(self, name: str) -> list[str]:
        return [question.id for question in self.facts[name].questions]


@pytest.fixture
def derive() -> Callable[..., Sheet]:
    """Derive topics in their order: ``derive(topics, case_fields, on="2026-09-14", facts=())``.

    As in the program, a fact can be read by what is derived after it.
    """

    def run(
        topics: Any, fields: dict[str, Any], on: str = "2026-09-14", facts: tuple[Fact, ...] = ()
    ) -> Sheet:
        case = Case.model_validate({"id": "T", **fields})
        day = PartialDate.parse(on)
        known = {fact.name: fact for fact in facts}
        context = Context(case, day, day, MappingProxyType(known))
        found: dict[str, Fact] = {}
        for module in topics if isinstance(topics, tuple) else (topics,):
            for fact in module.derive(context):
                assert fact.name not in found, f"{fact.name} is derived twice"
                found[fact.name] = known[fact.name] = fact
        return Sheet(found)

    return run

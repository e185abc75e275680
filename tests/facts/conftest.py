"""Cases of a few entries, and the facts derived from them."""

from collections.abc import Callable
from typing import Any

import pytest

from cardecide.case.model import Case
from cardecide.case.partial_date import PartialDate
from cardecide.facts.derive import derive
from cardecide.facts.fact import FactSheet

ON = "2026-11-20"
Deriver = Callable[..., FactSheet]


@pytest.fixture
def made() -> Callable[..., Case]:
    """Makes a case of the sections given, decided on 20 November 2026 unless they say otherwise."""

    def make(**sections: Any) -> Case:
        return Case.model_validate({"id": "T", "decision_date": ON, **sections})

    return make


@pytest.fixture
def derived(made: Callable[..., Case]) -> Deriver:
    """Every fact of a case made of the sections given; ``on`` asks for another day."""

    def derive_from(*, on: str | None = None, **sections: Any) -> FactSheet:
        case = made(**sections)
        return derive(case, PartialDate.parse(on) if on else case.decision_date or PartialDate.parse(ON))

    return derive_from

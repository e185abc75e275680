"""The bundled rules and sample cases, read once."""

from collections.abc import Callable

import pytest

from cardecide.case import read_case
from cardecide.case.model import Case
from cardecide.engine import Rulebook, load_rulebook
from cardecide.locations import bundled

ReadSample = Callable[[str], Case]


@pytest.fixture(scope="session")
def rules() -> Rulebook:
    return load_rulebook(bundled("rules"))


@pytest.fixture(scope="session")
def sample() -> ReadSample:
    """A sample case by its name without the ending."""

    def read(name: str) -> Case:
        return read_case(bundled("resources") / "samples" / f"{name}.case.yaml").case

    return read

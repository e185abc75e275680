"""No reader fails on bytes from outside: valid ones, mutated ones, and all that earlier fuzzing kept."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.abuse.mutations import mutated
from tests.abuse.readers import CORPUS, READERS, survives
from tests.abuse.seeds import kept, seeds

ROUNDS = {"library": 25, "report": 25, "xlsx": 40, "parquet": 40}
USUAL = 120


# The seed of a bundle is a shape to mutate, and not a whole bundle.
@pytest.mark.parametrize("name", [name for name in READERS if not name.startswith("bundle")])
def test_a_valid_input_is_taken(name: str) -> None:
    assert survives(name, seeds(name)[0])


@pytest.mark.parametrize("name", READERS)
def test_mutations_are_read_or_refused(name: str) -> None:
    source = random.Random(name)  # noqa: S311 - no secret
    for seed in seeds(name):
        for _ in range(ROUNDS.get(name, USUAL) // len(seeds(name))):
            survives(name, mutated(seed, source))


@pytest.mark.parametrize("name", [name for name in READERS if any(kept(name, CORPUS))])
def test_what_fuzzing_kept_is_read_or_refused(name: str) -> None:
    for path in kept(name, CORPUS):
        survives(name, path.read_bytes())


@pytest.mark.parametrize("name", ["case", "pack", "condition", "csv", "mapping", "letter", "bundle"])
@settings(max_examples=30, deadline=None)
@given(
    content=st.binary(max_size=200)
    | st.text(max_size=200).map(lambda text: text.encode("utf-8", "surrogatepass"))
)
def test_anything_at_all_is_read_or_refused(name: str, content: bytes) -> None:
    survives(name, content)

"""What is written is what is read, and nothing that is written brings the reader down."""

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from cardecide.engine.condition import ConditionReader
from cardecide.engine.expression import Expression
from cardecide.engine.known_conditions import KnownConditions
from cardecide.engine.loader import load_pack_text
from cardecide.engine.parser import LineError, parse_line
from tests.generative.generated_rules import VOCABULARY, as_written, expressions

PACK = {
    "format": "cardecide-rules/1",
    "id": "made-up",
    "kind": "trial",
    "product": "some-product",
    "title": "A trial",
    "sources": {"paper": {"cite": "A paper", "grade": "public"}},
    "criteria": [
        {"id": "stage", "text": "Stage", "include": "stage is one of [I, II]", "source": "paper"},
        {"id": "drugs", "text": "Drugs", "exclude": {"any": ["fever", "lines >= 3"]}, "source": "paper"},
    ],
}


@given(expressions)
def test_a_condition_survives_being_written_and_read(condition: Expression) -> None:
    problems: list[Any] = []
    reader = ConditionReader(KnownConditions(VOCABULARY), lambda path, problem: problems.append(problem))
    assert reader.read(as_written(condition), ()) == condition
    assert not problems


WORDS = [
    *VOCABULARY,
    "not",
    "is",
    "one of",
    "includes",
    "all of",
    "[",
    "]",
    ",",
    ">=",
    "<",
    "=",
    "3",
    "g/dL",
    "I",
]


@given(st.lists(st.sampled_from(WORDS) | st.text(max_size=5), max_size=8).map(" ".join))
def test_a_line_is_read_or_refused_with_its_place(line: str) -> None:
    try:
        parse_line(line, VOCABULARY)
    except LineError as error:
        assert error.problems
        for problem in error.problems:
            assert 0 <= problem.offset <= len(line)
            assert problem.message


scalars = (
    st.none() | st.booleans() | st.integers() | st.sampled_from(["", "stage", "paper", "full", "2024-01-01"])
)
trees = st.recursive(
    scalars,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["id", "all", "not", "key"]), inner, max_size=3)
    ),
    max_leaves=6,
)


@st.composite
def damaged_packs(draw: st.DrawFn) -> Any:
    """A valid pack in which one value is replaced, removed, or given another name."""
    pack = json.loads(json.dumps(PACK))
    place = pack
    while True:
        key = draw(st.sampled_from(list(place) if isinstance(place, dict) else list(range(len(place)))))
        if isinstance(place[key], (dict, list)) and place[key] and draw(st.booleans()):
            place = place[key]
            continue
        match draw(st.sampled_from(["replace", "remove", "rename"])):
            case "replace":
                place[key] = draw(trees)
            case "remove":
                del place[key]
            case "rename" if isinstance(place, dict):
                place[str(key) + "x"] = place.pop(key)
        return pack


@given(damaged_packs())
def test_a_damaged_pack_is_a_pack_or_has_problems_with_places(pack: Any) -> None:
    read, problems = load_pack_text(json.dumps(pack), file="made-up.yaml", vocabulary=VOCABULARY)
    assert read is not None or problems
    for problem in problems:
        assert problem.file == "made-up.yaml"
        assert problem.line >= 1
        assert problem.column >= 1
        assert problem.code


def test_the_undamaged_pack_is_read() -> None:
    read, problems = load_pack_text(json.dumps(PACK), file="made-up.yaml", vocabulary=VOCABULARY)
    assert read is not None
    assert not problems

"""The catalogue of facts as a page, topic by topic."""

from collections.abc import Iterator
from itertools import groupby
from typing import Final

from cardecide.engine.pages.markdown import WRITTEN_BY, code, plain, table
from cardecide.engine.vocabulary import Vocabulary
from cardecide.facts.catalogue import FactDefinition

_SHOWN: Final = 12
_HEADS: Final = ("name", "label", "definition", "kind and unit", "plausible", "from", "source")
_KINDS: Final = {
    "yes_no": "yes or no",
    "count": "count",
    "choice": "one of",
    "members": "set of",
    "date": "day",
}


def fact_page(vocabulary: Vocabulary) -> str:
    """Every fact that a condition may name, with what it means and what it is derived from."""
    lines = [
        WRITTEN_BY,
        "",
        "# The catalogue of facts",
        "",
        f"The {len(vocabulary)} facts that conditions may name. A threshold outside the plausible range is",
        "an error; *from* names the fields of a case that the fact is derived from.",
    ]
    for topic, facts in groupby(vocabulary.values(), key=lambda fact: fact.topic):
        lines += ["", f"## {topic.replace('_', ' ').capitalize()}", "", *table(_HEADS, map(_row, facts))]
    return "\n".join(lines) + "\n"


def _row(fact: FactDefinition) -> tuple[str, ...]:
    plausible = "" if fact.plausible is None else f"{fact.plausible[0]} to {fact.plausible[1]}"
    return (
        code(fact.name),
        plain(fact.label),
        plain(fact.definition) + ("" if fact.derived else " (stated by the case itself)"),
        " ".join(_kind(fact)),
        plausible,
        ", ".join(map(code, fact.inputs)),
        plain(f"{fact.source.cite} ({fact.source.grade})"),
    )


def _kind(fact: FactDefinition) -> Iterator[str]:
    if fact.kind == "quantity":
        yield "plain number" if fact.unit == "1" else fact.unit
        return
    yield _KINDS[fact.kind]
    if fact.values:
        more = len(fact.values) - _SHOWN
        yield ", ".join(map(code, fact.values[:_SHOWN])) + (f" and {more} more" if more > 0 else "")

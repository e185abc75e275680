"""From the columns of a facts table back to facts, written from the definition of the columns."""

from collections.abc import Iterator
from decimal import Decimal
from math import inf
from typing import Any

from cardecide.cohort import FactsNeeded, FactsTable, NeededFact
from cardecide.cohort.engines.columns import member_column
from cardecide.facts.fact import Fact
from cardecide.facts.value import NEVER, Members, Options, Span, Truth, Value

_TRUTH = {True: Truth.YES, False: Truth.NO, None: Truth.UNKNOWN}


def sheets_of(table: FactsTable, needed: FactsNeeded) -> Iterator[dict[str, Fact]]:
    """The facts of each row; a number is exact here."""
    columns = {name: table.data.column(name).to_pylist() for name in table.names}
    for row in range(len(table)):
        values = {name: column[row] for name, column in columns.items()}
        yield {one.name: Fact(one.name, _value(one, values)) for one in needed.facts}


def _value(needed: NeededFact, values: dict[str, Any]) -> Value:
    name = needed.name
    if needed.form == "yes_no":
        return _TRUTH[values.get(name)]
    if needed.form == "number":
        number = values.get(name)
        if number is None:
            return Span()
        return NEVER if number == inf else Span.exactly(Decimal(repr(number)))
    given = {one: values.get(member_column(name, one)) for one in needed.members}
    if needed.form == "member":
        present = frozenset(one for one, is_in in given.items() if is_in)
        return Members(present, frozenset(one for one, is_in in given.items() if is_in is False))
    possible = frozenset(one for one, may_be in given.items() if may_be)
    return Options(possible or None)

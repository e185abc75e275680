"""A made-up cohort as the table that a registry would hand over: words and numbers a person can read.

Its columns are named as the meanings they have, so that no mapping has to be guessed. Time since something
that never happened is written as more than any plausible time, ``>1200``; what was not recorded is empty.
"""

from typing import TYPE_CHECKING, Any, Final

import numpy as np

from cardecide.cohort.synthetic.consequences import add_consequences
from cardecide.cohort.synthetic.draws import Draw, Sampler
from cardecide.cohort.synthetic.generate import MARK
from cardecide.cohort.synthetic.profile import profile
from cardecide.facts.catalogue import FactDefinition, catalogue

if TYPE_CHECKING:
    import pandas

_MOST: Final = 131_072
_BETWEEN: Final = "; "


def synthetic_registry(name: str, rows: int, *, seed: int = 1) -> "pandas.DataFrame":
    """At most 131,072 rows of text. The column ``synthetic`` says of every row that it is no person.

    Raises ValueError for more rows, and InputError where there is no profile of that name.
    """
    import pandas

    if not 0 <= rows <= _MOST:
        raise ValueError(f"a registry table has at most {_MOST} rows")
    chosen = profile(name)
    sampler = Sampler(chosen, seed)
    draw = sampler.draw(0, rows)
    add_consequences(draw, sampler.generator(0, 1))
    gaps = sampler.generator(0, 2)
    columns: dict[str, Any] = {
        "id": [f"{MARK} {chosen.id} {number:06d}" for number in range(1, rows + 1)],
        MARK: ["yes"] * rows,
    }
    for definition in catalogue().values():
        texts = _texts(draw, definition)
        if texts is not None:
            texts[gaps.random(rows) < chosen.missing] = ""
            columns[_header(definition)] = texts
    return pandas.DataFrame(columns)


def _header(definition: FactDefinition) -> str:
    has_unit = definition.kind == "quantity" and definition.unit != "1"
    return f"fact.{definition.name} ({definition.unit})" if has_unit else f"fact.{definition.name}"


def _texts(draw: Draw, definition: FactDefinition) -> Any:
    """The cells of one fact; None where the cohort does not have it."""
    name = definition.name
    if name in draw.answers:
        return np.where(draw.answers[name], "yes", "no").astype(object)
    if name in draw.numbers:
        return _numbers(draw.numbers[name], definition)
    if name in draw.choices:
        words, places = draw.choices[name]
        return np.array([*words, ""], dtype=object)[places]
    if name in draw.members:
        members = draw.members[name]
        lists = [
            _BETWEEN.join(member for member, flags in members.items() if flags[row]) or "none"
            for row in range(draw.rows)
        ]
        return np.array(lists, dtype=object)
    return None


def _numbers(numbers: Any, definition: FactDefinition) -> Any:
    most = f">{definition.plausible[1]}" if definition.plausible is not None else ""
    found = [
        most if np.isinf(number) else "" if np.isnan(number) else f"{number:.10g}"
        for number in numbers.tolist()
    ]
    return np.array(found, dtype=object)

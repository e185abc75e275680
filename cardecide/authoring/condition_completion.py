"""Completing one line of a condition: the fact, what can follow it, its values and units."""

import re
from typing import Final

from cardecide.authoring.completion_items import Completion, Proposals
from cardecide.authoring.editable import fitting_units
from cardecide.facts.catalogue import FactDefinition, catalogue

_LINE: Final = re.compile(r"""^['"]?\s*(?:not\s+)?(?P<fact>[^\s<>=≥≤!'"]*)(?P<rest>.*)$""", re.DOTALL)
_THRESHOLD: Final = re.compile(r"\s*(?:>=|<=|==|>|<|=)\s*[+-]?\d+(?:\.\d+)?(?P<blank>\s*)(?P<unit>\S*)$")
_OPERATORS: Final = (">= ", "<= ", "> ", "< ", "= ")
_AFTER: Final = {
    "choice": ("is ", "is one of [", "is not "),
    "members": ("includes ", "includes any of [", "includes all of ["),
}


def complete_condition(proposals: Proposals) -> list[Completion]:
    """The proposals at the end of the part of a condition that is typed."""
    match = _LINE.match(proposals.typed)
    if match is None:
        return []
    fact, rest = match["fact"], match["rest"]
    if not rest:
        return list(proposals.of_word(fact).facts(catalogue().values()))
    definition = catalogue().get(fact)
    if definition is None or definition.kind in ("yes_no", "date"):
        return []
    if definition.kind in ("count", "quantity"):
        return _comparison(definition, rest, proposals)
    return _named(definition, rest, proposals)


def _comparison(definition: FactDefinition, rest: str, proposals: Proposals) -> list[Completion]:
    if not rest.strip(" ><="):
        operator = rest.lstrip(" ")
        found = [one for one in _OPERATORS if one.startswith(operator)]
        return list(proposals.of_word(operator).words(found))
    match = _THRESHOLD.match(rest)
    if match is None or not match["blank"]:
        return []
    return list(proposals.of_word(match["unit"]).units(definition, fitting_units(definition)))


def _named(definition: FactDefinition, rest: str, proposals: Proposals) -> list[Completion]:
    words = rest.lstrip(" ")
    verb = "is" if definition.kind == "choice" else "includes"
    if "[" in words:
        inside = words.rpartition("[")[2]
        if "]" in inside:
            return []
        given = {one.strip() for one in inside.split(",")[:-1]}
        last = inside.split(",")[-1].lstrip(" ")
        left = [value for value in definition.values if value not in given]
        return list(proposals.of_word(last).values(definition, left))
    starts = _AFTER[definition.kind]
    if not words.startswith(f"{verb} "):
        return list(proposals.of_word(words).words([one for one in starts if one.startswith(words)]))
    value = re.sub(rf"^{verb}\s+(?:not\s+)?", "", words)
    found = list(proposals.of_word(value).values(definition, definition.values))
    longer = [one for one in starts if one.startswith(words) and one != words]
    return [*found, *proposals.of_word(words).words(longer)]

"""Which facts of the catalogue a field of the case is about, the nearest first."""

import re
from collections.abc import Iterator

from cardecide.facts.catalogue import FactDefinition, catalogue

_POSITION = re.compile(r"\[\d+\]")
# Of the many facts that rest on the treatments, those that one of their fields decides.
_OF_TREATMENTS = {
    "regimen": "exposed_drugs",
    "drugs": "exposed_drugs",
    "phase": "prior_lines",
    "start": "prior_lines",
    "stop": "refractory_drugs",
    "cycles": "prior_lines",
    "best_response": "refractory_drugs",
    "progression": "refractory_drugs",
    "reason_stopped": "prior_lines",
    "planned": "prior_lines",
    "new_line": "prior_lines",
}


def facts_about(path: str) -> tuple[str, ...]:
    """The facts that the field at ``path`` answers or feeds; empty where it feeds none."""
    if path.startswith("fact:"):
        return (path.removeprefix("fact:"),)
    field = _POSITION.sub("", path.split("#", maxsplit=1)[0])
    if field.startswith("stated."):
        return (field.removeprefix("stated."),)
    return tuple(dict.fromkeys(definition.name for definition in _found(field)))


def _found(field: str) -> Iterator[FactDefinition]:
    known = catalogue()
    steps = field.split(".")
    if steps[0] == "treatments" and len(steps) > 1 and steps[1] in _OF_TREATMENTS:
        yield known[_OF_TREATMENTS[steps[1]]]
    lab = re.match(r"(labs\[[^\]]+\])", field)
    wanted = lab.group(1) if lab else field
    for definition in known.values():
        if definition.field == wanted and not definition.derived:
            yield definition
    for definition in known.values():
        if definition.field == wanted:
            yield definition
    if lab:
        return
    while wanted:
        for definition in known.values():
            if wanted in definition.inputs:
                yield definition
        wanted = wanted.rpartition(".")[0]

"""Reads the catalogue of facts that stands beside this package, one YAML file per topic."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

import yaml

from cardecide.facts.catalogue.definition import FactDefinition
from cardecide.facts.catalogue.record import read_record
from cardecide.reading.problem import InputError, Problem

_FOLDER: Final = Path(__file__).parent

TOPICS: Final = (
    "patient",
    "lines_of_therapy",
    "drug_exposure",
    "refractoriness",
    "response_history",
    "transplant",
    "cellular_therapy",
    "washout",
    "cytogenetics",
    "staging",
    "risk",
    "extent",
    "tumor_burden",
    "measurable_disease",
    "organ_function",
    "neurology",
    "infection",
    "comorbidity",
    "logistics",
    "scores",
    "toxicity",
)
"""The topics in the order in which a clinician reads them: the order of the catalogue and of fact sheets."""


@cache
def catalogue() -> Mapping[str, FactDefinition]:
    """Every fact by name, in the order of the topics.

    Raises InputError with all problems where a file of the catalogue is wrong.
    """
    return MappingProxyType(load(_FOLDER, TOPICS))


def load(folder: Path, topics: tuple[str, ...]) -> dict[str, FactDefinition]:
    """The facts of ``<folder>/<topic>.yaml`` for each topic.

    Raises InputError with all problems of all files.
    """
    problems: list[Problem] = []
    found: dict[str, FactDefinition] = {}
    for topic in topics:
        file = f"{topic}.yaml"
        for name, raw in read_topic(folder / file).items():
            try:
                definition = read_record(name, topic, raw)
            except InputError as error:
                problems.extend(problem.at(file=file) for problem in error.problems)
                continue
            if name in found:
                text = f"the fact '{name}' stands in {found[name].topic}.yaml too"
                problems.append(Problem(text, file=file, field=name, code="catalogue"))
            found[name] = definition
    if problems:
        raise InputError(problems)
    return found


def read_topic(file: Path) -> dict[str, Any]:
    """The records of one file, every scalar as text.

    The catalogue is read at each start and is part of the program, so it takes the shortest way from the
    parser to plain data; a key given twice is refused.
    """
    node = yaml.compose(file.read_text(encoding="utf-8"), Loader=_TextLoader)
    data = _plain(node, file.name)
    if not isinstance(data, dict):
        raise InputError([Problem("this is not a map of facts", file=file.name, code="catalogue")])
    return data


class _TextLoader(yaml.CSafeLoader):
    """Leaves every scalar the text it is: nothing in the catalogue needs a type of YAML's guessing."""

    def resolve(self, kind: Any, value: Any, implicit: Any) -> str:
        return ""


def _plain(node: Any, file: str) -> Any:
    if isinstance(node, yaml.MappingNode):
        result = {key.value: _plain(value, file) for key, value in node.value}
        if len(result) < len(node.value):
            line = node.start_mark.line + 1
            raise InputError(
                [Problem("a key is given twice", file=file, line=line, column=1, code="catalogue")]
            )
        return result
    if isinstance(node, yaml.SequenceNode):
        return [_plain(value, file) for value in node.value]
    return node.value if node is not None else ""

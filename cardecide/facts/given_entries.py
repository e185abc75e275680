"""Checks what a case gives for facts directly, its claims and overrides, and says where they stand."""

import re

from cardecide.case.model import Case
from cardecide.facts.claims import read_claims
from cardecide.facts.overrides import read_overrides
from cardecide.reading.document import Document
from cardecide.reading.problem import InputError, Problem

_STEP = re.compile(r"([^.\[\]]+)|\[(\d+)\]")


def check_given_entries(case: Case, document: Document) -> None:
    """Raise InputError with every claim and override that does not fit its fact, each at its place."""
    problems: list[Problem] = []
    for read in (read_claims, read_overrides):
        try:
            read(case)
        except InputError as error:
            problems.extend(_placed(problem, document) for problem in error.problems)
    if problems:
        raise InputError(problems)


def _placed(problem: Problem, document: Document) -> Problem:
    path = tuple(int(index) if index else name for name, index in _STEP.findall(problem.field))
    line, column = document.position(path)
    return problem.at(file=document.file, line=line, column=column)

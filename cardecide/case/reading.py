"""Reads a case file: YAML 1.2 or JSON. Every problem of the file is told at once, each at its place."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from cardecide.case.checks import conflicts
from cardecide.case.model import Case
from cardecide.case.problems import problems_of
from cardecide.reading.document import Document, read_document
from cardecide.reading.encoding import MAX_BYTES
from cardecide.reading.problem import InputError, Problem


@dataclass(frozen=True, slots=True)
class CaseFile:
    """A case, and the document it was read from with the place of every entry."""

    case: Case
    document: Document


def read_case(path: Path | str) -> CaseFile:
    """Read a case file.

    Raises InputError where it cannot be opened, and with every problem where it is no case.
    """
    file = str(path)
    try:
        with Path(path).open("rb") as stream:
            content = stream.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise InputError([Problem("there is no such file", file=file, code="no-file")]) from None
    except IsADirectoryError:
        raise InputError([Problem("this is a folder", "a case file", file=file, code="no-file")]) from None
    except OSError as error:
        reason = (error.strerror or "unknown reason").lower()
        raise InputError([Problem(f"the file cannot be read: {reason}", file=file, code="no-file")]) from None
    return read_case_text(content, file=file)


def read_case_text(text: str | bytes, *, file: str = "case") -> CaseFile:
    """Read the text of a case; ``file`` is its name in problems.

    Raises InputError with every problem found.
    """
    return case_of(read_document(text, file=file))


def case_of(document: Document) -> CaseFile:
    """The case that a document holds.

    Raises InputError with every problem found.
    """
    problems: list[Problem] = []
    case = None
    data = document.value
    if not isinstance(data, dict):
        raise InputError([document.problem((), "this is no case", "'key: value' pairs", code="not-a-case")])
    try:
        case = Case.model_validate(_without_nothing(data))
    except ValidationError as error:
        problems.extend(problems_of(error, document))
    problems.extend(document.problem(c.path, c.message, c.expected, code=c.code) for c in conflicts(data))
    if case is None or problems:
        raise InputError(problems)
    return CaseFile(case, document)


def _without_nothing(data: Any) -> Any:
    """The data without keys that have no value: ``weight:`` with nothing after it is unknown."""
    if isinstance(data, Mapping):
        return {key: _without_nothing(value) for key, value in data.items() if value is not None}
    if isinstance(data, list):
        return [_without_nothing(item) for item in data]
    return data

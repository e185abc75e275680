"""Reads the tests that stand beside the rules.

.. code-block:: yaml

    format: cardecide-rule-tests/1
    pack: us.cilta-cel
    base: {age: 60 years}                     # facts that every test below shares
    tests:
      - name: four lines, one class not known
        on: 2023-01-15
        facts: {prior_lines: 4, exposed_classes: [PI, IMiD, unknown]}
        expect: {status: undetermined, criteria: {exposure: unknown}}
      - name: the published patient
        case: ../../../resources/samples/zhou-2025.case.yaml
        expect: {criteria: {adult: met}}

A fact that is not mentioned is not known. Values are written as in an override: ``4``, ``4-5``, ``1.2 g/dL``,
``<0.3 g/dL``, ``yes``; a list of members is the whole set unless ``unknown`` is in it, and a map of
``present`` and ``absent`` leaves the rest open. ``criteria`` expects verdicts; ``computed`` expects what a
condition says of itself where its verdict is *by hand*.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Literal

from pydantic import Field, ValidationError

from cardecide.case import read_case
from cardecide.case.partial_date import PartialDate
from cardecide.engine.lint_codes import LintCode
from cardecide.engine.pack import Pack
from cardecide.engine.pack_file import FileModel, Identifier, Word
from cardecide.engine.pack_problems import shape_problems
from cardecide.engine.prepared import Status, Verdict
from cardecide.engine.rulebook import Rulebook
from cardecide.facts.catalogue import FactDefinition
from cardecide.facts.derive import derive
from cardecide.facts.fact import Fact, FactSheet, Origin
from cardecide.facts.given_values import NOTHING, read_given
from cardecide.facts.value import Members, Value
from cardecide.locations import bundled
from cardecide.reading.document import Document, read_document
from cardecide.reading.document import Path as Place
from cardecide.reading.nearest import nearest
from cardecide.reading.problem import InputError, Problem

ANY_DAY: Final = PartialDate(2000, 1, 1)
"""The day of a test of a pack without dates, for which every day is the same."""


class ExpectFile(FileModel):
    """What a test expects; only what is mentioned is compared."""

    status: Status | None = None
    criteria: dict[Identifier, Verdict] = Field(default_factory=dict)
    computed: dict[Identifier, Literal["met", "not_met", "unknown"]] = Field(default_factory=dict)


class TestFile(FileModel):
    """One test: facts given directly, or a case file."""

    name: Word
    on: str | int | None = None
    facts: dict[Word, Any] | None = None
    case: Word | None = None
    expect: ExpectFile


class TestsFile(FileModel):
    """The tests of one pack; ``base`` holds facts that they share."""

    format: Literal["cardecide-rule-tests/1"]
    pack: Identifier
    base: dict[Word, Any] = Field(default_factory=dict)
    tests: list[TestFile]


@dataclass(frozen=True, slots=True)
class PackTest:
    """One test, ready to run."""

    file: str
    line: int
    name: str
    pack: str
    on: PartialDate
    facts: FactSheet
    status: Status | None
    criteria: Mapping[str, Verdict]
    computed: Mapping[str, Verdict]


def read_tests(path: Path, rulebook: Rulebook) -> list[PackTest]:
    """The tests of one file. Raises InputError with all its problems."""
    return read_tests_text(path.read_bytes(), rulebook, file=str(path), folder=path.parent)


def read_tests_text(
    content: str | bytes, rulebook: Rulebook, *, file: str, folder: Path | None = None
) -> list[PackTest]:
    """The tests that a text holds, for an editor; ``file`` is its name in problems.

    Case files are looked for from ``folder`` on. Raises InputError with all problems of the text.
    """
    document = read_document(content, file=file)
    try:
        tests = TestsFile.model_validate(document.value)
    except ValidationError as error:
        raise InputError(shape_problems(error, document, TestsFile)) from None
    pack = rulebook.packs.get(tests.pack)
    if pack is None:
        near = nearest(tests.pack, rulebook.packs)
        raise InputError([document.problem(("pack",), f"there is no pack '{tests.pack}'", "", near)])
    reader = _Reader(folder, document, rulebook, pack)
    base = reader.facts(tests.base, ("base",))
    read = [reader.test(test, ("tests", number), base) for number, test in enumerate(tests.tests)]
    if reader.problems:
        raise InputError(reader.problems)
    return [test for test in read if test is not None]


class _Reader:
    def __init__(self, folder: Path | None, document: Document, rulebook: Rulebook, pack: Pack) -> None:
        self.problems: list[Problem] = []
        self._folder = folder
        self._document = document
        self._rulebook = rulebook
        self._pack = pack
        self._ids = {criterion.id for criterion in pack.criteria}

    def facts(self, written: Mapping[str, Any], path: Place) -> dict[str, Fact]:
        found = {}
        for name, raw in written.items():
            definition = self._rulebook.vocabulary.get(name)
            if definition is None:
                near = nearest(name, self._rulebook.vocabulary)
                self._problem(
                    (*path, name), f"there is no fact '{name}'", near, LintCode.UNKNOWN_FACT, key=True
                )
                continue
            try:
                found[name] = Fact(name, value_in_test(definition, raw), Origin.ENTERED)
            except InputError as error:
                line, column = self._document.position((*path, name))
                self.problems += (
                    p.at(file=self._document.file, line=line, column=column) for p in error.problems
                )
        return found

    def test(self, file: TestFile, path: Place, base: dict[str, Fact]) -> PackTest | None:
        for section in ("criteria", "computed"):
            for identifier in getattr(file.expect, section):
                if identifier not in self._ids:
                    message = f"the pack has no criterion '{identifier}'"
                    at = (*path, "expect", section, identifier)
                    self._problem(at, message, nearest(identifier, self._ids), key=True)
        on = self._day(file, path)
        sheet: FactSheet
        if file.case is not None and file.facts is None:
            sheet, on = self._case(file.case, on, path)
        elif file.case is None:
            sheet = {**base, **self.facts(file.facts or {}, (*path, "facts"))}
        else:
            self._problem(path, "a test has facts or a case, not both")
            return None
        if on is None and any(version.start for version in self._pack.versions):
            self._problem(path, "the day is missing; the pack has dated versions")
            return None
        line, _ = self._document.position(path)
        expect = file.expect
        return PackTest(
            self._document.file, line, file.name, self._pack.id, on or ANY_DAY, sheet,
            expect.status, expect.criteria, {**expect.computed},
        )  # fmt: skip

    def _day(self, file: TestFile, path: Place) -> PartialDate | None:
        if file.on is None:
            return None
        try:
            return PartialDate.parse(str(file.on))
        except ValueError as error:
            self._problem((*path, "on"), str(error))
            return None

    def _case(self, name: str, on: PartialDate | None, path: Place) -> tuple[FactSheet, PartialDate | None]:
        location = _case_file(self._folder, name)
        if location is None:
            self._problem((*path, "case"), f"there is no case file '{name}'")
            return {}, on
        try:
            case = read_case(location).case
        except InputError as error:
            self.problems += error.problems
            return {}, on
        day = on or case.decision_date
        return (derive(case, day), day) if day is not None else ({}, None)

    def _problem(
        self, path: Place, message: str, near: str = "", code: str = LintCode.SYNTAX, *, key: bool = False
    ) -> None:
        self.problems.append(self._document.problem(path, message, "", near, code=code, key=key))


def _case_file(folder: Path | None, name: str) -> Path | None:
    """The case file beside the tests, or the sample case of that name that comes with the program.

    A copy of the bundled tests in a folder of one's own names samples from where it was copied.
    """
    beside = [] if folder is None else [folder / name]
    places = [*beside, bundled("resources") / "samples" / Path(name).name]
    return next((place for place in places if place.is_file()), None)


def value_in_test(definition: FactDefinition, raw: Any) -> Value:
    """The value written in a test; a list of members is the whole set unless ``unknown`` is in it.

    Raises InputError, without places, where the fact cannot have the value.
    """
    if definition.kind == "members" and isinstance(raw, list):
        names = [name for name in raw if name != "unknown"]
        present = read_given(definition, names, definition.name) if names else Members()
        assert isinstance(present, Members)  # noqa: S101 - what members are read as
        return Members(present.present, closed="unknown" not in raw)
    value = read_given(definition, raw, definition.name)
    return NOTHING[definition.kind] if value is None else value

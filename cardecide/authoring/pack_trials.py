"""Running a pack's own tests on texts that are not saved: which pass, which fail, and why."""

from collections import defaultdict
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType

from pydantic import ValidationError

from cardecide.engine.pack import Pack
from cardecide.engine.pack_problems import shape_problems
from cardecide.engine.pack_test_file import TestsFile, read_tests_text
from cardecide.engine.pack_tests import Failure, run_read_tests
from cardecide.engine.rulebook import Rulebook
from cardecide.reading.document import read_document
from cardecide.reading.problem import InputError, Problem


@dataclass(frozen=True, slots=True)
class TestOutcome:
    """One test: it passed where it has no failures. ``line`` is its line in the tests' text, from 1."""

    __test__ = False  # not a test class, whatever its name

    name: str
    line: int
    failures: tuple[Failure, ...]

    @property
    def passed(self) -> bool:
        """Whether every expectation came true."""
        return not self.failures


@dataclass(frozen=True, slots=True)
class TestsOutcome:
    """All tests of one pack.

    ``problems`` are faults of the tests' text itself; then no test was run. ``gaps`` are the criteria that
    some verdict was never seen of: version, criterion, verdicts.
    """

    __test__ = False

    tests: tuple[TestOutcome, ...] = ()
    problems: tuple[Problem, ...] = ()
    gaps: tuple[tuple[str, str, tuple[str, ...]], ...] = ()

    @property
    def green(self) -> bool:
        """Whether there are tests, all of them could be run, and all passed."""
        return bool(self.tests) and not self.problems and all(one.passed for one in self.tests)

    @property
    def failed(self) -> tuple[TestOutcome, ...]:
        """The tests that failed."""
        return tuple(one for one in self.tests if not one.passed)


def run_pack_tests(
    rulebook: Rulebook, tests_text: str, *, file: str = "", folder: Path | None = None
) -> TestsOutcome:
    """Run the tests of a text against the rulebook, which holds the pack as it is being edited.

    ``file`` is the text's name in problems; case files are looked for from ``folder`` on. Never raises for a
    text.
    """
    if not tests_text.strip():
        return TestsOutcome()
    try:
        pack = rulebook.packs.get(_pack_named(tests_text, file))
        alone = rulebook if pack is None else _alone(pack, rulebook)
        tests = read_tests_text(tests_text, alone, file=file, folder=folder)
    except InputError as error:
        return TestsOutcome(problems=error.problems)
    report = run_read_tests(alone, tests)
    failures = defaultdict(list)
    for failure in report.failures:
        failures[failure.test.line, failure.test.name].append(failure)
    outcomes = tuple(TestOutcome(one.name, one.line, tuple(failures[one.line, one.name])) for one in tests)
    own = {one.pack for one in tests}
    gaps = tuple(
        (start, criterion, verdicts)
        for (name, start, criterion), verdicts in report.gaps.items()
        if name in own
    )
    return TestsOutcome(outcomes, (), gaps)


def tests_shape(tests_text: str, *, file: str = "") -> tuple[Problem, ...]:
    """What is wrong with the shape of a tests' text, whichever pack it is about."""
    try:
        document = read_document(tests_text, file=file)
        TestsFile.model_validate(document.value)
    except InputError as error:
        return error.problems
    except ValidationError as error:
        return tuple(shape_problems(error, document, TestsFile))
    return ()


def _pack_named(tests_text: str, file: str) -> str:
    value = read_document(tests_text, file=file).value
    return str(value.get("pack", "")) if isinstance(value, dict) else ""


def _alone(pack: Pack, rulebook: Rulebook) -> Rulebook:
    """A rulebook with this pack only: its tests ask nothing of the others, and it is ready much sooner."""
    return replace(rulebook, packs=MappingProxyType({pack.id: pack}))

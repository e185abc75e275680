"""Running a pack's own tests on texts that are not saved: which pass, which fail, and why."""

from dataclasses import dataclass
from pathlib import Path

from cardecide.engine.pack_tests import Failure
from cardecide.engine.rulebook import Rulebook
from cardecide.reading.problem import Problem


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
    """All tests of one pack. ``problems`` are faults of the tests' text itself; then no test was run.

    ``gaps`` are the criteria that some verdict was never seen of: version, criterion, verdicts.
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
    raise NotImplementedError

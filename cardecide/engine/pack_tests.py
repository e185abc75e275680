"""Runs the tests that stand beside the rules and measures which verdicts of each criterion they show."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from cardecide.engine.compile import Answers
from cardecide.engine.expression import ALWAYS
from cardecide.engine.finding import PackFinding
from cardecide.engine.pack import Version
from cardecide.engine.pack_test_file import PackTest, read_tests
from cardecide.engine.prepared import PreparedVersion, Verdict
from cardecide.engine.rulebook import Rulebook
from cardecide.reading.problem import InputError, Problem

POLARITIES: tuple[Verdict, ...] = ("met", "not_met", "unknown")

CriterionKey = tuple[str, str, str]
"""Pack id, the first day of the version (empty where there is none), criterion id."""


@dataclass(frozen=True, slots=True)
class Failure:
    """An expectation that did not come true."""

    test: PackTest
    what: str
    expected: str
    actual: str

    def __str__(self) -> str:
        place = f"{self.test.file}:{self.test.line}:1"
        return f"{place}: {self.test.name}: {self.what} is {self.actual}; expected {self.expected}"


@dataclass(frozen=True)
class TestReport:
    """What the tests showed. ``counts`` says in how many tests each criterion had each computed verdict."""

    __test__ = False  # not a test class, whatever its name

    tests: int
    failures: tuple[Failure, ...]
    counts: Mapping[CriterionKey, Mapping[Verdict, int]] = field(default_factory=dict)
    tests_of: Mapping[str, int] = field(default_factory=dict)

    @property
    def passed(self) -> bool:
        """Whether every expectation came true."""
        return not self.failures

    @property
    def gaps(self) -> dict[CriterionKey, tuple[Verdict, ...]]:
        """The criteria that some verdict was never seen of, and which."""
        missing = {
            key: tuple(verdict for verdict in POLARITIES if not counts.get(verdict))
            for key, counts in self.counts.items()
        }
        return {key: verdicts for key, verdicts in missing.items() if verdicts}

    def text(self) -> str:
        """The report as lines to print: failures, criteria not fully covered, and a summary."""
        lines = [str(failure) for failure in self.failures]
        lines += [
            f"{pack}{f' ({start})' if start else ''}: {criterion}: never {', '.join(verdicts)}"
            for (pack, start, criterion), verdicts in self.gaps.items()
        ]
        wanted = len(POLARITIES) * len(self.counts)
        shown = wanted - sum(len(verdicts) for verdicts in self.gaps.values())
        lines.append(
            f"{self.tests} tests, {len(self.failures)} failed; "
            f"{shown} of {wanted} verdicts of {len(self.counts)} criteria shown"
        )
        return "\n".join(lines)


def run_tests(rulebook: Rulebook, paths: Iterable[Path] | None = None) -> TestReport:
    """Run the ``*.tests.yaml`` files of the rulebook's folders, or those given.

    Raises InputError with every problem of the test files themselves.
    """
    if paths is None:
        paths = [path for folder in rulebook.folders for path in sorted(folder.rglob("*.tests.yaml"))]
    problems: list[Problem] = []
    tests: list[PackTest] = []
    for path in paths:
        try:
            tests += read_tests(path, rulebook)
        except InputError as error:
            problems += error.problems
    if problems:
        raise InputError(problems)
    return run_read_tests(rulebook, tests)


def run_read_tests(rulebook: Rulebook, tests: Iterable[PackTest]) -> TestReport:
    """Run tests that were read already."""
    seen: dict[tuple[str, str], tuple[PreparedVersion, list[Answers]]] = {}
    failures: list[Failure] = []
    run: Counter[str] = Counter()
    for test in tests:
        run[test.pack] += 1
        finding = rulebook.evaluate(test.facts, test.on)[test.pack]
        failures += _failures(test, finding)
        for version in finding.versions:
            if version.prepared is not None:
                place = (test.pack, _start(version.version))
                seen.setdefault(place, (version.prepared, []))[1].append(version.evaluated.answers)
    return TestReport(run.total(), tuple(failures), _counts(rulebook, seen), run)


def _counts(
    rulebook: Rulebook, seen: Mapping[tuple[str, str], tuple[PreparedVersion, list[Answers]]]
) -> dict[CriterionKey, Counter[Verdict]]:
    """In how many tests each criterion had each computed verdict, counted column by column."""
    counts = _nothing_seen(rulebook)
    for (pack, start), (prepared, answers) in seen.items():
        for criterion in prepared.criteria:
            shown = counts.get((pack, start, criterion.criterion.id))
            if shown is None or criterion.step is None:
                continue
            slot = criterion.step.slot
            for answer, times in Counter([one[slot] for one in answers]).items():
                shown[criterion.computed[answer]] += times
    return counts


def _nothing_seen(rulebook: Rulebook) -> dict[CriterionKey, Counter[Verdict]]:
    """Every criterion that can be shown in several verdicts, with none shown yet."""
    return {
        (pack.id, _start(version), criterion.id): Counter()
        for pack in rulebook.packs.values()
        for version in pack.versions
        for criterion in version.criteria
        if criterion.condition is not None and criterion.condition != ALWAYS
    }


def _start(version: Version | None) -> str:
    return str(version.start) if version is not None and version.start is not None else ""


def _failures(test: PackTest, finding: PackFinding) -> Iterator[Failure]:
    if test.status is not None and test.status != finding.status:
        yield Failure(test, "the status", test.status, str(finding.status))
    if not test.criteria and not test.computed:
        return
    findings = {criterion.id: criterion for criterion in finding.criteria}
    for identifier, expected in test.criteria.items():
        actual = findings[identifier].verdict if identifier in findings else "not in force"
        if actual != expected:
            yield Failure(test, identifier, expected, actual)
    for identifier, expected in test.computed.items():
        actual = findings[identifier].computed if identifier in findings else "not in force"
        if actual != expected:
            yield Failure(test, f"{identifier}, as computed,", expected, actual)

"""Packs in which one number or one day of the YAML is wrong by the smallest step.

A number moves by one unit in its last place (8.0 to 7.9 and 8.1, 18 to 17 and 19). A day moves by one; where
one version ends on the day on which the next begins, both move together, since a gap is a problem of its own.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from cardecide.engine.condition import ConditionReader
from cardecide.engine.evaluate import Evaluator
from cardecide.engine.known_conditions import KnownConditions
from cardecide.engine.pack import Criterion, Pack, Version
from cardecide.engine.pack_file import Role
from cardecide.engine.pack_test_file import PackTest
from cardecide.engine.parser import LineProblem
from cardecide.engine.vocabulary import Vocabulary
from cardecide.reading.document import read_document

ROLES: Final[tuple[Role, ...]] = ("include", "exclude", "hold", "caution")
_NUMBER = re.compile(r"(?P<before>(?:>=|<=|>|<|=)\s*)(?P<number>\d+(?:\.\d+)?)")


@dataclass(frozen=True, slots=True)
class Mutant:
    """A pack with one thing changed: a number in ``criterion``, or the ``day`` of a version."""

    name: str
    pack: Pack
    version: int = 0
    criterion: Criterion | None = None
    day: date | None = None


def threshold_mutants(pack: Pack, vocabulary: Vocabulary) -> Iterator[Mutant]:
    """The pack once for each number of each condition and direction; a number that cannot be is left out."""
    value = read_document(Path(pack.file).read_bytes(), file=pack.file).value
    dated = value.get("versions", value.get("amendments"))
    written = [value] if dated is None else sorted(dated, key=lambda version: str(version["from"]))
    for number, (version, raw_version) in enumerate(zip(pack.versions, written, strict=True)):
        for criterion, raw in zip(version.criteria, raw_version["criteria"], strict=True):
            for said, condition in _moved(next((raw[role] for role in ROLES if role in raw), None)):
                yield from _with_condition(pack, number, criterion, said, condition, vocabulary)


def day_mutants(pack: Pack) -> Iterator[Mutant]:
    """The pack once for each day on which what is in force changes, a day earlier and a day later."""
    days = {day for version in pack.versions for day in (version.start, version.until) if day is not None}
    for day in sorted(days):
        for step in (timedelta(days=-1), timedelta(days=1)):
            versions = tuple(_shifted(version, day, step) for version in pack.versions)
            yield Mutant(f"{pack.id}: {day} to {day + step}", replace(pack, versions=versions), day=day)
    if pack.kind == "label" and not pack.versions and pack.verified_through is not None:
        for step in (timedelta(days=-1), timedelta(days=1)):
            moved = pack.verified_through + step
            yield Mutant(
                f"{pack.id}: verified through {moved}", replace(pack, verified_through=moved), day=moved
            )


def is_caught(mutant: Mutant, tests: Sequence[PackTest], vocabulary: Vocabulary) -> bool:
    """Whether a test of the pack fails on the mutant: by the changed criterion alone, else by the whole."""
    if mutant.criterion is not None:
        version = replace(mutant.pack.versions[mutant.version], criteria=(mutant.criterion,))
        alone = replace(mutant.pack, versions=(version,))
        if any(_fails(test, alone, Evaluator([alone], vocabulary), status=False) for test in tests):
            return True
    evaluator = Evaluator([mutant.pack], vocabulary)
    return any(_fails(test, mutant.pack, evaluator, status=True) for test in tests)


def _fails(test: PackTest, pack: Pack, evaluator: Evaluator, *, status: bool) -> bool:
    finding = evaluator.evaluate(test.facts, test.on)[pack.id]
    if status and test.status is not None and test.status != finding.status:
        return True
    found = {one.id: one for one in finding.criteria}
    if status and not (test.criteria.keys() | test.computed.keys()) <= found.keys():
        return True
    return any(
        found[name].verdict != expected for name, expected in test.criteria.items() if name in found
    ) or any(found[name].computed != expected for name, expected in test.computed.items() if name in found)


def _moved(raw: Any) -> Iterator[tuple[str, Any]]:
    """Every condition that differs from ``raw`` in one number by the smallest step, and what was done."""
    if isinstance(raw, str):
        for match in _NUMBER.finditer(raw):
            number = Decimal(match["number"])
            step = Decimal((0, (1,), int(number.as_tuple().exponent)))
            for moved in (number - step, number + step):
                if moved >= 0:
                    text = raw[: match.start("number")] + str(moved) + raw[match.end("number") :]
                    yield f"{raw} as {text}", text
    elif isinstance(raw, dict):
        for key, part in raw.items():
            if key == "n":
                yield from ((f"at least {part} as {n}", {**raw, key: n}) for n in _near(part, len(raw["of"])))
            for said, moved_part in _moved(part):
                yield said, {**raw, key: moved_part}
    elif isinstance(raw, list):
        for place, part in enumerate(raw):
            for said, moved_part in _moved(part):
                yield said, [*raw[:place], moved_part, *raw[place + 1 :]]


def _near(n: int, most: int) -> list[int]:
    return [moved for moved in (n - 1, n + 1) if 1 <= moved <= most]


def _with_condition(
    pack: Pack, number: int, criterion: Criterion, said: str, raw: Any, vocabulary: Vocabulary
) -> Iterator[Mutant]:
    problems: list[LineProblem] = []
    condition = ConditionReader(KnownConditions(vocabulary), lambda _, found: problems.append(found)).read(
        raw, ()
    )
    if condition is None:
        raise AssertionError(f"{pack.id}: {said}: {[problem.message for problem in problems]}")
    changed = replace(criterion, condition=condition)
    version = pack.versions[number]
    criteria = tuple(changed if one is criterion else one for one in version.criteria)
    versions = list(pack.versions)
    versions[number] = replace(version, criteria=criteria)
    start = f" ({version.start})" if version.start else ""
    yield Mutant(
        f"{pack.id}{start}: {criterion.id}: {said}", replace(pack, versions=tuple(versions)), number, changed
    )


def _shifted(version: Version, day: date, step: timedelta) -> Version:
    start = version.start + step if version.start == day else version.start
    until = version.until + step if version.until == day else version.until
    return replace(version, start=start, until=until)

"""What can be wrong with a pack although each of its lines is right."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from cardecide.engine.known_conditions import KnownConditions
from cardecide.engine.lint_codes import LintCode
from cardecide.engine.lint_conditions import constant_parts, contradicting
from cardecide.engine.logic import truth_of
from cardecide.engine.pack import STATUS_ROLES, Criterion, Pack, Place, Version
from cardecide.engine.prepared import STATUSES
from cardecide.facts.value import Truth
from cardecide.reading.problem import Problem


def lint_pack(pack: Pack, known: KnownConditions) -> list[Problem]:
    """Everything the linter has to say about one pack that could be read, errors and warnings."""
    problems = [*_version_order(pack), *_empty_case(pack)]
    for version in pack.versions:
        problems += _conditions(version, known)
        problems += _weak_sources(version)
        if pack.kind in STATUSES:  # elsewhere a text tells the results of studies as well
            problems += _other_numbers(version, known)
    return problems


def _version_order(pack: Pack) -> Iterator[Problem]:
    for version in pack.versions:
        if version.start and version.until and version.until <= version.start:
            message = f"the version of {version.start} ends before it begins, on {version.until}"
            yield _problem(version.place, LintCode.SYNTAX, message, "a later day for 'until'")
    for before, after in pairwise(pack.versions):
        if after.start is None or before.until is None or before.until > after.start:
            message = f"the version of {before.start} is still in force when that of {after.start} begins"
            expected = f"until: {after.start}"
            yield _problem(before.place, LintCode.VERSION_OVERLAP, message, expected)
        elif before.until < after.start:
            message = f"no version is in force from {before.until} until {after.start}"
            yield _problem(before.place, LintCode.VERSION_GAP, message, f"until: {after.start}")


def _empty_case(pack: Pack) -> Iterator[Problem]:
    if pack.kind not in STATUSES:
        return
    for version in pack.versions:
        if all(map(_met_where_nothing_is_known, version.criteria)):
            message = "a patient about whom nothing is known would be eligible"
            expected = "an include criterion that is unknown where nothing is known"
            yield _problem(version.place, LintCode.TRUE_ON_EMPTY_CASE, message, expected)


def _met_where_nothing_is_known(criterion: Criterion) -> bool:
    """Whether the criterion does not stand in the way of a patient about whom nothing is known."""
    if criterion.role not in STATUS_ROLES:
        return True
    if criterion.by_hand or criterion.condition is None:
        return False
    return truth_of(criterion.condition, {}) is (Truth.YES if criterion.met_when_yes else Truth.NO)


def _conditions(version: Version, known: KnownConditions) -> Iterator[Problem]:
    constant = False
    for criterion in version.criteria:
        if criterion.condition is None:
            continue
        if criterion.condition in known.sound:
            continue
        found = list(constant_parts(criterion.condition, known.vocabulary))
        if not found:
            known.sound.add(criterion.condition)
        for code, text in found:
            constant = True
            always = "always" if code is LintCode.ALWAYS_TRUE else "never"
            message = f"'{text}' is {always} true, whatever the patient's facts are"
            yield _problem(
                criterion.place, code, message, "a condition that some patients fulfil and some do not"
            )
    if not constant and (together := contradicting(version.criteria, known.vocabulary)):
        names = ", ".join(f"'{criterion.id}'" for criterion in together)
        message = f"no patient can meet {names} at once"
        yield _problem(
            together[-1].place, LintCode.CONTRADICTION, message, "criteria that can be met together"
        )


def _weak_sources(version: Version) -> Iterator[Problem]:
    for criterion in version.criteria:
        computed = criterion.condition is not None and criterion.encoded != "by_hand"
        if computed and criterion.by_hand and criterion.role in {*STATUS_ROLES, "hold"}:
            grade = criterion.citation.source.grade if criterion.citation else "nothing"
            message = f"'{criterion.id}' rests on {grade}; it counts as a check by hand"
            expected = "a better source, or 'encoded: by_hand' to say so"
            yield _problem(criterion.place, LintCode.WEAK_SOURCE_DECIDING, message, expected)


def _other_numbers(version: Version, known: KnownConditions) -> Iterator[Problem]:
    for criterion in version.criteria:
        if criterion.condition is None:
            continue
        found = known.differing_numbers(criterion.text, criterion.condition)
        told = [f"its text says {_in_languages(found.said)}, which its condition does not have"] * bool(
            found.said
        )
        told += [f"its text does not say {_in_languages(found.asked)}"] * bool(found.asked)
        if told:
            message = f"'{criterion.id}': {'; '.join(told)}"
            expected = "the same numbers in the condition and in the text, in every language"
            yield _problem(criterion.place, LintCode.TEXT_SAYS_ANOTHER_NUMBER, message, expected)


def _in_languages(numbers: Mapping[str, Sequence[str]]) -> str:
    return ", ".join(f"{number} ({', '.join(languages)})" for number, languages in numbers.items())


def _problem(place: Place, code: LintCode, message: str, expected: str = "") -> Problem:
    return Problem(message, expected, "", place.file, place.line, place.column, code=code)

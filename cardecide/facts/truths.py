"""Three-valued combinations of several findings, and the truth of what was entered."""

from collections.abc import Iterable, Iterator
from itertools import product

from cardecide.case.base import YesNo
from cardecide.facts.value import Truth

_ENTERED = {YesNo.YES: Truth.YES, YesNo.NO: Truth.NO, YesNo.UNKNOWN: Truth.UNKNOWN}


def entered(answer: YesNo) -> Truth:
    """The truth of a yes/no field."""
    return _ENTERED[answer]


def any_of(findings: Iterable[Truth]) -> Truth:
    """Yes where one is yes; no only where all are no."""
    result = Truth.NO
    for finding in findings:
        result = result | finding
    return result


def all_of(findings: Iterable[Truth]) -> Truth:
    """No where one is no; yes only where all are yes."""
    result = Truth.YES
    for finding in findings:
        result = result & finding
    return result


def counted(findings: Iterable[Truth]) -> tuple[int, int]:
    """The smallest and largest number of findings that may be yes."""
    given = tuple(findings)
    sure = sum(finding is Truth.YES for finding in given)
    return sure, sure + sum(finding is Truth.UNKNOWN for finding in given)


def completions(*findings: Truth) -> Iterator[tuple[bool, ...]]:
    """Every way in which the unknown findings may turn out; used to collect what a stage may still be."""
    choices = [(True, False) if f is Truth.UNKNOWN else (f is Truth.YES,) for f in findings]
    return product(*choices)

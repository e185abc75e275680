"""Which version of a pack is in force on a decision date that may be known to the month or year only."""

from dataclasses import dataclass
from datetime import date

from cardecide.case.partial_date import PartialDate
from cardecide.engine.pack import Pack, Version


@dataclass(frozen=True, slots=True)
class InForce:
    """What may be in force on the decision date.

    ``versions`` are the versions, oldest first. ``before`` and ``after`` say that there may be none: on a
    day before the first version, or on a later day that no version covers. ``changes`` are the days inside
    the decision date, its first day apart, on which what is in force changes.
    """

    versions: tuple[Version, ...]
    before: bool = False
    after: bool = False
    changes: tuple[date, ...] = ()


def in_force(pack: Pack, on: PartialDate) -> InForce:
    """The versions of the pack that may be in force on ``on``.

    A label is in force on the days of its versions and on no other; one without versions never is. A
    trial's first amendment also stands for the days before it and its last one for the days after it: a
    population does not lapse.
    """
    first, last = on.first, on.last
    versions = tuple(version for version in pack.versions if version.overlaps(first, last))
    edges = {day for version in pack.versions for day in (version.start, version.until) if day is not None}
    changes = tuple(sorted(day for day in edges if first < day <= last))
    if pack.kind == "label":
        start = pack.versions[0].start if pack.versions else None
        before = not pack.versions or (start is not None and first < start)
        return InForce(versions, before, _lapses(versions, first, last, before=before), changes)
    if not versions and pack.versions:
        start = pack.versions[0].start
        versions = (pack.versions[0] if start is not None and last < start else pack.versions[-1],)
    return InForce(versions, changes=changes)


def _lapses(versions: tuple[Version, ...], first: date, last: date, *, before: bool) -> bool:
    """Whether a day from ``first`` to ``last``, days before the first version apart, lies in no version."""
    covered = None if before else first
    for version in versions:
        if covered is not None and version.start is not None and version.start > covered:
            return True
        if version.until is None or version.until > last:
            return False
        covered = version.until
    return covered is not None

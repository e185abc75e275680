"""What must hold between the entries of a case: the order of its dates, and what it mentions twice.

The checks read plain data, so that a file with a fault elsewhere still gets them all at once. Two partial
dates are out of order only where that is certain on every day they may be.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from cardecide.case.conditions import conditions, resolve_condition
from cardecide.case.model import Case
from cardecide.case.partial_date import PartialDate
from cardecide.reading.document import Path, dotted
from cardecide.reading.problem import Problem

_DATES: Final = frozenset(
    {
        "date",
        "start",
        "stop",
        "progression",
        "onset",
        "birth_date",
        "diagnosis_date",
        "autologous_date",
        "allogeneic_date",
        "live_vaccine",
        "plasmapheresis",
    }
)
# What is planned lies ahead, and toxicity comes after; an override is dated when it was made.
_EXEMPT: Final = frozenset({"decision_date", "logistics", "toxicity", "overrides", "stated"})


@dataclass(frozen=True, slots=True)
class Conflict:
    """Entries that contradict each other; ``path`` is the entry to look at first."""

    path: Path
    message: str
    expected: str
    code: str


def check_case(case: Case) -> list[Problem]:
    """The conflicts of a case that did not come from a file; they name the field, no line."""
    return [
        Problem(c.message, c.expected, field=dotted(c.path), code=c.code)
        for c in conflicts(case.model_dump(mode="json"))
    ]


def conflicts(data: Any) -> list[Conflict]:
    """Every conflict in the plain data of a case, in no particular order; what cannot be read is skipped."""
    if not isinstance(data, Mapping):
        return []
    return [*_after_decision(data), *_before_birth(data), *_spans(data), *_misplaced(data)]


def _after_decision(data: Mapping[str, Any]) -> Iterator[Conflict]:
    decision = _date(data.get("decision_date"))
    if decision is None:
        return
    for path, day in _dates(data):
        if day.first > decision.last:
            yield Conflict(
                path,
                f"{day} is after the decision date {decision}",
                "an entry that was known on the decision date, or a later decision date",
                "after-decision",
            )


def _before_birth(data: Mapping[str, Any]) -> Iterator[Conflict]:
    patient = data.get("patient")
    birth = _date(patient.get("birth_date")) if isinstance(patient, Mapping) else None
    if birth is None:
        return
    decision = _date(data.get("decision_date"))
    decided = [(("decision_date",), decision)] if decision else []
    for path, day in [*_dates(data), *decided]:
        if day.last < birth.first:
            yield Conflict(path, f"{day} is before the birth date {birth}", "a later date", "before-birth")


def _spans(data: Mapping[str, Any]) -> Iterator[Conflict]:
    for path, entry in _groups(data):
        start = _date(entry.get("start"))
        for end in ("stop", "progression"):
            yield from _ordered(path, entry, start, end, "start")
        yield from _ordered(path, entry, _date(entry.get("onset")), "date", "onset")


def _ordered(
    path: Path, entry: Mapping[str, Any], begin: PartialDate | None, end: str, begin_name: str
) -> Iterator[Conflict]:
    finish = _date(entry.get(end))
    if begin and finish and finish.last < begin.first:
        message = f"{end} {finish} is before {begin_name} {begin}"
        yield Conflict((*path, end), message, f"a date not before {begin}", "date-order")


def _misplaced(data: Mapping[str, Any]) -> Iterator[Conflict]:
    for topic, other in (("neurology", "comorbidity"), ("comorbidity", "neurology")):
        section = data.get(topic)
        entries = section.get("conditions") if isinstance(section, Mapping) else None
        for place, entry in enumerate(entries if isinstance(entries, (list, tuple)) else ()):
            entered = entry.get("condition") if isinstance(entry, Mapping) else None
            names = resolve_condition(entered) if isinstance(entered, str) else ()
            if names and all(conditions()[name].topic == other for name in names):
                yield Conflict(
                    (topic, "conditions", place, "condition"),
                    f"'{entered}' does not belong in {topic}",
                    f"it in {other}.conditions",
                    "misplaced-condition",
                )


def _dates(data: Any, path: Path = ()) -> Iterator[tuple[Path, PartialDate]]:
    for group_path, group in _groups(data, path):
        for key in _DATES & group.keys():
            day = _date(group[key])
            if day is not None:
                yield (*group_path, key), day


def _groups(data: Any, path: Path = ()) -> Iterator[tuple[Path, Mapping[str, Any]]]:
    """Every group of keys of a case but those whose dates are free."""
    children: Iterable[tuple[str | int, Any]] = ()
    if isinstance(data, Mapping):
        yield path, data
        children = ((key, value) for key, value in data.items() if path or key not in _EXEMPT)
    elif isinstance(data, (list, tuple)):
        children = enumerate(data)
    for key, value in children:
        yield from _groups(value, (*path, key))


def _date(value: Any) -> PartialDate | None:
    if isinstance(value, bool) or not isinstance(value, (str, int)):
        return None
    try:
        return PartialDate.parse(str(value))
    except ValueError:
        return None

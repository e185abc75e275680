"""Which answers settle a condition: all of its relevant facts for certain, and the shortest ways.

*For certain* means whatever the answers are. Such a set has to hold every fact on which the condition
depends at all, so that there is exactly one minimal set: the relevant facts. A *way* is a minimal set of
facts of which some answers settle the condition.

Parts that share no fact are judged apart and put together, which is exact; parts that share one are
enumerated over all completions of their facts. Where there are too many of those, the relevant facts are all
the open ones, and no shorter way is claimed.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from typing import Final

from cardecide.assessment.completions import Completions
from cardecide.assessment.condition_form import Form, Junction, Leaf

MOST_WAYS: Final = 64
"""Of more ways than these the longer ones are left out."""

Facts = frozenset[str]


@dataclass(frozen=True, slots=True)
class Ways:
    """``relevant``: the facts that settle it for certain; ``yes`` and ``no``: the ways to each answer.

    The way of no facts at all says that it is settled already. ``exact`` is False where there were too many
    completions.
    """

    relevant: Facts
    yes: tuple[Facts, ...]
    no: tuple[Facts, ...]
    exact: bool = True


def ways_of(form: Form) -> Ways:
    """The ways to settle a condition."""
    if isinstance(form, Leaf):
        only = frozenset({form.variable})
        if not form.when or len(form.when) == form.of:
            return _constant(bool(form.when))
        return Ways(only, (only,), (only,))
    groups = _apart(form.parts)
    is_any, is_all = form.n == 1, form.n == len(form.parts)
    if (len(groups) == 1 and len(form.parts) > 1) or not (is_any or is_all):
        return _enumerated(form)
    parts = [ways_of(_same_kind(group, is_any)) for group in groups]
    together = [part for part in parts if part.relevant]
    yes = _any_of(p.yes for p in parts) if is_any else _all_of(p.yes for p in parts)
    no = _all_of(p.no for p in parts) if is_any else _any_of(p.no for p in parts)
    if frozenset() in yes or frozenset() in no:
        return _constant(frozenset() in yes)
    relevant = frozenset(name for part in together for name in part.relevant)
    return Ways(relevant, yes, no, all(part.exact for part in parts))


def variables_of(form: Form) -> Iterator[tuple[str, int]]:
    """Each variable of the form with its number of answers, repetitions included."""
    if isinstance(form, Leaf):
        yield form.variable, form.of
    else:
        for part in form.parts:
            yield from variables_of(part)


def shortest(sets: Iterable[Facts]) -> tuple[Facts, ...]:
    """The minimal ones among the sets, the short ones first."""
    found: list[Facts] = []
    for one in sorted(set(sets), key=lambda facts: (len(facts), sorted(facts))):
        if not any(other <= one for other in found):
            found.append(one)
    return tuple(found[:MOST_WAYS])


def _constant(holds: bool) -> Ways:
    nothing = (frozenset[str](),)
    return Ways(frozenset(), nothing if holds else (), () if holds else nothing)


def _same_kind(group: Sequence[Form], is_any: bool) -> Form:
    if len(group) == 1:
        return group[0]
    return Junction(1 if is_any else len(group), tuple(group))


def _apart(parts: Sequence[Form]) -> list[list[Form]]:
    """The parts in groups; different groups have no variable in common."""
    groups: list[tuple[set[str], list[Form]]] = []
    for part in parts:
        names = {name for name, _ in variables_of(part)}
        joined = [part]
        rest = []
        for other_names, others in groups:
            if names & other_names:
                names |= other_names
                joined = others + joined
            else:
                rest.append((other_names, others))
        groups = [*rest, (names, joined)]
    return [group for _, group in groups]


def _enumerated(form: Form) -> Ways:
    sizes = dict(variables_of(form))
    if Completions.too_many(sizes):
        return Ways(frozenset(sizes), (), (), exact=False)
    completions = Completions(sizes)
    plane = completions.plane(form)
    yes, no = completions.deciding_sets(plane)
    return Ways(frozenset(completions.relevant(plane)), shortest(yes), shortest(no))


def _any_of(ways: Iterable[tuple[Facts, ...]]) -> tuple[Facts, ...]:
    return shortest(one for some in ways for one in some)


def _all_of(ways: Iterable[tuple[Facts, ...]]) -> tuple[Facts, ...]:
    nothing: tuple[Facts, ...] = (frozenset(),)
    return reduce(lambda some, more: shortest(a | b for a in some for b in more), ways, nothing)

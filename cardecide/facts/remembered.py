"""Remembers what each topic derived last, with what it had read, and gives it again where nothing changed.

A topic is a pure function of what it reads: sections of the case, facts of earlier topics, the two days. What
it reads is traced while it runs. Where every one of those is still the same, running it again would take the
same path to the same facts. Sections are compared by identity, because an edited case shares the sections
that the edit did not touch; facts by identity and then by value.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, cast

from cardecide.case.model import Case
from cardecide.case.partial_date import PartialDate
from cardecide.facts.context import Context
from cardecide.facts.fact import Fact


@dataclass(slots=True)
class Reads:
    """The sections and the facts that something read, each with what it found there."""

    sections: dict[str, Any] = field(default_factory=dict)
    facts: dict[str, Fact | None] = field(default_factory=dict)

    def add(self, other: "Reads") -> None:
        """Take over what ``other`` read."""
        self.sections.update(other.sections)
        self.facts.update(other.facts)

    def still_hold(self, case: Case, facts: Mapping[str, Fact]) -> bool:
        """Whether reading the same of ``case`` and ``facts`` would find the same."""
        for name, found in self.sections.items():
            if getattr(case, name) is not found:
                return False
        for name, fact in self.facts.items():
            now = facts.get(name)
            if now is not fact and now != fact:
                return False
        return True


class _Traced:
    """A case or a map of facts that notes what is asked of it."""

    __slots__ = ("case", "facts", "own", "stack")

    def __init__(self, case: Case, facts: Mapping[str, Fact]) -> None:
        self.case = case
        self.facts = facts
        self.stack: list[Reads] = []
        self.own: set[str] = set()


class _TracedCase:
    __slots__ = ("_traced",)

    def __init__(self, traced: _Traced) -> None:
        object.__setattr__(self, "_traced", traced)

    def __getattr__(self, name: str) -> Any:
        traced: _Traced = self._traced
        found = getattr(traced.case, name)
        for reads in traced.stack:
            reads.sections[name] = found
        return found


class _TracedFacts(Mapping[str, Fact]):
    __slots__ = ("_traced",)

    def __init__(self, traced: _Traced) -> None:
        self._traced = traced

    def get(self, name: str, default: Any = None) -> Any:
        traced = self._traced
        found = traced.facts.get(name)
        if name not in traced.own:  # what the topic has derived itself follows from the rest
            for reads in traced.stack:
                reads.facts[name] = found
        return default if found is None else found

    def __getitem__(self, name: str) -> Fact:
        found = self.get(name)
        if found is None:
            raise KeyError(name)
        return cast(Fact, found)

    def __contains__(self, name: object) -> bool:
        return self.get(cast(str, name)) is not None

    def __iter__(self) -> Iterator[str]:
        raise TypeError("A topic reads facts by their names.")

    def __len__(self) -> int:
        raise TypeError("A topic reads facts by their names.")


class TracingContext(Context):
    """A context that notes what each topic reads, shared computations included."""

    __slots__ = ("_computed", "_traced")

    _traced: _Traced
    _computed: dict[Callable[[Context], Any], tuple[Any, Reads]]

    def __init__(
        self, case: Case, on: PartialDate, reference: PartialDate, facts: Mapping[str, Fact]
    ) -> None:
        traced = _Traced(case, facts)
        super().__init__(cast(Case, _TracedCase(traced)), on, reference, _TracedFacts(traced))
        object.__setattr__(self, "_traced", traced)
        object.__setattr__(self, "_computed", {})

    def once(self, compute: Callable[[Context], Any]) -> Any:
        """As in ``Context``; whoever asks has read what ``compute`` read."""
        traced = self._traced
        if compute not in self._computed:
            traced.stack.append(Reads())
            try:
                result = compute(self)
            finally:
                reads = traced.stack.pop()
            self._computed[compute] = (result, reads)
        result, reads = self._computed[compute]
        for open_reads in traced.stack:
            open_reads.add(reads)
        return result

    def begin(self) -> Reads:
        """Start to trace one topic."""
        reads = Reads()
        self._traced.stack = [reads]
        self._traced.own = set()
        return reads

    def derived(self, name: str) -> None:
        """The topic has derived the fact ``name``; from here on it reads what it made itself."""
        self._traced.own.add(name)


@dataclass(frozen=True, slots=True)
class Setting:
    """What bears on every topic alike: the days, the claims and the overrides.

    A claim stands in for a fact of the treatment history only where no treatment is listed.
    """

    on: PartialDate
    reference: PartialDate
    stated: Mapping[str, Any]
    overrides: tuple[Any, ...]
    treated: bool

    @classmethod
    def of(cls, case: Case, on: PartialDate) -> "Setting":
        """The setting of a case on a day."""
        reference = case.logistics.planned_apheresis or on
        treated = any(not one.is_blank for one in case.treatments)
        return cls(on, reference, case.stated, case.overrides, treated)


@dataclass(frozen=True, slots=True)
class Remembered:
    """What a topic derived, in which setting, and what it read for it."""

    setting: Setting
    reads: Reads
    facts: tuple[Fact, ...]

    def is_current(self, case: Case, setting: Setting, facts: Mapping[str, Fact]) -> bool:
        """Whether the topic would derive the same again."""
        same = self.setting is setting or self.setting == setting
        return same and self.reads.still_hold(case, facts)

"""What a topic needs in order to derive its facts."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from cardecide.case.model import Case
from cardecide.case.partial_date import PartialDate
from cardecide.facts.fact import Fact

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Context:
    """One case on one day.

    ``on`` is the decision date. ``reference`` is the day against which windows are measured: the planned
    apheresis where one is entered, else the decision date. ``facts`` holds what the topics before this one
    have derived, with claims and overrides in effect.
    """

    case: Case
    on: PartialDate
    reference: PartialDate
    facts: Mapping[str, Fact]
    _shared: dict[Callable[["Context"], Any], Any] = field(default_factory=dict, compare=False, repr=False)

    def once(self, compute: Callable[["Context"], Result]) -> Result:
        """``compute(self)``, computed at the first call and shared by all topics that ask for it.

        Only for what depends on the case and the days alone, not on ``facts``: they grow with each topic.
        """
        if compute not in self._shared:
            self._shared[compute] = compute(self)
        result: Result = self._shared[compute]
        return result

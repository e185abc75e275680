"""Which missing facts can be answered in one click, where the question stands."""

from dataclasses import dataclass
from functools import cache
from typing import Final

from cardecide.facts.catalogue import catalogue
from cardecide_ui.fields.from_model import case_field
from cardecide_ui.fields.record import Kind

_MOST_COUNTS: Final = 6
# Saying that a history was taken also says that nothing else was found: that is said in the form.
_NOT_IN_PASSING: Final = "reviewed"


@dataclass(frozen=True, slots=True)
class ReadyAnswers:
    """The answers to give and where their words stand; ``option_kind`` is empty for bare numbers."""

    answers: tuple[str, ...] = ()
    option_kind: str = ""


NONE: Final = ReadyAnswers()


@cache
def ready_answers(fact: str, field: str) -> ReadyAnswers:
    """The answers to a missing fact that its field takes whole; none where the field is only part of them.

    A yes/no fact on a yes/no field, or a small count on a field of the same name.
    """
    definition = catalogue().get(fact)
    if definition is None or definition.field != field:
        return NONE
    name = field.rsplit(".", maxsplit=1)[-1]
    try:
        record = case_field(field)
    except KeyError:
        return NONE
    if record.kind is Kind.YES_NO and definition.kind == "yes_no" and name != _NOT_IN_PASSING:
        return ReadyAnswers(("no", "yes"), "yes_no")
    low, high = record.allowed
    if record.kind is Kind.COUNT and name == fact and low is not None and high is not None:
        counts = tuple(str(number) for number in range(int(low), int(high) + 1))
        return ReadyAnswers(counts) if len(counts) <= _MOST_COUNTS else NONE
    return NONE

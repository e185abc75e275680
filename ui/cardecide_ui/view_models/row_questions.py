"""The questions that the entries raise, entry by entry, with the answers that can be chosen."""

from collections.abc import Iterable
from dataclasses import dataclass

from cardecide.assessment.result import Result
from cardecide.case.choices import Response, StopReason
from cardecide_ui.view_models.paths import is_under

NO_YES = ("no", "yes")
_COMMON_REASONS = (
    StopReason.PROGRESSION,
    StopReason.TOXICITY,
    StopReason.COMPLETED,
    StopReason.PATIENT_CHOICE,
    StopReason.SUPPLY,
)
_ANSWERS: dict[str, tuple[str, tuple[str, ...]]] = {
    "planned": ("yes_no", NO_YES),
    "new_line": ("yes_no", NO_YES),
    "progression": ("yes_no", NO_YES),
    "best_response": ("response", tuple(v.value for v in Response if v is not Response.UNKNOWN)),
    "reason_stopped": ("stopreason", tuple(reason.value for reason in _COMMON_REASONS)),
}
_TAKES_MORE = frozenset({"progression", "reason_stopped"})  # a date, or a less common reason


@dataclass(frozen=True, slots=True)
class RowQuestion:
    """One question. ``answers`` can be given in one click; ``takes_more`` says that the field takes others.

    ``option_kind`` is where the words of the answers stand.
    """

    field: str
    text: str
    option_kind: str = ""
    answers: tuple[str, ...] = ()
    takes_more: bool = True


def questions_under(result: Result | None, path: str) -> tuple[RowQuestion, ...]:
    """The questions about fields at or below ``path``, one for each field, in the order of the result."""
    if result is None:
        return ()
    asked: dict[str, str] = {}
    for question in result.questions:
        if question.field and is_under(question.field, path):
            asked.setdefault(question.field, question.question)
    return tuple(_row_question(field, text) for field, text in asked.items())


def places_asked(result: Result | None, list_path: str) -> frozenset[int]:
    """The entries of a list that raise a question."""
    fields: Iterable[str] = (question.field for question in result.questions) if result else ()
    starts = f"{list_path}["
    numbers = (field[len(starts) :].split("]", maxsplit=1)[0] for field in fields if field.startswith(starts))
    return frozenset(int(number) for number in numbers if number.isdecimal())


def _row_question(field: str, text: str) -> RowQuestion:
    name = field.rsplit(".", maxsplit=1)[-1]
    kind, answers = _ANSWERS.get(name, ("", ()))
    return RowQuestion(field, text, kind, answers, not answers or name in _TAKES_MORE)

"""A clinician's own value for a fact: read by the fact's kind, refused without a reason."""

from typing import Any, Final

from cardecide.case.health import Override
from cardecide.case.model import Case
from cardecide.facts.catalogue import FactDefinition, catalogue
from cardecide.facts.given_values import read_given
from cardecide.language.text import Language
from cardecide.reading.problem import InputError
from cardecide_ui.view_models.problem_words import problem_text

SHORTEST_REASON: Final = 3  # letters
UNKNOWN: Final = "unknown"


def override_of(case: Case, fact: str) -> Override | None:
    """The override of a fact, if the case has one."""
    return next((entry for entry in case.overrides if entry.fact == fact), None)


def written_value(definition: FactDefinition, raw: Any) -> Any:
    """What was entered as a case file writes it: a bare number of a quantity has the fact's own unit."""
    if definition.kind != "quantity" or not isinstance(raw, str) or definition.unit in ("", "1"):
        return raw.strip() if isinstance(raw, str) else raw
    text = raw.strip()
    return f"{text} {definition.unit}" if text and text[-1].isdigit() else text


def problem_with(fact: str, raw: Any, language: Language = "en") -> str:
    """Why ``raw`` cannot be the value of a fact; empty where it can."""
    definition = catalogue()[fact]
    if raw in ("", []):
        return "?"
    try:
        read_given(definition, written_value(definition, raw), "")
    except InputError as error:
        return problem_text(error.problems[0], language)
    return ""


def with_override(case: Case, fact: str, raw: Any, reason: str, by: str = "") -> tuple[Override, ...]:
    """The overrides with one set or replaced; raises pydantic.ValidationError without a reason."""
    entry = Override(
        fact=fact,
        value=written_value(catalogue()[fact], raw),
        reason=reason.strip(),
        by=by.strip() or None,
    )
    return (*without_override(case, fact), entry)


def without_override(case: Case, fact: str) -> tuple[Override, ...]:
    """The overrides of ``case`` without that of one fact."""
    return tuple(entry for entry in case.overrides if entry.fact != fact)

"""What all parts of a case share: strict, immutable models, and the answer yes, no or unknown."""

from enum import StrEnum
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict
from pydantic_core import PydanticCustomError


class CaseModel(BaseModel):
    """A part of a case. Immutable; an unknown key is an error; a default always means unknown."""

    # A number where a text stands is that text: an identifier such as 4711 needs no quotation marks.
    model_config = ConfigDict(
        extra="forbid", frozen=True, arbitrary_types_allowed=False, coerce_numbers_to_str=True
    )


class YesNo(StrEnum):
    """A clinical finding: stated present, stated absent, or not known. Never a bare bool."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


_WORDS = {
    "yes": YesNo.YES,
    "true": YesNo.YES,
    "no": YesNo.NO,
    "false": YesNo.NO,
    "unknown": YesNo.UNKNOWN,
}


def _read_yes_no(value: Any) -> Any:
    if value is None:
        return YesNo.UNKNOWN
    if isinstance(value, bool):
        return YesNo.YES if value else YesNo.NO
    if isinstance(value, str) and value.casefold() in _WORDS:
        return _WORDS[value.casefold()]
    raise PydanticCustomError("yes_no", "'{given}' is not yes, no or unknown", {"given": str(value)})


YesNoField = Annotated[YesNo, BeforeValidator(_read_yes_no)]


def _not_an_answer(value: Any) -> Any:
    """A yes or no is no number: read as 1 or 0 it would be a grade or a score that nobody entered."""
    return str(value).casefold() if isinstance(value, bool) else value


Whole = Annotated[int, BeforeValidator(_not_an_answer)]
"""A whole number."""

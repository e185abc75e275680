"""Fields that take any known name of a thing and keep the name that the rest of the program uses.

A name that stands for several things is kept as entered: the program asks, and what rests on it is unknown.
"""

from collections.abc import Callable
from typing import Annotated

from pydantic import AfterValidator
from pydantic_core import PydanticCustomError

from cardecide.case.abnormalities import abnormality_candidates, nearest_abnormality
from cardecide.case.conditions import nearest_condition, resolve_condition
from cardecide.case.drug_names import nearest_drug, resolve_drug
from cardecide.case.lab_tests import nearest_lab_test, resolve_lab_test


def unknown_name(kind: str, entered: str, nearest: str, *, field: str = "") -> PydanticCustomError:
    """The error for a name that is in no vocabulary; ``nearest`` is the name to offer, if any."""
    parts = {"kind": kind, "given": entered, "nearest": nearest, "field": field}
    return PydanticCustomError("unknown_name", "unknown {kind} '{given}'", parts)


def _canonical(
    kind: str, candidates: Callable[[str], tuple[str, ...]], offer: Callable[[str], str]
) -> Callable[[str], str]:
    def check(entered: str) -> str:
        names = candidates(entered)
        if not names:
            raise unknown_name(kind, entered, offer(entered))
        return names[0] if len(names) == 1 else entered

    return check


AbnormalityField = Annotated[
    str, AfterValidator(_canonical("abnormality", abnormality_candidates, nearest_abnormality))
]
ConditionField = Annotated[str, AfterValidator(_canonical("condition", resolve_condition, nearest_condition))]
LabTestField = Annotated[
    str, AfterValidator(_canonical("laboratory test", resolve_lab_test, nearest_lab_test))
]
DrugField = Annotated[str, AfterValidator(_canonical("drug", resolve_drug, nearest_drug))]

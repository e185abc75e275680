"""What to enter first, while a case is blank: an answer in which everything is open helps nobody."""

from typing import Final

from cardecide.assessment.result import Result
from cardecide.case.model import Case

STEPS: Final = (
    ("jurisdictions", "jurisdictions"),
    ("treatments", "treatments"),
    ("patient", "patient.birth_date"),
    ("infection", "infection.active_infection"),
    ("labs", "labs"),
)
"""What is asked first, each with the field in which it begins, in the order in which it settles most."""

_NOT_THE_PATIENT: Final = ("id", "decision_date", "jurisdictions")


def is_blank(case: Case, result: Result) -> bool:
    """Whether nothing of the patient was entered, and no label says anything yet."""
    empty = Case(id=case.id)
    entered = any(
        getattr(case, name) != getattr(empty, name)
        for name in Case.model_fields
        if name not in _NOT_THE_PATIENT
    )
    says = any(label.status in ("on_label", "off_label") for one in result.products for label in one.labels)
    return not entered and not says


def steps(case: Case) -> list[tuple[str, str]]:
    """The steps that are left; where the patient is treated may be known from the settings."""
    return [step for step in STEPS if step[0] != "jurisdictions" or not case.jurisdictions]

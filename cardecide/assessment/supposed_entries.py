"""A supposed member of a set as an entry of the case, as the planner changes entries for its hypotheses.

Entered, it moves everything that is derived from the same entries: a drug stopped for progression makes its
class refractory too, an abnormality that was found makes the definitions of high risk agree.
"""

from collections.abc import Callable, Mapping
from typing import Final, Literal

from cardecide.assessment.hypotheses import refractory_to
from cardecide.case.abnormalities import resolve_abnormality
from cardecide.case.choices import ConditionStatus, TestResult
from cardecide.case.findings import Abnormality, Condition
from cardecide.case.model import Case
from cardecide.facts.value import Truth

History = Literal["neurology", "comorbidity"]


def with_member_entered(case: Case, name: str, member: str, truth: Truth) -> Case | None:
    """The case with the entry that says whether ``member`` belongs to the set ``name``.

    None where no entry could say so: a drug that no regimen holds, or a history without one condition. Other
    entries may still say something else; whoever asks looks at the facts that follow.
    """
    enter = _ENTER.get(name)
    return None if enter is None else enter(case, member, truth)


def _refractory(case: Case, drug: str, truth: Truth) -> Case | None:
    return refractory_to(case, drug) if truth is Truth.YES else None


def _tested(case: Case, abnormality: str, truth: Truth) -> Case:
    """A result in place of earlier ones of the same abnormality."""
    kept = [one for one in case.cytogenetics if resolve_abnormality(one.abnormality) != abnormality]
    result = TestResult.PRESENT if truth is Truth.YES else TestResult.ABSENT
    entry = Abnormality(abnormality=abnormality, result=result)
    return case.model_copy(update={"cytogenetics": (*kept, entry)})


def _condition(case: Case, section: History, condition: str, truth: Truth, *, now: bool) -> Case | None:
    history = getattr(case, section)
    listed = [one for one in history.conditions if one.condition == condition]
    others = [one for one in history.conditions if one.condition != condition]
    if truth is Truth.YES:
        found = listed or [Condition(condition=condition)]
        if now:
            found = [one.model_copy(update={"status": ConditionStatus.ACTIVE}) for one in found]
    elif now and listed:
        found = [one.model_copy(update={"status": ConditionStatus.RESOLVED}) for one in listed]
    elif listed:
        found = []
    else:
        return None
    changed = history.model_copy(update={"conditions": (*others, *found)})
    return case.model_copy(update={section: changed})


def _in_history(section: History, *, now: bool) -> "_Enter":
    return lambda case, condition, truth: _condition(case, section, condition, truth, now=now)


_Enter = Callable[[Case, str, Truth], Case | None]
_ENTER: Final[Mapping[str, _Enter]] = {
    "refractory_drugs": _refractory,
    "cytogenetic_abnormalities": _tested,
    "neuro_history": _in_history("neurology", now=False),
    "neuro_active": _in_history("neurology", now=True),
    "comorbidities": _in_history("comorbidity", now=False),
    "comorbidities_active": _in_history("comorbidity", now=True),
}

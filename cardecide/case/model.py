"""A case: what was entered about one patient, and nothing derived from it."""

from typing import Any, Final, Literal

from pydantic import Field

from cardecide.case.base import CaseModel, YesNo, YesNoField
from cardecide.case.findings import Abnormality, Extramedullary, Lab, Neurology
from cardecide.case.health import Comorbidity, Infection, Logistics, Override, PriorTransplant
from cardecide.case.jurisdictions import Jurisdiction
from cardecide.case.partial_date import PartialDate
from cardecide.case.patient import Disease, Patient
from cardecide.case.toxicity import Toxicity
from cardecide.case.treatment import Treatment

FORMAT: Final = "cardecide-case/1"


class Case(CaseModel):
    """One patient on one decision date. Every clinical field is optional; absent means unknown, never no."""

    format: Literal["cardecide-case/1"] = FORMAT
    id: str = Field(min_length=1, max_length=80)
    decision_date: PartialDate | None = None
    jurisdictions: tuple[Jurisdiction, ...] = ()
    patient: Patient = Patient()
    disease: Disease = Disease()
    treatments: tuple[Treatment, ...] = ()
    treatments_complete: YesNoField = YesNo.UNKNOWN
    cytogenetics: tuple[Abnormality, ...] = ()
    extramedullary: Extramedullary = Extramedullary()
    neurology: Neurology = Neurology()
    infection: Infection = Infection()
    comorbidity: Comorbidity = Comorbidity()
    prior_transplant: PriorTransplant = PriorTransplant()
    logistics: Logistics = Logistics()
    labs: tuple[Lab, ...] = ()
    toxicity: tuple[Toxicity, ...] = ()
    stated: dict[str, Any] = Field(default_factory=dict)
    overrides: tuple[Override, ...] = ()
    note: str | None = None

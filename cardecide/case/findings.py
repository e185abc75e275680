"""What was found on testing: genetics, extramedullary disease, neurological history, laboratory values."""

from typing import Annotated, Any, Literal

from pydantic import Field, model_validator

from cardecide.case.base import CaseModel, Whole, YesNo, YesNoField
from cardecide.case.choices import (
    ConditionStatus,
    Histology,
    LesionKind,
    Presence,
    TestResult,
)
from cardecide.case.lab_tests import lab_test
from cardecide.case.measures import Share, check_lab
from cardecide.case.names import AbnormalityField, ConditionField, LabTestField
from cardecide.case.partial_date import PartialDate
from cardecide.case.quantity import Number, SizeField


class Abnormality(CaseModel):
    """One genetic test and its result. ``clone`` is the share of plasma cells (for TP53: of alleles)."""

    abnormality: AbnormalityField
    result: TestResult = TestResult.UNKNOWN
    method: str | None = None
    clone: Share | None = None
    copies: Annotated[Whole, Field(ge=0, le=20)] | None = None
    alleles: Literal["monoallelic", "biallelic", "unknown"] = "unknown"
    sorted_cells: YesNoField = YesNo.UNKNOWN
    date: PartialDate | None = None


class Lesion(CaseModel):
    """One extramedullary lesion."""

    site: str | None = None
    kind: LesionKind = LesionKind.UNKNOWN
    contiguous_with_bone: YesNoField = YesNo.UNKNOWN
    size: SizeField | None = None
    previous_size: SizeField | None = None
    histology: Histology = Histology.UNKNOWN
    date: PartialDate | None = None


class Extramedullary(CaseModel):
    """Disease outside the marrow, now (``status``) and ever (``history``)."""

    status: Presence = Presence.UNKNOWN
    history: YesNoField = YesNo.UNKNOWN
    imaging: str | None = None
    date: PartialDate | None = None
    lesions: tuple[Lesion, ...] = ()


class Condition(CaseModel):
    """One condition of a history. ``date`` is its last event or episode, ``onset`` its first."""

    condition: ConditionField
    status: ConditionStatus = ConditionStatus.UNKNOWN
    onset: PartialDate | None = None
    date: PartialDate | None = None
    grade: Annotated[Whole, Field(ge=0, le=5)] | None = None
    residual_deficit: YesNoField = YesNo.UNKNOWN
    details: str | None = None


class Neurology(CaseModel):
    """The neurological history. ``reviewed: yes`` says that a history was taken: what is not listed is no.

    ``movement_disorder_drugs``: takes a drug that can look like parkinsonism, such as
    metoclopramide or an antipsychotic.
    """

    reviewed: YesNoField = YesNo.UNKNOWN
    date: PartialDate | None = None
    conditions: tuple[Condition, ...] = ()
    ice_score: Annotated[Whole, Field(ge=0, le=10)] | None = None
    moca_score: Annotated[Whole, Field(ge=0, le=30)] | None = None
    handwriting_sample: YesNoField = YesNo.UNKNOWN
    movement_disorder_drugs: YesNoField = YesNo.UNKNOWN


class Lab(CaseModel):
    """One laboratory value. ``value`` may be entered as ``<0.3`` or ``>2000``: then it is a bound."""

    test: LabTestField
    value: Number
    comparator: Literal["", "<", "<=", ">", ">="] = ""
    unit: str = ""
    date: PartialDate | None = None
    upper_limit: Number | None = None
    lower_limit: Number | None = None
    transfusion_within_7_days: YesNoField = YesNo.UNKNOWN
    growth_factor_within_7_days: YesNoField = YesNo.UNKNOWN

    @model_validator(mode="before")
    @classmethod
    def _split_comparator(cls, data: Any) -> Any:
        if isinstance(data, dict) and isinstance(data.get("value"), str) and not data.get("comparator"):
            text = data["value"].strip()
            for sign in ("<=", ">=", "<", ">", "≤", "≥"):
                if text.startswith(sign):
                    plain_sign = {"≤": "<=", "≥": ">="}.get(sign, sign)
                    return {**data, "comparator": plain_sign, "value": text[len(sign) :].strip()}
        return data

    @model_validator(mode="after")
    def _check_value(self) -> "Lab":
        test = lab_test(self.test)
        if test is None:
            return self
        spelled = check_lab(test, self.value, self.unit, field="value")
        for field in ("upper_limit", "lower_limit"):
            limit = getattr(self, field)
            if limit is not None:
                check_lab(test, limit, self.unit, field=field)
        object.__setattr__(self, "unit", spelled)
        return self

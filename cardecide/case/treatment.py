"""Treatments: one entry for each regimen actually given, in order."""

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, field_validator, model_serializer, model_validator

from cardecide.case.base import CaseModel, YesNo, YesNoField
from cardecide.case.choices import Phase, Response, StopReason
from cardecide.case.drug_names import nearest_drug, resolve_drug
from cardecide.case.names import DrugField, unknown_name
from cardecide.case.partial_date import PartialDate
from cardecide.case.quantity import Number

Stop = PartialDate | Literal["ongoing"] | None
"""When something ended; ``ongoing`` says that it has not; nothing says that it is not known."""


class DrugGiven(CaseModel):
    """One drug of a regimen.

    ``drug`` is the generic name, or None where the word entered stands for more than one drug: then
    ``candidates`` holds them and the program asks. ``start``, ``stop`` and ``stop_reason`` are the drug's own
    and default to the regimen's.
    """

    entered: str
    drug: str | None = None
    candidates: tuple[str, ...] = ()
    dose: str | None = None
    start: PartialDate | None = None
    stop: Stop = None
    stop_reason: StopReason = StopReason.UNKNOWN

    @field_validator("entered")
    @classmethod
    def _is_known(cls, entered: str) -> str:
        if not resolve_drug(entered):
            raise unknown_name("drug", entered, nearest_drug(entered), field="drug")
        return entered

    @field_validator("drug")
    @classmethod
    def _is_generic(cls, drug: str | None) -> str | None:
        if drug is not None and resolve_drug(drug) != (drug,):
            raise unknown_name("generic drug", drug, nearest_drug(drug))
        return drug

    @model_validator(mode="before")
    @classmethod
    def _resolve(cls, data: Any) -> Any:
        if isinstance(data, str):
            data = {"drug": data}
        if isinstance(data, dict) and "entered" not in data and isinstance(data.get("drug"), str):
            entered = data["drug"].strip()
            candidates = resolve_drug(entered)
            one = candidates[0] if len(candidates) == 1 else None
            many = candidates if len(candidates) > 1 else ()
            data = {**data, "entered": entered, "drug": one, "candidates": many}
        return data

    @model_serializer(mode="wrap")
    def _as_entered(self, handler: Any) -> Any:
        full = {k: v for k, v in handler(self).items() if k not in ("entered", "candidates")}
        full["drug"] = self.drug or self.entered
        rest = {k: v for k, v in full.items() if v not in (None, StopReason.UNKNOWN)}
        return rest["drug"] if set(rest) == {"drug"} else rest


def _read_progression(value: Any) -> Any:
    if value in (None, "unknown"):
        return None
    if value is False or value == "none":
        return "no"
    if value is True:
        return "yes"
    return value


Progression = Annotated[Literal["yes", "no"] | PartialDate | None, BeforeValidator(_read_progression)]
"""When the disease progressed on or after a regimen; ``no`` says that it did not; nothing: not known."""


class Treatment(CaseModel):
    """One regimen, transplant, CAR-T infusion or course of radiotherapy."""

    regimen: str | None = None
    drugs: tuple[DrugGiven, ...] = ()
    dose: str | None = None
    phase: Phase = Phase.UNKNOWN
    start: PartialDate | None = None
    stop: Stop = None
    cycles: Annotated[Number, Field(ge=0, le=200)] | None = None
    best_response: Response = Response.UNKNOWN
    progression: Progression = None
    reason_stopped: StopReason = StopReason.UNKNOWN
    stop_reasons: dict[DrugField, StopReason] = Field(default_factory=dict)
    planned: YesNoField = YesNo.UNKNOWN
    new_line: YesNoField = YesNo.UNKNOWN
    note: str | None = None

    @property
    def is_blank(self) -> bool:
        """Whether nothing is said of it: a row just added, in which no treatment is entered yet."""
        return self == Treatment()

"""Who the patient is and what the disease is."""

from typing import Annotated, Literal

from pydantic import Field

from cardecide.case.base import CaseModel, Whole, YesNo, YesNoField
from cardecide.case.choices import HeavyChain, LightChain, Serology, Sex, Stage
from cardecide.case.measures import Age, Height, Share, Weight
from cardecide.case.partial_date import PartialDate


class Patient(CaseModel):
    """The person: no name, no record number. ``age`` is for sources that print an age and no birth date."""

    sex: Sex | None = None
    birth_date: PartialDate | None = None
    age: Age | None = None
    weight: Weight | None = None
    height: Height | None = None
    ecog: Annotated[Whole, Field(ge=0, le=4)] | None = None


class BcmaExpression(CaseModel):
    """BCMA on the myeloma cells, as tested."""

    result: Serology = Serology.UNKNOWN
    percent: Share | None = None
    method: str | None = None
    date: PartialDate | None = None


class Disease(CaseModel):
    """The myeloma: type, stages at diagnosis, related plasma-cell disorders."""

    diagnosis_date: PartialDate | None = None
    heavy_chain: HeavyChain | None = None
    light_chain: LightChain | None = None
    non_secretory: YesNoField = YesNo.UNKNOWN
    iss_at_diagnosis: Stage | None = None
    r_iss_at_diagnosis: Stage | None = None
    r2_iss_at_diagnosis: Literal["I", "II", "III", "IV"] | None = None
    durie_salmon_at_diagnosis: Literal["IA", "IB", "IIA", "IIB", "IIIA", "IIIB"] | None = None
    plasma_cell_leukemia: YesNoField = YesNo.UNKNOWN
    plasma_cell_leukemia_history: YesNoField = YesNo.UNKNOWN
    al_amyloidosis: YesNoField = YesNo.UNKNOWN
    poems: YesNoField = YesNo.UNKNOWN
    waldenstrom: YesNoField = YesNo.UNKNOWN
    bone_lesions_new: YesNoField = YesNo.UNKNOWN
    lytic_lesions: Annotated[Whole, Field(ge=0, le=999)] | None = None
    bcma_expression: BcmaExpression | None = None

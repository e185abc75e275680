"""Infection, other illness, transplants and dates that are planned."""

from pydantic import Field

from cardecide.case.base import CaseModel, YesNo, YesNoField
from cardecide.case.choices import Detection, NyhaClass, Serology
from cardecide.case.findings import Condition
from cardecide.case.measures import Dose, Duration, Share
from cardecide.case.partial_date import PartialDate


class Infection(CaseModel):
    """Infection now, and the viral screen."""

    active_infection: YesNoField = YesNo.UNKNOWN
    details: str | None = None
    hbsag: Serology = Serology.UNKNOWN
    anti_hbc: Serology = Serology.UNKNOWN
    anti_hbs: Serology = Serology.UNKNOWN
    hbv_dna: Detection = Detection.UNKNOWN
    hbv_prophylaxis: YesNoField = YesNo.UNKNOWN
    hcv_antibody: Serology = Serology.UNKNOWN
    hcv_rna: Detection = Detection.UNKNOWN
    hiv: Serology = Serology.UNKNOWN
    cmv: Detection = Detection.UNKNOWN
    date: PartialDate | None = None


class Comorbidity(CaseModel):
    """Other illness. ``reviewed: yes`` says that the history was taken: conditions not listed are no.

    ``corticosteroid_7_days`` is the whole dose of the last seven days, as prednisone; ``0 mg`` is none.
    """

    reviewed: YesNoField = YesNo.UNKNOWN
    conditions: tuple[Condition, ...] = ()
    inflammatory_disorder_active: YesNoField = YesNo.UNKNOWN
    autoimmune_disease_active: YesNoField = YesNo.UNKNOWN
    lvef: Share | None = None
    nyha_class: NyhaClass | None = None
    oxygen_saturation: Share | None = None
    supplemental_oxygen: YesNoField = YesNo.UNKNOWN
    therapeutic_anticoagulation: YesNoField = YesNo.UNKNOWN
    chronic_immunosuppression: YesNoField = YesNo.UNKNOWN
    unresolved_toxicity: YesNoField = YesNo.UNKNOWN
    product_hypersensitivity: YesNoField = YesNo.UNKNOWN
    pregnant: YesNoField = YesNo.UNKNOWN
    breastfeeding: YesNoField = YesNo.UNKNOWN
    life_expectancy: Duration | None = None
    live_vaccine: PartialDate | None = None
    plasmapheresis: PartialDate | None = None
    corticosteroid_7_days: Dose | None = None


class PriorTransplant(CaseModel):
    """Transplants, for charts that state them without a full treatment list."""

    autologous: YesNoField = YesNo.UNKNOWN
    autologous_date: PartialDate | None = None
    allogeneic: YesNoField = YesNo.UNKNOWN
    allogeneic_date: PartialDate | None = None
    graft_versus_host_disease_active: YesNoField = YesNo.UNKNOWN
    stem_cells_stored: YesNoField = YesNo.UNKNOWN


class Logistics(CaseModel):
    """What is planned. ``planned_apheresis`` is the day against which windows are measured when given."""

    planned_apheresis: PartialDate | None = None
    planned_infusion: PartialDate | None = None
    vein_to_vein: Duration | None = None
    bridging_possible: YesNoField = YesNo.UNKNOWN


class Override(CaseModel):
    """A clinician's own value for a derived fact; the reason is printed wherever the fact is."""

    fact: str
    value: str | int | float | bool | list[str]
    reason: str = Field(min_length=2)
    by: str | None = None
    date: PartialDate | None = None

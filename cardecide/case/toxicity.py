"""Toxicity after infusion: recorded and graded, printed, and never used to choose a product."""

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field

from cardecide.case.base import CaseModel, Whole, YesNo, YesNoField
from cardecide.case.measures import Temperature
from cardecide.case.partial_date import PartialDate


class BloodPressure(StrEnum):
    """What the blood pressure needs; vasopressin does not count as a second vasopressor."""

    NORMAL = "normal"
    HYPOTENSION = "hypotension"
    ONE_VASOPRESSOR = "one_vasopressor"
    SEVERAL_VASOPRESSORS = "several_vasopressors"


class Oxygen(StrEnum):
    """What breathing needs; low flow is up to 6 L/min or blow-by."""

    ROOM_AIR = "room_air"
    LOW_FLOW = "low_flow"
    HIGH_FLOW_OR_MASK = "high_flow_or_mask"
    POSITIVE_PRESSURE = "positive_pressure"


class Arousal(StrEnum):
    """What wakes the patient."""

    AWAKE = "awake"
    AWAKENS_SPONTANEOUSLY = "awakens_spontaneously"
    AWAKENS_TO_VOICE = "awakens_to_voice"
    AWAKENS_TO_TOUCH = "awakens_to_touch"
    UNAROUSABLE = "unarousable"


class Seizure(StrEnum):
    """A seizure that resolves rapidly, or one that is prolonged (over 5 minutes) or repetitive."""

    NONE = "none"
    BRIEF = "brief"
    PROLONGED = "prolonged"


class Edema(StrEnum):
    """Focal edema on imaging; or diffuse edema, posturing, sixth nerve palsy, Cushing's triad."""

    NONE = "none"
    FOCAL = "focal"
    DIFFUSE = "diffuse"


GradingSystem = Literal["ASTCT-2019", "Lee-2014", "CTCAE-5", "other", "unknown"]


class Toxicity(CaseModel):
    """One observation of CRS or ICANS.

    ``grade`` is the grade that the chart gives, by ``grading_system``; 5 is death. The signs below it are
    what the ASTCT grade is computed from: temperature (in degrees Celsius), blood pressure and oxygen for
    CRS; ICE score, arousal, seizure, weakness and edema for ICANS.
    """

    kind: Literal["crs", "icans"]
    date: PartialDate | None = None
    grading_system: GradingSystem = "unknown"
    grade: Annotated[Whole, Field(ge=0, le=5)] | None = None
    temperature: Temperature | None = None
    blood_pressure: BloodPressure | None = None
    oxygen: Oxygen | None = None
    anticytokine_therapy: YesNoField = YesNo.UNKNOWN
    ice_score: Annotated[Whole, Field(ge=0, le=10)] | None = None
    arousal: Arousal | None = None
    seizure: Seizure | None = None
    motor_weakness: YesNoField = YesNo.UNKNOWN
    edema: Edema | None = None
    note: str | None = None

"""Grades of cytokine release syndrome and ICANS (ASTCT consensus, Biol Blood Marrow Transplant 2019;25:625).

Calculators for follow-up. They are functions only: nothing known after infusion is a fact, so nothing here
can reach the choice of a product.
"""

from decimal import Decimal
from enum import IntEnum
from typing import Final

from cardecide.facts.value import Truth

FEVER: Final = Decimal(38)


class BloodPressure(IntEnum):
    """What the blood pressure needs; the number is the grade it brings."""

    NORMAL = 0
    HYPOTENSION_WITHOUT_VASOPRESSOR = 2
    ONE_VASOPRESSOR = 3
    SEVERAL_VASOPRESSORS = 4


class Oxygen(IntEnum):
    """What breathing needs; low flow is up to 6 L/min or blow-by."""

    ROOM_AIR = 0
    LOW_FLOW = 2
    HIGH_FLOW_OR_MASK = 3
    POSITIVE_PRESSURE = 4


class Arousal(IntEnum):
    """What wakes the patient."""

    AWAKE = 0
    AWAKENS_SPONTANEOUSLY = 1
    AWAKENS_TO_VOICE = 2
    AWAKENS_TO_TOUCH = 3
    UNAROUSABLE = 4


class Seizure(IntEnum):
    """Any seizure that resolves rapidly, or a prolonged (over 5 minutes) or repetitive one."""

    NONE = 0
    BRIEF = 3
    PROLONGED_OR_REPETITIVE = 4


class Motor(IntEnum):
    """Deep focal weakness."""

    NORMAL = 0
    DEEP_FOCAL_WEAKNESS = 4


class Edema(IntEnum):
    """Focal edema on imaging; or diffuse edema, posturing, sixth nerve palsy, Cushing's triad."""

    NONE = 0
    FOCAL = 3
    DIFFUSE_OR_RAISED_PRESSURE = 4


def crs_grade(
    temperature: Decimal | None,
    blood_pressure: BloodPressure | None = BloodPressure.NORMAL,
    oxygen: Oxygen | None = Oxygen.ROOM_AIR,
    *,
    anticytokine_therapy: Truth = Truth.NO,
) -> int | None:
    """The grade 0 to 4; None where what is missing could change it. Temperature in degrees Celsius.

    Fever is needed, except after tocilizumab or steroids, which suppress it. Grade 5 is death and is
    recorded, not computed.
    """
    fever = Truth.UNKNOWN
    if temperature is not None:
        fever = Truth.YES if temperature >= FEVER else Truth.NO
    known = [int(sign) for sign in (blood_pressure, oxygen) if sign is not None]
    worst = max(known, default=0)
    settled = len(known) == 2 or worst == 4
    with_signs = Truth.YES if worst else Truth.NO if settled else Truth.UNKNOWN
    syndrome = fever | (anticytokine_therapy & with_signs)
    if syndrome is Truth.NO:
        return 0
    if syndrome is Truth.UNKNOWN or not settled:
        return None
    return max(1, worst)


def icans_grade(
    ice_score: int | None,
    arousal: Arousal | None = Arousal.AWAKE,
    seizure: Seizure = Seizure.NONE,
    motor: Motor = Motor.NORMAL,
    edema: Edema = Edema.NONE,
) -> int | None:
    """The grade 0 to 4; None where what is missing could change it.

    ICE 10 gives 0, 7 to 9 grade 1, 3 to 6 grade 2, 0 to 2 grade 3. Awake with ICE 0 is global aphasia, grade
    3. Raises ValueError for an ICE score outside 0 to 10.
    """
    signs = [int(seizure), int(motor), int(edema), *([] if arousal is None else [int(arousal)])]
    worst = max(signs)
    if ice_score is None:
        # The score alone never reaches grade 4, and grade 3 needs it only where nothing else does.
        return worst if worst == 4 or (worst == 3 and arousal is not None) else None
    worst = max(worst, _by_ice(ice_score))
    return worst if arousal is not None or worst == 4 else None


def _by_ice(score: int) -> int:
    if not 0 <= score <= 10:
        raise ValueError(f"An ICE score lies between 0 and 10, not at {score}.")
    for lowest, grade in ((10, 0), (7, 1), (3, 2)):
        if score >= lowest:
            return grade
    return 3

"""The closed lists of words that a case file may use. Each has its own ``unknown`` or may be left out."""

from enum import StrEnum


class Sex(StrEnum):
    """Sex as used by the formulas for kidney function."""

    FEMALE = "female"
    MALE = "male"


class HeavyChain(StrEnum):
    """Heavy chain of the paraprotein; ``none`` is light-chain-only disease."""

    IGG = "IgG"
    IGA = "IgA"
    IGD = "IgD"
    IGM = "IgM"
    IGE = "IgE"
    NONE = "none"


class LightChain(StrEnum):
    """Light chain of the paraprotein."""

    KAPPA = "kappa"
    LAMBDA = "lambda"
    BICLONAL = "biclonal"
    NONE = "none"


class Stage(StrEnum):
    """ISS and R-ISS stages."""

    I = "I"  # noqa: E741 - the name of the stage
    II = "II"
    III = "III"


class Phase(StrEnum):
    """The part a regimen played. Lines of therapy are counted from these."""

    INDUCTION = "induction"
    AUTOLOGOUS_TRANSPLANT = "autologous_transplant"
    ALLOGENEIC_TRANSPLANT = "allogeneic_transplant"
    CONSOLIDATION = "consolidation"
    MAINTENANCE = "maintenance"
    RELAPSE = "relapse"
    BRIDGING = "bridging"
    LYMPHODEPLETION = "lymphodepletion"
    CAR_T = "car_t"
    MOBILIZATION = "mobilization"
    RADIOTHERAPY = "radiotherapy"
    SUPPORTIVE = "supportive"
    UNKNOWN = "unknown"


class StopReason(StrEnum):
    """Why a regimen or a drug was stopped."""

    PROGRESSION = "progression"
    INADEQUATE_RESPONSE = "inadequate_response"
    TOXICITY = "toxicity"
    PATIENT_CHOICE = "patient_choice"
    SUPPLY = "supply"
    MRD = "mrd"
    STEM_CELL_PROTECTION = "stem_cell_protection"
    COMPLETED = "completed"
    OTHER = "other"
    UNKNOWN = "unknown"


class Response(StrEnum):
    """IMWG response categories, best first."""

    SCR = "sCR"
    CR = "CR"
    VGPR = "VGPR"
    PR = "PR"
    MR = "MR"
    SD = "SD"
    PD = "PD"
    UNKNOWN = "unknown"


class TestResult(StrEnum):
    """Result of a genetic test; ``not_tested`` and ``failed`` leave the finding unknown."""

    __test__ = False

    PRESENT = "present"
    ABSENT = "absent"
    NOT_TESTED = "not_tested"
    FAILED = "failed"
    UNKNOWN = "unknown"


class Presence(StrEnum):
    """Whether something was found."""

    PRESENT = "present"
    ABSENT = "absent"
    UNKNOWN = "unknown"


class LesionKind(StrEnum):
    """Kind of extramedullary lesion (EM-E, EM-B, central nervous system)."""

    EXTRAOSSEOUS = "extraosseous"
    PARASKELETAL = "paraskeletal"
    CNS = "cns"
    UNKNOWN = "unknown"


class Histology(StrEnum):
    """Whether an extramedullary lesion was biopsied."""

    CONFIRMED = "confirmed"
    NEGATIVE = "negative"
    DECLINED = "declined"
    NOT_DONE = "not_done"
    UNKNOWN = "unknown"


class ConditionStatus(StrEnum):
    """Whether a condition is present now."""

    ACTIVE = "active"
    RESOLVED = "resolved"
    UNKNOWN = "unknown"


class Serology(StrEnum):
    """Result of an antigen or antibody test."""

    POSITIVE = "positive"
    NEGATIVE = "negative"
    UNKNOWN = "unknown"


class Detection(StrEnum):
    """Result of a nucleic-acid test."""

    DETECTED = "detected"
    NOT_DETECTED = "not_detected"
    UNKNOWN = "unknown"


class NyhaClass(StrEnum):
    """New York Heart Association class."""

    I = "I"  # noqa: E741 - the name of the class
    II = "II"
    III = "III"
    IV = "IV"

"""MyCARe (J Clin Oncol 2024;42:1665): relapse or progression within five months of BCMA CAR-T.

One point each: extramedullary disease or plasma cell leukemia; refractory to lenalidomide; high-risk
cytogenetics; increased ferritin before lymphodepletion. 0 to 1 low, 2 to 3 intermediate, 4 high. Which
lesions, which markers and which ferritin the authors mean could not be verified: a paraskeletal lesion alone
leaves its point open, the markers are those of KarMMa-3, and ferritin counts above the laboratory's upper
limit.
"""

from collections.abc import Iterable, Sequence
from typing import Final

from cardecide.facts.before_lymphodepletion import (
    ferritin_increased,
    ferritin_questions,
    known_points,
    projected,
)
from cardecide.facts.context import Context
from cardecide.facts.fact import Fact
from cardecide.facts.fact_building import derived
from cardecide.facts.lookup import truth
from cardecide.facts.value import Span, Truth

INPUTS: Final = (
    "extramedullary_disease",
    "plasma_cell_leukemia",
    "lenalidomide_refractory",
    "high_risk_cytogenetics_karmma3",
    "ferritin",
)


def mycare(
    extramedullary: Truth, leukemia: Truth, lenalidomide_refractory: Truth, high_risk: Truth, ferritin: Truth
) -> Span:
    """The points, 0 to 4; unbounded where nothing is known."""
    return known_points([extramedullary | leukemia, lenalidomide_refractory, high_risk, ferritin])


def mycare_classes(score: Span) -> Sequence[str]:
    """The class of the lowest and of the highest possible score."""
    names = ("low", "low", "intermediate", "intermediate", "high")
    low = 0 if score.low is None else int(score.low)
    high = len(names) - 1 if score.high is None else int(score.high)
    return names[low], names[high]


def derive(context: Context) -> Iterable[Fact]:
    """The score from the newest values."""
    disease = truth(context, "extramedullary_disease")
    away_from_bone = truth(context, "emd_extraosseous")
    counts = Truth.YES if away_from_bone is Truth.YES else disease & Truth.UNKNOWN
    score = mycare(
        counts,
        truth(context, "plasma_cell_leukemia"),
        truth(context, "lenalidomide_refractory"),
        truth(context, "high_risk_cytogenetics_karmma3"),
        ferritin_increased(context),
    )
    yield projected(derived("mycare", score, questions=ferritin_questions(context)), context, INPUTS)

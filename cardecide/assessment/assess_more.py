"""What takes longer than the answer itself, for the report and for other programs."""

from cardecide.assessment.judged import Judged
from cardecide.assessment.lines_picture import lines_picture
from cardecide.assessment.missing_sets import missing_sets
from cardecide.assessment.planner import as_contract, planner
from cardecide.assessment.result import Result
from cardecide.assessment.stability import policy_orders, stability
from cardecide.assessment.what_if import single_what_ifs


def assess_more(result: Result, judged: Judged) -> Result:
    """``result`` with the planner, the sets of missing facts, the what-ifs and the stability of the order."""
    return result.model_copy(
        update={
            "complete": True,
            "planner": as_contract(planner(judged)),
            "lines_picture": lines_picture(judged),
            "missing_sets": missing_sets(judged),
            "stability": stability(judged),
            "what_ifs": single_what_ifs(judged, result.missing),
            "policies": policy_orders(judged),
        }
    )

"""What is planned and prepared."""

from collections.abc import Iterable

from cardecide.case.base import YesNo
from cardecide.facts.context import Context
from cardecide.facts.entered_amounts import amount_span
from cardecide.facts.fact import Fact, Origin
from cardecide.facts.truths import entered
from cardecide.facts.value import is_known


def derive(context: Context) -> Iterable[Fact]:
    """Expected time from apheresis to infusion, bridging, stored stem cells; all as entered."""
    plan, transplant = context.case.logistics, context.case.prior_transplant
    if is_known(days := amount_span(plan.vein_to_vein, "days")):
        yield Fact("vein_to_vein", days, Origin.ENTERED)
    if plan.bridging_possible is not YesNo.UNKNOWN:
        yield Fact("bridging_possible", entered(plan.bridging_possible), Origin.ENTERED)
    if transplant.stem_cells_stored is not YesNo.UNKNOWN:
        yield Fact("stem_cells_stored", entered(transplant.stem_cells_stored), Origin.ENTERED)

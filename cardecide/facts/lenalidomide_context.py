"""At which dose, and in which phase, the disease became refractory to lenalidomide.

The definition has no dose floor: progression on 10 mg of maintenance is lenalidomide-refractory. Some
clinicians treat it as sensitive to the full dose, so the context is shown. Low is 5 to 15 mg, full 25 mg;
outside maintenance 5 to 15 mg can also be the full dose for reduced kidney function, and both stay open.
"""

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Final

from cardecide.case.choices import Phase
from cardecide.facts.drug_runs import Dose, Finding
from cardecide.facts.value import Truth
from cardecide.language.message import Message, message

_MILLIGRAMS = re.compile(r"(\d+(?:\.\d+)?)\s*mg", re.IGNORECASE)
LOW: Final = (Decimal(5), Decimal(15))
FULL: Final = Decimal(25)
_PHASES = {
    Phase.INDUCTION: ("induction",),
    Phase.CONSOLIDATION: ("induction",),
    Phase.MAINTENANCE: ("maintenance",),
    Phase.RELAPSE: ("relapse",),
    Phase.BRIDGING: ("relapse",),
}
_ANY_PHASE = ("induction", "maintenance", "relapse")


def lenalidomide_context(findings: Iterable[Finding]) -> tuple[frozenset[str] | None, tuple[Message, ...]]:
    """What the context may be, with its basis; None where the disease is not known to be refractory.

    The last exposure that made it refractory counts; a later one of which that is open may prove to be it.
    """
    known = [finding for finding in findings if finding.judgment.truth is not Truth.NO]
    last = max((i for i, one in enumerate(known) if one.judgment.truth is Truth.YES), default=None)
    if last is None:
        return None, ()
    dose = known[last].dose
    possible = {context for finding in known[last:] for context in _contexts(finding.dose)}
    entered = dose.given.dose or "?"
    return frozenset(possible), (
        message("refractory.lenalidomide-context", regimen=dose.entry.name, dose=entered),
    )


def _contexts(dose: Dose) -> set[str]:
    phases = _PHASES.get(dose.entry.phase, _ANY_PHASE)
    return {f"{level}_dose_{phase}" for phase in phases for level in _levels(dose.given.dose, phase)}


def _levels(dose: str | None, phase: str) -> tuple[str, ...]:
    found = _MILLIGRAMS.search(dose or "")
    if found is None:
        return ("full", "low")
    milligrams = Decimal(found.group(1))
    if milligrams >= FULL:
        return ("full",)
    if LOW[0] <= milligrams <= LOW[1]:
        return ("low",) if phase == "maintenance" else ("full", "low")
    return ("full", "low")

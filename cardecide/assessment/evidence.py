"""Published outcomes of groups to which this patient belongs, or may belong."""

from collections.abc import Iterable, Mapping

from cardecide.assessment.criterion_results import source_result
from cardecide.assessment.result import EvidenceRow
from cardecide.engine import PackFinding, Rulebook
from cardecide.engine.expression import ALWAYS
from cardecide.facts.value import Truth
from cardecide.language.text import Language, in_language


def evidence_rows(
    rulebook: Rulebook, findings: Mapping[str, PackFinding], product: str, language: Language
) -> list[EvidenceRow]:
    """The rows on this product, and on CAR-T in general: those that apply first, then those that may.

    A group that is defined by something the patient has comes before one that takes everyone.
    """
    rows = [
        row
        for pack in rulebook.of_kind("evidence")
        if pack.product in (None, product)
        for row in _rows(findings[pack.id], product, language)
    ]
    return [row for _, row in sorted(rows, key=lambda pair: pair[0])]


def _rows(
    finding: PackFinding, product: str, language: Language
) -> Iterable[tuple[tuple[bool, bool], EvidenceRow]]:
    fires = {one.id: one.truth for one in finding.criteria}
    for row in finding.pack.rows:
        applies = fires.get(row.criterion.id, Truth.UNKNOWN)
        if row.product not in (None, product) or applies is Truth.NO:
            continue
        population = in_language(row.population, language)
        place = (applies is not Truth.YES, row.criterion.condition == ALWAYS)
        yield (
            place,
            EvidenceRow(
                id=row.id,
                text=in_language(row.text, language) if row.text else population,
                applies="yes" if applies is Truth.YES else "unknown",
                population=population,
                n=row.n,
                outcomes=dict(row.outcomes),
                source=source_result(row.criterion.citation, language),
            ),
        )

"""Who the report is about: identity in one line, the facts a board asks for first, and what is not known."""

from typing import Final

from reportlab.platypus import Flowable

from cardecide.assessment.extent_text import extent_text
from cardecide.assessment.result import FactResult
from cardecide.report.context import Context
from cardecide.report.grid import Cell, Grid, Row
from cardecide.report.paragraph import GAP, Line, Piece, paragraph
from cardecide.report.styles import ACCENT_PALE, COLUMN, GRAY, NOTE, STRONG, Style

KEY_FACTS: Final = (
    "prior_lines",
    "refractory_classes",
    "lenalidomide_refractory",
    "emd_kind",
    "iss",
    "r_iss",
    "cytogenetic_abnormalities",
    "high_risk_cytogenetics_imwg2016",
    "prior_bcma_therapy",
    "bone_marrow_plasma_cells",
    "ecog",
    "creatinine_clearance_cockcroft_gault",
    "neuro_history",
    "active_infection",
    "hepatitis_b_screen_complete",
)
"""Shown in this order on page one where known; the rest of them are named in one line."""

_GIVEN: Final = ("entered", "stated")

_IDENTITY: Final = Style(9.2, 11.6, bold=True)
_COLUMNS: Final = 4


def patient_block(context: Context) -> list[Flowable]:
    """The tinted block at the head of page one."""
    facts = {name: context.result.facts[name] for name in KEY_FACTS if name in context.result.facts}
    known = {name: fact for name, fact in facts.items() if not context.is_unknown(fact)}
    if "r_iss" in known and known["r_iss"].origin in _GIVEN:
        # Beside an R-ISS that somebody stated the ISS adds nothing; beside a derived one it tells from what.
        known.pop("iss", None)
        facts.pop("iss", None)
    unknown = [fact.label for name, fact in facts.items() if name not in known]
    rows = [Row(((paragraph(_identity(context), _IDENTITY),),), (_COLUMNS,), ACCENT_PALE, None, padding=3.5)]
    for group in _grouped([_fact_cell(context, name, fact) for name, fact in known.items()]):
        rows.append(Row(group, (), ACCENT_PALE, None, padding=1.8))
    if unknown:
        text: Line = [
            Piece(context.words("not-known") + " ", bold=True),
            context.words.listed(map(context.words.inside, unknown)),
        ]
        rows.append(Row(((paragraph(text, NOTE),),), (_COLUMNS,), ACCENT_PALE, None, padding=3))
    return [Grid(rows, (108, None, 108, 118), space_after=3)]


def _grouped(cells: list[Cell]) -> list[tuple[Cell, ...]]:
    groups = [cells[start : start + _COLUMNS] for start in range(0, len(cells), _COLUMNS)]
    return [tuple(group) + ((),) * (_COLUMNS - len(group)) for group in groups]


def _identity(context: Context) -> Line:
    result = context.result
    parts = [result.case_id]
    for name in ("age", "sex"):
        fact = result.facts.get(name)
        if fact and not context.is_unknown(fact):
            parts.append(fact.display)
    line: Line = [f"{GAP}· ".join(parts)]
    return line


def _fact_cell(context: Context, name: str, fact: FactResult) -> Cell:
    whole = extent_text(context.result.facts, context.words.language) if name == "emd_kind" else ""
    value: Line = [whole or fact.display]
    if fact.as_of:
        value.append(Piece(f"{GAP}{fact.as_of}", bold=False, color=GRAY))
    for origin, word in (("overridden", "overridden"), ("stated", "stated")):
        if fact.origin == origin:
            value.append(Piece(f"  ({context.words(word)})", bold=False, color=GRAY))
    return (paragraph(fact.label, COLUMN), paragraph(value, STRONG))

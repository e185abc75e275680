"""How a criterion stands is told by a word and a symbol, after the meaning of its role."""

from typing import Any

import pytest

from cardecide.assessment.result import CriterionResult
from cardecide.report.chips import LOOKS, VERDICT_SYMBOLS
from cardecide.report.context import Context
from cardecide.report.criteria_tables import alone, criterion_rows, verdict
from cardecide.report.grid import Cell
from cardecide.report.paragraph import Paragraph
from cardecide.report.references import References
from cardecide.report.words import Words
from tests.report.sample_result import NMPA, sample_case, sample_result


def context() -> Context:
    """A report in the making."""
    return Context(sample_result(), sample_case(), Words("en"), References())


@pytest.mark.parametrize(
    ("role", "stands", "printed"),
    [
        ("include", "met", "✓ met"),
        ("include", "not_met", "✗ not met"),
        ("exclude", "met", "✓ does not exclude"),
        ("exclude", "not_met", "✗ excludes"),
        ("exclude", "unknown", "? unknown"),
        ("include", "by_hand", "☐ check by hand"),
        # A hold or caution is not met where it applies.
        ("hold", "not_met", "▲ applies"),
        ("hold", "met", "– does not apply"),
        ("caution", "not_met", "▲ applies"),
        ("caution", "met", "– does not apply"),
        ("caution", "unknown", "? unknown"),
        # What speaks for a product is met where it applies.
        ("favor", "met", "✓ applies"),
        ("favor", "not_met", "– does not apply"),
        ("advise", "met", "✓ applies"),
        ("advise", "not_met", "– does not apply"),
    ],
)
def test_verdicts_read_as_their_role_means_them(role: Any, stands: Any, printed: str) -> None:
    criterion = CriterionResult(id="x", text="x", role=role, verdict=stands)
    assert "".join(piece.text for piece in verdict(context(), criterion)) == printed


def printed_text(cell: Cell) -> str:
    """What a cell prints, on one line."""
    lines = []
    for part in cell:
        assert isinstance(part, Paragraph)
        part.wrap(1000, 1000)
        lines += ["".join(run.text for run in line.runs) for line in part._ready]
    return " ".join(" ".join(lines).replace("\u00a0", " ").split())


def test_a_row_has_verdict_criterion_the_value_with_its_date_and_the_source() -> None:
    one = CriterionResult(
        id="x",
        text="Marrow plasma cells 10 % or more",
        role="include",
        verdict="not_met",
        value="1.5 %",
        as_of="2023-07-31",
        source=NMPA.model_copy(update={"place": "section 4.1"}),
    )
    (row,) = criterion_rows(context(), alone([one]))
    assert [printed_text(cell) for cell in row.cells] == [
        "✗ not met",
        "Marrow plasma cells 10 % or more",
        "1.5 % 2023-07-31",
        "[1] section 4.1",
    ]


def test_a_gathered_criterion_has_value_date_and_source_too() -> None:
    one = CriterionResult(
        id="x", text="Adult", role="include", verdict="met", value="57", as_of="2023-07", source=NMPA
    )
    (row,) = criterion_rows(context(), alone([one]), rows_for=frozenset({"not_met"}))
    assert [printed_text(cell) for cell in row.cells] == ["✓ met (1)", "Adult (57 2023-07) [1]"]


def test_an_unknown_criterion_names_what_is_not_known() -> None:
    one = CriterionResult(id="x", text="Fit", role="include", verdict="unknown", needs=["ecog"])
    (row,) = criterion_rows(context(), alone([one]), rows_for=frozenset({"unknown"}))
    assert printed_text(row.cells[2]) == "Not known: ECOG"


def test_statuses_differ_without_color() -> None:
    label = ("on_label", "off_label", "undetermined", "not_approved", "no_data")
    safety = ("clear", "caution", "hold", "undetermined")
    trial = ("inside", "outside", "undetermined")
    for group in (label, safety, trial):
        assert len({LOOKS[status].symbol for status in group}) == len(group)
        words = Words("en")
        assert all(words.status(s) for s in group if s != "no_data")
    assert len(set(VERDICT_SYMBOLS.values())) == len(VERDICT_SYMBOLS)


def test_a_chip_can_be_read_in_gray() -> None:
    for look in LOOKS.values():
        fill, text = (0.299 * c.red + 0.587 * c.green + 0.114 * c.blue for c in (look.fill, look.text))
        assert abs(fill - text) > 0.35

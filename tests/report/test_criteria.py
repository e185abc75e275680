"""How a criterion stands is told by a word and a symbol, after the meaning of its role."""

from typing import Any

import pytest

from cardecide.assessment.result import CriterionResult
from cardecide.report.chips import LOOKS, VERDICT_SYMBOLS
from cardecide.report.context import Context
from cardecide.report.criteria_tables import verdict
from cardecide.report.references import References
from cardecide.report.words import Words
from tests.report.sample_result import sample_case, sample_result


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

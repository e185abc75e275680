"""The page on the second reading counts the grades that the packs have."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from cardecide.engine import load_rulebook
from cardecide.engine.pack import STATUS_ROLES, Criterion, Pack
from cardecide.engine.rulebook import Rulebook
from cardecide.locations import bundled

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "second-reading.md"
GRADES = ("public", "recall-high", "recall-medium", "recall-low", "seed")


@pytest.fixture(scope="module")
def rulebook() -> Rulebook:
    return load_rulebook(bundled("rules"))


def deciding(rulebook: Rulebook) -> Iterator[tuple[Pack, Criterion]]:
    for pack in rulebook.packs.values():
        if pack.kind in ("label", "trial"):
            yield from ((pack, c) for c in pack.criteria if c.role in STATUS_ROLES)


def test_the_counts_after_the_reading_are_those_of_the_packs(rulebook: Rulebook) -> None:
    counts: Counter[tuple[str, bool, str]] = Counter()
    for pack, criterion in deciding(rulebook):
        counts[pack.kind, criterion.encoded == "by_hand", criterion.citations[0].source.grade] += 1
    page = PAGE.read_text(encoding="utf-8")
    for kind, by_hand, name in (
        ("label", False, "Labels, decide"),
        ("label", True, "Labels, by hand"),
        ("trial", False, "Trials, decide"),
        ("trial", True, "Trials, by hand"),
    ):
        row = [counts[kind, by_hand, grade] for grade in GRADES]
        assert f"| {name}, after | {' | '.join(map(str, row))} |" in page


def test_what_decides_without_having_been_read_is_named(rulebook: Rulebook) -> None:
    unread: dict[str, list[str]] = {}
    for pack, criterion in deciding(rulebook):
        if criterion.encoded != "by_hand" and criterion.citations[0].source.grade != "public":
            unread.setdefault(pack.id, []).append(criterion.id)
    page = PAGE.read_text(encoding="utf-8")
    for pack, criteria in unread.items():
        assert f"| `{pack}` | {len(criteria)} | {', '.join(criteria)} |" in page


def test_every_label_indication_was_read(rulebook: Rulebook) -> None:
    unread = [
        (pack.id, criterion.id)
        for pack, criterion in deciding(rulebook)
        if pack.kind == "label" and criterion.encoded != "by_hand"
        if criterion.citations[0].source.grade != "public"
    ]
    assert unread == []

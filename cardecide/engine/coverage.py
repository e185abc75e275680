"""Which verdicts of each criterion the tests beside the rules show, as tables to print and to keep."""

from collections.abc import Iterator, Sequence
from typing import Final

from cardecide.engine.pack import Pack
from cardecide.engine.pack_tests import POLARITIES, CriterionKey, TestReport
from cardecide.engine.rulebook import Rulebook

_HEADS: Final = ("met", "not met", "unknown")


def coverage_table(report: TestReport, rulebook: Rulebook, *, criteria: bool = False) -> str:
    """One line for each pack, or for each criterion: in how many tests it had each verdict."""
    first = "criterion" if criteria else "pack"
    second = "" if criteria else "tests"
    rows = [(first, second, *(_HEADS if criteria else ("criteria", *_HEADS)))]
    for pack in rulebook.packs.values():
        own = [key for key in report.counts if key[0] == pack.id]
        if criteria:
            rows += [(" ".join(filter(None, key)), "", *_counts(report, key)) for key in own]
        elif own:
            shown = (
                f"{sum(bool(report.counts[key].get(verdict)) for key in own)}/{len(own)}"
                for verdict in POLARITIES
            )
            rows.append((pack.id, str(report.tests_of.get(pack.id, 0)), str(len(own)), *shown))
    return _aligned(rows)


def coverage_page(report: TestReport, rulebook: Rulebook) -> str:
    """The whole table in Markdown, pack by pack."""
    by_hand = sum(
        criterion.condition is None for pack in rulebook.packs.values() for criterion in pack.criteria
    )
    full = len(report.counts) - len(report.gaps)
    lines = [
        "# What the rule tests show",
        "",
        "Written by `cardecide rules docs`. In how many tests each criterion had each verdict; *met* speaks",
        f"for the patient. {full} of {len(report.counts)} criteria were seen met, not met and unknown, in "
        f"{report.tests} tests. {by_hand} more are checks by hand",
        "without a condition: there is nothing to compute.",
    ]
    for pack in rulebook.packs.values():
        lines += _pack_section(report, pack)
    return "\n".join(lines) + "\n"


def _pack_section(report: TestReport, pack: Pack) -> Iterator[str]:
    own = [key for key in report.counts if key[0] == pack.id]
    if not own:
        return
    yield from ("", f"## {pack.id}", "", "| version | criterion | met | not met | unknown |")
    yield "|---|---|---:|---:|---:|"
    for key in own:
        yield f"| {key[1]} | {key[2]} | " + " | ".join(_counts(report, key)) + " |"


def _counts(report: TestReport, key: CriterionKey) -> list[str]:
    return [str(report.counts[key].get(verdict, 0)) for verdict in POLARITIES]


def _aligned(rows: Sequence[Sequence[str]]) -> str:
    """Columns of one width: the first to the left, the numbers to the right; empty columns left out."""
    used = [number for number in range(len(rows[0])) if any(row[number] for row in rows)]
    widths = [max(len(row[number]) for row in rows) for number in used]
    return "\n".join(
        "  ".join(
            row[number].ljust(width) if number == 0 else row[number].rjust(width)
            for number, width in zip(used, widths, strict=True)
        )
        for row in rows
    )

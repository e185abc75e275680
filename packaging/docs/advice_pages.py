"""Writes one page of advice for each published or made-up sample patient: ``advice_pages.py OUT``.

The days are fixed here, so that the pages change with the rules and the program alone.
"""

import sys
from pathlib import Path

from advice_page import advice_page

from cardecide.assessment import assess
from cardecide.case import read_case
from cardecide.case.partial_date import PartialDate
from cardecide.engine import load_rulebook
from cardecide.locations import bundled

_SERIES = (
    "2024-10-01",
    "A patient of a published single-center series of eleven, with only what its table states, on a day on "
    "which three products are approved in China.",
)
_ABOUT = {
    "zhou-2025": (
        "2023-07-31",
        "A published patient (Zhou et al., Oncology Letters 2025;29:253) in the month CAR-T was chosen.",
    ),
    "neuro-us": (None, "A made-up patient with Parkinson's disease, nearly everything entered."),
    **{f"seed-002-p{number:02}": _SERIES for number in range(1, 12)},
}


def main(out: Path) -> None:
    """Write every page and the list of them."""
    out.mkdir(parents=True, exist_ok=True)
    rules = load_rulebook(bundled("rules"))
    lines = ["# Advice for the sample patients", "Written by the program; nobody edited them."]
    names = []
    for name, (day, about) in _ABOUT.items():
        case = read_case(bundled("resources") / "samples" / f"{name}.case.yaml").case
        on = PartialDate.parse(day) if day else None
        result = assess(case, rules, on=on, full=True)
        (out / f"{name}.md").write_text(advice_page(result, about), encoding="utf-8")
        names.append(f"- [{case.id}]({name}.md), {result.decision_date}")
    (out / "README.md").write_text("\n\n".join([*lines, "\n".join(names)]) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))

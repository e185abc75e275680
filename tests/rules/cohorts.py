"""Published cohorts as the program sees them, and the page that shows it.

``python -m tests.rules.cohorts`` writes ``docs/evidence/cohorts.md`` anew. Every number of its tables comes
from the rule packs, the sample cases and an evaluation.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from pathlib import Path
from typing import Final

from cardecide.case import read_case
from cardecide.case.partial_date import PartialDate
from cardecide.engine import load_rulebook
from cardecide.engine.finding import PackFinding
from cardecide.engine.pack import STATUS_ROLES, EvidenceRow
from cardecide.engine.pack_test_file import ANY_DAY, PackTest, read_tests, value_in_test
from cardecide.engine.rulebook import Rulebook
from cardecide.facts.derive import derive
from cardecide.facts.fact import Fact, FactSheet, Origin
from cardecide.facts.value import Span
from cardecide.locations import bundled

PAGE: Final = Path(__file__).parents[2] / "docs" / "evidence" / "cohorts.md"

DAY: Final = PartialDate(2024, 10, 1)
"""A day on which all three products of the Chinese labels are approved."""

LABELS: Final = ("cn.eque-cel", "cn.zevor-cel", "cn.cilta-cel")
TRIALS: Final = (
    "chictr1900023624",
    "karmma",
    "karmma-3",
    "cartitude-1",
    "cartitude-4",
    "fumanba-1",
    "lummicar-1",
)

PRODUCT_ROWS: Final = (
    "evidence.cilta-cel#cartitude-1",
    "evidence.cilta-cel#cartitude-1-japan",
    "evidence.ide-cel#karmma",
    "evidence.ide-cel#karmma-japan",
    "evidence.ide-cel#swiss-series",
    "evidence.eque-cel#fumanba-1",
    "evidence.eque-cel#fumanba-1-later",
    "evidence.zevor-cel#lummicar-1",
)
EXTRAMEDULLARY_ROWS: Final = (
    "evidence.ide-cel#crb-401-extramedullary",
    "evidence.ide-cel#karmma-extramedullary-response",
    "evidence.cilta-cel#legend-2-extramedullary",
    "evidence.eque-cel#ct103a-extramedullary-response",
    "evidence.eque-cel#ct103a-extramedullary",
    "evidence.pipeline#cart-bcma-extramedullary",
    "evidence.pipeline#tongji-extramedullary",
    "evidence.pipeline#zhejiang-extramedullary",
    "evidence.pipeline#tianjin-extramedullary",
)
OUTSIDE_ROWS: Final = (
    "evidence.ide-cel#us-consortium",
    "evidence.ide-cel#rw-older",
    "evidence.ide-cel#outside-karmma",
    "evidence.cilta-cel#rw-us",
    "evidence.cilta-cel#rw-73",
)

PRINTED: Final = (
    ("CARTITUDE-1, ORR", "97.9", 97, 97),
    ("CARTITUDE-1, Japan, VGPR or better", "87.5", 9, 8),
    ("KarMMa, ORR", "73.4", 128, 128),
    ("KarMMa, Japan, high-risk cytogenetics", "2.2", 9, 9),
    ("FUMANBA-1, ORR", "96.1", 105, 103),
    ("FUMANBA-1, CRS grade 3 or more", "0.9", 105, 105),
    ("LUMMICAR-1, ORR", "92.8", 102, 83),
    ("LUMMICAR-1, VGPR or better", "81.4", 102, 102),
    ("Zhejiang, CR with extramedullary disease", "59.3", 28, 27),
    ("Zhejiang, CR without", "80.6", 33, 31),
    ("MCARH109, ORR", "81", 17, 17),
    ("OriCAR-017, VGPR or better", "60", 9, 10),
)
"""What is printed, as a percentage, the number of patients printed with it, and the one that was meant."""

CHANGES: Final[tuple[tuple[str, str, Mapping[str, object]], ...]] = (
    (
        "organ function",
        "creatinine clearance 40 mL/min",
        {"creatinine_clearance_cockcroft_gault": "40 mL/min"},
    ),
    ("organ function", "ejection fraction 40 %", {"lvef": "40 %"}),
    ("cytopenia", "neutrophils 0.8 × 10⁹/L", {"absolute_neutrophil_count": "0.8 10^9/L"}),
    ("cytopenia", "platelets 40 × 10⁹/L", {"platelets": "40 10^9/L"}),
    ("cytopenia", "hemoglobin 7 g/dL", {"hemoglobin": "7 g/dL"}),
    ("earlier treatment", "BCMA-directed treatment before", {"prior_bcma_therapy": True}),
    ("earlier treatment", "allogeneic transplant before", {"prior_allogeneic_transplant": True}),
    ("performance status", "ECOG 2", {"ecog": 2}),
    ("disease", "plasma cell leukemia", {"plasma_cell_leukemia_ever": True}),
    ("disease", "myeloma of the central nervous system", {"cns_myeloma_ever": True}),
    ("disease", "non-secretory", {"non_secretory": True}),
    ("lines", "two earlier lines", {"prior_lines": 2}),
)
"""Reasons named for patients outside KarMMa, each as one change to a patient who meets every criterion."""


@cache
def rulebook() -> Rulebook:
    """The packs that ship with the program."""
    return load_rulebook(bundled("rules"))


@cache
def patients() -> Mapping[str, FactSheet]:
    """The facts of the eleven patients, by the number of each."""
    folder = bundled("resources") / "samples"
    cases = {path.name[10:12]: read_case(path).case for path in sorted(folder.glob("seed-002-p*.case.yaml"))}
    return {number: derive(case, case.decision_date or DAY) for number, case in cases.items()}


def findings(number: str) -> Mapping[str, PackFinding]:
    """Every finding for one of the eleven patients on ``DAY``."""
    return rulebook().evaluate(patients()[number], DAY)


def tally(pack: str) -> Counter[str]:
    """How many of the eleven patients have each status in a pack."""
    return Counter(str(findings(number)[pack].status) for number in patients())


def meets_everything() -> PackTest:
    """The test of KarMMa in which every criterion is met."""
    file = Path(rulebook().packs["karmma"].file).with_suffix(".tests.yaml")
    return next(
        test for test in read_tests(file, rulebook()) if test.name.startswith("every criterion is met")
    )


def karmma(changes: Mapping[str, object]) -> PackFinding:
    """KarMMa for the patient who meets every criterion, with some facts changed."""
    facts = dict(meets_everything().facts)
    for name, raw in changes.items():
        facts[name] = Fact(name, value_in_test(rulebook().vocabulary[name], raw), Origin.ENTERED)
    return rulebook().evaluate(facts, ANY_DAY)["karmma"]


def refusing(finding: PackFinding) -> list[str]:
    """The deciding criteria that are not met, those that are checked by hand included."""
    return [
        criterion.id
        for criterion in finding.criteria
        if criterion.criterion.role in STATUS_ROLES and criterion.computed == "not_met"
    ]


def counts_that_give(printed: str, of: int) -> list[int]:
    """The whole numbers of patients out of ``of`` that round to the printed percentage."""
    step = Decimal(1).scaleb(Decimal(printed).as_tuple().exponent)  # type: ignore[arg-type]
    rounded = {k: (Decimal(100 * k) / of).quantize(step, ROUND_HALF_UP) for k in range(of + 1)}
    return [k for k, percent in rounded.items() if percent == Decimal(printed)]


def row(name: str) -> EvidenceRow:
    """An evidence row by ``pack#id``."""
    pack, identifier = name.split("#")
    return next(row for row in rulebook().packs[pack].rows if row.id == identifier)


def _table(head: Sequence[str], lines: Iterable[Sequence[object]]) -> list[str]:
    cells = [head, ["---"] * len(head), *lines]
    return ["| " + " | ".join(str(cell).replace("|", "\\|") for cell in line) + " |" for line in cells]


def _patient(number: str) -> list[object]:
    facts, found = patients()[number], findings(number)
    lines = facts["prior_lines"].value
    assert isinstance(lines, Span)
    spread = "with" if "YES" in str(facts["extramedullary_disease"].value) else "without"
    statuses = [str(found[pack].status).replace("_", " ") for pack in (LABELS[0], *TRIALS)]
    return [int(number), lines.low, spread, *statuses]


def _rows(names: Iterable[str]) -> list[str]:
    return _table(
        ("Row", "Who", "n", "Outcomes", "Remark"),
        (
            (
                f"`{name.split('#')[1]}`",
                (found := row(name)).population["en"],
                found.n or "",
                "; ".join(f"{outcome} {value}" for outcome, value in found.outcomes.items()),
                found.note or "",
            )
            for name in names
        ),
    )


def _arithmetic() -> list[str]:
    def said(counts: list[int], of: int) -> str:
        return ", ".join(f"{k}/{of}" for k in counts) or f"no number of {of}"

    return _table(
        ("Printed", "Percent", "Out of the printed number", "Out of the number that was meant"),
        (
            (
                what,
                printed,
                said(counts_that_give(printed, n), n),
                said(counts_that_give(printed, meant), meant),
            )
            for what, printed, n, meant in PRINTED
        ),
    )


def _unknown(number: str) -> int:
    criteria = findings(number)["karmma"].criteria
    deciding = [criterion for criterion in criteria if criterion.criterion.role in STATUS_ROLES]
    return sum(1 for criterion in deciding if criterion.computed == "unknown")


def page() -> str:
    """The page, as Markdown."""
    deciding = [c for c in rulebook().packs["karmma"].criteria if c.role in STATUS_ROLES]
    by_hand = sum(1 for c in deciding if c.encoded == "by_hand")
    outside = tally("karmma")["outside"]
    unknown = sorted(_unknown(number) for number in patients())
    changed = [
        (group, what, ", ".join(f"`{name}`" for name in refusing(finding)), finding.status)
        for group, what, changes in CHANGES
        for finding in [karmma(changes)]
    ]
    left_open = sum(1 for *_, status in changed if status != "outside")
    tallies = [
        (
            f"`{pack}`",
            *(
                tally(pack)[status]
                for status in ("on_label", "inside", "off_label", "outside", "undetermined")
            ),
        )
        for pack in (*LABELS, *TRIALS)
    ]
    lines = [
        _HEAD,
        "## Eleven patients of one center",
        "",
        _ELEVEN.format(day=DAY, n=len(patients())),
        *_table(
            ("Patient", "Lines", "Extramedullary", "Chinese labels", *(f"`{trial}`" for trial in TRIALS)),
            (_patient(number) for number in patients()),
        ),
        "",
        *_table(("Pack", "On label", "Inside", "Off label", "Outside", "Undetermined"), tallies),
        "",
        _ELEVEN_MEANS.format(
            off=tally(LABELS[0])["off_label"],
            lines=tally("karmma-3")["outside"],
            response=row("evidence.class#chictr1900023624").outcomes["ORR"],
        ),
        "## The two tables of the review",
        "",
        _TABLES,
        *_rows(PRODUCT_ROWS),
        "",
        "With extramedullary disease:",
        "",
        *_rows(EXTRAMEDULLARY_ROWS),
        "",
        _ARITHMETIC,
        *_arithmetic(),
        "",
        "## Three of four recipients outside KarMMa",
        "",
        _OUTSIDE.format(n=row(OUTSIDE_ROWS[0]).n),
        *_rows(OUTSIDE_ROWS),
        "",
        _CAN.format(criteria=len(deciding), by_hand=by_hand, left_open=left_open, changes=len(changed)),
        *_table(("Reason", "One change", "Criteria of `karmma` that it fails", "Status"), changed),
        "",
        _CANNOT.format(
            n=len(patients()),
            outside=outside,
            rest=len(patients()) - outside,
            least=unknown[0],
            most=unknown[-1],
            criteria=len(deciding),
            low=_percent(outside, len(patients())),
        ),
    ]
    return "\n".join(lines)


def _percent(part: int, of: int) -> str:
    return f"{(Decimal(100 * part) / of).quantize(Decimal(1), ROUND_HALF_UP)} %"


_HEAD = """\
# Published cohorts

What the program makes of patients and tables that are published, and what it cannot make of them. The page
is made by `python -m tests.rules.cohorts`; `tests/rules/test_cohorts.py` fails when it no longer says what
the program says.
"""

_ELEVEN = """\
The {n} patients of a single center (ChiCTR1900023624 and one of LUMMICAR-1) are sample cases. No date of a
patient is printed and all were treated before any Chinese approval, so the labels are asked on {day}, a day
on which the three Chinese labels of eque-cel, zevor-cel and cilta-cel are in force; the three agree for
every patient and stand in one column.
"""

_ELEVEN_MEANS = """\
No patient is on label and none inside a trial. That is not a fault of the patients: the table gives lines,
age, stage and spread, but no drug, no response, no count of the blood and no organ function. What it does
give decides only against: {off} patients had two lines, fewer than the Chinese labels ask, and {lines} had
more than the four lines that KarMMa-3 allows. All eleven were treated, with a response rate of {response}:
outside a label or a trial is no statement on benefit.
"""

_TABLES = """\
A review brings seven cohorts together in one table and eight in another, for extramedullary disease. They
are rows of the evidence packs, with the denominators of the sources and with the errors corrected:
"""

_ARITHMETIC = """\
A percentage names its denominator when there are few patients. This is how the errors were found: a printed
percentage that no whole number of the printed patients gives belongs to another denominator, or to none.
"""

_OUTSIDE = """\
Of {n} recipients of ide-cel in the US consortium, 75 % (120) would not have entered KarMMa. Other cohorts
say the same, of both products:
"""

_CAN = """\
**What can be reproduced.** The reasons that are named for it. Each is one change to a patient who meets all
{criteria} deciding criteria of the pack `karmma`; {by_hand} of these are checked by hand, since no source
that decides could be read, so {left_open} of the {changes} changes show the criterion that fails without
deciding:
"""

_CANNOT = """\
**What cannot.** The figure itself. It needs the features of each of the 159 patients at leukapheresis, and
only shares are published; how the 120 divide over the reasons was not found in any text that could be read,
and the shares of an earlier abstract are of another count and not used. The reasons overlap, so shares
cannot be added: for cilta-cel the printed reasons (cytopenia 19 %, prior BCMA 14 %, oligosecretory 13 %,
organ function 12 %, plasma cell leukemia 8 %) add to 66 % where 55 % were outside. Nor is the rule the
same: the cohort counted comorbidity at leukapheresis as its authors judged it, the pack counts thresholds
of the protocol.

The {n} patients above cannot stand in. {outside} are outside KarMMa for certain, because of two lines; for
each of the {rest} others {least} to {most} of the {criteria} criteria are unknown or to be checked by hand.
The share outside lies between {low} and 100 %, which contains 75 % and proves nothing.

**What follows.** Outside a pivotal trial says that its results were not measured in such a patient. It does
not say that treatment failed there: the rows above show a similar response. The program therefore says
*outside*, never *not eligible*, and no trial takes part in the status of a label.
"""


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")

"""Where each system of the texts from which the project began lives in the program, and the page on it.

``python -m tests.rules.provenance`` writes ``docs/reference/seed-systems.md`` anew.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from cardecide.case.drugs import all_drugs
from cardecide.case.regimens import all_regimens
from cardecide.engine.pack import PrintedFact
from cardecide.engine.rulebook import Rulebook
from cardecide.locations import bundled
from cardecide.reading.document import read_document

PAGE: Final = Path(__file__).parents[2] / "docs" / "reference" / "seed-systems.md"

PLACES: Final = {
    "drugs": "drug",
    "regimens": "regimen",
    "facts": "fact",
    "packs": "pack",
    "evidence": "evidence",
    "criteria": "criterion",
    "statements": "statement",
    "samples": "sample",
}
"""The kinds of places, and what the page calls one."""

_KINDS: Final = {
    "product": "Products and drugs",
    "trial": "Trials",
    "cohort": "Cohorts",
    "staging": "Staging",
    "score": "Scores",
    "definition": "Definitions",
    "grading": "Grading",
    "risk_factor": "Risk factors",
    "access": "Approval and access",
    "management": "Management",
    "method": "Methods",
}

_HEAD = """\
# Where every system of the first texts lives

The project began with four texts and a list of everything that they name: products, trials, cohorts,
definitions, risk factors, approvals, management, methods. This page says where each of these lives in the
program, or why it does not. A place is a drug, a regimen, a fact, a rule pack, a row of an evidence pack, a
criterion, a printed statement or a sample; `pack#id` is one entry of a pack.

The page is made from `resources/provenance/seed_systems.yaml` by `python -m tests.rules.provenance`;
`tests/rules/test_provenance.py` checks that every place exists.
"""


@dataclass(frozen=True, slots=True)
class System:
    """One named thing: its places by kind of place, and a reason where there is none or not all."""

    name: str
    kind: str
    places: Mapping[str, tuple[str, ...]]
    reason: str


@cache
def systems() -> tuple[System, ...]:
    """Every system, in the order of the file."""
    file = bundled("resources") / "provenance" / "seed_systems.yaml"
    entries = read_document(file.read_bytes(), file=str(file)).value["systems"]
    return tuple(
        System(
            entry["name"],
            entry["kind"],
            {kind: tuple(entry[kind]) for kind in PLACES if kind in entry},
            entry.get("reason", ""),
        )
        for entry in entries
    )


def existing(rulebook: Rulebook) -> Mapping[str, set[str]]:
    """Everything in the program that can be a place, by kind of place."""
    packs = rulebook.packs.values()
    return {
        "drugs": set(all_drugs()),
        "regimens": {regimen.name for regimen in all_regimens()},
        "facts": set(rulebook.vocabulary),
        "packs": set(rulebook.packs),
        "evidence": {f"{pack.id}#{row.id}" for pack in packs for row in pack.rows},
        "criteria": {f"{p.id}#{c.id}" for p in packs if p.kind != "evidence" for c in p.criteria},
        "statements": {f"{pack.id}#{fact.id}" for pack in packs for fact in _printed(rulebook, pack.id)},
        "samples": {
            path.name.removesuffix(".case.yaml")
            for path in (bundled("resources") / "samples").glob("*.case.yaml")
        },
    }


def page() -> str:
    """The page, as Markdown."""
    placed = sum(1 for system in systems() if system.places)
    lines = [
        _HEAD,
        f"{len(systems())} systems; {placed} have a place, {len(systems()) - placed} have a reason instead.",
    ]
    for kind, title in _KINDS.items():
        lines += ["", f"## {title}", "", "| System | Place | Remark |", "| --- | --- | --- |"]
        lines += [_row(system) for system in systems() if system.kind == kind]
    return "\n".join(lines) + "\n"


def _printed(rulebook: Rulebook, pack: str) -> Iterator[PrintedFact]:
    yield from rulebook.packs[pack].facts_printed
    for version in rulebook.packs[pack].versions:
        yield from version.facts_printed


def _row(system: System) -> str:
    places = "; ".join(
        f"{PLACES[kind]} " + ", ".join(f"`{name}`" for name in names) for kind, names in system.places.items()
    )
    cells = (system.name, places or "none", system.reason)
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")

"""A registry of made-up patients with everything in it that registries have: blanks, units, broken rows."""

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from cardecide.cohort.tables.mapping import Mapping, meaning
from cardecide.cohort.tables.opening import open_table
from cardecide.cohort.tables.rows import Rows
from cardecide.engine import Rulebook, load_rulebook
from cardecide.locations import bundled

MakeRegistry = Callable[[int], Path]

COLUMNS = {
    "Patient": meaning("id"),
    "Age": meaning("patient.age", unit="years"),
    "Sex": meaning("patient.sex", words={"M": "male", "F": "female"}),
    "ECOG": meaning("patient.ecog"),
    "Hb": meaning("labs.hemoglobin", unit="g/dL"),
    "Plt": meaning("labs.platelets", unit="10^9/L"),
    "ANC": meaning("labs.absolute_neutrophil_count", unit="10^9/L"),
    "Lines": meaning("fact.prior_lines"),
    "Drugs": meaning("fact.exposed_drugs"),
    "TCR": meaning("fact.triple_class_refractory", words={"Y": "yes", "N": "no"}),
    "Len": meaning("fact.lenalidomide_refractory", words={"Y": "yes", "N": "no"}),
    "Infection": meaning("infection.active_infection", words={"1": "yes", "0": "no"}),
    "EMD": meaning("extramedullary.kind"),
    "Decided": meaning("decision_date"),
}


@pytest.fixture(scope="session")
def rules() -> Rulebook:
    return load_rulebook(bundled("rules"))


@pytest.fixture
def registry(tmp_path: Path) -> MakeRegistry:
    """Writes a registry of so many rows, about one in twenty of them broken."""

    def make(count: int) -> Path:
        dice = random.Random(5)  # noqa: S311 - made-up patients

        def any_of(*cells: str) -> str:
            return dice.choice((*cells, ""))

        lines = [";".join(COLUMNS)]
        for number in range(count):
            cells = [
                f"R{number:04d}",
                any_of("45", "61", "70", "78"),
                any_of("M", "F"),
                any_of("0", "1", "2"),
                any_of("7.9", "98 g/L", "10.4 g/dL", "12"),
                any_of("30", "80", "150", "50000 /uL"),
                any_of("0.8", "1.5"),
                any_of("1", "2", "3", "4-5", "6"),
                any_of("bortezomib, lenalidomide, daratumumab", "pomalidomide"),
                any_of("Y", "N"),
                any_of("Y", "N"),
                any_of("1", "0"),
                any_of("none", "extraosseous"),
                any_of("2024-05-01", "2026-03", "2022"),
            ]
            if number % 20 == 11:
                cells[1] = "=1+1"
            lines.append(";".join(cells[:5] if number % 40 == 7 else cells))
        path = tmp_path / "registry.csv"
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return path

    return make


def rows_of(path: Path) -> Rows:
    return Rows(open_table(path), Mapping(columns=COLUMNS))

"""The sample cases read, and those taken from publications hold what is printed and nothing else."""

from decimal import Decimal

import pytest

from cardecide.case import read_case, read_case_text
from cardecide.case.base import YesNo
from cardecide.case.choices import HeavyChain, LesionKind, LightChain, Presence, Sex
from cardecide.case.model import Case
from cardecide.case.writing import dump_case
from cardecide.locations import bundled

SAMPLES = sorted((bundled("resources") / "samples").glob("*.case.yaml"))

# Age, sex, heavy chain, light chain, ISS, prior lines, prior transplant, extramedullary disease, BCMA in %:
# the rows of the published table of eleven patients.
TABLE = """
57 M none kappa I 3 no none 63.58
58 M none lambda II 4 no extraosseous 66.23
70 M IgG kappa II 4 no none 27.56
55 F none kappa III 6 no none 98.02
54 M IgD lambda III 2 no none 3.17
58 M none kappa II 9 no none 89.64
66 M none lambda III 5 yes none 94.83
54 F IgG lambda II 4 no none 25.70
58 F IgD lambda III 2 no none 78.77
62 F IgG lambda II 6 yes paraskeletal 33.52
64 F IgG kappa II 5 no none 78.40
"""
ROWS = [(number, line.split()) for number, line in enumerate(TABLE.strip().splitlines(), start=1)]


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_every_sample_reads_and_survives_writing(path: object) -> None:
    case = read_case(str(path)).case
    assert read_case_text(dump_case(case)).case == case


def test_all_samples_are_there() -> None:
    names = {path.name.removesuffix(".case.yaml") for path in SAMPLES}
    assert names >= {"zhou-2025", "neuro-us", "empty", "long", *(f"seed-002-p{n:02d}" for n in range(1, 12))}


@pytest.mark.parametrize(("number", "row"), ROWS)
def test_a_patient_of_the_table_is_entered_as_printed(number: int, row: list[str]) -> None:
    age, sex, heavy, light, iss, lines, transplant, lesion, bcma = row
    case = _patient(number)
    assert case.patient.age is not None
    assert (case.patient.age.value, case.patient.age.unit) == (Decimal(age), "years")
    assert case.patient.sex is {"M": Sex.MALE, "F": Sex.FEMALE}[sex]
    assert case.disease.heavy_chain is HeavyChain(heavy)
    assert case.disease.light_chain is LightChain(light)
    assert case.stated == {"iss": iss, "prior_lines": int(lines)}
    assert case.prior_transplant.autologous is YesNo(transplant)
    assert case.disease.bcma_expression is not None
    assert case.disease.bcma_expression.percent is not None
    assert case.disease.bcma_expression.percent.value == Decimal(bcma)
    kinds = [entry.kind for entry in case.extramedullary.lesions]
    assert kinds == ([] if lesion == "none" else [LesionKind(lesion)])
    assert case.extramedullary.status is (Presence.ABSENT if lesion == "none" else Presence.PRESENT)
    assert case.jurisdictions == ("CN",)


@pytest.mark.parametrize("number", range(1, 12))
def test_what_the_table_does_not_state_stays_unknown(number: int) -> None:
    case = _patient(number)
    empty = Case(id="X")
    for section in (
        "treatments",
        "cytogenetics",
        "neurology",
        "infection",
        "comorbidity",
        "labs",
        "overrides",
    ):
        assert getattr(case, section) == getattr(empty, section)
    assert case.patient.ecog is None
    assert case.prior_transplant.allogeneic is YesNo.UNKNOWN
    assert case.disease.iss_at_diagnosis is None
    assert case.disease.plasma_cell_leukemia is YesNo.UNKNOWN
    assert case.extramedullary.history is YesNo.UNKNOWN


def test_the_empty_case_holds_nothing_but_its_name_and_day() -> None:
    case = read_case(bundled("resources") / "samples" / "empty.case.yaml").case
    assert case == Case(id=case.id, decision_date=case.decision_date)


def test_the_published_patient_leaves_open_what_the_paper_leaves_open() -> None:
    case = read_case(bundled("resources") / "samples" / "zhou-2025.case.yaml").case
    assert [t.regimen for t in case.treatments] == [
        "Dara-VRd", "Dara-Vd", "Dara-Id", "Id", "Vd", "Dara-Pd", "Dara-SKd",
    ]  # fmt: skip
    assert str(case.decision_date) == "2023-07"
    assert case.patient.ecog is None
    assert case.neurology == Case(id="X").neurology
    assert case.infection == Case(id="X").infection


def _patient(number: int) -> Case:
    return read_case(bundled("resources") / "samples" / f"seed-002-p{number:02d}.case.yaml").case

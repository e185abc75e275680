"""What can be done with the drugs of one treatment: take them from its name, settle an ambiguous word."""

from typing import Any

from cardecide.case.regimens import expand
from cardecide.case.treatment import DrugGiven, Treatment


def readings_offered(treatment: Treatment) -> tuple[tuple[str, ...], ...]:
    """The readings of the regimen's name, unless one of them is what the list of drugs says already."""
    readings = expand(treatment.regimen) if treatment.regimen else ()
    listed = {drug.drug or drug.entered for drug in treatment.drugs}
    if any(set(reading) == listed for reading in readings):
        return ()
    # A list with more than the name promises was entered with care; only a gap is worth an offer.
    if listed and not any(set(reading) - listed for reading in readings):
        return ()
    return readings


def with_drugs(treatment: Treatment, reading: tuple[str, ...]) -> tuple[Any, ...]:
    """The drugs of ``reading``; one that was listed before keeps its own dose, dates and reason."""
    before = {drug.drug: drug for drug in treatment.drugs if drug.drug}
    return tuple(before.get(name, name) for name in reading)


def with_meaning(treatment: Treatment, index: int, name: str) -> tuple[DrugGiven, ...]:
    """The drugs with the ambiguous word at ``index`` settled; the word as entered is kept beside it."""
    settled = treatment.drugs[index].model_copy(update={"drug": name, "candidates": ()})
    return (*treatment.drugs[:index], settled, *treatment.drugs[index + 1 :])

"""The drugs a case may name: class, target, and what each counts as in a treatment history."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Final, Literal, get_args

import yaml
from pydantic import Field

from cardecide.case.base import CaseModel, YesNo, YesNoField
from cardecide.locations import bundled

DrugClass = Literal[
    "PI",
    "IMiD",
    "CELMoD",
    "anti-CD38",
    "anti-SLAMF7",
    "anti-BCMA",
    "anti-GPRC5D",
    "anti-FcRH5",
    "XPO1",
    "BCL2",
    "HDAC",
    "alkylator",
    "anthracycline",
    "cytotoxic",
    "steroid",
    "other",
]
DRUG_CLASSES: Final[tuple[str, ...]] = get_args(DrugClass)

Modality = Literal["small_molecule", "antibody", "adc", "bispecific", "car_t", "protein"]


class Drug(CaseModel):
    """One drug.

    ``counts_as`` are the classes its exposure counts in; ``may_count_as`` those on which the definition
    leaves the choice to the clinician. ``line_counting: never`` marks what is no line of therapy when given
    alone. ``suggest`` are words too short or too wrong to accept, for which this drug is the suggestion.
    """

    name: str
    label: dict[Literal["en", "zh", "tr"], str]
    aliases: tuple[str, ...] = ()
    drug_class: DrugClass = Field(alias="class")
    target: str
    counts_as: tuple[DrugClass, ...]
    may_count_as: tuple[DrugClass, ...] = ()
    modality: Modality
    t_cell_toxic: YesNoField = YesNo.UNKNOWN
    line_counting: Literal["yes", "never"] = "yes"
    grade: Literal["seed", "public", "recall-high", "recall-medium", "recall-low"]
    suggest: tuple[str, ...] = ()
    note: str | None = None


@cache
def all_drugs() -> Mapping[str, Drug]:
    """Every drug of ``resources/drugs.yaml`` by its generic name, in the order of the file.

    Raises pydantic.ValidationError where the bundled file itself is wrong.
    """
    text = (bundled("resources") / "drugs.yaml").read_text(encoding="utf-8")
    entries = yaml.load(text, Loader=yaml.CSafeLoader)["drugs"]
    drugs = tuple(Drug.model_validate(entry) for entry in entries)
    return MappingProxyType({drug.name: drug for drug in drugs})


@cache
def drugs_counting_as(drug_class: str) -> frozenset[str]:
    """The generic names of all drugs that count in ``drug_class``."""
    return frozenset(name for name, drug in all_drugs().items() if drug_class in drug.counts_as)


@cache
def drugs_of_modality(modality: str) -> frozenset[str]:
    """The generic names of all drugs of one modality, such as ``car_t``."""
    return frozenset(name for name, drug in all_drugs().items() if drug.modality == modality)

"""The named things a list of the form may hold, in one shape: conditions, tests, abnormalities, drugs."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Final

from cardecide.case import conditions as condition_names
from cardecide.case.abnormalities import abnormalities
from cardecide.case.drugs import all_drugs
from cardecide.case.lab_tests import lab_tests
from cardecide.case.regimens import all_regimens, expand, prefixes
from cardecide.language.text import Language

_BASES: Final = ("Rd", "Vd", "Pd", "Kd", "Id", "VRd", "KRd", "VCd", "VTd", "VMP")
"""The regimens that letters write a prefix before."""


@dataclass(frozen=True, slots=True)
class Term:
    """One entry: its name in a case file and its label per language; for a test also its units and range."""

    name: str
    label: Mapping[str, str]
    unit: str = ""
    units: tuple[str, ...] = ()
    plausible: tuple[Decimal, Decimal] | None = None
    needs_unit: bool = False
    needs_upper_limit: bool = False

    def in_language(self, language: Language) -> str:
        """The label, or the name where there is none."""
        return self.label.get(language) or self.label.get("en") or self.name


@cache
def condition_terms(topic: condition_names.Topic) -> Mapping[str, Term]:
    """The conditions of one history, in the order of their file."""
    known = condition_names.conditions()
    return {name: Term(name, known[name].label) for name in condition_names.conditions_of(topic)}


@cache
def abnormality_terms() -> Mapping[str, Term]:
    """The genetic abnormalities, in the order of their file."""
    return {name: Term(name, known.label) for name, known in abnormalities().items()}


@cache
def lab_terms() -> Mapping[str, Term]:
    """The laboratory tests, in the order of their file."""
    return {
        name: Term(
            name,
            test.label,
            test.unit,
            test.units,
            (test.low, test.high),
            test.needs_unit,
            test.needs_upper_limit,
        )
        for name, test in lab_tests().items()
    }


@cache
def drug_names() -> Mapping[str, str]:
    """Every name a drug goes by, brand, Chinese and abbreviation included, with its generic name.

    A name shared by several drugs stands once for each, so that the completion offers them all.
    """
    names: dict[str, str] = {}
    for drug in all_drugs().values():
        names[drug.name] = drug.name
        for other in dict.fromkeys((*drug.label.values(), *drug.aliases)):
            if other.casefold() != drug.name.casefold():
                names[f"{other} → {drug.name}"] = drug.name
    return names


def drug_label(name: str, language: Language) -> str:
    """What a drug is called in a language; a word that names no drug stands for itself."""
    drug = all_drugs().get(name)
    return str(drug.label.get(language) or name) if drug else name


@cache
def regimen_names(language: Language) -> Mapping[str, str]:
    """Every name a regimen or a drug goes by, with its drugs behind a dash, and the name alone.

    An abbreviation with several readings stands once for each; which one is meant is asked in the row.
    """
    names: dict[str, str] = {}

    def offer(name: str, drugs: Iterable[str]) -> None:
        said = " + ".join(drug_label(drug, language) for drug in drugs)
        names[f"{name} – {said}" if said else name] = name

    for regimen in all_regimens():
        for name in (regimen.name, *regimen.aliases):
            offer(name, regimen.drugs)
    for name in (f"{prefix}-{base}" for prefix in prefixes() if prefix.isascii() for base in _BASES):
        readings = expand(name)
        if len(readings) == 1:
            offer(name, readings[0])
    for drug in all_drugs().values():
        label = drug_label(drug.name, language)
        for name in dict.fromkeys((drug.name, *drug.label.values(), *drug.aliases)):
            if len(name) > 2 or not name.isascii():  # a letter alone is no name to offer
                names.setdefault(name if name == label else f"{name} – {label}", name)
    return dict(sorted(names.items(), key=lambda pair: pair[0].casefold()))

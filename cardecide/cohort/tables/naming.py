"""What the meanings of columns are called, in every language, and which meanings a column's name may have."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any, Final

from cardecide.case.abnormalities import abnormality_candidates
from cardecide.case.conditions import resolve_condition
from cardecide.case.lab_tests import resolve_lab_test
from cardecide.case.units import UnitError, normalize
from cardecide.case.vocabulary import spelling_key
from cardecide.cohort.tables.targets import ID, IGNORED, Target, targets
from cardecide.facts.catalogue import catalogue, fact_label
from cardecide.language.labels import label_of
from cardecide.language.messages import all_messages
from cardecide.language.text import LANGUAGES, Language
from cardecide.locations import bundled
from cardecide.reading.document import read_document

_BRACKET: Final = re.compile(r"^(?P<name>.*?)[\s_]*[(（\[【](?P<unit>[^()（）\[\]【】]+)[)）\]】]\s*$")
_COMMA: Final = re.compile(r"^(?P<name>.*?)\s*[,，/]\s*(?P<unit>\S+)\s*$")
_SUFFIXES: Final = {
    "pct": "%",
    "percent": "%",
    "g_dl": "g/dL",
    "g_l": "g/L",
    "mg_dl": "mg/dL",
    "mg_l": "mg/L",
    "ug_l": "ug/L",
    "ng_ml": "ng/mL",
    "umol_l": "umol/L",
    "mmol_l": "mmol/L",
    "u_l": "U/L",
    "10e9_l": "10^9/L",
    "per_ul": "/uL",
    "mg_24h": "mg/24h",
    "g_24h": "g/24h",
    "years": "years",
    "months": "months",
    "weeks": "weeks",
    "days": "days",
    "kg": "kg",
    "cm": "cm",
}
_OWNERS: Final = {
    "bcma_expression": "bcmaexpression",
    "prior_transplant": "priortransplant",
}


@dataclass(frozen=True, slots=True)
class Name:
    """A column's name taken apart: what it calls the column, and the unit it gives, if any."""

    name: str
    unit: str = ""


def take_apart(header: str) -> Name:
    """The name and the unit of ``Hb (g/dL)``, ``Hb [g/L]``, ``age_years`` or ``肌酐（μmol/L）``."""
    for pattern in (_BRACKET, _COMMA):
        match = pattern.match(header.strip())
        if match is not None and (unit := _unit(match.group("unit"))):
            return Name(match.group("name").strip(), unit)
    folded = header.strip().casefold()
    for suffix, unit in _SUFFIXES.items():
        if folded.endswith(f"_{suffix}"):
            return Name(header.strip()[: -len(suffix) - 1], unit)
    return Name(header.strip())


def _unit(text: str) -> str:
    try:
        return normalize(text)
    except UnitError:
        return ""


@cache
def _names() -> Mapping[str, Any]:
    file = bundled("resources") / "table_columns.yaml"
    document = read_document(file.read_bytes(), file=file.name)
    return MappingProxyType(document.value)


@cache
def _listed() -> Mapping[str, tuple[str, ...]]:
    """The targets that a name of the list, a label or a fact's own name stands for."""
    found: dict[str, list[str]] = {}

    def add(word: str, target: str) -> None:
        names = found.setdefault(spelling_key(word), [])
        if target not in names:
            names.append(target)

    for target, words in _names()["columns"].items():
        for word in (target, *words):
            add(word, target)
    return MappingProxyType({key: tuple(names) for key, names in found.items()})


@cache
def _facts() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for fact in catalogue().values():
        for word in {fact.name, *(fact.label[language] for language in LANGUAGES)}:
            names = found.setdefault(spelling_key(word), [])
            if fact.name not in names:
                names.append(fact.name)
    return MappingProxyType({key: tuple(f"fact.{name}" for name in names) for key, names in found.items()})


@cache
def _identifying() -> frozenset[str]:
    return frozenset(map(spelling_key, _names()["identifying"]))


def identifies(header: str) -> bool:
    """Whether a column's name says that it tells who a patient is."""
    return spelling_key(header) in _identifying()


def meanings_of(name: str) -> tuple[str, ...]:
    """The targets that a column's name may stand for: one if clear, several if not, none if unknown.

    What is entered in a case goes before the fact of the same name, which would only be claimed.
    """
    if name in targets():
        return (name,)
    key = spelling_key(name)
    if key in _listed():
        return _listed()[key]
    entered = [f"labs.{one}" for one in resolve_lab_test(name)]
    entered += [f"cytogenetics.{one}" for one in abnormality_candidates(name)]
    if entered:
        return tuple(entered)
    if key in _facts():
        return _facts()[key]
    return tuple(f"condition.{one}" for one in resolve_condition(name))


def target_label(target: Target, language: Language) -> str:
    """What a meaning is called."""
    messages = all_messages()
    if target.name in (ID, IGNORED, "decision_date", "extramedullary.kind"):
        return messages[f"cohort.target.{target.name}"][language]
    match target.group:
        case "fact":
            return fact_label(target.detail, language)
        case "labs":
            test, _, part = target.detail.partition(".")
            label = label_of("lab_tests", test, language)
            return f"{label}: {messages[f'cohort.target.{part}'][language]}" if part else label
        case "cytogenetics":
            return label_of("abnormalities", target.detail, language)
        case "condition":
            return label_of("conditions", target.detail, language)
    *groups, field = target.name.split(".")
    owner = _OWNERS.get(groups[-1], groups[-1])
    entry = messages.get(f"window.field.{owner}.{field}")
    return entry[language] if entry else field.replace("_", " ")

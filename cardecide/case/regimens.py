"""Regimen abbreviations and the drugs they stand for. An abbreviation with two readings keeps both."""

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from itertools import product
from types import MappingProxyType
from typing import Any

import yaml

from cardecide.case.base import CaseModel
from cardecide.case.choices import Phase
from cardecide.case.drug_names import resolve_drug, spelling_key
from cardecide.case.drugs import all_drugs
from cardecide.locations import bundled

_SIGNS = re.compile(r"[\s+/&,;·\-‐‑–—()（）]+")
_JOINTS = re.compile(r"\s*(?:[+/&,;、，＋]|\band\b|\bve\b|联合|\s-\s|-)\s*")


class Regimen(CaseModel):
    """One regimen: the generic names of its drugs, and its phase where the name itself says it."""

    name: str
    aliases: tuple[str, ...] = ()
    drugs: tuple[str, ...]
    phase: Phase = Phase.UNKNOWN
    note: str | None = None


@cache
def _file() -> Mapping[str, Any]:
    text = (bundled("resources") / "regimens.yaml").read_text(encoding="utf-8")
    return MappingProxyType(yaml.load(text, Loader=yaml.CSafeLoader))


@cache
def all_regimens() -> tuple[Regimen, ...]:
    """Every regimen of ``resources/regimens.yaml``.

    Raises pydantic.ValidationError or KeyError where the bundled file itself is wrong.
    """
    regimens = tuple(Regimen.model_validate(entry) for entry in _file()["regimens"])
    for drug in (drug for regimen in regimens for drug in regimen.drugs):
        all_drugs()[drug]
    return regimens


@cache
def prefixes() -> tuple[str, ...]:
    """What stands before a regimen's name and adds a drug to it: ``Dara`` of ``Dara-VRd``."""
    return tuple(_file()["prefixes"])


def _joined(name: str) -> str:
    return _SIGNS.sub("", name)


@cache
def _by_name(*, fold: bool) -> Mapping[str, tuple[Regimen, ...]]:
    found: dict[str, list[Regimen]] = {}
    for regimen in all_regimens():
        for name in (regimen.name, *regimen.aliases):
            key = _joined(name).casefold() if fold else _joined(name)
            same = found.setdefault(key, [])
            if regimen not in same:
                same.append(regimen)
    return MappingProxyType({key: tuple(same) for key, same in found.items()})


def _without_phase_words(name: str) -> str:
    words: list[str] = sorted(_file()["words_dropped"], key=len, reverse=True)
    for word in words:
        pattern = re.escape(word) if not word.isascii() else rf"(?<![A-Za-z]){re.escape(word)}(?![A-Za-z])"
        name = re.sub(pattern, " ", name, flags=re.IGNORECASE)
    return name.strip(" -()（）")


def named(name: str) -> tuple[Regimen, ...]:
    """The regimens listed under ``name``: as written, else without regard to case; several when ambiguous."""
    for spelling in (name, _without_phase_words(name)):
        exact = _by_name(fold=False).get(_joined(spelling))
        if exact or (exact := _by_name(fold=True).get(_joined(spelling).casefold())):
            return exact
    return ()


@lru_cache(maxsize=4096)
def phase_of(name: str) -> Phase:
    """The phase that a regimen's name itself says (``ASCT``), or unknown."""
    phases = {regimen.phase for regimen in named(name)}
    return phases.pop() if len(phases) == 1 else Phase.UNKNOWN


@lru_cache(maxsize=4096)
def expand(name: str) -> tuple[tuple[str, ...], ...]:
    """The drugs that ``name`` may stand for: each reading one tuple of generic names; empty when not known.

    It is also empty where the name says nothing of drugs (``alloSCT``). A name that is not listed
    is taken apart at its signs (``Isa + VRd``) and at a prefix (``DaraKCd``); every part must be a regimen or
    a drug.
    """
    if listed := named(name):
        return _distinct([regimen.drugs for regimen in listed if regimen.drugs])
    bare = _without_phase_words(name)
    if drug := resolve_drug(bare):
        return tuple((generic,) for generic in drug)
    return _taken_apart(bare) or _after_prefix(bare)


def _taken_apart(name: str) -> tuple[tuple[str, ...], ...]:
    parts = [part for part in _JOINTS.split(name) if part]
    if len(parts) < 2:
        return ()
    readings = [_one_part(part) for part in parts]
    if not all(readings):
        return ()
    return _distinct([tuple(drug for part in choice for drug in part) for choice in product(*readings)])


def _one_part(part: str) -> tuple[tuple[str, ...], ...]:
    if listed := named(part):
        return tuple(regimen.drugs for regimen in listed)
    return tuple((generic,) for generic in resolve_drug(part)) or _after_prefix(part)


def _after_prefix(name: str) -> tuple[tuple[str, ...], ...]:
    prefixes: dict[str, str] = _file()["prefixes"]
    for prefix, drug in sorted(prefixes.items(), key=lambda pair: -len(pair[0])):
        rest = name[len(prefix) :].strip(" -+")
        if rest and spelling_key(name).startswith(spelling_key(prefix)) and (base := named(rest)):
            return _distinct([(drug, *regimen.drugs) for regimen in base])
    return ()


def _distinct(readings: list[tuple[str, ...]]) -> tuple[tuple[str, ...], ...]:
    seen: dict[frozenset[str], tuple[str, ...]] = {}
    for reading in readings:
        seen.setdefault(frozenset(reading), tuple(dict.fromkeys(reading)))
    return tuple(seen.values())

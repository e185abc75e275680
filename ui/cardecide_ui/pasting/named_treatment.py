"""The regimen or the drugs that a piece of a letter names, and what is left of it."""

import re
from collections.abc import Iterable
from typing import Any

from cardecide.case.choices import Phase
from cardecide.case.drug_names import resolve_drug
from cardecide.case.regimens import expand, named, phase_of
from cardecide_ui.pasting.words import DOSES, GIVEN_AS, PHASE_LEADS, PHASES

_BETWEEN_DRUGS = re.compile(r"\s*(?:[,;+/、，]|\band\b|\bve\b|联合)\s*")
_LISTED = re.compile(r"[,;，；、]")
EDGES = " \t,;:.()（）[]–—-→，；：。|"


def treatment_in(piece: str) -> tuple[dict[str, Any], list[str]]:
    """The fields of the treatment that ``piece`` begins with, and what is left of it; no fields where none.

    A dose is no field of a treatment; it is left, to be kept as its note.
    """
    for name, remains in _beginnings(piece):
        bare, doses = _without_doses(name)
        found = named_treatment(name)
        if not found:
            found, remains = {**named_treatment(bare), **_phase_in(name)}, "; ".join([*doses, remains])
        if not found.keys() & {"regimen", "drugs"}:
            continue
        if found.get("drugs") and _same_drugs(remains.strip(EDGES), found["drugs"]):
            found, remains = {**found, "regimen": remains.strip(EDGES)}, ""
        left = remains.strip(EDGES)
        return found, [left] if left else []
    return {}, [piece]


def _beginnings(piece: str) -> Iterable[tuple[str, str]]:
    """The piece itself, then its beginnings up to a comma, colon or bracket, longest first.

    Last the first word, where that is radiotherapy: what follows is the field and the dose.
    """
    yield piece, ""
    for match in reversed(list(re.finditer(r"[,;:(（，；：。]", piece))):
        yield piece[: match.start()].strip(EDGES), piece[match.end() :].strip(EDGES)
    first, _, field_and_dose = piece.partition(" ")
    if phase_of(first) is Phase.RADIOTHERAPY:
        yield first, field_and_dose


def named_treatment(name: str) -> dict[str, Any]:
    """The fields of a treatment called ``name``; empty where it is no known regimen and no list of drugs."""
    if not name or name == "PD":
        return {}  # PD in capitals is progressive disease as likely as a regimen
    phase = phase_of(name)
    known = _phase_in(name) or ({"phase": phase} if phase is not Phase.UNKNOWN else {})
    parts = [part for part in _BETWEEN_DRUGS.split(name) if part]
    if parts and all(
        (len(part) > 2 or not part.isascii()) and len(resolve_drug(part)) == 1 for part in parts
    ):
        return {"drugs": tuple(parts), **known}
    if _LISTED.search(name):
        return {}  # several things in one: what stands before the comma is tried by itself
    readings = expand(name)
    if len(readings) == 1 and len(named(name)) == 1:
        return {"regimen": name, "drugs": readings[0], **known}
    # A name taken apart into letters is no list of drugs: the drugs are offered in the form, to be confirmed.
    if readings or phase_of(name) is not Phase.UNKNOWN:
        return {"regimen": name, **known}
    return {}


def _without_doses(name: str) -> tuple[str, list[str]]:
    """The name without how, how much and in which phase it was given, and the doses that were taken out."""
    doses = [match.group().strip(EDGES) for match in DOSES.finditer(name)]
    bare = DOSES.sub(" ", name)
    bare = GIVEN_AS.sub(" ", bare)
    return " ".join(PHASE_LEADS.sub("", bare.strip(EDGES)).split()).strip(EDGES), doses


def _phase_in(name: str) -> dict[str, Any]:
    folded = name.casefold()
    found = (phase for phase, words in PHASES.items() if any(word in folded for word in words))
    phase = next(found, None)
    return {} if phase is None else {"phase": phase}


def _same_drugs(name: str, drugs: Iterable[str]) -> bool:
    """Whether ``name`` is an abbreviation with a reading of exactly these drugs."""
    generic = sorted(found[0] for drug in drugs if (found := resolve_drug(drug)))
    return bool(named(name)) and any(sorted(reading) == generic for reading in expand(name))

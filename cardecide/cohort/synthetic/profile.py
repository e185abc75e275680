"""Profiles: the marginals from which a made-up cohort is drawn, each with its source and grade.

A profile is a YAML file beside this module. It starts from ``common.yaml`` and replaces what it names.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

import yaml

from cardecide.facts.catalogue import catalogue
from cardecide.facts.catalogue.definition import GRADES, Kind
from cardecide.reading.nearest import nearest
from cardecide.reading.problem import InputError, Problem

_FOLDER: Final = Path(__file__).parent / "profiles"
_COMMON: Final = "common"
FORMAT: Final = "cardecide-synthetic/1"
HELPERS: Final = ("refractory_depth", "high_risk_cytogenetics")
"""Quantities that are published and are no facts; facts follow from them."""

_KINDS: Final[Mapping[str, tuple[Kind, ...]]] = {
    "share": ("yes_no",),
    "number": ("quantity", "count"),
    "choice": ("choice", "count"),
    "members": ("members",),
    "levels": (),
}


@dataclass(frozen=True, slots=True)
class Number:
    """A number around a median: ``spread`` is the standard deviation, of its logarithm where ``skewed``."""

    median: float
    spread: float
    within: tuple[float, float]
    digits: int
    skewed: bool = False


@dataclass(frozen=True, slots=True)
class Marginal:
    """How one fact is spread over a cohort; exactly one of ``share``, ``number`` and ``shares`` is given.

    ``where`` names the yes/no fact, or ``set/member``, without which there is none; ``never`` is the share
    of patients to whom it has not happened.
    """

    name: str
    form: str
    cite: str
    grade: str
    share: float = 0.0
    number: Number | None = None
    shares: Mapping[str, float] | None = None
    where: str = ""
    never: float = 0.0


@dataclass(frozen=True, slots=True)
class Correlation:
    """Two marginals that move together, and why that is assumed."""

    first: str
    second: str
    rho: float
    why: str


@dataclass(frozen=True)
class Profile:
    """A cohort to be drawn. ``missing`` is the share of values that were not recorded."""

    id: str
    title: str
    patients: int
    missing: float
    marginals: Mapping[str, Marginal]
    correlations: tuple[Correlation, ...]


def profile_names() -> tuple[str, ...]:
    """The profiles there are."""
    return tuple(sorted(path.stem for path in _FOLDER.glob("*.yaml") if path.stem != _COMMON))


@cache
def profile(name: str) -> Profile:
    """A profile with what is common to all. Raises InputError where there is none of that name."""
    if name not in profile_names():
        near = nearest(name, profile_names())
        raise InputError([Problem(f"there is no made-up cohort '{name}'", ", ".join(profile_names()), near)])
    base, own = (read_profile(_FOLDER / f"{one}.yaml") for one in (_COMMON, name))
    return Profile(
        own.id,
        own.title,
        own.patients,
        own.missing,
        {**base.marginals, **own.marginals},
        (*base.correlations, *own.correlations),
    )


def read_profile(path: Path) -> Profile:
    """One file. Raises InputError with everything that is wrong with it."""
    raw = yaml.safe_load(path.read_text(encoding="utf-8"))
    problems: list[Problem] = []
    sources = raw.get("sources", {})
    for key, source in sources.items():
        if source.get("grade") not in GRADES:
            problems.append(Problem(f"'{key}' has no grade", ", ".join(GRADES), file=path.name))
    marginals = {}
    for name, one in raw.get("marginals", {}).items():
        found = _marginal(str(name), one, sources)
        if isinstance(found, Problem):
            problems.append(found)
        else:
            marginals[found.name] = found
    correlations = []
    for one in raw.get("correlations", ()):
        first, second = one["between"]
        correlations.append(Correlation(first, second, float(one["rho"]), one["why"]))
    if raw.get("format") != FORMAT or problems:
        raise InputError(problems or [Problem("this is no profile", FORMAT, file=path.name)])
    return Profile(
        raw["id"], raw["title"], raw["patients"], float(raw["missing"]), marginals, tuple(correlations)
    )


def _marginal(name: str, raw: Mapping[str, Any], sources: Mapping[str, Any]) -> Marginal | Problem:
    forms = [form for form in _KINDS if form in raw]
    definition = catalogue().get(name)
    if len(forms) != 1 or raw.get("source") not in sources:
        return Problem(f"'{name}' needs one distribution and a known source", field=name)
    form = forms[0]
    if definition is None and name not in HELPERS:
        return Problem(f"'{name}' is no fact", "", nearest(name, catalogue()), field=name)
    if definition is not None and definition.kind not in _KINDS[form]:
        return Problem(f"'{name}' is a {definition.kind}, which has no {form}", field=name)
    source = sources[raw["source"]]
    shares = {str(key): float(share) for key, share in raw[form].items()} if form in _WITH_SHARES else None
    if form == "choice" and shares is not None and sum(shares.values()) > 1 + 1e-9:
        return Problem(f"the shares of '{name}' are more than the whole", field=name)
    allowed = definition.values if definition is not None else ()
    for word in shares or ():
        if allowed and word not in allowed:
            return Problem(f"'{word}' is no value of '{name}'", "", nearest(word, allowed), field=name)
    return Marginal(
        name,
        form,
        source["cite"],
        source["grade"],
        float(raw["share"]) if form == "share" else 0.0,
        _number(raw["number"]) if form == "number" else None,
        shares,
        raw.get("where", ""),
        float(raw.get("never", 0.0)),
    )


_WITH_SHARES: Final = ("choice", "members", "levels")


def _number(raw: Mapping[str, Any]) -> Number:
    low, high = raw["within"]
    return Number(
        float(raw["median"]),
        float(raw["spread"]),
        (float(low), float(high)),
        int(raw["digits"]),
        bool(raw.get("skewed", False)),
    )

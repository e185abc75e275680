"""Draws one block of patients: correlated normal deviates, made into the marginals of a profile."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from statistics import NormalDist

import numpy as np
import numpy.typing as npt

from cardecide.cohort.synthetic.profile import Correlation, Marginal, Number, Profile

Flags = npt.NDArray[np.bool_]
Deviates = npt.NDArray[np.float64]

_NORMAL = NormalDist()


@dataclass
class Draw:
    """What was drawn, by fact: numbers, answers, choices as places in their words, and members of sets.

    Nothing is missing yet; a number that is infinite is the time since something that has not happened.
    """

    rows: int
    numbers: dict[str, Deviates] = field(default_factory=dict)
    answers: dict[str, Flags] = field(default_factory=dict)
    choices: dict[str, tuple[tuple[str, ...], npt.NDArray[np.int8]]] = field(default_factory=dict)
    members: dict[str, dict[str, Flags]] = field(default_factory=dict)

    def flag(self, name: str) -> Flags:
        """A yes/no fact, or ``set/member``."""
        fact, _, member = name.partition("/")
        if not member:
            return self.answers[fact]
        return self.members[fact].get(member, np.zeros(self.rows, np.bool_))


class Sampler:
    """Draws blocks of a profile; block ``n`` of a seed is the same whatever was drawn before."""

    def __init__(self, profile: Profile, seed: int) -> None:
        self._profile = profile
        self._seed = seed
        self._mixed = mixing(tuple(profile.marginals), profile.correlations)

    def generator(self, block: int, purpose: int) -> np.random.Generator:
        """The random numbers of one block for one purpose."""
        return np.random.default_rng([self._seed, block, purpose])

    def draw(self, block: int, rows: int) -> Draw:
        """The marginals of a block, as the profile names them."""
        random = self.generator(block, 0)
        deviates = self._deviates(random, rows)
        found = Draw(rows)
        for name, marginal in self._profile.marginals.items():
            match marginal.form:
                case "share":
                    found.answers[name] = below(deviates[name], marginal.share)
                case "choice" | "levels":
                    self._choose(found, marginal, deviates[name])
                case "members":
                    found.members[name] = {
                        member: below(random.standard_normal(rows), share)
                        for member, share in (marginal.shares or {}).items()
                    }
        for name, marginal in self._profile.marginals.items():
            if marginal.number is not None:
                numbers = spread(marginal.number, deviates[name])
                if marginal.never:
                    numbers[below(random.standard_normal(rows), marginal.never)] = np.inf
                if marginal.where:
                    numbers[~found.flag(marginal.where)] = np.inf
                found.numbers[name] = numbers
            elif marginal.where:
                found.answers[name] &= found.flag(marginal.where)
        return found

    def _deviates(self, random: np.random.Generator, rows: int) -> Mapping[str, Deviates]:
        found = {name: random.standard_normal(rows) for name in self._profile.marginals}
        names, factor = self._mixed
        if names:
            mixed = factor @ np.stack([found[name] for name in names])
            found |= dict(zip(names, mixed, strict=True))
        return found

    @staticmethod
    def _choose(found: Draw, marginal: Marginal, deviates: Deviates) -> None:
        """Words of which a share may be left over, place -1; a count has its number instead."""
        shares = marginal.shares or {}
        ends = list(shares.values()) if marginal.form == "levels" else list(np.cumsum(list(shares.values())))
        limits = np.array([_limit(min(end, 1.0)) for end in ends])
        places = np.searchsorted(limits, deviates, side="right").astype(np.int8)
        if all(word.isdecimal() for word in shares):
            numbers = np.array([*(float(word) for word in shares), np.nan])
            found.numbers[marginal.name] = numbers[places]
            return
        places[places == len(shares)] = -1
        found.choices[marginal.name] = tuple(shares), places


def below(deviates: Deviates, share: float) -> Flags:
    """True for that share of normal deviates."""
    result: Flags = deviates < _limit(share)
    return result


def spread(number: Number, deviates: Deviates) -> Deviates:
    """Numbers around the median. What falls outside the limits is mirrored back in, then cut off."""
    low, high = number.within
    shift = number.spread * deviates
    values: Deviates = number.median * np.exp(shift) if number.skewed else number.median + shift
    values = np.where(values < low, 2 * low - values, values)
    values = np.where(values > high, 2 * high - values, values)
    return np.round(np.clip(values, low, high), number.digits).astype(np.float64)


def mixing(
    names: Sequence[str], correlations: Sequence[Correlation]
) -> tuple[tuple[str, ...], npt.NDArray[np.float64]]:
    """The marginals that move together, and the factor that makes independent deviates do so.

    Raises ValueError where the correlations contradict each other.
    """
    given = [one for one in correlations if one.first in names and one.second in names]
    moved = tuple(dict.fromkeys(name for one in given for name in (one.first, one.second)))
    matrix = np.eye(len(moved))
    if not moved:
        return moved, matrix
    for one in given:
        first, second = moved.index(one.first), moved.index(one.second)
        matrix[first, second] = matrix[second, first] = one.rho
    try:
        return moved, np.linalg.cholesky(matrix).astype(np.float64)
    except np.linalg.LinAlgError:
        raise ValueError("the correlations contradict each other") from None


def _limit(share: float) -> float:
    if share <= 0:
        return -np.inf
    return np.inf if share >= 1 else _NORMAL.inv_cdf(share)

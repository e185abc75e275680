"""Scoring policies: the shares of the score, the screening that must be complete, bands and caps.

The policy holds numbers and their reasons; ``assessment`` turns findings into points with them.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Final, Literal

from pydantic import Field

from cardecide.engine.condition import Path
from cardecide.engine.lint_codes import LintCode
from cardecide.engine.pack_file import FileModel, Number, PackFile, TextField, Word
from cardecide.engine.vocabulary import Vocabulary
from cardecide.language.text import Text
from cardecide.reading.nearest import nearest

ScoredBand = Literal["favored", "reasonable"]
FULL_SCORE: Final = Decimal(100)


class ShareFile(FileModel):
    """A share of the score: its points and the reason for their number."""

    points: Annotated[Number, Field(gt=0)]
    why: TextField
    text: TextField | None = None


class ScreeningFile(FileModel):
    """A fact that has to be known before the product can be given; with ``must_hold``, it has to be true."""

    fact: Word
    must_hold: bool = False
    text: TextField | None = None
    why: TextField | None = None


class ScoringFile(PackFile):
    """One scoring policy.

    ``bands`` are the lowest scores of each band. A caution of at least ``caution_cap_weight`` that applies
    caps the band; a criterion that states no weight counts ``default_weight``; cautions that together weigh
    ``full_weight`` use up the share of the considerations. ``on_the_day`` names facts that can only be judged
    on the day of infusion: open, they are a reminder and keep no status open.
    """

    kind: Literal["scoring"]
    shares: dict[Word, ShareFile]
    screening: list[ScreeningFile] = Field(default_factory=list)
    on_the_day: list[Word] = Field(default_factory=list)
    bands: dict[ScoredBand, Number]
    caution_cap_weight: Annotated[Number, Field(gt=0)]
    default_weight: Annotated[Number, Field(gt=0)]
    full_weight: Annotated[Number, Field(gt=0)]
    settings: dict[Word, str | int | Decimal] = Field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Share:
    """A share of the score."""

    id: str
    points: Decimal
    why: Text
    text: Text | None = None


@dataclass(frozen=True, slots=True)
class Screening:
    """A fact that has to be known before the product can be given; with ``must_hold``, it has to be true."""

    fact: str
    must_hold: bool = False
    text: Text | None = None
    why: Text | None = None


@dataclass(frozen=True, slots=True)
class Scoring:
    """A scoring policy, ready to be applied."""

    shares: Mapping[str, Share]
    screening: tuple[Screening, ...]
    on_the_day: frozenset[str]
    bands: Mapping[ScoredBand, Decimal]
    caution_cap_weight: Decimal
    default_weight: Decimal
    full_weight: Decimal
    settings: Mapping[str, str | int | Decimal]


Report = Callable[[Path, LintCode, str, str, str], None]
"""Takes note of a problem: where, which code, what is wrong, what was expected, the nearest name."""


def read_scoring(file: ScoringFile, vocabulary: Vocabulary, report: Report) -> Scoring:
    """The policy of a file; reports a sum of shares other than 100 and facts that do not exist."""
    total = sum((share.points for share in file.shares.values()), Decimal(0))
    if total != FULL_SCORE:
        message = f"the shares sum to {total}"
        report(("shares",), LintCode.SYNTAX, message, f"shares that sum to {FULL_SCORE}", "")
    named: list[tuple[Path, str]] = [
        (("screening", number, "fact"), one.fact) for number, one in enumerate(file.screening)
    ]
    named += [(("on_the_day", number), fact) for number, fact in enumerate(file.on_the_day)]
    for path, fact in named:
        if fact not in vocabulary:
            near = nearest(fact, vocabulary)
            report(path, LintCode.UNKNOWN_FACT, f"there is no fact '{fact}'", "", near)
    return Scoring(
        {key: Share(key, share.points, share.why, share.text) for key, share in file.shares.items()},
        tuple(Screening(one.fact, one.must_hold, one.text, one.why) for one in file.screening),
        frozenset(file.on_the_day),
        file.bands,
        file.caution_cap_weight,
        file.default_weight,
        file.full_weight,
        file.settings,
    )

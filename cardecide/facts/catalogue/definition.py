"""What the catalogue says about one fact."""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, Literal, get_args

Kind = Literal["yes_no", "count", "quantity", "choice", "members", "date"]
KINDS: Final[tuple[Kind, ...]] = get_args(Kind)

GRADES: Final = ("seed", "public", "recall-high", "recall-medium", "recall-low", "design")
"""How well a definition's source was checked; ``design`` is a choice of this project or plain arithmetic."""

Texts = dict[str, str]
"""A text in each language."""

_OTHER = re.compile(r"[^0-9a-z]+")


@dataclass(frozen=True, slots=True)
class Source:
    """Where a definition comes from: a short citation and its grade."""

    cite: str
    grade: str


@dataclass(frozen=True, slots=True)
class FactDefinition:
    """One fact of the catalogue.

    ``values`` is the vocabulary of a choice or of members, and ``vocabulary`` the resource that holds it
    where it is not listed in the catalogue itself. ``plausible`` bounds a count or quantity, both ends
    included, in ``unit``. ``inputs`` are the case fields it is derived from, ``field`` the one that the
    window opens to answer ``question``. ``derived`` is False where the case states the fact itself.
    """

    name: str
    topic: str
    kind: Kind
    label: Texts
    definition: Texts
    question: Texts
    source: Source
    inputs: tuple[str, ...]
    field: str
    unit: str = ""
    values: tuple[str, ...] = ()
    vocabulary: str = ""
    member_fact: str = ""
    question_member: Texts | None = None
    plausible: tuple[Decimal, Decimal] | None = None
    derived: bool = True
    after_infusion: bool = False

    def member_name(self, member: str) -> str:
        """The name that stands for one member of this fact, such as ``lenalidomide_refractory``.

        It is what is reported as missing where that member alone is open, and where a fact of that name
        exists it is the same finding: ``del(17p)`` gives ``del_17p``, ``anti-CD38`` ``anti_cd38_exposed``.
        """
        return self.member_fact.replace("{member}", plain_name(member))


def plain_name(word: str) -> str:
    """A word of a vocabulary as part of a fact name: small letters, digits, and ``_`` for the rest."""
    return _OTHER.sub("_", word.casefold()).strip("_")

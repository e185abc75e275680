"""What reading and checking conditions has shown so far, so that no line is read or checked twice.

The packs of a rulebook ask the same things over and over, and an editor checks the same text at every key.
"""

from dataclasses import dataclass, field
from functools import cache
from typing import Final

from cardecide.engine.expression import Expression
from cardecide.engine.lint_words import Differing, differing_numbers
from cardecide.engine.vocabulary import Vocabulary
from cardecide.facts.catalogue import catalogue
from cardecide.language.text import Text

_REMEMBERED: Final = 20_000


@dataclass(slots=True, eq=False)
class KnownConditions:
    """For one vocabulary: conditions of one line by their text, those of which no part is constant, and how
    texts and conditions differ in their numbers.
    """

    vocabulary: Vocabulary
    lines: dict[str, Expression] = field(default_factory=dict)
    sound: set[Expression] = field(default_factory=set)
    worded: dict[tuple[str, ...], tuple[Expression, Differing]] = field(default_factory=dict)

    def differing_numbers(self, text: Text, condition: Expression) -> Differing:
        """What text and condition say differently; remembered by the text, whose condition rarely changes."""
        key = (text,) if isinstance(text, str) else tuple(text.values())
        known = self.worded.get(key)
        if known is None or known[0] != condition:
            known = condition, differing_numbers(text, condition, self.vocabulary)
            self.worded[key] = known
        return known[1]

    def forget_what_is_too_much(self) -> None:
        """Start anew where a long session has gathered more than any rulebook holds."""
        if len(self.lines) > _REMEMBERED:
            self.lines.clear()
        if len(self.sound) > _REMEMBERED:
            self.sound.clear()
        if len(self.worded) > _REMEMBERED:
            self.worded.clear()


def known_conditions(vocabulary: Vocabulary) -> KnownConditions:
    """What is known for the catalogue of facts is kept; for any other vocabulary it begins anew."""
    return _of_catalogue() if vocabulary is catalogue() else KnownConditions(vocabulary)


@cache
def _of_catalogue() -> KnownConditions:
    return KnownConditions(catalogue())

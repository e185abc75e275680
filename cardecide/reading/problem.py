"""What is wrong with a file, said so that its reader can mend it.

Every reader of the project (cases, rules, tables) collects all the problems of a file and raises them at
once; none stops at the first.
"""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to mend: what is wrong, where, what was expected, and the nearest valid name.

    Its text is one line whatever was entered: signs that would break the line or turn it around are
    written as their escapes. ``line`` and ``column`` count from 1, in characters; 0 means the whole file.
    ``field`` is the dotted path inside the document, such as ``treatments[2].stop``. ``code`` is a stable
    name for the kind of problem; messages never repeat a patient's free text beyond the offending word.
    """

    message: str
    expected: str = ""
    nearest: str = ""
    file: str = ""
    line: int = 0
    column: int = 0
    field: str = ""
    code: str = ""

    def __str__(self) -> str:
        place = self.file or self.field or "input"
        if self.line:
            place += f":{self.line}:{self.column}"
        parts = [self.message]
        if self.expected:
            parts.append(f"expected {self.expected}")
        if self.nearest:
            parts.append(f"did you mean '{self.nearest}'?")
        return one_line(f"{place}: " + "; ".join(parts))

    def at(self, *, file: str = "", line: int = 0, column: int = 0) -> "Problem":
        """The same problem with its place filled in where it was still unknown."""
        return replace(self, file=self.file or file, line=self.line or line, column=self.column or column)


def one_line(text: str) -> str:
    """The text on one line, with signs that would break it or turn it around as their escapes."""
    if text.isprintable():
        return text
    return "".join(_visible(sign) for sign in text)


def _visible(sign: str) -> str:
    hidden = unicodedata.category(sign) in ("Cc", "Cf", "Cs", "Zl", "Zp")
    return sign.encode("unicode_escape").decode("ascii") if hidden else sign


class InputError(Exception):
    """An input cannot be used. Holds every problem found in it, in the order of the file."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(problems, key=lambda p: (p.file, p.line, p.column)))
        super().__init__("\n".join(str(p) for p in self.problems))

"""Reading a whole condition: a line, or ``all``, ``any``, ``not`` and ``at_least`` over others."""

from collections.abc import Callable
from typing import Any, Final

from cardecide.engine.expression import ALWAYS, AllOf, AnyOf, AtLeast, Expression, Not
from cardecide.engine.known_conditions import KnownConditions
from cardecide.engine.lint_codes import LintCode
from cardecide.engine.parser import LineError, LineProblem, parse_line
from cardecide.reading.nearest import nearest

Path = tuple[str | int, ...]
"""Where a value stands in its document: keys and list positions from the top."""

Report = Callable[[Path, LineProblem], None]
"""Takes note of a problem; the reading goes on."""

COMBINATIONS: Final = ("all", "any", "not", "at_least")
_FORM: Final = "one line, or a map with one of all, any, not, at_least"


class ConditionReader:
    """Reads conditions and reports every problem in them, so that one run shows all."""

    def __init__(self, known: KnownConditions, report: Report) -> None:
        self._vocabulary = known.vocabulary
        self._report = report
        self._lines = known.lines

    def read(self, raw: Any, path: Path, *, always: bool = False) -> Expression | None:
        """The condition at ``path``, or None where it has a problem, which has then been reported.

        ``always`` allows the word of that name, for advice and outcomes that concern every patient.
        """
        if isinstance(raw, str):
            return ALWAYS if always and raw.strip() == "always" else self._line(raw, path)
        if isinstance(raw, dict) and len(raw) == 1:
            key, value = next(iter(raw.items()))
            match key:
                case "all" | "any":
                    parts = self._parts(value, (*path, key))
                    combine = AllOf if key == "all" else AnyOf
                    return None if parts is None else combine(parts)
                case "not":
                    part = self.read(value, (*path, key))
                    return None if part is None else Not(part)
                case "at_least":
                    return self._at_least(value, (*path, key))
            word = str(key)
            self._syntax(
                (*path, word), f"'{word}' does not combine conditions", near=nearest(word, COMBINATIONS)
            )
            return None
        self._syntax(path, "this is not a condition")
        return None

    def _line(self, text: str, path: Path) -> Expression | None:
        known = self._lines.get(text)
        if known is not None:
            return known
        try:
            expression = parse_line(text, self._vocabulary)
        except LineError as error:
            for problem in error.problems:
                self._report(path, problem)
            return None
        self._lines[text] = expression
        return expression

    def _parts(self, raw: Any, path: Path) -> tuple[Expression, ...] | None:
        if not isinstance(raw, list) or not raw:
            self._syntax(
                path, "a list of conditions is missing", expected="a list with at least one condition"
            )
            return None
        parts = [self.read(item, (*path, number)) for number, item in enumerate(raw)]
        return tuple(part for part in parts if part is not None) if None not in parts else None

    def _at_least(self, raw: Any, path: Path) -> Expression | None:
        form = "a map with n and of, such as {n: 2, of: [A, B, C]}"
        if not isinstance(raw, dict) or set(raw) != {"n", "of"}:
            self._syntax(path, "at_least is not complete", expected=form)
            return None
        parts = self._parts(raw["of"], (*path, "of"))
        n = raw["n"]
        if not isinstance(n, int) or isinstance(n, bool) or n < 1 or n > len(raw["of"] or ()):
            self._syntax(
                (*path, "n"),
                f"'{n}' is not possible here",
                expected="a number from 1 to the number of conditions",
            )
            return None
        return None if parts is None else AtLeast(n, parts)

    def _syntax(self, path: Path, message: str, *, expected: str = _FORM, near: str = "") -> None:
        self._report(path, LineProblem(LintCode.SYNTAX, message, 0, expected, near))

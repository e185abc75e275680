"""Reading one line of a condition: ``prior_lines >= 3``, ``exposed_classes includes all of [PI, IMiD]``.

Every name, value and unit is checked against the catalogue while it is read, and a threshold is converted
to the fact's own unit, so that nothing is left to discover when a patient is judged.
"""

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from cardecide.case.units import UnitError, convert
from cardecide.engine.expression import Compare, Expression, Includes, IsOneOf, Not, Operator, YesNoAtom
from cardecide.engine.lint_codes import LintCode
from cardecide.engine.vocabulary import Vocabulary, unit_of
from cardecide.facts.catalogue import FactDefinition
from cardecide.reading.nearest import nearest

_LINE: Final = re.compile(r"\s*(?P<no>not\s+)?(?P<fact>[^\s<>=≥≤!]+)\s*(?P<rest>.*?)\s*", re.DOTALL)
_COMPARE: Final = re.compile(
    r"(?P<op>>=|<=|==|>|<|=)\s*(?P<number>[+-]?\d+(?:\.\d+)?)\s*(?P<unit>.*)", re.DOTALL
)
_INCLUDES: Final = re.compile(r"includes\s+(?:(?P<mode>all|any)\s+of\s+)?(?P<list>.+)", re.DOTALL)
_IS: Final = re.compile(r"is\s+(?P<no>not\s+)?(?P<many>one\s+of\s+)?(?P<list>.+)", re.DOTALL)
_OPERATORS: Final[dict[str, Operator]] = {">=": ">=", ">": ">", "<=": "<=", "<": "<", "=": "=", "==": "="}

_SHOWN: Final = 16

_EXPECTED: Final = {
    "yes_no": "the name of the fact alone",
    "count": "a comparison with a whole number, such as '{name} >= 3'",
    "quantity": "a comparison with a number and its unit, such as '{name} >= 1 {unit}'",
    "choice": "'{name} is {value}' or '{name} is one of [{value}, …]'",
    "members": "'{name} includes {value}' or '{name} includes any of [{value}, …]'",
    "date": "a fact that counts days, weeks, months or years; a date cannot be compared",
}


@dataclass(frozen=True, slots=True)
class LineProblem:
    """What is wrong with one line, ``offset`` characters after its start."""

    code: LintCode
    message: str
    offset: int
    expected: str = ""
    nearest: str = ""


class LineError(Exception):
    """A line of a condition cannot be used; ``problems`` holds everything wrong with it."""

    def __init__(self, *problems: LineProblem) -> None:
        self.problems = problems
        super().__init__("; ".join(problem.message for problem in problems))


def parse_line(text: str, vocabulary: Vocabulary) -> Expression:
    """The condition that one line states. Raises LineError with every problem of the line."""
    match = _LINE.fullmatch(text)
    if not match:
        raise LineError(LineProblem(LintCode.SYNTAX, "the condition is empty", 0, "the name of a fact"))
    name = match["fact"]
    definition = vocabulary.get(name)
    if definition is None:
        raise LineError(
            LineProblem(
                LintCode.UNKNOWN_FACT,
                f"there is no fact '{name}'",
                match.start("fact"),
                nearest=nearest(name, vocabulary),
            )
        )
    expression = _parse_rest(definition, match["rest"], match.start("rest"))
    return Not(expression) if match["no"] else expression


def _parse_rest(definition: FactDefinition, rest: str, offset: int) -> Expression:
    name = definition.name
    if definition.kind == "yes_no" and not rest:
        return YesNoAtom(name)
    if definition.kind in ("count", "quantity") and (match := _COMPARE.fullmatch(rest)):
        return _comparison(definition, match, offset)
    if definition.kind == "members" and (match := _INCLUDES.fullmatch(rest)):
        mode = match["mode"]
        members = _names(definition, match["list"], offset + match.start("list"), many=mode is not None)
        return Includes(name, "single" if mode is None else "all" if mode == "all" else "any", members)
    if definition.kind == "choice" and (match := _IS.fullmatch(rest)):
        many = match["many"] is not None
        values = _names(definition, match["list"], offset + match.start("list"), many=many)
        return Not(IsOneOf(name, values)) if match["no"] else IsOneOf(name, values)
    value = next(iter(definition.values), "")
    expected = _EXPECTED[definition.kind].format(name=name, unit=unit_of(definition), value=value)
    said = f"'{rest}' cannot follow the fact '{name}'" if rest else f"the fact '{name}' cannot stand alone"
    raise LineError(LineProblem(LintCode.SYNTAX, said, offset if rest else 0, expected))


def _comparison(definition: FactDefinition, match: re.Match[str], offset: int) -> Compare:
    number, unit = Decimal(match["number"]), match["unit"]
    written = f"{match['number']} {unit}".strip()
    at = offset + match.start("unit" if unit else "number")
    comparison = Compare(definition.name, _OPERATORS[match["op"]], number, written)
    own = unit_of(definition)
    if definition.kind == "count" and number != number.to_integral_value():
        message = f"'{match['number']}' is not a whole number, and '{definition.name}' is a count"
        at = offset + match.start("number")
        raise LineError(LineProblem(LintCode.SYNTAX, message, at, "a whole number"))
    if unit == own:
        return _checked(definition, comparison, offset + match.start("number"))
    if not own:
        message = f"'{definition.name}' is a plain number, and '{unit}' is a unit"
        raise LineError(LineProblem(LintCode.UNIT_DOES_NOT_FIT, message, at, "no unit"))
    if not unit:
        message = f"the unit of '{definition.name}' is missing"
        raise LineError(LineProblem(LintCode.UNIT_DOES_NOT_FIT, message, at, f"a unit such as {own}"))
    try:
        converted = convert(number, unit, own, definition.name)
    except UnitError:
        message = f"the unit '{unit}' does not fit '{definition.name}'"
        problem = LineProblem(LintCode.UNIT_DOES_NOT_FIT, message, at, f"{own} or a unit that converts to it")
        raise LineError(problem) from None
    return _checked(definition, replace(comparison, threshold=converted), offset + match.start("number"))


def _checked(definition: FactDefinition, comparison: Compare, offset: int) -> Compare:
    if definition.plausible is None:
        return comparison
    low, high = definition.plausible
    if not low <= comparison.threshold <= high:
        message = f"the threshold {comparison.written} of '{definition.name}' is not plausible"
        expected = f"a value between {low} and {high} {unit_of(definition)}".rstrip()
        raise LineError(LineProblem(LintCode.THRESHOLD_IMPLAUSIBLE, message, offset, expected))
    return comparison


def _names(definition: FactDefinition, text: str, offset: int, *, many: bool) -> tuple[str, ...]:
    bracketed = text.startswith("[") and text.endswith("]")
    if many != bracketed:
        expected = "a list in brackets, such as [A, B]" if many else "one value without brackets"
        raise LineError(LineProblem(LintCode.SYNTAX, f"'{text}' does not fit here", offset, expected))
    inner = text[1:-1] if bracketed else text
    problems = []
    names = []
    position = offset + bracketed
    for part in inner.split(",") if bracketed else [inner]:
        name = part.strip()
        at = position + len(part) - len(part.lstrip())
        position += len(part) + 1
        if name in definition.values:
            names.append(name)
            continue
        message = f"'{name}' is not a value of '{definition.name}'" if name else "a value is missing"
        near = nearest(name, definition.values)
        expected = "" if near else "one of " + ", ".join(definition.values[:_SHOWN])
        problems.append(LineProblem(LintCode.UNKNOWN_VALUE, message, at, expected, near))
    if problems:
        raise LineError(*problems)
    return tuple(dict.fromkeys(names))

"""One laboratory test as one row: value, unit, date and upper limit of its newest entry, edited together.

An entry needs its value and its unit. Until both are there, what was typed is kept as drafts under
``labs[<test>].<part>``, and the case holds no value for the test.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from pydantic import ValidationError

from cardecide.case.findings import Lab
from cardecide.case.model import Case
from cardecide.language.message import Message, message
from cardecide.language.printed_units import printed_unit
from cardecide_ui.fields.date_text import DateTextError, read_date
from cardecide_ui.fields.number_text import NumberTextError, read_number, split_unit
from cardecide_ui.fields.vocabulary import Term
from cardecide_ui.view_models.state import Draft, EditState

PARTS = ("value", "unit", "date", "upper_limit")
_NOTHING: Mapping[str, str] = MappingProxyType({})
_SIGNS = ("<=", ">=", "≤", "≥", "<", ">")


@dataclass(frozen=True, slots=True)
class LabEntryChecks:
    """What deciding about an entry needs from outside: whether a unit fits a test."""

    unit_fits: Callable[[str, Term], bool]


def lab_path(test: str, part: str = "") -> str:
    """The path of a test's row, or of one part of it."""
    return f"labs[{test}].{part}" if part else f"labs[{test}]"


def newest_position(case: Case, test: str) -> int | None:
    """The position of the newest entry of a test; of two with the same date the later one; None: no entry."""
    found = [index for index, lab in enumerate(case.labs) if lab.test == test]
    dated = [index for index in found if case.labs[index].date is not None]
    return max(dated or found, key=lambda index: (str(case.labs[index].date), index), default=None)


def newest(case: Case, test: str) -> Lab | None:
    """The newest entry of a test."""
    position = newest_position(case, test)
    return None if position is None else case.labs[position]


def earlier_count(case: Case, test: str) -> int:
    """How many older entries of the test the case holds."""
    return max(0, sum(lab.test == test for lab in case.labs) - 1)


def change_part(
    state: EditState,
    term: Term,
    shown: Mapping[str, str],
    part: str,
    text: str,
    checks: LabEntryChecks,
    taken_over: Mapping[str, str] = _NOTHING,
) -> EditState:
    """The state after ``part`` of a test's row became ``text``; ``shown`` are all four texts before.

    ``taken_over`` are the unit and the date that a new value gets where it has none of its own; the row
    shows them at once.
    """
    if part == "value" and text.strip() and not shown["value"].strip():
        own = {name: said for name, said in shown.items() if said}
        shown = {**shown, **{name: said for name, said in taken_over.items() if said}, **own}
    texts = {**shown, part: text.strip()}
    texts["value"], typed_unit = split_unit(_without_sign(texts["value"])[1])
    sign = _without_sign(shown["value"] if part != "value" else text)[0]
    texts["unit"] = typed_unit or texts["unit"] or (term.unit if len(term.units) <= 1 else "")
    problems = _problems(texts, term, checks)
    lab = _possible_lab(term, sign, texts, problems) if texts["value"] else None
    changed = EditState(_with_lab(state.case, term.name, lab), state.drafts, lab_path(term.name, part))
    kept = {**shown, part: text}
    for name in PARTS:
        waits = lab is None and bool(kept[name].strip())
        draft = Draft(kept[name], problems.get(name)) if waits or name in problems else None
        changed = changed.with_draft(lab_path(term.name, name), draft)
    return changed


def _problems(texts: Mapping[str, str], term: Term, checks: LabEntryChecks) -> dict[str, Message]:
    problems: dict[str, Message] = {}
    for name in ("value", "upper_limit"):
        try:
            if texts[name] and read_number(texts[name]) < 0:
                problems[name] = message("window.problem.negative")
        except NumberTextError as error:
            problems[name] = message(f"window.problem.{error.args[0]}")
    if texts["value"] and not texts["unit"] and term.needs_unit:
        problems["unit"] = message("window.problem.unit_needed")
    elif texts["unit"] and not checks.unit_fits(texts["unit"], term):
        problems["unit"] = message("window.problem.unit", unit=texts["unit"], expected=term.unit)
    try:
        if texts["date"]:
            read_date(texts["date"])
    except DateTextError as error:
        problems["date"] = message(f"window.problem.{error.args[0]}")
    return problems


def _possible_lab(
    term: Term, sign: str, texts: Mapping[str, str], problems: dict[str, Message]
) -> Lab | None:
    """The entry, or None where its value or unit cannot be one; what is impossible joins the problems."""
    while not {"value", "unit"} & problems.keys():
        try:
            return _lab(term, sign, texts, problems)
        except ValidationError as error:
            part, told = _refused(error)
            if part in problems:
                part = "value"
            problems[part] = told
    return None


def _refused(error: ValidationError) -> tuple[str, Message]:
    """Which part was refused, and why: an impossible value comes with the range of possible ones."""
    context = error.errors(include_url=False)[0].get("ctx", {})
    named = str(context.get("field", ""))
    part = named if named in PARTS else "value"
    low, _, high = str(context.get("expected", "")).partition(" to ")
    if not high:
        return part, message("window.problem.not_allowed")
    return part, message("window.problem.bounds", low=_printed(low), high=_printed(high))


def _printed(amount: str) -> str:
    number, _, unit = amount.partition(" ")
    return f"{number} {printed_unit(unit)}".strip()


def _lab(term: Term, sign: str, texts: Mapping[str, str], problems: Mapping[str, Message]) -> Lab:
    given: dict[str, Any] = {"test": term.name, "value": read_number(texts["value"])}
    if texts["unit"]:
        given["unit"] = texts["unit"]
    if sign:
        given["comparator"] = {"≤": "<=", "≥": ">="}.get(sign, sign)
    if texts["date"] and "date" not in problems:
        given["date"] = read_date(texts["date"])
    if texts["upper_limit"] and "upper_limit" not in problems:
        given["upper_limit"] = read_number(texts["upper_limit"])
    return Lab.model_validate(given)


def _with_lab(case: Case, test: str, lab: Lab | None) -> Case:
    position = newest_position(case, test)
    labs = list(case.labs)
    if position is None:
        labs += [lab] if lab else []
    elif lab is None:
        del labs[position]
    else:
        before = labs[position]
        kept = {name: getattr(before, name) for name in before.model_fields_set}
        for name in ("value", "unit", "date", "upper_limit", "comparator"):
            kept.pop(name, None)
        if before.unit != lab.unit:
            kept.pop("lower_limit", None)  # a limit in another unit is none of this value
        new = {name: getattr(lab, name) for name in lab.model_fields_set}
        labs[position] = Lab.model_validate({**kept, **new})
    return case if tuple(labs) == case.labs else case.model_copy(update={"labs": tuple(labs)})


def _without_sign(text: str) -> tuple[str, str]:
    text = text.strip()
    for sign in _SIGNS:
        if text.startswith(sign):
            return sign, text[len(sign) :].strip()
    return "", text

"""Checks one record of the catalogue and makes a definition of it."""

from decimal import Decimal, InvalidOperation
from typing import Any, Final

from cardecide.case.abnormalities import abnormalities
from cardecide.case.conditions import conditions_of
from cardecide.case.drugs import all_drugs
from cardecide.case.units import UnitError, normalize
from cardecide.facts.catalogue.definition import GRADES, KINDS, FactDefinition, Source, Texts
from cardecide.language.text import LANGUAGES
from cardecide.reading.nearest import nearest
from cardecide.reading.problem import InputError, Problem

_REQUIRED: Final = ("kind", "label", "definition", "question", "source", "inputs", "field")
_BY_KIND: Final[dict[str, tuple[str, ...]]] = {
    "yes_no": (),
    "count": ("plausible",),
    "quantity": ("unit", "plausible"),
    "choice": ("values",),
    "members": ("values", "member_fact", "question_member"),
    "date": (),
}
_OPTIONAL: Final = ("derived", "after_infusion")
_ANSWERS: Final = {"yes": True, "no": False}


class _Record:
    """One record while it is read; collects what is wrong with it."""

    def __init__(self, name: str, raw: Any) -> None:
        self.name = name
        self.raw: dict[str, Any] = raw if isinstance(raw, dict) else {}
        self.problems: list[Problem] = []
        if not isinstance(raw, dict):
            self.wrong("", "this is not a record")

    def wrong(self, key: str, text: str, expected: str = "", near: str = "") -> None:
        field = f"{self.name}.{key}" if key else self.name
        self.problems.append(Problem(text, expected, near, field=field, code="catalogue"))

    def check_keys(self) -> None:
        kind = self.raw.get("kind")
        if kind not in _BY_KIND:
            self.wrong("kind", f"'{kind}' is no kind of fact", ", ".join(KINDS))
            return
        required = (*_REQUIRED, *_BY_KIND[kind])
        for key in required:
            if key not in self.raw:
                self.wrong(key, f"'{key}' is missing")
        for key in self.raw:
            if key not in required and key not in _OPTIONAL:
                self.wrong(key, f"'{key}' does not belong to a {kind} fact", "", nearest(key, required))

    def text(self, key: str) -> str:
        value = self.raw.get(key, "")
        if not isinstance(value, str):
            self.wrong(key, f"'{key}' is not a word")
            return ""
        return value

    def texts(self, key: str) -> Texts:
        value = self.raw.get(key)
        if not isinstance(value, dict) or set(value) != set(LANGUAGES) or not all(value.values()):
            self.wrong(key, f"'{key}' is not there in every language", ", ".join(LANGUAGES))
            return {}
        return value

    def answer(self, key: str, default: bool) -> bool:
        value = self.raw.get(key)
        if value is None:
            return default
        if value not in _ANSWERS:
            self.wrong(key, f"'{value}' is not an answer", "yes or no")
            return default
        return _ANSWERS[value]

    def words(self, key: str) -> tuple[str, ...]:
        value = self.raw.get(key, [])
        if not isinstance(value, list) or not value or len(set(value)) < len(value):
            self.wrong(key, f"'{key}' is not a list of different words")
            return ()
        return tuple(value)

    def unit(self) -> str:
        unit = self.text("unit")
        try:
            canonical = normalize(unit)
        except UnitError as error:
            self.wrong("unit", str(error))
            return unit
        if canonical != unit:
            self.wrong("unit", f"'{unit}' is not the canonical spelling", canonical)
        return unit

    def source(self) -> Source:
        value = self.raw.get("source")
        if not isinstance(value, dict) or set(value) != {"cite", "grade"} or value["grade"] not in GRADES:
            self.wrong("source", "the source is not complete", f"cite and grade ({', '.join(GRADES)})")
            return Source("", "")
        return Source(value["cite"], value["grade"])

    def plausible(self) -> tuple[Decimal, Decimal]:
        value = self.raw.get("plausible")
        try:
            low, high = (Decimal(end) for end in value or ())
        except (InvalidOperation, TypeError, ValueError):
            low = high = Decimal(0)
        if low >= high:
            self.wrong("plausible", "the plausible range is not two numbers", "[lowest, highest]")
        return low, high

    def values(self) -> tuple[tuple[str, ...], str]:
        """The vocabulary and the resource it comes from."""
        value = self.raw.get("values")
        if not isinstance(value, dict):
            return self.words("values"), ""
        resource = value.get("resource", "")
        match resource:
            case "drugs":
                return tuple(all_drugs()), "drugs"
            case "abnormalities":
                return tuple(abnormalities()), "abnormalities"
            case "conditions/neurology":
                return conditions_of("neurology"), "conditions"
            case "conditions/comorbidity":
                return conditions_of("comorbidity"), "conditions"
        self.wrong("values", f"'{resource}' is no vocabulary")
        return (), ""


def read_record(name: str, topic: str, raw: Any) -> FactDefinition:
    """The definition of the fact ``name``; raises InputError with all that is wrong with its record."""
    record = _Record(name, raw)
    record.check_keys()
    if record.problems:
        raise InputError(record.problems)
    kind = record.raw["kind"]
    values, vocabulary = record.values() if "values" in record.raw else ((), "")
    definition = FactDefinition(
        name=name,
        topic=topic,
        kind=kind,
        label=record.texts("label"),
        definition=record.texts("definition"),
        question=record.texts("question"),
        source=record.source(),
        inputs=record.words("inputs"),
        field=record.text("field"),
        unit=record.unit() if kind == "quantity" else "",
        values=values,
        vocabulary=vocabulary,
        member_fact=record.text("member_fact"),
        question_member=record.texts("question_member") if kind == "members" else None,
        plausible=record.plausible() if "plausible" in record.raw else None,
        derived=record.answer("derived", True),
        after_infusion=record.answer("after_infusion", False),
    )
    if kind == "members":
        for key, text in [("member_fact", record.raw["member_fact"]), *record.raw["question_member"].items()]:
            if "{member}" not in text:
                record.wrong("question_member", f"'{key}' does not say where the member goes", "{member}")
    if record.problems:
        raise InputError(record.problems)
    return definition

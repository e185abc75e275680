"""Puts the values of one row together into the plain data of a case, and knows where each came from."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from cardecide.case.conditions import conditions
from cardecide.case.units import convert
from cardecide.cohort.tables.cells import Entered, Lab, ReadColumn, claim_of
from cardecide.cohort.tables.mapping import ColumnMeaning
from cardecide.cohort.tables.targets import Target

_MEMBER_FACTS: Final = {"neurology": "neuro_history", "comorbidity": "comorbidities"}


@dataclass(frozen=True, slots=True)
class SourceColumn:
    """One column that means something: its cells as numbers of its texts, and how those were read."""

    name: str
    meaning: ColumnMeaning
    target: Target
    codes: Any
    texts: tuple[str, ...]
    read: ReadColumn

    def cell(self, row: int) -> str:
        """The text of a cell."""
        return self.texts[int(self.codes[row])]

    @property
    def unreadable(self) -> int:
        """How many cells cannot be read."""
        bad = {code for code, text in enumerate(self.texts) if text in self.read.faults}
        return sum(int(code) in bad for code in self.codes) if bad else 0

    @property
    def unknown(self) -> int:
        """How many cells say nothing."""
        nothing = {code for code, text in enumerate(self.texts) if self.read.values.get(text, text) is None}
        return sum(int(code) in nothing for code in self.codes) if nothing else 0


class CaseBuilder:
    """The plain data of one case while it is put together, and which column each entry came from."""

    def __init__(self, name: str) -> None:
        self.data: dict[str, Any] = {"id": name}
        self.joined = False
        """Whether two columns say something about one fact."""
        self._from: dict[str, SourceColumn] = {}
        self._labs: dict[str, dict[str, Any]] = {}
        self._limits: dict[str, tuple[SourceColumn, Lab]] = {}
        self._dates: dict[str, tuple[SourceColumn, str]] = {}

    def add(self, name: str, column: SourceColumn, value: Entered) -> None:
        """Take one value."""
        group, detail = column.target.group, column.target.detail
        match group:
            case "":
                self.data[name] = value
                self._from[name] = column
            case "labs":
                self._lab(detail, column, value)
            case "cytogenetics":
                tests = self.data.setdefault("cytogenetics", [])
                self._from[f"cytogenetics[{len(tests)}]"] = column
                tests.append({"abnormality": detail, "result": value})
            case "fact":
                self._fact(detail, column, value)
            case "condition":
                self._condition(detail, column, value)
            case _ if name == "extramedullary.kind":
                self._extramedullary(column, value)
            case _:
                self._field(name, column, value)

    def finish(self) -> dict[str, Any]:
        """The whole data; laboratory values with their dates and limits."""
        labs: list[dict[str, Any]] = []
        for test, lab in self._labs.items():
            place = f"labs[{len(labs)}]"
            self._from[place] = self._from.pop(f"labs:{test}")
            if test in self._dates:
                column, day = self._dates[test]
                lab["date"] = day
                self._from[f"{place}.date"] = column
            if test in self._limits:
                column, limit = self._limits[test]
                unit = lab["unit"] or limit.unit
                lab["upper_limit"] = str(convert(Decimal(limit.value), limit.unit, unit, test))
                self._from[f"{place}.upper_limit"] = column
            labs.append(lab)
        if labs:
            self.data["labs"] = labs
        return self.data

    def column_of(self, field: str) -> SourceColumn | None:
        """The column that an entry came from; the nearest enclosing entry counts."""
        while field:
            if field in self._from:
                return self._from[field]
            cut = max(field.rfind("."), field.rfind("["))
            field = field[:cut] if cut > 0 else ""
        return None

    def _lab(self, detail: str, column: SourceColumn, value: Entered) -> None:
        test, _, part = detail.partition(".")
        if part == "date":
            self._dates[test] = column, value
        elif part == "upper_limit":
            self._limits[test] = column, value
        else:
            entry = {"test": test, "value": value.value, "unit": value.unit}
            if column.meaning.upper_limit:
                entry["upper_limit"] = column.meaning.upper_limit
                if column.meaning.unit != value.unit:
                    limit = convert(
                        Decimal(column.meaning.upper_limit), column.meaning.unit, value.unit, test
                    )
                    entry["upper_limit"] = str(limit)
            self._labs[test] = entry
            self._from[f"labs:{test}"] = column

    def _fact(self, name: str, column: SourceColumn, value: Entered) -> None:
        self._claim(name, column, claim_of(value))

    def _condition(self, name: str, column: SourceColumn, value: Entered) -> None:
        fact = _MEMBER_FACTS[conditions()[name].topic]
        self._claim(fact, column, {"present" if value == "yes" else "absent": [name]})

    def _claim(self, name: str, column: SourceColumn, value: Any) -> None:
        stated = self.data.setdefault("stated", {})
        if isinstance(value, dict) and name in stated:
            self.joined = True
            value = {
                key: [*stated[name].get(key, []), *value.get(key, [])]
                for key in ("present", "absent")
                if stated[name].get(key) or value.get(key)
            }
        stated[name] = value
        self._from[f"stated.{name}"] = column

    def _extramedullary(self, column: SourceColumn, value: str) -> None:
        section = self.data.setdefault("extramedullary", {})
        section.setdefault("status", "absent" if value == "none" else "present")
        if value != "none":
            section["lesions"] = [{"kind": value}]
        self._from.setdefault("extramedullary.status", column)
        self._from["extramedullary.lesions[0]"] = column

    def _field(self, name: str, column: SourceColumn, value: Entered) -> None:
        place = self.data
        *groups, last = name.split(".")
        for group in groups:
            place = place.setdefault(group, {})
        place[last] = f"{value.value} {value.unit}".strip() if isinstance(value, Lab) else value
        self._from[name] = column

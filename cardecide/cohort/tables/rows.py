"""From the rows of a table and the meaning of its columns to cases. A bad row stops no other."""

from collections.abc import Iterator, Mapping

from pydantic import ValidationError

from cardecide.case.checks import conflicts
from cardecide.case.model import Case
from cardecide.case.problems import place_of, problems_of
from cardecide.cohort.tables.case_builder import CaseBuilder, SourceColumn
from cardecide.cohort.tables.cells import Entered, read_cells
from cardecide.cohort.tables.mapping import Mapping as TableMapping
from cardecide.cohort.tables.table import RowProblem, SetAside, Table, shown
from cardecide.cohort.tables.targets import ID, IGNORED, targets
from cardecide.facts.claims import read_claims
from cardecide.language.message import Message, message
from cardecide.reading.document import Document, dotted
from cardecide.reading.nearest import nearest
from cardecide.reading.problem import InputError, Problem


class Rows:
    """The rows of a table as cases; ``len`` is the number of rows that the table holds."""

    def __init__(self, table: Table, mapping: TableMapping) -> None:
        """Raises InputError where the mapping names a column that the table does not have."""
        self.table = table
        self.mapping = mapping
        self.columns = _mapped(table, mapping)
        self._id = next((one for one in self.columns if one.target.name == ID), None)

    def __len__(self) -> int:
        return len(self.table)

    def name(self, row: int) -> str:
        """What the patient of a row is called: the identifier, or the number of the row."""
        given = self._id.cell(row).strip() if self._id is not None else ""
        return given or f"row {self.table.rows[row]}"

    def case(self, row: int) -> Case | SetAside:
        """The case of a row, counted from 0, or the row set aside with everything that is wrong with it."""
        entered: dict[str, tuple[SourceColumn, Entered]] = {}
        problems: list[RowProblem] = []
        for column in self.columns:
            text = column.cell(row)
            fault = column.read.faults.get(text)
            if fault is not None:
                problems.append(self._problem(row, column, fault))
            elif (value := column.read.values[text]) is not None:
                entered[column.target.name] = column, value
        if problems and self.mapping.unreadable == "set aside":
            return self._set_aside(row, problems)
        case, more = self._case(row, entered)
        while case is None and self.mapping.unreadable == "unknown":
            wrong = {problem.column for problem in more}
            fewer = {name: one for name, one in entered.items() if one[0].name not in wrong}
            if len(fewer) == len(entered):
                break
            entered = fewer
            case, more = self._case(row, entered)
        return case if case is not None else self._set_aside(row, more)

    def cell_problems(self) -> Iterator[RowProblem]:
        """Every cell that cannot be read by itself, column by column."""
        for column in self.columns:
            if not column.read.faults:
                continue
            for row, code in enumerate(column.codes):
                text = column.texts[code]
                if (fault := column.read.faults.get(text)) is not None:
                    yield self._problem(row, column, fault)

    def same_ids(self) -> dict[str, list[int]]:
        """The identifiers that stand in several rows, with the numbers of those rows."""
        if self._id is None:
            return {}
        found: dict[str, list[int]] = {}
        for row, code in enumerate(self._id.codes):
            if self._id.texts[code]:
                found.setdefault(self._id.texts[code], []).append(self.table.rows[row])
        return {name: rows for name, rows in found.items() if len(rows) > 1}

    def _problem(self, row: int, column: SourceColumn, said: Message) -> RowProblem:
        return RowProblem(self.table.rows[row], column.name, said, shown(column.cell(row)))

    def _set_aside(self, row: int, problems: list[RowProblem]) -> SetAside:
        cells = tuple(str(cell) for cell in self.table.frame.iloc[row])
        return SetAside(self.table.rows[row], cells, tuple(problems))

    def _case(
        self, row: int, entered: Mapping[str, tuple[SourceColumn, Entered]]
    ) -> tuple[Case | None, list[RowProblem]]:
        builder = CaseBuilder(self.name(row))
        for name, (column, value) in entered.items():
            builder.add(name, column, value)
        data = builder.finish()
        try:
            case = Case.model_validate(data)
        except ValidationError as error:
            document = Document("", data)
            kinds = {dotted(place_of(one, data)): one["type"] for one in error.errors(include_url=False)}
            return None, [
                self._told(row, builder, one, kinds.get(one.field, ""))
                for one in problems_of(error, document)
            ]
        wrong = [
            self._told(row, builder, Problem(one.message, field=dotted(one.path), code=one.code))
            for one in conflicts(data)
        ]
        if builder.joined:  # every other claim was checked once for its column
            try:
                read_claims(case)
            except InputError as error:
                wrong += [self._told(row, builder, problem) for problem in error.problems]
        return (None, wrong) if wrong else (case, [])

    def _told(self, row: int, builder: "CaseBuilder", problem: Problem, kind: str = "") -> RowProblem:
        column = builder.column_of(problem.field)
        said = _said(problem, kind)
        cell = shown(column.cell(row)) if column is not None else ""
        return RowProblem(self.table.rows[row], column.name if column is not None else "", said, cell)


def _mapped(table: Table, mapping: TableMapping) -> tuple[SourceColumn, ...]:
    import pandas

    missing = [
        Problem(
            f"the table has no column '{name}'",
            "",
            nearest(name, table.columns),
            file=table.name,
            field=f"columns.{name}",
            code="no-column",
        )
        for name in mapping.columns
        if name not in table.columns
    ]
    if missing:
        raise InputError(missing)
    found = []
    for name, meaning in mapping.columns.items():
        if meaning.target == IGNORED:
            continue
        target = targets()[meaning.target]
        codes, texts = pandas.factorize(table.frame[name].astype(object), use_na_sentinel=False)
        known = tuple("" if text is None else str(text) for text in texts)
        found.append(SourceColumn(name, meaning, target, codes, known, read_cells(known, meaning, target)))
    return tuple(found)


def _said(problem: Problem, kind: str) -> Message:
    if problem.code in ("after-decision", "before-birth"):
        return message(f"cohort.row.{problem.code}")
    if kind == "string_too_long":
        return message("cohort.cell.too-long")
    if kind == "implausible" and problem.expected:
        return message("cohort.cell.implausible", expected=problem.expected)
    if problem.expected:
        return message("cohort.cell.does-not-fit", expected=problem.expected)
    return message("cohort.cell.not-this")

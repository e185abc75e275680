"""Reads the criteria, sources and printed statements of a pack and collects what is wrong with them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from typing import Any, Final

from cardecide.engine import pack_file as files
from cardecide.engine.citation import Citation, Source
from cardecide.engine.condition import ConditionReader, Path
from cardecide.engine.known_conditions import KnownConditions
from cardecide.engine.lint_codes import LintCode
from cardecide.engine.pack import Criterion, EvidenceRow, Place, PrintedFact, Products, Version
from cardecide.engine.parser import LineProblem
from cardecide.engine.source_text import place_in_source
from cardecide.reading.document import Document
from cardecide.reading.nearest import nearest
from cardecide.reading.problem import Problem

ROLES: Final[Mapping[str, tuple[files.Role, ...]]] = {
    "label": ("include", "exclude", "hold", "caution"),
    "trial": ("include", "exclude"),
    "guidance": ("caution", "favor", "advise", "hold"),
}
"""The roles that the criteria of each kind of pack may have; the first is that of a bare check by hand."""

_ALL_ROLES: Final[tuple[files.Role, ...]] = (
    "include",
    "exclude",
    "hold",
    "caution",
    "favor",
    "advise",
    "applies",
)


class CriterionReader:
    """Reads the parts of one pack; ``problems`` holds everything found wrong so far."""

    def __init__(
        self,
        document: Document,
        known: KnownConditions,
        sources: Mapping[str, files.SourceFile],
    ) -> None:
        self.problems: list[Problem] = []
        self.sources = {
            key: Source(
                key, file.cite, file.grade, file.doi, file.registry, file.url, file.checked, file.note
            )
            for key, file in sources.items()
        }
        self._document = document
        self._conditions = ConditionReader(known, self._line_problem)

    def versions(self, versions: Sequence[files.VersionFile], path: Path, kind: str) -> tuple[Version, ...]:
        """The dated versions of a label or trial, in the order of the file."""
        return tuple(
            Version(
                version.start,
                version.until,
                self._criteria(version.criteria, (*path, number, "criteria"), kind),
                self._place((*path, number)),
                version.indication,
                self.printed(version.facts_printed, (*path, number, "facts_printed")),
                version.note,
            )
            for number, version in enumerate(versions)
        )

    def undated(self, criteria: Sequence[files.CriterionFile], kind: str) -> Version:
        """The criteria of a pack without dates, as its one version."""
        path = ("criteria",)
        return Version(None, None, self._criteria(criteria, path, kind), self._place(path))

    def rows(self, rows: Sequence[files.EvidenceRowFile], product: str | None) -> tuple[EvidenceRow, ...]:
        """The outcome rows of an evidence pack; ``product`` is that of rows that name none."""
        self._unique((row.id for row in rows), ("rows",))
        return tuple(self._row(row, ("rows", number), product) for number, row in enumerate(rows))

    def printed(self, facts: Sequence[files.PrintedFactFile], path: Path) -> tuple[PrintedFact, ...]:
        """The statements to be printed as they are."""
        self._unique((fact.id for fact in facts), path)
        return tuple(
            PrintedFact(fact.id, fact.text, self._citations(fact.source, (*path, number)))
            for number, fact in enumerate(facts)
        )

    def problem(self, path: Path, code: LintCode, message: str, expected: str = "", near: str = "") -> None:
        """Take note of a problem with the value at ``path``."""
        self.problems.append(self._document.problem(path, message, expected, near, code=code))

    def _criteria(
        self, criteria: Sequence[files.CriterionFile], path: Path, kind: str
    ) -> tuple[Criterion, ...]:
        self._unique((criterion.id for criterion in criteria), path)
        read = (self._criterion(criterion, (*path, i), kind) for i, criterion in enumerate(criteria))
        return tuple(criterion for criterion in read if criterion is not None)

    def _criterion(self, file: files.CriterionFile, path: Path, kind: str) -> Criterion | None:
        role = self._role(file, path, kind)
        if role is None:
            return None
        raw = getattr(file, role)
        condition = None
        if raw is not None:
            condition = self._conditions.read(raw, (*path, role), always=role == "advise")
        return Criterion(
            file.id,
            file.text,
            role,
            condition,
            self._citations(file.source, path),
            self._place(path),
            file.encoded,
            file.weight,
            file.why,
            file.action,
            file.topic,
            products(file.applies_to),
            file.settings,
            file.note,
        )

    def _role(self, file: files.CriterionFile, path: Path, kind: str) -> files.Role | None:
        given = [role for role in _ALL_ROLES if getattr(file, role) is not None]
        allowed = ROLES[kind]
        if len(given) > 1 or (not given and file.encoded != "by_hand"):
            message = "the criterion has several conditions" if given else "the criterion has no condition"
            expected = "one of " + ", ".join(allowed) + ("" if given else ", or 'encoded: by_hand'")
            self.problem(path, LintCode.SYNTAX, message, expected)
            return None
        role = given[0] if given else file.role or allowed[0]
        if given and file.role is not None:
            self.problem((*path, "role"), LintCode.SYNTAX, "'role' is for checks by hand without a condition")
        if role not in allowed:
            at = (*path, role) if given else (*path, "role")
            message = f"'{role}' has no place in a {kind} pack"
            self.problem(at, LintCode.SYNTAX, message, "one of " + ", ".join(allowed))
            return None
        return role

    def _row(self, row: files.EvidenceRowFile, path: Path, product: str | None) -> EvidenceRow:
        condition = None
        if row.applies is None:
            expected = "applies: a condition, or always"
            self.problem(path, LintCode.SYNTAX, "the row does not say whom it describes", expected)
        else:
            condition = self._conditions.read(row.applies, (*path, "applies"), always=True)
        citations = self._citations(row.source, path)
        text = row.text or row.population
        return EvidenceRow(
            row.id,
            row.text,
            row.population,
            row.n,
            row.outcomes,
            row.product or product,
            Criterion(row.id, text, "applies", condition, citations, self._place(path)),
            row.follow_up,
            row.note,
        )

    def _citations(self, references: Sequence[files.SourceReference], path: Path) -> tuple[Citation, ...]:
        if not references:
            expected = f"source: one of {', '.join(self.sources)}" if self.sources else "a source"
            self.problem(path, LintCode.MISSING_SOURCE, "the source is missing", expected)
        found = []
        for reference in references:
            source = self.sources.get(reference.key)
            if source is not None:
                found.append(Citation(source, reference.place))
                continue
            message = f"the pack lists no source '{reference.key}'"
            near = nearest(reference.key, self.sources)
            expected = "" if near else "one of " + ", ".join(self.sources)
            self.problem((*path, "source"), LintCode.UNRESOLVED_SOURCE, message, expected, near)
        return tuple(found)

    def _unique(self, identifiers: Iterable[str], path: Path) -> None:
        seen = set()
        for number, identifier in enumerate(identifiers):
            if identifier in seen:
                message = f"the identifier '{identifier}' is used twice"
                self.problem((*path, number, "id"), LintCode.DUPLICATE_ID, message, "each one once")
            seen.add(identifier)

    def _place(self, path: Path) -> Place:
        return Place(self._document.file, *self._document.position(path))

    @cached_property
    def _lines(self) -> list[str]:
        """The lines of the file, split once however many of its conditions are wrong."""
        return self._document.text.splitlines()

    def _line_problem(self, path: Path, problem: LineProblem) -> None:
        value: Any = self._document.value
        for part in path:
            value = value[part]
        line, column = self._document.position(path)
        if isinstance(value, str):
            line, column = place_in_source(self._lines, (line, column), value, problem.offset)
        said = self._document.problem(
            path, problem.message, problem.expected, problem.nearest, code=problem.code
        )
        self.problems.append(replace(said, line=line, column=column))


def products(written: str | list[str] | None) -> Products:
    """The products of ``applies_to``; None where it says ``all`` or nothing."""
    return tuple(written) if isinstance(written, list) else None

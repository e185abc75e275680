"""SQL as a tree that is written out at the end: names and texts are quoted in one place and never pasted.

Only what DuckDB and Spark SQL understand alike is here; they differ in how they quote.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import isinf, isnan
from typing import Literal

Operator = Literal[">=", ">", "<=", "<", "="]
Type = Literal["BOOLEAN", "DOUBLE", "TINYINT", "STRING"]


@dataclass(frozen=True)
class Dialect:
    """How names and texts are quoted: ``escape`` is what stands before a quotation mark inside a text."""

    name: str
    quote: str
    escape: str

    def quoted(self, name: str) -> str:
        """A name."""
        return f"{self.quote}{name.replace(self.quote, self.quote * 2)}{self.quote}"

    def text(self, text: str) -> str:
        """A text. Where a backslash escapes, it is itself escaped."""
        if self.escape == "\\":
            text = text.replace("\\", "\\\\")
        return "'" + text.replace("'", f"{self.escape}'") + "'"


DUCKDB = Dialect("duckdb", '"', "'")
SPARK = Dialect("spark", "`", "\\")


class Sql:
    """An expression."""

    def write(self, dialect: Dialect) -> str:
        """Its text, in parentheses where it needs them inside another expression."""
        raise NotImplementedError


@dataclass(frozen=True)
class Column(Sql):
    """A column of the table below."""

    name: str

    def write(self, dialect: Dialect) -> str:
        """The quoted name."""
        return dialect.quoted(self.name)


@dataclass(frozen=True)
class Literally(Sql):
    """A value. Numbers are written so that both engines take them for doubles, and in full."""

    value: bool | int | float | str | date

    def write(self, dialect: Dialect) -> str:
        """The value."""
        match self.value:
            case bool():
                return "TRUE" if self.value else "FALSE"
            case int():
                return str(self.value)
            case float() if isnan(self.value) or isinf(self.value):
                return f"CAST({dialect.text(str(self.value))} AS DOUBLE)"
            case float():
                text = repr(self.value)
                return text if "e" in text else f"{text}e0"
            case date():
                return f"DATE {dialect.text(self.value.isoformat())}"
            case str():
                return dialect.text(self.value)


@dataclass(frozen=True)
class Nothing(Sql):
    """NULL of a type."""

    type: Type

    def write(self, dialect: Dialect) -> str:
        """NULL."""
        return f"CAST(NULL AS {self.type})"


@dataclass(frozen=True)
class Joined(Sql):
    """Parts joined by AND, OR or +; at least one."""

    word: Literal["AND", "OR", "+"]
    parts: tuple[Sql, ...]

    def write(self, dialect: Dialect) -> str:
        """The parts in parentheses."""
        return "(" + f" {self.word} ".join(part.write(dialect) for part in self.parts) + ")"


@dataclass(frozen=True)
class Negated(Sql):
    """NOT."""

    part: Sql

    def write(self, dialect: Dialect) -> str:
        """NOT and the part."""
        return f"(NOT {self.part.write(dialect)})"


@dataclass(frozen=True)
class Compared(Sql):
    """Two values compared."""

    left: Sql
    operator: Operator
    right: Sql

    def write(self, dialect: Dialect) -> str:
        """The comparison in parentheses."""
        return f"({self.left.write(dialect)} {self.operator} {self.right.write(dialect)})"


@dataclass(frozen=True)
class OneOf(Sql):
    """Whether a value is one of several."""

    value: Sql
    members: tuple[Sql, ...]

    def write(self, dialect: Dialect) -> str:
        """IN."""
        members = ", ".join(one.write(dialect) for one in self.members)
        return f"({self.value.write(dialect)} IN ({members}))"


@dataclass(frozen=True)
class Case(Sql):
    """The value beside the first condition that holds; NULL where none does and there is no other."""

    whens: tuple[tuple[Sql, Sql], ...]
    otherwise: Sql | None = None

    def write(self, dialect: Dialect) -> str:
        """CASE."""
        if not self.whens and self.otherwise is not None:
            return self.otherwise.write(dialect)
        whens = " ".join(
            f"WHEN {test.write(dialect)} THEN {value.write(dialect)}" for test, value in self.whens
        )
        rest = "" if self.otherwise is None else f" ELSE {self.otherwise.write(dialect)}"
        return f"CASE {whens}{rest} END"


@dataclass(frozen=True)
class Called(Sql):
    """A function of SQL; ``name`` is written by this program only."""

    name: Literal["ISNAN", "COALESCE", "CONCAT_WS"]
    arguments: tuple[Sql, ...]

    def write(self, dialect: Dialect) -> str:
        """The call."""
        return f"{self.name}({', '.join(one.write(dialect) for one in self.arguments)})"


@dataclass(frozen=True)
class Cast(Sql):
    """A value as another type."""

    value: Sql
    type: Type

    def write(self, dialect: Dialect) -> str:
        """CAST."""
        return f"CAST({self.value.write(dialect)} AS {self.type})"


def conjunction(parts: Sequence[Sql]) -> Sql:
    """AND of any number of parts; true where there are none."""
    return _joined("AND", parts, empty=True)


def disjunction(parts: Sequence[Sql]) -> Sql:
    """OR of any number of parts; false where there are none."""
    return _joined("OR", parts, empty=False)


def total(parts: Sequence[Sql]) -> Sql:
    """The sum of at least one number."""
    return parts[0] if len(parts) == 1 else Joined("+", tuple(parts))


def _joined(word: Literal["AND", "OR"], parts: Sequence[Sql], *, empty: bool) -> Sql:
    if not parts:
        return Literally(empty)
    return parts[0] if len(parts) == 1 else Joined(word, tuple(parts))


def select(columns: Sequence[tuple[str, Sql]], source: str, dialect: Dialect, *, keep: bool = False) -> str:
    """A SELECT of named columns from a source that is already SQL; ``keep`` keeps the source's own before."""
    listed = ["*"] if keep else []
    listed += [f"{value.write(dialect)} AS {dialect.quoted(name)}" for name, value in columns]
    return "SELECT\n  " + ",\n  ".join(listed) + f"\nFROM {source}"

"""The closed list of what the linter can say. Each code has a page of its name in ``docs/linter``."""

from enum import StrEnum
from typing import Final, Literal

Severity = Literal["error", "warning"]


class LintCode(StrEnum):
    """A stable name for one kind of fault in a rule pack."""

    SYNTAX = "syntax"
    UNKNOWN_KEY = "unknown-key"
    UNKNOWN_FACT = "unknown-fact"
    UNKNOWN_VALUE = "unknown-value"
    UNIT_DOES_NOT_FIT = "unit-does-not-fit"
    THRESHOLD_IMPLAUSIBLE = "threshold-implausible"
    CONTRADICTION = "contradiction"
    NEVER_TRUE = "never-true"
    ALWAYS_TRUE = "always-true"
    DUPLICATE_ID = "duplicate-id"
    TRUE_ON_EMPTY_CASE = "true-on-empty-case"
    MISSING_SOURCE = "missing-source"
    UNRESOLVED_SOURCE = "unresolved-source"
    VERSION_OVERLAP = "version-overlap"
    VERSION_GAP = "version-gap"
    WEAK_SOURCE_DECIDING = "weak-source-deciding"
    TEXT_SAYS_ANOTHER_NUMBER = "text-says-another-number"
    CHANGED_WITHOUT_VERSION = "changed-without-version"

    @property
    def severity(self) -> Severity:
        """``error``: the pack does not load. ``warning``: it loads, and the check says so."""
        return "warning" if self in _WARNINGS else "error"

    @property
    def summary(self) -> str:
        """What is wrong, in one line."""
        return SUMMARIES[self]


_WARNINGS: Final = frozenset(
    {
        LintCode.VERSION_GAP,
        LintCode.WEAK_SOURCE_DECIDING,
        LintCode.TEXT_SAYS_ANOTHER_NUMBER,
        LintCode.CHANGED_WITHOUT_VERSION,
    }
)

SUMMARIES: Final[dict[LintCode, str]] = {
    LintCode.SYNTAX: "The text is not in the rule language",
    LintCode.UNKNOWN_KEY: "A key that packs do not have",
    LintCode.UNKNOWN_FACT: "A condition names a fact that the catalogue does not have",
    LintCode.UNKNOWN_VALUE: "A condition names a value that the fact cannot have",
    LintCode.UNIT_DOES_NOT_FIT: "The unit of a threshold is missing or does not measure the fact",
    LintCode.THRESHOLD_IMPLAUSIBLE: "A threshold lies outside what is plausible for the fact",
    LintCode.CONTRADICTION: "No patient can meet all criteria of the version at once",
    LintCode.NEVER_TRUE: "A condition, or a part of it, can never be true",
    LintCode.ALWAYS_TRUE: "A condition, or a part of it, is true whatever the facts are",
    LintCode.DUPLICATE_ID: "The same identifier is used twice",
    LintCode.TRUE_ON_EMPTY_CASE: "A patient about whom nothing is known would be eligible",
    LintCode.MISSING_SOURCE: "A criterion names no source",
    LintCode.UNRESOLVED_SOURCE: "A criterion names a source that the pack does not list",
    LintCode.VERSION_OVERLAP: "Two versions are in force on the same day",
    LintCode.VERSION_GAP: "No version is in force between two versions",
    LintCode.WEAK_SOURCE_DECIDING: "A criterion that decides a status rests on a weakly checked source",
    LintCode.TEXT_SAYS_ANOTHER_NUMBER: "The text of a criterion and its condition name different numbers",
    LintCode.CHANGED_WITHOUT_VERSION: "The content of a pack changed and its revision did not",
}

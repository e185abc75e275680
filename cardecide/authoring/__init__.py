"""Editing rules safely: checks while one types, guided changes, drafts and their life, signed bundles.

The window and the command line use what is listed here; ``docs/local-rules.md`` explains it. Nothing here
reads a clock or opens a network connection.
"""

from cardecide.authoring.bundle import (
    Bundle,
    BundledPack,
    export_bundle,
    import_bundle,
    read_bundle,
)
from cardecide.authoring.checking import CheckedText, QuickFix, TextProblem, check, check_text
from cardecide.authoring.completion import Completion, CompletionKind, complete
from cardecide.authoring.editable import EditableValue, editable_values, find_value, mentions
from cardecide.authoring.effects import CaseImpact, case_effect, impact_over, with_pack
from cardecide.authoring.guided_edit import edit_value, raise_revision, value_edit
from cardecide.authoring.hover import Hover, hover
from cardecide.authoring.local_rules import EditConflictError, LocalRules
from cardecide.authoring.missing_values import missing_values
from cardecide.authoring.outline import folds, tidy
from cardecide.authoring.pack_trials import TestOutcome, TestsOutcome, run_pack_tests
from cardecide.authoring.problems import RulesError
from cardecide.authoring.readable import ReadablePack, ReadableRow, ReadableVersion, readable
from cardecide.authoring.records import Action, Entry, LocalPack, Revision, Standing, Unfinished
from cardecide.authoring.signing_key import PublicKey, SigningKey
from cardecide.authoring.text_ranges import (
    TextEdit,
    TextRange,
    apply_edits,
    from_utf16,
    line_column,
    offset_at,
    to_utf16,
)
from cardecide.authoring.trusted_keys import TrustedKey, TrustedKeys
from cardecide.authoring.where_used import Hit, Use, search_packs, where_used

__all__ = [
    "Action",
    "Bundle",
    "BundledPack",
    "CaseImpact",
    "CheckedText",
    "Completion",
    "CompletionKind",
    "EditConflictError",
    "EditableValue",
    "Entry",
    "Hit",
    "Hover",
    "LocalPack",
    "LocalRules",
    "PublicKey",
    "QuickFix",
    "ReadablePack",
    "ReadableRow",
    "ReadableVersion",
    "Revision",
    "RulesError",
    "SigningKey",
    "Standing",
    "TestOutcome",
    "TestsOutcome",
    "TextEdit",
    "TextProblem",
    "TextRange",
    "TrustedKey",
    "TrustedKeys",
    "Unfinished",
    "Use",
    "apply_edits",
    "case_effect",
    "check",
    "check_text",
    "complete",
    "edit_value",
    "editable_values",
    "export_bundle",
    "find_value",
    "folds",
    "from_utf16",
    "hover",
    "impact_over",
    "import_bundle",
    "line_column",
    "mentions",
    "missing_values",
    "offset_at",
    "raise_revision",
    "read_bundle",
    "readable",
    "run_pack_tests",
    "search_packs",
    "tidy",
    "to_utf16",
    "value_edit",
    "where_used",
    "with_pack",
]

"""The case library: cases, their revisions and unsaved work in one encrypted file."""

from cardecide.store.key import Key
from cardecide.store.library import Library
from cardecide.store.problems import LibraryError
from cardecide.store.records import Autosave, AutosaveRow, CaseFilter, CaseRow, Revision, StoredCase
from cardecide.store.revisions import Entry

__all__ = [
    "Autosave",
    "AutosaveRow",
    "CaseFilter",
    "CaseRow",
    "Entry",
    "Key",
    "Library",
    "LibraryError",
    "Revision",
    "StoredCase",
]

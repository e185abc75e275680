"""The files that the cohort page asks for. Tests put their own answers in the place of these dialogs."""

from pathlib import Path
from typing import Protocol

from PySide6.QtWidgets import QFileDialog, QWidget

from cardecide_ui.texts import Texts


class CohortFiles(Protocol):
    """What the page may ask."""

    def table(self) -> Path | None:
        """Which table to open."""

    def mapping(self) -> Path | None:
        """Which mapping to take."""

    def folder_of_rules(self) -> Path | None:
        """Which folder of rules to compare with."""

    def write(self, suggested: str, kind: str) -> Path | None:
        """Where to write something of a kind (yaml, csv, xlsx, parquet, svg, png, pdf)."""


class FileDialogs:
    """The dialogs of the window."""

    def __init__(self, texts: Texts, parent: QWidget) -> None:
        self._texts, self._parent = texts, parent

    def table(self) -> Path | None:
        """Ask for a table."""
        kinds = self._texts("cohort.file.tables")
        name, _ = QFileDialog.getOpenFileName(self._parent, self._texts("cohort.open"), "", kinds)
        return Path(name) if name else None

    def mapping(self) -> Path | None:
        """Ask for a mapping."""
        kinds = self._texts("cohort.file.mappings")
        name, _ = QFileDialog.getOpenFileName(self._parent, self._texts("cohort.load_mapping"), "", kinds)
        return Path(name) if name else None

    def folder_of_rules(self) -> Path | None:
        """Ask for a folder of rules."""
        name = QFileDialog.getExistingDirectory(self._parent, self._texts("cohort.rules.folder"))
        return Path(name) if name else None

    def write(self, suggested: str, kind: str) -> Path | None:
        """Ask where to write; the dialog asks before it replaces a file."""
        kinds = f"{kind.upper()} (*.{kind})"
        name, _ = QFileDialog.getSaveFileName(self._parent, self._texts("cohort.export"), suggested, kinds)
        if not name:
            return None
        path = Path(name)
        return path if path.suffix else path.with_suffix(f".{kind}")

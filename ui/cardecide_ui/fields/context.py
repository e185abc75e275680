"""What every field of one form shares: the session, the texts, and the rows by path."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Protocol

from cardecide_ui.palettes import LIGHT, Colors
from cardecide_ui.texts import Texts
from cardecide_ui.view_models.page_state import PageState
from cardecide_ui.view_models.paths import is_under
from cardecide_ui.view_models.session import CaseSession


class Row(Protocol):
    """A row of the form that shows one path of the case."""

    def refresh(self) -> None:
        """Show the session's state."""

    def focus(self) -> None:
        """Take the cursor."""


@dataclass
class FormContext:
    """Handed to every widget of a form."""

    session: CaseSession
    texts: Texts
    state: PageState = field(default_factory=PageState)
    colors: Colors = LIGHT
    rows: dict[str, Row] = field(default_factory=dict)

    def add(self, path: str, row: Row) -> None:
        """Make a row known under the path it shows."""
        self.rows[path] = row

    def path_of(self, widget: object) -> str:
        """The path of a row; empty where the widget is none."""
        return next((path for path, row in self.rows.items() if row is widget), "")

    def drop_entries(self, list_path: str) -> None:
        """Forget the rows inside the entries of a list, because their widgets go."""
        for path in [path for path in self.rows if path.startswith(f"{list_path}[")]:
            del self.rows[path]

    def touched_by(self, path: str) -> list[Row]:
        """The rows of the part of the case that ``path`` lies in; every row where it is empty."""
        part = part_of(path)
        rows = (row for known, row in self.rows.items() if not part or part_of(known) == part)
        return list({id(row): row for row in rows}.values())

    def under(self, parent: str) -> Iterator[Row]:
        """The rows at or below a path, in reading order."""
        return (row for path, row in self.rows.items() if is_under(path, parent))


@cache
def part_of(path: str) -> str:
    """The first step of a path; each laboratory test is a part of its own."""
    if path.startswith("labs["):
        return path.split("]", maxsplit=1)[0]
    return re.split(r"[.\[#]", path, maxsplit=1)[0]

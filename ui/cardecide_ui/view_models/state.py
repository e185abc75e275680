"""One moment of editing: the case, and what was typed that the case cannot hold yet."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from cardecide.case.model import Case
from cardecide.language.message import Message

_NONE: Mapping[str, "Draft"] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Draft:
    """Text kept as it was typed. With a ``problem`` it is wrong; without one it only waits for more."""

    text: str
    problem: Message | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where a case stands in the library: its number there, and the revision that is being edited."""

    number: int
    revision: int


@dataclass(frozen=True, slots=True)
class EditState:
    """A case with its drafts by path. ``touched`` is the path of the edit that led here."""

    case: Case
    drafts: Mapping[str, Draft] = field(default_factory=lambda: _NONE)
    touched: str = ""

    def with_draft(self, path: str, draft: Draft | None) -> "EditState":
        """The same state with the draft at ``path`` replaced, or dropped where it is None."""
        drafts = {key: kept for key, kept in self.drafts.items() if key != path}
        if draft is not None:
            drafts[path] = draft
        return EditState(self.case, drafts, path)

    def with_renamed_drafts(self, rename: Callable[[str], str | None]) -> "EditState":
        """The same state with every draft under its new path; a path of None drops the draft."""
        drafts = {new: kept for old, kept in self.drafts.items() if (new := rename(old)) is not None}
        return EditState(self.case, drafts, self.touched)

    @property
    def problems(self) -> dict[str, Message]:
        """What is wrong, by path, in the order it was typed."""
        return {path: draft.problem for path, draft in self.drafts.items() if draft.problem is not None}

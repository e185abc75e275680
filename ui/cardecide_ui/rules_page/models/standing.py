"""What a pack's row in the list says of it: where it comes from and how far a change of it has come."""

from dataclasses import dataclass
from typing import Literal

from cardecide.authoring import LocalPack
from cardecide.engine.pack import Kind, Pack
from cardecide.language.text import Language, in_language

State = Literal["bundled", "draft", "tested", "reviewed", "in_force"]


@dataclass(frozen=True, slots=True)
class PackRow:
    """One pack of the list.

    ``changed`` says that the text in this window differs from what is saved; ``errors`` counts its errors.
    ``earlier_in_force``: while the present text is not in force, an earlier one is.
    """

    id: str
    kind: Kind
    place: str
    title: str
    state: State
    changed: bool = False
    errors: int = 0
    warnings: int = 0
    earlier_in_force: bool = False

    @property
    def group(self) -> tuple[str, str]:
        """The kind, and for labels the jurisdiction."""
        return self.kind, self.place if self.kind == "label" else ""


def pack_row(
    pack: Pack,
    local: LocalPack | None,
    language: Language,
    *,
    changed: bool = False,
    errors: int = 0,
    warnings: int = 0,
) -> PackRow:
    """The row of a pack; ``local`` is the local one of its id."""
    place = pack.jurisdiction or " ".join(pack.jurisdictions)
    state: State = "bundled" if local is None or not local.sequence else local.standing
    earlier = local is not None and state in ("draft", "tested", "reviewed") and bool(local.in_force)
    title = in_language(pack.title, language)
    if pack.kind == "label" and pack.product:
        title = f"{pack.product} · {title}"
    return PackRow(pack.id, pack.kind, place, title, state, changed, errors, warnings, earlier)

"""What changed between two rulebooks, criterion by criterion."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Final, Literal

from cardecide.engine.flat_text import flat
from cardecide.engine.pack import Criterion, Pack
from cardecide.engine.rulebook import Rulebook

CriterionKey = tuple[str, str]
"""The first day of the version (empty where there is none) and the criterion's id."""

_COMPARED_APART: Final = frozenset({"id", "kind", "file", "sha256", "sources", "versions", "rows"})
_OF_A_VERSION: Final = frozenset({"start", "criteria"})
_OF_A_CRITERION: Final = frozenset({"id", "citations"})


@dataclass(frozen=True, slots=True)
class Change:
    """One difference; ``what`` names the part that changed, ``old`` and ``new`` are its texts, if any."""

    kind: Literal["added", "removed", "changed"]
    pack: str
    version: str = ""
    criterion: str = ""
    what: str = ""
    old: str = ""
    new: str = ""

    def __str__(self) -> str:
        name = self.pack + (f" ({self.version})" if self.version else "")
        name += f": {self.criterion}" if self.criterion else ""
        return f"{name}: {self.said}"

    @property
    def said(self) -> str:
        """What happened, without the name of the pack and the criterion."""
        if self.kind != "changed":
            return f"{self.kind}: {self.new or self.old}" if self.new or self.old else self.kind
        if not (self.old or self.new):
            return f"{self.what} changed"
        return f"{self.what}: {self.old or 'nothing'} → {self.new or 'nothing'}"

    def as_dict(self) -> dict[str, str]:
        """The change as plain data."""
        return asdict(self)


def diff(old: Rulebook, new: Rulebook) -> list[Change]:
    """The differences in order of packs, versions and criteria; none for packs with the same content."""
    changes: list[Change] = []
    for pack in sorted(old.packs.keys() | new.packs.keys()):
        before, after = old.packs.get(pack), new.packs.get(pack)
        if before is None:
            changes.append(Change("added", pack))
        elif after is None:
            changes.append(Change("removed", pack))
        elif before.sha256 != after.sha256:
            found = list(_pack_changes(before, after))
            changes += found or [Change("changed", pack, what="content")]
    return changes


def _pack_changes(old: Pack, new: Pack) -> Iterator[Change]:
    yield from _parts(old.id, "", "", _of_pack(old), _of_pack(new))
    old_versions, new_versions = _versions(old), _versions(new)
    for start in sorted(old_versions.keys() | new_versions.keys()):
        was, now = old_versions.get(start), new_versions.get(start)
        if was is not None and now is not None:
            yield from _parts(old.id, start, "", was, now)
        elif start:  # a pack without dates has one version whose criteria say it all
            yield Change("added" if was is None else "removed", old.id, start)
    before, after = _criteria(old), _criteria(new)
    for version, criterion in sorted(before.keys() | after.keys()):
        yield from _criterion_changes(
            new.id, version, criterion, before.get((version, criterion)), after.get((version, criterion))
        )
    old_rows, new_rows = ({row.id: flat(row, without=_ROW) for row in pack.rows} for pack in (old, new))
    for row in sorted(old_rows.keys() & new_rows.keys()):
        yield from _parts(new.id, "", row, old_rows[row], new_rows[row])


_ROW: Final = frozenset({"id", "criterion", "text"})


def _of_pack(pack: Pack) -> dict[str, str]:
    sources = {key: flat(source, without=frozenset({"key"})) for key, source in pack.sources.items()}
    return {
        **flat(pack, without=_COMPARED_APART),
        **{f"source {key}.{what}": text for key, source in sources.items() for what, text in source.items()},
    }


def _versions(pack: Pack) -> dict[str, dict[str, str]]:
    return {str(v.start or ""): flat(v, without=_OF_A_VERSION) for v in pack.versions}


def _criteria(pack: Pack) -> dict[CriterionKey, Criterion]:
    return {
        (str(version.start or ""), criterion.id): criterion
        for version in pack.versions
        for criterion in version.criteria
    }


def _criterion_changes(
    pack: str, version: str, name: str, old: Criterion | None, new: Criterion | None
) -> Iterator[Change]:
    if old is not None and new is not None:
        yield from _parts(pack, version, name, _of_criterion(old), _of_criterion(new))
    elif new is not None:
        yield Change("added", pack, version, name, new=_in_short(new))
    elif old is not None:
        yield Change("removed", pack, version, name, old=_in_short(old))


def _of_criterion(criterion: Criterion) -> dict[str, str]:
    return {**flat(criterion, without=_OF_A_CRITERION), "source": _sources(criterion)}


def _in_short(criterion: Criterion) -> str:
    condition = flat(criterion).get("condition", "by hand")
    return f"{criterion.role}: {condition}"


def _sources(criterion: Criterion) -> str:
    return "; ".join(
        f"{citation.source.cite}{f', {citation.place}' if citation.place else ''} ({citation.source.grade})"
        for citation in criterion.citations
    )


def _parts(
    pack: str, version: str, criterion: str, old: dict[str, str], new: dict[str, str]
) -> Iterator[Change]:
    for what in {**old, **new}:
        was, now = old.get(what, ""), new.get(what, "")
        if was != now:
            yield Change("changed", pack, version, criterion, what, was, now)

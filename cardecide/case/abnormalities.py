"""The genetic abnormalities a case may name, and every name they go by."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from cardecide.case.vocabulary import names_of, read_entries, spelling_key
from cardecide.reading.nearest import nearest


@dataclass(frozen=True, slots=True)
class AbnormalityName:
    """One abnormality. ``kind`` is translocation, loss, gain, mutation or ploidy."""

    name: str
    label: Mapping[str, str]
    kind: str
    aliases: tuple[str, ...] = ()
    note: str = ""


@cache
def abnormalities() -> Mapping[str, AbnormalityName]:
    """Every abnormality of ``resources/abnormalities.yaml`` by name, in the order of the file."""
    return MappingProxyType(
        {
            record["name"]: AbnormalityName(
                record["name"],
                MappingProxyType(record["label"]),
                record["kind"],
                tuple(record.get("aliases", ())),
                record.get("note", ""),
            )
            for record in read_entries("abnormalities.yaml", "abnormalities")
        }
    )


@cache
def _names() -> Mapping[str, tuple[str, ...]]:
    return names_of(abnormalities().values())


def abnormality_candidates(entered: str) -> tuple[str, ...]:
    """The abnormalities a name may stand for: one if clear, several if ambiguous, none if unknown."""
    return _names().get(spelling_key(entered), ())


def resolve_abnormality(entered: str) -> str | None:
    """The abnormality a name stands for, or None where it is not known or stands for several."""
    names = abnormality_candidates(entered)
    return names[0] if len(names) == 1 else None


def nearest_abnormality(entered: str) -> str:
    """The abnormality to offer for an unknown name; empty where none is close."""
    close = nearest(spelling_key(entered), _names())
    return _names()[close][0] if close else ""

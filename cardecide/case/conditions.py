"""The neurological and other conditions a history may name, and every name they go by."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Literal

from cardecide.case.vocabulary import names_of, read_entries, spelling_key
from cardecide.reading.nearest import nearest

Topic = Literal["neurology", "comorbidity"]


@dataclass(frozen=True, slots=True)
class ConditionName:
    """One condition. ``code`` is its row (N01–N16) in the list of neurological histories, if any."""

    name: str
    label: Mapping[str, str]
    topic: Topic
    code: str = ""
    aliases: tuple[str, ...] = ()
    note: str = ""


@cache
def conditions() -> Mapping[str, ConditionName]:
    """Every condition of ``resources/conditions.yaml`` by name, in the order of the file."""
    return MappingProxyType(
        {
            record["name"]: ConditionName(
                record["name"],
                MappingProxyType(record["label"]),
                record["topic"],
                record.get("code", ""),
                tuple(record.get("aliases", ())),
                record.get("note", ""),
            )
            for record in read_entries("conditions.yaml", "conditions")
        }
    )


def conditions_of(topic: Topic) -> tuple[str, ...]:
    """The names of one topic, in the order of the file."""
    return tuple(name for name, condition in conditions().items() if condition.topic == topic)


@cache
def _names() -> Mapping[str, tuple[str, ...]]:
    return names_of(conditions().values())


def resolve_condition(entered: str) -> tuple[str, ...]:
    """The conditions a name may stand for: one if clear, several if ambiguous, none if unknown."""
    return _names().get(spelling_key(entered), ())


def nearest_condition(entered: str) -> str:
    """The condition to offer for an unknown name; empty where none is close."""
    close = nearest(spelling_key(entered), _names())
    return _names()[close][0] if close else ""

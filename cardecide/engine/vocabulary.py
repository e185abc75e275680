"""The facts a condition may name."""

from collections.abc import Mapping

from cardecide.facts.catalogue import FactDefinition

Vocabulary = Mapping[str, FactDefinition]
"""Every fact that a condition may name, by its name."""


def unit_of(definition: FactDefinition) -> str:
    """The unit that a threshold needs; empty for a count and for a plain ratio."""
    return "" if definition.kind == "count" or definition.unit == "1" else definition.unit

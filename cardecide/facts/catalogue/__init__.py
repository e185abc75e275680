"""The catalogue of facts: every fact's name, kind, unit, plausible range, texts, source and inputs."""

from cardecide.facts.catalogue.definition import FactDefinition, Kind, Source
from cardecide.facts.catalogue.loader import TOPICS, catalogue
from cardecide.facts.catalogue.lookup import fact_label, find, member_label, question_for

__all__ = [
    "TOPICS",
    "FactDefinition",
    "Kind",
    "Source",
    "catalogue",
    "fact_label",
    "find",
    "member_label",
    "question_for",
]

"""Extramedullary disease in one phrase: every kind that is present, and where.

The fact *kind* holds one value, extraosseous where any lesion is; said alone beside the sites it would read
as if all of them were.
"""

from collections.abc import Mapping
from typing import Final

from cardecide.assessment.display import member_label
from cardecide.assessment.result import FactResult
from cardecide.assessment.running_text import listed
from cardecide.language.message import message
from cardecide.language.messages import say
from cardecide.language.text import Language

_KINDS: Final = {"emd_extraosseous": "extraosseous", "emd_paraskeletal": "paraskeletal"}


def extent_text(facts: Mapping[str, FactResult], language: Language) -> str:
    """``extraosseous (EM-E) and paraskeletal (EM-B): liver, rib``; empty where nothing is known."""
    kinds = [member_label(kind, language) for name, kind in _KINDS.items() if _value(facts, name) == "yes"]
    said = listed(kinds, language) if kinds else _told(facts, "emd_kind")
    sites = _told(facts, "emd_sites")
    if not said or _value(facts, "extramedullary_disease") == "no" or not sites:
        return said
    return say(message("extent.at", kinds=said, sites=sites), language)


def _value(facts: Mapping[str, FactResult], name: str) -> str:
    return str(facts[name].value).casefold() if name in facts else ""


def _told(facts: Mapping[str, FactResult], name: str) -> str:
    fact = facts.get(name)
    known = fact is not None and fact.origin != "missing" and fact.value not in (None, [])
    return fact.display if known and fact is not None else ""

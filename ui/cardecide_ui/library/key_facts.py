"""The few facts that the list of cases tells of each: taken from an answer when the case is saved."""

import json
from dataclasses import dataclass
from functools import cache
from typing import Final

from cardecide.assessment.result import FactResult, Result
from cardecide.language.text import Language
from cardecide_ui.answer.lines_text import lines_text

_REFRACTORY: Final = (
    "penta_refractory",
    "quad_refractory_classic",
    "triple_class_refractory",
    "double_refractory",
    "lenalidomide_refractory",
)


@dataclass(frozen=True, slots=True)
class KeyFacts:
    """Prior lines as text, the name of the widest refractoriness that is certain, and the age."""

    lines: str = ""
    refractory: str = ""
    age: str = ""

    def refractory_label(self, language: Language) -> str:
        """The refractoriness in words."""
        from cardecide.facts.catalogue import catalogue

        return catalogue()[self.refractory].label[language] if self.refractory in catalogue() else ""


def key_facts_of(result: Result | None) -> str:
    """The key facts of an answer, in the notation in which the library keeps them."""
    if result is None:
        return ""
    facts = result.facts
    refractory = next((name for name in _REFRACTORY if _is_yes(facts.get(name))), "")
    told = [lines_text(facts.get("prior_lines")), refractory, lines_text(facts.get("age"))]
    return json.dumps(told, ensure_ascii=False) if any(told) else ""


@cache
def read_key_facts(kept: str) -> KeyFacts:
    """The key facts that were kept; what another version wrote differently is left out."""
    try:
        lines, refractory, age = json.loads(kept)
    except (ValueError, TypeError):
        return KeyFacts()
    return KeyFacts(str(lines), str(refractory), str(age))


def _is_yes(fact: FactResult | None) -> bool:
    return fact is not None and str(fact.value).casefold() in ("yes", "true")

"""What to prepare before an infusion: the advice of the guidance packs, and what to check on the day."""

from collections.abc import Sequence
from typing import Final

from cardecide.assessment.criterion_facts import needs_of_criterion
from cardecide.assessment.criterion_results import source_result
from cardecide.assessment.product_findings import ProductFindings
from cardecide.assessment.result import Preparation
from cardecide.assessment.safety import waits_for_the_day
from cardecide.engine.scoring import Scoring
from cardecide.facts.value import Truth
from cardecide.language.text import Language, in_language

BACKGROUND: Final = "background"
"""The topic of advice that nothing is to be done about: it is told apart from what to prepare."""


def preparation_items(
    products: Sequence[ProductFindings], policy: Scoring, language: Language
) -> list[Preparation]:
    """The advice that applies, or may apply, with the products it is about.

    What applies stands first, and what is to be done before what is to be known.

    A hold that can only be judged on the day of infusion is listed as a check for that day.
    """
    found: dict[tuple[str, str], Preparation] = {}
    for product in products:
        if not product.may_be_permitted:
            continue
        for pack, one in product.criteria("advise", "hold"):
            if one.truth is Truth.NO or (one.role == "hold" and not waits_for_the_day(one, policy)):
                continue
            key = (pack.pack.id, one.id)
            before = found.get(key)
            found[key] = Preparation(
                id=one.id,
                text=in_language(one.criterion.text, language),
                applies="yes" if one.truth is Truth.YES else "unknown",
                background=one.criterion.topic == BACKGROUND,
                action=in_language(one.criterion.action, language) if one.criterion.action else None,
                products=[*(before.products if before else ()), product.product],
                source=source_result(one.criterion.citation, language),
                needs=list(needs_of_criterion(one)),
            )
    return sorted(found.values(), key=lambda item: (item.applies != "yes", item.background))

"""What speaks against giving a product now. Stands beside the label status and is never merged with it."""

from collections.abc import Mapping, Sequence
from typing import Literal

from cardecide.assessment.criterion_facts import needs_of_criterion
from cardecide.assessment.criterion_results import source_result
from cardecide.assessment.product_findings import ProductFindings
from cardecide.assessment.questions import question_of
from cardecide.assessment.result import SafetyItem, SafetyResult, SafetyStatus
from cardecide.engine import CriterionFinding, PackFinding
from cardecide.engine.scoring import Scoring, Screening
from cardecide.facts.catalogue import catalogue
from cardecide.facts.fact import Fact
from cardecide.facts.value import Truth, is_known
from cardecide.language.text import Language, in_language

_SAFETY_TOPICS = frozenset({"neurology", "infection", "renal"})
"""Guidance on these topics is about harm; on others about how well the product may work."""


def safety_result(
    product: ProductFindings,
    policy: Scoring,
    facts: Mapping[str, Fact],
    language: Language,
) -> SafetyResult:
    """Holds first, then open questions, then cautions.

    *Clear* only where every safety question has its answer. A hold from a source too weak to decide is shown
    as a caution to check by hand. Where nothing but a possible caution is open, its question is listed: an
    open status always says what it waits for.
    """
    screening = policy.screening
    holds = product.criteria("hold")
    cautions = caution_criteria(product)
    hold_items: list[SafetyItem] = []
    open_items: list[SafetyItem] = []
    caution_items: list[SafetyItem] = []
    for pack, one in holds:
        if one.truth is Truth.YES:
            if one.verdict == "by_hand":
                caution_items.append(_item("caution", pack, one, facts, language))
            else:
                hold_items.append(_item("hold", pack, one, facts, language))
        elif one.verdict == "unknown" and not waits_for_the_day(one, policy):
            open_items.append(_item("open", pack, one, facts, language))
    open_items = [
        item
        for item in open_items
        if not all(asked_by_screening(name, screening, facts) for name in item.needs)
    ]
    asked = {name for item in open_items for name in item.needs}
    for entry in screening:
        if entry.fact not in asked and not answered(entry, facts):
            open_items.append(_screening_item(entry, facts, language))
    caution_items += [
        _item("caution", pack, one, facts, language) for pack, one in cautions if one.truth is Truth.YES
    ]
    if not hold_items and not open_items and not caution_items:
        open_items = [
            _item("open", pack, one, facts, language) for pack, one in cautions if one.verdict == "unknown"
        ]
    status: SafetyStatus
    if hold_items:
        status = "hold"
    elif open_items:
        status = "undetermined"
    elif caution_items:
        status = "caution"
    else:
        status = "clear"
    return SafetyResult(status=status, items=[*hold_items, *open_items, *caution_items])


def waits_for_the_day(one: CriterionFinding, policy: Scoring) -> bool:
    """Whether an open hold can only be answered on the day of infusion; it is a reminder until then."""
    return one.verdict == "unknown" and set(needs_of_criterion(one)) <= policy.on_the_day


def caution_criteria(product: ProductFindings) -> list[tuple[PackFinding, CriterionFinding]]:
    """The cautions about harm: all of a label, and of guidance those on topics of safety."""
    return [
        (pack, one)
        for pack, one in product.criteria("caution")
        if pack.pack.kind == "label" or one.criterion.topic in _SAFETY_TOPICS
    ]


def answered(entry: Screening, facts: Mapping[str, Fact]) -> bool:
    """Whether a screening question has its answer."""
    value = facts[entry.fact].value
    return value is Truth.YES or (is_known(value) and not entry.must_hold)


def asked_by_screening(name: str, screening: Sequence[Screening], facts: Mapping[str, Fact]) -> bool:
    """Whether an unanswered screening asks for all that this fact rests on, and more.

    Viral DNA is part of the hepatitis B screen: it is not ordered a second time.
    """
    own = set(catalogue()[name].inputs) if name in catalogue() else set()
    wider = (set(catalogue()[one.fact].inputs) for one in screening if not answered(one, facts))
    return bool(own) and any(own < other for other in wider)


def _item(
    kind: Literal["hold", "open", "caution"],
    pack: PackFinding,
    one: CriterionFinding,
    facts: Mapping[str, Fact],
    language: Language,
) -> SafetyItem:
    """One item; an open one is worded as the questions that it waits for, not as the warning itself."""
    text = in_language(one.criterion.text, language)
    if kind == "open":
        text = " ".join(
            dict.fromkeys(question_of(name, facts, language).question for name in needs_of_criterion(one))
        )
    return SafetyItem(
        kind=kind,
        id=one.id,
        text=text,
        action=in_language(one.criterion.action, language) if one.criterion.action else None,
        source=source_result(one.criterion.citation, language),
        pack=pack.pack.id,
        needs=list(needs_of_criterion(one)),
    )


def _screening_item(entry: Screening, facts: Mapping[str, Fact], language: Language) -> SafetyItem:
    text = (
        in_language(entry.text, language) if entry.text else question_of(entry.fact, facts, language).question
    )
    return SafetyItem(kind="open", id=entry.fact, text=text, pack="screening", needs=[entry.fact])

"""The sentence that leads the missing items: how few answers settle how much."""

import re
from typing import Final

from cardecide.assessment.joined_questions import JoinedQuestion, joined_questions
from cardecide.assessment.result import MissingSets, Result
from cardecide.assessment.running_text import short_title
from cardecide_ui.texts import Texts
from cardecide_ui.view_models.missing_plan import MissingPlan

_MOST_NAMED: Final = 4


def plan_text(plan: MissingPlan, result: Result, texts: Texts) -> str:
    """What the answers of the plan that are still missing settle; empty where none is missing any more."""
    left = leading(plan.facts, joined_questions(result.missing, texts.language))
    if not left or not plan.statuses:
        return ""
    kinds = {entry.kind: [one for one in plan.statuses if one.kind == entry.kind] for entry in plan.statuses}
    what = texts("missing.and").join(_named(kind, entries, result, texts) for kind, entries in kinds.items())
    name = "missing.plan_one" if left == 1 else "missing.plan"
    return texts(name, count=left, what=what)


def leading(facts: frozenset[str], asked: list[JoinedQuestion]) -> int:
    """How many of the questions ask for any of these facts."""
    return sum(not facts.isdisjoint(one.facts) for one in asked)


def short_name(product: str) -> str:
    """A product's name without what stands in brackets after it."""
    return re.split(r"\s*[(\uff08]", product)[0]


def _named(kind: str, entries: list[MissingSets], result: Result, texts: Texts) -> str:
    names = list(dict.fromkeys(_name(entry, result) for entry in entries))
    more = len(names) - _MOST_NAMED
    listed = ", ".join(names[:_MOST_NAMED])
    if more > 0:
        listed = f"{listed}, {texts('answer.more', count=more)}"
    return texts(f"missing.{kind}", names=listed)


def _name(entry: MissingSets, result: Result) -> str:
    """A product with its jurisdiction, a trial by its title, else the product."""
    for product in result.products:
        if product.id != entry.product:
            continue
        for label in product.labels:
            if label.pack == entry.status:
                return f"{short_name(product.name)} {label.jurisdiction}"
        for trial in product.trials:
            if trial.pack == entry.status:
                return short_title(trial.title)
        return short_name(product.name)
    return entry.product

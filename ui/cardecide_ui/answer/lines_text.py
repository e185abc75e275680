"""The number of prior lines in few characters."""

from cardecide.assessment.result import FactResult


def lines_text(fact: FactResult | None) -> str:
    """The number of prior lines, with the interval where the definition leaves a choice."""
    if fact is None or fact.origin == "missing":
        return ""
    if fact.low is not None and fact.high is not None and fact.low != fact.high:
        span = f"{fact.low}–{fact.high}"
        return f"{fact.value} ({span})" if fact.value is not None else span
    return str(fact.value) if fact.value is not None else fact.display

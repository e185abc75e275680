"""What differs between the result in a report and the same case evaluated now, one sentence for each."""

from collections.abc import Iterator, Mapping

from cardecide.assessment.result import Alternative, CriterionResult, ProductResult, Result


def differences(then: Result, now: Result) -> list[str]:
    """Statuses, scores, criteria, facts, advice, evidence and questions that are not as they were.

    Which version of rules and program was used is no difference by itself.
    """
    found = list(_changed("", _statuses(then), _statuses(now)))
    found += _changed("criterion ", _criteria(then), _criteria(now))
    found += _changed("fact ", _facts(then), _facts(now))
    for name in ("preparation", "missing", "questions"):
        before, after = (len(getattr(one, name)) for one in (then, now))
        if getattr(then, name) != getattr(now, name):
            found.append(f"{name}: {before} entries then, {after} now, not all the same")
    if not found and _comparable(then) != _comparable(now):
        found.append("wording, sources or evidence of the result differ; no status, verdict or fact does")
    return found


def _comparable(result: Result) -> dict[str, object]:
    """The result without what is computed only on request and without the names of the rules."""
    late = {"rules", "program", "complete", "planner", "lines_picture", "missing_sets", "stability"}
    return result.model_dump(exclude=late | {"what_ifs", "policies"})


def _changed(what: str, before: Mapping[str, str], after: Mapping[str, str]) -> Iterator[str]:
    for name in dict.fromkeys([*before, *after]):
        old, new = before.get(name), after.get(name)
        if old != new:
            yield f"{what}{name}: {old or 'nothing'} then, {new or 'nothing'} now"


def _statuses(result: Result) -> dict[str, str]:
    found: dict[str, str] = {}
    every: list[ProductResult | Alternative] = [*result.products, *result.alternatives]
    for product in every:
        found.update({f"label {label.pack}": label.status for label in product.labels})
        found[f"safety of {product.id}"] = product.safety.status
    for product in result.products:
        found.update({f"trial {trial.pack}": trial.status for trial in product.trials})
        found[f"score of {product.id}"] = f"{product.score.low}–{product.score.high} ({product.score.band})"
    return found


def _criteria(result: Result) -> dict[str, str]:
    found = {}
    for pack, criteria in _packs(result):
        for one in criteria:
            value = f" ({one.value})" if one.value else ""
            found[f"{pack} {one.id}"] = f"{one.verdict}{value}"
    return found


def _packs(result: Result) -> Iterator[tuple[str, list[CriterionResult]]]:
    every: list[ProductResult | Alternative] = [*result.products, *result.alternatives]
    for product in every:
        for label in product.labels:
            yield label.pack, label.criteria
    for one in result.products:
        for trial in one.trials:
            yield trial.pack, trial.criteria


def _facts(result: Result) -> dict[str, str]:
    return {name: fact.display for name, fact in result.facts.items()}

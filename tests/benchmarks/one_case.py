"""One case over all rules, beside the rule engine a developer would otherwise pick."""

import statistics
from collections.abc import Callable, Iterable, Mapping
from time import perf_counter

import zen_peer

from cardecide.assessment import assess
from cardecide.assessment.assessing import judged_on
from cardecide.assessment.missing_sets import missing_sets
from cardecide.case import read_case
from cardecide.case.partial_date import PartialDate
from cardecide.engine import Rulebook, load_rulebook
from cardecide.engine.compile import TRUTH_OF
from cardecide.engine.expression import Includes, atoms
from cardecide.facts.derive import derive
from cardecide.locations import bundled

ROUNDS = 15
CASES = ("zhou-2025", "neuro-us", "long", "empty")


def table() -> list[str]:
    """The lines of the table."""
    rulebook = load_rulebook(bundled("rules"))
    on = PartialDate.parse("2026-09-01")
    cases = {name: read_case(bundled("resources") / "samples" / f"{name}.case.yaml").case for name in CASES}
    facts = {name: derive(case, on) for name, case in cases.items()}
    conditions = list(
        dict.fromkeys(
            criterion.condition
            for pack in rulebook.packs.values()
            for criterion in pack.criteria
            if criterion.condition is not None
        )
    )
    peer = zen_peer.decision(conditions)
    asked = _members(conditions)
    inputs = {name: zen_peer.context(sheet, asked) for name, sheet in facts.items()}
    agreement = _agreement(rulebook, conditions, peer, inputs, facts)
    evaluator = rulebook.evaluator

    def own_verdicts() -> None:
        for sheet in facts.values():
            evaluator.run(sheet)

    def peer_verdicts() -> None:
        for given in inputs.values():
            peer.evaluate(given)

    def peer_verdicts_with_input() -> None:
        for sheet in facts.values():
            peer.evaluate(zen_peer.context(sheet, asked))

    def explained() -> None:
        for sheet in facts.values():
            for finding in rulebook.evaluate(sheet, on).values():
                for one in finding.criteria:
                    _ = one.explanation, one.needs, one.verdict

    def derived() -> None:
        for case in cases.values():
            derive(case, on)

    def whole() -> None:
        for case in cases.values():
            assess(case, rulebook, on=on)

    judged = {
        name: judged_on(
            case, rulebook, on=on, default_date=None, jurisdictions=None, language="en", policy="default"
        )
        for name, case in cases.items()
    }

    def sets() -> None:
        for one in judged.values():
            missing_sets(one)

    rows = {
        "verdicts of every condition": own_verdicts,
        "zen-engine: the same conditions": peer_verdicts,
        "zen-engine: input prepared too": peer_verdicts_with_input,
        "findings with full explanation": explained,
        "facts of one case": derived,
        "case to result, texts included": whole,
        "minimal sets of missing facts": sets,
    }
    times = rounds(rows, per=len(cases))
    return _lines(rulebook, len(conditions), agreement, times)


def _members(conditions: Iterable[object]) -> dict[str, list[str]]:
    found: dict[str, dict[str, None]] = {}
    for condition in conditions:
        for atom in atoms(condition):  # type: ignore[arg-type]
            if isinstance(atom, Includes):
                found.setdefault(atom.fact, {}).update(dict.fromkeys(atom.members))
    return {fact: list(members) for fact, members in found.items()}


def _agreement(rulebook, conditions, peer, inputs, facts) -> float:  # type: ignore[no-untyped-def]
    same = total = 0
    graph = rulebook.evaluator.graph
    for name, sheet in facts.items():
        answers = rulebook.evaluator.run(sheet)
        own = [TRUTH_OF[answers[graph.slot_of(condition)]] for condition in conditions]
        theirs = zen_peer.truths(peer.evaluate(inputs[name]), len(conditions))
        same += sum(a is b for a, b in zip(own, theirs, strict=True))
        total += len(conditions)
    return same / total


def rounds(rows: Mapping[str, Callable[[], object]], per: int = 1) -> dict[str, float]:
    """Median seconds of each row, divided by ``per``, the rows taking turns."""
    repeats = {}
    for name, run in rows.items():
        run()
        start = perf_counter()
        run()
        repeats[name] = max(1, int(0.05 / max(perf_counter() - start, 1e-7)))
    found: dict[str, list[float]] = {name: [] for name in rows}
    for _ in range(ROUNDS):
        for name, run in rows.items():
            start = perf_counter()
            for _ in range(repeats[name]):
                run()
            found[name].append((perf_counter() - start) / repeats[name] / per)
    return {name: statistics.median(values) for name, values in found.items()}


def _lines(rulebook: Rulebook, conditions: int, agreement: float, times: dict[str, float]) -> list[str]:
    base = times["zen-engine: the same conditions"]
    criteria = sum(pack.criteria_count for pack in rulebook.packs.values())
    lines = [
        "## One case",
        "",
        f"Median of {ROUNDS} rounds in which all rows take turns, per case, over {len(CASES)} sample cases.",
        f"Rules: {len(rulebook.packs)} packs, {criteria} criteria, {conditions} distinct conditions.",
        "zen-engine knows two truth values; with three encoded by hand it agrees on "
        f"{agreement:.3f} of all verdicts.",
        "",
        "| one case | µs | relative to zen-engine |",
        "|---|---:|---:|",
    ]
    lines += [f"| {name} | {seconds * 1e6:,.0f} | {seconds / base:.2f} |" for name, seconds in times.items()]
    return lines

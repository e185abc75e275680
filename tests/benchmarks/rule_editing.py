"""Typing in a pack of 2,000 criteria with 300 tests, beside a bare parse of the same text.

``measure`` gives median seconds by row of the table; run as a program, it prints them. Each round changes
another criterion, as a key that is pressed does.
"""

import gc
import random
import statistics
from collections.abc import Callable
from time import perf_counter

import yaml

from cardecide.authoring import (
    check,
    complete,
    edit_value,
    editable_values,
    run_pack_tests,
    with_pack,
)
from cardecide.engine import load_rulebook
from cardecide.facts.catalogue import catalogue
from cardecide.locations import bundled

CRITERIA = 2_000
TESTS = 300
ROUNDS = 15
PEER = "PyYAML's C parser composes the text"


def pack_text(criteria: int = CRITERIA) -> str:
    """A guidance pack whose criteria ask about a quantity and a yes/no fact each."""
    chance = random.Random(1)  # noqa: S311
    quantities = [one for one in catalogue().values() if one.kind == "quantity" and one.plausible]
    findings = [one for one in catalogue().values() if one.kind == "yes_no"]
    lines = [
        "format: cardecide-rules/1",
        "id: large",
        "kind: guidance",
        "applies_to: all",
        "title: {en: Large, zh: 大, tr: Büyük}",
        "sources: {a: {cite: A, grade: public}, b: {cite: B, grade: public}}",
        "criteria:",
    ]
    for number in range(criteria):
        fact = chance.choice(quantities)
        low, high = fact.plausible or (0, 0)
        unit = "" if fact.unit == "1" else f" {fact.unit}"
        lines += [
            f"  - id: c{number}",
            "    text:",
            f"      en: Criterion number {number}",
            f"      zh: 标准 {number}",
            f"      tr: Ölçüt {number}",
            "    caution:",
            "      any:",
            f"        - {fact.name} >= {low + (high - low) * chance.randint(2, 98) / 100}{unit}",
            f"        - {chance.choice(findings).name}",
            f"    weight: {chance.randint(1, 4)}",
            f"    source: {chance.choice('ab')}, section {number % 9}",
        ]
    return "\n".join(lines) + "\n"


def tests_text(tests: int = TESTS) -> str:
    """Tests of five facts each."""
    chance = random.Random(2)  # noqa: S311
    findings = [one.name for one in catalogue().values() if one.kind == "yes_no"]
    lines = ["format: cardecide-rule-tests/1", "pack: large", "tests:"]
    for number in range(tests):
        facts = ", ".join(f"{name}: {chance.choice(['yes', 'no'])}" for name in chance.sample(findings, 5))
        lines += [f"  - name: test {number}", f"    facts: {{{facts}}}", "    expect: {criteria: {}}"]
    return "\n".join(lines) + "\n"


def measure(rounds: int = ROUNDS) -> dict[str, float]:
    """Median seconds of each row, the rows taking turns."""
    text, tests = pack_text(), tests_text()
    rules = load_rulebook(bundled("rules"))
    changed = [
        text.replace(f"Criterion number {n}\n", f"Criterion number {n}, typed\n") for n in range(rounds * 2)
    ]
    key = editable_values(text)[-2].key
    end = text.rindex("caution:") - 4
    typed = text[:end] + "    wei" + text[end:]
    pieces = iter(changed)
    check(text)

    def key_to_problems() -> None:
        assert check(next(pieces)).pack is not None

    def key_to_tests() -> None:
        pack = check(next(pieces)).pack
        assert pack is not None
        assert len(run_pack_tests(with_pack(rules, pack), tests).tests) == TESTS

    rows: dict[str, Callable[[], object]] = {
        PEER: lambda: yaml.compose(text, Loader=yaml.CSafeLoader),
        "a key in a criterion: problems of the whole pack": key_to_problems,
        "the same, and all 300 tests run": key_to_tests,
        "a key: proposals at the cursor": lambda: complete(typed, end + 7),
        "a guided change of one value": lambda: edit_value(text, key, "3"),
    }
    taken: dict[str, list[float]] = {name: [] for name in rows}
    for _ in range(rounds):
        for name, work in rows.items():
            gc.collect()
            start = perf_counter()
            work()
            taken[name].append(perf_counter() - start)
    return {name: statistics.median(times) for name, times in taken.items()}


if __name__ == "__main__":
    for row, seconds in measure().items():
        print(f"{seconds * 1e3:8.1f} ms  {row}")

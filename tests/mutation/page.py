"""Writes the tables of docs/facts/mutation.md from ``build/mutation.json`` and ``survivors.yaml``.

``python -m tests.mutation.page``, after ``python -m tests.mutation.run``. Names what was not tried as it
is now, and what survived and is not explained.
"""

from collections import Counter

from tests.mutation.mutants import KINDS, ROOT, modules, mutants_of
from tests.mutation.record import Record, explanations, still_holds
from tests.mutation.trials import SURVIVED

PAGE = ROOT / "docs" / "facts" / "mutation.md"
BEGIN, END = "<!-- figures -->\n", "<!-- end of figures -->"


def tables() -> str:
    """The figures by kind of change and by module, then the survivors with their reasons.

    Names the modules of which something was not tried as it is now, and survivors that are not explained.
    """
    record = Record().modules
    by_kind, by_module = Counter[str](), []
    survived: dict[str, str] = {}
    waiting: dict[str, int] = {}
    for module in modules():
        mutants = mutants_of(module)
        found = record.get(module, {})
        tried = {one.key: found[one.key] for one in mutants if still_holds(one, found)}
        if len(tried) < len(mutants):
            waiting[module] = len(mutants) - len(tried)
        left = {key: one["kind"] for key, one in tried.items() if one["verdict"] == SURVIVED}
        by_kind.update(one["kind"] for one in tried.values())
        survived |= left
        by_module.append((module, len(tried), len(left)))
    return (
        _figures(by_kind, Counter(survived.values()), by_module)
        + _waiting(waiting)
        + _survivors(set(survived))
    )


def _waiting(mutants: dict[str, int]) -> str:
    if not mutants:
        return ""
    places = ", ".join(f"`{module}` {count}" for module, count in mutants.items())
    return f"\nNot tried since their functions last changed: {sum(mutants.values())} mutants ({places}).\n"


def _figures(tried: Counter[str], left: Counter[str], by_module: list[tuple[str, int, int]]) -> str:
    rows = [(kind, tried[kind], tried[kind] - left[kind], left[kind]) for kind in KINDS]
    rows.append(("all", tried.total(), tried.total() - left.total(), left.total()))
    text = "\n| change | mutants | killed | survived |\n|---|---:|---:|---:|\n"
    text += "".join(f"| {kind} | {count:,} | {killed:,} | {alive} |\n" for kind, count, killed, alive in rows)
    whole = [f"`{module}` {count}" for module, count, alive in by_module if not alive]
    text += "\n| module | mutants | survived |\n|---|---:|---:|\n"
    text += "".join(f"| `{module}` | {count} | {alive} |\n" for module, count, alive in by_module if alive)
    return text + f"\nNone survived in {', '.join(whole)}.\n"


def _survivors(left: set[str]) -> str:
    text = "\n## Survivors\n"
    for group in explanations():
        here = [key for key in group["mutants"] if key in left]
        left -= set(here)
        if here:
            text += f"\n**{group['why']}**\n\n" + "".join(f"* {_shown(key)}\n" for key in here)
    if left:
        text += "\n**Not explained yet: gaps of the tests, or no difference**\n\n"
        text += "".join(f"* {_shown(key)}\n" for key in sorted(left))
    return text


def _shown(key: str) -> str:
    place, _, change = key.partition(": ")
    before, _, after = change.rpartition(" → ")
    return f"`{place}`: `{before}` → `{after}`"


def main() -> None:
    """Put the tables between the two marks of the page."""
    page = PAGE.read_text(encoding="utf-8")
    before, after = page[: page.index(BEGIN) + len(BEGIN)], page[page.index(END) :]
    PAGE.write_text(before + tables() + "\n" + after, encoding="utf-8")


if __name__ == "__main__":
    main()

"""The tests that mutants have to pass: those of the facts and the published examples, without the properties.

Properties with generated cases are left out: they are slow, and what they find depends on chance.
"""

import contextlib
import importlib
import os
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import coverage
import pytest

from tests.mutation.mutants import ROOT, modules, path_of

TESTS = (
    "tests/facts",
    "tests/acceptance/test_published_examples.py",
    "tests/acceptance/test_published_scores.py",
)
_OPTIONS = ("-q", "-x", "-s", "-p", "no:cacheprovider")

Touched = dict[str, dict[int, list[str]]]
"""For each module and line, the tests that run it; the empty name stands for importing and collecting."""


class WithoutProperties:
    """Leaves out the tests with generated cases."""

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        items[:] = [item for item in items if not hasattr(getattr(item, "function", None), "hypothesis")]


class Loop(WithoutProperties):
    """Hands the collected tests to ``work`` in place of running them."""

    def __init__(self, work: Callable[[pytest.Session], None]) -> None:
        self._work = work

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        self._work(session)
        return True


def run_pytest(plugin: object, tests: Iterable[str] = TESTS) -> int:
    """Run pytest in this process without its output; return its exit status."""
    os.chdir(ROOT)
    with Path(os.devnull).open("w") as nowhere, contextlib.redirect_stdout(nowhere):
        return int(pytest.main([*_OPTIONS, *tests], plugins=[plugin]))


def run_items(session: pytest.Session, items: list[pytest.Item]) -> None:
    """Run tests that were collected, in the given order."""
    for item, following in zip(items, [*items[1:], None], strict=True):
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)


def forget(*, catalogue: bool = False) -> None:
    """Empty what the facts remember, so that every test derives anew; the ``catalogue`` also, if asked."""
    from cardecide.facts import derive, kidney_function
    from cardecide.facts.catalogue import loader, lookup

    for module in (derive, kidney_function, *((loader, lookup) if catalogue else ())):
        for value in vars(module).values():
            if hasattr(value, "cache_clear") and value.__module__ == module.__name__:
                value.cache_clear()
    derive._REMEMBERED.clear()


def unpacked(noted: dict[str, Any]) -> Touched:
    """What ``touched_lines`` noted, with the names of the tests in place of their numbers."""
    names = noted["tests"]
    return {
        module: {int(line): [names[number] for number in numbers] for line, numbers in lines.items()}
        for module, lines in noted["lines"].items()
    }


def touched_lines() -> dict[str, Any]:
    """Run every test once and note which lines of the facts it runs: ``tests``, and their numbers by line.

    Raises RuntimeError where a test fails without any change.
    """
    seen = coverage.Coverage(data_file=None, source=[str(ROOT / "cardecide" / "facts")])
    seen.start()

    def work(session: pytest.Session) -> None:
        for item in session.items:
            seen.switch_context("")
            forget()
            seen.switch_context(item.nodeid)
            run_items(session, [item])
        seen.switch_context("")
        if session.testsfailed:
            raise RuntimeError("A test fails without any change.")

    if run_pytest(Loop(work)) != 0:
        raise RuntimeError("The tests do not pass without any change.")
    seen.stop()
    data = seen.get_data()
    numbers: dict[str, int] = {}
    lines = {
        module: {
            line: [numbers.setdefault(name, len(numbers)) for name in names]
            for line, names in data.contexts_by_lineno(str(path_of(module))).items()
        }
        for module in modules()
    }
    return {"tests": list(numbers), "lines": lines}


def warm_up() -> None:
    """Import what the tests import from elsewhere, so that processes forked from here need not."""
    for name in ("dateutil.relativedelta", "pydantic", "ruamel.yaml", "yaml"):
        importlib.import_module(name)
    if any(name.startswith("cardecide") for name in sys.modules):
        raise RuntimeError("The program was imported too early.")

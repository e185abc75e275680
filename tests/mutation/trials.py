"""Tries mutants, each in a process forked for it alone.

A change inside a function is put into the function that is there already: its code is exchanged. An
assignment at the head of a module is run again, and so is what was made of it. A change in the body of a
class, and one that survives in a line that also runs while the program is imported, is tried in a process
that imports the program anew.
"""

import gc
import importlib
import importlib.abc
import importlib.machinery
import os
import resource
import sys
import types
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.mutation import suite
from tests.mutation.heads import assigned_name, assignments, run_again
from tests.mutation.mutants import Mutant, path_of

KILLED, SURVIVED, ENDLESS = "killed", "survived", "endless"
_SECONDS = 90
_BYTES = 3 << 30
_FAILED, _CPU_TIME_OVER = 1, -24

Verdict = tuple[str, str]
"""What became of a mutant, and the test that failed."""


def forked(work: Callable[[Callable[[str], None]], int]) -> Verdict:
    """Run ``work`` in a child, which may tell the name of a test; its exit status is the verdict."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, 1)
        os.dup2(nowhere, 2)
        resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS))
        resource.setrlimit(resource.RLIMIT_AS, (_BYTES, _BYTES))
        status = _FAILED
        try:
            status = work(lambda text: (os.write(writing, text.encode()[:800]), None)[1])
        finally:
            os._exit(status)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        told = pipe.read().decode(errors="replace")
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    if status == 0:
        return SURVIVED, ""
    return (ENDLESS if status in (_CPU_TIME_OVER, -9) else KILLED), told


class _FirstFailure:
    """Ends the process at the first test that fails."""

    def __init__(self, tell: Callable[[str], None]) -> None:
        self._tell = tell

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            self._tell(report.nodeid)
            os._exit(_FAILED)


class Hot:
    """Tries mutants of functions in a process that has imported the program and collected the tests."""

    def __init__(self, session: pytest.Session, touched: suite.Touched) -> None:
        self._session = session
        self._touched = touched
        self._items = {item.nodeid: item for item in session.items}
        self._written = {name.split("::")[0]: item.path.stat().st_mtime for name, item in self._items.items()}
        self._kills: dict[str, Counter[str]] = {}
        self._functions: dict[str, dict[tuple[str, int], types.FunctionType]] = {}
        suite.run_items(session, list(_one_of_each(session.items)))  # fills what other packages remember
        suite.forget()
        assignments()
        gc.collect()
        gc.freeze()
        gc.disable()

    def can(self, mutant: Mutant) -> bool:
        """Whether the change lies in the body of a function or in an assignment at the head of the module."""
        if assigned_name(mutant.statement):
            return True
        with mutant.applied() as tree:
            return self._changed_code(mutant, tree) is not None

    def ran_before(self, mutant: Mutant) -> bool:
        """Whether the line also runs while the program is imported and the tests are collected."""
        return "" in self._touched[mutant.module].get(mutant.line, ())

    def try_out(self, mutant: Mutant) -> Verdict:
        """The verdict over a mutant."""
        items = self._chosen(mutant)
        if not items:
            return SURVIVED, ""

        def work(tell: Callable[[str], None]) -> int:
            with mutant.applied() as tree:
                if assigned_name(mutant.statement):
                    run_again(mutant.module, mutant.statement)
                for function, code in self._changed_code(mutant, tree) or ():
                    function.__code__ = code
            if mutant.module.startswith("catalogue.") or assigned_name(mutant.statement):
                suite.forget(catalogue=True)
            self._session.config.pluginmanager.register(_FirstFailure(tell))
            suite.run_items(self._session, items)
            return 0

        verdict = forked(work)
        if verdict[0] == KILLED and verdict[1] in self._items:
            for key in (mutant.module, f"{mutant.module}.{mutant.function}"):
                self._kills.setdefault(key, Counter())[verdict[1]] += 1
        return verdict

    def _chosen(self, mutant: Mutant) -> list[pytest.Item]:
        """The tests that run the changed line: first those that killed its neighbors, then the newest."""
        lines = self._touched[mutant.module]
        last = getattr(mutant.changed, "end_lineno", None) or mutant.line
        names = {name for line in range(mutant.line, last + 1) for name in lines.get(line, ())} - {""}
        if mutant.module.startswith("catalogue."):  # read once and then remembered
            names = set(self._items)
        elif not names:  # a part of an expression over several lines: whatever runs the module
            names = {name for tests in lines.values() for name in tests} - {""}
        near = self._kills.get(f"{mutant.module}.{mutant.function}", Counter())
        far = self._kills.get(mutant.module, Counter())
        stem = mutant.module.rsplit(".", maxsplit=1)[-1]

        def order(name: str) -> tuple[object, ...]:
            file = name.split("::")[0]
            return -near[name], -far[name], stem not in name, -self._written[file], name

        return [self._items[name] for name in sorted(names, key=order)]

    def _changed_code(
        self, mutant: Mutant, tree: Any
    ) -> list[tuple[types.FunctionType, types.CodeType]] | None:
        """The functions with the code that they get; none where the change lies outside their bodies."""
        own = self._functions_of(mutant.module)
        name = f"cardecide.facts.{mutant.module}"
        whole = compile(tree, sys.modules[name].__file__ or "", "exec", dont_inherit=True)
        changed = [
            (own[key], code)
            for key, code in _codes(whole)
            if key in own and not _same(own[key].__code__, code)
        ]
        return changed or None

    def _functions_of(self, module: str) -> dict[tuple[str, int], types.FunctionType]:
        if module not in self._functions:
            loaded = importlib.import_module(f"cardecide.facts.{module}")
            found = (f for f in _functions(vars(loaded)) if f.__module__ == loaded.__name__)
            self._functions[module] = {(f.__qualname__, f.__code__.co_firstlineno): f for f in found}
        return self._functions[module]


def _same(one: types.CodeType, other: types.CodeType) -> bool:
    return one == other and all(
        type(left) is type(right) for left, right in zip(one.co_consts, other.co_consts, strict=True)
    )


def _functions(names: Any) -> Iterator[types.FunctionType]:
    for value in names.values():
        value = getattr(value, "fget", None) or getattr(value, "__func__", value)
        value = getattr(value, "__wrapped__", value)
        if isinstance(value, types.FunctionType):
            yield value
        elif isinstance(value, type) and value.__module__.startswith("cardecide.facts"):
            yield from _functions(vars(value))


def _codes(code: types.CodeType) -> Iterator[tuple[tuple[str, int], types.CodeType]]:
    """The code of every function outside of other functions."""
    for inner in code.co_consts:
        if isinstance(inner, types.CodeType):
            yield (inner.co_qualname, inner.co_firstlineno), inner
            if "<locals>" not in inner.co_qualname and not inner.co_flags & 0x2:  # the body of a class
                yield from _codes(inner)


def _one_of_each(items: list[pytest.Item]) -> Iterator[pytest.Item]:
    seen: set[str] = set()
    for item in items:
        name = item.nodeid.split("[")[0]
        if name not in seen:
            seen.add(name)
            yield item


class _Changed(importlib.abc.MetaPathFinder, importlib.machinery.SourceFileLoader):
    """Imports one module with a change."""

    def __init__(self, mutant: Mutant) -> None:
        self._mutant = mutant
        name = f"cardecide.facts.{mutant.module}"
        importlib.machinery.SourceFileLoader.__init__(self, name, str(path_of(mutant.module)))

    def find_spec(
        self, fullname: str, path: Any, target: Any = None
    ) -> importlib.machinery.ModuleSpec | None:
        if fullname != self.name:
            return None
        return importlib.machinery.ModuleSpec(fullname, self, origin=self.path)

    def get_code(self, fullname: str) -> types.CodeType:
        with self._mutant.applied() as tree:
            return compile(tree, self.path, "exec", dont_inherit=True)


def try_anew(mutant: Mutant, files: list[str]) -> Verdict:
    """The verdict over a mutant in a process that imports the program; ``files`` are tried first."""

    def work(tell: Callable[[str], None]) -> int:
        sys.meta_path.insert(0, _Changed(mutant))

        class Plugin(suite.WithoutProperties, _FirstFailure):
            pass

        return suite.run_pytest(Plugin(tell), files) or suite.run_pytest(Plugin(tell))

    return forked(work)

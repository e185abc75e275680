"""Mutation testing of the facts.

``python -m tests.mutation.run [MODULE …]`` tries every mutant of the modules (of all modules where none is
named) and writes ``build/mutation.json``. What was tried before is not tried again while its function is
the same, unless ``--again`` is given; ``--survivors`` tries those that survived again, as after new tests.
Exit status 1: a survivor is not explained in ``survivors.yaml``.
"""

import argparse
import json
import os
import sys
import traceback
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.mutation import suite, trials
from tests.mutation.mutants import Mutant, modules, mutants_of
from tests.mutation.record import FIGURES, Record, explained


def in_child(work: Callable[[], Any], file: Path) -> Any:
    """Run ``work`` in a process of its own; return what it returned, by way of a file."""
    file.unlink(missing_ok=True)
    child = os.fork()
    if child == 0:
        status = 1
        try:
            file.write_text(json.dumps(work()), encoding="utf-8")
            status = 0
        except BaseException:  # noqa: BLE001 - the child must end here whatever happens
            traceback.print_exc()
        finally:
            os._exit(status)
    if os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) != 0:
        raise SystemExit("The mutants could not be tried.")
    return json.loads(file.read_text(encoding="utf-8"))


def files_for(module: str, touched: suite.Touched) -> list[str]:
    """The files of the tests that run a module, its own and those that run most of it first."""
    tests = Counter(name.split("::")[0] for names in touched[module].values() for name in names if name)
    stem = module.rsplit(".", maxsplit=1)[-1]
    return sorted(tests, key=lambda file: (stem not in file, -tests[file])) or list(suite.TESTS)


def main() -> int:
    """Try the mutants; see the top of this file."""
    parser = argparse.ArgumentParser(prog="python -m tests.mutation.run", description=__doc__)
    parser.add_argument("module", nargs="*", metavar="MODULE")
    parser.add_argument("--again", action="store_true", help="try again what was tried before")
    parser.add_argument("--survivors", action="store_true", help="try only the survivors again")
    asked = parser.parse_args()
    if unknown := set(asked.module) - set(modules()):
        parser.error(f"no such module: {', '.join(sorted(unknown))}")
    record = Record()
    todo: list[Mutant] = []
    for module in asked.module or modules():
        todo += record.open(module, mutants_of(module), asked.again, asked.survivors)
    record.save()
    if todo:
        suite.warm_up()
        work(todo, record)
        record.save()
    return 1 if report(record, asked.module or modules()) else 0


def work(todo: list[Mutant], record: Record) -> None:
    """Try mutants: first those of functions, then those that need the program imported anew."""
    folder = FIGURES.parent
    folder.mkdir(exist_ok=True)
    touched = suite.unpacked(in_child(suite.touched_lines, folder / "mutation-touched.json"))

    def hot() -> list[str]:
        left: list[str] = []

        def loop(session: pytest.Session) -> None:
            tried = trials.Hot(session, touched)
            for number, mutant in enumerate(todo, 1):
                verdict = tried.try_out(mutant) if tried.can(mutant) else None
                if verdict is None or (verdict[0] == trials.SURVIVED and tried.ran_before(mutant)):
                    left.append(mutant.key)
                else:
                    record.add(mutant, verdict)
                progress(number, len(todo), mutant)
            record.save()

        suite.run_pytest(suite.Loop(loop))
        return left

    left = set(in_child(hot, folder / "mutation-left.json"))
    record.reload()
    for number, mutant in enumerate((one for one in todo if one.key in left), 1):
        record.add(mutant, trials.try_anew(mutant, files_for(mutant.module, touched)[:2]))
        progress(number, len(left), mutant)


def progress(number: int, count: int, mutant: Mutant) -> None:
    """Say now and then how far it is."""
    if number % 50 == 0 or number == count:
        sys.stderr.write(f"{number} of {count}: {mutant.module}\n")


def report(record: Record, names: list[str]) -> int:
    """Say each module's figures and the survivors that nothing explains; return how many these are."""
    read = explained()
    unread = 0
    for module in names:
        mutants = record.modules[module]
        survivors = [key for key, one in mutants.items() if one["verdict"] == trials.SURVIVED]
        sys.stdout.write(f"{module}: {len(mutants)} mutants, {len(survivors)} survived\n")
        for key in survivors:
            if key not in read:
                unread += 1
                sys.stdout.write(f"  not explained, line {mutants[key]['line']}: {key}\n")
    return unread


if __name__ == "__main__":
    raise SystemExit(main())

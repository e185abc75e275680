"""What became of the mutants, kept in ``build/mutation.json``, and why those that survive can."""

import json
import time
from pathlib import Path
from typing import Any

import yaml

from tests.mutation import trials
from tests.mutation.mutants import ROOT, Mutant

FIGURES = ROOT / "build" / "mutation.json"
EXPLAINED = Path(__file__).parent / "survivors.yaml"


class Record:
    """What became of every mutant so far, by module."""

    def __init__(self) -> None:
        self.modules: dict[str, Any] = {}
        self.reload()

    def reload(self) -> None:
        """Take what the file holds."""
        if FIGURES.exists():
            self.modules = json.loads(FIGURES.read_text(encoding="utf-8"))
        self._saved = time.monotonic()

    def open(self, module: str, mutants: list[Mutant], again: bool, survivors: bool) -> list[Mutant]:
        """Take over what still holds of a module; return the mutants that are to be tried."""
        old = {} if again else self.modules.get(module, {})
        known = {mutant.key: old[mutant.key] for mutant in mutants if still_holds(mutant, old)}
        if survivors:
            known = {key: one for key, one in known.items() if one["verdict"] != trials.SURVIVED}
        self.modules[module] = known
        return [mutant for mutant in mutants if mutant.key not in known]

    def add(self, mutant: Mutant, verdict: trials.Verdict) -> None:
        """Note a verdict."""
        self.modules[mutant.module][mutant.key] = {
            "source": mutant.source,
            "kind": mutant.kind,
            "line": mutant.line,
            "verdict": verdict[0],
            "test": verdict[1],
        }
        if time.monotonic() - self._saved > 10:
            self.save()

    def save(self) -> None:
        """Write the figures, the whole file at once."""
        self._saved = time.monotonic()
        FIGURES.parent.mkdir(exist_ok=True)
        new = FIGURES.with_suffix(".new")
        new.write_text(json.dumps(self.modules, indent=1, ensure_ascii=False), encoding="utf-8")
        new.replace(FIGURES)


def still_holds(mutant: Mutant, verdicts: dict[str, Any]) -> bool:
    """Whether there is a verdict over the mutant from when its function was as it is."""
    return mutant.key in verdicts and verdicts[mutant.key]["source"] == mutant.source


def explanations() -> list[dict[str, Any]]:
    """The survivors that were read, by the reason why no test can tell them: ``why`` and ``mutants``."""
    found: list[dict[str, Any]] = yaml.safe_load(EXPLAINED.read_text(encoding="utf-8"))
    return found


def explained() -> set[str]:
    """The keys of the survivors that were read."""
    return {key for group in explanations() for key in group["mutants"]}

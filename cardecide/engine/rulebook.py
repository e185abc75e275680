"""All rule packs that are in use together."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from cardecide.case.partial_date import PartialDate
from cardecide.engine.evaluate import Evaluator
from cardecide.engine.finding import PackFinding
from cardecide.engine.pack import Kind, Pack
from cardecide.engine.vocabulary import Vocabulary
from cardecide.facts.fact import Fact
from cardecide.reading.problem import Problem


@dataclass(frozen=True)
class Rulebook:
    """Packs by id, what they are together (version, hash), and which differ from the first folder's."""

    packs: Mapping[str, Pack]
    vocabulary: Vocabulary
    folders: tuple[Path, ...]
    version: str
    sha256: str
    modified: tuple[str, ...] = ()
    warnings: tuple[Problem, ...] = ()

    def of_kind(self, kind: Kind) -> tuple[Pack, ...]:
        """The packs of one kind, by id."""
        return tuple(pack for pack in self.packs.values() if pack.kind == kind)

    @cached_property
    def evaluator(self) -> Evaluator:
        """The evaluator of all packs at once."""
        return Evaluator(tuple(self.packs.values()), self.vocabulary)

    def evaluate(self, facts: Mapping[str, Fact], on: PartialDate) -> dict[str, PackFinding]:
        """The findings of every pack, by id; much faster than one pack after the other."""
        return self.evaluator.evaluate(facts, on)

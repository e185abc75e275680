"""All rule packs that are in use together."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Literal

from cardecide.case.partial_date import PartialDate
from cardecide.engine.evaluate import Evaluator
from cardecide.engine.finding import PackFinding
from cardecide.engine.pack import Kind, Pack
from cardecide.engine.vocabulary import Vocabulary
from cardecide.facts.fact import Fact
from cardecide.reading.problem import Problem

PackOrigin = Literal["bundled", "local_reviewed", "local_unreviewed"]
"""Where a pack comes from: with the program, or changed locally, with a second person's review or without."""


@dataclass(frozen=True)
class Rulebook:
    """Packs by id, what they are together (version, hash), and which differ from the first folder's.

    ``reviewed`` are those of ``modified`` that a second person reviewed.
    """

    packs: Mapping[str, Pack]
    vocabulary: Vocabulary
    folders: tuple[Path, ...]
    version: str
    sha256: str
    modified: tuple[str, ...] = ()
    warnings: tuple[Problem, ...] = ()
    reviewed: tuple[str, ...] = ()

    @cached_property
    def origins(self) -> Mapping[str, PackOrigin]:
        """Where every pack comes from, by id."""
        local: dict[str, PackOrigin] = {
            pack: "local_reviewed" if pack in self.reviewed else "local_unreviewed" for pack in self.modified
        }
        return {pack: local.get(pack, "bundled") for pack in self.packs}

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

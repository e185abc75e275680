"""The rule language: packs, their evaluation with an explanation, and the linter."""

from cardecide.engine.evaluate import evaluate
from cardecide.engine.finding import CriterionFinding, PackFinding, VersionFinding
from cardecide.engine.loader import load_rulebook
from cardecide.engine.pack import Pack
from cardecide.engine.rulebook import Rulebook

__all__ = [
    "CriterionFinding",
    "Pack",
    "PackFinding",
    "Rulebook",
    "VersionFinding",
    "evaluate",
    "load_rulebook",
]

"""Evaluates packs: from the facts of one patient to findings. One way for every surface."""

from collections.abc import Mapping, Sequence
from functools import lru_cache

from cardecide.case.partial_date import PartialDate
from cardecide.engine.compile import compile_graph
from cardecide.engine.finding import Evaluated, PackFinding, Reason, VersionFinding
from cardecide.engine.pack import Pack
from cardecide.engine.prepared import PreparedVersion, Status, graph_of, prepare
from cardecide.engine.versions import InForce, in_force
from cardecide.engine.vocabulary import Vocabulary
from cardecide.facts.catalogue import catalogue
from cardecide.facts.fact import Fact

_DAYS_REMEMBERED = 16


class Evaluator:
    """Evaluates a fixed set of packs in one pass; the conditions they share are judged once.

    ``graph`` holds the conditions, ``run`` gives the answers to them, ``prepared`` the versions of each pack.
    """

    def __init__(self, packs: Sequence[Pack], vocabulary: Vocabulary) -> None:
        self.packs = tuple(packs)
        self.vocabulary = vocabulary
        self.graph = graph_of(packs)
        self.run = compile_graph(self.graph)
        self.prepared = {pack.id: prepare(pack, self.graph) for pack in packs}
        self._on_day = lru_cache(_DAYS_REMEMBERED)(self._versions_on)

    def evaluate(self, facts: Mapping[str, Fact], on: PartialDate) -> dict[str, PackFinding]:
        """The findings of every pack on the decision date, by pack id."""
        evaluated = Evaluated(self.run(facts), facts, self.vocabulary)
        return {
            pack.id: _finding(pack, force, versions, evaluated, on)
            for pack, force, versions in self._on_day(on)
        }

    def _versions_on(self, on: PartialDate) -> list[tuple[Pack, InForce, list[PreparedVersion]]]:
        found = []
        for pack in self.packs:
            force = in_force(pack, on)
            versions = [p for p in self.prepared[pack.id] if any(p.version is v for v in force.versions)]
            found.append((pack, force, versions))
        return found


def _finding(
    pack: Pack, force: InForce, versions: list[PreparedVersion], evaluated: Evaluated, on: PartialDate
) -> PackFinding:
    answers = evaluated.answers
    findings = [VersionFinding(version, version.status(answers), evaluated) for version in versions]
    beyond = pack.verified_through is not None and on.last > pack.verified_through
    if force.before:
        findings.insert(0, VersionFinding(None, "not_approved", evaluated))
    if force.after:
        findings.append(VersionFinding(None, "not_approved", evaluated))
    status: Status | None = findings[0].status if findings else None
    reason: Reason = "none" if status is None else "criteria"
    day = None
    if any(finding.status != status for finding in findings):
        status, reason = "undetermined", "versions_disagree"
        day = force.changes[0]
    elif status == "not_approved":
        reason = "not_yet_approved" if force.before else "no_longer_approved"
        if beyond:  # an approval may have come since
            status, reason = "undetermined", "not_verified"
    return PackFinding(pack, status, reason, tuple(findings), day, beyond)


def evaluate(
    pack: Pack, facts: Mapping[str, Fact], on: PartialDate, vocabulary: Vocabulary | None = None
) -> PackFinding:
    """How one pack stands for these facts on the decision date.

    Prepares the pack anew each time; for many packs or many patients use ``Rulebook.evaluate``.
    """
    evaluator = Evaluator([pack], catalogue() if vocabulary is None else vocabulary)
    return evaluator.evaluate(facts, on)[pack.id]

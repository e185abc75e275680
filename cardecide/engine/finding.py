"""How a pack stands for one patient: the verdict on each criterion, why, and what is missing.

Findings read the vector of answers when they are asked; they are not changed once made.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from cardecide.engine.compile import TRUTH_OF, Answers
from cardecide.engine.explain import Node, explained, missing_names
from cardecide.engine.pack import Criterion, Pack, Version
from cardecide.engine.pack_file import Role
from cardecide.engine.prepared import PreparedCriterion, PreparedVersion, Status, Verdict
from cardecide.engine.vocabulary import Vocabulary
from cardecide.facts.fact import Fact
from cardecide.facts.value import Truth

Reason = Literal[
    "criteria", "not_yet_approved", "no_longer_approved", "versions_disagree", "not_verified", "none"
]


@dataclass(slots=True, eq=False)
class Evaluated:
    """The answers to all conditions for one patient, from which every finding is read."""

    answers: Answers
    facts: Mapping[str, Fact]
    vocabulary: Vocabulary


@dataclass(slots=True, eq=False)
class CriterionFinding:
    """One criterion for one patient.

    ``truth`` is that of the condition. ``verdict`` is what counts: *met* always speaks for the patient or
    for giving the product. An include is met where its condition is true; an exclude, a hold and a caution
    are met where it is false, and *not met* means that they fire; favor, advise and applies are met where
    they apply. A criterion to be checked by hand never counts as met.
    """

    prepared: PreparedCriterion
    evaluated: Evaluated = field(repr=False)

    @property
    def criterion(self) -> Criterion:
        """The criterion itself, with its text, source and reasons."""
        return self.prepared.criterion

    @property
    def id(self) -> str:
        """The criterion's identifier."""
        return self.prepared.criterion.id

    @property
    def role(self) -> Role:
        """What the criterion is for: include, exclude, hold, caution, favor, advise or applies."""
        return self.prepared.criterion.role

    @property
    def truth(self) -> Truth:
        """The truth of the condition; unknown where there is none."""
        return TRUTH_OF[self.prepared.answer(self.evaluated.answers)]

    @property
    def verdict(self) -> Verdict:
        """The verdict that counts."""
        return self.prepared.verdicts[self.prepared.answer(self.evaluated.answers)]

    @property
    def computed(self) -> Verdict:
        """What the condition says by itself, however weak its source; ``by_hand`` where there is none."""
        return self.prepared.computed[self.prepared.answer(self.evaluated.answers)]

    @property
    def explanation(self) -> Node | None:
        """The condition as a tree with the truth of every step and the fact it was judged on."""
        step = self.prepared.step
        return None if step is None else explained(step, self.evaluated.answers, self.evaluated.facts)

    @property
    def needs(self) -> tuple[str, ...]:
        """The unknown facts that can still change this criterion, in the order of the condition."""
        node = self.explanation if self.truth is Truth.UNKNOWN else None
        return () if node is None else missing_names(node, self.evaluated.vocabulary)


@dataclass(slots=True, eq=False)
class VersionFinding:
    """One version of a pack for one patient; without ``prepared``, the days on which none is in force."""

    prepared: PreparedVersion | None
    status: Status | None
    evaluated: Evaluated = field(repr=False)

    @property
    def version(self) -> Version | None:
        """The version, with its dates."""
        return None if self.prepared is None else self.prepared.version

    @property
    def criteria(self) -> tuple[CriterionFinding, ...]:
        """The findings on the version's criteria, in its order."""
        if self.prepared is None:
            return ()
        evaluated = self.evaluated
        return tuple([CriterionFinding(criterion, evaluated) for criterion in self.prepared.criteria])


@dataclass(slots=True, eq=False)
class PackFinding:
    """One pack for one patient on the decision date.

    ``status`` is None for packs that decide none (guidance, evidence). ``versions`` has one entry for each
    version that may be in force, and one without a version for days on which there is none; more than one
    where the decision date straddles them. Where their statuses differ, ``deciding_day`` is the first day on
    which what is in force changes. ``beyond_verified`` says that the decision date lies after the last day
    on which the pack's text was known to be current.
    """

    pack: Pack
    status: Status | None
    reason: Reason
    versions: tuple[VersionFinding, ...]
    deciding_day: date | None = None
    beyond_verified: bool = False

    @property
    def criteria(self) -> tuple[CriterionFinding, ...]:
        """The criteria of the newest version that may be in force; none where no version is."""
        return self.versions[-1].criteria if self.versions else ()

    def criterion(self, identifier: str) -> CriterionFinding:
        """The finding on one criterion of the newest version; raises KeyError where there is none."""
        for finding in self.criteria:
            if finding.id == identifier:
                return finding
        raise KeyError(identifier)

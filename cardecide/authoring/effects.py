"""What a changed pack does: to the open case, and to many cases one after the other."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from types import MappingProxyType

from cardecide.assessment.assessing import judged_on
from cardecide.assessment.comparison import compare
from cardecide.assessment.further_results import Comparison, ScoreChange, StatusChange
from cardecide.case.model import Case
from cardecide.case.partial_date import PartialDate
from cardecide.engine.loader import rulebook_hash
from cardecide.engine.pack import Pack
from cardecide.engine.rulebook import PackOrigin, Rulebook
from cardecide.language.text import Language
from cardecide.reading.problem import InputError


@dataclass(frozen=True, slots=True)
class CaseImpact:
    """What changes for one case; ``name`` is what the caller called it.

    ``criteria`` is the number of criteria with another verdict. ``error`` says why the case could not be
    judged.
    """

    name: str
    decision_date: str = ""
    changes: tuple[StatusChange, ...] = ()
    scores: tuple[ScoreChange, ...] = ()
    criteria: int = 0
    error: str = ""

    @property
    def is_changed(self) -> bool:
        """Whether a status, a score or a verdict is another one."""
        return bool(self.changes or self.scores or self.criteria)


def with_pack(rulebook: Rulebook, pack: Pack, origin: PackOrigin = "local_unreviewed") -> Rulebook:
    """The rulebook with this pack in the place of the one with its id, or added to it."""
    return with_packs(rulebook, [(pack, origin)])


def with_packs(rulebook: Rulebook, packs: Iterable[tuple[Pack, PackOrigin]]) -> Rulebook:
    """The same with several packs. One of the same content as the pack it replaces changes nothing."""
    together = dict(rulebook.packs)
    modified, reviewed = set(rulebook.modified), set(rulebook.reviewed)
    for pack, origin in packs:
        before = together.get(pack.id)
        together[pack.id] = pack
        if origin == "bundled" or (before is not None and before.sha256 == pack.sha256):
            continue
        modified.add(pack.id)
        reviewed.discard(pack.id)
        if origin == "local_reviewed":
            reviewed.add(pack.id)
    return replace(
        rulebook,
        packs=MappingProxyType(dict(sorted(together.items()))),
        sha256=rulebook_hash(together.values()),
        modified=tuple(sorted(modified)),
        reviewed=tuple(sorted(reviewed)),
    )


def case_effect(
    case: Case,
    before: Rulebook,
    after: Rulebook,
    *,
    default_date: PartialDate | None = None,
    language: Language = "en",
) -> Comparison:
    """How the case is judged differently under ``after``.

    Raises InputError where the case cannot be judged.
    """
    first, second = (
        judged_on(case, rules, default_date=default_date, language=language) for rules in (before, after)
    )
    return compare(first, second)


def impact_over(
    cases: Iterable[tuple[str, Case]],
    before: Rulebook,
    after: Rulebook,
    *,
    default_date: PartialDate | None = None,
    language: Language = "en",
    cancelled: Callable[[], bool] = lambda: False,
) -> Iterator[CaseImpact]:
    """One answer for each case, in order, as soon as it is there; ends early once ``cancelled`` says so.

    A case that cannot be judged is told with ``error`` and stops nothing.
    """
    for name, case in cases:
        if cancelled():
            return
        try:
            found = case_effect(case, before, after, default_date=default_date, language=language)
        except InputError as error:
            yield CaseImpact(name, error=str(error))
            continue
        yield CaseImpact(
            name, found.after.decision_date, tuple(found.changes), tuple(found.scores), len(found.criteria)
        )

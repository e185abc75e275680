"""What a changed pack does: to the open case, and to many cases one after the other."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from cardecide.assessment.further_results import Comparison, ScoreChange, StatusChange
from cardecide.case.model import Case
from cardecide.case.partial_date import PartialDate
from cardecide.engine.pack import Pack
from cardecide.engine.rulebook import PackOrigin, Rulebook
from cardecide.language.text import Language


@dataclass(frozen=True, slots=True)
class CaseImpact:
    """What changes for one case; ``name`` is what the caller called it.

    ``error`` says why it could not be judged.
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
    raise NotImplementedError


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
    raise NotImplementedError


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
    raise NotImplementedError

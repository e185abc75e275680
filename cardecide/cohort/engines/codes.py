"""The small numbers that stand for statuses, verdicts and reasons in the columns of a result."""

from typing import Final, get_args

from cardecide.engine.finding import Reason
from cardecide.engine.prepared import Status, Verdict

STATUSES: Final[tuple[Status, ...]] = get_args(Status)
VERDICTS: Final[tuple[Verdict, ...]] = get_args(Verdict)
REASONS: Final[tuple[Reason, ...]] = get_args(Reason)

STATUS: Final = {one: code for code, one in enumerate(STATUSES)}
VERDICT: Final = {one: code for code, one in enumerate(VERDICTS)}
REASON: Final = {one: code for code, one in enumerate(REASONS)}

NOT_IN_FORCE: Final = len(VERDICTS)
"""The code of a criterion that does not belong to the version in force on the row's day."""

"""The line planner: each hypothesis with the statuses that it moves, and why."""

from typing import Any

from reportlab.platypus import Flowable

from cardecide.report.context import Context
from cardecide.report.grid import Grid, Row
from cardecide.report.headings import columns
from cardecide.report.paragraph import Line, Piece, paragraph
from cardecide.report.styles import GRAY, SMALL


def planner_table(context: Context) -> list[Flowable]:
    """One row for each hypothesis that moves a status; those that move none are named together."""
    words = context.words
    moving = [entry for entry in context.result.planner if _moves(entry)]
    still = [entry for entry in context.result.planner if not _moves(entry)]
    rows = [
        Row(
            ((paragraph(_text(entry.get("if")), SMALL),), (paragraph(_effects(context, entry), SMALL),)),
            padding=1.5,
        )
        for entry in moving
    ]
    groups: dict[str, list[str]] = {}
    for entry in still:
        groups.setdefault(_text(entry.get("note")), []).append(_text(entry.get("if")))
    for note, hypotheses in groups.items():
        cells = (
            (paragraph(context.joined(hypotheses), SMALL),),
            (paragraph([Piece(note, color=GRAY)], SMALL),),
        )
        rows.append(Row(cells, padding=1.5))
    head = columns(words("column-if"), words("column-then"))
    return [Grid(rows, (214, None), head=head)] if rows else []


def _moves(entry: dict[str, Any]) -> bool:
    return any(entry.get(name) for name in ("opens", "closes", "changes"))


def _text(value: Any) -> str:
    return str(value) if value else "–"


def _effects(context: Context, entry: dict[str, Any]) -> Line:
    """Opens, closes, and what else moves, packs that move alike together with their reason."""
    words = context.words
    opens, closes = ([str(one) for one in entry.get(name) or ()] for name in ("opens", "closes"))
    reasons = {str(one.get("status")): one for one in entry.get("changes") or () if isinstance(one, dict)}
    # A label that only begins then closes nothing, even where it does not permit.
    closes = [name for name in closes if reasons.get(name, {}).get("before") != "not_approved"]
    rest = [name for name in reasons if name not in opens and name not in closes]
    line: Line = []
    for lead, names in (("opens", opens), ("closes", closes), ("moves", rest)):
        groups: dict[tuple[str, str], list[str]] = {}
        for name in names:
            change = reasons.get(name, {})
            after = str(change.get("after") or "") if lead != "opens" else ""
            groups.setdefault((after, str(change.get("reason") or "").strip()), []).append(name)
        for index, ((after, reason), members) in enumerate(groups.items()):
            start = " " if line else ""
            line.append(Piece(start + words(lead) if not index else start, bold=True))
            line.append(Piece(context.packs(members), bold=True))
            told = f" → {words.status(after)}" if after in _STATUSES else ""
            end = words("sentence-end").rstrip()
            line.append(f"{told}{words('colon')}{reason.rstrip('.。')}{end}" if reason else f"{told}{end}")
    return line or ["–"]


_STATUSES = ("on_label", "off_label", "undetermined", "not_approved")

"""The trials of one product in short: status, counts, and what excludes the patient."""

from collections.abc import Sequence
from dataclasses import replace

from reportlab.platypus import Flowable

from cardecide.assessment.result import ProductResult, TrialResult
from cardecide.report.chips import Chip
from cardecide.report.context import Context, short_title
from cardecide.report.criteria_tables import WIDTHS, trial_counts
from cardecide.report.grid import SMALL_TABLE, Grid, Row
from cardecide.report.label_lines import criteria_in_short
from cardecide.report.paragraph import GAP, Line, Piece, paragraph
from cardecide.report.styles import GRAY, NOTE, SMALL


def trial_lines(context: Context, product: ProductResult, trials: Sequence[TrialResult]) -> list[Flowable]:
    """One row for each trial; every criterion of it stands in the appendix."""
    if not trials:
        return []
    rows = [_row(context, product, trial) for trial in trials]
    # The remark is the last row of the table, so that it never stands alone on the next page.
    rows[-1] = replace(rows[-1], keep=True)
    remark = paragraph(context.words("trials-in-appendix"), NOTE)
    rows.append(Row(((remark,),), (4,), rule=None, padding=1.2))
    return [Grid(rows, WIDTHS, together=SMALL_TABLE)]


def _row(context: Context, product: ProductResult, trial: TrialResult) -> Row:
    words = context.words
    line: Line = [Piece(short_title(trial.title, product), bold=True)]
    if trial.registry and trial.registry not in trial.title:
        line.append(Piece(f" {trial.registry}", color=GRAY))
    line.append(Piece(f" ({trial_counts(context, trial)})", color=GRAY))
    failed = [one for one in trial.criteria if one.verdict == "not_met"]
    if failed:
        lead = "fails-one" if trial.fails_exactly_one else "fails"
        line.extend(criteria_in_short(context, failed, lead, most=len(failed)))
    else:
        line.append(f"{GAP}{trial.reason}")
    chip = Chip(trial.status, words(f"trial.{trial.status}"))
    return Row(((chip,), (paragraph(line, SMALL),)), (1, 3), padding=1.2)

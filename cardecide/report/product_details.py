"""The part of one product: its labels with their criteria, and its trials."""

from reportlab.platypus import Flowable

from cardecide.assessment.result import ProductResult, TrialResult
from cardecide.report.context import Context
from cardecide.report.criteria_tables import trial_in_short, trial_table
from cardecide.report.labels_table import labels_table
from cardecide.report.trial_lines import trial_lines


def product_details(context: Context, product: ProductResult) -> list[Flowable]:
    """Labels in full, pivotal trials in full, the other trials in short."""
    in_full = [trial for trial in product.trials if _is_in_full(trial)]
    short = [trial for trial in product.trials if not _is_in_full(trial)]
    return [
        *labels_table(context, product.labels),
        *(trial_table(context, trial) for trial in in_full),
        *trial_lines(context, product, short),
    ]


def trials_in_appendix(context: Context) -> list[Flowable]:
    """All criteria of the trials that were told in short."""
    return [
        part
        for product in context.ranked_products
        for trial in product.trials
        if not _is_in_full(trial)
        for part in trial_in_short(context, trial)
    ]


def _is_in_full(trial: TrialResult) -> bool:
    return trial.pivotal and trial.status != "outside"

"""What guidance says about the products, each consideration once with the products it concerns."""

from reportlab.platypus import Flowable

from cardecide.assessment.result import CriterionResult
from cardecide.report.context import Context
from cardecide.report.criteria_tables import WIDTHS, Standing, criterion_heads, criterion_rows
from cardecide.report.grid import Grid


def considerations_table(context: Context) -> list[Flowable]:
    """What labels and safety have not said already; those that apply in rows, the others gathered."""
    members: dict[tuple[str, str, str], list[CriterionResult]] = {}
    concerned: dict[tuple[str, str, str], list[str]] = {}
    products = context.result.products
    for product in products:
        said = {one.text for label in product.labels for one in label.criteria}
        said.update(item.text for item in product.safety.items)
        for one in product.considerations:
            if one.text not in said:
                key = (one.text, one.role, one.verdict)
                members.setdefault(key, []).append(one)
                concerned.setdefault(key, []).append(product.id)
    if not members:
        return []
    standings = []
    for about, found in members.items():
        sources = tuple({(s.cite, s.link, s.place): s for one in found if (s := one.source)}.values())
        ids = tuple(concerned[about]) if len(set(concerned[about])) < len(products) else ()
        standings.append(Standing(found[0], ids, sources))
    return [Grid(criterion_rows(context, standings), WIDTHS, head=criterion_heads(context))]

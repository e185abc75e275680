"""What guidance says about the products, each consideration once with the products it concerns."""

from typing import Final

from reportlab.platypus import Flowable

from cardecide.assessment.result import CriterionResult
from cardecide.report.context import Context
from cardecide.report.criteria_tables import (
    WIDTHS,
    Standing,
    applies,
    criterion_heads,
    criterion_rows,
    in_a_line,
    verdict,
)
from cardecide.report.grid import Grid
from cardecide.report.listing import listed_under

_KNOWN: Final = ("met", "not_met")


def considerations_table(context: Context) -> list[Flowable]:
    """What labels and safety have not said already; those that apply in rows, the others one on a line."""
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
        every = len(set(concerned[about])) == len(products)
        ids = () if every else tuple(map(context.product_name, concerned[about]))
        standings.append(Standing(found[0], ids, sources))
    in_rows = [one for one in standings if applies(one.criterion) and one.criterion.verdict in _KNOWN]
    flowables: list[Flowable] = []
    if in_rows:
        rows = criterion_rows(context, in_rows)
        flowables.append(Grid(rows, WIDTHS, head=criterion_heads(context)))
    groups: dict[str, list[Standing]] = {}
    for other in standings:
        if other not in in_rows:
            heading = "".join(piece.text for piece in verdict(context, other.criterion))
            groups.setdefault(heading, []).append(other)
    for heading, members_of in groups.items():
        told = [in_a_line(context, other) for other in members_of]
        flowables.extend(listed_under(f"{heading} ({len(told)})", told))
    return flowables

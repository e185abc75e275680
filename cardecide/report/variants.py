"""The two reports: everything that was found, or the one page for the board."""

from collections.abc import Iterator
from itertools import count
from typing import Literal

from reportlab.platypus import Flowable

from cardecide.report.alternatives_table import alternative_criteria, alternatives_table
from cardecide.report.closing import notes, references, rules_used
from cardecide.report.column_flow import ColumnFlow
from cardecide.report.considerations_table import considerations_table
from cardecide.report.context import Context
from cardecide.report.evidence_table import evidence_table
from cardecide.report.fact_table import fact_table
from cardecide.report.first_page import first_page
from cardecide.report.headings import room_for, section
from cardecide.report.lines_drawing import lines_drawing
from cardecide.report.missing_block import all_questions, open_questions
from cardecide.report.order_table import order_table
from cardecide.report.outline import Bookmark
from cardecide.report.pages import LeaveFirstPage
from cardecide.report.planner_table import planner_table
from cardecide.report.preparation_table import preparation_table
from cardecide.report.product_details import product_details, trials_in_appendix
from cardecide.report.safety_table import safety_table
from cardecide.report.score_table import score_tables
from cardecide.report.timeline_table import timeline_table
from cardecide.report.toxicity_table import toxicity_table
from cardecide.report.treatment_table import override_table, treatment_table
from cardecide.report.ways_table import ways_table, what_if_table

Variant = Literal["full", "one-page"]


def full_report(context: Context, *, issued: str, width: float, height: float) -> Iterator[Flowable]:
    """Page one, then every part of the result in the order in which a board asks for it.

    ``width`` and ``height`` are those of the room on page one, in points.
    """
    yield from first_page(context, issued=issued, width=width, height=height)
    yield LeaveFirstPage()
    number = count(1)
    short = {product.name: context.product_name(product.id) for product in context.result.products}
    for title, part in _parts(context):
        if part:
            room, heading = section(title, room=room_for(part, width))
            bookmark = Bookmark(title, next(number), short=short.get(title, ""))
            yield from (room, bookmark, heading, *part)


def _parts(context: Context) -> Iterator[tuple[str, list[Flowable]]]:
    words = context.words
    yield words("course"), timeline_table(context)
    yield words("planner"), [*lines_drawing(context), *planner_table(context)]
    yield words("preparation"), preparation_table(context)
    for product in context.ranked_products:
        yield product.name, product_details(context, product)
    yield words("safety"), safety_table(context)
    yield words("score"), [*score_tables(context), *order_table(context)]
    yield words("evidence"), evidence_table(context)
    yield words("considerations"), considerations_table(context)
    yield words("alternatives"), alternatives_table(context)
    yield words("missing"), all_questions(context)
    yield words("ways"), [*ways_table(context), *what_if_table(context)]
    yield words("open-questions"), open_questions(context)
    yield words("treatments"), treatment_table(context)
    yield words("toxicity"), toxicity_table(context)
    yield words("overrides"), override_table(context)
    yield words("facts"), fact_table(context)
    yield words("notes"), notes(context)
    appendix = [*trials_in_appendix(context), *alternative_criteria(context)]
    yield words("appendix"), [ColumnFlow(appendix)] if appendix else []
    yield words("references"), references(context)
    yield words("rules-used"), rules_used(context)

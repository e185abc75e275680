"""How firm the order of the products is: under other weights, and under every policy that the rules hold."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from cardecide.assessment.result import PolicyOrder, Result
from cardecide_ui.answer import signs
from cardecide_ui.answer.plan_text import short_name
from cardecide_ui.answer.product_face import interval_text
from cardecide_ui.fields.plain_widgets import PlainLabel
from cardecide_ui.texts import Texts


def fill_order(into: QVBoxLayout, result: Result, texts: Texts) -> None:
    """The stability in a sentence, then the policies side by side, the one used first."""
    if result.stability is not None:
        into.addWidget(PlainLabel(result.stability.text, wrap=True))
    if len(result.policies) > 1:
        into.addWidget(PlainLabel(texts("order.policies"), role="heading", wrap=True))
        into.addWidget(_policies(result, texts))


def _policies(result: Result, texts: Texts) -> QWidget:
    table = QWidget()
    grid = QGridLayout(table)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(14)
    grid.setVerticalSpacing(2)
    grid.setColumnStretch(0, 1)
    for column, policy in enumerate(result.policies, start=1):
        title = texts("order.used", policy=policy.title) if policy.used else policy.title
        heading = PlainLabel(title, role="strong" if policy.used else "quiet", wrap=True)
        grid.addWidget(heading, 0, column, Qt.AlignmentFlag.AlignBottom)
        grid.setColumnStretch(column, 2)
    names = {product.id: short_name(product.name) for product in result.products}
    for row, place in enumerate(result.policies[0].places, start=1):
        grid.addWidget(PlainLabel(names.get(place.product, place.product)), row, 0)
        for column, policy in enumerate(result.policies, start=1):
            grid.addWidget(PlainLabel(_place(policy, place.product, texts)), row, column)
    return table


def _place(policy: PolicyOrder, product: str, texts: Texts) -> str:
    """The place, the band's sign and the interval; the band itself in words stands on the card."""
    for number, one in enumerate(policy.places, start=1):
        if one.product == product:
            sign = signs.BAND[one.band].symbol
            return texts("order.place", place=number, sign=sign, interval=interval_text(one.low, one.high))
    return "–"

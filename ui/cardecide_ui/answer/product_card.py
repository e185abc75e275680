"""One product in the ranking: place, band, score, permission per country, what speaks against it."""

from decimal import Decimal
from math import ceil, floor
from textwrap import shorten

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from cardecide.assessment.result import LabelResult, LabelStatus, ProductResult, Result, SafetyItem
from cardecide_ui.answer import signs
from cardecide_ui.answer.chips import Chip, FlowLayout
from cardecide_ui.answer.jump import Jump
from cardecide_ui.answer.product_detail import ProductDetail
from cardecide_ui.answer.score_bar import ScoreBar
from cardecide_ui.fields.plain_widgets import PlainLabel, set_plain_tooltip
from cardecide_ui.palettes import Colors
from cardecide_ui.texts import Texts
from cardecide_ui.view_models.page_state import PageState

_SHOWN_AGAINST = 3
_CHIPS_APART = 4  # beyond this many, countries of the same status share a chip
_REASON_LENGTH = 170  # characters: two lines; the rest is in the detail


class ProductCard(QFrame):
    """Made once per product; ``show_product`` brings it up to date."""

    def __init__(
        self, texts: Texts, colors: Colors, jump: Jump, state: PageState, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("card", "product")
        self._texts = texts
        self._colors = colors
        self._jump = jump
        self._shown: tuple[int, ProductResult] | None = None
        self._body: QWidget | None = None
        self._detail: ProductDetail | None = None
        self._state = state
        self.toggle_button = QToolButton(self)
        self.toggle_button.setProperty("role", "quiet")
        self.toggle_button.clicked.connect(self.toggle)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(12, 8, 12, 6)
        self._layout.setSpacing(4)

    @property
    def is_open(self) -> bool:
        """Whether the detail is shown."""
        return self._shown is not None and self._shown[1].id in self._state.products

    def show_product(self, place: int, product: ProductResult, result: Result) -> None:
        """Show a product at its place; nothing is made anew where nothing changed."""
        shown_before, self._result = self._shown, result
        if shown_before == (place, product):
            return
        self._shown = (place, product)
        if shown_before is None or _face(*shown_before) != _face(place, product):
            self._replace_body(place, product)
        self._show_detail()

    def toggle(self) -> None:
        """Open or close the detail."""
        if self._shown is None:
            return
        product = self._shown[1]
        self._state.products ^= {product.id}
        opened = self._state.folds_of(product.id)
        if self.is_open and not opened and product.labels:
            opened.add(product.labels[0].pack)
        self._show_detail()

    def _replace_body(self, place: int, product: ProductResult) -> None:
        if self._body is not None:
            self._layout.removeWidget(self._body)
            self._body.hide()
            self._body.deleteLater()
        self._body = QWidget(self)
        body = QVBoxLayout(self._body)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(4)
        body.addLayout(self._head(place, product))
        if product.labels:
            chips = QWidget(self._body)
            flow = FlowLayout(chips)
            for status, where in permissions(product.labels):
                word = self._texts.common(f"status.{status}")
                chip = Chip(signs.LABEL[status], f"{' '.join(where)} {word}", chips)
                chip.setToolTip(", ".join(self._texts(f"jurisdiction.{name}") for name in where))
                flow.addWidget(chip)
            body.addWidget(chips)
        against = [item for item in product.safety.items if item.kind == "hold"]
        against += [item for item in product.safety.items if item.kind == "caution"]
        for item in against[:_SHOWN_AGAINST]:
            body.addWidget(self._against(item))
        if len(against) > _SHOWN_AGAINST:
            more = self._texts("answer.more", count=len(against) - _SHOWN_AGAINST)
            body.addWidget(PlainLabel(more, role="caption"))
        if still_open := len(product.safety.items) - len(against):
            said = self._texts("safety.open_count", count=still_open)
            body.addWidget(PlainLabel(f"{signs.SAFETY['open'].symbol} {said}", role="caption"))
        if reason := product.summary or product.score.reason:
            body.addWidget(self._reason(reason))
        self._layout.insertWidget(0, self._body)
        self._layout.addWidget(self.toggle_button, 0, Qt.AlignmentFlag.AlignLeft)

    def _head(self, place: int, product: ProductResult) -> QVBoxLayout:
        score = product.score
        sign = signs.BAND[score.band]
        band = self._texts.common(f"band.{score.band}")
        interval = interval_text(score.low, score.high)
        bar = ScoreBar(self._colors, self)
        bar.show_score(score.low, score.high, sign.tone, self._texts("answer.score", interval=interval))
        number = PlainLabel(interval, role="strong")
        number.setFixedWidth(58)
        number.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        name = QHBoxLayout()
        name.setSpacing(8)
        name.addWidget(PlainLabel(f"{place}", role="quiet"))
        name.addWidget(PlainLabel(product.name, role="title", wrap=True), 1)
        standing = QHBoxLayout()
        standing.setSpacing(8)
        standing.addWidget(Chip(sign, band))
        standing.addStretch(1)
        standing.addWidget(bar)
        standing.addWidget(number)
        head = QVBoxLayout()
        head.setSpacing(3)
        head.addLayout(name)
        head.addLayout(standing)
        return head

    @staticmethod
    def _reason(reason: str) -> PlainLabel:
        label = PlainLabel(shorten(reason, _REASON_LENGTH, placeholder=" …"), role="quiet", wrap=True)
        set_plain_tooltip(label, reason if label.text() != reason else "")
        return label

    def _against(self, item: SafetyItem) -> PlainLabel:
        sign = signs.SAFETY[item.kind]
        role = "problem" if item.kind == "hold" else "warning" if item.kind == "caution" else "caption"
        return PlainLabel(
            f"{sign.symbol} {self._texts(f'safety.{item.kind}')}: {item.text}", role=role, wrap=True
        )

    def _show_detail(self) -> None:
        if self._detail is not None:
            self._layout.removeWidget(self._detail)
            self._detail.hide()
            self._detail.deleteLater()
            self._detail = None
        if self._shown is None:
            return
        product = self._shown[1]
        word = self._texts("answer.close" if self.is_open else "answer.open")
        self.toggle_button.setText(f"{'▾' if self.is_open else '▸'} {word}")
        self.toggle_button.setAccessibleName(f"{product.name}: {word}")
        if self.is_open:
            self._detail = ProductDetail(
                product,
                self._result,
                self._texts,
                self._jump,
                self._state,
                self._colors,
                self._show_detail,
                self,
            )
            self._layout.addWidget(self._detail)
            self._detail.show()  # at once, not with the next round of events


def _face(place: int, product: ProductResult) -> tuple[object, ...]:
    """What the folded card shows of a product."""
    score = product.score
    labels = [(label.jurisdiction, label.status) for label in product.labels]
    said = product.summary or score.reason
    return place, product.name, labels, product.safety.items, score.low, score.high, score.band, said


def interval_text(low: Decimal, high: Decimal) -> str:
    """The score's interval in whole points, rounded outwards so that nothing possible is left out."""
    bottom, top = floor(low), ceil(high)
    return str(bottom) if low == high == bottom else f"{bottom}–{top}"


def permissions(labels: list[LabelResult]) -> list[tuple[LabelStatus, list[str]]]:
    """Statuses with the jurisdictions they hold in: one each, or grouped where there are many."""
    if len(labels) <= _CHIPS_APART:
        return [(label.status, [label.jurisdiction]) for label in labels]
    grouped: dict[LabelStatus, list[str]] = {}
    for label in labels:
        grouped.setdefault(label.status, []).append(label.jurisdiction)
    return list(grouped.items())

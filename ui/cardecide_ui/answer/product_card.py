"""One product in the ranking: what it says at a glance, and its detail below when it is opened."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from cardecide.assessment.result import ProductResult, Result
from cardecide_ui.answer import signs
from cardecide_ui.answer.jump import Jump
from cardecide_ui.answer.product_detail import ProductDetail
from cardecide_ui.answer.product_face import ProductFace, spoken
from cardecide_ui.fields.plain_widgets import PlainLabel
from cardecide_ui.palettes import Colors
from cardecide_ui.texts import Texts
from cardecide_ui.view_models.page_state import PageState


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
        self._shown: tuple[str, ProductResult, frozenset[str]] | None = None
        self._detail: ProductDetail | None = None
        self._state = state
        self.face = ProductFace(texts, colors, self)
        self.toggle_button = QToolButton(self)
        self.toggle_button.setProperty("role", "quiet")
        self.toggle_button.clicked.connect(self.toggle)
        self._open_count = PlainLabel(role="caption")
        foot = QHBoxLayout()
        foot.addWidget(self.toggle_button, 0, Qt.AlignmentFlag.AlignLeft)
        foot.addStretch(1)
        foot.addWidget(self._open_count)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(12, 8, 12, 4)
        self._layout.setSpacing(2)
        self._layout.addWidget(self.face)
        self._layout.addLayout(foot)

    @property
    def is_open(self) -> bool:
        """Whether the detail is shown."""
        return self._shown is not None and self._shown[1].id in self._state.products

    def show_product(
        self, place: str, product: ProductResult, result: Result, common: frozenset[str] = frozenset()
    ) -> None:
        """Show a product at its place; nothing is made anew where nothing changed.

        ``common`` are the cautions that stand above all products.
        """
        shown_before, self._result = self._shown, result
        if shown_before == (place, product, common):
            return
        self._shown = (place, product, common)
        self.face.show_product(place, product, common)
        self.toggle_button.setAccessibleDescription(spoken(place, product, self._texts))
        still_open = sum(item.kind == "open" for item in product.safety.items)
        self._open_count.setVisible(still_open > 0)
        if still_open:
            said = self._texts("safety.open_count", count=still_open)
            self._open_count.setText(f"{signs.SAFETY['open'].symbol} {said}")
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

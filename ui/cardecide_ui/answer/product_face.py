"""What a product's card says at a glance: place, band, permission, score, what speaks against it."""

from decimal import Decimal
from math import ceil, floor
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cardecide.assessment.result import LabelResult, LabelStatus, ProductResult, SafetyItem
from cardecide_ui.answer import signs
from cardecide_ui.answer.chips import Chip, FlowLayout
from cardecide_ui.answer.score_bar import ScoreBar
from cardecide_ui.fields.date_text import dates_in_words
from cardecide_ui.fields.plain_widgets import PlainLabel
from cardecide_ui.palettes import Colors
from cardecide_ui.texts import Texts

_SHOWN_AGAINST = 3
_BEST_FIRST: Final[tuple[LabelStatus, ...]] = ("on_label", "undetermined", "off_label", "not_approved")


class ProductFace(QWidget):
    """Made once; ``show_product`` changes only what is different, so that typing costs no new widgets."""

    def __init__(self, texts: Texts, colors: Colors, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._texts = texts
        self._permissions: list[tuple[LabelStatus, list[str]]] = []
        self._place = PlainLabel(role="quiet")
        self._name = PlainLabel(role="title", wrap=True)
        self._band = Chip(signs.BAND["cannot_say_yet"], "")
        self._bar = ScoreBar(colors, self)
        self._number = PlainLabel(role="strong")
        self._number.setFixedWidth(46)
        self._number.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._chips = QWidget(self)
        self._flow = FlowLayout(self._chips)
        self._against = [PlainLabel(wrap=True) for _ in range(_SHOWN_AGAINST)]
        self._more = PlainLabel(role="caption")
        self._reason = PlainLabel(role="quiet", wrap=True)
        top = Qt.AlignmentFlag.AlignTop
        name = QHBoxLayout()
        name.setSpacing(8)
        name.addWidget(self._place, 0, top)
        name.addWidget(self._name, 1)
        name.addWidget(self._band, 0, top)
        standing = QHBoxLayout()
        standing.setSpacing(8)
        standing.addWidget(self._chips, 1)
        standing.addWidget(self._bar, 0, top)
        standing.addWidget(self._number, 0, top)
        body = QVBoxLayout(self)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(4)
        body.addLayout(name)
        body.addLayout(standing)
        for label in (self._reason, *self._against, self._more):
            body.addWidget(label)

    def show_product(self, place: str, product: ProductResult, common: frozenset[str] = frozenset()) -> None:
        """Show a product at its place. ``common`` are the cautions that are said once for all products."""
        texts, score = self._texts, product.score
        self._place.setText(place)
        self._name.setText(product.name)
        sign = signs.BAND[score.band]
        self._band.say(sign, texts.common(f"band.{score.band}"))
        interval = interval_text(score.low, score.high)
        self._bar.show_score(score.low, score.high, sign.tone, texts("answer.score", interval=interval))
        self._number.setText(interval)
        self._show_permissions(permissions(product.labels))
        against = [item for item in product.safety.items if item.kind != "open" and item.text not in common]
        self._show_against(against)
        reason = "" if _said_by_items(product) else product.summary or score.reason
        self._reason.setText(dates_in_words(reason, texts.language))
        self._reason.setVisible(bool(reason))

    def _show_permissions(self, shown: list[tuple[LabelStatus, list[str]]]) -> None:
        if shown == self._permissions:
            return
        self._permissions = shown
        while (item := self._flow.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for status, where in shown:
            word = self._texts.common(f"status.{status}")
            chip = Chip(signs.LABEL[status], f"{' '.join(where)} {word}", self._chips)
            chip.setToolTip(", ".join(self._texts(f"jurisdiction.{name}") for name in where))
            self._flow.addWidget(chip)
            chip.show()

    def _show_against(self, items: list[SafetyItem]) -> None:
        """Holds first, then cautions; what is still open stands in the reason."""
        items.sort(key=lambda item: item.kind != "hold")
        for label, item in zip(self._against, [*items, *[None] * _SHOWN_AGAINST], strict=False):
            label.setVisible(item is not None)
            if item is not None:
                label.set_role("problem" if item.kind == "hold" else "warning")
                sign = signs.SAFETY[item.kind].symbol
                said = f"{sign} {self._texts(f'safety.{item.kind}')}: {item.text}"
                label.setText(dates_in_words(said, self._texts.language))
        left = len(items) - _SHOWN_AGAINST
        self._more.setVisible(left > 0)
        if left > 0:
            self._more.setText(self._texts("answer.more_cautions", count=left))


def interval_text(low: Decimal, high: Decimal) -> str:
    """The score's interval in whole points, rounded outwards so that nothing possible is left out."""
    bottom, top = floor(low), ceil(high)
    return str(bottom) if low == high == bottom else f"{bottom}–{top}"


def permissions(labels: list[LabelResult]) -> list[tuple[LabelStatus, list[str]]]:
    """Statuses with the jurisdictions they hold in, the best first."""
    grouped: dict[LabelStatus, list[str]] = {}
    for label in labels:
        grouped.setdefault(label.status, []).append(label.jurisdiction)
    return sorted(grouped.items(), key=lambda pair: _BEST_FIRST.index(pair[0]))


def _said_by_items(product: ProductResult) -> bool:
    """Whether the reason only repeats the holds or cautions: the chips say that it is permitted otherwise."""
    permitted = any(label.status == "on_label" for label in product.labels)
    kinds = {item.kind for item in product.safety.items}
    held = product.score.band == "not_suitable_now" and "hold" in kinds
    return permitted and (held or (product.score.band == "with_caution" and "caution" in kinds))


def spoken(place: str, product: ProductResult, texts: Texts) -> str:
    """The face of a product for whoever hears it: place, band, permission, score, and the reason."""
    score = product.score
    said = [product.name, place, texts.common(f"band.{score.band}")]
    for status, where in permissions(product.labels):
        names = ", ".join(texts(f"jurisdiction.{one}") for one in where)
        said.append(f"{texts.common(f'status.{status}')}: {names}")
    said.append(texts("answer.score", interval=interval_text(score.low, score.high)))
    said.append(dates_in_words(product.summary or score.reason, texts.language))
    return "; ".join(part for part in said if part)

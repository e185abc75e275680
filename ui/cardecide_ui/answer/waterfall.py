"""How the score comes about, drawn: each group of contributions begins where the one before it ended."""

from decimal import Decimal

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from cardecide.case.quantity import plain
from cardecide_ui.palettes import Colors
from cardecide_ui.texts import Texts
from cardecide_ui.view_models.score_groups import ScoreGroup

_ROW = 20.0
_NAMES = 122.0
_NUMBERS = 116.0
_FULL = 100.0


def points_text(low: Decimal, high: Decimal) -> str:
    """Points with one decimal, as an interval where not settled."""
    shown = [plain(round(number, 1).normalize()) for number in (low, high)]
    return shown[0] if low == high else f"{shown[0]}–{shown[1]}"


class Waterfall(QWidget):
    """Solid: certain points. Light: points that open questions may still add. Frame: what could be had."""

    def __init__(
        self, groups: tuple[ScoreGroup, ...], texts: Texts, colors: Colors, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._groups = groups
        self._colors = colors
        self._names = [texts(f"scoregroup.{group.kind}") for group in groups]
        self._total = texts("scoregroup.total")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        said = [
            f"{name}: {points_text(group.low, group.high)} / {points_text(group.most, group.most)}"
            for name, group in zip(self._names, groups, strict=True)
        ]
        self.setAccessibleName("; ".join(said))

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """One row for each group and one for the sum."""
        return QSize(360, int(_ROW * (len(self._groups) + 1)) + 4)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the groups and the sum."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = QFont(self.font())
        font.setPointSizeF(9.0)
        painter.setFont(font)
        begin = Decimal(0)
        for index, (name, group) in enumerate(zip(self._names, self._groups, strict=True)):
            self._row(painter, index, name, begin, group.low, group.high, group.most)
            begin += group.low
        low = sum((group.low for group in self._groups), Decimal(0))
        high = sum((group.high for group in self._groups), Decimal(0))
        font.setBold(True)
        painter.setFont(font)
        top = _ROW * len(self._groups)
        painter.setPen(QPen(QColor(self._colors.line), 1))
        painter.drawLine(0, int(top), self.width(), int(top))
        self._row(painter, len(self._groups), self._total, Decimal(0), low, high, Decimal(100))
        painter.end()

    def _row(
        self,
        painter: QPainter,
        index: int,
        name: str,
        begin: Decimal,
        low: Decimal,
        high: Decimal,
        most: Decimal,
    ) -> None:
        top = _ROW * index
        width = max(self.width() - _NAMES - _NUMBERS, 40.0)
        painter.setPen(QColor(self._colors.text))
        left = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        shown = painter.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, int(_NAMES - 6))
        painter.drawText(QRectF(0, top, _NAMES - 4, _ROW), left, shown)
        right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        numbers = f"{points_text(low, high)} / {points_text(most, most)}"
        painter.drawText(QRectF(_NAMES + width, top, _NUMBERS, _ROW), right, numbers)

        def box(start: Decimal, end: Decimal) -> QRectF:
            x = _NAMES + float(start) / _FULL * width
            return QRectF(x, top + 4, max(float(end - start) / _FULL * width, 0.0), _ROW - 8)

        strong = QColor(self._colors.accent)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._colors.track))
        painter.drawRect(box(begin, begin + most))
        light = QColor(strong)
        light.setAlpha(85)
        painter.setBrush(light)
        painter.drawRect(box(begin + low, begin + high))
        painter.setBrush(strong)
        painter.drawRect(box(begin, begin + low))

"""The signs of the pages, painted in the colors of the look from outlines in ``resources/icons/pages``."""

from functools import cache

from PySide6.QtCore import QByteArray, QSize
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from cardecide.locations import bundled
from cardecide_ui.palettes import Colors

_SIZES = (24, 48)


def page_icon(name: str, colors: Colors) -> QIcon:
    """The sign of a page; raises FileNotFoundError where it has none.

    Each is painted once: Qt keeps the picture of every icon that was ever shown.
    """
    return _painted(name, colors.quiet, colors.accent)


@cache
def _painted(name: str, quiet: str, accent: str) -> QIcon:
    outline = (bundled("resources") / "icons" / "pages" / f"{name}.svg").read_text(encoding="utf-8")
    icon = QIcon()
    for state, color in ((QIcon.State.Off, quiet), (QIcon.State.On, accent)):
        renderer = QSvgRenderer(QByteArray(outline.replace("currentColor", color).encode()))
        for size in _SIZES:
            pixmap = QPixmap(QSize(size, size))
            pixmap.fill(QColor(0, 0, 0, 0))
            painter = QPainter(pixmap)
            renderer.render(painter)
            painter.end()
            icon.addPixmap(pixmap, QIcon.Mode.Normal, state)
    return icon

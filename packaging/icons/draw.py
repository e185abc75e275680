"""Draws an icon file for Windows (.ico) or macOS (.icns) from the program's SVG.

Usage: draw.py SVG TARGET. The suffix of the target says which.
"""

import os
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

SIZES = (16, 24, 32, 48, 64, 128, 256)
LARGEST = 1024


def drawn(svg: Path, size: int) -> Image.Image:
    """The picture in a square of so many pixels."""
    image = QImage(size, size, QImage.Format.Format_RGBA8888)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(str(svg)).render(painter)
    painter.end()
    return Image.frombytes("RGBA", (size, size), bytes(image.constBits()))


def main(svg: Path, target: Path) -> None:
    """Write the icon file."""
    application = QGuiApplication([])
    target.parent.mkdir(parents=True, exist_ok=True)
    picture = drawn(svg, LARGEST)
    if target.suffix == ".ico":
        picture.save(target, sizes=[(size, size) for size in SIZES])
    else:
        picture.save(target)
    del application


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))

"""The colors of the rule language, on the ground of the editor, for each look."""

from dataclasses import dataclass

from PySide6.QtGui import QColor, QFont, QTextCharFormat

from cardecide_ui.palettes import Colors

FAMILIES = ["WenQuanYi Micro Hei Mono", "DejaVu Sans"]
SIZE = 10.0  # points


@dataclass(frozen=True)
class Formats:
    """How each part of a line looks."""

    key: QTextCharFormat
    comment: QTextCharFormat
    string: QTextCharFormat
    number: QTextCharFormat
    fact: QTextCharFormat
    word: QTextCharFormat


def editor_font() -> QFont:
    """The typeface of the editor: every sign of the three languages, in columns."""
    font = QFont()
    font.setFamilies(FAMILIES)
    font.setFixedPitch(True)
    font.setPointSizeF(SIZE)
    return font


def formats(colors: Colors) -> Formats:
    """The formats in the colors of a look."""

    def one(color: str, *, bold: bool = False, italic: bool = False) -> QTextCharFormat:
        made = QTextCharFormat()
        made.setForeground(QColor(color))
        if bold:
            made.setFontWeight(QFont.Weight.Bold)
        made.setFontItalic(italic)
        return made

    return Formats(
        key=one(colors.accent),
        comment=one(colors.quiet, italic=True),
        string=one(colors.good.text),
        number=one(colors.warn.text),
        fact=one(colors.text, bold=True),
        word=one(colors.quiet, bold=True),
    )

"""The look of the window: Fusion with palettes and fonts of our own, the same on every machine."""

import os

from PySide6 import QtCore
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from cardecide.locations import bundled
from cardecide_ui.palettes import PALETTES, Colors, ThemeName
from cardecide_ui.qt_platform import STYLE, STYLE_VARIABLE

FONT_FAMILIES = ["DejaVu Sans Condensed", "WenQuanYi Micro Hei"]
FONT_FILES = (
    *("DejaVuSansCondensed.ttf", "DejaVuSansCondensed-Bold.ttf"),
    *("DejaVuSans.ttf", "DejaVuSans-Bold.ttf", "wqy-microhei.ttc"),
)
FONT_SIZE = 10.0  # points
_APPLIED = "cardecideTheme"

_STYLE = """
QWidget {{ color: {c.text}; }}
QToolTip {{ color: {c.text}; background: {c.surface}; border: 1px solid {c.line}; padding: 3px; }}
QScrollArea {{ border: none; background: {c.window}; }}
QWidget[surface="form"] {{ background: {c.surface}; }}
QWidget[surface="answer"] {{ background: {c.window}; }}
QWidget[surface="banner"] {{ background: {c.surface}; border-bottom: 1px solid {c.line}; }}
QToolBar {{ background: {c.window}; border: none; border-bottom: 1px solid {c.line}; spacing: 2px;
    padding: 2px 6px; }}
QToolBar QToolButton {{ padding: 4px 8px; border: 1px solid transparent; border-radius: 4px; }}
QToolBar QToolButton:hover, QToolButton[role="quiet"]:hover {{ background: {c.hover}; }}
QLabel[role="section"] {{ font-size: 13pt; font-weight: bold; padding-bottom: 3px; }}
QLabel[role="heading"] {{ color: {c.quiet}; font-weight: bold; }}
QLabel[role="unit"], QLabel[role="echo"], QLabel[role="caption"] {{ color: {c.quiet}; }}
QLabel[role="echo"], QLabel[role="caption"] {{ font-size: 9pt; padding-top: 1px; }}
QLabel[role="problem"], QLabel[role="warning"] {{ font-size: 9pt; }}
QLabel[role="problem"] {{ color: {c.bad.text}; }}
QLabel[role="warning"] {{ color: {c.warn.text}; }}
QLabel[role="title"] {{ font-size: 12pt; font-weight: bold; }}
QLabel[role="strong"] {{ font-weight: bold; }}
QLabel[role="derived"] {{ font-style: italic; }}
QFrame[card="derived"] {{ background: {c.open.ground}; border: 1px solid transparent; border-radius: 4px; }}
QFrame[card="derived"]:hover {{ background: {c.hover}; }}
QFrame[card="derived"]:focus {{ border: 1px solid {c.accent}; }}
QLabel[role="quiet"] {{ color: {c.quiet}; }}
QLabel[tone] {{ border-radius: 8px; padding: 1px 7px; font-size: 9pt; }}
{tones}
QLineEdit, QComboBox {{ background: {c.field}; border: 1px solid {c.line}; border-radius: 4px;
    padding: 3px 6px; min-height: 18px;
    selection-background-color: {c.accent}; selection-color: {c.on_accent}; }}
QLineEdit:focus, QComboBox:focus {{ border: 1px solid {c.accent}; background: {c.hover}; }}
QLineEdit[state="invalid"] {{ border: 2px solid {c.bad.strong}; padding: 2px 5px; }}
QComboBox::drop-down {{ border: none; width: 18px; }}
QComboBox::down-arrow {{ image: url({arrow}); width: 9px; height: 9px; }}
QComboBox QAbstractItemView {{ background: {c.surface}; border: 1px solid {c.line};
    selection-background-color: {c.accent}; selection-color: {c.on_accent}; }}
QToolButton, QPushButton {{ background: {c.surface}; border: 1px solid {c.line}; border-radius: 4px;
    padding: 3px 9px; }}
QToolButton:hover, QPushButton:hover {{ background: {c.hover}; }}
QToolButton:focus, QPushButton:focus {{ border: 1px solid {c.accent}; }}
QPushButton:disabled, QToolButton:disabled {{ color: {c.quiet}; background: {c.window}; }}
QToolButton:checked {{ background: {c.accent}; color: {c.on_accent}; border-color: {c.accent}; }}
QToolBar QToolButton {{ background: transparent; }}
QToolButton[role="answer"] {{ padding: 2px 6px; min-width: 14px; }}
QToolButton[role="toggle"] {{ padding: 3px 1px; min-width: 28px; }}
QRadioButton {{ spacing: 6px; padding: 3px 4px; border: 1px solid transparent; border-radius: 4px; }}
QRadioButton:focus {{ border: 1px solid {c.accent}; }}
QRadioButton::indicator {{ width: 12px; height: 12px; border: 1px solid {c.quiet}; border-radius: 7px;
    background: {c.field}; }}
QRadioButton::indicator:checked {{ width: 6px; height: 6px; border: 4px solid {c.accent}; border-radius: 7px;
    background: {c.field}; }}
QCheckBox::indicator, QAbstractItemView::indicator {{ width: 12px; height: 12px; border: 1px solid {c.quiet};
    border-radius: 3px; background: {c.field}; }}
QCheckBox::indicator:checked, QAbstractItemView::indicator:checked {{ background: {c.accent};
    border-color: {c.accent}; image: url({check}); }}
QCheckBox:focus {{ color: {c.accent}; }}
QPlainTextEdit, QListWidget, QTableView {{ background: {c.field}; border: 1px solid {c.line};
    border-radius: 4px; gridline-color: {c.line}; }}
QPlainTextEdit:focus, QListWidget:focus, QTableView:focus {{ border: 1px solid {c.accent}; }}
QHeaderView::section {{ background: {c.window}; color: {c.quiet}; border: none; padding: 4px;
    border-bottom: 1px solid {c.line}; border-right: 1px solid {c.line}; }}
QDialog {{ background: {c.window}; }}
QToolButton[role="quiet"] {{ background: transparent; border-color: transparent; color: {c.quiet};
    padding: 2px 4px; }}
QPushButton[role="index"] {{ background: transparent; border: none; border-radius: 0; text-align: left;
    border-left: 3px solid transparent; padding: 6px 4px 6px 8px; }}
QPushButton[role="index"]:hover {{ background: {c.hover}; }}
QPushButton[role="index"]:checked {{ color: {c.text}; font-weight: bold; border-left: 3px solid {c.accent}; }}
QPushButton[role="entry-title"] {{ background: transparent; border: none; text-align: left;
    padding: 3px 2px; }}
QPushButton[role="entry-title"]:focus {{ background: {c.hover}; }}
QPushButton[role="ask"] {{ text-align: left; padding: 5px 9px; }}
QScrollBar:vertical {{ background: transparent; width: 11px; margin: 0; }}
QScrollBar::handle:vertical {{ background: {c.line}; border-radius: 4px; min-height: 32px; margin: 1px 2px; }}
QScrollBar::handle:vertical:hover {{ background: {c.quiet}; }}
QScrollBar::add-line:vertical, QScrollBar::sub-line:vertical {{ height: 0; }}
QScrollBar::add-page:vertical, QScrollBar::sub-page:vertical {{ background: transparent; }}
QScrollBar:horizontal {{ background: transparent; height: 11px; margin: 0; }}
QScrollBar::handle:horizontal {{ background: {c.line}; border-radius: 4px; min-width: 32px;
    margin: 2px 1px; }}
QScrollBar::handle:horizontal:hover {{ background: {c.quiet}; }}
QScrollBar::add-line:horizontal, QScrollBar::sub-line:horizontal {{ width: 0; }}
QScrollBar::add-page:horizontal, QScrollBar::sub-page:horizontal {{ background: transparent; }}
QMenuBar {{ background: {c.window}; }}
QMenuBar::item {{ padding: 3px 9px; background: transparent; }}
QMenuBar::item:selected, QMenu::item:selected {{ background: {c.hover}; color: {c.text}; }}
QMenu {{ background: {c.surface}; border: 1px solid {c.line}; padding: 4px; }}
QMenu::item {{ padding: 4px 22px 4px 22px; }}
QMenu::item:disabled, QToolBar QToolButton:disabled {{ color: {c.open.strong}; }}
QFrame[card="entry"] {{ background: {c.window}; border: 1px solid {c.line}; border-radius: 5px; }}
QFrame[card="product"], QFrame[card="list"] {{ background: {c.surface}; border: 1px solid {c.line};
    border-radius: 6px; }}
QFrame[card="alert"] {{ background: {c.bad.ground}; border: 1px solid {c.bad.strong}; border-radius: 6px; }}
QFrame[card="supposing"] {{ background: {c.warn.ground}; border: 2px dashed {c.warn.strong};
    border-radius: 6px; }}
QFrame[card="hint"] {{ background: {c.open.ground}; border: 1px solid {c.line}; border-radius: 6px; }}
QFrame[card="rail"] {{ background: {c.surface}; border: none; border-right: 1px solid {c.line}; }}
QFrame[card="rail"] QToolButton {{ border: none; border-radius: 6px; padding: 6px 0; color: {c.quiet}; }}
QFrame[card="rail"] QToolButton:hover {{ background: {c.hover}; }}
QFrame[card="rail"] QToolButton:focus {{ border: 1px solid {c.accent}; }}
QFrame[card="rail"] QToolButton:checked {{ background: {c.hover}; color: {c.accent}; font-weight: bold; }}
QFrame[card="rule"] {{ background: {c.line}; border: none; max-height: 1px; }}
"""


def load_fonts() -> None:
    """Make those bundled fonts known to Qt that the window uses; a report uses others."""
    folder = bundled("resources") / "fonts"
    for name in FONT_FILES:
        QFontDatabase.addApplicationFont(str(folder / name))


def dress(window: QWidget, application: QApplication, name: ThemeName) -> Colors:
    """Apply the theme for a window. When the last window is gone, Qt forgets what their parts looked like."""

    def forget(*_: object) -> None:
        QtCore.QTimer.singleShot(0, application, lambda: forget_looks(application))

    window.destroyed.connect(forget)
    return apply_theme(application, name)


def forget_looks(application: QApplication) -> bool:
    """Have Qt forget how widgets looked that are gone; return whether it did, where none is left.

    Under a style sheet Qt remembers the look of each widget by its place in memory, and forgets it when the
    widget goes. Of parts that a style sheet may not reach, such as the list of a combo box, it never learns
    that they go, and would keep about a kilobyte of each. A style sheet set anew makes it forget everything;
    but widgets that are still there would all be styled anew, which takes longer than it saves.
    """
    if application.topLevelWidgets():
        return False
    application.setStyleSheet(application.styleSheet())
    return True


def apply_theme(application: QApplication, name: ThemeName) -> Colors:
    """Give the application its style, palette, font and style sheet; return the colors for painting."""
    colors = PALETTES[name]
    if application.property(_APPLIED) == name:
        return colors
    application.setProperty(_APPLIED, name)
    # Where the style was chosen before the application was made, asking for it would only cost time.
    if os.environ.get(STYLE_VARIABLE) != STYLE and application.style().name().casefold() != STYLE:
        application.setStyle(STYLE)
    application.setPalette(_palette(colors))
    font = QFont()
    font.setFamilies(FONT_FAMILIES)
    font.setPointSizeF(FONT_SIZE)
    application.setFont(font)
    application.setStyleSheet(_style(colors, name))
    return colors


def _style(colors: Colors, name: ThemeName) -> str:
    tones = "\n".join(
        f'QLabel[tone="{tone}"] {{ color: {colors.tone(tone).text}; background: {colors.tone(tone).ground};'
        f" border: 1px solid {colors.tone(tone).ground if name != 'contrast' else colors.tone(tone).text}; }}"
        for tone in ("good", "warn", "bad", "open", "neutral")
    )
    icon = "arrow-dark.svg" if name == "dark" else "arrow-light.svg"
    arrow = (bundled("resources") / "icons" / icon).as_posix()
    mark = "check-dark.svg" if name == "dark" else "check-light.svg"
    check = (bundled("resources") / "icons" / mark).as_posix()
    return _STYLE.format(c=colors, tones=tones, arrow=arrow, check=check)


def _palette(colors: Colors) -> QPalette:
    palette = QPalette()
    roles = {
        QPalette.ColorRole.Window: colors.window,
        QPalette.ColorRole.WindowText: colors.text,
        QPalette.ColorRole.Base: colors.field,
        QPalette.ColorRole.AlternateBase: colors.surface,
        QPalette.ColorRole.Text: colors.text,
        QPalette.ColorRole.Button: colors.surface,
        QPalette.ColorRole.ButtonText: colors.text,
        QPalette.ColorRole.BrightText: colors.bad.text,
        QPalette.ColorRole.Highlight: colors.accent,
        QPalette.ColorRole.HighlightedText: colors.on_accent,
        QPalette.ColorRole.Link: colors.accent,
        QPalette.ColorRole.PlaceholderText: colors.quiet,
        QPalette.ColorRole.ToolTipBase: colors.surface,
        QPalette.ColorRole.ToolTipText: colors.text,
    }
    for role, color in roles.items():
        palette.setColor(role, QColor(color))
    for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(colors.quiet))
    return palette

"""The look of what only this page has: flat tabs, lists and trees like the other fields."""

from cardecide_ui.palettes import Colors

_STYLE = """
QTabWidget::pane {{ border: none; border-top: 1px solid {c.line}; }}
QTabBar::tab {{ background: transparent; color: {c.quiet}; border: none; border-bottom: 2px solid transparent;
    padding: 5px 9px; margin: 0; }}
QTabBar::tab:hover {{ background: {c.hover}; }}
QTabBar::tab:selected {{ color: {c.text}; font-weight: bold; border-bottom: 2px solid {c.accent}; }}
QTabBar::tab:focus {{ background: {c.hover}; color: {c.accent}; }}
QTreeWidget, QTableView, QListView {{ background: {c.field}; border: 1px solid {c.line}; border-radius: 4px;
    alternate-background-color: {c.window}; }}
QTreeWidget:focus, QTableView:focus, QListView:focus {{ border: 1px solid {c.accent}; }}
QTreeWidget::item {{ padding: 2px 0; }}
QAbstractScrollArea::corner {{ background: transparent; border: none; }}
QSplitter::handle {{ background: transparent; }}
QProgressBar {{ background: {c.track}; border: none; border-radius: 3px; }}
QProgressBar::chunk {{ background: {c.accent}; border-radius: 3px; }}
"""


def page_style(colors: Colors) -> str:
    """The style sheet of the page in the colors of a look."""
    return _STYLE.format(c=colors)

"""Menus and toolbar: every command with its text, its key and its place. Made anew for another language."""

import re
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMainWindow, QMenu, QToolBar, QToolButton

from cardecide.case.jurisdictions import JURISDICTIONS
from cardecide.language.text import LANGUAGES, Language
from cardecide_ui.palettes import PALETTES, ThemeName
from cardecide_ui.texts import Texts

LANGUAGE_NAMES: dict[Language, str] = {"en": "English", "zh": "中文", "tr": "Türkçe"}
_KEYS: dict[str, str] = {
    "new": "Ctrl+N",
    "open": "Ctrl+O",
    "save": "Ctrl+S",
    "save_as": "Ctrl+Shift+S",
    "print": "Ctrl+P",
    "export_pdf": "Ctrl+E",
    "export_json": "Ctrl+J",
    "lock": "Ctrl+L",
    "quit": "Ctrl+Q",
    "undo": "Ctrl+Z",
    "redo": "Ctrl+Shift+Z",
    "decision_date": "Ctrl+D",
    "settings": "Ctrl+,",
    "next_missing": "F7",
    "next_problem": "F8",
    "change_column": "F6",
    "help": "F1",
}
_MORE_KEYS = {"export_pdf": ["F9"]}
_MENUS = {
    "file": (
        *("new", "open", "recent", "samples", "restore_discarded", ""),
        *("save", "save_as", "", "print", "export_pdf", "export_one_page", ""),
        *("export_xlsx", "export_csv", "export_json", "", "settings", "lock", "", "quit"),
    ),
    "edit": ("undo", "redo"),
    "case": ("decision_date", "jurisdictions", "", "next_missing", "next_problem", "change_column"),
    "view": ("language", "theme"),
    "help": ("help", "start"),
}
_TOOLS = (
    "new",
    "open",
    "save",
    "",
    "undo",
    "redo",
    "",
    "print",
    "export_pdf",
    "",
    "decision_date",
    "jurisdictions",
    "language",
)


class Commands:
    """The actions of one window in one language. ``run`` names the function behind each command."""

    def __init__(self, window: QMainWindow, texts: Texts, run: dict[str, Callable[[], object]]) -> None:
        self._window = window
        self._texts = texts
        self.actions: dict[str, QAction] = {}
        self.submenus: dict[str, QMenu] = {}
        self.jurisdictions: dict[str, QAction] = {}
        for name, act in run.items():
            action = QAction(texts(f"command.{name}"), window)
            if name in _KEYS:
                keys = [_KEYS[name], *_MORE_KEYS.get(name, [])]
                action.setShortcuts(keys)  # type: ignore[arg-type] # Qt reads the names of keys
            action.setIconText(without_mnemonic(action.text()).rstrip("…"))
            action.triggered.connect(lambda _checked=False, act=act: act())
            self.actions[name] = action

    def add_samples(self, samples: list[Path], act: Callable[[Path], object]) -> None:
        """List the sample cases."""
        menu = self._submenu("samples")
        for path in samples:
            action = menu.addAction(path.name.removesuffix(".case.yaml").replace("&", "&&"))
            action.triggered.connect(lambda _checked=False, path=path: act(path))
        menu.setEnabled(bool(samples))

    def add_recent(
        self, paths: Sequence[Path], act: Callable[[Path], object], clear: Callable[[], object]
    ) -> None:
        """List the files opened last, and the way to forget them."""
        menu = self.submenus.get("recent") or self._submenu("recent")
        menu.clear()
        for number, path in enumerate(paths, start=1):
            action = menu.addAction(f"&{number}  " + path.name.replace("&", "&&"))
            action.triggered.connect(lambda _checked=False, path=path: act(path))
        menu.addSeparator()
        menu.addAction(self._texts("command.clear_recent")).triggered.connect(lambda _checked=False: clear())
        menu.setEnabled(bool(paths))

    def add_jurisdictions(self, act: Callable[[str], object]) -> None:
        """List the jurisdictions, each to be checked or not."""
        menu = self._submenu("jurisdictions")
        for name in JURISDICTIONS:
            action = menu.addAction(self._texts(f"jurisdiction.{name}"))
            action.setCheckable(True)
            action.triggered.connect(lambda _checked=False, name=name: act(name))
            self.jurisdictions[name] = action

    def add_languages(self, act: Callable[[Language], object]) -> None:
        """List the languages, each in its own."""
        menu = self._submenu("language")
        group = QActionGroup(menu)
        for language in LANGUAGES:
            action = menu.addAction(LANGUAGE_NAMES[language])
            action.setCheckable(True)
            action.setChecked(language == self._texts.language)
            action.triggered.connect(lambda _checked=False, language=language: act(language))
            group.addAction(action)

    def add_themes(self, shown: ThemeName, act: Callable[[ThemeName], object]) -> None:
        """List the looks."""
        menu = self._submenu("theme")
        group = QActionGroup(menu)
        for name in PALETTES:
            action = menu.addAction(self._texts(f"theme.{name}"))
            action.setCheckable(True)
            action.setChecked(name == shown)
            action.triggered.connect(lambda _checked=False, name=name: act(name))
            group.addAction(action)

    def fill(self, toolbar: QToolBar) -> None:
        """Put everything into the menu bar and the toolbar."""
        bar = self._window.menuBar()
        bar.clear()
        for menu_name, names in _MENUS.items():
            menu = bar.addMenu(self._texts(f"menu.{menu_name}"))
            for name in names:
                if name in self.submenus:
                    menu.addMenu(self.submenus[name])
                elif name:
                    menu.addAction(self.actions[name])
                else:
                    menu.addSeparator()
        toolbar.clear()
        for name in _TOOLS:
            if name in self.submenus:
                button = QToolButton(toolbar)
                button.setText(f"{self._plain_title(name)} ▾")
                button.setAccessibleName(self._plain_title(name))
                button.setMenu(self.submenus[name])
                button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
                button.setStyleSheet("QToolButton::menu-indicator { image: none; }")
                toolbar.addWidget(button)
            elif name:
                toolbar.addAction(self.actions[name])
            else:
                toolbar.addSeparator()

    def _plain_title(self, name: str) -> str:
        return without_mnemonic(self.submenus[name].title())

    def _submenu(self, name: str) -> QMenu:
        menu = QMenu(self._texts(f"command.{name}"), self._window)
        self.submenus[name] = menu
        return menu


def without_mnemonic(text: str) -> str:
    """The text of a command as it stands outside a menu: no ``&``, no ``(&N)``."""
    return re.sub(r"\(&.\)", "", text).replace("&", "")

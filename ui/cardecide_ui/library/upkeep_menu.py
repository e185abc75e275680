"""The menu of what is done with the library as a whole."""

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from cardecide_ui.library.upkeep import LibraryUpkeep
from cardecide_ui.texts import Texts


class UpkeepMenu(QPushButton):
    """A button that opens the menu; ``actions_by_name`` holds its commands."""

    def __init__(self, upkeep: LibraryUpkeep, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(texts("library.command.more"), parent)
        self.actions_by_name: dict[str, QAction] = {}
        menu = QMenu(self)
        commands = (("log", upkeep.show_log), ("back_up", upkeep.back_up), ("key", upkeep.change_key))
        for name, act in commands:
            action = menu.addAction(texts(f"library.command.{name}"))
            action.triggered.connect(lambda _checked=False, act=act: act())
            self.actions_by_name[name] = action
        self.setMenu(menu)

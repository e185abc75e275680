"""What each command of the menus does, looked up when it is given: pages are made anew."""

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cardecide_ui.main_window import MainWindow


def functions_of(window: "MainWindow") -> dict[str, Callable[[], object]]:
    """The functions behind the commands of a window, by the commands' names."""
    return {
        "new": lambda: window.files.new(),
        "open": lambda: window.files.open(),
        "restore_discarded": lambda: window.files.restore_discarded(),
        "save": lambda: window.files.save(),
        "save_as": lambda: window.files.save_as(),
        "export_pdf": lambda: window.files.export_pdf(),
        "export_one_page": lambda: window.files.export_one_page(),
        "export_json": lambda: window.files.export_json(),
        "export_csv": lambda: window.files.export_csv(),
        "export_xlsx": lambda: window.files.export_xlsx(),
        "print": lambda: window.files.print(),
        "lock": lambda: lock(window),
        "settings": window.edit_settings,
        "quit": window.close,
        "undo": lambda: window.session.undo(),
        "redo": lambda: window.session.redo(),
        "decision_date": lambda: window.session.jump("decision_date"),
        "next_missing": lambda: window.page.go_to_next_missing(),
        "next_problem": lambda: window.page.answer.go_to_problem(),
        "change_column": lambda: window.page.change_column(),
        "help": lambda: show_help(window),
        "start": window.show_start,
    }


def show_help(window: "MainWindow") -> None:
    """Open the definition of what the cursor is in."""
    from cardecide_ui.help.help_dialog import HelpDialog

    facts = window.page.focused_facts()
    dialog = HelpDialog(window.texts, window.session.evaluation.result, facts, window)
    dialog.exec()
    dialog.deleteLater()


def begin_library(window: "MainWindow") -> None:
    """Open a case library that is there, and offer what a crash left behind."""
    if window.library is not None:
        window.library.begin()


def lock(window: "MainWindow") -> None:
    """Lock the case library of a window, where it has one that is open."""
    if window.library is not None:
        window.library.lock()


def toggle_jurisdiction(window: "MainWindow", name: str) -> None:
    """Add a jurisdiction to the case of a window, or take it away."""
    from cardecide_ui.sections import jurisdictions

    jurisdictions.toggle_jurisdiction(window.session, name)

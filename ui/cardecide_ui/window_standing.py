"""What the frame of the window says about the open case, and whether the window may go."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cardecide_ui.main_window import MainWindow


def show_standing(window: "MainWindow") -> None:
    """Say in title, status bar and menus how the open case stands; nothing while it is locked."""
    session, actions, library = window.session, window.commands.actions, window.library
    if library is not None and library.is_locked:
        return
    actions["undo"].setEnabled(session.can_undo)
    actions["redo"].setEnabled(session.can_redo)
    actions["restore_discarded"].setEnabled(window.files.can_restore)
    actions["lock"].setEnabled(library is not None and library.access.is_open)
    for name, action in window.commands.jurisdictions.items():
        action.setChecked(name in session.case.jurisdictions)
    name = session.path.name if session.path else session.case.id
    window.setWindowTitle(f"{name}[*] – cardecide")
    window.setWindowModified(session.has_unsaved_changes)
    if library is not None:
        window.kept.setText(library.standing())
    else:
        window.kept.setText(window.texts("kept.in_memory") if session.has_unsaved_changes else "")


def may_close(window: "MainWindow", *, has_session: bool) -> bool:
    """Ask each page with unsaved work, then about the open case; a locked window goes without a question.

    A page that can hold unsaved work has ``may_leave() -> bool``.
    """
    library = window.library if has_session else None
    if library is None or not library.is_locked:
        for page in window.pages.values():
            may_leave = getattr(page, "may_leave", None)
            if may_leave is not None and not may_leave():
                return False
        if has_session and not window.files.may_leave():
            return False
    if library is not None:
        library.close()
    return True

"""Undo and redo over whole states. Typing within one field counts as one edit."""

from cardecide_ui.view_models.state import EditState


class History:
    """The states gone through, and which one is shown."""

    def __init__(self, first: EditState) -> None:
        self._states = [first]
        self._shown = 0
        self._open_path = ""

    @property
    def state(self) -> EditState:
        """The state that is shown."""
        return self._states[self._shown]

    @property
    def can_undo(self) -> bool:
        """Whether there is an earlier state."""
        return self._shown > 0

    @property
    def can_redo(self) -> bool:
        """Whether an edit was undone and nothing was entered since."""
        return self._shown < len(self._states) - 1

    def record(self, state: EditState, *, typing_in: str = "") -> None:
        """Show a new state. Consecutive typing in the same field replaces the state instead of adding one."""
        del self._states[self._shown + 1 :]
        if typing_in and typing_in == self._open_path and self._shown > 0:
            self._states[self._shown] = state
        else:
            self._states.append(state)
            self._shown += 1
        self._open_path = typing_in

    def close_edit(self) -> None:
        """The next typing is an edit of its own."""
        self._open_path = ""

    def undo(self) -> str:
        """Show the state before; return the path that the undone edit had touched."""
        touched = self.state.touched
        self._shown -= 1
        self.close_edit()
        return touched

    def redo(self) -> str:
        """Show the state after; return the path that the edit touches."""
        self._shown += 1
        self.close_edit()
        return self.state.touched

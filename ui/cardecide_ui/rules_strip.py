"""A strip above the answer while local rules make it; louder where nobody reviewed them."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from cardecide_ui.fields.plain_widgets import PlainLabel
from cardecide_ui.texts import Texts
from cardecide_ui.view_models.session import CaseSession

_MOST_NAMED = 4


class RulesStrip(QFrame):
    """Not there while only bundled rules are used."""

    def __init__(self, session: CaseSession, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._texts = texts
        self.said = PlainLabel(role="strong", wrap=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 5, 16, 5)
        row.addWidget(self.said, 1)
        session.evaluation.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Say which rules of the last answer are local."""
        result = self._session.evaluation.result
        rules = result.rules if result is not None else None
        self.setVisible(rules is not None and bool(rules.modified))
        if rules is None or not rules.modified:
            return
        name = "unreviewed" if rules.unreviewed else "local"
        packs = rules.unreviewed or rules.modified
        listed = ", ".join(packs[:_MOST_NAMED]) + (
            f" +{len(packs) - _MOST_NAMED}" if len(packs) > _MOST_NAMED else ""
        )
        self.said.setText(f"▲ {self._texts(f'rules.strip.{name}', packs=listed)}")
        look = "alert" if rules.unreviewed else "hint"
        if self.property("card") != look:
            self.setProperty("card", look)
            self.style().unpolish(self)
            self.style().polish(self)

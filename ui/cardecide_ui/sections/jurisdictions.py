"""Where the patient could be treated: one button per jurisdiction, none chosen until chosen."""

from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from cardecide.case.jurisdictions import JURISDICTIONS
from cardecide_ui.answer.chips import FlowLayout
from cardecide_ui.fields.context import FormContext
from cardecide_ui.fields.field_row import LABEL_WIDTH
from cardecide_ui.fields.plain_widgets import PlainLabel
from cardecide_ui.view_models.session import CaseSession


def toggle_jurisdiction(session: CaseSession, name: str) -> None:
    """Add a jurisdiction to the case, in the order of the list, or take it away."""
    chosen = set(session.case.jurisdictions) ^ {name}
    session.enter("jurisdictions", tuple(j for j in JURISDICTIONS if j in chosen) or None)


class JurisdictionRow(QWidget):
    """The buttons in one row."""

    def __init__(self, context: FormContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        texts = context.texts
        label = PlainLabel(texts("field.case.jurisdictions"), wrap=True)
        label.setFixedWidth(LABEL_WIDTH)
        self.buttons: dict[str, QToolButton] = {}
        row = QWidget(self)
        buttons = FlowLayout(row, spacing=4)
        for name in JURISDICTIONS:
            button = QToolButton(self)
            button.setText(name)
            button.setCheckable(True)
            button.setProperty("role", "toggle")
            button.setToolTip(texts(f"jurisdiction.{name}"))
            button.setAccessibleName(f"{label.text()}: {texts(f'jurisdiction.{name}')}")
            button.clicked.connect(lambda _checked, name=name: toggle_jurisdiction(context.session, name))
            self.buttons[name] = button
            buttons.addWidget(button)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 1, 0, 1)
        layout.setSpacing(8)
        layout.addWidget(label)
        layout.addWidget(row, 1)
        context.add("jurisdictions", self)
        self.refresh()

    def refresh(self) -> None:
        """Show which ones the case names."""
        for name, button in self.buttons.items():
            button.setChecked(name in self._context.session.case.jurisdictions)

    def focus(self) -> None:
        """Take the cursor."""
        next(iter(self.buttons.values())).setFocus()

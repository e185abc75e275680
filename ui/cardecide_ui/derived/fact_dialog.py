"""One computed fact in full, and the way to put an own value in its place."""

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from cardecide_ui.derived.fact_story import fact_story
from cardecide_ui.derived.override_dialog import edit_override
from cardecide_ui.fields.context import FormContext
from cardecide_ui.fields.plain_widgets import PlainLabel


class FactDialog(QDialog):
    """Value, basis, open questions, definition and source of a fact."""

    def __init__(self, name: str, context: FormContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        texts = context.texts
        story = fact_story(name, context.session.evaluation.result, texts)
        self.wants_override = False
        self.setWindowTitle(story.label)
        self.setMinimumWidth(520)
        layout = QVBoxLayout(self)
        layout.setSpacing(6)
        layout.addWidget(PlainLabel(story.label, role="section"))
        if story.value:
            layout.addWidget(PlainLabel(story.value, role="strong", wrap=True))
        parts = (
            ("derived.basis", (story.origin, *story.basis)),
            ("derived.open", tuple(f"? {one}" for one in story.open)),
            ("derived.definition", (story.definition, story.source)),
        )
        for heading, lines in parts:
            said = [line for line in lines if line]
            if said:
                layout.addWidget(PlainLabel(texts(heading), role="heading"))
                layout.addWidget(PlainLabel("\n".join(said), wrap=True))
        layout.addStretch(1)
        buttons = QDialogButtonBox(self)
        override = buttons.addButton(texts("override.set"), QDialogButtonBox.ButtonRole.ActionRole)
        override.clicked.connect(self._override)
        close = buttons.addButton(texts("dialog.close"), QDialogButtonBox.ButtonRole.RejectRole)
        close.setDefault(True)
        buttons.rejected.connect(self.reject)
        layout.addWidget(buttons)

    def _override(self) -> None:
        self.wants_override = True
        self.accept()


def show_fact(name: str, context: FormContext, parent: QWidget) -> None:
    """Show a fact, and then the editor of its own value where that was asked for."""
    dialog = FactDialog(name, context, parent)
    dialog.exec()
    dialog.deleteLater()
    if dialog.wants_override:
        edit_override(name, context, parent)

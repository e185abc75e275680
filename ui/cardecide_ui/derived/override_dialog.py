"""Setting an own value for a computed fact: never without a reason."""

from typing import Any

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QLineEdit, QVBoxLayout, QWidget

from cardecide.facts.catalogue import catalogue
from cardecide_ui.derived.value_editors import value_editor
from cardecide_ui.fields.context import FormContext
from cardecide_ui.fields.plain_widgets import PlainLabel, StillComboBox
from cardecide_ui.view_models.override_edit import (
    SHORTEST_REASON,
    override_of,
    problem_with,
    with_override,
    without_override,
)


class OverrideDialog(QDialog):
    """Fact, value by its kind, reason, and who says so. The button works once value and reason are there."""

    def __init__(self, fact: str, context: FormContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        texts = context.texts
        self.fact = fact
        self.setWindowTitle(texts("override.title"))
        self.setMinimumWidth(520)
        self.choice = StillComboBox(self)
        self.choice.setAccessibleName(texts("override.fact"))
        for name, definition in catalogue().items():
            self.choice.addItem(definition.label[texts.language], name)
        self.choice.setCurrentIndex(self.choice.findData(fact))
        self.choice.currentIndexChanged.connect(lambda index: self._use(self.choice.itemData(index)))
        self.computed = PlainLabel(role="echo", wrap=True)
        self.place = QVBoxLayout()
        self.reason = QLineEdit(self)
        self.reason.setAccessibleName(texts("override.reason"))
        self.by = QLineEdit(self)
        self.by.setAccessibleName(texts("override.by"))
        self.problem = PlainLabel(role="problem", wrap=True)
        form = QFormLayout()
        form.addRow(texts("override.fact"), self.choice)
        form.addRow("", self.computed)
        form.addRow(texts("override.value"), self.place)
        form.addRow(texts("override.reason"), self.reason)
        form.addRow(texts("override.by"), self.by)
        self.buttons = QDialogButtonBox(self)
        self.ok = self.buttons.addButton(texts("override.ok"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.buttons.addButton(texts("dialog.cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(PlainLabel(texts("override.hint"), role="echo", wrap=True))
        layout.addLayout(form)
        layout.addWidget(self.problem)
        layout.addStretch(1)
        layout.addWidget(self.buttons)
        self.reason.textChanged.connect(self._check)
        self._use(fact)

    def value(self) -> Any:
        """The value entered."""
        return self.editor.value()

    def _use(self, fact: str) -> None:
        self.fact = fact
        session, texts = self._context.session, self._context.texts
        while self.place.count():
            item = self.place.takeAt(0)
            old = item.widget() if item is not None else None
            if old is not None:
                old.hide()
                old.deleteLater()
        self.editor = value_editor(catalogue()[fact], texts, self)
        self.place.addWidget(self.editor)
        self.editor.changed.connect(self._check)
        before = override_of(session.case, fact)
        if before is not None:
            self.editor.set_value(before.value)
            self.reason.setText(before.reason)
            self.by.setText(before.by or "")
        result = session.evaluation.result
        known = result.facts.get(fact) if result else None
        shown = known.display if known is not None and known.origin != "overridden" else ""
        self.computed.setText(texts("override.now", value=shown) if shown else "")
        self._check()

    def _check(self) -> None:
        value = self.editor.value()
        problem = problem_with(self.fact, value, self._context.texts.language)
        has_reason = len(self.reason.text().strip()) >= SHORTEST_REASON
        texts = self._context.texts
        said = f"✕ {problem}" if value and problem else ""
        if not said and value and not has_reason:
            said = texts("override.needs_reason")
        self.problem.setText(said)
        self.ok.setEnabled(not problem and has_reason)


def edit_override(fact: str, context: FormContext, parent: QWidget) -> None:
    """Ask for an own value and put it into the case; one undo takes it back."""
    dialog = OverrideDialog(fact, context, parent)
    if dialog.exec() == QDialog.DialogCode.Accepted:
        session = context.session
        entries = with_override(
            session.case, dialog.fact, dialog.value(), dialog.reason.text(), dialog.by.text()
        )
        session.enter("overrides", entries)
        session.close_edit()
    dialog.deleteLater()


def remove_override(fact: str, context: FormContext) -> None:
    """Take an own value out of the case."""
    context.session.enter("overrides", without_override(context.session.case, fact) or None)
    context.session.close_edit()

"""The values a clinician put in place of computed ones: listed with their reasons, changed, removed."""

from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QToolButton, QVBoxLayout, QWidget

from cardecide.case.health import Override
from cardecide.facts.catalogue import catalogue
from cardecide_ui.derived.override_dialog import edit_override, remove_override
from cardecide_ui.fields.context import FormContext
from cardecide_ui.fields.plain_widgets import PlainLabel


class OverrideList(QWidget):
    """One line for each override, and the button that sets one."""

    def __init__(self, context: FormContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._shown: tuple[Override, ...] | None = None
        self._rows: list[QWidget] = []
        self.add = QPushButton(context.texts("override.add"), self)
        self.add.clicked.connect(lambda: edit_override("prior_lines", context, self.window()))
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 2, 0, 2)
        self._layout.setSpacing(3)
        foot = QHBoxLayout()
        foot.addWidget(self.add)
        foot.addStretch(1)
        self._layout.addLayout(foot)
        context.add("overrides", self)
        self.refresh()

    def refresh(self) -> None:
        """Show the overrides of the case."""
        entries = self._context.session.case.overrides
        if entries == self._shown:
            return
        self._shown = entries
        for row in self._rows:
            self._layout.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = [self._row(entry) for entry in entries]
        for index, row in enumerate(self._rows):
            self._layout.insertWidget(index, row)

    def focus(self) -> None:
        """Take the cursor."""
        self.add.setFocus()

    def _row(self, entry: Override) -> QWidget:
        texts = self._context.texts
        definition = catalogue().get(entry.fact)
        label = definition.label[texts.language] if definition else entry.fact
        value = ", ".join(entry.value) if isinstance(entry.value, list) else str(entry.value)
        value = texts.option("yes_no", value) if value in ("yes", "no", "unknown") else value
        by = f" ({entry.by})" if entry.by else ""
        row = QWidget(self)
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(PlainLabel(f"✎ {label}: {value} – {entry.reason}{by}", role="warning", wrap=True), 1)
        for text, name, act in (
            (
                texts("override.change_more"),
                "override.change",
                partial(edit_override, entry.fact, self._context, self.window()),
            ),
            (texts("override.remove"), "entry.remove", partial(remove_override, entry.fact, self._context)),
        ):
            button = QToolButton(row)
            button.setText(text)
            button.setToolTip(texts(name))
            button.setAccessibleName(f"{texts(name)}: {label}")
            button.clicked.connect(lambda _checked=False, act=act: act())
            line.addWidget(button)
        row.show()
        return row

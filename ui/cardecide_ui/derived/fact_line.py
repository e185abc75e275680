"""Computed facts in the form: they look computed, say what they rest on, and open with a key."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from cardecide.facts.catalogue import catalogue
from cardecide_ui.answer.fold import Fold
from cardecide_ui.derived.fact_dialog import show_fact
from cardecide_ui.derived.fact_story import fact_story
from cardecide_ui.fields.context import FormContext
from cardecide_ui.fields.plain_widgets import PlainLabel, set_plain_tooltip

LABEL_WIDTH = 206


class FactLine(QFrame):
    """One computed fact. Enter, the space bar or a click opens what it rests on."""

    def __init__(self, name: str, context: FormContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name = name
        self._context = context
        self._shown: object = None
        self.setProperty("card", "derived")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        label = PlainLabel(catalogue()[name].label[context.texts.language], role="quiet", wrap=True)
        label.setFixedWidth(LABEL_WIDTH)
        self.value = PlainLabel(wrap=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(6, 1, 6, 1)
        row.setSpacing(8)
        row.addWidget(PlainLabel("ƒ", role="quiet"))
        row.addWidget(label)
        row.addWidget(self.value, 1)
        self.setAccessibleName(label.text())

    def refresh(self) -> None:
        """Show the value that the last answer gives."""
        result = self._context.session.evaluation.result
        fact = result.facts.get(self.name) if result else None
        if fact is None or fact == self._shown:
            return
        self._shown = fact
        texts = self._context.texts
        overridden = fact.origin == "overridden"
        mark = f"✎ {texts('override.mark')}: " if overridden else ""
        self.value.setText(f"{mark}{fact.display}")
        self.value.set_role("quiet" if fact.origin == "missing" else "warning" if overridden else "derived")
        story = fact_story(self.name, result, texts)
        set_plain_tooltip(self, "\n".join(story.lines))
        self.setAccessibleName(f"{story.label}: {story.value}")
        self.setAccessibleDescription("\n".join(story.lines[1:]))

    def focus(self) -> None:
        """Take the cursor."""
        self.setFocus(Qt.FocusReason.TabFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Open with Enter or the space bar."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.open()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Open with a click."""
        if self.rect().contains(event.position().toPoint()):
            self.open()

    def open(self) -> None:
        """Show what the value rests on."""
        show_fact(self.name, self._context, self.window())


class DerivedFacts(QWidget):
    """The computed facts of one section; ``more`` of them behind a line that opens."""

    def __init__(
        self,
        facts: tuple[str, ...],
        context: FormContext,
        parent: QWidget | None = None,
        *,
        more: tuple[str, ...] = (),
    ) -> None:
        super().__init__(parent)
        self._context = context
        self.lines = {name: FactLine(name, context, self) for name in facts if name in catalogue()}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 6, 0, 2)
        layout.setSpacing(1)
        layout.addWidget(PlainLabel(context.texts("heading.derived"), role="heading"))
        for name, line in self.lines.items():
            layout.addWidget(line)
            context.add(f"fact:{name}", line)
        self.more: Fold | None = None
        folded = tuple(name for name in more if name in catalogue())
        if folded:
            title = context.texts("derived.more", count=len(folded))
            self.more = Fold(title, lambda into: self._fill_more(into, folded), parent=self)
            layout.addWidget(self.more)
        context.session.evaluation.changed.connect(self.refresh)
        self.refresh()

    def _fill_more(self, into: QVBoxLayout, names: tuple[str, ...]) -> None:
        """The rarely needed ones, made when they are first asked for."""
        into.setContentsMargins(0, 0, 0, 4)
        into.setSpacing(1)
        for name in names:
            line = self.lines[name] = FactLine(name, self._context, self)
            into.addWidget(line)
            self._context.add(f"fact:{name}", line)
            line.refresh()

    def refresh(self) -> None:
        """Show the last answer."""
        for line in self.lines.values():
            line.refresh()

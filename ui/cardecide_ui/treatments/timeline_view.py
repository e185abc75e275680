"""The drawn timeline above the list of treatments: seen at a glance, asked row by row with mouse or keys."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QFocusEvent, QFont, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QToolTip, QVBoxLayout, QWidget

from cardecide.assessment.treatment_timeline import TreatmentTimeline, treatment_timeline
from cardecide.case.partial_date import PartialDate
from cardecide_ui.answer.lines_text import lines_text
from cardecide_ui.fields.context import FormContext
from cardecide_ui.fields.plain_widgets import PlainLabel, escaped
from cardecide_ui.palettes import Colors
from cardecide_ui.treatments.paste_dialog import paste_treatments
from cardecide_ui.treatments.row_texts import row_details, row_labels
from cardecide_ui.treatments.timeline_painter import TimelinePainter, height_of, row_at
from cardecide_ui.view_models.row_questions import places_asked, questions_under


class TimelineCanvas(QWidget):
    """The drawing. Up and down choose a row, Enter opens its entry; the mouse does the same."""

    def __init__(self, context: FormContext, colors: Colors, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._colors = colors
        self.shown = TreatmentTimeline()
        self.current: int | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(context.texts("timeline.title"))
        self._small = QFont(self.font())
        self._small.setPointSizeF(9.0)

    def show_timeline(self, shown: TreatmentTimeline) -> None:
        """Draw another timeline."""
        self.shown = shown
        if self.current is not None and self.current >= len(shown.rows):
            self.current = None
        self.setFixedHeight(height_of(shown))
        self._describe()
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As wide as there is room."""
        return QSize(480, height_of(self.shown))

    def details(self, index: int) -> str:
        """Everything about one row, in lines of text."""
        session = self._context.session
        row = self.shown.rows[index]
        treatment = session.case.treatments[row.place]
        asked = questions_under(session.evaluation.result, f"treatments[{row.place}]")
        return row_details(row, treatment, asked, self._context.texts)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._small)
        session = self._context.session
        asked = places_asked(session.evaluation.result, "treatments")
        labels = [row_labels(row, self._context.texts) for row in self.shown.rows]
        canvas = TimelinePainter(painter, self._colors, self.width(), self._small)
        canvas.paint(self.shown, labels, asked, self.current if self.hasFocus() else None)
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Walk through the rows."""
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        key = Qt.Key(event.key())
        if key in steps and self.shown.rows:
            start = -1 if self.current is None else self.current
            self._choose(min(max(start + steps[key], 0), len(self.shown.rows) - 1))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current is not None:
            self._open(self.current)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Begin with the last treatment: it is the one that is failing."""
        super().focusInEvent(event)
        if self.current is None and self.shown.rows:
            self._choose(len(self.shown.rows) - 1)
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Choose a row."""
        index = row_at(self.shown, event.position().y())
        if index is not None:
            self._choose(index)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Open the entry of a row."""
        index = row_at(self.shown, event.position().y())
        if index is not None:
            self._open(index)

    def event(self, event: QEvent) -> bool:
        """Say in a tooltip what a row holds."""
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            index = row_at(self.shown, event.pos().y())
            QToolTip.showText(event.globalPos(), escaped(self.details(index)) if index is not None else "")
            return True
        return super().event(event)

    def _choose(self, index: int) -> None:
        self.current = index
        self._describe()
        self.update()

    def _describe(self) -> None:
        said = self.details(self.current) if self.current is not None else ""
        self.setAccessibleDescription(said)
        parent = self.parentWidget()
        if isinstance(parent, TimelineView):
            parent.say(said.replace("\n", " · "))

    def _open(self, index: int) -> None:
        self._context.session.jump(f"treatments[{self.shown.rows[index].place}].regimen")


class TimelineView(QWidget):
    """The drawing with its heading, what the chosen row holds, and the button that pastes a history."""

    def __init__(self, context: FormContext, colors: Colors, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        texts = context.texts
        self.heading = PlainLabel(role="heading", wrap=True)
        self.paste = QPushButton(texts("paste.button"), self)
        self.paste.clicked.connect(lambda: paste_treatments(context.session, texts, self.window()))
        self.legend = PlainLabel(texts("timeline.legend"), role="caption", wrap=True)
        self.said = PlainLabel(role="caption", wrap=True)
        head = QHBoxLayout()
        head.addWidget(self.heading, 1)
        head.addWidget(self.paste)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 2, 0, 6)
        self._layout.setSpacing(2)
        self._layout.addLayout(head)
        self.canvas = TimelineCanvas(context, colors, self)
        for widget in (self.canvas, self.said, self.legend):
            self._layout.addWidget(widget)
        self._drawn: tuple[object, ...] = ()
        context.add("treatments#timeline", self)
        context.session.evaluation.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Draw the treatments as they stand, with the number of lines that the last answer gives."""
        session = self._context.session
        case, result = session.case, session.evaluation.result
        on = case.decision_date or PartialDate.of(session.today())
        drawn = (case.treatments, case.treatments_complete, on)
        if drawn != self._drawn:
            self._drawn = drawn
            self.canvas.show_timeline(treatment_timeline(case, on))
        fact = result.facts.get("prior_lines") if result else None
        lines = lines_text(fact)
        if fact is not None and fact.origin == "overridden":
            lines += f" (✎ {self._context.texts('override.mark')})"
        texts = self._context.texts
        self.heading.setText(texts("timeline.lines", lines=lines) if lines else texts("timeline.title"))
        shown = bool(case.treatments)
        for widget in (self.canvas, self.legend):
            widget.setVisible(shown)
        self.canvas.update()

    def say(self, text: str) -> None:
        """Show what the chosen row holds."""
        self.said.setText(text)
        self.said.setVisible(bool(text))

    def focus(self) -> None:
        """Take the cursor."""
        self.canvas.setFocus(Qt.FocusReason.TabFocusReason)

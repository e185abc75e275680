"""What if: a missing fact is supposed for a while and the answer looked at; the case is not touched."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from cardecide.assessment.result import Result
from cardecide.case.health import Override
from cardecide.facts.catalogue import catalogue
from cardecide_ui.answer.product_face import interval_text
from cardecide_ui.answer.what_if_list import WhatIfList
from cardecide_ui.derived.value_editors import value_editor
from cardecide_ui.fields.plain_widgets import PlainLabel, StillComboBox
from cardecide_ui.texts import Texts
from cardecide_ui.view_models.differences import StatusMove, score_moves, status_moves
from cardecide_ui.view_models.override_edit import problem_with, written_value
from cardecide_ui.view_models.session import CaseSession


class WhatIfBox(QFrame):
    """Fact and value to suppose; while something is supposed, what it moves and the way back."""

    def __init__(self, session: CaseSession, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", "list")
        self._session = session
        self._texts = texts
        self._offered: tuple[str, ...] = ()
        self.choice = StillComboBox(self)
        self.choice.setAccessibleName(texts("whatif.fact"))
        self.choice.setPlaceholderText(texts("whatif.fact"))
        self.choice.setMinimumWidth(160)
        self.choice.activated.connect(lambda index: self.use_fact(self.choice.itemData(index)))
        self.place = QVBoxLayout()
        self.editor: QWidget | None = None
        self.try_button = QPushButton(texts("whatif.try"), self)
        self.try_button.clicked.connect(self.try_it)
        self.leave_button = QPushButton(texts("whatif.leave"), self)
        self.leave_button.clicked.connect(lambda: session.evaluation.suppose(()))
        self.said = PlainLabel(role="strong", wrap=True)
        self.moves = PlainLabel(wrap=True)
        self.ready = WhatIfList(texts, self._suppose, self)
        line = QHBoxLayout()
        line.addWidget(self.choice, 1)
        line.addLayout(self.place)
        line.addWidget(self.try_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 8, 12, 8)
        layout.setSpacing(5)
        layout.addWidget(PlainLabel(texts("whatif.title"), role="title"))
        layout.addWidget(PlainLabel(texts("whatif.hint"), role="caption", wrap=True))
        layout.addWidget(self.ready)
        layout.addLayout(line)
        layout.addWidget(self.said)
        layout.addWidget(self.moves)
        back = QHBoxLayout()
        back.addWidget(self.leave_button)
        back.addStretch(1)
        layout.addLayout(back)
        self.fact = ""
        self._check()

    def show_result(self, result: Result) -> None:
        """Offer the missing facts, and say what the supposition moves."""
        offered = tuple(
            missing.fact
            for missing in result.missing
            if missing.fact in catalogue() and catalogue()[missing.fact].kind != "members"
        )
        if offered != self._offered:
            self._offered = offered
            self.choice.clear()
            for name in offered:
                self.choice.addItem(catalogue()[name].label[self._texts.language], name)
            self.choice.setCurrentIndex(self.choice.findData(self.fact))
        self.ready.show_result(result)
        evaluation = self._session.evaluation
        active = bool(evaluation.supposed) and evaluation.hypothetical is not None
        for widget in (self.said, self.moves, self.leave_button):
            widget.setVisible(active)
        if evaluation.hypothetical is not None and active:
            self.said.setText(supposed_text(evaluation.supposed, self._texts))
            self.moves.setText(self._differences(result, evaluation.hypothetical))

    def use_fact(self, fact: str) -> None:
        """Ask for the value of another fact."""
        self.fact = fact
        if self.editor is not None:
            self.place.removeWidget(self.editor)
            self.editor.hide()
            self.editor.deleteLater()
        editor = value_editor(catalogue()[fact], self._texts, self)
        editor.changed.connect(self._check)
        self.editor = editor
        self.place.addWidget(editor)
        self.choice.setCurrentIndex(self.choice.findData(fact))
        self._check()

    def try_it(self) -> None:
        """Suppose the value."""
        if not self.fact or problem_with(self.fact, self._value()):
            return
        self._suppose(self.fact, self._value())

    def _suppose(self, fact: str, value: object) -> None:
        entry = Override(
            fact=fact,
            value=written_value(catalogue()[fact], value),
            reason=self._texts("whatif.reason"),
        )
        before = tuple(one for one in self._session.evaluation.supposed if one.fact != fact)
        self._session.evaluation.suppose((*before, entry))

    def _value(self) -> object:
        value = getattr(self.editor, "value", None)
        return value() if callable(value) else ""

    def _check(self) -> None:
        value = self._value()
        self.try_button.setEnabled(bool(self.fact and value) and not problem_with(self.fact, value))

    def _differences(self, before: Result, after: Result) -> str:
        lines = [self._move(move) for move in status_moves(before, after)]
        lines += [
            f"• {move.product}: {interval_text(*move.before)} → {interval_text(*move.after)}"
            for move in score_moves(before, after)
        ]
        return "\n".join(lines) or self._texts("whatif.nothing")

    def _move(self, move: StatusMove) -> str:
        words = [self._word(move.kind, status) for status in (move.before, move.after)]
        where = f" {move.where}" if move.where else ""
        return f"• {move.product}{where}: {words[0]} → {words[1]}"

    def _word(self, kind: str, status: str) -> str:
        if kind == "safety":
            return self._texts(f"safety.status.{status}")
        return self._texts.common(f"{'band' if kind == 'band' else 'status'}.{status}")


def supposed_text(supposed: tuple[Override, ...], texts: Texts) -> str:
    """What is supposed, in words."""
    said = []
    for entry in supposed:
        value = str(entry.value)
        word = texts.option("yes_no", value) if value in ("yes", "no", "unknown") else value
        said.append(f"{catalogue()[entry.fact].label[texts.language]}: {word}")
    return texts("whatif.supposed", what="; ".join(said))

"""What if: a fact or a member of a set is supposed for a while; the case is not touched."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from cardecide.assessment.result import Result
from cardecide.case.health import Override
from cardecide.facts.catalogue import catalogue
from cardecide_ui.answer.member_value import MemberValue
from cardecide_ui.answer.plan_text import short_name
from cardecide_ui.answer.product_face import interval_text
from cardecide_ui.answer.supposition import (
    ANSWERS,
    can_be_supposed,
    is_answer_to,
    name_of,
    sets,
    supposed_text,
)
from cardecide_ui.answer.what_if_list import WhatIfList
from cardecide_ui.derived.value_editors import ChoiceValue, MembersValue, TextValue, value_editor
from cardecide_ui.fields.plain_widgets import PlainLabel, StillComboBox
from cardecide_ui.texts import Texts
from cardecide_ui.view_models.differences import StatusMove, score_moves, status_moves
from cardecide_ui.view_models.override_edit import UNKNOWN, written_value
from cardecide_ui.view_models.session import CaseSession


class WhatIfBox(QFrame):
    """Fact and value to suppose; while something is supposed, what it moves and the way back."""

    def __init__(self, session: CaseSession, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", "list")
        self._session = session
        self._texts = texts
        self._offered: tuple[str, ...] | None = None
        self._received: frozenset[str] = frozenset()
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
        line.addLayout(self.place, 1)
        line.addWidget(self.try_button, 0, Qt.AlignmentFlag.AlignRight)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 8, 12, 8)
        layout.setSpacing(5)
        layout.addWidget(PlainLabel(texts("whatif.title"), role="title"))
        layout.addWidget(PlainLabel(texts("whatif.hint"), role="caption", wrap=True))
        layout.addWidget(self.ready)
        layout.addWidget(self.choice)
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
        offered = tuple(missing.fact for missing in result.missing if can_be_supposed(missing.fact))
        self._received = _drugs_of(result)
        if offered != self._offered:
            self._offered = offered
            self.choice.clear()
            for name in offered:
                self.choice.addItem(name_of(name, self._texts.language), name)
            if offered:
                self.choice.insertSeparator(len(offered))
            for name in sets():
                self.choice.addItem(f"{name_of(name, self._texts.language)}: …", name)
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
        editor = self._editor_for(fact)
        editor.changed.connect(self._check)
        self.editor = editor
        self.place.addWidget(editor)
        self.choice.setCurrentIndex(self.choice.findData(fact))
        self._check()

    def try_it(self) -> None:
        """Suppose the value."""
        if self._can_try():
            self._suppose(self._named(), self._value())

    def _suppose(self, fact: str, value: object) -> None:
        written = written_value(catalogue()[fact], value) if fact in catalogue() else value
        entry = Override(fact=fact, value=written, reason=self._texts("whatif.reason"))
        before = tuple(one for one in self._session.evaluation.wanted if one.fact != fact)
        self._session.evaluation.suppose((*before, entry))

    def _editor_for(self, fact: str) -> ChoiceValue | TextValue | MembersValue | MemberValue:
        definition = catalogue().get(fact)
        if definition is None:
            return ChoiceValue({one: self._texts.option("yes_no", one) for one in ANSWERS}, self)
        if definition.kind == "members":
            return MemberValue(definition, self._texts, self._received, self)
        return value_editor(definition, self._texts, self)

    def _named(self) -> str:
        return self.editor.name if isinstance(self.editor, MemberValue) else self.fact

    def _value(self) -> object:
        value = getattr(self.editor, "value", None)
        return value() if callable(value) else ""

    def _can_try(self) -> bool:
        name, value = self._named(), self._value()
        return bool(name and value) and value != UNKNOWN and is_answer_to(name, value)

    def _check(self) -> None:
        self.try_button.setEnabled(self._can_try())

    def _differences(self, before: Result, after: Result) -> str:
        """One line for each product: what moves of permission, safety, band, and a score that counts."""
        moved: dict[str, list[str]] = {}
        gated = set()
        for move in status_moves(before, after):
            moved.setdefault(move.product, []).append(self._move(move))
            if move.kind == "band" and move.after == "not_suitable_now":
                gated.add(move.product)
        for score in score_moves(before, after):
            if score.product not in gated:  # a number beside "not suitable now" would be read as advice
                said = f"{interval_text(*score.before)} → {interval_text(*score.after)}"
                moved.setdefault(score.product, []).append(said)
        lines = [f"• {short_name(product)}: {' · '.join(said)}" for product, said in moved.items()]
        return "\n".join(lines) or self._texts("whatif.nothing")

    def _move(self, move: StatusMove) -> str:
        words = [self._word(move.kind, status) for status in (move.before, move.after)]
        where = f"{move.where} " if move.where else ""
        return f"{where}{words[0]} → {words[1]}"

    def _word(self, kind: str, status: str) -> str:
        if kind == "safety":
            return self._texts(f"safety.status.{status}")
        return self._texts.common(f"{'band' if kind == 'band' else 'status'}.{status}")


def _drugs_of(result: Result) -> frozenset[str]:
    """The drugs and classes that the patient received: of the many, those are asked about."""
    found = [
        result.facts[name].value for name in ("exposed_drugs", "exposed_classes") if name in result.facts
    ]
    return frozenset(one for value in found if isinstance(value, list) for one in value)

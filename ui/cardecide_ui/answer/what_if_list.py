"""The suppositions that move something, ready to be looked at in one click."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from cardecide.assessment.display import truth_word
from cardecide.assessment.further_results import StatusChange
from cardecide.assessment.result import Result, WhatIf
from cardecide.assessment.running_text import short_title
from cardecide.facts.catalogue import catalogue
from cardecide.facts.value import Truth
from cardecide_ui.answer.jump import AskButton
from cardecide_ui.answer.plan_text import short_name
from cardecide_ui.answer.supposition import can_be_supposed, is_answer_to
from cardecide_ui.texts import Texts

_SHOWN = 5
_NAMED = 3
_DECIDES = ("label", "safety")

Suppose = Callable[[str, str], object]


class WhatIfList(QWidget):
    """One line for each supposition of the result: what is supposed, and what it would change."""

    def __init__(self, texts: Texts, suppose: Suppose, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._texts = texts
        self._suppose = suppose
        self._shown: Sequence[WhatIf] = ()
        self.buttons: list[AskButton] = []
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(4)

    def show_result(self, result: Result) -> None:
        """Show those of a complete result that move permission or safety first."""
        if not result.complete:
            self.setEnabled(False)  # they belong to the answer before
            return
        self.setEnabled(True)
        found = [one for one in result.what_ifs if self._value(one)]
        found.sort(key=lambda one: not any(change.kind in _DECIDES for change in one.changes))
        if found[:_SHOWN] == self._shown:
            return
        self._shown = found[:_SHOWN]
        for button in self.buttons:
            self._layout.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.buttons = []
        for one in self._shown:
            button = AskButton(self)
            fact, value = next(iter(one.facts)), self._value(one)
            button.ask(self._line(one, result), "", partial(self._suppose, fact, value))
            self._layout.addWidget(button)
            self.buttons.append(button)
        self.setVisible(bool(self.buttons))

    def _value(self, one: WhatIf) -> str:
        """The supposed value as it would be entered; empty where it takes more than one choice."""
        if len(one.facts) != 1:
            return ""
        fact, shown = next(iter(one.facts.items()))
        if not can_be_supposed(fact):
            return ""
        answered = fact not in catalogue() or catalogue()[fact].kind == "yes_no"
        words = {truth_word(truth, self._texts.language): word for truth, word in _YES_NO}
        value = words.get(shown, shown) if answered else shown
        return value if is_answer_to(fact, value) else ""

    def _line(self, one: WhatIf, result: Result) -> str:
        changes = [change for change in one.changes if change.kind != "band"]
        changes.sort(key=lambda change: change.kind not in _DECIDES)
        said = [self._change(change, result) for change in changes[:_NAMED]]
        if len(changes) > _NAMED:
            said.append(self._texts("answer.more", count=len(changes) - _NAMED))
        return f"{one.text} → {'; '.join(said)}"

    def _change(self, change: StatusChange, result: Result) -> str:
        product = next((one for one in result.products if one.id == change.product), None)
        name = short_name(product.name) if product else change.product
        after = change.after or "undetermined"
        if change.kind == "safety":
            return f"{name}: {self._texts(f'safety.status.{after}')}"
        if change.kind == "trial":
            trials = product.trials if product else []
            title = next((trial.title for trial in trials if trial.pack == change.status), change.status)
            return f"{short_title(title)}: {self._texts.common(f'status.{after}')}"
        return f"{name} {change.jurisdiction or ''}: {self._texts.common(f'status.{after}')}"


_YES_NO = ((Truth.YES, "yes"), (Truth.NO, "no"))

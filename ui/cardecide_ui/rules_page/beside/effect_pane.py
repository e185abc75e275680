"""What the change does to the case that is open in the window."""

from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from cardecide.assessment.further_results import Comparison
from cardecide_ui.fields.date_text import show_date
from cardecide_ui.fields.plain_widgets import PlainLabel
from cardecide_ui.palettes import Colors
from cardecide_ui.rules_page.beside.lines_tree import Line, LinesTree
from cardecide_ui.rules_page.beside.when_seen import WhenSeen
from cardecide_ui.rules_page.models.change_words import ChangeWords
from cardecide_ui.rules_page.models.pack_edit import PackEdit
from cardecide_ui.texts import Texts
from cardecide_ui.view_models.problem_words import problem_text

_MOST = 300  # changes shown of each kind


class EffectPane(WhenSeen):
    """Statuses first, then scores, then the criteria behind them."""

    def __init__(self, edit: PackEdit, texts: Texts, colors: Colors, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._edit = edit
        self._texts = texts
        self.case = PlainLabel(role="caption", wrap=True)
        self.said = PlainLabel(role="strong", wrap=True)
        self.tree = LinesTree(texts("rules.effect.list"), colors, self)
        self.trial = QCheckBox(texts("rules.effect.try"), self)
        self.trial.setToolTip(texts("rules.effect.try_tip"))
        self.trial.toggled.connect(self._try)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.case)
        column.addWidget(self.said)
        column.addWidget(self.tree, 1)
        column.addWidget(self.trial)
        column.addWidget(PlainLabel(texts("rules.effect.try_tip"), role="caption", wrap=True))
        edit.effect_changed.connect(self.refresh_when_seen)
        edit.checked_changed.connect(self.refresh_when_seen)
        edit.desk.session.edited.connect(self.refresh_when_seen)

    def refresh(self) -> None:
        """Show what changes."""
        texts, edit = self._texts, self._edit
        case = edit.desk.session.case
        day = (
            show_date(case.decision_date, texts.language)
            if case.decision_date
            else texts("rules.effect.today")
        )
        self.case.setText(texts("rules.effect.case", name=case.id, day=day))
        self.trial.blockSignals(True)
        self.trial.setChecked(edit.is_tried)
        self.trial.blockSignals(False)
        self.trial.setEnabled(edit.pack is not None or edit.is_tried)
        if edit.checked is not None and edit.pack is None:
            self.said.setText(texts("rules.not_while_errors"))
        elif edit.effect is None:
            self.said.setText(texts("rules.computing"))
        elif edit.effect.error is not None:
            self.said.setText(texts("rules.effect.cannot"))
            said = [problem_text(one, texts.language) for one in edit.effect.error.problems]
            self.tree.show_lines([Line(one, "bad") for one in said])
        elif edit.effect.comparison is not None:
            self._show(edit.effect.comparison)

    def _show(self, found: Comparison) -> None:
        texts = self._texts
        words = ChangeWords(texts, self._edit.desk.shown_names())
        groups = (
            ("rules.effect.statuses", [(words.status(one), one.reason) for one in found.changes[:_MOST]]),
            ("rules.effect.scores", [(words.score(one), "") for one in found.scores]),
            ("rules.effect.criteria", [(words.criterion(one), "") for one in found.criteria[:_MOST]]),
        )
        numbers = (len(found.changes), len(found.scores), len(found.criteria))
        lines = []
        for (title, changes), number in zip(groups, numbers, strict=True):
            below = tuple(
                Line(f"{about}\n{move}", "warn", below=(Line(why),) if why else ())
                for (about, move), why in changes
            )
            if below:
                lines.append(Line(f"{texts(title)} ({number})", below=below, bold=True))
        if not any(numbers):
            self.said.setText(f"✓ {texts('rules.effect.nothing')}")
        elif not found.changes and not found.scores:
            self.said.setText(f"▲ {texts('rules.effect.only_criteria', count=len(found.criteria))}")
        else:
            self.said.setText(f"▲ {texts('rules.effect.changes', count=len(found.changes))}")
        self.tree.show_lines(lines)

    def _try(self, wanted: bool) -> None:
        self._edit.try_out(wanted)

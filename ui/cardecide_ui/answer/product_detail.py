"""What stands behind one product: labels, trials, safety, score and evidence, each opened on its own."""

from collections.abc import Callable

from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from cardecide.assessment.result import (
    Contribution,
    CriterionResult,
    EvidenceRow,
    LabelResult,
    ProductResult,
    Result,
    SafetyItem,
    TrialResult,
)
from cardecide.case.quantity import plain
from cardecide_ui.answer import signs
from cardecide_ui.answer.chips import Chip
from cardecide_ui.answer.criterion_view import CriterionView, source_line
from cardecide_ui.answer.evidence_table import EvidenceTable
from cardecide_ui.answer.fold import Fold
from cardecide_ui.answer.jump import Jump
from cardecide_ui.answer.waterfall import Waterfall
from cardecide_ui.fields.date_text import dates_in_words
from cardecide_ui.fields.plain_widgets import PlainLabel
from cardecide_ui.palettes import Colors
from cardecide_ui.texts import Texts
from cardecide_ui.view_models.page_state import PageState
from cardecide_ui.view_models.score_groups import score_groups

_PARTS_SHOWN = 8
_INDICATION = ("include", "exclude", "applies")


class ProductDetail(QWidget):
    """The folds of one product. ``opened`` is kept by the card, so that a new answer opens the same folds."""

    def __init__(
        self,
        product: ProductResult,
        result: Result,
        texts: Texts,
        jump: Jump,
        state: PageState,
        colors: Colors,
        refilter: Callable[[], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._state = state
        self._colors = colors
        self._result = result
        self._texts = texts
        self._jump = jump
        self._opened = state.folds_of(product.id)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 4, 0, 0)
        self._layout.setSpacing(3)
        if product.labels or product.trials:
            self.filter = QCheckBox(texts("detail.only_open"), self)
            self.filter.setChecked(state.only_open_criteria)
            self.filter.toggled.connect(self._filter)
            self._refilter = refilter
            self._layout.addWidget(self.filter)
        for label in product.labels:
            self._label(label)
        for trial in product.trials:
            self._trial(trial)
        if product.safety.items:
            self._fold(
                "safety", texts("detail.safety"), lambda into: self._safety(into, product.safety.items)
            )
        if product.score.contributions:
            self._fold("score", texts("detail.score"), lambda into: self._score(into, product))
        if product.evidence:
            self._fold(
                "evidence", texts("detail.evidence"), lambda into: self._evidence(into, product.evidence)
            )

    def _fold(
        self, key: str, title: str, fill: Callable[[QVBoxLayout], None], chip: Chip | None = None
    ) -> None:
        def remember(is_open: bool) -> None:
            (self._opened.add if is_open else self._opened.discard)(key)

        self._layout.addWidget(
            Fold(title, fill, chip=chip, is_open=key in self._opened, toggled=remember, parent=self)
        )

    def _label(self, label: LabelResult) -> None:
        word = self._texts.common(f"status.{label.status}")

        def fill(into: QVBoxLayout) -> None:
            since = self._texts("detail.version", date=label.version_from) if label.version_from else ""
            self._text(into, label.reason)
            self._text(into, " · ".join(part for part in (label.title, since) if part), role="caption")
            # That the indication is met says nothing of what the same label warns of before infusion.
            asked = [one for one in label.criteria if one.role in _INDICATION]
            warned = [one for one in label.criteria if one.role not in _INDICATION]
            for heading, criteria in (("detail.indication", asked), ("detail.warnings", warned)):
                if criteria and asked and warned:
                    self._text(into, self._texts(heading), role="heading")
                self._criteria(into, criteria)
            for note in label.notes:
                self._text(into, f"• {note}", role="caption")

        chip = Chip(signs.LABEL[label.status], word)
        title = self._texts("detail.label", jurisdiction=self._texts(f"jurisdiction.{label.jurisdiction}"))
        self._fold(label.pack, title, fill, chip)

    def _trial(self, trial: TrialResult) -> None:
        def fill(into: QVBoxLayout) -> None:
            self._text(into, trial.reason)
            counts = {name: getattr(trial, name) for name in ("met", "not_met", "unknown", "by_hand")}
            self._text(into, self._texts("detail.counts", **counts), role="caption")
            self._criteria(into, trial.criteria)

        chip = Chip(signs.TRIAL[trial.status], self._texts(f"trial.{trial.status}"))
        self._fold(trial.pack, self._texts("detail.trial", title=trial.title), fill, chip)

    def _filter(self, only_open: bool) -> None:
        self._state.only_open_criteria = only_open
        self._refilter()

    def _criteria(self, into: QVBoxLayout, criteria: list[CriterionResult]) -> None:
        order = ("not_met", "unknown", "by_hand", "met")
        shown = [
            c for c in criteria if not self._state.only_open_criteria or c.verdict in ("not_met", "unknown")
        ]
        for criterion in sorted(shown, key=lambda c: order.index(c.verdict)):
            into.addWidget(CriterionView(criterion, self._result, self._texts, self._jump))
        if hidden := len(criteria) - len(shown):
            self._text(into, self._texts("detail.hidden", count=hidden), role="caption")

    def _safety(self, into: QVBoxLayout, items: list[SafetyItem]) -> None:
        for item in items:
            sign = signs.SAFETY[item.kind]
            kind = f"{self._texts(f'safety.{item.kind}')}: " if item.kind != "open" else ""
            self._text(into, f"{sign.symbol} {kind}{item.text}")
            self._text(into, item.action or "", role="caption")
            self._text(into, source_line(item.source, self._texts), role="caption")

    def _score(self, into: QVBoxLayout, product: ProductResult) -> None:
        self._text(into, product.score.reason)
        groups = score_groups(product.score.contributions)
        into.addWidget(Waterfall(groups, self._texts, self._colors))
        self._text(into, self._texts("scoregroup.legend"), role="caption")
        for group in groups:
            telling = [part for part in group.telling if part.low < part.high or part.high < part.most]
            if telling:
                self._text(into, self._texts(f"scoregroup.{group.kind}"), role="heading")
            for part in telling[:_PARTS_SHOWN]:
                self._text(into, f"{points(part)} / {plain(part.most)}   {part.text}", role="caption")
            if len(telling) > _PARTS_SHOWN:
                more = self._texts("answer.more", count=len(telling) - _PARTS_SHOWN)
                self._text(into, more, role="caption")
        self._text(into, self._texts("detail.policy", policy=product.score.policy), role="caption")

    def _evidence(self, into: QVBoxLayout, rows: list[EvidenceRow]) -> None:
        into.addWidget(EvidenceTable(rows, self._texts))

    def _text(self, into: QVBoxLayout, text: str, *, role: str = "") -> None:
        if text:
            into.addWidget(PlainLabel(dates_in_words(text, self._texts.language), role=role, wrap=True))


def points(part: Contribution) -> str:
    """The points of a contribution with their sign, as an interval where not settled."""
    low, high = (f"{'+' if value > 0 else ''}{plain(value)}" for value in (part.low, part.high))
    return low if part.low == part.high else f"{low} … {high}"

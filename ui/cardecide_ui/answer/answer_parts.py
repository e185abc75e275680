"""Everything the answer consists of, from the ranked products down to the notes."""

from itertools import pairwise

from PySide6.QtWidgets import QVBoxLayout, QWidget

from cardecide.assessment.joined_questions import joined_questions
from cardecide.assessment.result import ProductResult, Result
from cardecide_ui.answer.alternatives_part import fill_alternatives
from cardecide_ui.answer.live_fold import LiveFold
from cardecide_ui.answer.missing_list import (
    AskList,
    NoteList,
    backgrounds,
    missing_questions,
    open_questions,
    preparations,
)
from cardecide_ui.answer.order_part import fill_order
from cardecide_ui.answer.plan_text import leading, plan_text
from cardecide_ui.answer.planner_part import fill_planner
from cardecide_ui.answer.product_card import ProductCard
from cardecide_ui.answer.question_row import Asked
from cardecide_ui.answer.what_if_box import WhatIfBox
from cardecide_ui.fields.plain_widgets import PlainLabel
from cardecide_ui.palettes import Colors
from cardecide_ui.texts import Texts
from cardecide_ui.view_models.first_steps import is_blank, steps
from cardecide_ui.view_models.missing_plan import MissingPlan, plan_of
from cardecide_ui.view_models.page_state import PageState
from cardecide_ui.view_models.session import CaseSession

_OWNER = "answer"  # of the folds


class AnswerParts(QWidget):
    """Shows one result. ``actual`` is the answer for the case itself while a hypothesis is shown."""

    def __init__(
        self,
        session: CaseSession,
        texts: Texts,
        colors: Colors,
        state: PageState,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._texts = texts
        self._colors = colors
        self._state = state
        self._planned_for = ""
        self._plan_of = ""
        self._plan: MissingPlan | None = None
        self.cards: dict[str, ProductCard] = {}
        opened = state.folds_of(_OWNER)
        self.first = AskList(texts("first.title"), texts, session.jump, parent=self)
        self.rest = QWidget(self)
        self.common = PlainLabel(role="warning", wrap=True)
        self.order = PlainLabel(role="caption", wrap=True)
        self.policy = PlainLabel(role="caption", wrap=True)
        self.policy_missed = PlainLabel(role="warning", wrap=True)
        self.missing = AskList(texts("missing.title"), texts, session.jump, self._give, self)
        self.questions = AskList(texts("questions.title"), texts, session.jump, parent=self)
        self.what_if = WhatIfBox(session, texts, self)
        self.firmness = LiveFold("order", texts("order.title"), opened, self)
        self.planner = LiveFold("planner", texts("planner.title"), opened, self)
        self.alternatives = LiveFold("alternatives", texts("alternatives.title"), opened, self)
        self.preparation = NoteList(texts("preparation.title"), texts, self)
        self.background = NoteList(texts("preparation.background"), texts, self)
        self.notes = NoteList(texts("notes.title"), texts, self)
        self._products = QVBoxLayout()
        self._products.setSpacing(8)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.first)
        outer.addWidget(self.rest)
        layout = QVBoxLayout(self.rest)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.order)
        layout.addWidget(self.common)
        layout.addLayout(self._products)
        for widget in (
            self.policy_missed,
            self.policy,
            self.missing,
            self.firmness,
            self.what_if,
            self.questions,
            self.planner,
            self.alternatives,
            self.preparation,
            self.background,
            self.notes,
        ):
            layout.addWidget(widget)

    def show_result(self, result: Result, actual: Result) -> None:
        """Bring every part up to date; what did not change is left alone. A blank case is told to begin."""
        blank = is_blank(self._session.case, actual)
        self._show_first(blank)
        self.rest.setVisible(not blank)
        self._show_products(result)
        self.order.setText(self._order_note(result))
        self.order.setVisible(bool(self.order.text()))
        self._show_policy(result)
        self._show_missing(actual)
        self.questions.ask(open_questions(actual))
        self.what_if.show_result(actual)
        if actual.complete or actual.case_id != self._planned_for:
            self._planned_for = actual.case_id
            self.planner.show_content(
                (actual.planner, actual.lines_picture) if actual.planner or actual.lines_picture else (),
                lambda into: fill_planner(into, actual, self._texts, self._colors),
            )
        if actual.complete:
            self.firmness.show_content(
                (actual.stability, actual.policies) if actual.policies else (),
                lambda into: fill_order(into, actual, self._texts),
            )
        self.firmness.setEnabled(actual.complete)
        self.planner.setEnabled(actual.complete)  # until it is computed anew it belongs to the answer before
        self.alternatives.show_content(
            result.alternatives, lambda into: fill_alternatives(into, result, self._texts)
        )
        certain = sum(item.applies == "yes" and not item.background for item in result.preparation)
        self.preparation.show_notes(preparations(result, self._texts), certain)
        self.background.show_notes(backgrounds(result))
        without = [
            self._texts("nodata.note", product=one.name, where=" ".join(one.jurisdictions))
            for one in result.no_data
        ]
        self.notes.show_notes([*result.set_aside, *result.notes, *without])

    def _show_first(self, blank: bool) -> None:
        texts = self._texts
        left = steps(self._session.case) if blank else []
        asked = [Asked(texts(f"first.{name}"), texts(f"first.{name}_why"), field) for name, field in left]
        self.first.ask(asked, texts("first.lead"))

    def _show_policy(self, result: Result) -> None:
        """By which policy was scored, and where it is not the one that the settings name."""
        policy = self._session.policy
        missed = policy is not None and policy.is_missed(result.policy)
        self.policy.setVisible(policy is not None)
        self.policy_missed.setVisible(missed)
        if policy is not None:
            title = policy.title(result.policy, self._texts.language)
            self.policy.setText(self._texts("answer.policy", title=title))
            if missed:
                self.policy_missed.setText(
                    f"▲ {self._texts('answer.policy_missed', name=policy.wanted, title=title)}"
                )

    def _show_missing(self, actual: Result) -> None:
        """The plan of the last complete answer stays until the next: its answers are given one by one."""
        if actual.complete or actual.case_id != self._plan_of:
            self._plan_of, self._plan = actual.case_id, plan_of(actual)
        lead = plan_text(self._plan, actual, self._texts) if self._plan else ""
        first = self._plan.facts if self._plan and lead else frozenset()
        asked = joined_questions(actual.missing, self._texts.language)
        self.missing.ask(missing_questions(asked, self._texts, first), lead, leading(first, asked))

    def _give(self, field: str, answer: str) -> None:
        self._session.enter(field, int(answer) if answer.isdecimal() else answer)
        self._session.close_edit()

    def _order_note(self, result: Result) -> str:
        """By what the products are ordered, and what the sign of a place that is not certain means."""
        if len(result.ranking) < 2:
            return ""
        where = self._session.case.jurisdictions
        said = self._texts("answer.order_by")
        if where:
            said = self._texts("answer.order_by_first", code=where[0])
        return f"{said} {self._texts('answer.order_uncertain')}" if _touching(result) else said

    def _show_products(self, result: Result) -> None:
        products = {product.id: product for product in result.products}
        ranked = [entry.product for entry in result.ranking if entry.product in products]
        order = [*ranked, *(name for name in products if name not in ranked)]
        for name in [name for name in self.cards if name not in products]:
            card = self.cards.pop(name)
            self._products.removeWidget(card)
            card.hide()
            card.deleteLater()
        common = common_cautions(result.products)
        self.common.setText("\n".join(f"⚠ {self._texts('answer.for_all', text=text)}" for text in common))
        self.common.setVisible(bool(common))
        touching = _touching(result)
        for place, name in enumerate(order, start=1):
            if name not in self.cards:
                self.cards[name] = ProductCard(
                    self._texts, self._colors, self._session.jump, self._state, self
                )
            card = self.cards[name]
            shown = f"≈ {place}" if name in touching else str(place)
            card.show_product(shown, products[name], result, frozenset(common))
            if self._products.indexOf(card) != place - 1:
                self._products.removeWidget(card)
                self._products.insertWidget(place - 1, card)


def common_cautions(products: list[ProductResult]) -> tuple[str, ...]:
    """The cautions that every product has, in the order of the first: said once, they are read."""
    if len(products) < 2:
        return ()
    texts = [[item.text for item in one.safety.items if item.kind == "caution"] for one in products]
    return tuple(text for text in dict.fromkeys(texts[0]) if all(text in other for other in texts[1:]))


def _touching(result: Result) -> frozenset[str]:
    """The products whose interval is not apart from that of a neighbor: their place is not certain."""
    ranking = result.ranking
    found = set()
    for one, other in pairwise(ranking):
        if not one.separated:
            found |= {one.product, other.product}
    return frozenset(found)

"""The banner: who this is about and the few facts that decide, always in sight."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cardecide.assessment.extent_text import extent_text
from cardecide.assessment.result import FactResult, Result
from cardecide_ui.answer.lines_text import lines_text
from cardecide_ui.fields.date_text import show_date
from cardecide_ui.fields.plain_widgets import PlainLabel, set_plain_tooltip
from cardecide_ui.texts import Texts
from cardecide_ui.view_models.session import CaseSession

_REFRACTORY = (
    "penta_refractory",
    "quad_refractory_classic",
    "triple_class_refractory",
    "double_refractory",
    "lenalidomide_refractory",
)
_EXPOSED = ("penta_exposed", "triple_class_exposed")
_HIGH_RISK = ("del_17p", "tp53_mutation", "t_4_14", "t_14_16", "t_14_20", "amp_1q", "gain_1q")
_CELLS = ("id", "patient", "decision_date", "jurisdictions", "lines", "refractory", "emd", "genetics")
_STRETCH = {
    "id": 3,
    "patient": 3,
    "decision_date": 3,
    "jurisdictions": 3,
    "lines": 2,
    "refractory": 4,
    "emd": 4,
    "genetics": 4,
}


def is_yes(fact: FactResult | None) -> bool:
    """Whether a yes/no fact is settled as yes."""
    return fact is not None and str(fact.value).casefold() in ("yes", "true")


def is_no(fact: FactResult | None) -> bool:
    """Whether a yes/no fact is settled as no."""
    return fact is not None and str(fact.value).casefold() in ("no", "false")


class Banner(QWidget):
    """Caption above value, side by side."""

    def __init__(self, session: CaseSession, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "banner")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._session = session
        self._texts = texts
        self.values: dict[str, PlainLabel] = {}
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 6, 16, 6)
        layout.setSpacing(14)
        for name in _CELLS:
            cell = QVBoxLayout()
            cell.setSpacing(0)
            cell.addWidget(PlainLabel(texts(f"banner.{name}"), role="caption"))
            self.values[name] = PlainLabel(role="title" if name == "id" else "strong", wrap=name != "id")
            cell.addWidget(self.values[name])
            cell.addStretch(1)
            layout.addLayout(cell, _STRETCH[name])
        session.edited.connect(self.refresh)
        session.evaluation.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Say what is known; a dash says that nothing is."""
        case, texts = self._session.case, self._texts
        result = self._session.evaluation.result
        facts = result.facts if result is not None else {}
        sex = texts.option("sex", case.patient.sex.value) if case.patient.sex else ""
        age = lines_text(facts.get("age"))
        self._say("id", case.id)
        self._say("patient", " · ".join(part for part in (age and texts("banner.age", age=age), sex) if part))
        self._say(
            "decision_date", show_date(case.decision_date, texts.language) if case.decision_date else ""
        )
        self._say("jurisdictions", " ".join(case.jurisdictions))
        self._say("lines", self._marked(lines_text(facts.get("prior_lines")), facts.get("prior_lines")))
        self._say("refractory", self._first_yes(facts, _REFRACTORY) or self._first_yes(facts, _EXPOSED))
        self._say("emd", self._emd(facts))
        self._say("genetics", self._genetics(facts, result))

    def _say(self, name: str, text: str) -> None:
        self.values[name].setText(text or "—")
        set_plain_tooltip(self.values[name], text)

    def _marked(self, text: str, fact: FactResult | None) -> str:
        """The text of a fact; a value that somebody set in place of the computed one says so."""
        is_own = text and fact is not None and fact.origin == "overridden"
        return f"{text} ✎ {self._texts('override.mark')}" if is_own else text

    def _first_yes(self, facts: dict[str, FactResult], names: tuple[str, ...]) -> str:
        found = next((facts[name] for name in names if is_yes(facts.get(name))), None)
        return self._marked(found.label, found) if found is not None else ""

    def _emd(self, facts: dict[str, FactResult]) -> str:
        if is_no(facts.get("extramedullary_disease")):
            return self._texts("banner.none")
        if not is_yes(facts.get("extramedullary_disease")):
            return ""
        return extent_text(facts, self._texts.language) or self._texts("banner.present")

    def _genetics(self, facts: dict[str, FactResult], result: Result | None) -> str:
        present = [facts[name] for name in _HIGH_RISK if is_yes(facts.get(name))]
        if any(fact is facts.get("amp_1q") for fact in present):
            # Four copies or more are a gain as well; one of the two is said.
            present = [fact for fact in present if fact is not facts["gain_1q"]]
        found = [self._marked(fact.label, fact) for fact in present]
        if found:
            return ", ".join(found)
        all_absent = result is not None and all(is_no(facts.get(name)) for name in _HIGH_RISK)
        return self._texts("banner.none") if all_absent else ""

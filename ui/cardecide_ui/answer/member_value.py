"""One member of a set, and whether it belongs to it: for a supposition."""

from collections.abc import Collection

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from cardecide.assessment.display import fact_label, member_label
from cardecide.facts.catalogue import FactDefinition
from cardecide_ui.answer.supposition import ANSWERS
from cardecide_ui.derived.value_editors import ChoiceValue
from cardecide_ui.fields.plain_widgets import StillComboBox
from cardecide_ui.texts import Texts


class MemberValue(QWidget):
    """The members in the order of their names, those ``first`` that the case already speaks of.

    A name can be typed to find it.
    """

    changed = Signal()

    def __init__(
        self,
        definition: FactDefinition,
        texts: Texts,
        first: Collection[str] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._definition = definition
        self.member = StillComboBox(self)
        self.member.setAccessibleName(fact_label(definition.name, texts.language))
        self.member.setPlaceholderText(texts("whatif.member"))
        self.member.setMinimumWidth(130)
        labels = {one: member_label(one, texts.language) for one in definition.values}
        for one in sorted(labels, key=lambda name: (name not in first, labels[name].casefold())):
            self.member.addItem(labels[one], one)
        self.member.setCurrentIndex(-1)
        self.answer = ChoiceValue({value: texts.option("yes_no", value) for value in ANSWERS}, self)
        self.member.currentIndexChanged.connect(lambda _index: self.changed.emit())
        self.answer.changed.connect(self.changed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.member, 1)
        row.addWidget(self.answer)
        self.setFocusProxy(self.member)

    @property
    def name(self) -> str:
        """The name that stands for the chosen member; empty while none is chosen."""
        member = self.member.currentData()
        return self._definition.member_name(member) if member else ""

    def value(self) -> str:
        """Yes or no; empty until member and answer are chosen."""
        return self.answer.value() if self.name else ""

    def set_value(self, member: str, answer: str) -> None:
        """Choose both."""
        self.member.setCurrentIndex(self.member.findData(member))
        self.answer.set_value(answer)

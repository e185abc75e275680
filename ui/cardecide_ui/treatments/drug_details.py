"""The single drugs of a regimen: dose, own dates and own reason to stop, in a small panel that opens."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from cardecide.case.treatment import DrugGiven
from cardecide_ui.answer.fold import Fold
from cardecide_ui.fields.context import FormContext
from cardecide_ui.fields.field_row import FieldRow
from cardecide_ui.fields.from_model import case_field
from cardecide_ui.fields.plain_widgets import PlainLabel
from cardecide_ui.fields.vocabulary import drug_label

FIELDS = (
    case_field("dose", model=DrugGiven),
    case_field("start", model=DrugGiven),
    case_field("stop", model=DrugGiven),
    case_field("stop_reason", model=DrugGiven),
)


class DrugDetails(QWidget):
    """A fold with the four fields of each drug."""

    def __init__(self, path: str, context: FormContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._path = f"{path}.drugs"
        self._context = context
        self._names: tuple[str, ...] = ()
        self._fold: Fold | None = None
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        context.add(f"{path}.drugs#details", self)
        self.refresh()

    def refresh(self) -> None:
        """Follow the list of drugs; what is open stays open."""
        names = tuple(drug.drug or drug.entered for drug in self._context.session.value(self._path) or ())
        if names != self._names:
            self._names = names
            self._make()
        self.setVisible(bool(names))

    def focus(self) -> None:
        """Take the cursor."""
        if self._fold is not None:
            self._fold.button.setFocus()

    def open(self) -> None:
        """Show the fields."""
        if self._fold is not None and not self._fold.is_open:
            self._fold.toggle()

    def _make(self) -> None:
        was_open = self._fold is not None and self._fold.is_open
        self._context.drop_entries(self._path)
        if self._fold is not None:
            self._layout.removeWidget(self._fold)
            self._fold.hide()
            self._fold.deleteLater()
        self._fold = Fold(self._context.texts("drugs.details"), self._fill, is_open=was_open, parent=self)
        self._layout.addWidget(self._fold)
        self._fold.show()

    def _fill(self, into: QVBoxLayout) -> None:
        for index, name in enumerate(self._names):
            label = drug_label(name, self._context.texts.language)
            into.addWidget(PlainLabel(label, role="heading"))
            for field in FIELDS:
                row = FieldRow(field.under(f"{self._path}[{index}]"), self._context, owner=label)
                into.addWidget(row)

"""What a regimen's name stands for, and which drug an ambiguous word was: offered, never taken by itself."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QToolButton, QVBoxLayout, QWidget

from cardecide.case.treatment import DrugGiven, Treatment
from cardecide_ui.answer.chips import FlowLayout
from cardecide_ui.fields.context import FormContext
from cardecide_ui.fields.field_row import LABEL_WIDTH
from cardecide_ui.fields.plain_widgets import PlainLabel
from cardecide_ui.fields.vocabulary import drug_label
from cardecide_ui.view_models.regimen_choices import readings_offered, with_drugs, with_meaning


class _Offers(QWidget):
    """Lines of text with buttons, made anew only when they change."""

    def __init__(self, path: str, context: FormContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._path = path
        self._context = context
        self._shown: object = None
        self.buttons: list[QToolButton] = []
        self._content: QWidget | None = None
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(LABEL_WIDTH + 8, 0, 0, 2)
        self._layout.setSpacing(2)

    def focus(self) -> None:
        """Take the cursor."""
        if self.buttons:
            self.buttons[0].setFocus()

    def _treatment(self) -> Treatment | None:
        found = self._context.session.value(self._path)
        return found if isinstance(found, Treatment) else None

    def _begin(self) -> QVBoxLayout:
        if self._content is not None:
            self._layout.removeWidget(self._content)
            self._content.hide()
            self._content.deleteLater()
        self.buttons = []
        self._content = QWidget(self)
        self._layout.addWidget(self._content)
        self._content.show()
        lines = QVBoxLayout(self._content)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(2)
        return lines

    def _line(
        self, into: QVBoxLayout, said: str, offers: list[tuple[str, Callable[[], object]]], role: str = "echo"
    ) -> None:
        if said:
            into.addWidget(PlainLabel(said, role=role, wrap=True))
        row = QWidget(self)
        flow = FlowLayout(row, spacing=4)
        for text, act in offers:
            button = QToolButton(row)
            button.setText(text.replace("&", "&&"))
            button.setAccessibleName(f"{said} {text}".strip())
            button.setProperty("role", "answer")
            button.clicked.connect(act)
            self.buttons.append(button)
            flow.addWidget(button)
        into.addWidget(row)

    def _names(self, drugs: tuple[str, ...]) -> str:
        return ", ".join(drug_label(drug, self._context.texts.language) for drug in drugs)


class RegimenExpansion(_Offers):
    """Offers the drugs behind a regimen's name; asks again before it replaces drugs that were entered."""

    def __init__(self, path: str, context: FormContext, parent: QWidget | None = None) -> None:
        super().__init__(path, context, parent)
        self._asked: tuple[str, ...] | None = None
        context.add(f"{path}.regimen#expansion", self)
        self.refresh()

    def refresh(self) -> None:
        """Show the readings of the name that the list of drugs does not hold already."""
        treatment = self._treatment()
        readings = readings_offered(treatment) if treatment else ()
        drugs = treatment.drugs if treatment else ()
        shown = (readings, drugs, self._asked)
        if shown != self._shown:
            self._shown = shown
            self._fill(readings, drugs)
        self.setVisible(bool(readings))

    def _fill(self, readings: tuple[tuple[str, ...], ...], drugs: tuple[DrugGiven, ...]) -> None:
        texts = self._context.texts
        lines = self._begin()
        if len(readings) > 1:
            lines.addWidget(PlainLabel(f"? {texts('regimen.several')}", role="warning", wrap=True))
        for reading in readings:
            names = self._names(reading)
            if self._asked == reading:
                before = ", ".join(drug.drug or drug.entered for drug in drugs)
                offers: list[tuple[str, Callable[[], object]]] = [
                    (texts("regimen.replace"), partial(self._use, reading)),
                    (texts("regimen.keep"), partial(self._ask, None)),
                ]
                self._line(
                    lines, texts("regimen.replaces", before=before, after=names), offers, role="warning"
                )
            else:
                act = partial(self._ask, reading) if drugs else partial(self._use, reading)
                self._line(lines, f"= {names}", [(texts("regimen.use"), act)])

    def _ask(self, reading: tuple[str, ...] | None) -> None:
        self._asked = reading
        self.refresh()
        self.focus()

    def _use(self, reading: tuple[str, ...]) -> None:
        self._asked = None
        treatment = self._treatment()
        if treatment is not None:
            self._context.rows[f"{self._path}.drugs"].focus()  # before the button goes that was pressed
            self._context.session.enter(f"{self._path}.drugs", with_drugs(treatment, reading))
            self._context.session.close_edit()


class AmbiguousDrugs(_Offers):
    """Asks which drug a word with several meanings stands for."""

    def __init__(self, path: str, context: FormContext, parent: QWidget | None = None) -> None:
        super().__init__(path, context, parent)
        context.add(f"{path}.drugs#meaning", self)
        self.refresh()

    def refresh(self) -> None:
        """Show one question for each ambiguous word."""
        treatment = self._treatment()
        open_words = [(i, d) for i, d in enumerate(treatment.drugs) if d.candidates] if treatment else []
        if open_words != self._shown:
            self._shown = open_words
            self._fill(open_words)
        self.setVisible(bool(open_words))

    def _fill(self, words: list[tuple[int, DrugGiven]]) -> None:
        lines = self._begin()
        language = self._context.texts.language
        for index, drug in words:
            offers: list[tuple[str, Callable[[], object]]] = [
                (drug_label(name, language), partial(self._mean, index, name)) for name in drug.candidates
            ]
            said = f"? {self._context.texts('drugs.which', word=drug.entered)}"
            self._line(lines, said, offers, role="warning")

    def _mean(self, index: int, name: str) -> None:
        treatment = self._treatment()
        if treatment is not None:
            self._context.rows[f"{self._path}.drugs"].focus()
            self._context.session.enter(f"{self._path}.drugs", with_meaning(treatment, index, name))
            self._context.session.close_edit()

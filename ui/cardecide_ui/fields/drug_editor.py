"""The drugs of a regimen: typed with commas, completed by generic, brand, Chinese and abbreviated names."""

import re
from collections.abc import Iterable
from typing import Any

from pydantic import ValidationError
from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtWidgets import QCompleter, QHBoxLayout, QWidget

from cardecide.case.treatment import DrugGiven, Treatment
from cardecide.language.message import Message, message
from cardecide_ui.fields.context import FormContext
from cardecide_ui.fields.line_editor import CaseLineEdit
from cardecide_ui.fields.reading import read_drugs
from cardecide_ui.fields.record import FieldRecord
from cardecide_ui.fields.showing import show_value
from cardecide_ui.fields.vocabulary import drug_names

_SEPARATOR = re.compile(r"[,;+、，]")


def unknown_drug(drugs: Iterable[Any]) -> Message | None:
    """What is wrong with the first name that is no drug's, with the nearest one; None: they can be taken."""
    for drug in drugs:
        if isinstance(drug, DrugGiven):
            continue
        try:
            DrugGiven.model_validate(drug)
        except ValidationError as error:
            near = str(error.errors(include_url=False)[0].get("ctx", {}).get("nearest", ""))
            name = "drug_near" if near else "drug"
            return message(f"window.problem.{name}", word=str(drug), nearest=near)
    return None


class DrugCompleter(QCompleter):
    """Completes the last name of a list, and puts the generic name in its place."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModel(QStringListModel(sorted(drug_names(), key=str.casefold), self))
        self.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setFilterMode(Qt.MatchFlag.MatchStartsWith)
        self.setMaxVisibleItems(10)
        self._before = ""

    def splitPath(self, path: str) -> list[str]:  # noqa: N802 - Qt's name
        """Look up only what follows the last comma."""
        names = _SEPARATOR.split(path)
        self._before = ", ".join(name.strip() for name in names[:-1])
        return [names[-1].strip()]

    def pathFromIndex(self, index) -> str:  # type: ignore[no-untyped-def]  # noqa: N802 - Qt's name
        """The whole list with the chosen drug's generic name at its end."""
        generic = drug_names()[index.data()]
        return f"{self._before}, {generic}" if self._before else generic


class DrugEditor(QWidget):
    """A line of drug names bound to a list of drugs."""

    def __init__(self, record: FieldRecord, context: FormContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.record = record
        self._context = context
        self._typing = False
        self._seen: tuple[DrugGiven, ...] = ()
        self.edit = CaseLineEdit(self)
        self.edit.setAccessibleName(context.texts(record.label))
        self.edit.setPlaceholderText(context.texts("placeholder.drugs"))
        self.edit.textEdited.connect(self._typed)
        self.edit.left.connect(self._left)
        completer = DrugCompleter(self)
        completer.activated.connect(self._typed)
        self.edit.setCompleter(completer)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.edit)
        self.setFocusProxy(self.edit)

    def refresh(self) -> None:
        """Show the drugs, unless they are being typed."""
        if not self._typing:
            value = self._context.session.value(self.record.path) or ()
            self.edit.show_text(show_value(self.record, value, self._context.texts))

    def echo(self) -> str:
        """What stands behind each name that is not the generic one, and which names are a question."""
        said = []
        for drug in self._drugs():
            if drug.candidates:
                said.append(
                    self._context.texts("drugs.several", word=drug.entered, drugs=" / ".join(drug.candidates))
                )
            elif drug.drug is None:
                said.append(self._context.texts("drugs.not_known", word=drug.entered))
            elif drug.entered.casefold() != drug.drug.casefold():
                said.append(f"{drug.entered} = {drug.drug}")
        return " · ".join(said + self._own_reasons())

    def _own_reasons(self) -> list[str]:
        """Why single drugs were stopped before the regimen was."""
        treatment = self._context.session.value(self.record.path.rpartition(".")[0])
        if not isinstance(treatment, Treatment):
            return []
        reasons = {name: reason.value for name, reason in treatment.stop_reasons.items()}
        reasons |= {
            d.drug or d.entered: d.stop_reason.value for d in treatment.drugs if d.stop_reason != "unknown"
        }
        texts = self._context.texts
        return [
            texts("drugs.stopped", drug=drug, reason=texts.option("stopreason", reason))
            for drug, reason in reasons.items()
        ]

    def _drugs(self) -> tuple[DrugGiven, ...]:
        return tuple(self._context.session.value(self.record.path) or ())

    def _typed(self, text: str) -> None:
        names = [name.strip() for name in _SEPARATOR.split(text) if name.strip()]
        self._typing = True
        try:
            # A name being retyped passes through half-written forms; what belongs to it must survive them.
            self._seen = (*self._seen, *self._drugs())
            drugs = read_drugs(names, self._seen)
            problem = unknown_drug(drugs)
            if problem is not None:
                self._context.session.keep_draft(self.record.path, text, problem, typing=True)
            else:
                self._context.session.enter(self.record.path, drugs or None, typing=True)
        finally:
            self._typing = False

    def _left(self) -> None:
        self._seen = ()
        self._context.session.close_edit()
        self.refresh()

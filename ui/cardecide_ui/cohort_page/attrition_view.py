"""The third step: where the patients of one label or trial are lost, drawn, and written to files."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from cardecide.reading.problem import InputError
from cardecide_ui.cohort_page.file_dialogs import CohortFiles
from cardecide_ui.cohort_page.flow_canvas import FlowCanvas, measure
from cardecide_ui.cohort_page.model import CohortModel
from cardecide_ui.cohort_page.summary_table import pack_title
from cardecide_ui.fields.plain_widgets import PlainLabel, StillComboBox
from cardecide_ui.palettes import Colors
from cardecide_ui.texts import Texts

KINDS = ("png", "svg", "pdf", "csv")


class AttritionView(QWidget):
    """A label or trial to choose, its drawing, and buttons that write it."""

    def __init__(
        self,
        model: CohortModel,
        texts: Texts,
        colors: Colors,
        files: Callable[[], CohortFiles],
        left: Callable[[Path], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._model, self._texts, self._files, self._left = model, texts, files, left
        self.pack = StillComboBox()
        self.pack.setAccessibleName(texts("cohort.summary.pack"))
        self.pack.setMinimumWidth(380)
        self.said = PlainLabel(role="strong", wrap=True)
        self.canvas = FlowCanvas(colors)
        area = QScrollArea()
        area.setWidget(self.canvas)
        area.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        area.setFrameShape(QFrame.Shape.NoFrame)
        row = QHBoxLayout()
        row.addWidget(self.pack)
        row.addStretch(1)
        self.buttons: dict[str, QPushButton] = {}
        for kind in KINDS:
            button = QPushButton(kind.upper())
            button.setAccessibleName(texts("cohort.attrition.write", kind=kind.upper()))
            button.clicked.connect(lambda _=False, kind=kind: self.write(kind))
            self.buttons[kind] = button
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(row)
        column.addWidget(self.said)
        column.addWidget(area, 1)
        self.pack.activated.connect(model.choose_pack)
        model.screened_changed.connect(self._refresh_packs)
        model.pack_changed.connect(self.refresh)
        self._refresh_packs()

    def _refresh_packs(self) -> None:
        screened = self._model.screened
        self.pack.clear()
        for pack in screened.side.packs if screened is not None else ():
            self.pack.addItem(pack_title(pack, self._texts))
        self.refresh()

    def refresh(self) -> None:
        """Draw the label or trial looked at."""
        screened = self._model.screened
        there = screened is not None and bool(screened.side.packs)
        for button in self.buttons.values():
            button.setEnabled(there)
        if not there or screened is None:
            self.canvas.show_drawing(None)
            self.said.setText("")
            return
        from cardecide.cohort.attrition.flow import flow_of
        from cardecide.cohort.attrition.layout import layout
        from cardecide.cohort.attrition.words import FlowWords
        from cardecide.language.text import in_language

        self.pack.setCurrentIndex(self._model.pack)
        flow = flow_of(screened, self._model.pack)
        words = FlowWords(self._texts.language)
        self.canvas.show_drawing(layout(flow, words, measure, synthetic=screened.synthetic))
        costliest = flow.costliest
        if costliest is not None:
            text = in_language(costliest.criterion.text, self._texts.language)
            said = self._texts("cohort.attrition.costliest", criterion=text, count=costliest.only)
        else:
            said = self._texts("cohort.attrition.no_costliest")
        self.said.setText(said)

    def write(self, kind: str) -> None:
        """Ask for a place and write the drawing, or its numbers."""
        screened = self._model.screened
        if screened is None:
            return
        pack = screened.side.packs[self._model.pack].id
        path = self._files().write(f"{pack}-attrition.{kind}", kind)
        if path is None:
            return
        try:
            self._write(path, kind)
        except InputError as error:
            self._model.trouble.emit(error)
            return
        self._left(path)

    def _write(self, path: Path, kind: str) -> None:
        from cardecide.cohort.attrition.attrition_table import ATTRITION_COLUMNS, attrition_rows
        from cardecide.cohort.attrition.flow import flow_of
        from cardecide.cohort.attrition.layout import layout
        from cardecide.cohort.attrition.svg import svg
        from cardecide.cohort.attrition.tones import INKS
        from cardecide.cohort.attrition.words import FlowWords
        from cardecide.cohort.screening.writing import write_bytes, write_table
        from cardecide.report import shapes_page

        screened = self._model.screened
        if screened is None:
            return
        flow, language = flow_of(screened, self._model.pack), self._texts.language
        if kind == "csv":
            write_table(path, ATTRITION_COLUMNS, attrition_rows([flow], language))
            return
        drawing = layout(flow, FlowWords(language), shapes_page.measure, synthetic=screened.synthetic)
        if kind == "svg":
            write_bytes(path, svg(drawing).encode())
        elif kind == "pdf":
            write_bytes(path, shapes_page.shapes_pdf([drawing], INKS, foot=screened.table))
        else:
            write_bytes(path, shapes_page.shapes_png(drawing, INKS))

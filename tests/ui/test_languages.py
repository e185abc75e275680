"""Three languages, switched with data in the form."""

import string
from collections.abc import Callable

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QLineEdit, QPlainTextEdit, QWidget

from cardecide.language.messages import all_messages
from cardecide.language.text import LANGUAGES, Language
from cardecide_ui.derived.fact_line import FactLine
from cardecide_ui.derived.override_dialog import OverrideDialog
from cardecide_ui.help.help_dialog import HelpDialog
from cardecide_ui.settings_dialog import SettingsDialog
from cardecide_ui.treatments.paste_dialog import PasteDialog
from cardecide_ui.treatments.timeline_view import TimelineCanvas
from tests.ui.conftest import WindowUnderTest

_WINDOW = {name: texts for name, texts in all_messages().items() if name.startswith("window.")}


def test_every_text_has_the_same_parts_in_every_language() -> None:
    for name, texts in _WINDOW.items():
        parts = {
            frozenset(part for _, part, _, _ in string.Formatter().parse(texts[language]) if part)
            for language in LANGUAGES
        }
        assert len(parts) == 1, name


def test_switching_keeps_the_data(ui: WindowUnderTest) -> None:
    ui.type("patient.weight", "6x")
    ui.leave(ui.type("patient.birth_date", "3/1957"))
    ui.choose("infection.active_infection", "no")
    before = ui.case
    ui.window.texts.use("zh")
    assert ui.case == before
    assert ui.edit("patient.weight").text() == "6x"
    assert ui.edit("patient.birth_date").text() == "1957年3月"
    assert ui.row("patient.weight").label.text() == "体重"
    assert ui.window.commands.actions["save"].iconText() == "保存"
    ui.window.texts.use("tr")
    assert ui.row("patient.weight").label.text() == "Kilo"
    assert ui.row("infection.active_infection").editor.buttons["no"].isChecked()
    ui.type("patient.weight", "61")
    ui.wait_for_answer()
    assert ui.session.evaluation.result.language == "tr"


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_identifier_is_shown(make_window: Callable[..., WindowUnderTest], language: Language) -> None:
    ui = make_window(language)
    ui.row("treatments").add()
    texts = [label.text() for label in ui.window.findChildren(QLabel)]
    texts += [button.text() for button in ui.window.findChildren(QAbstractButton)]
    for box in ui.window.findChildren(QComboBox):
        texts += [box.itemText(index) for index in range(box.count())]
    assert not [text for text in texts if "_" in text or "window." in text]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_input_has_an_accessible_name(
    make_window: Callable[..., WindowUnderTest], language: Language
) -> None:
    ui = make_window(language)
    for path in ("treatments", "extramedullary.lesions"):
        ui.row(path).add()
    ui.row("cytogenetics").add("del(17p)")
    ui.session.enter("treatments[0].drugs", ("I", "dexamethasone"))
    ui.row("treatments[0].drugs#details").open()
    next(iter(ui.answer.cards.values())).toggle()
    ui.answer.parts.what_if.use_fact("ecog")
    context = ui.window.page.form.context
    dialogs: list[QWidget] = [
        PasteDialog(ui.window.texts, "Kd 2021", ui.window),
        OverrideDialog("prior_lines", context, ui.window),
        OverrideDialog("refractory_classes", context, ui.window),
        SettingsDialog(ui.window.settings, ui.window.texts, parent=ui.window),
        HelpDialog(ui.window.texts, ui.session.evaluation.result, ("ecog",), ui.window),
    ]
    nameless = []
    for root in (ui.window.page, ui.window.start, *dialogs):
        for kind in (QLineEdit, QComboBox, QAbstractButton, QPlainTextEdit, FactLine, TimelineCanvas):
            for widget in root.findChildren(kind):
                interface = QAccessible.queryAccessibleInterface(widget)
                of_qt = widget.objectName().startswith("qt_tableview")  # the corner of a table, not reachable
                if interface is not None and not of_qt and not interface.text(QAccessible.Text.Name):
                    nameless.append(f"{widget} in {widget.parent()}")
    for dialog in dialogs:
        dialog.deleteLater()
    assert not nameless

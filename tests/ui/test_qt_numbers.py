"""The numbers that stand for Qt's names mean what they say."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from cardecide_ui import qt_numbers
from cardecide_ui.fields.plain_widgets import PlainLabel


@pytest.mark.parametrize(
    ("number", "name"),
    [
        (qt_numbers.PLAIN_TEXT, Qt.TextFormat.PlainText),
        (qt_numbers.TEXT_UNDER_ICON, Qt.ToolButtonStyle.ToolButtonTextUnderIcon),
        (qt_numbers.TAB_FOCUS, Qt.FocusPolicy.TabFocus),
    ],
)
def test_a_number_is_that_of_the_name(number: int, name: object) -> None:
    assert name.value == number  # type: ignore[attr-defined]


def test_qt_takes_the_numbers(qtbot: QtBot) -> None:
    label, button = PlainLabel("<b>x</b>"), QToolButton()
    qtbot.addWidget(label)
    qtbot.addWidget(button)
    assert label.textFormat() == Qt.TextFormat.PlainText
    assert button.setProperty("toolButtonStyle", qt_numbers.TEXT_UNDER_ICON)
    assert button.toolButtonStyle() == Qt.ToolButtonStyle.ToolButtonTextUnderIcon
    assert button.setProperty("focusPolicy", qt_numbers.TAB_FOCUS)
    assert button.focusPolicy() == Qt.FocusPolicy.TabFocus

"""The recovery code, shown once: without it and the keyring the library cannot be opened by anyone."""

from PySide6.QtGui import QFont, QFontMetrics, QGuiApplication
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from cardecide_ui.fields.plain_widgets import PlainLabel
from cardecide_ui.texts import Texts

_GROUPS = 4
_FONTS = ("WenQuanYi Micro Hei Mono", "DejaVu Sans")


class RecoveryCodeDialog(QDialog):
    """Closes when its reader says that the code was put in a safe place."""

    def __init__(self, code: str, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(texts("library.code.title"))
        self.setMinimumWidth(520)
        column = QVBoxLayout(self)
        column.addWidget(PlainLabel(texts("library.code.what"), wrap=True))
        # Four groups on a line: a group that is broken in two is copied wrongly.
        groups = code.split("-")
        lines = ["-".join(groups[at : at + _GROUPS]) for at in range(0, len(groups), _GROUPS)]
        self.code = QPlainTextEdit("-\n".join(lines), self)
        self.code.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        font = QFont()
        font.setFamilies(list(_FONTS))
        font.setPointSizeF(12)
        self.code.setFont(font)
        self.code.setReadOnly(True)
        self.code.setTabChangesFocus(True)
        self.code.setAccessibleName(texts("library.code.title"))
        self.code.setFixedHeight(QFontMetrics(font).lineSpacing() * len(lines) + 18)
        column.addWidget(self.code)
        copy = QPushButton(texts("library.code.copy"), self)
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(code))
        self.safe = QCheckBox(texts("library.code.safe"), self)
        column.addWidget(self.safe)
        buttons = QDialogButtonBox(self)
        buttons.addButton(copy, QDialogButtonBox.ButtonRole.ActionRole)
        self.close_button = buttons.addButton(texts("dialog.close"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.close_button.setEnabled(False)
        self.safe.toggled.connect(self.close_button.setEnabled)
        buttons.accepted.connect(self.accept)
        column.addWidget(buttons)

    def reject(self) -> None:
        """Escape does not close it before the code is safe."""
        if self.safe.isChecked():
            super().reject()


def show_recovery_code(code: str, texts: Texts, parent: QWidget) -> None:
    """Show the code until it is safe."""
    dialog = RecoveryCodeDialog(code, texts, parent)
    dialog.exec()
    dialog.deleteLater()

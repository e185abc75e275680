"""The settings: language, look, jurisdictions and scoring policy of the site, files remembered or not."""

from collections.abc import Sequence

from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QGridLayout,
    QVBoxLayout,
    QWidget,
)

from cardecide.case.jurisdictions import JURISDICTIONS
from cardecide.language.text import LANGUAGES
from cardecide_ui.fields.plain_widgets import PlainLabel, StillComboBox
from cardecide_ui.library.settings_part import LibrarySettings
from cardecide_ui.menus import LANGUAGE_NAMES
from cardecide_ui.palettes import PALETTES
from cardecide_ui.settings import Settings
from cardecide_ui.texts import Texts


class SettingsDialog(QDialog):
    """Shows the settings; ``store`` puts what was chosen into them.

    ``policies`` are the scoring policies of the rules with their titles; without any there is no choice.
    """

    def __init__(
        self,
        settings: Settings,
        texts: Texts,
        policies: Sequence[tuple[str, str]] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._settings = settings
        self.setWindowTitle(texts("settings.title"))
        self.setMinimumWidth(460)
        self.language = self._combo(texts("settings.language"))
        for language in LANGUAGES:
            self.language.addItem(LANGUAGE_NAMES[language], language)
        self.language.setCurrentIndex(self.language.findData(texts.language))
        self.theme = self._combo(texts("settings.theme"))
        for name in PALETTES:
            self.theme.addItem(texts(f"theme.{name}"), name)
        self.theme.setCurrentIndex(self.theme.findData(settings.theme))
        self.policy = self._policy_box(texts, policies)
        grid = QGridLayout()
        self.jurisdictions: dict[str, QCheckBox] = {}
        for place, where in enumerate(JURISDICTIONS):
            box = QCheckBox(texts(f"jurisdiction.{where}"), self)
            box.setChecked(where in settings.jurisdictions)
            self.jurisdictions[where] = box
            grid.addWidget(box, place // 3, place % 3)
        self.recent = QCheckBox(texts("settings.recent"), self)
        self.recent.setChecked(settings.keeps_recent)
        form = QFormLayout()
        form.addRow(texts("settings.language"), self.language)
        form.addRow(texts("settings.theme"), self.theme)
        layout = QVBoxLayout(self)
        layout.addLayout(form)
        layout.addWidget(PlainLabel(texts("settings.jurisdictions"), role="heading"))
        layout.addLayout(grid)
        if policies:
            layout.addWidget(PlainLabel(texts("settings.policy"), role="heading"))
            layout.addWidget(self.policy)
            layout.addWidget(PlainLabel(texts("settings.policy_hint"), role="caption", wrap=True))
        layout.addWidget(self.recent)
        layout.addWidget(PlainLabel(texts("settings.recent_hint"), role="caption", wrap=True))
        self.library = LibrarySettings(settings, texts, self)
        layout.addWidget(PlainLabel(texts("library.settings.title"), role="heading"))
        layout.addWidget(self.library)
        buttons = QDialogButtonBox(self)
        buttons.addButton(texts("settings.ok"), QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(texts("dialog.cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout.addStretch(1)
        layout.addWidget(buttons)

    def store(self) -> None:
        """Remember what was chosen."""
        self._settings.language = self.language.currentData()
        self._settings.theme = self.theme.currentData()
        self._settings.jurisdictions = tuple(
            name for name, box in self.jurisdictions.items() if box.isChecked()
        )
        if self.policy.count():
            self._settings.policy = self.policy.currentData()
        self._settings.keeps_recent = self.recent.isChecked()
        self.library.store()

    def _policy_box(self, texts: Texts, policies: Sequence[tuple[str, str]]) -> StillComboBox:
        """The policies; one that the rules do not have stays chosen until another is."""
        box = self._combo(texts("settings.policy"))
        for name, title in policies:
            box.addItem(title, name)
        chosen = self._settings.policy
        if policies and chosen and box.findData(chosen) < 0:
            box.addItem(texts("settings.policy_missing", name=chosen), chosen)
        box.setCurrentIndex(max(box.findData(chosen), 0) if policies else -1)
        box.setVisible(bool(policies))
        return box

    def _combo(self, name: str) -> StillComboBox:
        box = StillComboBox(self)
        box.setAccessibleName(name)
        return box

"""The window: assembles the pages, the commands and the session, and holds nothing itself."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QMainWindow,
    QScrollArea,
    QStackedWidget,
    QWidget,
)

from cardecide.locations import bundled
from cardecide_ui.dialogs import Dialogs, WindowDialogs
from cardecide_ui.fields.plain_widgets import PlainLabel
from cardecide_ui.menus import Commands
from cardecide_ui.pages import CASE, PAGES, SETTINGS
from cardecide_ui.palettes import ThemeName
from cardecide_ui.rail import Rail
from cardecide_ui.samples import sample_cases
from cardecide_ui.settings import Settings
from cardecide_ui.start_page import StartPage
from cardecide_ui.texts import Texts
from cardecide_ui.theme import apply_theme, dress
from cardecide_ui.view_models.page_state import PageState
from cardecide_ui.window_commands import functions_of, toggle_jurisdiction
from cardecide_ui.window_parts import Given, WindowParts
from cardecide_ui.window_standing import may_close, show_standing

if TYPE_CHECKING:  # loaded once the window is seen
    from PySide6.QtGui import QCloseEvent

    from cardecide.case.model import Case
    from cardecide_ui.case_page import CasePage
    from cardecide_ui.file_actions import FileActions
    from cardecide_ui.library.case_library import CaseLibrary
    from cardecide_ui.library.library_services import LibraryServices
    from cardecide_ui.page_context import PageContext
    from cardecide_ui.services import Services
    from cardecide_ui.view_models.session import CaseSession


class MainWindow(QMainWindow):
    """One case, its commands, and the languages and looks it can be seen in.

    The first page needs neither case nor rules: the session, its files and the case page are made when they
    are first asked for, the ``services`` too where none are given.
    """

    def __init__(
        self,
        application: QApplication,
        services: "Services | None" = None,
        *,
        texts: Texts | None = None,
        dialogs: Dialogs | None = None,
        theme: ThemeName | None = None,
        delay: int | None = None,
        settings: Settings | None = None,
        begins_with_start_page: bool = False,
        library: "LibraryServices | None" = None,
    ) -> None:
        super().__init__()
        self._application = application
        self.settings = settings or Settings()
        self._theme: ThemeName = theme or self.settings.theme
        self._colors = dress(self, application, self._theme)
        self.texts = texts or Texts(self.settings.language, parent=self)
        self._dialogs = dialogs or WindowDialogs(self.texts, self)
        self._samples = sample_cases() if services is None else services.samples()
        given = Given(self.texts, self._dialogs, self.settings, services, delay, library)
        self._parts = WindowParts(self, given, made=self._follow_session, files_made=self._follow_files)
        self._page_made: CasePage | None = None
        self._toolbar = self.addToolBar("")
        self._toolbar.setMovable(False)
        self.kept = PlainLabel(role="caption")
        self.statusBar().addPermanentWidget(self.kept)
        self.setWindowIcon(QIcon(str(bundled("resources") / "icons" / "cardecide.svg")))
        self.setMinimumSize(940, 500)
        self.resize(1280, 800)
        self.page_state = PageState(units=self.settings.lab_units)
        self._models: dict[str, QObject] = {}
        self.page_shown = CASE
        self.shows_start = begins_with_start_page
        self._build()
        self.texts.changed.connect(self._language_changed)

    @property
    def session(self) -> "CaseSession":
        """The case being edited."""
        return self._parts.session

    @property
    def files(self) -> "FileActions":
        """New, open, save and export."""
        return self._parts.files

    @property
    def library(self) -> "CaseLibrary | None":
        """The case library, where this window has one."""
        return self._parts.library

    @property
    def page(self) -> "CasePage":
        """The case page in the language and look of now."""
        if self._page_made is None:
            from cardecide_ui.case_page import CasePage

            self._page_made = CasePage(self.session, self.texts, self._colors, self.page_state, self._stack)
            self._stack.addWidget(self._page_made)
            self._refresh()
        return self._page_made

    def make_page(self) -> "Services":
        """Make the case page ahead of its first use; return what is behind its buttons."""
        _ = self.page
        return self._parts.services

    def use_theme(self, theme: ThemeName) -> None:
        """Switch to another look."""
        self._theme = self.settings.theme = theme
        self._colors = apply_theme(self._application, theme)
        self._rebuild()

    def edit_settings(self) -> None:
        """Ask for the settings and use them."""
        from cardecide_ui.settings_dialog import SettingsDialog

        policy = self._parts.services.policy
        policies = policy.listed(self.texts.language) if policy is not None else []
        dialog = SettingsDialog(self.settings, self.texts, policies, self)
        if dialog.exec():
            dialog.store()
            if self._parts.use_policy() and self._parts.has_session:
                self.session.reassess()
            self.texts.use(self.settings.language)
            if self._theme != self.settings.theme:
                self.use_theme(self.settings.theme)
            self._list_recent()
        dialog.deleteLater()

    def show_start(self) -> None:
        """Show the first page."""
        self.shows_start = True
        self.turn_to(CASE)
        self.start.setFocus()

    def turn_to(self, name: str) -> None:
        """Show a page of the rail; the settings are a dialog."""
        if name == SETTINGS:
            self.edit_settings()
            return
        self.page_shown = name
        from cardecide_ui.page_focus import turn_with_cursor

        turn_with_cursor(self.rail, name, self._stack, self._turn_page)

    def open_case(self, case: "Case") -> bool:
        """Put a case that has no file into the case page; return whether the open one could be left."""
        if not self.files.may_leave():
            return False
        self.session.open_case(case, None)
        return True

    def closeEvent(self, event: "QCloseEvent") -> None:  # noqa: N802 - Qt's name
        """Ask about unsaved changes before the window goes."""
        event.setAccepted(may_close(self, has_session=self._parts.has_session))

    def _rebuild(self) -> None:
        if self._page_made is None:
            self._build()
            return
        scrolled = [area.verticalScrollBar().value() for area in self._areas()]
        self._build()
        self.page.form.complete()
        for area, value in zip(self._areas(), scrolled, strict=True):
            area.verticalScrollBar().setValue(value)

    def _turn_page(self) -> None:
        shown: QWidget = self.start if self.shows_start else self.page
        if self.page_shown != CASE:
            shown = self._page(self.page_shown)
        self._stack.setCurrentWidget(shown)
        self._toolbar.setVisible(shown is self._page_made)
        self.rail.show_chosen(self.page_shown)

    def _page(self, name: str) -> QWidget:
        """A page beside the case, made when it is first turned to."""
        if name not in self.pages:
            make = next(page.make for page in PAGES if page.name == name)
            self.pages[name] = make(self._context())
            self._stack.addWidget(self.pages[name])
        return self.pages[name]

    def _areas(self) -> tuple[QScrollArea, QScrollArea]:
        return self.page.form.scroll_area, self.page.answer.scroll_area

    def _build(self) -> None:
        """Make the pages and the commands in the language and look chosen; the session goes on."""
        self._page_made = None
        self.start = StartPage(
            self.texts,
            new=lambda: self.files.new(),
            open_file=lambda: self.files.open(),
            open_sample=lambda path: self.files.open_sample(path),
            open_recent=self._open_recent,
            samples=self._samples,
            recent=self.settings.recent,
        )
        self.pages: dict[str, QWidget] = {}
        self._stack: QStackedWidget = QStackedWidget(self)
        self._stack.addWidget(self.start)
        self.rail = Rail([CASE, *(page.name for page in PAGES)], self.texts, self._colors, foot=[SETTINGS])
        self.rail.chosen.connect(self.turn_to)
        whole = QWidget(self)
        row = QHBoxLayout(whole)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.rail)
        row.addWidget(self._stack, 1)
        self.setCentralWidget(whole)
        self._toolbar.setWindowTitle(self.texts("menu.toolbar"))
        self.commands = Commands(self, self.texts, functions_of(self))
        self.commands.add_samples(self._samples, lambda path: self.files.open_sample(path))
        self._list_recent()
        self.commands.add_jurisdictions(lambda name: toggle_jurisdiction(self, name))
        self.commands.add_languages(self.texts.use)
        self.commands.add_themes(self._theme, self.use_theme)
        self.commands.fill(self._toolbar)
        self._turn_page()
        self._refresh()

    def _context(self) -> "PageContext":
        from cardecide_ui.page_context import PageContext

        return PageContext(
            texts=self.texts,
            colors=self._colors,
            session=self.session,
            services=self._parts.services,
            settings=self.settings,
            dialogs=self._dialogs,
            open_case=self.open_case,
            say=self._say,
            models=self._models,
            library=self.library,
        )

    def _follow_session(self, session: "CaseSession") -> None:
        session.file_changed.connect(self._refresh)
        session.edited.connect(self._edited)

    def _follow_files(self, files: "FileActions") -> None:
        files.done.connect(self._say)
        if self.library is not None:
            self.library.changed.connect(self._refresh)
        files.used.connect(self._used)
        files.discarded.connect(self._refresh)

    def _say(self, said: str) -> None:
        self.statusBar().showMessage(said, 8000)

    def _list_recent(self) -> None:
        self.commands.add_recent(self.settings.recent, self._open_recent, self._clear_recent)

    def _open_recent(self, path: Path) -> None:
        if self.files.may_leave():
            self.files.open_path(path)

    def _clear_recent(self) -> None:
        self.settings.clear_recent()
        self._list_recent()

    def _used(self, path: Path) -> None:
        self.settings.remember(path)
        self._list_recent()

    def _language_changed(self) -> None:
        self.settings.language = self.texts.language
        if self._parts.has_session:
            self.session.use_language(self.texts.language)
        self._rebuild()

    def _edited(self, path: str) -> None:
        if not path:
            self.page_state.forget_case()
        if self.shows_start or (not path and self.page_shown != CASE):
            self.shows_start = False
            self.turn_to(CASE)
        self._refresh()

    def _refresh(self) -> None:
        if not self._parts.has_session:
            self.setWindowTitle("cardecide")
            return
        show_standing(self)

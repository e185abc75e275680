"""The page of the rules: the packs on the left, the one being edited on the right."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QMenu,
    QSplitter,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from cardecide.reading.problem import InputError
from cardecide_ui.fields.plain_widgets import PlainLabel
from cardecide_ui.page_context import PageContext
from cardecide_ui.rules_in_use import RulesInUse
from cardecide_ui.rules_page.bundle_acts import BundleActs
from cardecide_ui.rules_page.look import page_style
from cardecide_ui.rules_page.models.library_cases import library_cases
from cardecide_ui.rules_page.models.rules_desk import RulesDesk
from cardecide_ui.rules_page.notices import Notice, Notices
from cardecide_ui.rules_page.pack_acts import PackActs
from cardecide_ui.rules_page.pack_browser import PackBrowser
from cardecide_ui.rules_page.pack_page import PackPage
from cardecide_ui.rules_page.questions import PageQuestions, Questions
from cardecide_ui.rules_page.trouble import words_of


class RulesPage(QWidget):
    """Made anew when the language or the look changes; texts, undo and answers live in the desk."""

    def __init__(self, context: PageContext, questions: Questions | None = None) -> None:
        super().__init__()
        self._context = context
        self._texts = context.texts
        rules = context.services.rules
        assert isinstance(rules, RulesInUse)  # noqa: S101 - the page is offered only where rules can be changed
        self.desk: RulesDesk = context.keep("rules", lambda: RulesDesk(rules, context.session))
        self.questions: Questions = questions or PageQuestions(context.texts, context.colors, self)
        self.acts = PackActs(
            self.desk, self.questions, context.settings, context.texts, context.say, self._note_change
        )
        self.bundles = BundleActs(self.desk, self.questions, context.settings, context.texts, context.say)
        self.setStyleSheet(page_style(context.colors))
        self.browser = PackBrowser(self.desk, context.texts, context.colors, self)
        self.notices = Notices(self)
        self.empty = PlainLabel(context.texts("rules.choose"), role="quiet", wrap=True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.stack = QStackedWidget(self)
        self.stack.addWidget(self.empty)
        self.pack_page: PackPage | None = None
        right = QWidget(self)
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.notices)
        column.addWidget(self.stack, 1)
        split = QSplitter(Qt.Orientation.Horizontal, self)
        split.addWidget(self._left())
        split.addWidget(right)
        split.setStretchFactor(1, 1)
        split.setSizes([232, 960])
        split.setChildrenCollapsible(False)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 10, 12, 10)
        row.addWidget(split)
        self.browser.wanted.connect(self.open)
        self.desk.opened.connect(self._show_pack)
        self.desk.packs_changed.connect(self._say_notices)
        self.desk.used_changed.connect(self._say_notices)
        self.desk.failed.connect(self._failed)
        for edit in self.desk.edits.values():
            edit.use_language(context.texts.language)
        self._show_pack()

    def open(self, pack: str, line: int = 0, column: int = 0) -> None:
        """Edit a pack, with the cursor at a line."""
        if self.desk.current is None or self.desk.current.id != pack:
            try:
                self.desk.open(pack)
            except InputError as error:
                self._failed(error)
                return
        if line and self.pack_page is not None:
            self.pack_page.go_to(line, column)

    def may_leave(self) -> bool:
        """Whether the window may close."""
        return self.acts.leave()

    def _show_pack(self) -> None:
        edit = self.desk.current
        if edit is None or (self.pack_page is not None and self.pack_page.edit is edit):
            self._say_notices()
            return
        if self.pack_page is not None:
            self.stack.removeWidget(self.pack_page)
            self.pack_page.deleteLater()
        page = PackPage(
            edit, self._texts, self._context.colors, lambda: library_cases(self._context.library), self
        )
        page.step_wanted.connect(self._step)
        page.compared.connect(self.acts.compare)
        page.reverted.connect(self.acts.revert)
        self.pack_page = page
        self.stack.addWidget(page)
        self.stack.setCurrentWidget(page)
        self.desk.close_unchanged()
        self._say_notices()

    def _step(self, step: str) -> None:
        if step == "discard":
            self.acts.discard()
        else:
            self.acts.do(step)

    def _say_notices(self) -> None:
        edit, texts = self.desk.current, self._texts
        notices = []
        if self.desk.trouble is not None:
            words = words_of(self.desk.trouble, texts)
            notices.append(Notice(f"■ {texts('rules.failed.folder')}: {words}", "alert"))
        if edit is not None and edit.newer is not None:
            notices.append(Notice(texts("rules.notice.newer"), "alert"))
        if edit is not None and edit.local.is_changed_outside:
            notices.append(Notice(texts("rules.notice.outside"), "alert"))
        for kept in edit.unfinished if edit is not None else ():
            at = kept.kept_at.astimezone()
            choices: tuple[tuple[str, Callable[[], object]], ...] = (
                (texts("rules.notice.take"), lambda kept=kept: self._take_unfinished(kept.owner)),  # type: ignore[misc]
                (texts("rules.notice.drop"), lambda kept=kept: self._drop_unfinished(kept.owner)),  # type: ignore[misc]
            )
            said = texts("rules.notice.unfinished", when=f"{at:%Y-%m-%d %H:%M}")
            notices.append(Notice(said, "supposing", choices))
        if self.desk.rules.tried:
            said = texts("rules.notice.tried", packs=", ".join(self.desk.rules.tried))
            notices.append(Notice(said, "supposing", ((texts("rules.notice.end_trial"), self._end_trials),)))
        self.notices.show_notices(notices)

    def _take_unfinished(self, owner: str) -> None:
        edit = self.desk.current
        found = next((one for one in edit.unfinished if one.owner == owner), None) if edit else None
        if edit is not None and found is not None:
            edit.document.replace_text(found.text)
            edit.tests_document.replace_text(found.tests)
            self._drop_unfinished(owner)

    def _drop_unfinished(self, owner: str) -> None:
        if self.desk.current is not None:
            self.desk.current.discard_kept(owner)
            self._say_notices()

    def _end_trials(self) -> None:
        for pack in self.desk.rules.tried:
            self.desk.rules.try_out(None, pack)
        self.desk.refresh()
        if self.pack_page is not None:
            self.pack_page.effect.refresh()

    def _note_change(self, who: str) -> None:
        """Say in the audit log of the library, where one is open, that other rules are in force."""
        library = self._context.library
        if library is None or not library.access.can_write:
            return
        in_force = self.desk.rules.in_force(self.desk.today)
        try:
            library.access.library.note("rules_changed", at=self.desk.now(), who=who, detail=in_force.sha256)
        except InputError as error:
            self._failed(error)

    def _failed(self, error: object) -> None:
        if isinstance(error, InputError):
            self.questions.say(self._texts("rules.failed.folder"), words_of(error, self._texts))

    def _left(self) -> QWidget:
        left = QWidget(self)
        more = QToolButton(left)
        more.setText(self._texts("rules.more"))
        more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        more.setStyleSheet("QToolButton::menu-indicator { image: none; }")
        menu = QMenu(more)
        acts: dict[str, Callable[[], object]] = {
            "export": self.bundles.export,
            "import": self.bundles.take_in,
            "keys": self.bundles.show_keys,
        }
        for name, act in acts.items():
            menu.addAction(self._texts(f"rules.bundle.{name}")).triggered.connect(
                lambda _c=False, act=act: act()
            )
        more.setMenu(menu)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 6, 0)
        head = QHBoxLayout()
        head.addWidget(PlainLabel(self._texts("page.rules"), role="section"), 1)
        head.addWidget(more)
        column.addLayout(head)
        column.addWidget(self.browser, 1)
        return left

    # Keys of the page. They are taken before the window's own commands of the same keys.

    def event(self, event: QEvent) -> bool:
        """Claim the keys of the page."""
        asks = event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent)
        if asks and isinstance(event, QKeyEvent) and self._act_of(event) is not None:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Do what a key of the page is for."""
        act = self._act_of(event)
        if act is not None:
            act()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Look whether somebody else saved when the window is used again."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow() and self.desk.current:
            self.desk.current.look_at_folder()

    def _act_of(self, event: QKeyEvent) -> Callable[[], object] | None:
        pressed = QKeySequence(event.keyCombination()).toString(QKeySequence.SequenceFormat.PortableText)
        page = self.pack_page
        editor = page.shown_editor if page is not None else None
        acts: dict[str, Callable[[], object]] = {
            "Ctrl+K": self._to_search,
            "F6": lambda: self._next_area(1),
            "Shift+F6": lambda: self._next_area(-1),
        }
        if page is not None:
            acts |= {
                "Ctrl+S": self.acts.save,
                "Ctrl+E": self._other_way,
                "Ctrl+Z": page.edit.document.undo,  # never the case, which is not seen here
                "Ctrl+Shift+Z": page.edit.document.redo,
                "F8": lambda: self._to_problem(page),
            }
        if editor is not None:
            acts |= {
                "Ctrl+F": lambda: editor.finder.open(replacing=False),
                "Ctrl+H": lambda: editor.finder.open(replacing=True),
                "F3": lambda: editor.finder.go(1),
                "Shift+F3": lambda: editor.finder.go(-1),
                "Ctrl+Shift+I": editor.tidy,
                "F1": editor.help.show_help,
                "Shift+F12": lambda: self._where_used(editor.help.fact_at_cursor()),
            }
        return acts.get(pressed)

    def _to_search(self) -> None:
        self.browser.search.setFocus()
        self.browser.search.selectAll()

    def _where_used(self, fact: str) -> None:
        if fact:
            self.browser.look_for(fact)

    def _other_way(self) -> None:
        if self.pack_page is not None:
            ways = self.pack_page.ways
            ways.setCurrentIndex((ways.currentIndex() + 1) % ways.count())
            self.pack_page.focus_editor()

    def _to_problem(self, page: PackPage) -> None:
        page.ways.setCurrentWidget(page.text)
        page.text.go_to_next_problem()

    def _next_area(self, step: int) -> None:
        """Move the cursor between the list, the editor and what is beside it."""
        areas: list[tuple[QObject, Callable[[], object]]] = [(self.browser, self.browser.tree.setFocus)]
        page = self.pack_page
        if page is not None:
            areas += [(page.ways, page.focus_editor), (page.sides, page.sides.tabBar().setFocus)]
        focused = QApplication.focusWidget()
        here = next(
            (
                n
                for n, (area, _) in enumerate(areas)
                if isinstance(area, QWidget) and focused is not None and area.isAncestorOf(focused)
            ),
            0 if step > 0 else 1,
        )
        areas[(here + step) % len(areas)][1]()

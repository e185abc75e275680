"""The desk of the rule author: which packs there are, which are being edited, and the folder they live in."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import uuid4

from PySide6.QtCore import QObject, Signal

from cardecide.authoring import Entry, Hit, LocalPack, LocalRules, Use, search_packs, where_used
from cardecide.engine import Rulebook
from cardecide.engine.pack import Pack
from cardecide.language.text import Language
from cardecide.reading.problem import InputError
from cardecide_ui.rules_in_use import RulesInUse, day_of
from cardecide_ui.rules_page.models.pack_edit import PackEdit
from cardecide_ui.rules_page.models.standing import PackRow, pack_row
from cardecide_ui.view_models.session import CaseSession


class RulesDesk(QObject):
    """Outlives the page. ``packs_changed``: the list reads differently; ``opened``: another pack is edited.

    ``used_changed``: the rules with which the open case is judged are others.
    """

    packs_changed = Signal()
    opened = Signal()
    used_changed = Signal()
    failed = Signal(object)

    def __init__(
        self,
        rules: RulesInUse,
        session: CaseSession,
        *,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.rules = rules
        self.session = session
        self.now = now
        self.window = uuid4().hex
        self.current: PackEdit | None = None
        self.edits: dict[str, PackEdit] = {}
        self._local: dict[str, LocalPack] = {}
        self._folder: LocalRules | None = None
        self._shown: Rulebook | None = None
        self.trouble: InputError | None = None
        self._read_local()

    @property
    def bundled(self) -> Rulebook:
        """The rules that come with the program."""
        return self.rules.bundled

    @property
    def local_rules(self) -> LocalRules:
        """The folder of local rules, for the window's thread."""
        if self._folder is None:
            self._folder = self.new_local_rules()
        return self._folder

    def new_local_rules(self) -> LocalRules:
        """The same for another thread."""
        return LocalRules(self.rules.folder, self.bundled)

    @property
    def today(self) -> date:
        """The day of now."""
        return self.session.today()

    def entry(self, who: str, why: str) -> Entry:
        """Who does something now, and why."""
        return Entry(who=who.strip(), at=self.now(), why=why.strip())

    def day(self) -> date:
        """The day whose rules count for the open case."""
        return day_of(self.session.case, self.today)

    def rulebook(self) -> Rulebook:
        """The rules in force for the open case, without what is on trial."""
        return self.rules.in_force(self.day())

    def shown_rulebook(self) -> Rulebook:
        """All packs as they are listed: the present local text of each in the place of the bundled one."""
        if not self._local:
            return self.bundled
        if self._shown is None:
            self._shown = self.local_rules.rulebook(self.today, preview=tuple(self._local))
        return self._shown

    def shown_names(self) -> Rulebook:
        """A rulebook to take titles from."""
        return self.bundled

    def rows(self, language: Language) -> list[PackRow]:
        """The packs, by kind, place and title."""
        packs: dict[str, Pack] = dict(self.shown_rulebook().packs)
        rows = []
        for id_, pack in packs.items():
            edit = self.edits.get(id_)
            rows.append(
                pack_row(
                    edit.pack or pack if edit else pack,
                    self._local.get(id_),
                    language,
                    changed=edit is not None and edit.is_changed,
                    errors=edit.count("error") if edit else 0,
                    warnings=edit.count("warning") if edit else 0,
                )
            )
        order = ("label", "trial", "guidance", "evidence", "scoring")
        return sorted(rows, key=lambda row: (order.index(row.kind), row.place, row.title.casefold()))

    def search(self, words: str, language: Language) -> tuple[Hit, ...]:
        """Packs and criteria that hold all the words."""
        return search_packs(words, self.shown_rulebook(), language)

    def uses(self, fact: str) -> tuple[Use, ...]:
        """The criteria that ask about a fact."""
        return where_used(fact, self.shown_rulebook())

    def tests_folder(self, pack: str) -> Path | None:
        """The folder from which the tests of a bundled pack look for case files."""
        found = self.bundled.packs.get(pack)
        return Path(found.file).parent if found else None

    def open(self, pack: str) -> PackEdit:
        """Edit a pack: where it is being edited already, go on with that."""
        if pack not in self.edits:
            edit = PackEdit(pack, self)
            edit.state_changed.connect(self.packs_changed)
            edit.stored.connect(self.refresh)
            edit.trial_changed.connect(self._used_changed)
            self.edits[pack] = edit
        self.current = self.edits[pack]
        self.current.look_at_folder()
        self.opened.emit()
        return self.current

    def close_unchanged(self) -> None:
        """Let go of packs that were only looked at."""
        for pack, edit in list(self.edits.items()):
            if edit is not self.current and not edit.is_changed:
                edit.close()
                del self.edits[pack]

    @property
    def changed(self) -> list[PackEdit]:
        """The packs whose text in this window is not saved."""
        return [edit for edit in self.edits.values() if edit.is_changed]

    def refresh(self) -> None:
        """Look at the folder again."""
        self.rules.refresh()
        self._read_local()
        self._used_changed()
        if self.current is not None:
            self.current.compare_again()
        self.packs_changed.emit()

    def _used_changed(self) -> None:
        """Judge the open case anew, unless a field of it is wrong."""
        if not self.session.state.problems:
            self.session.evaluation.request(self.session.case, self.session.language)
        self.used_changed.emit()

    def _read_local(self) -> None:
        self._shown = None
        self.trouble = None
        try:
            self._local = {one.id: one for one in self.local_rules.packs()}
        except InputError as error:
            self._local = {}
            self.trouble = error

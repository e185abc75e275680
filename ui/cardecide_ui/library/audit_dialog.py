"""The audit log: who did what with which case, and when. It can be read and exported, never changed."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from cardecide.facts.catalogue import catalogue
from cardecide_ui.fields.plain_widgets import PlainLabel
from cardecide_ui.library.moment_text import show_moment
from cardecide_ui.library.plain_table import PlainTable
from cardecide_ui.texts import Texts

if TYPE_CHECKING:
    from cardecide.store.audit import Event

MOST_SHOWN: Final = 2000
_COLUMNS: Final = ("when", "who", "what", "case", "detail")
_HASH: Final = 64  # digits of a SHA-256
_START: Final = 12  # of them: enough to compare by eye


class AuditDialog(QDialog):
    """``lines`` are the newest of ``count`` entries; ``damage`` says what is not as it was written."""

    def __init__(
        self,
        lines: Sequence[Sequence[str]],
        count: int,
        damage: str,
        export: Callable[[], object],
        texts: Texts,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(texts("library.audit.title"))
        self.resize(860, 520)
        self.damage = PlainLabel(damage, role="problem", wrap=True)
        self.damage.setVisible(bool(damage))
        headings = [texts(f"library.audit.{name}") for name in _COLUMNS]
        self.table = PlainTable(texts("library.audit.title"), headings, stretched=4)
        self.table.show_lines(lines)
        said = texts("library.audit.count", count=count)
        if len(lines) < count:
            said += " " + texts("library.audit.newest", count=len(lines))
        self.count = PlainLabel(said, role="caption")
        buttons = QDialogButtonBox(self)
        self.export = buttons.addButton(texts("library.audit.export"), QDialogButtonBox.ButtonRole.ActionRole)
        self.export.setAutoDefault(False)
        self.export.setEnabled(count > 0)
        self.export.clicked.connect(lambda: export())
        buttons.addButton(texts("dialog.close"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(PlainLabel(texts("library.audit.hint"), role="caption", wrap=True))
        column.addWidget(self.damage)
        column.addWidget(self.table, 1)
        column.addWidget(self.count)
        column.addWidget(buttons)


def audit_lines(
    events: "Iterable[Event]", names: Mapping[int, str], texts: Texts
) -> list[tuple[str, str, str, str, str]]:
    """The entries in words, the newest first. ``names`` are the pseudonyms of the cases that still exist."""
    found = []
    for event in reversed(list(events)):
        case = ""
        if event.case is not None:
            case = names.get(event.case) or texts("library.audit.deleted", number=event.case)
        found.append(
            (
                show_moment(event.at, texts.language),
                event.who,
                texts(f"library.audit.deed.{event.deed}"),
                case,
                _detail(event.detail, texts),
            )
        )
    return found


def _detail(detail: str, texts: Texts) -> str:
    """A hash by its beginning, a fact by what it is called."""
    if len(detail) == _HASH:
        return texts("library.audit.sha", start=detail[:_START])
    return catalogue()[detail].label[texts.language] if detail in catalogue() else detail

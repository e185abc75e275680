"""Pictures of the library in its states, for the gallery: a library of invented cases, always the same."""

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta, timezone
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Final

from cardecide.language.text import Language
from cardecide.locations import bundled
from cardecide_ui.palettes import ThemeName

if TYPE_CHECKING:
    from cardecide.store import Key
    from cardecide_ui.main_window import MainWindow

_NOON: Final = datetime(2026, 11, 20, 12, 0, tzinfo=timezone(timedelta(hours=3)))
_PLACE: Final = Path("/home/doctor/.local/share/cardecide/cases.library")
_SIZE: Final = (1280, 800)


@dataclass(frozen=True)
class LibraryShot:
    """One picture: what is done first (``act``), in which language, look and size."""

    act: str
    language: Language = "en"
    theme: ThemeName = "light"
    size: tuple[int, int] = _SIZE
    scale: int = 100

    @property
    def name(self) -> str:
        """The name of its file."""
        parts = ["library", self.act]
        parts += [self.language] if self.language != "en" else []
        parts += [self.theme] if self.theme != "light" else []
        parts += ["large"] if self.size != _SIZE else []
        return "-".join(parts + ([str(self.scale)] if self.scale != 100 else []))


_ACTS: Final = (
    *("setup", "keyring", "code", "first_save", "empty", "filled", "search", "nothing", "archived"),
    *("second", "revisions", "import", "drafts", "draft_taken", "wrong", "locked", "name", "conflict"),
    *("audit", "key", "waiting"),
)
_TRANSLATED: Final = (
    *("setup", "keyring", "empty", "filled", "revisions", "import", "drafts", "locked", "name", "second"),
    *("audit", "key", "waiting"),
)
LIBRARY_SHOTS: Final = (
    *(LibraryShot(act) for act in _ACTS),
    *(LibraryShot(act, language) for act in _TRANSLATED for language in ("zh", "tr")),
    *(LibraryShot(act, theme="dark") for act in ("setup", "filled", "drafts", "locked", "second", "import")),
    LibraryShot("filled", theme="contrast"),
    LibraryShot("filled", size=(1920, 1080)),
)

# Rendered by a process that draws everything twice as large.
LIBRARY_AT_200: Final = tuple(LibraryShot(act, scale=200) for act in ("setup", "filled", "import", "locked"))


def render_library(folder: Path, shots: tuple[LibraryShot, ...] = LIBRARY_SHOTS) -> list[Path]:
    """Render pictures into a folder and return their paths. The caller has made Qt ready."""
    from PySide6.QtWidgets import QApplication

    from cardecide_ui.library.picture_acts import ACTS

    folder.mkdir(parents=True, exist_ok=True)
    application = QApplication.instance()
    assert isinstance(application, QApplication)  # noqa: S101
    written = []
    for shot in shots:
        with _window(application, shot) as window:
            shown = ACTS[shot.act](window)
            for _ in range(4):
                application.processEvents()
            path = folder / f"{shot.name}.png"
            shown.grab().save(str(path))
            written.append(path)
    return written


class _Keys:
    """A keyring that has the key of the pictures."""

    def __init__(self, key: "Key") -> None:
        self._key = key

    def keys(self, _path: Path) -> "tuple[Key, ...]":
        return (self._key,)


@contextmanager
def _window(application: object, shot: LibraryShot) -> "Iterator[MainWindow]":
    from PySide6.QtCore import QCoreApplication, QEvent
    from PySide6.QtWidgets import QApplication

    from cardecide.store import Key
    from cardecide_ui.library.library_services import LibraryServices
    from cardecide_ui.main_window import MainWindow
    from cardecide_ui.services import real_services
    from cardecide_ui.settings import Settings
    from cardecide_ui.texts import Texts

    assert isinstance(application, QApplication)  # noqa: S101
    key = Key.from_bytes(bytes(range(32)))
    names = count()
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "cases.library"
        if shot.act not in ("setup", "keyring", "first_save", "code"):
            fill(file, key, empty=shot.act == "empty", key_facts=_key_facts())
        services = LibraryServices(
            file if file.exists() else _PLACE,
            keyring=(lambda: None) if shot.act in ("setup", "first_save") else lambda: _Keys(key),  # type: ignore[arg-type, return-value]
            now=lambda: _NOON,
            random_text=lambda: str(next(names)),
        )
        settings = Settings()
        settings.who = "Dr. Kaya"
        settings.uses_keyring = shot.act not in ("wrong", "locked", "setup")  # else it asks for a passphrase
        window = MainWindow(
            application,
            real_services(today=lambda: date(2026, 11, 20)),
            texts=Texts(shot.language),
            theme=shot.theme,
            delay=0,
            settings=settings,
            library=services,
        )
        window.resize(*shot.size)
        window.show()
        yield window
        window.session.mark_saved(Path("shown.case.yaml"))
        window.close()
        window.deleteLater()
        # A window that is only to be deleted later is styled anew for each look that follows.
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _key_facts() -> "Callable[[Path], str]":
    from functools import cache

    from cardecide.case import read_case
    from cardecide.case.partial_date import PartialDate
    from cardecide_ui.library.key_facts import key_facts_of
    from cardecide_ui.services import real_services

    services = real_services(today=lambda: date(2026, 11, 20))

    @cache
    def found(sample: Path) -> str:
        return key_facts_of(services.assess(read_case(sample).case, PartialDate.parse("2026-11-20"), "en"))

    return found


def fill(file: Path, key: "Key", *, empty: bool, key_facts: "Callable[[Path], str]") -> None:
    """Make a library of invented cases, with revisions, tags, archived ones and a draft that was left."""
    from cardecide.case import read_case
    from cardecide.store import Entry, Library
    from cardecide.store.pseudonyms import pseudonym

    with Library.create(file, key) as library:
        if empty:
            return
        samples = sorted((bundled("resources") / "samples").glob("*.case.yaml"))
        people = ("Dr. Kaya", "Dr. Chen", "Dr. Weber")
        number = 0
        for place in range(36):
            sample = samples[place % len(samples)]
            at = _NOON - timedelta(days=40 - place, minutes=17 * place)
            given = read_case(sample).case.model_copy(update={"id": pseudonym(f"picture {place}")})
            entry = Entry(at, people[place % 3], key_facts=key_facts(sample))
            number = library.add(given, entry).number
            if place % 5 == 0:
                library.set_tags(number, ("tumor board",) if place % 2 else ("referral", "tumor board"))
            if place % 9 == 4:
                library.archive(number)
        last = library.get(number).case
        for minutes, who, why in (
            (30, "Dr. Chen", ""),
            (95, "Dr. Kaya", "restored:1"),
            (200, "Dr. Kaya", ""),
        ):
            stored = library.get(number)
            entry = Entry(
                _NOON - timedelta(minutes=400 - minutes), who, why, key_facts(samples[35 % len(samples)])
            )
            library.save(number, last, entry, based_on=stored.revision)
        edited = last.model_copy(update={"note": "typed just before the power went"})
        library.autosave(
            edited, {}, at=_NOON - timedelta(minutes=26), number=number, based_on=stored.revision + 1
        )
        fresh = replace(entry, key_facts="")
        library.autosave(last.model_copy(update={"id": "velvet-comet-512"}), {}, at=fresh.at)

"""What the window remembers for its user. The file holds no patient data; paths of files only if wanted."""

from collections.abc import Callable, Iterator, MutableMapping
from pathlib import Path
from typing import Final, get_args

import platformdirs
from PySide6.QtCore import QSettings

from cardecide.case.jurisdictions import JURISDICTIONS
from cardecide.language.text import LANGUAGES, Language
from cardecide_ui.palettes import PALETTES, ThemeName

_MOST_RECENT: Final = 8
_LANGUAGE, _THEME, _JURISDICTIONS = "language", "theme", "jurisdictions"
_RECENT, _KEEP = "recent", "keep_recent"
_POLICY: Final = "policy"
_WHO, _LOCK_MINUTES, _LIBRARY_KEY = "who", "lock_minutes", "library_key"
LOCK_MINUTES: Final = 15
_LAB_UNITS: Final = "lab_units"


class Settings:
    """Language, look, defaults of the site, recent files; without a file they last as long as this."""

    def __init__(self, file: Path | None = None) -> None:
        self._store = QSettings(str(file), QSettings.Format.IniFormat) if file is not None else None
        self._memory: dict[str, str] = {}

    @property
    def language(self) -> Language:
        """The language chosen last."""
        found = self._get(_LANGUAGE)
        return next((language for language in LANGUAGES if language == found), "en")

    @language.setter
    def language(self, language: Language) -> None:
        self._set(_LANGUAGE, language)

    @property
    def theme(self) -> ThemeName:
        """The look chosen last."""
        found = self._get(_THEME)
        return next((name for name in get_args(ThemeName) if name == found and name in PALETTES), "light")

    @theme.setter
    def theme(self, theme: ThemeName) -> None:
        self._set(_THEME, theme)

    @property
    def jurisdictions(self) -> tuple[str, ...]:
        """The jurisdictions that a new case begins with."""
        found = self._get(_JURISDICTIONS).split()
        return tuple(name for name in JURISDICTIONS if name in found)

    @jurisdictions.setter
    def jurisdictions(self, names: tuple[str, ...]) -> None:
        self._set(_JURISDICTIONS, " ".join(names))

    @property
    def policy(self) -> str:
        """The name of the site's scoring policy; empty where none was chosen. The rules may lack it."""
        return self._get(_POLICY)

    @policy.setter
    def policy(self, name: str) -> None:
        self._set(_POLICY, name)

    @property
    def keeps_recent(self) -> bool:
        """Whether the paths of opened files are remembered; they may tell who a patient is: only if asked."""
        return self._get(_KEEP) == "yes"

    @keeps_recent.setter
    def keeps_recent(self, keeps: bool) -> None:
        self._set(_KEEP, "yes" if keeps else "no")
        if not keeps:
            self.clear_recent()

    @property
    def who(self) -> str:
        """Under which name revisions are saved; the name of the system's user where none was chosen."""
        return self._get(_WHO) or _user_name()

    @who.setter
    def who(self, name: str) -> None:
        self._set(_WHO, "" if name.strip() == _user_name() else name.strip())

    @property
    def lock_minutes(self) -> int:
        """After how many minutes without a touch the library is locked; 0: never."""
        found = self._get(_LOCK_MINUTES)
        return int(found) if found.isascii() and found.isdigit() else LOCK_MINUTES

    @lock_minutes.setter
    def lock_minutes(self, minutes: int) -> None:
        self._set(_LOCK_MINUTES, str(minutes))

    @property
    def knows_library_key(self) -> bool:
        """Whether it was remembered what opens the library; not so for one that came from elsewhere."""
        return bool(self._get(_LIBRARY_KEY))

    @property
    def uses_keyring(self) -> bool:
        """Whether the key of the library was put into the system's keyring."""
        return self._get(_LIBRARY_KEY) == "keyring"

    @uses_keyring.setter
    def uses_keyring(self, uses: bool) -> None:
        self._set(_LIBRARY_KEY, "keyring" if uses else "passphrase")

    def forget_library_key(self) -> None:
        """Say no longer what opens the library: every way is offered."""
        self._set(_LIBRARY_KEY, "")

    @property
    def lab_units(self) -> "LabUnits":
        """The unit in which each laboratory test was entered last."""
        return LabUnits(self._get, self._set)

    @property
    def recent(self) -> tuple[Path, ...]:
        """The files opened last that still exist, newest first."""
        listed = [Path(line) for line in self._get(_RECENT).splitlines() if line]
        return tuple(path for path in listed if path.is_file())

    def remember(self, path: Path) -> None:
        """Put a file on top of the recent ones, where they are kept."""
        if self.keeps_recent:
            paths = dict.fromkeys([path.absolute(), *self.recent])
            self._set(_RECENT, "\n".join(str(one) for one in list(paths)[:_MOST_RECENT]))

    def clear_recent(self) -> None:
        """Forget the recent files."""
        self._set(_RECENT, "")

    def _get(self, key: str) -> str:
        if self._store is None:
            return self._memory.get(key, "")
        return str(self._store.value(key, "") or "")

    def _set(self, key: str, value: str) -> None:
        self._memory[key] = value
        if self._store is not None:
            self._store.setValue(key, value)
            self._store.sync()


class LabUnits(MutableMapping[str, str]):
    """Units by test, kept with the settings: a laboratory reports a test in one unit."""

    def __init__(self, get: Callable[[str], str], set_: Callable[[str, str], None]) -> None:
        self._get, self._set = get, set_

    def __getitem__(self, test: str) -> str:
        return self._all()[test]

    def __setitem__(self, test: str, unit: str) -> None:
        if self._all().get(test) != unit:
            self._keep({**self._all(), test: unit})

    def __delitem__(self, test: str) -> None:
        self._keep({name: unit for name, unit in self._all().items() if name != test})

    def __iter__(self) -> Iterator[str]:
        return iter(self._all())

    def __len__(self) -> int:
        return len(self._all())

    def _all(self) -> dict[str, str]:
        pairs = (line.partition("=") for line in self._get(_LAB_UNITS).splitlines())
        return {test: unit for test, sign, unit in pairs if sign and unit}

    def _keep(self, units: dict[str, str]) -> None:
        self._set(_LAB_UNITS, "\n".join(f"{test}={unit}" for test, unit in sorted(units.items())))


def _user_name() -> str:
    import getpass  # asked for when something is saved

    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "?"


def user_settings() -> Settings:
    """The settings of the person at this computer."""
    folder = platformdirs.user_config_path("cardecide", appauthor=False, ensure_exists=True)
    return Settings(folder / "window.ini")

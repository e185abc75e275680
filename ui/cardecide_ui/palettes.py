"""The colors of the window: light, dark and high contrast."""

from typing import Final, Literal, NamedTuple

ThemeName = Literal["light", "dark", "contrast"]


class Tone(NamedTuple):
    """The colors of one meaning: text on a soft ground, and a strong one for bars."""

    text: str
    ground: str
    strong: str


class Colors(NamedTuple):
    """One palette. Text on its ground keeps a contrast of at least 4.5 to 1."""

    window: str
    surface: str
    field: str
    text: str
    quiet: str
    line: str
    accent: str
    on_accent: str
    hover: str
    track: str
    good: Tone
    warn: Tone
    bad: Tone
    open: Tone
    neutral: Tone

    def tone(self, name: str) -> Tone:
        """The tone of a sign: good, warn, bad, open or neutral."""
        tones = {"good": self.good, "warn": self.warn, "bad": self.bad, "open": self.open}
        return tones.get(name, self.neutral)


LIGHT: Final = Colors(
    window="#eef1f4",
    surface="#ffffff",
    field="#ffffff",
    text="#1c2834",
    quiet="#566676",
    line="#d3dbe2",
    accent="#1d5f8f",
    on_accent="#ffffff",
    hover="#e4ecf3",
    track="#e3e8ed",
    good=Tone("#17663f", "#e2f2e9", "#4f9e76"),
    warn=Tone("#7d4f00", "#fcefd3", "#d79a2b"),
    bad=Tone("#93302a", "#f9e4e1", "#c2635b"),
    open=Tone("#3f5163", "#e5ebf2", "#93a7ba"),
    neutral=Tone("#4d5863", "#edeff1", "#a5adb5"),
)
DARK: Final = Colors(
    window="#171c21",
    surface="#1f262d",
    field="#171c21",
    text="#e3e8ed",
    quiet="#9fadba",
    line="#38434d",
    accent="#6cb2e3",
    on_accent="#10161b",
    hover="#2a343d",
    track="#313b45",
    good=Tone("#8fd6ae", "#1d3a2b", "#4f9e76"),
    warn=Tone("#f0c674", "#40331a", "#b98a34"),
    bad=Tone("#f0a59e", "#452623", "#b5605a"),
    open=Tone("#b9c9d9", "#2b3742", "#6f8497"),
    neutral=Tone("#b4bdc6", "#2c333a", "#79838c"),
)
CONTRAST: Final = Colors(
    window="#ffffff",
    surface="#ffffff",
    field="#ffffff",
    text="#000000",
    quiet="#000000",
    line="#000000",
    accent="#00309c",
    on_accent="#ffffff",
    hover="#dfe8ff",
    track="#d0d0d0",
    good=Tone("#004d22", "#ffffff", "#00702f"),
    warn=Tone("#5a3500", "#ffffff", "#a86400"),
    bad=Tone("#8a0000", "#ffffff", "#b80000"),
    open=Tone("#000000", "#ffffff", "#505050"),
    neutral=Tone("#000000", "#ffffff", "#707070"),
)
PALETTES: Final[dict[ThemeName, Colors]] = {"light": LIGHT, "dark": DARK, "contrast": CONTRAST}

"""The colors of attrition diagrams on paper. Each tone is also told by its words and its place."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from cardecide.cohort.attrition.drawing import Tone


@dataclass(frozen=True, slots=True)
class Ink:
    """The colors of one tone: text, line and ground."""

    text: str
    line: str
    ground: str


TEXT: Final = "#1c2530"
QUIET: Final = "#4d5a68"
INKS: Final[Mapping[Tone, Ink]] = {
    "plain": Ink(TEXT, "#8795a3", "#f5f7f9"),
    "good": Ink("#14532d", "#2f855a", "#e6f4ea"),
    "open": Ink("#6b4a00", "#b7791f", "#fdf4dc"),
    "lost": Ink("#7f1d1d", "#c0504d", "#fcebea"),
    "aside": Ink("#3f4a56", "#a0aab4", "#eceff2"),
}

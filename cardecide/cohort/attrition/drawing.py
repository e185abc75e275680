"""A drawing as plain shapes in points, so that the window, SVG and PDF show the very same picture."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final, Literal

Tone = Literal["plain", "good", "open", "lost", "aside"]
"""What a shape stands for: neutral, all met, an answer is missing, lost, set aside or outside the time."""

_HEAD: Final = 4.5

Measure = Callable[[str, float, bool], float]
"""The width in points of a text of a size, bold or not."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle; ``y`` grows downwards."""

    x: float
    y: float
    width: float
    height: float
    tone: Tone


@dataclass(frozen=True, slots=True)
class Arrow:
    """A line to the right, left or down, with a head at its end."""

    x1: float
    y1: float
    x2: float
    y2: float
    tone: Tone

    @property
    def head(self) -> tuple[tuple[float, float], ...]:
        """The three corners of the head, its tip first."""
        x, y = self.x2, self.y2
        if self.x1 == self.x2:
            return (x, y), (x - _HEAD / 1.6, y - _HEAD), (x + _HEAD / 1.6, y - _HEAD)
        back = -_HEAD if self.x2 > self.x1 else _HEAD
        return (x, y), (x + back, y - _HEAD / 1.6), (x + back, y + _HEAD / 1.6)


@dataclass(frozen=True, slots=True)
class Label:
    """One line of text; ``y`` is its baseline. ``anchor`` says which part of it stands at ``x``."""

    x: float
    y: float
    text: str
    size: float
    bold: bool = False
    quiet: bool = False
    tone: Tone = "plain"
    anchor: Literal["start", "middle", "end"] = "start"


@dataclass(frozen=True, slots=True)
class Drawing:
    """Shapes on a white or dark sheet; ``described`` says in words what they show."""

    width: float
    height: float
    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]
    labels: tuple[Label, ...]
    title: str = ""
    described: str = ""


def wrapped(text: str, size: float, width: float, measure: Measure, *, bold: bool = False) -> list[str]:
    """The text in lines no wider than ``width``: broken between words, and anywhere in Chinese."""
    lines: list[str] = []
    line = ""
    for piece in _pieces(text):
        if line and measure((line + piece).rstrip(), size, bold) > width:
            lines.append(line.rstrip())
            line = piece.lstrip()
        else:
            line += piece
        while measure(line.rstrip(), size, bold) > width and len(line) > 1:
            cut = len(line) - 1
            while cut > 1 and measure(line[:cut], size, bold) > width:
                cut -= 1
            lines.append(line[:cut])
            line = line[cut:]
    if line.strip():
        lines.append(line.rstrip())
    return lines or [""]


def _pieces(text: str) -> Iterator[str]:
    """Words with the blank after them; every Chinese character is a piece, closing signs stay with it."""
    piece = ""
    for place, character in enumerate(text):
        piece += character
        after = text[place + 1 : place + 2]
        if after in "，。；：、）】”！？)":
            continue
        if character == " " or _is_chinese(character) or _is_chinese(after):
            yield piece
            piece = ""
    if piece:
        yield piece


def _is_chinese(character: str) -> bool:
    return "\u2e80" <= character <= "\u9fff" or "\uff00" <= character <= "\uffef" if character else False

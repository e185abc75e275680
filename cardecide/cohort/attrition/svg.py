"""Writes a drawing as SVG. All text is escaped; nothing in it refers outside the file."""

from typing import Final
from xml.sax.saxutils import escape, quoteattr

from cardecide.cohort.attrition.drawing import Arrow, Box, Drawing, Label
from cardecide.cohort.attrition.tones import INKS, QUIET, TEXT

_FONTS: Final = "'DejaVu Sans Condensed','WenQuanYi Micro Hei','Noto Sans CJK SC',Arial,sans-serif"


def svg(drawing: Drawing) -> str:
    """The drawing as one SVG file, with its description for readers that do not see it."""
    width, height = f"{drawing.width:g}", f"{drawing.height:.1f}"
    parts = [
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}pt" height="{height}pt" '
        f'viewBox="0 0 {width} {height}" role="img" font-family="{_FONTS}">',
        f"<title>{_text(drawing.title)}</title>",
        f"<desc>{_text(drawing.described)}</desc>",
        f'<rect width="{width}" height="{height}" fill="#ffffff"/>',
        *map(_arrow, drawing.arrows),
        *map(_box, drawing.boxes),
        *map(_label, drawing.labels),
        "</svg>\n",
    ]
    return "\n".join(parts)


def _box(box: Box) -> str:
    ink = INKS[box.tone]
    return (
        f'<rect x="{box.x:.1f}" y="{box.y:.1f}" width="{box.width:.1f}" height="{box.height:.1f}" rx="3" '
        f'fill="{ink.ground}" stroke="{ink.line}" stroke-width="0.8"/>'
    )


def _arrow(arrow: Arrow) -> str:
    color = INKS[arrow.tone].line
    tip = " ".join(f"{x:.1f},{y:.1f}" for x, y in arrow.head)
    return (
        f'<line x1="{arrow.x1:.1f}" y1="{arrow.y1:.1f}" x2="{arrow.x2:.1f}" y2="{arrow.y2:.1f}" '
        f'stroke="{color}" stroke-width="1"/><polygon points="{tip}" fill="{color}"/>'
    )


def _label(label: Label) -> str:
    ink = INKS[label.tone]
    color = QUIET if label.quiet and label.tone == "plain" else (TEXT if label.tone == "plain" else ink.text)
    weight = ' font-weight="bold"' if label.bold else ""
    anchor = f' text-anchor="{label.anchor}"' if label.anchor != "start" else ""
    return (
        f'<text x="{label.x:.1f}" y="{label.y:.1f}" font-size="{label.size:g}" fill={quoteattr(color)}'
        f"{weight}{anchor}>{_text(label.text)}</text>"
    )


def _text(text: str) -> str:
    return escape(
        "".join(character if character.isprintable() or character == "\n" else " " for character in text)
    )

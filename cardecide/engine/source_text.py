"""Finds a word of a condition in the file that holds it, however the YAML was laid out."""

from typing import Final

_OPENINGS: Final = "'\""


def place_in_source(lines: list[str], start: tuple[int, int], value: str, offset: int) -> tuple[int, int]:
    """Line and column (from 1) of the character ``offset`` of a text value that begins at ``start``.

    Folded and quoted values are followed over their line breaks: only signs that are not spaces count.
    """
    line, column = start[0] - 1, start[1] - 1
    if line >= len(lines):
        return start
    rest = lines[line][column:]
    if rest[:1] in (">", "|"):
        line, column = line + 1, 0
    elif rest[:1] in _OPENINGS and not value.startswith(rest[:1]):
        column += 1
    signs = sum(not sign.isspace() for sign in value[:offset])
    while line < len(lines):
        for position in range(column, len(lines[line])):
            if lines[line][position].isspace():
                continue
            if signs == 0:
                return line + 1, position + 1
            signs -= 1
        line, column = line + 1, 0
    return start

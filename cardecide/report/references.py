"""Numbers the sources in the order in which the report first cites them."""

from collections import Counter
from typing import Final

from reportlab.platypus import Flowable

from cardecide.assessment.result import Source
from cardecide.report.column_flow import ColumnFlow
from cardecide.report.paragraph import Line, Piece, paragraph
from cardecide.report.styles import GRAY, NOTE, Style
from cardecide.report.words import Words

_Key = tuple[str, str | None, str]

_CITE: Final = Style(6.0, 7.3)
_COLUMNS: Final = 2


class References:
    """The numbered sources of one report. The same work cited by two packs has one number."""

    def __init__(self) -> None:
        self._numbers: dict[_Key, int] = {}
        self._sources: list[Source] = []

    def number(self, source: Source) -> int:
        """The number of the source, given on its first use."""
        key = (source.cite, source.link, source.grade)
        if key not in self._numbers:
            self._sources.append(source)
            self._numbers[key] = len(self._sources)
        return self._numbers[key]

    def mark(self, source: Source | None) -> str:
        """What stands beside a statement: ``[3]``, or nothing where the source is not given."""
        return f"[{self.number(source)}]" if source else ""

    def mark_with_place(self, source: Source | None) -> str:
        """The number with the section or table that is meant: ``[3] section 4.1``."""
        if source is None:
            return ""
        return f"{self.mark(source)} {source.place}" if source.place else self.mark(source)

    def table(self, words: Words) -> list[Flowable]:
        """What the words for the grades mean; all sources cited so far, in columns, each with its grade."""
        if not self._sources:
            return []
        days = Counter(source.checked for source in self._sources)
        shared = days.most_common(1)[0][0]
        parts = [
            paragraph([Piece(f"{number} ", bold=True, color=GRAY), *_cited(words, source, but=shared)], _CITE)
            for number, source in enumerate(self._sources, start=1)
        ]
        grades = dict.fromkeys(source.grade for source in self._sources)
        legend = words("item-separator").join(dict.fromkeys(grade(words, name) for name in grades))
        if shared:
            legend += f"{words('item-separator')}{words('column-checked')} {shared}"
        return [paragraph(legend, NOTE), ColumnFlow(parts, columns=_COLUMNS)]

    def in_one_paragraph(self, words: Words) -> Line:
        """All sources cited so far, one after the other."""
        line: Line = []
        for number, source in enumerate(self._sources, start=1):
            line.append(Piece(f"{' ' if line else ''}[{number}]\u00a0", bold=True))
            line.extend(_cited(words, source))
        return line


def grade(words: Words, name: str) -> str:
    """The word for the grade of a source with what it means."""
    meaning = words.maybe(f"grade.{name}")
    return f"{_short(words, name)}{words('colon')}{meaning}" if meaning else name


def _short(words: Words, name: str) -> str:
    """The word for a grade; one that has none stands as it is."""
    return words.maybe(f"grade-short.{name}") or name


def _cited(words: Words, source: Source, *, but: str | None = None) -> Line:
    """The source with its grade and the day it was checked, unless that is the one said for all."""
    day = source.checked if source.checked != but else None
    line: Line = [source.cite]
    if source.link and source.link not in source.cite:
        line.append(Piece(f" {source.link.removeprefix('https://')}", color=GRAY))
    line.append(Piece(f" · {_short(words, source.grade)}{f', {day}' if day else ''}", color=GRAY))
    return line

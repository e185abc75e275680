"""One line of a letter: dates, response, cycles and reason are taken out; what is left must be a regimen."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from cardecide.case.choices import Response, StopReason
from cardecide.case.partial_date import PartialDate
from cardecide_ui.fields.date_text import MONTH_WORDS, DateTextError, read_date
from cardecide_ui.pasting.named_treatment import EDGES, treatment_in
from cardecide_ui.pasting.words import (
    CYCLES,
    ONGOING,
    PROGRESSION_WORDS,
    REASONS,
    RESPONSES,
    STOPPED_FOR,
)

_MONTHS = "|".join(sorted(MONTH_WORDS, key=len, reverse=True))
_WORD_DATE = rf"(?:\d{{1,2}}\.?[ -])?(?<![^\W\d_])(?:{_MONTHS})\.?,? (?:\d{{1,2}}, )?\d{{4}}"
_DATE = (
    r"(?<![\d])(?:\d{4}年(?:\d{1,2}月(?:\d{1,2}[日号])?)?"
    r"|\d{4}-\d{1,2}(?:-\d{1,2})?(?!/\d)|\d{4}/\d{1,2}(?:/\d{1,2})?(?!-\d{1,2}(?!\d))"
    r"|\d{4}\.\d{1,2}(?:\.\d{1,2})?(?![-/]\d{1,2}(?!\d))"
    rf"|\d{{1,2}}[-/.]\d{{1,2}}[-/.]\d{{4}}|\d{{1,2}}[-/.]\d{{4}}|{_WORD_DATE}|(?:19|20)\d{{2}})(?!\d)"
)
_ONGOING = "|".join(map(re.escape, ONGOING))
_RANGE = re.compile(
    rf"(?:from\s+|von\s+|从)?(?P<start>{_DATE})\s*(?:-|–|—|to|until|till|至|到|~)\s*(?P<stop>{_DATE}|{_ONGOING})",
    re.IGNORECASE,
)
_MONTH_RANGE = re.compile(
    rf"(?<![^\W\d_])(?P<first>{_MONTHS})\.?\s*(?:-|–|—|to|until)\s*(?P<last>{_MONTHS})\.?,?\s*(?P<year>\d{{4}})(?!\d)",
    re.IGNORECASE,
)
_PROGRESSED = re.compile(
    rf"(?:{PROGRESSION_WORDS})\s*(?:on|in|at|:|,|于|\()?\s*(?P<day>(?i:{_DATE}))\)?",
)
_CHINESE_PROGRESSED = re.compile(rf"(?P<day>{_DATE})\s*(?:疾病进展|进展|复发)")
_SINCE = re.compile(
    rf"(?:since|from|started|自|从)\s*(?P<start>{_DATE})\s*起?|(?P<begun>{_DATE})\s*起", re.IGNORECASE
)
_ONE_DATE = re.compile(_DATE, re.IGNORECASE)
_STILL_GIVEN = re.compile(r"(?<!\w)(?:ongoing|still given|至今|仍在用|sürüyor|halen)(?!\w)", re.IGNORECASE)
_NUMBERED = re.compile(
    r"^\s*(?:\d{1,2}\.\s*(?:basamak|sıra)\s*[:：.]?\s*|\(?\d{1,2}[.)、]\s+|[-•*·]\s+"
    r"|(?:line|第)\s*\d{1,2}\s*(?:线)?\s*[:：.]?\s*|第?[一二三四五六七八九十]{1,2}线(?:治疗|方案)?\s*[:：]?\s*"
    r"|\d(?:st|nd|rd|th)[- ]line:?\s*)",
    re.IGNORECASE,
)


@dataclass(slots=True)
class LineReading:
    """The fields read so far, and the text that is still left."""

    rest: str
    fields: dict[str, Any] = field(default_factory=dict)

    def take(self, match: "re.Match[str]") -> None:
        """Take what was read out of the text; a bar keeps its two sides apart."""
        self.rest = f"{self.rest[: match.start()]} | {self.rest[match.end() :]}"


def read_line(text: str) -> LineReading:
    """Read one line of a letter."""
    reading = LineReading(_NUMBERED.sub("", text, count=1))
    _read_range(reading)
    _read_month_range(reading)
    _read_progression(reading)
    _read_since(reading)
    _read_still_given(reading)
    _read_cycles(reading)
    _read_reason(reading)
    _read_response(reading)
    _read_single_date(reading)
    _read_name(reading)
    return reading


def date_or_none(text: str) -> PartialDate | None:
    """The date in ``text``; None where it is none, or where day and month cannot be told apart."""
    try:
        return read_date(text)
    except DateTextError:
        return None


def _read_range(reading: LineReading) -> None:
    match = _RANGE.search(reading.rest)
    if match is None:
        return
    start = date_or_none(match["start"])
    stop = "ongoing" if match["stop"].casefold() in ONGOING else date_or_none(match["stop"])
    if start is not None and stop is not None:
        reading.fields |= {"start": start, "stop": stop}
        reading.take(match)


def _read_month_range(reading: LineReading) -> None:
    """``Mar–Jul 2014``: both months are of the one year."""
    match = _MONTH_RANGE.search(reading.rest)
    if match is None or "start" in reading.fields:
        return
    start, stop = (date_or_none(f"{match[name]} {match['year']}") for name in ("first", "last"))
    if start is not None and stop is not None and start.first <= stop.first:
        reading.fields |= {"start": start, "stop": stop}
        reading.take(match)


def _read_progression(reading: LineReading) -> None:
    for pattern in (_PROGRESSED, _CHINESE_PROGRESSED):
        match = pattern.search(reading.rest)
        day = date_or_none(match["day"]) if match else None
        # PD at the very beginning is the regimen as likely as the progression.
        if match is not None and day is not None and reading.rest[: match.start()].strip(EDGES):
            reading.fields["progression"] = day
            reading.take(match)
            return


def _read_since(reading: LineReading) -> None:
    match = _SINCE.search(reading.rest)
    day = date_or_none(match["start"] or match["begun"]) if match else None
    if match is not None and day is not None and "start" not in reading.fields:
        reading.fields["start"] = day
        reading.take(match)


def _read_cycles(reading: LineReading) -> None:
    match = CYCLES.search(reading.rest)
    if match is not None:
        reading.fields["cycles"] = int(next(group for group in match.groups() if group))
        reading.take(match)


def _read_reason(reading: LineReading) -> None:
    for reason, words in REASONS.items():
        for word in words:
            for before in STOPPED_FOR:
                match = re.search(rf"{before}\s*{re.escape(word)}(?![^\W_])", reading.rest, re.IGNORECASE)
                if match is not None:
                    reading.fields["reason_stopped"] = reason
                    reading.take(match)
                    return


def _read_response(reading: LineReading) -> None:
    """The one response in the line. ``PD`` alone may be a response or what came later: it is left."""
    found = [one for one in _responses(reading.rest) if one[1] is not Response.PD]
    if len({response for _, response in found}) == 1:
        reading.fields["best_response"] = found[0][1]
        reading.take(found[0][0])


def _responses(text: str) -> Iterator[tuple["re.Match[str]", Response]]:
    taken: list[tuple[int, int]] = []
    for word in sorted(RESPONSES, key=len, reverse=True):
        # An abbreviation counts in its own capitals only: Pd is a regimen.
        spelled = next((r.value for r in Response if r.value.casefold() == word), word)
        flags = re.IGNORECASE if spelled == word else re.NOFLAG
        edges = (r"(?<![\w+-])", r"(?![\w+-])") if word.isascii() else ("", "")
        label = r"(?i:(?:best )?response(?: was)?:?\s*|疗效[:：]?\s*(?:达)?|achieved (?:an? )?)?"
        for match in re.finditer(rf"{label}{edges[0]}{re.escape(spelled)}{edges[1]}", text, flags):
            if all(match.end() <= start or match.start() >= end for start, end in taken):
                taken.append(match.span())
                yield match, RESPONSES[word]


def _read_single_date(reading: LineReading) -> None:
    """A date that stands first or last on its own is when the treatment began."""
    dates = list(_ONE_DATE.finditer(reading.rest))
    day = date_or_none(dates[0].group()) if len(dates) == 1 else None
    if day is not None and "start" not in reading.fields:
        reading.fields["start"] = day
        reading.take(dates[0])
        return
    # What was not read must not stand in the way of the name.
    reading.rest = _ONE_DATE.sub(lambda match: f" | {match.group()} | ", reading.rest)


def _read_still_given(reading: LineReading) -> None:
    match = _STILL_GIVEN.search(reading.rest)
    if match is not None and "stop" not in reading.fields:
        reading.fields["stop"] = "ongoing"
        reading.take(match)


def _read_name(reading: LineReading) -> None:
    pieces = [piece.strip(EDGES) for piece in reading.rest.split("|")]
    pieces = [piece for piece in pieces if piece]
    for index, piece in enumerate(pieces):
        found, left = treatment_in(piece)
        if found:
            reading.fields |= {key: value for key, value in found.items() if key not in reading.fields}
            pieces[index : index + 1] = left
            break
    reading.rest = "; ".join(pieces)


def reason_of(text: str) -> StopReason | None:
    """The reason that a table cell names."""
    folded = text.strip().casefold()
    return next((reason for reason, words in REASONS.items() if folded in words), None)

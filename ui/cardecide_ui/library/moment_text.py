"""Moments and spans of time as the list and the drafts show them."""

from datetime import datetime, timedelta

from cardecide.case.partial_date import PartialDate
from cardecide.language.text import Language
from cardecide_ui.fields.date_text import show_date
from cardecide_ui.texts import Texts


def show_moment(moment: datetime, language: Language) -> str:
    """A day with its month as a word, and the minute, in the time zone of this computer."""
    local = moment.astimezone()
    return f"{show_date(PartialDate.of(local.date()), language)} {local:%H:%M}"


def show_span(span: timedelta, texts: Texts) -> str:
    """How long something took or is ago, in its largest unit; a span below a minute counts as one."""
    minutes = max(int(span.total_seconds()) // 60, 1)
    for unit, size in (("days", 24 * 60), ("hours", 60)):
        if minutes >= size:
            return texts(f"library.span.{unit}", count=minutes // size)
    return texts("library.span.minutes", count=minutes)

"""One pasted row in words: what will be entered, field by field."""

from typing import Any

from cardecide.case.partial_date import PartialDate
from cardecide_ui.fields.date_text import show_date
from cardecide_ui.fields.vocabulary import drug_label
from cardecide_ui.pasting.pasted import PastedRow
from cardecide_ui.texts import Texts

COLUMNS = ("regimen", "drugs", "start", "stop", "best_response", "progression", "cycles", "reason_stopped")


def preview(row: PastedRow, texts: Texts) -> dict[str, str]:
    """The text of each column; empty where nothing was read."""
    entry = row.entry() if row.can_be_taken else {}
    return {name: _shown(name, entry.get(name), texts) for name in COLUMNS}


def _shown(name: str, value: Any, texts: Texts) -> str:
    if value is None:
        return ""
    if isinstance(value, PartialDate):
        return show_date(value, texts.language)
    if name == "drugs":
        return ", ".join(drug_label(drug, texts.language) for drug in value)
    if name == "reason_stopped":
        return texts.option("stopreason", value.value)
    if value in ("ongoing", "yes", "no"):
        return texts(f"word.{value}")
    return str(value)

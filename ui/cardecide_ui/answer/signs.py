"""How each status looks: a symbol and a tone. The word is always beside them; color never stands alone."""

from typing import Final, NamedTuple


class Sign(NamedTuple):
    """A symbol, and the name of its colors in the theme."""

    symbol: str
    tone: str


LABEL: Final = {
    "on_label": Sign("✓", "good"),
    "off_label": Sign("✕", "bad"),
    "undetermined": Sign("?", "open"),
    "not_approved": Sign("–", "neutral"),
}
TRIAL: Final = {"inside": Sign("✓", "good"), "outside": Sign("✕", "bad"), "undetermined": Sign("?", "open")}
VERDICT: Final = {
    "met": Sign("✓", "good"),
    "not_met": Sign("✕", "bad"),
    "unknown": Sign("?", "open"),
    "by_hand": Sign("☐", "neutral"),
}
SAFETY: Final = {
    "hold": Sign("■", "bad"),
    "caution": Sign("⚠", "warn"),
    "undetermined": Sign("?", "open"),
    "open": Sign("?", "open"),
    "clear": Sign("✓", "good"),
}
BAND: Final = {
    "favored": Sign("▲", "good"),
    "reasonable": Sign("●", "good"),
    "with_caution": Sign("⚠", "warn"),
    "not_suitable_now": Sign("■", "bad"),
    "cannot_say_yet": Sign("?", "open"),
}

"""From a value of the case to the text a field shows, and the echo beside it."""

from decimal import Decimal
from typing import Any

from cardecide.case import units
from cardecide.case.partial_date import PartialDate
from cardecide.case.quantity import Amount, Size
from cardecide.language.printed_units import printed_unit
from cardecide.language.text import Language
from cardecide_ui.fields.date_text import show_date
from cardecide_ui.fields.number_text import show_number
from cardecide_ui.fields.reading import canonical
from cardecide_ui.fields.record import FieldRecord, Kind
from cardecide_ui.texts import Texts


def show_value(record: FieldRecord, value: Any, texts: Texts) -> str:
    """The text of a line field holding ``value``."""
    match value:
        case None:
            return ""
        case PartialDate():
            return show_date(value, texts.language)
        case Amount():
            same_unit = units.normalize(value.unit or record.unit) == units.normalize(record.unit)
            return (
                show_number(value.value)
                if same_unit
                else f"{show_number(value.value)} {texts.unit(value.unit)}"
            )
        case Size():
            return str(value)
        case Decimal():
            return show_number(value)
        case str() if value in record.words:
            return texts(f"word.{value}")
        case tuple():
            return ", ".join(drug.drug or drug.entered for drug in value)
    return str(value)


def show_echo(record: FieldRecord, value: Any) -> str:
    """The value in its canonical unit, where it was entered in another; else nothing."""
    if isinstance(value, Amount) and units.normalize(value.unit or record.unit) != units.normalize(
        record.unit
    ):
        number = canonical(record, value)
        return f"= {show_rounded(number)} {printed_unit(record.unit)}" if number is not None else ""
    return ""


def show_range(record: FieldRecord, texts: Texts) -> str:
    """What is usual in a field of numbers, or else what is possible; empty where neither is known."""
    if record.kind not in (Kind.COUNT, Kind.NUMBER, Kind.AMOUNT):
        return ""
    usual = record.plausible is not None
    low, high = record.plausible if record.plausible is not None else record.allowed
    if low is None or high is None:
        return ""
    name = "echo.usual" if usual else "echo.possible"
    return texts(name, low=show_number(low), high=show_number(high), unit=texts.unit(record.unit)).strip()


def show_rounded(number: Decimal) -> str:
    """Three significant figures, without exponent: what an echo needs, and no more than was measured."""
    if not number:
        return "0"
    digits = max(0, 2 - number.adjusted())
    return show_number(round(number, digits))


def words_of(record: FieldRecord, texts: Texts, languages: tuple[Language, ...]) -> dict[str, str]:
    """What may be typed for each of the record's words: the word itself and its name in every language."""
    typed = {word: word for word in record.words}
    for language in languages:
        typed |= {Texts(language)(f"word.{word}").casefold(): word for word in record.words}
    return typed

"""What the words in cells stand for: the common ones, and the words of one column."""

from collections.abc import Iterable, Mapping
from functools import cache
from types import MappingProxyType
from typing import Any, Final

from cardecide.case.vocabulary import spelling_key
from cardecide.cohort.tables.targets import Target
from cardecide.locations import bundled
from cardecide.reading.document import read_document

UNKNOWN: Final = "unknown"

# The list of words that goes with a target's set of values.
_LISTS: Final[Mapping[frozenset[str], str]] = {
    frozenset({"female", "male"}): "sex",
    frozenset({"positive", "negative"}): "serology",
    frozenset({"detected", "not_detected"}): "detection",
    frozenset({"present", "absent"}): "presence",
    frozenset({"present", "absent", "not_tested", "failed"}): "testresult",
    frozenset({"I", "II", "III"}): "stage",
    frozenset({"I", "II", "III", "IV"}): "stage",
    frozenset({"IgG", "IgA", "IgD", "IgM", "IgE", "none"}): "heavy_chain",
    frozenset({"kappa", "lambda", "biclonal", "none"}): "light_chain",
    frozenset({"none", "extraosseous", "paraskeletal", "cns"}): "extramedullary_kind",
    frozenset({"none", "extraosseous", "paraskeletal"}): "extramedullary_kind",
}


def word_key(word: str) -> str:
    """The part of a word that distinguishes it: case, width and blanks are dropped, signs are not."""
    return " ".join(word.replace("İ", "i").casefold().split())


@cache
def _lists() -> Mapping[str, Any]:
    file = bundled("resources") / "table_words.yaml"
    document = read_document(file.read_bytes(), file=file.name)
    return MappingProxyType(document.value)


@cache
def unknown_words() -> frozenset[str]:
    """The words that say that something is not known, in any column."""
    return frozenset(map(word_key, _lists()["unknown"]))


@cache
def none_words() -> frozenset[str]:
    """The words that say of a list that nothing is in it."""
    return frozenset(map(word_key, _lists()["none"]))


@cache
def empty_numbers() -> frozenset[str]:
    """The signs that stand for nothing where a number or a date is expected."""
    return frozenset(_lists()["empty_numbers"])


def common_words(target: Target) -> Mapping[str, str]:
    """The common words for the values of a target, by their keys; its own values always among them."""
    found = {word_key(value): value for value in target.values}
    for value, words in _lists().get(_list_of(target), {}).items():
        if value in target.values or target.kind == "yes_no":
            found.update(dict.fromkeys(map(word_key, words), value))
    return found


def _list_of(target: Target) -> str:
    """The list of words that goes with a target; empty where none does."""
    listed = _LISTS.get(frozenset(target.values) - {UNKNOWN}, "")
    return "yes_no" if target.kind == "yes_no" else listed


def proposed_words(target: Target, cells: Iterable[str]) -> tuple[dict[str, str], list[str]]:
    """What each word of a column probably stands for, and the words that have to be asked about.

    ``cells`` are the different texts of the column. A word such as ``N`` says no only beside its counterpart.
    """
    common, keys = common_words(target), {cell: word_key(cell) for cell in cells if cell.strip()}
    present = frozenset(keys.values())
    for pair in _lists()["pairs"].get(_list_of(target), ()):
        if set(pair) <= present:
            common = {**common, **pair}
    found: dict[str, str] = {}
    asked: list[str] = []
    for cell, key in keys.items():
        if key in common:
            found[cell] = common[key]
        elif key in unknown_words():
            found[cell] = UNKNOWN
        else:
            asked.append(cell)
    return found, asked


def same_spelling(word: str, values: Iterable[str]) -> str | None:
    """The value that is written the same but for case, width, blanks and signs; None where none is."""
    key = spelling_key(word)
    found = [value for value in values if spelling_key(value) == key]
    return found[0] if len(found) == 1 else None

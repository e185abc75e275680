"""The names of things that the vocabularies under ``resources`` hold: drugs, abnormalities, conditions."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from cardecide.language.text import Language
from cardecide.locations import bundled


def label_of(vocabulary: str, name: str, language: Language) -> str:
    """What ``name`` of ``resources/<vocabulary>.yaml`` is called in ``language``.

    A name that the vocabulary does not hold is shown as it stands: a site or condition entered in free words.
    """
    label = vocabulary_labels(vocabulary).get(name)
    return label[language] if label else name


@cache
def vocabulary_labels(vocabulary: str) -> Mapping[str, Mapping[Language, str]]:
    """The label of every entry of ``resources/<vocabulary>.yaml``; empty where there is no such file."""
    file = bundled("resources") / f"{vocabulary}.yaml"
    if not file.is_file():
        return MappingProxyType({})
    from cardecide.reading.document import read_document  # not every sentence names one

    entries = read_document(file.read_bytes(), file=file.name).value[vocabulary]
    return MappingProxyType({entry["name"]: entry["label"] for entry in entries})

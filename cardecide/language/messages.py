"""Turns a message into a sentence of one language."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from cardecide.language.labels import label_of
from cardecide.language.message import Message
from cardecide.language.text import LANGUAGES, Language
from cardecide.locations import bundled
from cardecide.reading.document import read_document


def say(message: Message, language: Language) -> str:
    """The sentence of ``message`` in ``language``, with its parts filled in.

    A part written ``@value:high`` becomes the sentence ``value.high``; where there is none, one written
    ``@drugs:bortezomib`` becomes the label of that entry of ``resources/drugs.yaml``, or the bare name.

    Raises KeyError where no file of ``resources/messages`` has the sentence, or where a part is missing:
    both are faults of the program, never of a case.
    """
    sentences = all_messages().get(message.id)
    if sentences is None:
        raise KeyError(f"The message '{message.id}' stands in no file of resources/messages.")
    if not message.parts:
        return sentences[language]
    parts = {name: _part(text, language) for name, text in message.parts}
    try:
        return sentences[language].format_map(parts)
    except KeyError as missing:
        raise KeyError(f"The message '{message.id}' needs the part {missing}.") from None


def _part(text: str, language: Language) -> str:
    if not text.startswith("@"):
        return text
    group, _, name = text[1:].partition(":")
    sentences = all_messages().get(f"{group}.{name}")
    return sentences[language] if sentences else label_of(group, name, language)


def value_label(value: str, language: Language) -> str:
    """What a value of a choice is called: the sentence ``value.<value>``, or the value as it stands.

    What has no sentence is international notation (``IgA``, ``II``).
    """
    return _part(f"@value:{value}", language)


@cache
def all_messages() -> Mapping[str, Mapping[Language, str]]:
    """Every sentence of ``resources/messages/*.yaml`` by its identifier.

    Raises ValueError where an identifier stands twice or lacks one of the languages.
    """
    found: dict[str, Mapping[Language, str]] = {}
    for file in sorted((bundled("resources") / "messages").glob("*.yaml")):
        for name, sentences in messages_of(file.name).items():
            if name in found:
                raise ValueError(f"{file.name}: the message '{name}' stands twice.")
            found[name] = sentences
    return MappingProxyType(found)


@cache
def messages_of(file: str) -> Mapping[str, Mapping[Language, str]]:
    """The sentences of one file of ``resources/messages``, which may be read before the others.

    Raises ValueError where one lacks a language.
    """
    text = (bundled("resources") / "messages" / file).read_bytes()
    found: dict[str, Mapping[Language, str]] = {}
    for name, sentences in (read_document(text, file=file).value or {}).items():
        if not isinstance(sentences, dict) or set(sentences) != set(LANGUAGES):
            raise ValueError(f"{file}: the message '{name}' needs {', '.join(LANGUAGES)}.")
        found[name] = MappingProxyType(sentences)
    return MappingProxyType(found)

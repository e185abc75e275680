"""Turns a message into a sentence of one language."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from cardecide.language.labels import label_of
from cardecide.language.message import Message
from cardecide.language.text import LANGUAGES, Language
from cardecide.locations import bundled
from cardecide.reading.kept import kept


def say(message: Message, language: Language) -> str:
    """The sentence of ``message`` in ``language``, with its parts filled in.

    A part written ``@value:high`` becomes the sentence ``value.high``; where there is none, one written
    ``@drugs:bortezomib`` becomes the label of that entry of ``resources/drugs.yaml``, or the bare name;
    ``@drugs:bortezomib|lenalidomide`` becomes a list of both.

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
    if "|" in name:
        listed = (_part(f"@{group}:{one}", language) for one in name.split("|"))
        return all_messages()["display.and"][language].join(listed)
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
    for file, entries in _files().items():
        for name, sentences in entries.items():
            if name in found:
                raise ValueError(f"{file}: the message '{name}' stands twice.")
            found[name] = sentences
    return MappingProxyType(found)


@cache
def messages_of(file: str) -> Mapping[str, Mapping[Language, str]]:
    """The sentences of one file of ``resources/messages``."""
    return MappingProxyType(_files()[file])


def _files() -> Mapping[str, Mapping[str, Mapping[Language, str]]]:
    """The sentences of every file."""
    files = sorted((bundled("resources") / "messages").glob("*.yaml"))
    contents = {file.name: file.read_bytes() for file in files}
    whole = b"\0".join(part for name, content in contents.items() for part in (name.encode(), content))
    found: dict[str, dict[str, dict[Language, str]]] = kept("messages", whole, lambda: _read(contents))
    return MappingProxyType(found)


def _read(contents: Mapping[str, bytes]) -> dict[str, dict[str, dict[Language, str]]]:
    from cardecide.reading.document import read_document  # not needed where the readings were kept

    found: dict[str, dict[str, dict[Language, str]]] = {}
    for file, content in contents.items():
        found[file] = read_document(content, file=file).value or {}
        for name, sentences in found[file].items():
            if not isinstance(sentences, dict) or set(sentences) != set(LANGUAGES):
                raise ValueError(f"{file}: the message '{name}' needs {', '.join(LANGUAGES)}.")
    return found

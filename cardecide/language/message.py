"""Sentences that the program says about a case, in any of its languages.

A message is an identifier and its parts; the sentence stands in ``resources/messages/*.yaml`` under that
identifier, once per language, with ``{part}`` where a part goes. Facts and findings hold messages, never
sentences, so that the same result can be shown in another language.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence to be said: ``id`` as in ``resources/messages``, ``parts`` as name and value pairs."""

    id: str
    parts: tuple[tuple[str, str], ...] = ()


def message(id: str, **parts: object) -> Message:
    """A message with its parts turned into text."""
    return Message(id, tuple((name, str(value)) for name, value in parts.items()))

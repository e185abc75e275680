"""What each key of a pack is for."""

from cardecide.language.message import message
from cardecide.language.messages import all_messages, say
from cardecide.language.text import Language


def key_help(key: str, language: Language) -> str:
    """What the key is for, in one line; empty for a key that says it itself."""
    name = f"authoring.key.{key}"
    return say(message(name), language) if name in all_messages() else ""

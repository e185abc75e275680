"""Published outcomes and places in a source in each language, from the few phrases that packs write.

A phrase that ``resources/outcome_words.yaml`` does not hold is said as it is written.
"""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from types import MappingProxyType
from typing import Any

from cardecide.language.text import Language
from cardecide.locations import bundled


@cache
def outcome_name(name: str, language: Language) -> str:
    """What was measured: ``PFS at 12 mo`` is *PFS at 12 months*, *12 个月 PFS*, *12. ayda PFS*."""
    names = _words()["names"]
    if name in names:
        return str(names[name][language])
    for pattern in _words()["name_patterns"]:
        found = re.fullmatch(pattern["match"], name)
        if found:
            parts = (outcome_name(found[1], language), *found.groups()[1:])
            return _filled(pattern[language], parts)
    return name


@cache
def outcome_value(value: str, language: Language) -> str:
    """What was found: ``58 % (without 96 %)`` is *58 % (without it 96 %)*, *58%（无此情况者 96%）*."""
    whole = _words()["sentences"].get(value, {}).get(language)
    return str(whole) if whole else _replaced(value, _words()["value_patterns"], language)


@cache
def place_in_source(place: str, language: Language) -> str:
    """Where in a source: ``section 4.1`` is *第 4.1 节*, *bölüm 4.1*."""
    return _replaced(place, _words()["places"], language)


def _filled(template: str, parts: Sequence[str]) -> str:
    for number, part in enumerate(parts, start=1):
        template = template.replace(f"\\{number}", part)
    return template


def _replaced(text: str, patterns: Sequence[Mapping[str, str]], language: Language) -> str:
    for pattern in patterns:
        if language in pattern:
            text = re.sub(pattern["match"], pattern[language], text)
    return text


@cache
def _words() -> Mapping[str, Any]:
    from cardecide.reading.document import read_document  # not every result tells an outcome

    file = bundled("resources") / "outcome_words.yaml"
    return MappingProxyType(read_document(file.read_bytes(), file=file.name).value)

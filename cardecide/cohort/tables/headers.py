"""The names of a table's columns: every one different, none empty."""

from collections import Counter
from collections.abc import Sequence

from cardecide.language.message import Message, message


def column_names(header: Sequence[str]) -> tuple[tuple[str, ...], frozenset[str], tuple[Message, ...]]:
    """The names as given, those that stand several times, and what there is to say about them.

    The second column ``Hb`` is called ``Hb (2)``; one without a name ``column 3``.
    """
    given = [" ".join(name.split()) for name in header]
    counts = Counter(name for name in given if name)
    seen: Counter[str] = Counter()
    names: list[str] = []
    notes: list[Message] = []
    for place, name in enumerate(given, start=1):
        if not name:
            name = f"column {place}"
            notes.append(message("cohort.table.nameless", place=place, name=name))
        seen[name] += 1
        unique = name if seen[name] == 1 else f"{name} ({seen[name]})"
        while unique in names:
            seen[name] += 1
            unique = f"{name} ({seen[name]})"
        names.append(unique)
    repeated = {name for name, count in counts.items() if count > 1}
    for name in sorted(repeated):
        places = ", ".join(str(i) for i, one in enumerate(given, start=1) if one == name)
        notes.append(message("cohort.table.repeated", name=name, places=places))
    unclear = frozenset(full for full, one in zip(names, given, strict=True) if one in repeated)
    return tuple(names), unclear, tuple(notes)

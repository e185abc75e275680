"""Changes that break files the way disks, mail programs and attackers do."""

import random
from collections.abc import Callable

_TOKENS = (
    *(
        b"\x00",
        b"\xff\xfe",
        b"\xef\xbb\xbf",
        b"\r",
        b"\t",
        b"&a ",
        b"*a",
        b"!!python/object:os.system ",
        b"<<: ",
    ),
    *(
        b"{",
        b"}",
        b"[" * 200,
        b"]",
        b": ",
        b"- ",
        b"#",
        b'"',
        b"'",
        b"|\n",
        b"=1+1",
        b"999999999999999999999",
    ),
    *(
        b"1e309",
        b"-0",
        b"NaN",
        b"no",
        b"12:30",
        b"010",
        "\u202e".encode(),
        "ı".encode(),
        "血".encode(),
        b"\x85",
    ),
    *(
        b"2026-02-30",
        b"9999-99",
        b" g/dL",
        b"format:",
        b"id:",
        b"%PDF",
        b"\xc3\x28",
        "\ud800".encode("utf-8", "surrogatepass"),
    ),
)


def mutated(content: bytes, source: random.Random) -> bytes:
    """The bytes after one to four random changes."""
    for _ in range(source.randint(1, 4)):
        content = source.choice(_CHANGES)(content, source)
    return content


def _flip(content: bytes, source: random.Random) -> bytes:
    if not content:
        return content
    place = source.randrange(len(content))
    return content[:place] + bytes([content[place] ^ (1 << source.randrange(8))]) + content[place + 1 :]


def _cut(content: bytes, source: random.Random) -> bytes:
    first = source.randrange(len(content) + 1)
    return content[:first] + content[min(len(content), first + source.randint(1, 200)) :]


def _truncate(content: bytes, source: random.Random) -> bytes:
    return content[: source.randrange(len(content) + 1)]


def _insert(content: bytes, source: random.Random) -> bytes:
    place = source.randrange(len(content) + 1)
    return content[:place] + source.choice(_TOKENS) + content[place:]


def _repeat(content: bytes, source: random.Random) -> bytes:
    first = source.randrange(len(content) + 1)
    part = content[first : first + source.randint(1, 80)]
    return content[:first] + part * source.randint(2, 6) + content[first:]


def _swap_lines(content: bytes, source: random.Random) -> bytes:
    lines = content.split(b"\n")
    first, second = source.randrange(len(lines)), source.randrange(len(lines))
    lines[first], lines[second] = lines[second], lines[first]
    return b"\n".join(lines)


_CHANGES: tuple[Callable[[bytes, random.Random], bytes], ...] = (
    *(_flip, _cut, _truncate, _insert, _insert, _repeat, _swap_lines),
)

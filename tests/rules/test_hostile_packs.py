"""A pack file made to do harm is refused in one clear line, without taking more memory than its own size.

The limits are those of every file that is read (``cardecide.reading``); this is the proof that no way into
the rules goes round them.
"""

import tracemalloc
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from cardecide.engine import load_rulebook
from cardecide.engine.loader import load_pack_text
from cardecide.reading.problem import InputError, Problem

HEAD = "format: cardecide-rules/1\nid: hostile\nkind: guidance\n"
MEGABYTE = 1_000_000


def alias_bomb() -> bytes:
    levels = [f"l{n}: &l{n} [{', '.join([f'*l{n - 1}'] * 10)}]" for n in range(1, 12)]
    return (HEAD + "l0: &l0 [x]\n" + "\n".join(levels) + "\n").encode()


def nested_lists() -> bytes:
    return (HEAD + "criteria: " + "[" * 100_000 + "]" * 100_000 + "\n").encode()


def nested_blocks() -> bytes:
    return HEAD.encode() + b"criteria:\n" + b"- " * 100_000 + b"x\n"


def nested_conditions() -> bytes:
    condition = "{all: [" * 100_000 + "age >= 18 years" + "]}" * 100_000
    return (HEAD + "criteria:\n  - id: deep\n    caution: " + condition + "\n").encode()


HOSTILE = {
    "an alias bomb": (alias_bomb, "anchor", "anchor"),
    "lists in lists": (nested_lists, "too-deep", "inside each other"),
    "blocks in blocks": (nested_blocks, "too-deep", "inside each other"),
    "conditions in conditions": (nested_conditions, "too-deep", "inside each other"),
    "a Python object": (
        lambda: HEAD.encode() + b"title: !!python/object/apply:os.system [id]\n",
        "tag",
        "python/object",
    ),
    "50 MB": (lambda: HEAD.encode() + b"# " + b"x" * 50 * MEGABYTE, "too-large", "MB"),
    "50 MB of criteria": (
        lambda: HEAD.encode() + b"a: [" + b"1, " * 17 * MEGABYTE + b"1]",
        "too-large",
        "MB",
    ),
    "UTF-16": (lambda: HEAD.encode("utf-16"), "encoding", "UTF-8"),
    "Latin-1": (lambda: (HEAD + "title: Özgür hücre\n").encode("latin-1"), "encoding", "UTF-8"),
    "a NUL byte": (lambda: HEAD.encode() + b"# a long comment\ntitle: a\x00b\n", "control-character", "NUL"),
}


@contextmanager
def bounded(limit: int) -> Iterator[None]:
    """Fails where more than ``limit`` bytes were in use at once."""
    tracemalloc.start()
    try:
        yield
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < limit


def refusals(folder: Path) -> list[Problem]:
    with pytest.raises(InputError) as refused:
        load_rulebook(folder)
    return list(refused.value.problems)


@pytest.mark.parametrize("name", HOSTILE)
def test_the_loader_refuses_it_in_one_line(name: str, tmp_path: Path) -> None:
    make, code, word = HOSTILE[name]
    content = make()
    (tmp_path / "hostile.yaml").write_bytes(content)
    with bounded(2 * len(content) + 20 * MEGABYTE):
        (problem,) = refusals(tmp_path)
    assert problem.code == code
    line = str(problem)
    assert word in line
    assert len(line.splitlines()) == 1
    assert len(line) < 400


@pytest.mark.parametrize("name", HOSTILE)
def test_an_editor_gets_the_same_refusal(name: str) -> None:
    make, code, _ = HOSTILE[name]
    pack, problems = load_pack_text(make(), file="hostile.yaml")
    assert pack is None
    assert problems[0].code == code


def test_one_hostile_file_leaves_the_others_their_problems(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_bytes(alias_bomb())
    (tmp_path / "b.yaml").write_bytes(HEAD.encode() + b"criteria: 3\n")
    files = {Path(problem.file).name for problem in refusals(tmp_path)}
    assert files == {"a.yaml", "b.yaml"}

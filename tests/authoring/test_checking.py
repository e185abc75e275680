"""Checking while one types: the same findings as for a file, at their places, with changes that mend them."""

import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cardecide.authoring import apply_edits, check, check_text, from_utf16, line_column, offset_at, to_utf16
from cardecide.authoring.parts import AssembledDocument, read_in_parts
from cardecide.engine import Rulebook
from cardecide.engine.lint_codes import LintCode
from cardecide.engine.loader import load_pack_text, pack_paths
from cardecide.language.messages import all_messages, say
from cardecide.language.text import LANGUAGES
from cardecide.locations import bundled
from cardecide.reading.document import read_document
from cardecide.reading.problem import InputError
from tests.authoring.made import SMALL, karmma

FILES = pack_paths(bundled("rules"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_bundled_pack_is_checked_as_its_file_is(path: Path) -> None:
    content = path.read_bytes()
    pack, problems = load_pack_text(content, file="x")
    checked = check(content.decode(), "x")
    assert checked.pack == pack
    assert [one.problem for one in checked.problems] == sorted(problems, key=lambda p: (p.line, p.column))
    assert not checked.has_errors


def same_as_whole(text: str) -> bool:
    """Whether reading in parts and reading as a whole agree in data and places, or in problems."""
    try:
        whole = read_document(text, file="x")
    except InputError as error:
        with pytest.raises(InputError) as found:
            read_in_parts(text, file="x")
        assert found.value.problems == error.problems
        return False
    parts = read_in_parts(text, file="x")
    assert parts.value == whole.value
    for path in every_path(whole.value):
        assert parts.position(path) == whole.position(path), path
        assert parts.position(path, key=True) == whole.position(path, key=True), path
        assert parts.holds(path) == whole.holds(path), path
    return isinstance(parts, AssembledDocument)


def every_path(value: object, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    found = [path]
    if isinstance(value, dict):
        found += [one for key, inner in value.items() for one in every_path(inner, (*path, key))]
    elif isinstance(value, list):
        found += [one for n, inner in enumerate(value) for one in every_path(inner, (*path, n))]
    return found


def test_long_lists_are_read_entry_by_entry() -> None:
    text = (bundled("rules") / "labels" / "us" / "cilta-cel.yaml").read_text("utf-8")
    assert same_as_whole(text)
    assert same_as_whole(karmma())


SIGNS = st.sampled_from(
    [
        *"aZ0 -:#'\"{}[],&*|>\n\t\\",
        "\n",
        "\n- ",
        "\n  - ",
        "\n---\n",
        "\n...\n",
        "criteria:\n",
        ": ",
        " #",
        "|\n",
    ]
)


@settings(max_examples=150)
@given(st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 12), SIGNS), min_size=1, max_size=3))
def test_reading_in_parts_never_says_anything_else(changes: list[tuple[int, int, str]]) -> None:
    text = SMALL.replace(
        "  - id: heart", "".join(f"  - id: c{n}\n    note: |\n      x\n" for n in range(9)) + "  - id: heart"
    )
    for at, length, sign in changes:
        place = at % (len(text) + 1)
        text = text[:place] + sign + text[place + length :]
    same_as_whole(text)


@settings(max_examples=60)
@given(st.integers(0, 10**6), st.integers(0, 60), SIGNS)
def test_no_text_is_too_broken_to_be_checked(at: int, length: int, sign: str) -> None:
    base = karmma()
    place = at % len(base)
    text = base[:place] + sign + base[place + length :]
    for one in check(text).problems:
        assert 0 <= one.range.start <= one.range.end <= len(text)
        assert all(say(one.headline, language) for language in LANGUAGES)
        for fix in one.fixes:
            assert apply_edits(text, fix.edits) != text


def one_problem(text: str, code: str) -> tuple[str, str]:
    """The only problem of a text: what it underlines, and the text after its first fix."""
    (found,) = check_text(text)
    assert found.code == code
    assert (found.line, found.column) == line_column(text, offset_at(text, found.line, found.column))
    return found.range.of(text), apply_edits(text, found.fixes[0].edits)


@pytest.mark.parametrize(
    ("right", "wrong", "code", "underlined"),
    [
        ("prior_lines >= 3", "prior_linez >= 3", LintCode.UNKNOWN_FACT, "prior_linez"),
        ("hemoglobin < 8 g/dL", "hemoglobin < 8", LintCode.UNIT_DOES_NOT_FIT, "8"),
        ("source: a-2020, table 1", "source: a-2002, table 1", LintCode.UNRESOLVED_SOURCE, "a-2002"),
        ("[a-2020, b-2021]", "[a-2020, b-2012]", LintCode.UNRESOLVED_SOURCE, "b-2012"),
        ("    exclude:\n", "    exlude:\n", LintCode.UNKNOWN_KEY, "exlude"),
        ("kind: trial", "kind: trail", LintCode.SYNTAX, "trail"),
        ("grade: public\n", "grade: publik\n", LintCode.SYNTAX, "publik"),
        ("    weight: 2", "    wieght: 2", LintCode.UNKNOWN_KEY, "wieght"),
    ],
)
def test_the_first_fix_of_a_near_miss_brings_the_right_word(
    right: str, wrong: str, code: str, underlined: str
) -> None:
    assert SMALL.count(right) >= 1
    assert one_problem(SMALL.replace(right, wrong, 1), code) == (underlined, SMALL)


@pytest.mark.parametrize(
    ("right", "wrong", "code"),
    [
        ("hemoglobin < 8 g/dL", "hemoglobin < 8 kg", LintCode.UNIT_DOES_NOT_FIT),
        ("prior_lines >= 3", "prior_lines >= 3 kg", LintCode.UNIT_DOES_NOT_FIT),
        ("id: platelets", "id: lines", LintCode.DUPLICATE_ID),
        ("    source: a-2020, table 1\n", "", LintCode.MISSING_SOURCE),
        ("    grade: public\n", "    grade: recall-low\n", LintCode.WEAK_SOURCE_DECIDING),
    ],
)
def test_the_first_fix_leaves_nothing_to_say(right: str, wrong: str, code: str) -> None:
    text = SMALL.replace(right, wrong, 1)
    problems = check_text(text)
    assert {one.code for one in problems} == {code}
    assert check_text(apply_edits(text, problems[0].fixes[0].edits)) == []


VERSIONS = """\
format: cardecide-rules/1
id: dated
kind: label
product: some-product
jurisdiction: US
title: Dated
sources: {a: {cite: A, grade: public}}
versions:
  - from: 2020-01-01
    until: 2021-01-01
    criteria:
      - {id: lines, text: Lines, include: prior_lines >= 3, source: a}
  - from: 2021-06-01
    criteria:
      - {id: lines, text: Lines, include: prior_lines >= 2, source: a}
"""


@pytest.mark.parametrize("until", ["    until: 2021-01-01\n", "    until: 2022-01-01\n", ""])
def test_a_gap_and_an_overlap_of_versions_are_closed(until: str) -> None:
    text = VERSIONS.replace("    until: 2021-01-01\n", until)
    (found,) = check_text(text)
    mended = apply_edits(text, found.fixes[0].edits)
    assert check_text(mended) == []
    assert "until: 2021-06-01" in mended


def test_a_change_without_a_revision_is_warned_of_and_raised(bundled_rules: Rulebook) -> None:
    changed = karmma().replace("prior_lines >= 3", "prior_lines >= 4")
    for words in ("At least 3 prior", "至少 3 线", "En az 3 önceki"):
        changed = changed.replace(words, words.replace("3", "4"))
    (found,) = check_text(changed, before=bundled_rules.packs["karmma"])
    assert (found.code, found.severity) == (LintCode.CHANGED_WITHOUT_VERSION, "warning")
    raised = check(apply_edits(changed, found.fixes[0].edits), before=bundled_rules.packs["karmma"])
    assert raised.pack is not None
    assert raised.pack.revision == bundled_rules.packs["karmma"].revision + 1
    # A first revision asks for its note; a later one has that of the one before, for the author to rewrite.
    first = bundled_rules.packs["karmma"].revision == 1
    assert [one.problem.expected for one in raised.problems] == ["a revision_note"] * first


def test_tabs_are_replaced_by_spaces() -> None:
    text = SMALL.replace("sources:\n  a-2020:", "sources:\n\ta-2020:")
    (found,) = check_text(text)
    assert found.code == "not-yaml"
    assert "\t" not in apply_edits(text, found.fixes[0].edits)


def test_line_ends_and_byte_order_mark_change_no_place() -> None:
    wrong = SMALL.replace("prior_lines", "prior_linez")
    for text in (wrong, wrong.replace("\n", "\r\n"), "\ufeff" + wrong):
        (found,) = check_text(text)
        assert found.range.of(text) == "prior_linez"
        assert check_text(apply_edits(text, found.fixes[0].edits)) == []


def test_every_kind_of_problem_has_a_headline() -> None:
    missing = {
        code
        for code in (*LintCode, "not-yaml", "duplicate-key", "empty")
        if f"authoring.problem.{code}" not in all_messages()
    }
    assert missing == set()
    text = SMALL.replace("prior_lines", "prior_linez")
    assert say(check_text(text)[0].headline, "en") == "Unknown fact"


@given(st.text(max_size=40), st.integers(0, 80))
def test_offsets_in_utf16_and_back(text: str, position: int) -> None:
    for offset in range(len(text) + 1):
        assert from_utf16(text, to_utf16(text, offset)) == offset
        assert to_utf16(text, offset) == len(text[:offset].encode("utf-16-le", "surrogatepass")) // 2
    assert 0 <= from_utf16(text, position) <= len(text)


def test_edits_that_overlap_are_refused() -> None:
    from cardecide.authoring import TextEdit, TextRange

    with pytest.raises(ValueError, match="overlaps"):
        apply_edits("abcdef", [TextEdit(TextRange(0, 3), "x"), TextEdit(TextRange(2, 4), "y")])
    with pytest.raises(ValueError, match="overlaps"):
        apply_edits("abc", [TextEdit(TextRange(2, 9), "x")])


def test_an_earlier_text_lends_nothing_to_a_later_one() -> None:
    """Entries are remembered by their words: the same words at another place are said to be at that place."""
    chance = random.Random(5)  # noqa: S311
    entries = [
        f"  - id: c{n}\n    text: T{n}\n    include: prior_linez >= {n}\n    source: a-2020\n"
        for n in range(12)
    ]
    head = SMALL[: SMALL.index("  - id: lines")]
    for _ in range(5):
        chance.shuffle(entries)
        text = head + "".join(entries)
        found = check_text(text)
        assert [one.range.start for one in found] == [
            at for at in range(len(text)) if text.startswith("prior_linez", at)
        ]

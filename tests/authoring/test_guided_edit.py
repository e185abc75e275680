"""A guided change replaces one value; every other byte of the file stays as it was."""

import difflib
from datetime import date, timedelta

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from cardecide.authoring import (
    EditableValue,
    RulesError,
    check,
    edit_value,
    editable_values,
    find_value,
    mentions,
    missing_values,
    raise_revision,
    value_edit,
)
from cardecide.engine.loader import pack_paths
from cardecide.locations import bundled
from cardecide.reading.problem import InputError
from tests.authoring.made import SMALL, karmma

TEXTS = {path.stem: path.read_bytes().decode() for path in pack_paths(bundled("rules"))}
LAID_OUT = {
    **{name: TEXTS[name] for name in ("karmma", "default", "extramedullary")},
    "us.cilta-cel": (bundled("rules") / "labels" / "us" / "cilta-cel.yaml").read_bytes().decode(),
    "small": SMALL,
    "small, lines of Windows": SMALL.replace("\n", "\r\n"),
    "small, with a mark": "\ufeff" + SMALL,
    "small, no end of line": SMALL.rstrip("\n"),
}


def another(value: EditableValue, draw: st.DataObject) -> str:
    """A value that may stand there."""
    match value.what:
        case "threshold" if value.low is not None and value.high is not None:
            places = 0 if not value.units else draw.draw(st.integers(0, 2))
            step = 10**places
            inside = st.integers(int(value.low * step), int(value.high * step))
            number = draw.draw(inside) / step
            return f"{number:.{places}f}"
        case "date":
            return str(date(2020, 1, 1) + timedelta(days=draw.draw(st.integers(0, 4000))))
        case "source":
            return draw.draw(st.sampled_from(value.choices))
        case "revision":
            return str(draw.draw(st.integers(1, 99)))
        case _:
            return draw.draw(st.sampled_from(["1", "2.5", "10", "0.25"]))


@settings(max_examples=80)
@given(st.sampled_from(sorted(LAID_OUT)), st.data())
def test_every_other_byte_stays(name: str, draw: st.DataObject) -> None:
    text = LAID_OUT[name]
    value = draw.draw(st.sampled_from(editable_values(text)))
    assume(value.unit in ("", *value.units[:1]))
    new = another(value, draw)
    try:
        edited = edit_value(text, value.key, new)
    except InputError as error:
        # A converted threshold may lie outside the plausible bounds by rounding; nothing else is refused.
        assert [one.code for one in error.problems] == ["threshold-implausible"]
        return
    before, after = value.range.start, value.range.end
    assert edited == text[:before] + new + text[after:]
    assert edited.encode() == text[:before].encode() + new.encode() + text[after:].encode()
    again = find_value(edited, value.key)
    assert (again.current, again.condition != "") == (new, value.condition != "")
    assert edit_value(edited, value.key, value.current) == text


def test_what_can_be_edited_in_a_pack() -> None:
    told = [(one.key, one.what, one.current, one.unit, one.criterion) for one in editable_values(SMALL)]
    assert told == [
        ("sources.a-2020.checked", "date", "2026-01-02", "", ""),
        ("criteria[0].include", "threshold", "3", "", "lines"),
        ("criteria[0].source", "source", "a-2020", "", "lines"),
        ("criteria[1].exclude.any[0]", "threshold", "50", "10^9/L", "platelets"),
        ("criteria[1].exclude.any[1]", "threshold", "8", "g/dL", "platelets"),
        ("criteria[1].source[0]", "source", "a-2020", "", "platelets"),
        ("criteria[1].source[1]", "source", "b-2021", "", "platelets"),
        ("criteria[2].exclude", "threshold", "45", "%", "heart"),
        ("criteria[2].weight", "weight", "2", "", "heart"),
        ("criteria[2].source[0].key", "source", "b-2021", "", "heart"),
    ]
    platelets = find_value(SMALL, "criteria[1].exclude.any[0]")
    assert (platelets.fact, platelets.operator) == ("platelets", "<")
    assert platelets.units[0] == "10^9/L"
    assert "/uL" in platelets.units
    assert (platelets.low, platelets.high) == (1, 1500)
    assert platelets.condition == "platelets < 50 10^9/L"
    assert platelets.label == {"en": "Platelets"}
    assert find_value(SMALL, "criteria[0].source").choices == ("a-2020", "b-2021")


def test_every_threshold_of_the_bundled_packs_is_found() -> None:
    """Counted independently: the comparisons that the engine reads out of the packs."""
    from cardecide.engine.expression import Compare, atoms

    for name, text in TEXTS.items():
        if name == "rulebook":
            continue
        pack = check(text).pack
        assert pack is not None
        conditions = [one.condition for one in pack.criteria if one.condition is not None]
        wanted = sum(isinstance(atom, Compare) for condition in conditions for atom in atoms(condition))
        found = [one for one in editable_values(text) if one.what == "threshold"]
        assert len(found) == wanted, name


def test_a_guided_change_and_the_same_by_hand_give_one_difference() -> None:
    text = karmma()
    (value,) = [
        one for one in editable_values(text) if one.criterion == "prior-lines" and one.what == "threshold"
    ]
    guided = edit_value(text, value.key, "4")
    by_hand = text.replace("include: prior_lines >= 3", "include: prior_lines >= 4")
    assert guided == by_hand
    changed = list(difflib.unified_diff(text.split("\n"), guided.split("\n"), n=0, lineterm=""))[3:]
    assert changed == ["-    include: prior_lines >= 3", "+    include: prior_lines >= 4"]


def test_another_unit_takes_its_place_beside_the_number() -> None:
    edited = edit_value(SMALL, "criteria[1].exclude.any[0]", "50000", unit="/uL")
    assert edited == SMALL.replace("platelets < 50 10^9/L ", "platelets < 50000 /uL ")
    assert check(edited).pack is not None


@pytest.mark.parametrize(
    ("key", "new", "unit", "expected"),
    [
        ("criteria[0].include", "three", None, "a number such as 3 or 1.5"),
        ("criteria[0].include", "3.5", None, "a whole number"),
        ("criteria[0].include", "31", None, "a value between 0 and 30"),
        ("criteria[0].include", "3 # x", None, "a number such as 3 or 1.5"),
        ("criteria[0].include", "", None, "a number such as 3 or 1.5"),
        ("criteria[1].exclude.any[0]", "50", "kg", "10^9/L or a unit that converts to it"),
        ("criteria[1].exclude.any[0]", "50", "10^9/L\nx", "10^9/L or a unit that converts to it"),
        ("sources.a-2020.checked", "2026-02-30", None, "YYYY-MM-DD"),
        ("sources.a-2020.checked", "2026", None, "YYYY-MM-DD"),
        ("criteria[0].source", "a-2021", None, "one of a-2020, b-2021"),
        ("criteria[2].weight", "-1", None, "a number such as 2 or 1.5"),
        ("criteria[2].weight", "1e9", None, "a number such as 2 or 1.5"),
    ],
)
def test_what_cannot_stand_there_is_refused(key: str, new: str, unit: str | None, expected: str) -> None:
    with pytest.raises(InputError) as refused:
        value_edit(SMALL, key, new, unit=unit)
    assert [one.expected for one in refused.value.problems] == [expected]
    assert refused.value.problems[0].field == key


def test_a_value_that_is_not_there_is_no_value() -> None:
    with pytest.raises(KeyError):
        edit_value(SMALL, "criteria[7].include", "3")


@pytest.mark.parametrize("text", ["", "a: [", "- 1\n- 2\n", "[" * 5000, "just words", "criteria: {a: 1}\n"])
def test_a_text_that_is_no_pack_has_no_values(text: str) -> None:
    assert editable_values(text) == ()


@pytest.mark.parametrize("name", sorted(LAID_OUT))
def test_raising_the_revision_changes_two_keys(name: str) -> None:
    text = LAID_OUT[name]
    note = 'Threshold of the 2027 protocol: it\'s "4" # now'
    before = check(text).pack
    raised = raise_revision(text, note)
    after = check(raised).pack
    assert before is not None
    assert after is not None
    assert (after.revision, after.revision_note) == (before.revision + 1, note)
    removed, added = [], []
    for line in difflib.ndiff(text.splitlines(), raised.splitlines()):
        (removed if line.startswith("- ") else added if line.startswith("+ ") else []).append(line[2:])
    assert all(line.startswith(("revision", "  ")) for line in removed)
    assert [line.partition(":")[0] for line in added] == ["revision", "revision_note"]
    once_more = check(raise_revision(raised, "Again", above=20)).pack
    assert once_more is not None
    assert (once_more.revision, once_more.revision_note) == (21, "Again")


def test_a_note_over_several_lines_is_replaced_and_remarks_stay() -> None:
    text = SMALL.replace(
        "kind: trial\n",
        "revision: 3   # three\nrevision_note:\n  en: Old\n  zh: 旧\n# a remark\n\nkind: trial\n",
    )
    raised = raise_revision(text, "New")
    assert "revision: 4   # three\nrevision_note: 'New'\n# a remark\n\nkind: trial\n" in raised


def test_a_note_has_to_say_something() -> None:
    with pytest.raises(RulesError):
        raise_revision(SMALL, "  \n ")


def test_the_words_that_still_say_the_old_number_are_found() -> None:
    text = karmma()
    (lines,) = [v for v in editable_values(text) if v.criterion == "prior-lines" and v.what == "threshold"]
    words = [text[found.start - 9 : found.end + 4] for found in mentions(text, lines.key)]
    assert [found.of(text) for found in mentions(text, lines.key)] == ["3", "3", "3"]
    assert words[0] == "At least 3 pri"
    clearance = next(v for v in editable_values(text) if v.criterion == "creatinine-clearance")
    assert len(mentions(text, clearance.key)) == 3
    assert mentions(text, "criteria[0].source") == ()
    assert mentions(SMALL, "criteria[1].exclude.any[0]") == ()


def test_values_outside_criteria_are_called_in_every_language() -> None:
    dated = {one.key: one.label for one in editable_values(LAID_OUT["us.cilta-cel"])}
    assert dated["versions[0].from"] == "from", "the window has its own words for the key of a day"
    policy = {one.key: one.label for one in editable_values(LAID_OUT["default"]) if one.what == "points"}
    assert set(policy) == {
        *(f"shares.{name}.points" for name in ("permission", "evidence", "safety", "considerations")),
        "bands.favored",
        "bands.reasonable",
        "caution_cap_weight",
        "default_weight",
        "full_weight",
    }
    assert all(isinstance(label, dict) and set(label) == {"en", "zh", "tr"} for label in policy.values())


@pytest.mark.parametrize("name", sorted(LAID_OUT))
def test_a_missing_value_is_added_as_one_line_and_nothing_else(name: str) -> None:
    text = LAID_OUT[name]
    given = {"date": "2031-05-06", "weight": "2", "revision": "7"}
    offered = missing_values(text)
    for value in offered[:12]:
        word = given.get(value.what) or value.choices[0]
        edited = edit_value(text, value.key, word)
        line = [new for new in edited.splitlines() if new.strip() == f"{value.path[-1]}: {word}"]
        assert len(edited.splitlines()) == len(text.splitlines()) + 1
        assert len(line) >= 1
        before, after = value.range.start, value.range.end
        assert edited[:before] == text[:before] and edited.endswith(text[after:])
        assert ("\r\n" in text) == ("\r\n" in edited)
        again = find_value(edited, value.key.removeprefix("+"))
        assert again.current == word, "from now on it is a value like any other"
        assert value.key not in {one.key for one in missing_values(edited)}


def test_what_can_be_added_to_a_pack() -> None:
    # A map on one line, such as that of the source b-2021, has no room for a line of its own.
    assert [(one.key, one.what, one.criterion) for one in missing_values(SMALL)] == [
        ("+revision", "revision", "")
    ]
    bare = SMALL.replace("    weight: 2\n", "").replace("exclude: lvef", "caution: lvef")
    assert ("+criteria[2].weight", "weight", "heart") in [
        (one.key, one.what, one.criterion) for one in missing_values(bare)
    ]
    label = LAID_OUT["us.cilta-cel"]
    keys = {one.key for one in missing_values(label)}
    last = max(int(key.split("[")[1].split("]")[0]) for key in keys if key.endswith("].until"))
    assert f"+versions[{last}].until" in keys, "the version in force may come to an end"


@pytest.mark.parametrize(
    ("key", "word"),
    [
        ("+revision", "0"),
        ("+revision", "two"),
        ("+sources.a-2020.checked", "soon"),
        ("+sources.a-2020.checked", "2026-02-30"),
    ],
)
def test_a_missing_value_is_checked_as_any_other(key: str, word: str) -> None:
    bare = SMALL.replace("    checked: 2026-01-02\n", "")
    with pytest.raises(InputError):
        edit_value(bare, key, word)


def test_what_is_there_cannot_be_added_again() -> None:
    for key in ("+sources.a-2020.checked", "+criteria[2].weight", "+nothing"):
        with pytest.raises(KeyError):
            value_edit(SMALL, key, "2026-01-01")


def test_nothing_is_offered_where_there_is_no_pack() -> None:
    assert missing_values("") == missing_values("id: [") == missing_values("- 1") == ()

"""From a draft to rules in force: who may do what, what is kept, and what comes back byte for byte."""

import errno
import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from cardecide.authoring import EditConflictError, Entry, LocalRules, RulesError, Unfinished, edit_value
from cardecide.engine import Rulebook
from cardecide.locations import bundled
from cardecide.reading.problem import InputError
from tests.authoring.made import NOON, SMALL, SMALL_TESTS, entry, karmma, reviewed, saved

DAY = date(2027, 1, 1)
BEFORE = date(2026, 12, 31)
FOUR = SMALL.replace("prior_lines >= 3", "prior_lines >= 4")
FOUR_TESTS = SMALL_TESTS.replace("prior_lines: 3", "prior_lines: 4")


def code(caught: pytest.ExceptionInfo[RulesError]) -> str:
    return caught.value.code


def test_nothing_is_written_by_looking(rules: LocalRules) -> None:
    begun = rules.begin("karmma")
    assert (begun.text, begun.sequence, begun.standing) == (karmma(), 0, "draft")
    assert rules.packs() == ()
    assert rules.history("karmma") == ()
    assert rules.rulebook(DAY).packs == rules.bundled.packs
    assert not rules.folder.exists()


def test_the_whole_way_of_a_change(rules: LocalRules) -> None:
    draft = saved(rules)
    assert (draft.standing, draft.authors) == ("draft", ("Dr A",))
    assert "small" not in rules.rulebook(DAY).packs
    assert rules.record_tests("small", entry(), based_on=draft.text_hash).green
    assert rules.get("small").standing == "tested"
    agreed = rules.review("small", entry("Dr B", "read against the protocol"), based_on=draft.text_hash)
    assert agreed.standing == "reviewed"
    assert "small" not in rules.rulebook(DAY).packs
    assert rules.put_in_force("small", entry("Dr B"), DAY, based_on=draft.text_hash).standing == "in_force"
    assert "small" not in rules.rulebook(BEFORE).packs
    in_force = rules.rulebook(DAY)
    assert "small" in in_force.packs
    assert in_force.origins["small"] == "local_reviewed"
    assert in_force.origins["karmma"] == "bundled"
    assert in_force.modified == in_force.reviewed == ("small",)
    told = [(one.sequence, one.action, one.of, one.entry.who) for one in rules.history("small")]
    assert told == [
        (1, "saved", 1, "Dr A"),
        (2, "tested", 1, "Dr A"),
        (3, "reviewed", 1, "Dr B"),
        (4, "in_force", 1, "Dr B"),
    ]
    assert rules.history("small")[2].entry == Entry("Dr B", NOON, "read against the protocol")


def test_a_change_of_what_is_in_force_is_a_draft_beside_it(rules: LocalRules) -> None:
    saved(rules)
    first = reviewed(rules, "small")
    rules.put_in_force("small", entry(), DAY, based_on=first.text_hash)
    draft = rules.save("small", FOUR, entry("Dr C"), based_on=first.text_hash)
    assert (draft.standing, draft.authors) == ("draft", ("Dr C",))
    sha = rules.rulebook(DAY).packs["small"].sha256
    assert sha == rules.history("small")[0].content_hash
    preview = rules.rulebook(DAY, preview=["small"])
    assert preview.packs["small"].sha256 == draft_hash(rules)
    assert preview.origins["small"] == "local_unreviewed"
    assert rules.rulebook(DAY).packs["small"].sha256 == sha


def draft_hash(rules: LocalRules) -> str:
    return next(one.content_hash for one in reversed(rules.history("small")) if one.action == "saved")


def test_the_last_decision_counts_from_its_day_on(rules: LocalRules) -> None:
    saved(rules)
    three = reviewed(rules, "small")
    rules.put_in_force("small", entry(), DAY, based_on=three.text_hash)
    rules.save("small", FOUR, entry("Dr C"), based_on=three.text_hash, tests=FOUR_TESTS)
    four = reviewed(rules, "small", "Dr C")
    rules.put_in_force("small", entry(), date(2027, 6, 1), based_on=four.text_hash)

    def lines(day: date) -> str:
        pack = rules.rulebook(day).packs.get("small")
        return "" if pack is None else str(pack.criteria[0].condition)

    assert lines(BEFORE) == ""
    assert "'3'" in lines(date(2027, 5, 31))
    assert "'4'" in lines(date(2027, 6, 1))
    withdrawn = rules.withdraw("small", entry("Dr B", "recalled"))
    assert withdrawn.in_force == ()
    assert withdrawn.standing == "reviewed"
    assert lines(date(2027, 6, 1)) == ""
    with pytest.raises(RulesError) as caught:
        rules.withdraw("small", entry())
    assert code(caught) == "authoring-not-in-force"


@pytest.mark.parametrize("name", ["Dr A", "dr a", " Dr.  A ", "DR Ä"])
def test_nobody_reviews_what_they_wrote(rules: LocalRules, name: str) -> None:
    draft = saved(rules)
    rules.record_tests("small", entry(), based_on=draft.text_hash)
    with pytest.raises(RulesError) as caught:
        rules.review("small", entry(name), based_on=draft.text_hash)
    assert code(caught) == "authoring-own-review"
    assert rules.get("small").standing == "tested"


def test_nobody_reviews_what_they_wrote_in_part(rules: LocalRules) -> None:
    draft = saved(rules, who="Dr A")
    later = rules.save("small", SMALL + "# more\n", entry("Dr C"), based_on=draft.text_hash)
    rules.record_tests("small", entry("Dr C"), based_on=later.text_hash)
    assert later.authors == ("Dr A", "Dr C")
    for name in later.authors:
        with pytest.raises(RulesError):
            rules.review("small", entry(name), based_on=later.text_hash)
    assert rules.review("small", entry("Dr B"), based_on=later.text_hash).standing == "reviewed"


def test_red_or_missing_tests_stop_the_review(rules: LocalRules) -> None:
    draft = saved(rules, text=FOUR)
    outcome = rules.record_tests("small", entry(), based_on=draft.text_hash)
    assert not outcome.green
    assert [(one.name, [str(f.what) for f in one.failures]) for one in outcome.failed] == [
        ("three lines", ["the status", "lines"])
    ]
    with pytest.raises(RulesError) as caught:
        rules.review("small", entry("Dr B"), based_on=draft.text_hash)
    assert code(caught) == "authoring-not-tested"
    none = rules.save("small", FOUR, entry(), based_on=draft.text_hash, tests="")
    assert not rules.record_tests("small", entry(), based_on=none.text_hash).green
    with pytest.raises(RulesError):
        rules.put_in_force("small", entry("Dr B"), DAY, based_on=none.text_hash)


def test_a_changed_test_asks_for_a_new_review(rules: LocalRules) -> None:
    saved(rules)
    agreed = reviewed(rules, "small")
    weaker = SMALL_TESTS.replace("status: outside", "criteria: {}")
    changed = rules.save("small", SMALL, entry("Dr C"), based_on=agreed.text_hash, tests=weaker)
    assert changed.standing == "draft"
    with pytest.raises(RulesError):
        rules.put_in_force("small", entry("Dr B"), DAY, based_on=changed.text_hash)


def test_what_was_not_looked_at_is_not_reviewed(rules: LocalRules) -> None:
    draft = saved(rules)
    rules.record_tests("small", entry(), based_on=draft.text_hash)
    rules.save("small", SMALL + "# other\n", entry(), based_on=draft.text_hash)
    with pytest.raises(RulesError) as caught:
        rules.review("small", entry("Dr B"), based_on=draft.text_hash)
    assert code(caught) == "authoring-another-text"


@pytest.mark.parametrize(
    "broken",
    [
        SMALL.replace("prior_lines", "prior_linez"),
        SMALL.replace("criteria:", "criteria"),
        "",
        "\x00",
        SMALL.replace("id: small", "id: another"),
        "[" * 100_000,
    ],
    ids=["fact", "yaml", "empty", "null byte", "other id", "brackets"],
)
def test_a_broken_text_replaces_nothing(rules: LocalRules, broken: str) -> None:
    draft = saved(rules)
    with pytest.raises(InputError):
        rules.save("small", broken, entry(), based_on=draft.text_hash)
    assert rules.get("small") == draft
    assert len(rules.history("small")) == 1
    with pytest.raises(InputError):
        rules.save("small", SMALL, entry(), based_on=draft.text_hash, tests="tests: [")
    assert rules.get("small") == draft


def test_every_change_has_a_name(rules: LocalRules) -> None:
    with pytest.raises(RulesError) as caught:
        rules.save("small", SMALL, entry("  "), based_on="")
    assert code(caught) == "authoring-no-name"


@pytest.mark.parametrize("text", [SMALL, SMALL.replace("\n", "\r\n"), "\ufeff" + SMALL, SMALL.rstrip()])
def test_any_revision_comes_back_to_the_byte(rules: LocalRules, text: str) -> None:
    first = saved(rules, text=text)
    second = rules.save("small", FOUR, entry(), based_on=first.text_hash, tests=FOUR_TESTS)
    file = rules.folder / "drafts" / "small.yaml"
    assert file.read_bytes() == FOUR.encode()
    back = rules.revert("small", entry(), to=1, based_on=second.text_hash)
    assert file.read_bytes() == text.encode()
    assert (rules.folder / "drafts" / "small.tests.yaml").read_text("utf-8") == SMALL_TESTS
    assert (back.text_hash, back.standing) == (first.text_hash, "draft")


def test_the_bundled_pack_comes_back_to_the_byte(rules: LocalRules) -> None:
    begun = rules.begin("karmma")
    changed = edit_value(begun.text, "criteria[2].include", "4")
    draft = rules.save("karmma", changed, entry(), based_on=begun.text_hash)
    assert rules.difference("karmma", None).count("\n-    include: prior_lines >= 3\n") == 1
    assert rules.difference("karmma", None).count("\n+    include: prior_lines >= 4\n") == 1
    assert rules.rulebook(DAY, preview=["karmma"]).origins["karmma"] == "local_unreviewed"
    rules.revert("karmma", entry(), to=None, based_on=draft.text_hash)
    original = bundled("rules") / "trials" / "karmma.yaml"
    assert (rules.folder / "drafts" / "karmma.yaml").read_bytes() == original.read_bytes()
    assert rules.difference("karmma", None) == ""
    assert rules.rulebook(DAY, preview=["karmma"]).modified == ()


def test_a_second_save_is_refused_and_both_texts_are_kept(rules: LocalRules, bundled_rules: Rulebook) -> None:
    other = LocalRules(rules.folder, bundled_rules)
    first = saved(rules)
    mine = rules.save("small", FOUR, entry("Dr A", "mine"), based_on=first.text_hash)
    theirs = SMALL.replace("weight: 2", "weight: 3")
    with pytest.raises(EditConflictError) as caught:
        other.save("small", theirs, entry("Dr B"), based_on=first.text_hash)
    error = caught.value
    assert (error.theirs, error.yours) == (mine, theirs)
    assert "Dr A" in str(error)
    assert (rules.folder / "drafts" / "small.yaml").read_text("utf-8") == FOUR
    assert rules.text_of("small", error.kept.sequence)[0] == theirs
    assert rules.get("small") == mine
    merged = FOUR.replace("weight: 2", "weight: 3")
    assert other.save("small", merged, entry("Dr B"), based_on=mine.text_hash).text == merged


def test_a_strange_name_is_only_shown(rules: LocalRules) -> None:
    first = saved(rules, who="@../../x:y")
    rules.save("small", FOUR, entry("@value:high"), based_on=first.text_hash)
    with pytest.raises(EditConflictError) as caught:
        rules.save("small", SMALL + "#\n", entry("Dr B"), based_on=first.text_hash)
    assert "@value:high" in str(caught.value)


def test_two_new_packs_of_one_id_are_a_conflict(rules: LocalRules) -> None:
    saved(rules)
    with pytest.raises(EditConflictError):
        rules.save("small", FOUR, entry("Dr B"), based_on="")
    with pytest.raises(EditConflictError):
        rules.save("karmma", karmma() + "# x\n", entry("Dr B"), based_on="")
    assert rules.text_of("karmma", 1)[0] == karmma() + "# x\n"


def test_two_tests_of_one_pack_are_a_conflict(rules: LocalRules) -> None:
    first = saved(rules)
    rules.save("small", SMALL, entry(), based_on=first.text_hash, tests=SMALL_TESTS + "# a\n")
    with pytest.raises(EditConflictError):
        rules.save("small", SMALL, entry("Dr B"), based_on=first.text_hash, tests=SMALL_TESTS + "# b\n")


def test_a_file_changed_by_another_program_is_seen_and_kept(rules: LocalRules) -> None:
    first = saved(rules)
    file = rules.folder / "drafts" / "small.yaml"
    outside = SMALL.replace("weight: 2", "weight: 4")
    file.write_text(outside, "utf-8")
    now = rules.get("small")
    assert (now.is_changed_outside, now.text, now.standing) == (True, outside, "draft")
    with pytest.raises(RulesError) as caught:
        rules.record_tests("small", entry(), based_on=now.text_hash)
    assert code(caught) == "authoring-changed-outside"
    with pytest.raises(EditConflictError):
        rules.save("small", FOUR, entry(), based_on=first.text_hash)
    assert file.read_text("utf-8") == outside
    rules.save("small", FOUR, entry(), based_on=now.text_hash)
    assert file.read_text("utf-8") == FOUR
    kept = [one.sequence for one in rules.history("small") if one.note == "outside"]
    assert [rules.text_of("small", sequence)[0] for sequence in kept] == [outside]


def test_an_earlier_text_put_back_by_hand_is_a_change_too(rules: LocalRules) -> None:
    first = saved(rules)
    rules.save("small", FOUR, entry(), based_on=first.text_hash)
    file = rules.folder / "drafts" / "small.yaml"
    file.write_text(SMALL, "utf-8")
    assert rules.get("small").is_changed_outside
    assert rules.get("small").text == SMALL
    file.unlink()
    assert (rules.get("small").is_changed_outside, rules.get("small").text) == (False, FOUR)


def test_a_full_disk_changes_nothing_or_saves(rules: LocalRules, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every write of a save fails once: afterwards the old text stands, or the new one with its history."""
    first = saved(rules)
    real = os.fsync
    for failing in range(12):
        calls = iter(range(100))

        def full(descriptor: int, calls: Iterator[int] = calls, failing: int = failing) -> None:
            if next(calls) == failing:
                raise OSError(errno.ENOSPC, "No space left on device")
            real(descriptor)

        before = rules.get("small")
        text = SMALL + f"# {failing}\n"
        monkeypatch.setattr(os, "fsync", full)
        try:
            rules.save("small", text, entry(), based_on=before.text_hash)
        except RulesError as error:
            assert "No space left" in str(error)
            monkeypatch.setattr(os, "fsync", real)
            assert rules.get("small") == before
        else:
            monkeypatch.setattr(os, "fsync", real)
            assert rules.get("small").text == text
        assert not rules.get("small").is_changed_outside
    now = rules.get("small")
    rules.save("small", FOUR, entry(), based_on=now.text_hash)
    assert (rules.folder / "drafts" / "small.yaml").read_text("utf-8") == FOUR
    assert first.text == SMALL
    assert list(rules.folder.rglob("*.part")) == []


def test_an_unchanged_text_makes_no_revision(rules: LocalRules) -> None:
    first = saved(rules)
    assert rules.save("small", SMALL, entry(), based_on=first.text_hash) == first
    assert len(rules.history("small")) == 1


def test_a_history_that_was_changed_by_hand_is_refused(rules: LocalRules) -> None:
    saved(rules)
    reviewed(rules, "small")
    lines = sorted((rules.folder / "history" / "small").iterdir())
    original = lines[0].read_text("utf-8")
    for changed in (original.replace("Dr A", "Dr X"), original[:-40], "{}", ""):
        lines[0].write_text(changed, "utf-8")
        with pytest.raises(RulesError) as caught:
            rules.get("small")
        assert code(caught) == "authoring-damaged-history"
    lines[0].write_text(original, "utf-8")
    assert rules.get("small").standing == "reviewed"
    lines[1].unlink()
    with pytest.raises(RulesError):
        rules.get("small")


@pytest.mark.parametrize("pack", ["../x", "", "A", "a/b", ".", "x" * 200])
def test_an_id_is_no_path(rules: LocalRules, pack: str) -> None:
    for look in (rules.get, rules.begin, rules.history):
        with pytest.raises(RulesError):
            look(pack)


def test_a_folder_of_something_else_is_left_alone(tmp_path: Path, bundled_rules: Rulebook) -> None:
    (tmp_path / "letter.txt").write_text("dear", "utf-8")
    with pytest.raises(RulesError) as caught:
        LocalRules(tmp_path, bundled_rules)
    assert code(caught) == "authoring-not-local-rules"
    with pytest.raises(RulesError):
        LocalRules(tmp_path / "letter.txt", bundled_rules)


def test_unfinished_work_is_kept_for_each_window(rules: LocalRules) -> None:
    broken = "criteria: [\x00"
    first = Unfinished("karmma", "window 1", broken, "", "abc", NOON)
    second = Unfinished("karmma", "window 2", "b", "t", "", NOON)
    rules.keep_unfinished(Unfinished("karmma", "window 1", "older", "", "abc", NOON))
    rules.keep_unfinished(first)
    rules.keep_unfinished(second)
    assert set(rules.unfinished("karmma")) == {first, second}
    assert rules.unfinished("small") == ()
    assert rules.packs() == ()
    rules.discard_unfinished("karmma", "window 1")
    rules.discard_unfinished("karmma", "window 1")
    assert rules.unfinished() == (second,)


@pytest.mark.parametrize("damage", ["[" * 100_000, "[]", "", '{"format": 1}', "no zone"])
def test_a_damaged_file_of_unfinished_work_does_not_hide_the_others(
    rules: LocalRules, tmp_path: Path, damage: str
) -> None:
    good = Unfinished("karmma", "window 1", "a", "t", "", NOON)
    rules.keep_unfinished(good)
    (file,) = tmp_path.rglob("unfinished/*.json")
    text = file.read_text("utf-8").replace("+00:00", "") if damage == "no zone" else damage
    file.with_name("damaged.json").write_text(text, "utf-8")
    assert rules.unfinished() == (good,)


def test_a_pack_says_that_the_bundled_one_changed(rules: LocalRules, bundled_rules: Rulebook) -> None:
    from cardecide.authoring import check, with_pack

    begun = rules.begin("karmma")
    rules.save("karmma", begun.text + "# mine\n", entry(), based_on=begun.text_hash)
    assert not rules.get("karmma").bundled_changed
    newer = check(edit_value(karmma(), "criteria[9].exclude", "40")).pack
    assert newer is not None
    updated = LocalRules(rules.folder, with_pack(bundled_rules, newer, "bundled"))
    assert updated.get("karmma").bundled_changed

"""The audit log: in order, without names of patients, and not to be edited unseen."""

from pathlib import Path
from typing import Any

import pytest
import sqlcipher3.dbapi2 as sqlcipher

from cardecide.case.model import Case
from cardecide.store import Library
from cardecide.store.audit import DEEDS, as_lines, broken
from cardecide.store.exchange import import_cases, plan_import
from cardecide.store.upkeep import back_up, check
from tests.store.made import KEY, NOON, case, entry
from tests.store.test_trouble import refused


def overridden(**values: str) -> Case:
    given: list[dict[str, Any]] = [
        {"fact": fact, "value": value, "reason": "seen in the chart"} for fact, value in values.items()
    ]
    return case("a", overrides=given)


def told(library: Library) -> list[tuple[str, int | None, str]]:
    return [(event.deed, event.case, event.detail) for event in library.audit()]


def test_an_override_is_noted_when_it_comes_changes_and_goes(library: Library) -> None:
    number = library.add(overridden(prior_lines="4"), entry(who="Dr A")).number
    library.save(number, overridden(prior_lines="5", ecog="1"), entry(1, "Dr B"), based_on=1)
    library.save(number, overridden(ecog="1"), entry(2, "Dr C"), based_on=2)
    assert told(library) == [
        ("override_set", number, "prior_lines"),
        ("override_set", number, "ecog"),
        ("override_set", number, "prior_lines"),
        ("override_removed", number, "prior_lines"),
    ]
    assert [event.who for event in library.audit()] == ["Dr A", "Dr B", "Dr B", "Dr C"]


def test_a_save_that_changes_no_override_notes_nothing(library: Library) -> None:
    number = library.add(overridden(prior_lines="4"), entry()).number
    again = overridden(prior_lines="4").model_copy(update={"note": "another note"})
    library.save(number, again, entry(1), based_on=1)
    assert len(library.audit()) == 1


def test_what_leaves_the_library_is_noted_by_its_hash(library: Library) -> None:
    number = library.add(case("a"), entry()).number
    library.note("report_exported", at=NOON, who="Dr A", case=number, detail="ab" * 32)
    library.note("rules_changed", at=NOON, who="Dr B", detail="cd" * 32)
    assert told(library) == [("report_exported", number, "ab" * 32), ("rules_changed", None, "cd" * 32)]


def test_an_import_is_noted_for_each_case(library: Library, tmp_path: Path) -> None:
    files = []
    for name in ("one", "two"):
        files.append(tmp_path / f"{name}.case.yaml")
        files[-1].write_text(f"format: cardecide-case/1\nid: {name}\n", "utf-8")
    numbers = import_cases(library, plan_import(library, files).ready, entry())
    assert told(library) == [("case_imported", number, "") for number in numbers]


def test_a_deed_that_is_none_is_refused_and_leaves_nothing(library: Library) -> None:
    assert refused(lambda: library.note("drank coffee", at=NOON, who="Dr A")) == "library-no-deed"  # type: ignore[arg-type]
    assert library.audit() == []
    assert "printed" in DEEDS


@pytest.mark.parametrize("attempt", ["UPDATE audit SET who = 'nobody'", "DELETE FROM audit"])
def test_the_file_itself_refuses_to_edit_it(library: Library, attempt: str) -> None:
    library.note("printed", at=NOON, who="Dr A")
    with pytest.raises((sqlcipher.Error, ValueError)), library.file.change() as change:
        change.run(attempt)
    assert [event.who for event in library.audit()] == ["Dr A"]


@pytest.mark.parametrize(
    ("edit", "at"),
    [
        ("UPDATE audit SET who = 'nobody' WHERE sequence = 2", [2]),
        ("DELETE FROM audit WHERE sequence = 1", [2]),
        ("DELETE FROM audit WHERE sequence = 2", [3]),
        (
            "UPDATE audit SET digest = (SELECT digest FROM audit WHERE sequence = 1) WHERE sequence = 2",
            [2, 3],
        ),
    ],
)
def test_an_edit_behind_its_back_is_found(library: Library, edit: str, at: list[int]) -> None:
    for who in ("Dr A", "Dr B", "Dr C"):
        library.note("printed", at=NOON, who=who)
    assert list(broken(library.file)) == []
    assert check(library) == ()
    with library.file.change() as change:
        change.run("DROP TRIGGER audit_UPDATE")
        change.run("DROP TRIGGER audit_DELETE")
        change.run(edit)
    assert list(broken(library.file)) == at
    assert [message.id for message in check(library)] == ["library.audit-broken"] * len(at)


def test_a_deleted_case_leaves_its_number_and_no_name(library: Library) -> None:
    number = library.add(overridden(prior_lines="4"), entry()).number
    library.delete(number, pseudonym="a")
    [line] = as_lines(library.audit())
    assert line[4] == str(number)
    assert "chart" not in "".join(line)


def test_a_backup_holds_the_log(library: Library, tmp_path: Path) -> None:
    library.note("printed", at=NOON, who="Dr A")
    back_up(library, tmp_path / "copy")
    with Library.open(tmp_path / "copy", KEY) as copy:
        assert copy.audit() == library.audit()


def test_a_damaged_revision_keeps_nobody_from_saving(library: Library) -> None:
    number = library.add(overridden(prior_lines="4"), entry()).number
    with library.file.change() as change:
        change.run("UPDATE revisions SET content = x'00'")
    library.save(number, overridden(prior_lines="4"), entry(1), based_on=1)
    assert told(library)[-1] == ("override_set", number, "prior_lines")

"""The list without a window: its texts, order, search and filters, and when it is read."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, Qt
from pytestqt.qtbot import QtBot

from cardecide_ui.library.access import LibraryAccess
from cardecide_ui.library.case_list import CaseList
from cardecide_ui.library.case_table import COLUMNS
from cardecide_ui.library.key_facts import key_facts_of, read_key_facts
from cardecide_ui.library.library_services import LibraryServices
from cardecide_ui.settings import Settings
from cardecide_ui.texts import Texts
from tests.ui.library.conftest import Drawer, case, entry

FACTS = json.dumps(["5 (4–5)", "triple_class_refractory", "62"])


@pytest.fixture
def access(qtbot: QtBot, tmp_path: Path) -> Iterator[LibraryAccess]:
    from cardecide.store.keyring_keys import KeyringKeys

    keys = KeyringKeys(Drawer())
    made = LibraryAccess(LibraryServices(tmp_path / "cases.library", keyring=lambda: keys), Settings())
    made.create_with_keyring()
    yield made
    made.close()


@pytest.fixture
def cases(access: LibraryAccess) -> CaseList:
    store = access.library
    store.add(case("b", decision_date="2026-03", jurisdictions=["CN", "TR"]), entry(1, "Dr A", "", FACTS))
    store.add(case("A", decision_date="2025-07-01", note="Leber liver"), entry(2, "Dr B"))
    c = store.add(case("c", jurisdictions=["US"]), entry(3, "dr c", "", json.dumps(["12", "", ""])))
    store.set_tags(c.number, ("board",))
    store.archive(store.add(case("old"), entry(4)).number)
    made = CaseList(access, Texts(), delay=0)
    made.watch(True)
    return made


def names(cases: CaseList) -> list[str]:
    return [cases.table.text(place, "pseudonym") for place in range(cases.table.rowCount())]


def sort(cases: CaseList, column: str, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> list[str]:
    cases.table.sort(COLUMNS.index(column), order)
    return names(cases)


def test_a_row_says_what_is_known(cases: CaseList) -> None:
    place = names(cases).index("b")
    said = [cases.table.text(place, column) for column in COLUMNS]
    assert said[:5] == ["b", "Mar 2026", "CN TR", "5 (4–5)", "Triple-class refractory"]
    assert said[7] == "Dr A"
    assert [
        cases.table.text(names(cases).index("A"), column) for column in ("lines", "refractory", "tags")
    ] == [
        "",
        "",
        "",
    ]


def test_texts_follow_the_language(cases: CaseList) -> None:
    place = names(cases).index("b")
    cases.table._texts.use("zh")
    assert cases.table.text(place, "decision_date") == "2026年3月"
    assert cases.table.headerData(0, Qt.Orientation.Horizontal) == "代号"
    assert cases.table.text(place, "refractory") not in ("", "Triple-class refractory")


def test_the_order_of_each_column(cases: CaseList) -> None:
    assert names(cases) == ["c", "A", "b"], "the one saved last stands first"
    assert sort(cases, "updated") == ["b", "A", "c"]
    assert sort(cases, "pseudonym") == ["A", "b", "c"], "whatever the case of its letters"
    assert sort(cases, "decision_date") == ["A", "b", "c"], "what is empty stands last"
    assert sort(cases, "decision_date", Qt.SortOrder.DescendingOrder) == ["b", "A", "c"]
    assert sort(cases, "lines") == ["b", "c", "A"], "numbers as numbers: 5 before 12"
    assert sort(cases, "lines", Qt.SortOrder.DescendingOrder) == ["c", "b", "A"]
    assert sort(cases, "tags")[0] == "c"
    cases.read_now()
    assert sort(cases, "updated", Qt.SortOrder.DescendingOrder) == ["c", "A", "b"]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({"text": "liver"}, ["A"]),
        ({"text": "LİVER leber"}, ["A"]),
        ({"text": "liver board"}, []),
        ({"text": "board"}, ["c"]),
        ({"jurisdiction": "TR"}, ["b"]),
        ({"jurisdiction": "EU"}, []),
        ({"tag": "board"}, ["c"]),
        ({"shelf": "archived"}, ["old"]),
        ({"shelf": "all"}, ["old", "c", "A", "b"]),
    ],
)
def test_search_and_filters(qtbot: QtBot, cases: CaseList, wanted: dict[str, str], found: list[str]) -> None:
    with qtbot.waitSignal(cases.changed):
        cases.want(**wanted)
    assert names(cases) == found
    assert not cases.is_empty


def test_many_keys_are_one_search(qtbot: QtBot, cases: CaseList) -> None:
    read = []
    cases.changed.connect(lambda: read.append(cases.wanted.text))
    for end in range(1, 6):
        cases.want(text="liver"[:end])
    qtbot.waitUntil(lambda: read != [])
    assert read == ["liver"]


def test_a_list_out_of_sight_is_read_when_it_is_looked_at(access: LibraryAccess, cases: CaseList) -> None:
    cases.watch(False)
    access.library.add(case("new"), entry(9))
    access.cases_changed.emit()
    assert "new" not in names(cases)
    cases.watch(True)
    assert names(cases)[0] == "new"


def test_a_locked_library_shows_nothing_and_forgets_the_search(
    access: LibraryAccess, cases: CaseList
) -> None:
    cases.want(text="liver")
    access.close()
    assert cases.table.rowCount() == 0
    assert cases.wanted.text == ""
    assert cases.trouble is None


def test_a_library_that_cannot_be_read_says_why(
    access: LibraryAccess, cases: CaseList, tmp_path: Path
) -> None:
    (tmp_path / "cases.library").rename(tmp_path / "elsewhere")
    cases.read_now()
    assert cases.trouble is not None
    assert cases.table.rowCount() == 0


def test_a_table_for_qt(cases: CaseList) -> None:
    table = cases.table
    assert (table.rowCount(), table.columnCount()) == (3, len(COLUMNS))
    assert table.rowCount(table.index(0, 0)) == table.columnCount(table.index(0, 0)) == 0
    assert table.data(QModelIndex()) is None
    assert table.data(table.index(0, 0)) == "c"
    assert table.data(table.index(0, 4), Qt.ItemDataRole.AccessibleTextRole) == "nothing entered"


def test_markup_in_a_pseudonym_is_shown_in_its_tooltip(access: LibraryAccess, cases: CaseList) -> None:
    access.library.add(case("<b>x</b>"), entry(9))
    cases.read_now()
    assert "&lt;b&gt;" in cases.table.data(cases.table.index(0, 0), Qt.ItemDataRole.ToolTipRole)


@pytest.mark.parametrize("kept", ["", "x", "[]", "[1,2]", "null"])
def test_key_facts_of_another_version_are_left_out(kept: str) -> None:
    assert read_key_facts(kept).lines == ""


def test_no_answer_has_no_key_facts() -> None:
    assert key_facts_of(None) == ""


def test_a_case_deleted_by_another_program_is_an_empty_line_until_the_next_reading(
    access: LibraryAccess, cases: CaseList
) -> None:
    place = names(cases).index("b")
    row = cases.table.row(place)
    assert row is not None
    cases.table.sort(*cases.table.sorting)  # forgets what was read
    access.library.delete(row.number, pseudonym="b")
    if cases.table.rowCount() == 3:  # the deletion has not been told
        assert cases.table.row(place) is None
        assert cases.table.text(place, "pseudonym") == ""
    cases.read_now()
    assert "b" not in names(cases)


def test_a_file_that_went_away_leaves_lines_without_text(cases: CaseList, tmp_path: Path) -> None:
    before = names(cases)
    cases.table.sort(*cases.table.sorting)
    (tmp_path / "cases.library").rename(tmp_path / "elsewhere")
    assert cases.table.text(0, "pseudonym") == ""
    sorting = cases.table.sorting
    cases.table.sort(1)
    assert cases.table.sorting == sorting, "it cannot be ordered anew"
    assert cases.table.rowCount() == len(before)

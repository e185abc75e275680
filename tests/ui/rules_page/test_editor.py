"""The text editor: its keys, folding, search, completion, help and mends."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cardecide.authoring import check, folds
from cardecide_ui.palettes import LIGHT
from cardecide_ui.rules_page.editor.editor_pane import EditorPane
from cardecide_ui.rules_page.editor.plain_document import PlainDocument
from cardecide_ui.rules_page.editor.positions import Positions
from cardecide_ui.texts import Texts

PACK = """format: cardecide-rules/1
id: small
kind: trial
product: ide-cel
title: {en: "Small 😀", zh: 小, tr: Küçük}
registry: NCT00000001
sources:
  one: {cite: A source, grade: public, checked: 2026-11-20}  # 😀 before the criteria
criteria:
  - id: lines
    text: At least three lines
    include: prior_lines >= 3
    source: one
  - id: age
    text: It's for 'adults'
    include: age >= 18 years
    source: one
"""
Make = Callable[[str], EditorPane]


@pytest.fixture
def make_pane(qapp: QApplication, qtbot: QtBot) -> Iterator[Make]:
    made: list[EditorPane] = []

    def make(text: str) -> EditorPane:
        pane = EditorPane(PlainDocument(text), Texts("en"), LIGHT, "Text")
        pane.resize(800, 700)
        pane.show()
        pane.editor.setFocus()
        made.append(pane)
        return pane

    yield make
    for pane in made:
        pane.close()
        pane.deleteLater()
    qapp.processEvents()


def checked(pane: EditorPane) -> EditorPane:
    text = pane.editor.plain_document.text
    pane.show_problems(check(text, "small.yaml").problems, Positions(text))
    pane.editor.folding.use(folds(text))
    return pane


def go(pane: EditorPane, part: str, *, end: bool = True) -> None:
    text = pane.editor.plain_document.text
    at = text.index(part) + (len(part) if end else 0)
    pane.editor.go_to(Positions(text).to_position(at))


def test_a_problem_is_underlined_where_it_is_whatever_signs_stand_before_it(make_pane: Make) -> None:
    pane = checked(make_pane(PACK.replace("prior_lines", "prior_lnes")))
    assert pane.said.text() == "Errors: 1 · Warnings: 0"
    assert pane.list.count() == 1
    assert pane.list.item(0).text().startswith("■ 12:14  Error: Unknown fact")
    selections = pane.editor.extraSelections()
    assert "prior_lnes" in [one.cursor.selectedText() for one in selections]
    assert pane.editor.gutter.marks == {11: "error"}


def test_return_in_the_list_goes_to_the_problem(make_pane: Make) -> None:
    pane = checked(make_pane(PACK.replace("prior_lines", "prior_lnes")))
    pane.list.setFocus()
    QTest.keyClick(pane.list, Qt.Key.Key_Down)
    QTest.keyClick(pane.list, Qt.Key.Key_Return)
    assert pane.editor.textCursor().selectedText() == "prior_lnes"


def test_the_nearest_name_mends_it_and_undo_takes_it_back(make_pane: Make) -> None:
    pane = checked(make_pane(PACK.replace("prior_lines", "prior_lnes")))
    go(pane, "prior_ln")
    [problem] = pane.help.fixes()
    pane.help.mend(problem.fixes[0].edits)
    assert pane.editor.plain_document.text == PACK
    pane.editor.undo()
    assert "prior_lnes" in pane.editor.plain_document.text


def test_alt_return_lists_the_mends(make_pane: Make, qapp: QApplication) -> None:
    pane = checked(make_pane(PACK.replace("prior_lines", "prior_lnes")))
    go(pane, "prior_ln")
    QTest.keyClick(pane.editor, Qt.Key.Key_Return, Qt.KeyboardModifier.AltModifier)
    menu = QApplication.activePopupWidget()
    assert menu is not None
    assert "prior_lines" in menu.actions()[0].text()
    QTest.keyClick(menu, Qt.Key.Key_Return)
    assert pane.editor.plain_document.text == PACK


def test_proposals_are_taken_by_key(make_pane: Make) -> None:
    pane = make_pane(PACK.replace("prior_lines >= 3", "prior_lin"))
    go(pane, "prior_lin")
    QTest.keyClick(pane.editor, Qt.Key.Key_Space, Qt.KeyboardModifier.ControlModifier)
    assert pane.help.popup.is_open
    assert pane.help.popup.list.item(0).text().startswith("prior_lines")
    QTest.keyClick(pane.editor, Qt.Key.Key_Return)
    assert not pane.help.popup.is_open
    assert "include: prior_lines" in pane.editor.plain_document.text


def test_escape_closes_the_proposals_and_changes_nothing(make_pane: Make) -> None:
    text = PACK.replace("prior_lines >= 3", "prior_lin")
    pane = make_pane(text)
    go(pane, "prior_lin")
    pane.help.offer()
    QTest.keyClick(pane.editor, Qt.Key.Key_Escape)
    assert not pane.help.popup.is_open
    assert pane.editor.plain_document.text == text


@pytest.mark.parametrize("way", ["key", "click", "scroll", "space"])
def test_proposals_go_when_the_cursor_goes(make_pane: Make, qapp: QApplication, way: str) -> None:
    pane = make_pane(PACK.replace("prior_lines >= 3", "prior_lin") + "# more\n" * 80)
    go(pane, "prior_lin")
    pane.help.offer()
    assert pane.help.popup.is_open
    if way == "key":
        QTest.keyClick(pane.editor, Qt.Key.Key_Home)
    elif way == "space":
        QTest.keyClick(pane.editor, Qt.Key.Key_Space)
    elif way == "click":
        QTest.mouseClick(pane.editor.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(4, 4))
    else:
        pane.editor.verticalScrollBar().setValue(pane.editor.verticalScrollBar().value() + 3)
    qapp.processEvents()
    assert not pane.help.popup.is_open


def test_the_key_that_asks_for_proposals_does_not_send_them_away(make_pane: Make, qapp: QApplication) -> None:
    pane = make_pane(PACK.replace("prior_lines >= 3", "prior_lin"))
    go(pane, "prior_lin")
    asked = QKeyEvent(QKeyEvent.Type.KeyPress, Qt.Key.Key_Space, Qt.KeyboardModifier.ControlModifier, "\x00")
    qapp.sendEvent(pane.editor, asked)
    qapp.processEvents()
    assert pane.help.popup.is_open


def test_help_says_what_a_fact_is_and_what_is_wrong(make_pane: Make) -> None:
    pane = checked(make_pane(PACK))
    at = Positions(PACK).to_position(PACK.index("prior_lines"))
    assert "prior lines" in pane.help.words_at(at).casefold()
    go(pane, "prior_l")
    assert pane.help.fact_at_cursor() == "prior_lines"


def test_return_keeps_the_indentation(make_pane: Make) -> None:
    pane = make_pane("a:\n  - id: x")
    go(pane, "id: x")
    QTest.keyClick(pane.editor, Qt.Key.Key_Return)
    QTest.keyClicks(pane.editor, "text: y")
    assert pane.editor.plain_document.text == "a:\n  - id: x\n    text: y"
    go(pane, "a:")
    QTest.keyClick(pane.editor, Qt.Key.Key_Return)
    assert pane.editor.plain_document.text.startswith("a:\n  \n")


def test_comments_go_on_and_off(make_pane: Make) -> None:
    pane = make_pane("a: 1\n  b: 2\n\nc: 3\n")
    cursor = pane.editor.textCursor()
    cursor.setPosition(0)
    cursor.setPosition(len("a: 1\n  b: 2\n"), cursor.MoveMode.KeepAnchor)
    pane.editor.setTextCursor(cursor)
    QTest.keyClick(pane.editor, Qt.Key.Key_Slash, Qt.KeyboardModifier.ControlModifier)
    assert pane.editor.plain_document.text == "# a: 1\n#   b: 2\n\nc: 3\n"
    QTest.keyClick(pane.editor, Qt.Key.Key_Slash, Qt.KeyboardModifier.ControlModifier)
    assert pane.editor.plain_document.text == "a: 1\n  b: 2\n\nc: 3\n"


def test_tab_moves_chosen_lines_in_and_out(make_pane: Make) -> None:
    pane = make_pane("a\nb\n")
    pane.editor.selectAll()
    QTest.keyClick(pane.editor, Qt.Key.Key_Tab)
    assert pane.editor.plain_document.text == "  a\n  b\n"
    QTest.keyClick(pane.editor, Qt.Key.Key_Backtab)
    assert pane.editor.plain_document.text == "a\nb\n"


def test_tidying_keeps_comments_and_can_be_undone(make_pane: Make) -> None:
    untidy = PACK.replace("    source: one\n", "    source: one   \n")
    pane = make_pane(untidy)
    pane.tidy()
    assert pane.editor.plain_document.text == PACK
    pane.editor.undo()
    assert pane.editor.plain_document.text == untidy


def test_a_folded_group_is_hidden_and_opens_when_the_cursor_goes_there(make_pane: Make) -> None:
    pane = checked(make_pane(PACK))
    line = PACK[: PACK.index("  - id: lines")].count("\n")
    go(pane, "At least")
    QTest.keyClick(pane.editor, Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    document = pane.editor.document()
    assert not document.findBlockByNumber(line + 1).isVisible()
    assert document.findBlockByNumber(line).isVisible()
    assert pane.editor.textCursor().block().isVisible(), "the cursor never stands in what is hidden"
    pane.go_to_line(line + 3)
    assert document.findBlockByNumber(line + 2).isVisible()


def test_nothing_stays_hidden_when_its_group_is_gone(make_pane: Make) -> None:
    pane = checked(make_pane(PACK))
    line = PACK[: PACK.index("  - id: lines")].count("\n")
    pane.editor.toggle_fold(line)
    pane.editor.plain_document.replace_text(PACK.replace("  - id: lines\n", ""))
    checked(pane)
    document = pane.editor.document()
    assert all(document.findBlockByNumber(n).isVisible() for n in range(document.blockCount()))


def test_find_counts_goes_round_and_replaces_all_in_one_step(make_pane: Make) -> None:
    pane = make_pane(PACK)
    finder = pane.finder
    finder.open(replacing=True)
    finder.search.setText("SOURCE: ONE")
    assert finder.count.text() == "hits: 2"
    go(pane, "criteria:")
    finder.go(1)
    first = pane.editor.textCursor().selectionStart()
    finder.go(1)
    finder.go(1)
    assert pane.editor.textCursor().selectionStart() == first
    assert pane.editor.textCursor().selectedText() == "source: one"
    finder.same_case.setChecked(True)
    assert finder.count.text() == "hits: 0"
    finder.same_case.setChecked(False)
    finder.replacement.setText("source: two")
    finder.replace_all()
    assert pane.editor.plain_document.text == PACK.replace("source: one", "source: two")
    pane.editor.undo()
    assert pane.editor.plain_document.text == PACK


def test_a_fact_in_a_condition_looks_other_than_words_in_a_text(make_pane: Make) -> None:
    pane = make_pane(PACK.replace("At least three lines", "age is one of many words"))
    pane.editor.highlighter.rehighlight()

    def weight(part: str, word: str) -> int:
        text = pane.editor.plain_document.text
        block = pane.editor.document().findBlock(Positions(text).to_position(text.index(part)))
        column = block.text().index(word)
        for one in block.layout().formats():
            if one.start <= column < one.start + one.length:
                return one.format.fontWeight()
        return 400

    assert weight("include: age", "age") == 700
    assert weight("text: age is", "age") == 400


def test_an_apostrophe_in_a_text_does_not_color_what_follows(make_pane: Make) -> None:
    pane = make_pane(PACK)
    pane.editor.highlighter.rehighlight()
    block = pane.editor.document().findBlockByNumber(PACK[: PACK.index("    include: age")].count("\n"))
    green = QColor(LIGHT.good.text)
    assert block.layout().formats()
    assert all(one.format.foreground().color() != green for one in block.layout().formats())

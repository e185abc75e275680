"""What is done on the rules page before a picture is taken; each act returns the widget to picture."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QWidget

from cardecide.authoring import LocalRules
from cardecide_ui.rules_page.diff.diff_dialog import DiffDialog
from cardecide_ui.rules_page.entry_dialog import EntryDialog
from cardecide_ui.rules_page.models.impact_run import cases_of_folder
from cardecide_ui.rules_page.models.pack_edit import PackEdit
from cardecide_ui.rules_page.pack_page import PackPage

if TYPE_CHECKING:
    from cardecide_ui.rules_page.pictures import _Stage as Stage

_OLD, _NEW = "prior_lines >= 3", "prior_lines >= 6"
_WHO, _REVIEWER = "Dr. Ayşe Yılmaz", "李明 医生"
_WHY = "Protocol amendment 3 asks for six prior lines"


def _edit(stage: "Stage") -> PackEdit:
    edit = stage.page.desk.current
    assert edit is not None  # noqa: S101 - a pack was opened
    return edit


def _pack_page(stage: "Stage") -> PackPage:
    page = stage.page.pack_page
    assert page is not None  # noqa: S101 - a pack was opened
    return page


def _raised(stage: "Stage", way: str, side: str) -> PackPage:
    stage.open()
    stage.write(_OLD, _NEW)
    stage.show(way, side)
    page = _pack_page(stage)
    page.text.editor.go_to(_edit(stage).document.text.index("id: prior-lines"))
    page.guided.choose_criterion("prior-lines")
    return page


def _values(stage: "Stage") -> QWidget:
    _raised(stage, "guided", "effect").guided.card.take_focus()
    return stage.page


def _text(stage: "Stage") -> QWidget:
    stage.open()
    stage.show("text", "table")
    _pack_page(stage).text.editor.go_to(_edit(stage).document.text.index("id: prior-lines"))
    return stage.page


def _problem(stage: "Stage") -> QWidget:
    stage.open()
    stage.write("prior_lines >= 3", "prior_lnes >= 3")
    stage.write("ecog <= 1", "ecog <= 1 point")
    stage.show("text", "table")
    _pack_page(stage).text.editor.go_to(_edit(stage).document.text.index("prior_lnes"))
    return stage.page


def _completion(stage: "Stage") -> QWidget:
    stage.open()
    stage.write("prior_lines >= 3", "months_")
    stage.show("text", "table")
    page = _pack_page(stage)
    page.text.editor.go_to(_edit(stage).document.text.index("months_") + len("months_"))
    page.text.editor.setFocus()
    page.text.help.offer()
    return stage.page


def _find(stage: "Stage") -> QWidget:
    _text(stage)
    finder = _pack_page(stage).text.finder
    finder.open(replacing=True)
    finder.search.setText("source: registry")
    finder.go(1)
    return stage.page


def _tests(stage: "Stage") -> QWidget:
    _raised(stage, "text", "tests")
    return stage.page


def _effect(stage: "Stage") -> QWidget:
    _raised(stage, "text", "effect")
    return stage.page


def _impact(stage: "Stage") -> QWidget:
    from cardecide.locations import bundled

    page = _raised(stage, "guided", "impact")
    page.impact.start(lambda: cases_of_folder(bundled("resources") / "samples"))
    stage.settle()
    return stage.page


def _steps(stage: "Stage") -> QWidget:
    page = _raised(stage, "text", "life")
    edit = _edit(stage)
    tests = edit.tests_document
    at = tests.text.index("prior_lines: 3")
    tests.apply([(at, at + len("prior_lines: 3"), "prior_lines: 6")])
    edit.steps.save(_WHO, _WHY)
    edit.steps.record_tests(_WHO)
    edit.steps.review(_REVIEWER, "Compared with the amendment, section 4.1; agreed")
    edit.check_now()
    stage.settle()
    page.life.refresh()
    return stage.page


def _search(stage: "Stage") -> QWidget:
    _text(stage)
    stage.page.browser.look_for("creatinine clearance")
    return stage.page


def _conflict(stage: "Stage") -> QWidget:
    _raised(stage, "text", "effect")
    edit, page = _edit(stage), stage.page
    rules = LocalRules(page.desk.rules.folder, page.desk.bundled)
    bundled_text = rules.begin(edit.id)
    theirs = bundled_text.text.replace(_OLD, "prior_lines >= 4").replace("ecog <= 1", "ecog <= 2")
    rules.save(edit.id, theirs, page.desk.entry(_REVIEWER, "another view"), based_on=bundled_text.text_hash)
    edit.steps.save(_WHO, _WHY)
    conflict = edit.steps.conflict
    assert conflict is not None  # noqa: S101 - somebody else has just saved
    texts = page._texts
    dialog = DiffDialog(
        texts("rules.conflict.title"),
        (texts("rules.conflict.theirs"), conflict.theirs.text),
        (texts("rules.conflict.mine"), conflict.yours),
        texts,
        page._context.colors,
        said=f"{texts.say(conflict.sentence)}\n{texts('rules.conflict.kept')}",
        choices=(
            ("mine", texts("rules.conflict.use_mine")),
            ("theirs", texts("rules.conflict.use_theirs")),
        ),
        parent=page,
    )
    dialog.show()
    return dialog


def _entry(stage: "Stage") -> QWidget:
    texts = stage.page._texts
    dialog = EntryDialog(
        "put_in_force",
        _WHO,
        texts,
        said=texts("rules.entry.force_said"),
        day=stage.page.desk.today,
        parent=stage.page,
    )
    dialog.why.setPlainText("Tumor board, 19 November")
    dialog.show()
    return dialog


def _trial(stage: "Stage") -> QWidget:
    _raised(stage, "text", "effect").effect.trial.click()
    stage.settle()
    window = stage.page.window()
    stage.page.desk.session.evaluation.run_now()
    window.turn_to("case")  # type: ignore[attr-defined]
    return window


ACTS: Final[dict[str, Callable[["Stage"], QWidget]]] = {
    "values": _values,
    "text": _text,
    "problem": _problem,
    "completion": _completion,
    "find": _find,
    "tests": _tests,
    "effect": _effect,
    "impact": _impact,
    "steps": _steps,
    "search": _search,
    "conflict": _conflict,
    "entry": _entry,
    "trial": _trial,
}

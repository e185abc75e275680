"""What takes longer is computed beside the window, and an answer that came too late is not shown."""

from collections.abc import Callable
from threading import Event, current_thread, main_thread

from pytestqt.qtbot import QtBot

from cardecide.case.model import Case
from cardecide.case.partial_date import PartialDate
from cardecide_ui.view_models.background import Background
from cardecide_ui.view_models.evaluation import Evaluation
from tests.ui import fake_assessor
from tests.ui.conftest import TODAY


def test_the_answer_arrives_from_another_thread(qtbot: QtBot) -> None:
    background = Background()
    with qtbot.waitSignal(background.done) as arrived:
        background.run(lambda: current_thread() is not main_thread())
    assert arrived.args == [True]


def test_only_the_newest_answer_is_listened_to(qtbot: QtBot) -> None:
    background, go, arrived = Background(), Event(), list[object]()
    background.done.connect(arrived.append)

    def after_the_other() -> str:
        go.wait(5)
        return "first"

    background.run(after_the_other)
    with qtbot.waitSignal(background.done):
        background.run(lambda: "second")
    with qtbot.waitSignal(background._answer.ready):
        go.set()
    assert arrived == ["second"]


def test_a_late_answer_to_an_earlier_case_is_dropped(qtbot: QtBot) -> None:
    go = Event()

    def fully(case: Case, date: PartialDate | None, language: str):  # type: ignore[no-untyped-def]
        go.wait(5)
        return fake_assessor.assess(case, date, "en").model_copy(update={"complete": True})

    evaluation = Evaluation(fake_assessor.assess, today=lambda: TODAY, delay=0, assess_fully=fully)
    complete: Callable[[], bool] = lambda: bool(evaluation.result and evaluation.result.complete)  # noqa: E731
    evaluation.request(Case(id="A"), "en")
    evaluation.run_now()
    evaluation._complete()
    evaluation.request(Case(id="B"), "en")
    with qtbot.waitSignal(evaluation._background._answer.ready):
        go.set()
    evaluation.run_now()
    assert evaluation.result is not None and evaluation.result.case_id == "B"
    assert not complete()
    with qtbot.waitSignal(evaluation._background.done):
        evaluation._complete()
    assert complete()

"""The rules page with a pack of 2,000 criteria and 300 tests, drawn offscreen, beside a bare text edit.

A letter is typed into a text in the middle of the pack. The repaint ends when the window has painted it; the
problems when the list shows what is wrong with the new text, the delay after the last key included.
"""

import os
import statistics
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

CRITERIA, TESTS, KEYS = 2_000, 300, 15
FLOOR = "keystroke to repaint: bare QPlainTextEdit with the same text"
OWN = "keystroke to repaint: the rule editor, all panes beside it"


def big_pack() -> tuple[str, str]:
    """A pack and its tests; no two criteria are the same."""
    facts = ("prior_lines >= {n}", "age >= {n} years", "ecog <= {n}", "platelets >= {n} 10^9/L")
    lines = [
        "format: cardecide-rules/1",
        "id: big-trial",
        "kind: trial",
        "product: ide-cel",
        "title: {en: A large trial, zh: 大型试验, tr: Büyük çalışma}",
        "registry: NCT00000000",
        "sources:",
        "  one: {cite: 'A source', grade: public, checked: 2026-11-20}",
        "criteria:",
    ]
    tests = ["format: cardecide-rule-tests/1", "pack: big-trial", "tests:"]
    for number in range(CRITERIA):
        condition = facts[number % 4].format(n=number % 4 + 1 if number % 4 != 3 else 30 + number % 50)
        lines += [
            f"  - id: criterion-{number}",
            f"    text: {{en: Criterion {number}, zh: 标准 {number}, tr: Ölçüt {number}}}",
            f"    include: {condition}",
            "    source: one, section 1",
            "    why: Because it was asked for in the protocol",
        ]
    for number in range(TESTS):
        verdict = "met" if number % 9 >= 1 else "not_met"
        tests += [
            f"  - name: test {number}",
            f"    facts: {{prior_lines: {number % 9}, age: {20 + number % 60} years}}",
            f"    expect: {{criteria: {{criterion-{4 * number}: {verdict}}}}}",
        ]
    return "\n".join([*lines, ""]), "\n".join([*tests, ""])


def table() -> list[str]:
    """The lines of the table."""
    found = measure()
    base = found[FLOOR]
    rows = [f"| {name} | {value * 1e3:,.1f} | {value / base:.1f} |" for name, value in found.items()]
    return [
        "## The rules page",
        "",
        f"A pack of {CRITERIA:,} criteria with {TESTS} tests; median of {KEYS} keystrokes, offscreen.",
        "",
        "| | ms | relative to the bare text edit |",
        "|---|---:|---:|",
        *rows,
    ]


def measure() -> dict[str, float]:
    """Seconds for each thing; the bare edit and the editor take turns."""
    from PySide6.QtGui import QTextCursor
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QPlainTextEdit

    from cardecide_ui.rules_page.models.pack_edit import CHECK_DELAY

    with tempfile.TemporaryDirectory() as name:
        application, page, edit = _page(Path(name) / "rules")
        text = edit.document.text
        bare = QPlainTextEdit(text)
        pane = page.pack_page.text
        page.pack_page.ways.setCurrentWidget(pane)
        application.processEvents()
        bare.resize(pane.editor.size())
        bare.setFont(pane.editor.font())
        bare.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        bare.show()
        at = text.index("asked", text.index("id: criterion-1000"))
        pane.editor.go_to(at)
        cursor = QTextCursor(bare.document())
        cursor.setPosition(at)
        bare.setTextCursor(cursor)
        bare.centerCursor()

        def settle(done: Callable[[], bool]) -> None:
            while not done():
                application.processEvents()

        settle(lambda: not edit.is_busy)
        bare_times, own_times, problems, everything = [], [], [], []
        for number in range(KEYS):
            for widget, times in ((bare, bare_times), (pane.editor, own_times)):
                begin = perf_counter()
                QTest.keyClick(widget, "x" if number % 2 else "\b")
                application.processEvents()
                times.append(perf_counter() - begin)
            checked = edit.checked
            begin = perf_counter()
            settle(lambda checked=checked: edit.checked is not checked)  # type: ignore[misc]
            problems.append(perf_counter() - begin + own_times[-1])
            settle(lambda: not edit.is_busy)
            everything.append(perf_counter() - begin + own_times[-1])
        idle = _longest_wait(application, bare, lambda: None)
        held = _longest_wait(application, pane.editor, edit.check_now)
        settle(lambda: not edit.is_busy)
        bare.close()
        page.close()
        edit.close()
        median = statistics.median
        return {
            FLOOR: median(bare_times),
            OWN: median(own_times),
            f"keystroke to problems, {CHECK_DELAY} ms of rest included": median(problems),
            "keystroke to tests, open case and table": median(everything),
            "longest of 100 keystrokes: the bare text edit, nothing else going on": idle,
            "longest of 100 keystrokes: the rule editor, all of this going on beside it": held,
        }


def _longest_wait(application: object, editor: object, begin_work: Callable[[], object]) -> float:
    """How long one key waits at most while the answers to the last one are being computed."""
    from PySide6.QtTest import QTest

    longest = 0.0
    for number in range(100):
        if number % 5 == 0:
            begin_work()
        begin = perf_counter()
        QTest.keyClick(editor, "x")  # type: ignore[call-overload]
        application.processEvents()  # type: ignore[attr-defined]
        longest = max(longest, perf_counter() - begin)
    return longest


def _page(folder: Path):  # type: ignore[no-untyped-def]
    from datetime import UTC, date, datetime

    from PySide6.QtWidgets import QApplication

    from cardecide.authoring import Entry, LocalRules
    from cardecide.locations import bundled
    from cardecide_ui.main_window import MainWindow
    from cardecide_ui.services import real_services
    from cardecide_ui.theme import load_fonts

    found = QApplication.instance()
    application = found if isinstance(found, QApplication) else QApplication([])
    load_fonts()
    services = real_services(today=lambda: date(2026, 11, 20), rules_folder=folder)
    text, tests = big_pack()
    entry = Entry("An author", datetime(2026, 11, 20, tzinfo=UTC), "a pack to measure with")
    rules = services.rules
    assert rules is not None
    LocalRules(folder, rules.bundled).save("big-trial", text, entry, based_on="", tests=tests)
    window = MainWindow(application, services)
    window.resize(1280, 800)
    window.show()
    window.files.open_path(bundled("resources") / "samples" / "zhou-2025.case.yaml")
    window.session.evaluation.run_now()
    window.turn_to("rules")
    page = window.pages["rules"]
    page.window_kept = window
    page.open("big-trial")
    return application, page, page.desk.current


if __name__ == "__main__":
    print("\n".join(table()))

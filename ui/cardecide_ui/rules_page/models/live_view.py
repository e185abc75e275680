"""What is computed beside a pack while it is typed: problems first, then table, tests and the open case."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from cardecide.assessment.further_results import Comparison
from cardecide.authoring import (
    CheckedText,
    EditableValue,
    ReadablePack,
    TestsOutcome,
    case_effect,
    check,
    editable_values,
    folds,
    missing_values,
    readable,
    run_pack_tests,
    with_pack,
)
from cardecide.case.model import Case
from cardecide.case.partial_date import PartialDate
from cardecide.engine import Rulebook
from cardecide.engine.pack import Pack
from cardecide.language.text import Language
from cardecide.reading.problem import InputError
from cardecide_ui.rules_page.editor.positions import Positions


@dataclass(frozen=True)
class Checked:
    """A text with its problems, the groups that fold, and its positions, for the text of one moment."""

    checked: CheckedText
    folds: list[tuple[int, int]]
    positions: Positions


@dataclass(frozen=True)
class Effect:
    """What the change does to the open case; ``error`` says why that cannot be told."""

    comparison: Comparison | None = None
    error: InputError | None = None


@dataclass(frozen=True)
class Values:
    """The values of a text that can be changed without YAML, those of the text of the program, and those
    that the text could give and does not."""

    now: tuple[EditableValue, ...] = ()
    before: Mapping[str, EditableValue] = field(default_factory=dict)
    missing: tuple[EditableValue, ...] = ()


@dataclass(frozen=True)
class LiveQuestion:
    """Everything the answers depend on."""

    text: str
    tests: str
    name: str
    bundled_text: str
    case: Case
    today: PartialDate
    language: Language
    rules: Callable[[], Rulebook]
    bundled: Rulebook
    tests_folder: Path | None


class LiveSteps:
    """The steps, run in the worker in this order; later ones say nothing while there is an error."""

    def __init__(self, question: LiveQuestion, pack: Pack | None = None) -> None:
        """``pack`` is what was read of the text before, where ``check`` is not to be run again."""
        self._question = question
        self._pack = pack

    def check(self) -> Checked:
        """The problems of the text."""
        asked = self._question
        found = check(asked.text, asked.name)
        self._pack = found.pack
        return Checked(found, folds(asked.text), Positions(asked.text))

    def values(self) -> Values:
        """What can be changed without YAML."""
        before = {one.key: one for one in editable_values(self._question.bundled_text)}
        text = self._question.text
        return Values(editable_values(text), before, missing_values(text))

    def table(self) -> ReadablePack | None:
        """The pack to read."""
        return None if self._pack is None else readable(self._pack, self._question.language)

    def tests(self) -> TestsOutcome | None:
        """Which of the pack's own tests are green."""
        if self._pack is None:
            return None
        rulebook = with_pack(self._question.bundled, self._pack)
        asked = self._question
        return run_pack_tests(rulebook, asked.tests, file=f"{asked.name}.tests", folder=asked.tests_folder)

    def effect(self) -> Effect | None:
        """What changes for the open case."""
        asked = self._question
        if self._pack is None:
            return None
        try:
            before = asked.rules()
            day = None if asked.case.decision_date else asked.today
            found = case_effect(
                asked.case, before, with_pack(before, self._pack), default_date=day, language=asked.language
            )
        except InputError as error:
            return Effect(error=error)
        return Effect(found)

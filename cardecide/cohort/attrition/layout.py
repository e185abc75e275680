"""Lays the attrition of one trial or label out as a flow diagram in the manner of CONSORT."""

from dataclasses import dataclass, field
from typing import Final

from cardecide.cohort.attrition.drawing import Arrow, Box, Drawing, Label, Measure, Tone, wrapped
from cardecide.cohort.attrition.flow import Flow, Step
from cardecide.cohort.attrition.words import FlowWords

_WIDTH: Final = 720.0
_LEFT, _LEFT_WIDTH = 12.0, 118.0
_SPINE, _SPINE_WIDTH = 172.0, 128.0
_RIGHT, _RIGHT_WIDTH = 342.0, 366.0
_PAD: Final = 7.0
_GAP: Final = 9.0
_SMALL: Final = 8.5
_NORMAL: Final = 9.5
_LINE: Final = 1.32


@dataclass
class _Sheet:
    """Shapes that are being put down, and how far down they reach."""

    measure: Measure
    y: float = 0.0
    boxes: list[Box] = field(default_factory=list)
    arrows: list[Arrow] = field(default_factory=list)
    labels: list[Label] = field(default_factory=list)

    def lines(self, text: str, width: float, size: float, *, bold: bool = False) -> list[str]:
        return wrapped(text, size, width - 2 * _PAD, self.measure, bold=bold)

    def block(
        self,
        x: float,
        y: float,
        width: float,
        texts: list[tuple[str, float, bool]],
        tone: Tone,
        height: float = 0,
    ) -> float:
        """A box with texts in it, one under the other; returns its height."""
        placed: list[Label] = []
        down = _PAD - 1.5
        for text, size, bold in texts:
            for line in self.lines(text, width, size, bold=bold):
                down += size * _LINE
                placed.append(Label(x + _PAD, down - size * 0.3, line, size, bold, size < _NORMAL, tone))
        whole = max(height, down + _PAD - 1)
        shift = y + (whole - down - _PAD + 1) / 2
        self.boxes.append(Box(x, y, width, whole, tone))
        self.labels += [
            Label(one.x, one.y + shift, one.text, one.size, one.bold, one.quiet, one.tone) for one in placed
        ]
        return whole

    def height_of(self, width: float, texts: list[tuple[str, float, bool]]) -> float:
        lines = sum(len(self.lines(text, width, size, bold=bold)) * size for text, size, bold in texts)
        return lines * _LINE + 2 * _PAD - 2.5


def layout(flow: Flow, words: FlowWords, measure: Measure, *, synthetic: bool = False) -> Drawing:
    """The diagram of a flow: who stays down the middle, who is lost to the right, who is open to the left."""
    sheet = _Sheet(measure)
    _head(sheet, flow, words, synthetic)
    _entry(sheet, flow, words)
    shown = [step for step in flow.steps if step.lost or step.opened or step.alone]
    for step in shown:
        _step(sheet, step, words)
    _rest(sheet, flow, len(shown), words)
    _ends(sheet, flow, words)
    return Drawing(
        _WIDTH,
        sheet.y + 12,
        tuple(sheet.boxes),
        tuple(sheet.arrows),
        tuple(sheet.labels),
        words.title(flow),
        words.described(flow),
    )


def _head(sheet: _Sheet, flow: Flow, words: FlowWords, synthetic: bool) -> None:
    sheet.y = 12
    for text, size, bold in (
        (words.title(flow), 13.0, True),
        (words.under_title(flow), _SMALL, False),
        *(((words.synthetic, _NORMAL, True),) if synthetic else ()),
    ):
        for line in wrapped(text, size, _WIDTH - 2 * _LEFT, sheet.measure, bold=bold):
            sheet.y += size * _LINE
            tone: Tone = "open" if text == words.synthetic else "plain"
            sheet.labels.append(Label(_LEFT, sheet.y - size * 0.3, line, size, bold, not bold, tone))
    sheet.y += 10


def _entry(sheet: _Sheet, flow: Flow, words: FlowWords) -> None:
    top = sheet.y
    texts = [(words.screened(flow), _NORMAL, True)]
    height = sheet.block(_SPINE, top, _SPINE_WIDTH, texts, "plain")
    beside = [
        (text, _NORMAL, True)
        for text, count in (
            (words.set_aside(flow), flow.set_aside),
            (words.outside_time(flow), flow.outside_time),
        )
        if count
    ]
    if beside:
        other = sheet.block(_RIGHT, top, _RIGHT_WIDTH, beside, "aside")
        _across(sheet, top + min(height, other) / 2, "aside")
        height = max(height, other)
    for x, width, text in (
        (_LEFT, _LEFT_WIDTH, words.open_stream),
        (_RIGHT, _RIGHT_WIDTH, words.lost_stream(flow)),
    ):
        lines = wrapped(text, _SMALL, width, sheet.measure)
        for place, line in enumerate(lines):
            y = top + height + _GAP + 4 + (place + 1) * _SMALL * _LINE
            sheet.labels.append(Label(x, y, line, _SMALL, quiet=True))
    deepest = max(len(wrapped(words.open_stream, _SMALL, _LEFT_WIDTH, sheet.measure)), 1)
    next_top = top + height + _GAP + 10 + deepest * _SMALL * _LINE
    _down(sheet, top + height, next_top)
    sheet.y = next_top


def _step(sheet: _Sheet, step: Step, words: FlowWords) -> None:
    top = sheet.y
    texts = [(words.criterion(step), _NORMAL, False), (words.lost(step), _NORMAL, True)]
    if detail := words.detail(step):
        texts.append((detail, _SMALL, False))
    spine = [(words.stays(step), _NORMAL, True)]
    left = [(words.open(step), _NORMAL, True)] if step.open or step.opened else []
    height = max(
        sheet.height_of(_RIGHT_WIDTH, texts),
        sheet.height_of(_SPINE_WIDTH, spine),
        sheet.height_of(_LEFT_WIDTH, left) if left else 0,
    )
    tone: Tone = "lost" if step.lost else "plain"
    sheet.block(_RIGHT, top, _RIGHT_WIDTH, texts, tone, height)
    sheet.block(_SPINE, top, _SPINE_WIDTH, spine, "plain", height)
    middle = top + height / 2
    if step.lost:
        _across(sheet, middle, "lost")
    if left:
        sheet.block(_LEFT, top, _LEFT_WIDTH, left, "open", height)
    if step.opened:
        sheet.arrows.append(Arrow(_SPINE, middle, _LEFT + _LEFT_WIDTH, middle, "open"))
        x = (_LEFT + _LEFT_WIDTH + _SPINE) / 2 + 2
        sheet.labels.append(Label(x, middle - 4, f"+{step.opened}", _SMALL, tone="open", anchor="middle"))
    _down(sheet, top + height, top + height + _GAP)
    sheet.y = top + height + _GAP


def _rest(sheet: _Sheet, flow: Flow, shown: int, words: FlowWords) -> None:
    rest = len(flow.steps) - shown - sum(_hidden_check(step) for step in flow.steps)
    checks = [step for step in flow.steps if step.by_hand]
    texts = []
    if rest > 0:
        texts.append((words.nobody(rest), _SMALL, False))
    if checks:
        texts.append((words.checks(checks), _SMALL, False))
    if texts:
        height = sheet.height_of(_RIGHT_WIDTH, texts)
        sheet.block(_RIGHT, sheet.y, _RIGHT_WIDTH, texts, "plain", height)
        _down(sheet, sheet.y, sheet.y + height + _GAP)
        sheet.y += height + _GAP


def _hidden_check(step: Step) -> bool:
    return step.by_hand and not (step.lost or step.opened or step.alone)


def _ends(sheet: _Sheet, flow: Flow, words: FlowWords) -> None:
    ends: list[tuple[str, int, Tone]] = [
        (words.end_open(flow), flow.open, "open"),
        (words.end_by_hand(flow), flow.by_hand, "open"),
        (words.end_stays(flow), flow.stays, "good"),
        (words.end_lost(flow), flow.lost, "lost"),
    ]
    width = (_WIDTH - 2 * _LEFT - 3 * 10) / 4
    texts = [[(text, _NORMAL, True)] for text, _, _ in ends]
    height = max(sheet.height_of(width, one) for one in texts)
    for place, ((_, count, tone), one) in enumerate(zip(ends, texts, strict=True)):
        sheet.block(_LEFT + place * (width + 10), sheet.y, width, one, tone if count else "plain", height)
    sheet.y += height


def _down(sheet: _Sheet, start: float, end: float) -> None:
    x = _SPINE + _SPINE_WIDTH / 2
    sheet.arrows.append(Arrow(x, start, x, end, "plain"))


def _across(sheet: _Sheet, y: float, tone: Tone) -> None:
    sheet.arrows.append(Arrow(_SPINE + _SPINE_WIDTH, y, _RIGHT, y, tone))

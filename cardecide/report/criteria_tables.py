"""Every criterion of a label or trial: how it stands, the patient's value, and its source.

Criteria of labels of which something decisive is known stand in rows, and so does what a trial's patient
fails. The others would all say the same: they are gathered under their verdict in one paragraph each, with
value, date and source, so that none is dropped and the page stays readable.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from reportlab.platypus import Flowable

from cardecide.assessment.result import CriterionResult, LabelResult, Source, TrialResult
from cardecide.report.chips import LOOKS, VERDICT_SYMBOLS, Chip
from cardecide.report.context import Context
from cardecide.report.grid import Cell, Grid, Row
from cardecide.report.headings import block, columns
from cardecide.report.paragraph import GAP, Line, Piece, paragraph
from cardecide.report.styles import ACCENT, FINE, GRAY, HEADING, INK, NOTE, SMALL, Style

_SHORT_NAME: Final = Style(6.9, 9.5, bold=True)

WIDTHS: Final = (72.0, None, 172.0, 70.0)

_DECIDING: Final = frozenset({"include", "exclude"})

_ORDER: Final = ("not_met", "unknown", "by_hand", "met")

_KNOWN: Final = frozenset({"met", "not_met"})
_FAILED: Final = frozenset({"not_met"})

_AGAINST: Final = frozenset({"hold", "caution"})
"""Considerations that are *not met* where they apply; favor, advise and applies are *met* there."""


@dataclass(frozen=True, slots=True)
class Standing:
    """One criterion as it is printed: once for all labels that say the same, with the sources of each."""

    criterion: CriterionResult
    places: tuple[str, ...]
    sources: tuple[Source, ...]


def merged(labels: Sequence[LabelResult]) -> list[Standing]:
    """The criteria of the labels; those that read and stand alike are one, with the labels' jurisdictions."""
    places: dict[tuple[object, ...], list[str]] = {}
    members: dict[tuple[object, ...], list[CriterionResult]] = {}
    for label in labels:
        for one in label.criteria:
            key = (one.text, one.role, one.verdict, one.value, one.encoded, one.why)
            places.setdefault(key, []).append(label.jurisdiction)
            members.setdefault(key, []).append(one)
    return [
        Standing(found[0], tuple(dict.fromkeys(places[key])), _sources(found))
        for key, found in members.items()
    ]


def alone(criteria: Iterable[CriterionResult]) -> list[Standing]:
    """Each criterion by itself."""
    return [Standing(one, (), (one.source,) if one.source else ()) for one in criteria]


def trial_table(context: Context, trial: TrialResult) -> Grid:
    """One trial with its counts and all its criteria, those that fail in a row each."""
    name = [paragraph(trial_name(context, trial), HEADING)]
    name.append(paragraph([Piece(trial_counts(context, trial), color=GRAY), GAP, trial.reason], SMALL))
    chip = Chip(trial.status, context.words(f"trial.{trial.status}"))
    rows = criterion_rows(context, alone(trial.criteria), rows_for=_FAILED)
    head = criterion_heads(context) if trial.not_met else None
    return Grid(rows, WIDTHS, head=head, title=[block((tuple(name), (chip,)), (3, 1))], space_after=4)


def trial_in_short(context: Context, trial: TrialResult) -> list[Flowable]:
    """One trial as running text: its status, then every criterion under its verdict."""
    status = context.words(f"trial.{trial.status}")
    symbol = LOOKS[trial.status].symbol
    heading: Line = [*trial_name(context, trial), Piece(f"{GAP}{symbol} {status}", color=ACCENT)]
    return in_short(context, heading, alone(trial.criteria))


def in_short(context: Context, name: Line, criteria: Sequence[Standing]) -> list[Flowable]:
    """A name, and one small paragraph for each verdict with all its criteria."""
    heading = paragraph(name, _SHORT_NAME)
    heading.keepWithNext = 1
    return [heading, *(paragraph([*said, GAP, *line], FINE) for said, line in _gathered(context, criteria))]


def trial_name(context: Context, trial: TrialResult) -> Line:
    """The title, and the number in the registry where the title lacks it."""
    words = context.words
    name: Line = [f"{words('trial')}{words('colon')}{trial.title}"]
    if trial.registry and trial.registry not in trial.title:
        name.append(Piece(f"{GAP}{trial.registry}", bold=False, color=GRAY))
    return name


def trial_counts(context: Context, trial: TrialResult) -> str:
    """How many of the trial's criteria stand how."""
    return context.words(
        "counts", met=trial.met, not_met=trial.not_met, unknown=trial.unknown, by_hand=trial.by_hand
    )


def criterion_heads(context: Context) -> Row:
    """The names of the columns of criteria."""
    names = ("column-verdict", "column-criterion", "column-patient", "column-source")
    return columns(*(context.words(name) for name in names))


def criterion_rows(
    context: Context, criteria: Sequence[Standing], *, rows_for: frozenset[str] = _KNOWN
) -> list[Row]:
    """Rows of single criteria, then one row for each verdict of the others.

    A criterion that decides or applies and has one of the verdicts ``rows_for`` gets a row.
    """
    single = [one for one in criteria if _deserves_row(one.criterion, rows_for)]
    shown = {id(one) for one in single}
    rest = [one for one in criteria if id(one) not in shown]
    rows = [_criterion_row(context, one) for one in single]
    for heading, line in _gathered(context, rest):
        rows.append(Row(((paragraph(heading, SMALL),), (paragraph(line, SMALL),)), (1, 3), padding=1.0))
    return rows


def verdict(context: Context, one: CriterionResult) -> list[Piece]:
    """The symbol and the word of how a criterion stands, to be told apart without color."""
    words = context.words
    symbol, word = VERDICT_SYMBOLS[one.verdict], words(f"verdict.{one.verdict}")
    if one.role == "exclude" and one.verdict in ("met", "not_met"):
        # An exclusion that is "met" would be read as one that excludes.
        word = words("verdict.excluded" if one.verdict == "not_met" else "verdict.excluded-not")
    strong = one.verdict in ("not_met", "unknown")
    if one.role not in _DECIDING and one.verdict in ("met", "not_met"):
        # Nothing is met by a consideration: it applies or not.
        strong = applies(one)
        against = one.role in _AGAINST
        symbol = ("▲" if against else "✓") if strong else "–"
        word = words("verdict.applies" if strong else "verdict.applies-not")
    color = {"unknown": ACCENT, "by_hand": GRAY}.get(one.verdict, INK)
    return [Piece(f"{symbol} {word}", bold=strong, color=color)]


def applies(one: CriterionResult) -> bool:
    """Whether a consideration is known to concern the patient."""
    return (one.verdict == "not_met") if one.role in _AGAINST else (one.verdict == "met")


def criterion_text(context: Context, one: CriterionResult) -> Line:
    """What the criterion says, after its role, with a remark where its encoding differs from its source."""
    role = context.words(f"role.{one.role}")
    text: Line = [Piece(f"{role} · ", color=GRAY)] if role else []
    text.append(one.text.rstrip(".。"))
    remark = context.words.maybe(f"encoded.{one.encoded}")
    if remark:
        text.append(Piece(f" ({remark})", color=GRAY))
    return text


def in_a_line(context: Context, one: Standing) -> Line:
    """The criterion with value, source and places."""
    line = criterion_text(context, one.criterion)
    line.append(Piece(_value_in_short(context, one.criterion), color=GRAY))
    return [*line, f" {_marks(context, one)}{_places(context, one)}"]


def _sources(criteria: Sequence[CriterionResult]) -> tuple[Source, ...]:
    return tuple({(s.cite, s.link, s.place): s for one in criteria if (s := one.source)}.values())


def _deserves_row(one: CriterionResult, rows_for: frozenset[str]) -> bool:
    return one.verdict in rows_for and (one.role in _DECIDING or applies(one))


def _gathered(context: Context, criteria: Sequence[Standing]) -> Iterator[tuple[Line, Line]]:
    """For each verdict its word with how many, and every criterion with value and source."""
    groups: dict[str, list[Standing]] = {}
    for one in criteria:
        groups.setdefault("".join(p.text for p in verdict(context, one.criterion)), []).append(one)
    for members in sorted(groups.values(), key=lambda found: _ORDER.index(found[0].criterion.verdict)):
        line: Line = []
        for index, one in enumerate(members):
            line.append(context.words("item-separator") if index else "")
            line.extend(in_a_line(context, one))
        yield [*verdict(context, members[0].criterion), Piece(f" ({len(members)})", color=GRAY)], line


def _value_in_short(context: Context, one: CriterionResult) -> str:
    if not one.value or one.value == context.words.unknown() or one.role not in _DECIDING:
        return ""
    return f" ({one.value}{GAP}{one.as_of})" if one.as_of else f" ({one.value})"


def _criterion_row(context: Context, standing: Standing) -> Row:
    one = standing.criterion
    line = criterion_text(context, one)
    line.append(Piece(_places(context, standing), color=GRAY))
    if one.why:
        line.append(Piece(f"{GAP}{one.why}", color=GRAY))
    source = context.joined(context.references.mark_with_place(source) for source in standing.sources) or "–"
    cells = (
        (paragraph(verdict(context, one), SMALL),),
        (paragraph(line, SMALL),),
        _patient_cell(context, one),
        (paragraph(source, SMALL),),
    )
    return Row(cells, padding=1.2)


def _marks(context: Context, one: Standing) -> str:
    return "".join(context.references.mark(source) for source in one.sources)


def _places(context: Context, one: Standing) -> str:
    return f" ({context.words.listed(one.places)})" if one.places else ""


def _patient_cell(context: Context, one: CriterionResult) -> Cell:
    value = one.value if one.value != context.words.unknown() else None
    text: Line = [value] if value else []
    if value and one.as_of:
        text.append(Piece(f"{GAP}{one.as_of}", color=GRAY))
    cell = [paragraph(text, SMALL)] if text else []
    if one.needs and one.verdict in ("unknown", "by_hand"):
        needs = context.words.listed(dict.fromkeys(context.fact_label(need) for need in one.needs))
        cell.append(paragraph(f"{context.words('not-known')} {needs}", NOTE))
    return tuple(cell) or (paragraph("–", SMALL),)

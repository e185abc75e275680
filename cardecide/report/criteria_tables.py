"""Every criterion of a label or trial: how it stands, the patient's value, and its source.

Criteria of which something decisive is known stand in rows. The others would all say the same: they are
gathered under their verdict in one paragraph each, so that none is dropped and the page stays readable.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from cardecide.assessment.result import CriterionResult, LabelResult, Source, TrialResult
from cardecide.report.chips import VERDICT_SYMBOLS, Chip
from cardecide.report.context import Context
from cardecide.report.grid import Cell, Grid, Row
from cardecide.report.headings import block, columns
from cardecide.report.paragraph import GAP, Line, Piece, paragraph
from cardecide.report.styles import ACCENT, FINE, GRAY, HEADING, INK, NOTE, SMALL, STRONG, Style

WIDTHS: Final = (66.0, None, 176.0, 70.0)

_DECIDING: Final = frozenset({"include", "exclude"})

_ORDER: Final = ("not_met", "unknown", "by_hand", "met")

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


def trial_table(context: Context, trial: TrialResult, *, in_full: bool) -> Grid:
    """One trial with its counts and all its criteria; ``in_full`` gives those that are known a row each."""
    words = context.words
    name: Line = [f"{words('trial')}{words('colon')}{trial.title}"]
    if trial.registry and trial.registry not in trial.title:
        name.append(Piece(f"{GAP}{trial.registry}", bold=False, color=GRAY))
    chip = Chip(trial.status, words(f"trial.{trial.status}"))
    texts = [paragraph(name, HEADING if in_full else STRONG)]
    if in_full:
        texts.append(paragraph([Piece(trial_counts(context, trial), color=GRAY), GAP, trial.reason], SMALL))
    title = block((tuple(texts), (chip,)), (3, 1))
    rows = criterion_rows(context, alone(trial.criteria), in_full=in_full)
    if not in_full:
        return Grid(rows, WIDTHS, title=[replace(title, padding=1.2)], space_after=2)
    return Grid(rows, WIDTHS, head=criterion_heads(context), title=[title])


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
    context: Context, criteria: Sequence[Standing], *, in_full: bool = True, open_in_full: bool = False
) -> list[Row]:
    """Rows of single criteria, then one row for each verdict of the others.

    ``in_full`` gives what is known a row, ``open_in_full`` also every open criterion that decides.
    """
    single = [one for one in criteria if in_full and _deserves_row(context, one.criterion, open_in_full)]
    shown = {id(one) for one in single}
    rest = [one for one in criteria if id(one) not in shown]
    style = SMALL if in_full else FINE
    return [*(_criterion_row(context, one) for one in single), *_gathered(context, rest, style)]


def verdict(context: Context, one: CriterionResult) -> list[Piece]:
    """The symbol and the word of how a criterion stands, to be told apart without color."""
    words = context.words
    symbol, word = VERDICT_SYMBOLS[one.verdict], words(f"verdict.{one.verdict}")
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


def _sources(criteria: Sequence[CriterionResult]) -> tuple[Source, ...]:
    return tuple({(s.cite, s.link, s.place): s for one in criteria if (s := one.source)}.values())


def _deserves_row(context: Context, one: CriterionResult, open_in_full: bool) -> bool:
    if one.verdict in ("met", "not_met"):
        return one.role in _DECIDING or applies(one)
    deciding = one.verdict == "unknown" and one.role in _DECIDING
    return deciding and (open_in_full or one.value not in (None, context.words.unknown()))


def _gathered(context: Context, criteria: Sequence[Standing], style: Style) -> list[Row]:
    """One paragraph for each verdict: its word, how many, and every criterion with value and source."""
    groups: dict[str, list[Standing]] = {}
    for one in criteria:
        groups.setdefault("".join(p.text for p in verdict(context, one.criterion)), []).append(one)
    rows = []
    for members in sorted(groups.values(), key=lambda found: _ORDER.index(found[0].criterion.verdict)):
        line: Line = []
        for index, one in enumerate(members):
            line.append(context.words("item-separator") if index else "")
            line.extend(criterion_text(context, one.criterion))
            line.append(Piece(_value_in_short(context, one.criterion), color=GRAY))
            line.append(f" {_marks(context, one)}{_places(context, one)}")
        heading = [*verdict(context, members[0].criterion), Piece(f" ({len(members)})", color=GRAY)]
        rows.append(Row(((paragraph(heading, style),), (paragraph(line, style),)), (1, 3), padding=1.0))
    return rows


def _value_in_short(context: Context, one: CriterionResult) -> str:
    known = one.value and one.value != context.words.unknown()
    return f" ({one.value})" if known and one.role in _DECIDING else ""


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

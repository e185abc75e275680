"""Packs, cohorts and days made up by Hypothesis, and what the explaining evaluator says about them."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

import numpy as np
from hypothesis import strategies as st

from cardecide.case.partial_date import PartialDate
from cardecide.cohort.engines.codes import NOT_IN_FORCE, REASONS, STATUSES, VERDICTS
from cardecide.cohort.engines.findings import CohortFindings
from cardecide.engine.citation import Citation, Source
from cardecide.engine.evaluate import Evaluator
from cardecide.engine.expression import ALWAYS, Expression
from cardecide.engine.finding import PackFinding
from cardecide.engine.pack import Criterion, Kind, Pack, Place, Version
from cardecide.facts.fact import Fact
from cardecide.facts.value import NEVER
from tests.generative.generated_rules import VOCABULARY, expressions, sheets

HERE = Place("made-up.yaml", 1, 1)
FIRST = date(2024, 1, 1)
ROLES = {
    "label": ("include", "exclude", "hold", "caution"),
    "trial": ("include", "exclude"),
    "guidance": ("caution", "favor", "advise"),
}

_days = st.integers(0, 40).map(lambda weeks: FIRST + timedelta(weeks=weeks))


@st.composite
def criteria(draw: st.DrawFn, kind: Kind, name: str) -> Criterion:
    """A criterion of a role that the kind has; some are to be checked by hand."""
    grade = draw(st.sampled_from(("public", "public", "public", "recall-low")))
    condition: Expression | None = draw(st.one_of(expressions, expressions, st.just(ALWAYS), st.none()))
    return Criterion(
        id=name,
        text=name,
        role=draw(st.sampled_from(ROLES[kind])),
        condition=condition,
        citations=(Citation(Source("made-up", "made up", grade)),),
        place=HERE,
    )


@st.composite
def packs(draw: st.DrawFn, name: str) -> Pack:
    """A pack of one or more versions, which may leave gaps but do not overlap."""
    kind: Kind = draw(st.sampled_from(("label", "label", "trial", "guidance")))
    edges = sorted(set(draw(st.lists(_days, max_size=4))))
    bounds: list[tuple[date | None, date | None]] = [(None, None)]
    if edges:
        bounds = list(
            zip(edges, [*edges[1:], draw(st.sampled_from((None, edges[-1] + timedelta(9))))], strict=True)
        )
        bounds = [one for place, one in enumerate(bounds) if place == 0 or draw(st.integers(0, 3))]
    if kind == "label" and draw(st.integers(0, 9)) == 0:
        bounds = []
    versions = []
    for start, until in bounds:
        count = draw(st.integers(1, 4))
        found = tuple(draw(criteria(kind, f"c{number}")) for number in range(count))
        versions.append(Version(start, until, found, HERE))
    verified = draw(st.none() | _days) if kind == "label" else None
    return Pack(name, kind, name, "made-up.yaml", {}, tuple(versions), "", verified_through=verified)


rulebooks = st.integers(1, 4).flatmap(lambda n: st.tuples(*(packs(f"pack{i}") for i in range(n))))


@st.composite
def dates(draw: st.DrawFn) -> PartialDate:
    """A day, month or year around the versions."""
    day = draw(_days)
    return draw(
        st.sampled_from((PartialDate.of(day), PartialDate(day.year, day.month), PartialDate(day.year)))
    )


@st.composite
def patients(draw: st.DrawFn) -> dict[str, Fact]:
    """Facts of one patient; now and then a number stands for something that never happened."""
    found = draw(sheets())
    for name in ("protein", "lines"):
        if name in found and draw(st.integers(0, 4)) == 0:
            found[name] = Fact(name, NEVER)
    return found


cohorts = st.lists(patients(), min_size=1, max_size=12)


def expected(
    packs: Sequence[Pack], sheets: Sequence[Mapping[str, Fact]], days: Sequence[PartialDate]
) -> list[dict[str, PackFinding]]:
    """The findings of the explaining evaluator, patient by patient."""
    evaluator = Evaluator(packs, VOCABULARY)
    return [evaluator.evaluate(sheet, day) for sheet, day in zip(sheets, days, strict=True)]


def said(finding: PackFinding, columns: Sequence[str]) -> tuple[Any, ...]:
    """A finding as codes: status, reason, and a verdict for each column."""
    verdicts = {one.id: VERDICTS.index(one.verdict) for one in finding.criteria}
    return (
        STATUSES.index(finding.status or "undetermined"),
        REASONS.index(finding.reason),
        *(verdicts.get(name, NOT_IN_FORCE) for name in columns),
    )


def found_in(findings: CohortFindings, pack: str) -> list[tuple[Any, ...]]:
    """The codes that an engine found, row by row, in the same form."""
    table = np.column_stack([findings.statuses(pack), findings.reasons(pack), findings.verdicts(pack)])
    return [tuple(row) for row in table.tolist()]


def assert_agreement(findings: CohortFindings, reference: Sequence[Mapping[str, PackFinding]]) -> None:
    """Every status, reason and verdict is that of the explaining evaluator."""
    for planned in findings.plan.packs:
        columns = [one.id for one in planned.criteria]
        assert found_in(findings, planned.id) == [said(one[planned.id], columns) for one in reference], (
            planned
        )

"""One pack as a page: its versions as tables of criteria with sources, grades and what the tests show."""

from collections.abc import Iterator

from cardecide.engine.citation import Citation, Source
from cardecide.engine.condition_words import in_words
from cardecide.engine.expression import ALWAYS, children, text_of
from cardecide.engine.pack import Criterion, EvidenceRow, Pack, PrintedFact, Version
from cardecide.engine.pack_tests import POLARITIES, TestReport
from cardecide.engine.pages.markdown import WRITTEN_BY, code, plain, table
from cardecide.engine.scoring import Scoring
from cardecide.engine.vocabulary import Vocabulary

_HEADS = (
    "criterion",
    "role",
    "condition",
    "source",
    "grade",
    "encoded",
    "weight#",
    "met / not met / unknown#",
)


def pack_page(pack: Pack, vocabulary: Vocabulary, report: TestReport) -> str:
    """The page of one pack, in Markdown."""
    lines = [WRITTEN_BY, "", f"# {plain(pack.title)}", "", *_facts_about(pack)]
    for note in pack.notes:
        lines += ["", plain(note)]
    if pack.kind == "label" and not pack.versions:
        lines += ["", "Never approved, as far as verified."]
    for version in pack.versions:
        if pack.kind != "evidence":
            lines += _version(version, pack, vocabulary, report)
    if pack.rows:
        lines += _rows(pack, vocabulary, report)
    lines += _printed(pack.facts_printed, "##")
    if pack.scoring is not None:
        lines += _scoring(pack.scoring)
    if pack.sources:
        heads = ("source", "cited as", "grade", "read on", "where")
        lines += ["", "## Sources", "", *table(heads, map(_source, pack.sources.values()))]
    return "\n".join(lines) + "\n"


def _facts_about(pack: Pack) -> Iterator[str]:
    named = {
        "kind": pack.kind,
        "product": pack.product,
        "products": ", ".join(pack.applies_to or ()),
        "jurisdiction": pack.jurisdiction or ", ".join(pack.jurisdictions),
        "registry": pack.registry,
        "verified through": pack.verified_through,
        "revision": pack.revision,
        "what changed in it": plain(pack.revision_note),
    }
    yield f"{code(pack.id)}: " + "; ".join(f"{name} {value}" for name, value in named.items() if value) + "."


def _version(version: Version, pack: Pack, vocabulary: Vocabulary, report: TestReport) -> Iterator[str]:
    if version.start is None:
        yield from ("", "## Criteria", "")
    else:
        until = "" if version.until is None else f" until {version.until}"
        yield from ("", f"## In force from {version.start}{until}", "")
    if version.indication is not None:
        yield from (plain(version.indication), "")
    start = "" if version.start is None else str(version.start)
    yield from table(_HEADS, (_criterion(one, pack, start, vocabulary, report) for one in version.criteria))
    reasons = [one for one in version.criteria if one.why is not None or one.note is not None]
    if reasons:
        yield ""
        for one in reasons:
            yield f"* {code(one.id)}: {' '.join(filter(None, (plain(one.why), plain(one.note))))}"
    yield from _printed(version.facts_printed, "###")


def _criterion(
    one: Criterion, pack: Pack, start: str, vocabulary: Vocabulary, report: TestReport
) -> tuple[str, ...]:
    encoded = "by hand" if one.by_hand else one.encoded.replace("_", " ")
    return (
        f"{code(one.id)}<br>{plain(one.text)}",
        one.role,
        _condition(one, vocabulary),
        *_cited(one.citations),
        encoded,
        "" if one.weight is None else str(one.weight),
        _shown(report, pack.id, start, one.id),
    )


def _condition(one: Criterion, vocabulary: Vocabulary) -> str:
    if one.condition is None:
        return "to be checked by hand"
    words = plain(in_words(one.condition, vocabulary))
    combined = one.condition == ALWAYS or children(one.condition)
    return words if combined else f"{words}<br>{code(text_of(one.condition))}"


def _cited(citations: tuple[Citation, ...]) -> tuple[str, str]:
    places = (f"{one.source.key}{f', {one.place}' if one.place else ''}" for one in citations)
    grades = dict.fromkeys(one.source.grade for one in citations)
    return plain("; ".join(places)), ", ".join(grades)


def _shown(report: TestReport, pack: str, start: str, criterion: str) -> str:
    counts = report.counts.get((pack, start, criterion))
    return "" if counts is None else " / ".join(str(counts.get(verdict, 0)) for verdict in POLARITIES)


def _rows(pack: Pack, vocabulary: Vocabulary, report: TestReport) -> Iterator[str]:
    yield from ("", "## Outcomes", "")
    heads = ("row", "whom it describes", "n#", "outcomes", "source", "grade", "applies where", _HEADS[-1])
    yield from table(heads, (_row(row, pack, vocabulary, report) for row in pack.rows))


def _row(row: EvidenceRow, pack: Pack, vocabulary: Vocabulary, report: TestReport) -> tuple[str, ...]:
    outcomes = "<br>".join(plain(f"{name}: {value}") for name, value in row.outcomes.items())
    follow_up = f"<br>follow-up {plain(row.follow_up)}" if row.follow_up else ""
    note = f"<br>{plain(row.note)}" if row.note is not None else ""
    product = f" ({row.product})" if row.product and row.product != pack.product else ""
    return (
        code(row.id) + product,
        plain(row.population) + note,
        "" if row.n is None else str(row.n),
        outcomes + follow_up,
        *_cited(row.criterion.citations),
        _condition(row.criterion, vocabulary),
        _shown(report, pack.id, "", row.id),
    )


def _printed(facts: tuple[PrintedFact, ...], level: str) -> Iterator[str]:
    if facts:
        yield from ("", f"{level} Printed as it is", "")
        for fact in facts:
            cited = _cited(fact.citations)[0]
            yield f"* {code(fact.id)}: {plain(fact.text)}" + (f" ({cited})" if cited else "")


def _scoring(scoring: Scoring) -> Iterator[str]:
    yield from ("", "## Shares of the score", "")
    shares = scoring.shares.values()
    yield from table(("share", "points#", "why"), ((s.id, str(s.points), plain(s.why)) for s in shares))
    yield from ("", "## Screening that has to be complete", "")
    heads = ("fact", "has to be true", "why")
    screening = ((code(s.fact), "yes" if s.must_hold else "", plain(s.why)) for s in scoring.screening)
    yield from table(heads, screening)
    if scoring.on_the_day:
        yield from (
            "",
            "Judged on the day of infusion only: " + ", ".join(map(code, sorted(scoring.on_the_day))),
        )
    yield from ("", "## Bands", "")
    yield from table(("band", "from#"), ((band, str(points)) for band, points in scoring.bands.items()))
    cap, default = scoring.caution_cap_weight, scoring.default_weight
    yield from (
        "",
        f"A caution of weight {cap} or more caps the band; a criterion without a weight counts {default}.",
    )


def _source(source: Source) -> tuple[str, ...]:
    link = f"<{source.link}>" if source.link.startswith("http") else plain(source.link)
    cite = plain(source.cite) + (f"<br>{plain(source.note)}" if source.note else "")
    return code(source.key), cite, source.grade, source.checked, link

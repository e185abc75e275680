"""A pack as a table that a clinician reads: one row for each criterion, in the words of the catalogue."""

from collections.abc import Iterator
from dataclasses import dataclass

from cardecide.engine.citation import Citation
from cardecide.engine.condition_words import in_words
from cardecide.engine.expression import atoms, text_of
from cardecide.engine.pack import Criterion, EvidenceRow, Pack, Place, Version
from cardecide.engine.scoring import Scoring
from cardecide.facts.catalogue import catalogue
from cardecide.language.message import message
from cardecide.language.messages import say
from cardecide.language.text import Language, Text, in_language


@dataclass(frozen=True, slots=True)
class ReadableRow:
    """One criterion or outcome row, in plain text of the asked language; ``role`` is the word of the rules.

    ``condition`` is the condition in words, ``written`` in the rule language (both empty for a check by hand
    without one). ``encoded`` is empty where the condition says all that the text says.
    """

    id: str
    role: str
    role_label: str
    text: str
    condition: str
    written: str
    source: str
    grade: str
    encoded: str
    weight: str
    why: str
    by_hand: bool
    facts: tuple[str, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class ReadableVersion:
    """The rows in force from ``start`` until ``until`` (ISO days, empty where there is no bound)."""

    start: str
    until: str
    indication: str
    rows: tuple[ReadableRow, ...]


@dataclass(frozen=True, slots=True)
class ReadablePack:
    """A pack. ``about`` are pairs of a name and a value.

    ``sources`` are rows of key, citation, grade, day and link. A scoring policy has its shares, bands and
    weights in ``about`` and no versions.
    """

    id: str
    title: str
    kind: str
    about: tuple[tuple[str, str], ...]
    versions: tuple[ReadableVersion, ...]
    sources: tuple[tuple[str, str, str, str, str], ...]
    notes: tuple[str, ...]


def readable(pack: Pack, language: Language = "en") -> ReadablePack:
    """The pack as tables."""
    rows = {row.id: row for row in pack.rows}
    return ReadablePack(
        pack.id,
        in_language(pack.title, language),
        pack.kind,
        tuple((name, value) for name, value in _about(pack, language) if value),
        tuple(_version(version, rows, language) for version in pack.versions),
        tuple(
            (one.key, one.cite, _said(f"grade.{one.grade}", language), one.checked, one.link)
            for one in pack.sources.values()
        ),
        tuple(in_language(note, language) for note in pack.notes),
    )


def _about(pack: Pack, language: Language) -> Iterator[tuple[str, str]]:
    yield _said("about.kind", language), _said(f"kind.{pack.kind}", language)
    yield _said("about.product", language), pack.product or ", ".join(pack.applies_to or ())
    yield _said("about.jurisdiction", language), pack.jurisdiction or ", ".join(pack.jurisdictions)
    yield _said("about.registry", language), pack.registry
    yield _said("about.verified-through", language), str(pack.verified_through or "")
    yield _said("about.revision", language), str(pack.revision)
    yield _said("about.revision-note", language), _text(pack.revision_note, language)
    if pack.scoring is not None:
        yield from _scoring(pack.scoring, language)


def _scoring(scoring: Scoring, language: Language) -> Iterator[tuple[str, str]]:
    for share in scoring.shares.values():
        name = _said("about.share", language, name=f"@authoring.share:{share.id}")
        yield name, f"{share.points} · {_text(share.why, language)}"
    for band, points in scoring.bands.items():
        yield _said("about.band", language, name=f"@band:{band}"), f"≥ {points}"
    for one in scoring.screening:
        label = catalogue()[one.fact].label[language]
        yield _said("about.screening", language), _text(one.text, language) or label
    yield _said("about.cap", language), str(scoring.caution_cap_weight)
    yield _said("about.default-weight", language), str(scoring.default_weight)
    yield _said("about.full-weight", language), str(scoring.full_weight)


def _version(version: Version, rows: dict[str, EvidenceRow], language: Language) -> ReadableVersion:
    return ReadableVersion(
        str(version.start or ""),
        str(version.until or ""),
        _text(version.indication, language),
        tuple(_row(one, rows.get(one.id), language) for one in version.criteria),
    )


def _row(one: Criterion, outcome: EvidenceRow | None, language: Language) -> ReadableRow:
    condition = one.condition
    text = in_language(one.text, language)
    if outcome is not None:
        results = "; ".join(f"{name} {value}" for name, value in outcome.outcomes.items())
        people = in_language(outcome.population, language)
        size = f" (n = {outcome.n})" if outcome.n is not None else ""
        text = f"{people}{size}: {results}"
    return ReadableRow(
        one.id,
        one.role,
        _said(f"role.{one.role}", language),
        text,
        "" if condition is None else in_words(condition, catalogue(), language),
        "" if condition is None else text_of(condition),
        "; ".join(_cited(citation) for citation in one.citations),
        "" if one.citation is None else _said(f"grade.{one.citation.source.grade}", language),
        "" if one.encoded == "full" else _said(f"encoded.{one.encoded}", language),
        "" if one.weight is None else str(one.weight),
        _text(one.why, language),
        one.by_hand,
        () if condition is None else tuple(dict.fromkeys(atom.fact for atom in atoms(condition))),
        one.place,
    )


def _cited(citation: Citation) -> str:
    return citation.source.cite + (f", {citation.place}" if citation.place else "")


def _text(text: Text | None, language: Language) -> str:
    return "" if text is None else in_language(text, language)


def _said(name: str, language: Language, /, **parts: object) -> str:
    return say(message(f"authoring.{name}", **parts), language)

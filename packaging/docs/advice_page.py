"""One assessment as a Markdown page: what is permitted and why first, numbers last."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from cardecide.assessment.questions import need_label
from cardecide.assessment.result import (
    Alternative,
    EvidenceRow,
    LabelResult,
    MissingSets,
    ProductResult,
    Result,
    SafetyItem,
    Source,
)

_ASKED = 12
_ROWS = 8
_STATUS = {
    "on_label": "permitted",
    "off_label": "off label",
    "undetermined": "open",
    "not_approved": "not approved",
}
_GRADES = {
    "public": "public source",
    "recall-high": "from memory, firm",
    "recall-medium": "from memory, uncertain",
    "recall-low": "from memory, doubtful",
    "seed": "paper at hand",
}
_KINDS = {"hold": "Wait", "open": "Not answered", "caution": "Caution"}


def advice_page(result: Result, about: str) -> str:
    """The page; ``about`` says in a sentence who the patient is."""
    parts = [
        [f"# {result.case_id}", about, _asked(result)],
        ["## In short", *_in_short(result)],
        ["## What the labels permit", *_permission_table(result)],
        *([f"## {one.name}", *_product(one)] for one in result.products),
        ["## Instead of or after CAR-T", *_alternatives(result.alternatives)] if result.alternatives else [],
        ["## What is missing", *_missing(result)],
        ["## If …", *_planner(result)],
        ["## From which line on", *_lines(result)] if result.lines_picture else [],
        ["## To prepare", *_preparation(result)] if result.preparation else [],
        ["## How firm the order is", *_order(result)],
    ]
    text = "\n\n".join("\n\n".join(part) for part in parts if part)
    return text + "\n"


def _asked(result: Result) -> str:
    lines = [
        f"Judged on **{result.decision_date}** for {', '.join(result.jurisdictions)}, "
        f"rules {result.rules.version}, policy *{result.policy}*.",
        *result.notes,
        *_without_data(result),
    ]
    return "  \n".join(lines)


def _without_data(result: Result) -> Iterator[str]:
    by_place: dict[str, list[str]] = {}
    for gap in result.no_data:
        by_place.setdefault(", ".join(gap.jurisdictions), []).append(gap.name)
    for places, names in by_place.items():
        yield f"No label is encoded for {places} of: {', '.join(names)}. That says nothing about approval."


def _in_short(result: Result) -> Iterator[str]:
    yield _bullets(f"**{one.name}** – {one.summary}" for one in result.products)
    lines = result.facts["prior_lines"]
    if lines.origin != "missing":
        yield f"Prior lines of therapy: {lines.display}."


def _permission_table(result: Result) -> Iterator[str]:
    places = result.jurisdictions
    rows = [["", *places], ["---"] * (len(places) + 1)]
    owners: Sequence[ProductResult | Alternative] = [*result.products, *result.alternatives]
    for one in owners:
        by_place = {label.jurisdiction: _STATUS[label.status] for label in one.labels}
        rows.append([one.id, *(by_place.get(place, "no data") for place in places)])
    yield "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _product(product: ProductResult) -> Iterator[str]:
    yield product.summary
    yield _labels(product.labels)
    if all(one.status == "not_approved" for one in product.labels):
        return
    if product.safety.items:
        yield f"**Safety: {product.safety.status}**"
        yield _bullets(_safety_item(item) for item in product.safety.items)
    shown = [one for one in product.trials if one.pivotal] or product.trials
    if shown:
        yield "**Pivotal trials** (being outside a trial's population is no contraindication)"
        yield _bullets(f"{one.title}: {one.reason}" for one in shown)
    said = {item.text for item in product.safety.items}
    fired = [
        one
        for one in product.considerations
        if one.text not in said and one.verdict == ("met" if one.role == "favor" else "not_met")
    ]
    if fired:
        yield "**To weigh**"
        yield _bullets(
            f"{'For' if one.role == 'favor' else 'Against'}: {one.text}{_cite(one.source)}" for one in fired
        )
    rows = [row for row in product.evidence if row.applies == "yes"]
    if rows:
        yield "**Published results of groups this patient belongs to**"
        yield _bullets(map(_evidence, rows[:_ROWS]))
        if len(rows) > _ROWS:
            yield f"And {len(rows) - _ROWS} more in the full result."
    open_rows = len(product.evidence) - len(rows)
    if open_rows:
        yield f"Whether the patient belongs to {open_rows} more published groups is open."
    score = product.score
    low, high = round(score.low), round(score.high)
    number = f"{low}" if low == high else f"{low} to {high}"
    why = "" if low == high else ", depending on what is still missing"
    yield f"Suitability: **{score.band.replace('_', ' ')}**. In numbers {number} of 100 points{why}."


def _labels(labels: Iterable[LabelResult]) -> str:
    return _bullets(
        f"{one.jurisdiction}, {_STATUS[one.status]}"
        + (f" (label of {one.version_from})" if one.version_from and one.status != "not_approved" else "")
        + f": {one.reason}"
        for one in labels
    )


def _safety_item(item: SafetyItem) -> str:
    action = f" *{item.action}*" if item.action else ""
    return f"{_KINDS[item.kind]}: {item.text}{action}{_cite(item.source)}"


def _evidence(row: EvidenceRow) -> str:
    outcomes = "; ".join(f"{name} {value}" for name, value in row.outcomes.items())
    size = f", n = {row.n}" if row.n else ""
    text = row.text if row.text == row.population else f"{row.text} ({row.population})"
    return f"{text}{size}: {outcomes}{_cite(row.source)}"


def _cite(source: Source | None) -> str:
    return f" [{source.cite}; {_GRADES.get(source.grade, source.grade)}]" if source else ""


def _alternatives(alternatives: Sequence[Alternative]) -> Iterator[str]:
    yield "Named with their status; not ranked against CAR-T."
    for one in alternatives:
        cautions = [f"Caution: {item.text}" for item in one.safety.items if item.kind == "caution"]
        yield f"**{one.name}**"
        yield "\n".join([_labels(one.labels), *([_bullets(cautions)] if cautions else [])])


def _missing(result: Result) -> Iterator[str]:
    if not result.missing:
        yield "Nothing that would settle a status."
        return
    yield _bullets(
        one.question + (f" *Settles {', '.join(one.settles)}.*" if one.settles else "")
        for one in result.missing[:_ASKED]
    )
    if len(result.missing) > _ASKED:
        yield f"And {len(result.missing) - _ASKED} more, which bear on trials alone or settle nothing alone."
    sets = [one for one in result.missing_sets if one.kind != "trial"]
    if sets:
        yield "What settles each open status, whatever the answers are:"
        yield _bullets(f"{one.status}: {_set(one)}" for one in sets)
    answers = [f"{one.text}: {moved}" for one in result.what_ifs if (moved := _moved(one.changes))]
    if answers:
        yield "What single answers would do:"
        yield _bullets(answers)


def _set(one: MissingSets) -> str:
    named = ", ".join(need_label(name, "en") for name in one.sets[0]) if one.sets else ""
    return named or one.note or "only checks by hand"


def _moved(changes: Iterable[Any]) -> str:
    kept = [one for one in changes if one.kind in ("label", "band")]
    return "; ".join(f"{_short(one.status)} becomes *{(one.after or '').replace('_', ' ')}*" for one in kept)


def _short(status: str) -> str:
    return status.removeprefix("band of ")


def _planner(result: Result) -> Iterator[str]:
    by_effect: dict[str, list[str]] = {}
    for one in result.planner:
        if one["changes"]:
            by_effect.setdefault("; ".join(map(_change, one["changes"])), []).append(one["if"])
    still = [one["if"] for one in result.planner if not one["changes"] and one["id"] != "bridging"]
    lines = [f"**{', or '.join(names)}**: {effect}" for effect, names in by_effect.items()]
    if still:
        lines.append("No label status changes with: " + "; ".join(still) + ".")
    lines += [f"{one['if']}: {one['note']}" for one in result.planner if one["id"] == "bridging"]
    yield _bullets(lines) if lines else "Nothing to look at."


def _change(change: dict[str, Any]) -> str:
    before, after = (str(change[side]).replace("_", " ") for side in ("before", "after"))
    return f"{change['status']} {before} → {after} ({change['reason'].rstrip('.')})"


def _lines(result: Result) -> Iterator[str]:
    picture = result.lines_picture
    if picture is None:
        return
    if picture.low is not None:
        here = (
            f"{picture.low}" if picture.low == picture.high else f"{picture.low} to {picture.high or 'more'}"
        )
        yield f"The patient stands at {here}; all else is held as entered."
    signs = {"on_label": "●", "undetermined": "?", "off_label": "·", "not_approved": " "}
    head = [["label", *map(str, picture.lines)], ["---"] * (len(picture.lines) + 1)]
    body = [
        [row.pack, *(signs[one] for one in row.statuses)]
        for row in picture.rows
        if set(row.statuses) != {"not_approved"}
    ]
    if not body:
        yield "No label asked about is in force on that day, after any number of lines."
        return
    yield "\n".join(f"| {' | '.join(row)} |" for row in [*head, *body])
    yield "● permitted, ? open, · off label; labels that approve nothing on that day are left out."


def _preparation(result: Result) -> Iterator[str]:
    now = [one for one in result.preparation if one.applies == "yes"]
    yield _bullets(f"{one.text}{f' *{one.action}*' if one.action else ''}{_cite(one.source)}" for one in now)
    later = [one.text for one in result.preparation if one.applies != "yes"]
    if later:
        yield "May apply, once more is known:"
        yield _bullets(later)


def _order(result: Result) -> Iterator[str]:
    if result.stability is None:
        yield "There is nothing to order."
        return
    separated = all(one.separated for one in result.ranking[:-1])
    yield "The intervals lie apart." if separated else "The intervals overlap: the order claims no rank."
    yield result.stability.text
    for one in result.policies:
        yield f"*{one.title}*: " + ", ".join(
            f"{x.product} ({x.band.replace('_', ' ')}, {round(x.low)}–{round(x.high)})" for x in one.places
        )


def _bullets(lines: Iterable[str]) -> str:
    return "\n".join(f"- {line}" for line in lines)

"""Section: what happened after the infusion. Recorded and graded; it plays no part in the choice."""

from collections.abc import Mapping
from functools import cache
from typing import Final

from cardecide.case.toxicity import Toxicity
from cardecide.facts.toxicity import grade_of, has_signs
from cardecide.language.messages import all_messages
from cardecide_ui.fields.date_text import show_date
from cardecide_ui.fields.from_model import case_field
from cardecide_ui.fields.record import FieldRecord
from cardecide_ui.fields.vocabulary import Term
from cardecide_ui.sections.section import Derived, EntryList, Section
from cardecide_ui.texts import Texts

_CHART: Final = (
    case_field("grade", model=Toxicity),
    case_field("grading_system", model=Toxicity),
    case_field("note", model=Toxicity),
)
_CRS: Final = (
    case_field("temperature", model=Toxicity, unit="°C", plausible=("35", "42")),
    case_field("blood_pressure", model=Toxicity),
    case_field("oxygen", model=Toxicity),
    case_field("anticytokine_therapy", model=Toxicity),
)
_ICANS: Final = (
    case_field("ice_score", model=Toxicity),
    case_field("arousal", model=Toxicity),
    case_field("seizure", model=Toxicity),
    case_field("motor_weakness", model=Toxicity),
    case_field("edema", model=Toxicity),
)
FIELDS_BY_KIND: Final[Mapping[str, tuple[FieldRecord, ...]]] = {
    "crs": (*_CRS, *_CHART),
    "icans": (*_ICANS, *_CHART),
}


@cache
def kinds() -> Mapping[str, Term]:
    """The kinds of event that can be recorded."""
    labels = {kind: all_messages()[f"window.option.toxicity.kind.{kind}"] for kind in FIELDS_BY_KIND}
    return {kind: Term(kind, {str(one): text for one, text in said.items()}) for kind, said in labels.items()}


def summarize(event: Toxicity, texts: Texts) -> str:
    """The kind, the day, the ASTCT grade that follows, and the grade of the chart, as far as known."""
    parts = [event.kind.upper()]
    if event.date is not None:
        parts.append(show_date(event.date, texts.language))
    if has_signs(event):
        span = grade_of(event)
        grade = f"{span.low}" if span.is_exact else f"{span.low}–{span.high}"
        parts.append(f"ƒ {texts('summary.astct', grade=grade)}")
    if event.grade is not None:
        known = event.grading_system != "unknown"
        system = texts.option("toxicity.grading_system", event.grading_system) if known else "?"
        parts.append(texts("summary.charted", grade=event.grade, system=system))
    return " · ".join(parts)


SECTION = Section(
    "toxicity",
    (
        EntryList(
            path="toxicity",
            fields=(case_field("date", model=Toxicity),),
            fields_by_key=FIELDS_BY_KIND,
            summary=summarize,
            add="add.toxicity",
            key="kind",
            vocabulary=kinds,
        ),
        Derived(("crs_grade", "icans_grade")),
    ),
)

"""The words of the timeline: beside a bar, and about one treatment in full."""

from cardecide.assessment.treatment_timeline import TimelineRow
from cardecide.case.drugs import drugs_counting_as
from cardecide.case.treatment import Treatment
from cardecide.facts.value import Truth
from cardecide_ui.fields.date_text import show_date
from cardecide_ui.fields.vocabulary import drug_label
from cardecide_ui.texts import Texts
from cardecide_ui.treatments.timeline_painter import RowLabels
from cardecide_ui.view_models.row_questions import RowQuestion


def row_labels(row: TimelineRow, texts: Texts) -> RowLabels:
    """The name before a bar, the response and the refractory drugs after it, steroids left out."""
    telling = tuple(drug for drug in row.refractory if drug not in drugs_counting_as("steroid"))
    return RowLabels(
        row.name or _names(row.drugs, texts) or texts("summary.new_treatment"),
        row.response,
        f"⊘ {_names(telling, texts)}" if telling else "",
    )


def row_details(row: TimelineRow, treatment: Treatment, asked: tuple[RowQuestion, ...], texts: Texts) -> str:
    """One treatment in lines: name, drugs, dates, response, progression, refractory drugs, questions."""
    lines = [" – ".join(part for part in (row.name, _names(row.drugs, texts)) if part)]
    if row.line:
        lines.append(texts("timeline.line", number=row.line))
    lines.append(_dates(treatment, texts))
    if row.response:
        lines.append(f"{texts('field.treatment.best_response')}: {row.response}")
    if row.progressed is Truth.YES:
        when = treatment.progression
        day = show_date(when, texts.language) if when and when not in ("yes", "no") else ""  # type: ignore[arg-type]
        said = texts("summary.progressed")
        lines.append(f"{said} {day}".strip())
    if treatment.reason_stopped != "unknown":
        reason = texts.option("stopreason", treatment.reason_stopped.value)
        lines.append(f"{texts('field.treatment.reason_stopped')}: {reason}")
    if row.refractory:
        lines.append(texts("timeline.refractory", drugs=_names(row.refractory, texts)))
    lines += [f"? {question.text}" for question in asked]
    return "\n".join(line for line in lines if line)


def _dates(treatment: Treatment, texts: Texts) -> str:
    start = show_date(treatment.start, texts.language) if treatment.start else texts("timeline.no_date")
    if treatment.stop == "ongoing":
        return f"{start} – {texts('word.ongoing')}"
    stop = show_date(treatment.stop, texts.language) if treatment.stop else texts("timeline.no_date")
    return start if start == stop else f"{start} – {stop}"


def _names(drugs: tuple[str, ...], texts: Texts) -> str:
    return ", ".join(drug_label(drug, texts.language) for drug in drugs)

"""The list of conditions that the neurological history and the other illnesses share."""

from collections.abc import Callable

from cardecide.case.conditions import Topic
from cardecide.case.findings import Condition
from cardecide_ui.fields.date_text import show_date
from cardecide_ui.fields.from_model import case_field
from cardecide_ui.fields.vocabulary import condition_terms
from cardecide_ui.sections.section import EntryList
from cardecide_ui.texts import Texts


def _summarize(topic: Topic) -> Callable[[Condition, Texts], str]:
    def summarize(condition: Condition, texts: Texts) -> str:
        term = condition_terms(topic).get(condition.condition)
        parts = [term.in_language(texts.language) if term else condition.condition]
        if condition.status != "unknown":
            parts.append(texts.option("conditionstatus", condition.status.value))
        if condition.grade is not None:
            parts.append(texts("summary.grade", grade=condition.grade))
        if condition.date or condition.onset:
            parts.append(show_date(condition.date or condition.onset, texts.language))  # type: ignore[arg-type]
        return " · ".join(parts)

    return summarize


def condition_list(topic: Topic) -> EntryList:
    """The conditions of ``neurology`` or ``comorbidity``."""
    return EntryList(
        path=f"{topic}.conditions",
        fields=(
            case_field("status", model=Condition),
            case_field("onset", model=Condition),
            case_field("date", model=Condition),
            case_field("grade", model=Condition),
            case_field("residual_deficit", model=Condition),
            case_field("details", model=Condition),
        ),
        summary=_summarize(topic),
        add="add.condition",
        key="condition",
        vocabulary=lambda: condition_terms(topic),
    )

"""Section: genetic tests and their results."""

from cardecide.case.findings import Abnormality
from cardecide_ui.fields.date_text import show_date
from cardecide_ui.fields.from_model import case_field
from cardecide_ui.fields.vocabulary import abnormality_terms
from cardecide_ui.sections.section import Derived, EntryList, Section
from cardecide_ui.texts import Texts


def summarize(abnormality: Abnormality, texts: Texts) -> str:
    """The abnormality with its result, clone and date."""
    term = abnormality_terms().get(abnormality.abnormality)
    parts = [term.in_language(texts.language) if term else abnormality.abnormality]
    if abnormality.result != "unknown":
        parts.append(texts.option("testresult", abnormality.result.value))
    if abnormality.clone:
        parts.append(str(abnormality.clone))
    if abnormality.date:
        parts.append(show_date(abnormality.date, texts.language))
    return " · ".join(parts)


SECTION = Section(
    "cytogenetics",
    (
        EntryList(
            path="cytogenetics",
            fields=(
                case_field("result", model=Abnormality),
                case_field("method", model=Abnormality),
                case_field("clone", model=Abnormality, unit="%", allowed=("0", "100")),
                case_field("copies", model=Abnormality),
                case_field("alleles", model=Abnormality),
                case_field("date", model=Abnormality),
            ),
            summary=summarize,
            add="add.abnormality",
            key="abnormality",
            vocabulary=abnormality_terms,
        ),
        Derived(
            (
                "cytogenetic_abnormalities",
                "high_risk_cytogenetics_imwg2016",
                "high_risk_cytogenetics_karmma3",
                "high_risk_cytogenetics_cartitude4",
                "double_hit",
            ),
            more=(
                "high_risk_cytogenetics_cartitude1",
                "del_17p",
                "tp53_mutation",
                "t_4_14",
                "t_14_16",
                "t_14_20",
                "gain_1q",
                "amp_1q",
                "del_1p32",
                "del_13q",
                "t_11_14",
            ),
        ),
    ),
)

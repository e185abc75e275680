"""Section: the myeloma, its stages at diagnosis, and related plasma-cell disorders."""

from cardecide_ui.fields.from_model import case_field
from cardecide_ui.sections.section import Derived, Heading, Section

SECTION = Section(
    "disease",
    (
        case_field("disease.diagnosis_date"),
        case_field("disease.heavy_chain"),
        case_field("disease.light_chain"),
        case_field("disease.non_secretory"),
        Heading("heading.staging"),
        case_field("disease.iss_at_diagnosis"),
        case_field("disease.r_iss_at_diagnosis"),
        case_field("disease.r2_iss_at_diagnosis"),
        case_field("disease.durie_salmon_at_diagnosis"),
        Heading("heading.bone"),
        case_field("disease.bone_lesions_new"),
        case_field("disease.lytic_lesions"),
        Heading("heading.related"),
        case_field("disease.plasma_cell_leukemia"),
        case_field("disease.plasma_cell_leukemia_history"),
        case_field("disease.al_amyloidosis"),
        case_field("disease.poems"),
        case_field("disease.waldenstrom"),
        Heading("heading.bcma"),
        case_field("disease.bcma_expression.result"),
        case_field("disease.bcma_expression.percent", unit="%", allowed=("0", "100")),
        case_field("disease.bcma_expression.method"),
        case_field("disease.bcma_expression.date"),
        Derived(
            (
                "iss",
                "r_iss",
                "r2_iss",
                "imwg_2014_risk",
                "plasma_cell_leukemia",
            ),
            more=(
                "iss_current",
                "r_iss_current",
                "r2_iss_current",
                "durie_salmon",
                "msmart_3_risk",
                "genomic_high_risk_2025",
                "early_relapse_12_months",
                "early_relapse_18_months",
                "plasma_cell_leukemia_imwg2021",
                "plasma_cell_leukemia_kyle",
                "light_chain_only",
                "oligosecretory",
            ),
        ),
    ),
)

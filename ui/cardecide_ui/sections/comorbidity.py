"""Section: other illness, heart and lungs, and what else speaks for waiting."""

from cardecide_ui.fields.from_model import case_field
from cardecide_ui.sections.condition import condition_list
from cardecide_ui.sections.section import Derived, Heading, History, Section

SECTION = Section(
    "comorbidity",
    (
        History("comorbidity"),
        case_field("comorbidity.reviewed"),
        condition_list("comorbidity"),
        Heading("heading.heart_lungs"),
        case_field("comorbidity.lvef", unit="%", plausible=("20", "80"), allowed=("0", "100")),
        case_field("comorbidity.nyha_class"),
        case_field("comorbidity.oxygen_saturation", unit="%", plausible=("80", "100"), allowed=("0", "100")),
        case_field("comorbidity.supplemental_oxygen"),
        Heading("heading.before_infusion"),
        case_field("comorbidity.inflammatory_disorder_active"),
        case_field("comorbidity.autoimmune_disease_active"),
        case_field("comorbidity.therapeutic_anticoagulation"),
        case_field("comorbidity.chronic_immunosuppression"),
        case_field("comorbidity.unresolved_toxicity"),
        case_field("comorbidity.product_hypersensitivity"),
        case_field("comorbidity.pregnant"),
        case_field("comorbidity.breastfeeding"),
        case_field(
            "comorbidity.life_expectancy", unit="weeks", plausible=("1", "1000"), allowed=("0", "3000")
        ),
        case_field("comorbidity.live_vaccine"),
        Heading("heading.plan"),
        case_field("logistics.planned_apheresis"),
        case_field("logistics.planned_infusion"),
        case_field("logistics.vein_to_vein", unit="weeks", plausible=("2", "16"), allowed=("0", "100")),
        case_field("logistics.bridging_possible"),
        Derived(
            (
                "comorbidities",
                "months_since_myocardial_infarction",
                "unresolved_toxicity",
            ),
            more=(
                "comorbidities_active",
                "months_since_unstable_angina",
                "months_since_ventricular_arrhythmia",
                "months_since_coronary_bypass",
                "months_since_syncope",
                "years_since_second_malignancy",
                "years_since_autoimmune_disease",
                "days_since_hemorrhage_grade_2",
                "weeks_since_live_vaccine",
                "days_since_plasmapheresis",
                "doubles_before_infusion",
            ),
        ),
    ),
)

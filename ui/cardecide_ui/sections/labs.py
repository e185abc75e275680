"""Section: laboratory values, in the order of a chart; what is not listed here follows at the end."""

from cardecide_ui.sections.section import Derived, LabGroup, Sample, Section

SECTION = Section(
    "labs",
    (
        Sample(),
        LabGroup(
            "heading.blood_count",
            (
                "hemoglobin",
                "white_cell_count",
                "absolute_neutrophil_count",
                "absolute_lymphocyte_count",
                "platelets",
            ),
        ),
        LabGroup("heading.kidney", ("creatinine", "calcium", "albumin")),
        LabGroup("heading.liver", ("alt", "ast", "bilirubin_total", "ldh")),
        LabGroup(
            "heading.myeloma",
            (
                "serum_m_protein",
                "urine_m_protein",
                "involved_free_light_chain",
                "free_light_chain_ratio",
                "beta2_microglobulin",
                "bone_marrow_plasma_cells",
                "circulating_plasma_cells",
            ),
        ),
        LabGroup("heading.inflammation", ("crp", "ferritin", "fibrinogen", "inr", "aptt")),
        LabGroup("heading.other_tests", ()),
        Derived(
            (
                "creatinine_clearance_cockcroft_gault",
                "egfr_ckd_epi_2021",
                "corrected_calcium",
                "measurable_disease_imwg",
                "tumor_burden",
                "car_hematotox",
                "easix",
                "mycare",
            ),
            more=(
                "egfr_mdrd",
                "measurable_disease_cartitude4",
                "high_tumor_burden_karmma",
                "significant_paraprotein_relapse",
                "paraprotein_doubling_time",
                "free_light_chain_ratio_abnormal",
                "s_easix",
                "m_easix",
                "hashmi_factors",
                "mnt_pre_treatment_risk",
                "alt_times_upper_limit",
                "ast_times_upper_limit",
                "bilirubin_times_upper_limit",
                "ldh_times_upper_limit",
                "ldh_above_normal",
                "hemoglobin_without_transfusion",
                "platelets_without_transfusion",
                "neutrophils_without_growth_factor",
            ),
        ),
    ),
)

"""Section: infection now, and the viral screen."""

from cardecide_ui.fields.from_model import case_field
from cardecide_ui.sections.section import Derived, Heading, Section

SECTION = Section(
    "infection",
    (
        case_field("infection.active_infection"),
        case_field("infection.details"),
        Heading("heading.hepatitis"),
        case_field("infection.hbsag"),
        case_field("infection.anti_hbc"),
        case_field("infection.anti_hbs"),
        case_field("infection.hbv_dna"),
        case_field("infection.hbv_prophylaxis"),
        case_field("infection.hcv_antibody"),
        case_field("infection.hcv_rna"),
        Heading("heading.other_viruses"),
        case_field("infection.hiv"),
        case_field("infection.cmv"),
        case_field("infection.date"),
        Derived(
            (
                "hepatitis_b_screen_complete",
                "hepatitis_b_active",
                "hepatitis_b_past",
            ),
            more=(
                "viral_screen_complete",
                "hepatitis_c_active",
            ),
        ),
    ),
)

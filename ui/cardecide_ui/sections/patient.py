"""Section: the case itself, the patient and the performance status."""

from cardecide_ui.fields.from_model import case_field
from cardecide_ui.sections.section import CaseHead, Derived, Heading, Section

SECTION = Section(
    "patient",
    (
        Heading("heading.case"),
        case_field("id"),
        case_field("decision_date"),
        CaseHead(),
        Heading("heading.patient"),
        case_field("patient.sex"),
        case_field("patient.birth_date"),
        case_field("patient.age", unit="years", plausible=("18", "95"), allowed=("0", "120")),
        case_field("patient.weight", unit="kg", plausible=("35", "160"), allowed=("1", "400")),
        case_field("patient.height", unit="cm", plausible=("135", "205"), allowed=("40", "250")),
        case_field("patient.ecog"),
        Derived(
            (
                "age",
                "body_mass_index",
                "body_surface_area",
            )
        ),
    ),
)

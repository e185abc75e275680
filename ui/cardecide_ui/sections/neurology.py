"""Section: the neurological history and the neurological baseline."""

from cardecide_ui.fields.from_model import case_field
from cardecide_ui.sections.condition import condition_list
from cardecide_ui.sections.section import Derived, Heading, History, Section

SECTION = Section(
    "neurology",
    (
        History("neurology"),
        case_field("neurology.reviewed"),
        condition_list("neurology"),
        Heading("heading.baseline"),
        case_field("neurology.ice_score"),
        case_field("neurology.moca_score"),
        case_field("neurology.handwriting_sample"),
        Derived(
            (
                "neuro_active",
                "neuro_history",
                "peripheral_neuropathy_grade",
            ),
            more=(
                "neuro_history_taken",
                "months_since_stroke",
                "months_since_seizure",
            ),
        ),
    ),
)

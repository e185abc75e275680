"""Section: disease outside the marrow, now and ever, lesion by lesion."""

from cardecide.case.findings import Lesion
from cardecide_ui.fields.from_model import case_field
from cardecide_ui.sections.section import Derived, EntryList, Section
from cardecide_ui.texts import Texts


def summarize(lesion: Lesion, texts: Texts) -> str:
    """The site with the kind and the size."""
    parts = [lesion.site or texts("summary.new_lesion")]
    if lesion.kind != "unknown":
        parts.append(texts.option("lesionkind", lesion.kind.value))
    if lesion.size:
        parts.append(str(lesion.size))
    return " · ".join(parts)


SECTION = Section(
    "extramedullary",
    (
        case_field("extramedullary.status"),
        case_field("extramedullary.history"),
        case_field("extramedullary.imaging"),
        case_field("extramedullary.date"),
        EntryList(
            path="extramedullary.lesions",
            fields=(
                case_field("site", model=Lesion),
                case_field("kind", model=Lesion),
                case_field("contiguous_with_bone", model=Lesion),
                case_field("size", model=Lesion),
                case_field("previous_size", model=Lesion),
                case_field("histology", model=Lesion),
                case_field("date", model=Lesion),
            ),
            summary=summarize,
            add="add.lesion",
        ),
        Derived(
            (
                "emd_kind",
                "emd_sites",
                "emd_certainty",
                "largest_lesion_diameter",
                "cns_myeloma_active",
            ),
            more=(
                "extramedullary_disease",
                "emd_extraosseous",
                "emd_paraskeletal",
                "emd_lesion_count",
                "emd_history",
                "cns_myeloma_ever",
            ),
        ),
    ),
)

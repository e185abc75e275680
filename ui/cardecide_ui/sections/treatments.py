"""Section: the treatments in order, and transplants stated without a treatment list."""

from cardecide.case.treatment import Treatment
from cardecide_ui.fields.date_text import show_date
from cardecide_ui.fields.from_model import case_field
from cardecide_ui.sections.section import Derived, DrawnTimeline, EntryList, Heading, Section
from cardecide_ui.texts import Texts
from cardecide_ui.treatments.drug_details import DrugDetails
from cardecide_ui.treatments.regimen_drugs import AmbiguousDrugs, RegimenExpansion


def summarize(treatment: Treatment, texts: Texts) -> str:
    """Regimen or drugs, when, with what response, and whether it ended in progression."""
    name = treatment.regimen or ", ".join(drug.drug or drug.entered for drug in treatment.drugs)
    parts = [name or texts("summary.new_treatment")]
    start = show_date(treatment.start, texts.language) if treatment.start else ""
    stop = treatment.stop
    end = texts("word.ongoing") if stop == "ongoing" else show_date(stop, texts.language) if stop else ""
    if start:
        parts.append(f"{start} – {end}" if end else texts("summary.since", date=start))
    elif end:
        parts.append(texts("summary.until", date=end))
    if treatment.best_response != "unknown":
        parts.append(treatment.best_response.value)
    if treatment.progression not in (None, "no"):
        parts.append(texts("summary.progressed"))
    return " · ".join(parts)


SECTION = Section(
    "treatments",
    (
        DrawnTimeline(),
        EntryList(
            path="treatments",
            fields=(
                case_field("regimen", model=Treatment),
                case_field("drugs", model=Treatment),
                case_field("phase", model=Treatment),
                case_field("start", model=Treatment),
                case_field("stop", model=Treatment),
                case_field("cycles", model=Treatment, plausible=("0", "40")),
                case_field("best_response", model=Treatment),
                case_field("progression", model=Treatment),
                case_field("reason_stopped", model=Treatment),
                case_field("planned", model=Treatment),
                case_field("new_line", model=Treatment),
                case_field("note", model=Treatment),
            ),
            summary=summarize,
            add="add.treatment",
            ordered=True,
            asks=True,
            inserts={
                "regimen": (RegimenExpansion,),
                "drugs": (AmbiguousDrugs, DrugDetails),
            },
        ),
        case_field("treatments_complete"),
        Heading("heading.transplant"),
        case_field("prior_transplant.autologous"),
        case_field("prior_transplant.autologous_date"),
        case_field("prior_transplant.allogeneic"),
        case_field("prior_transplant.allogeneic_date"),
        case_field("prior_transplant.graft_versus_host_disease_active"),
        case_field("prior_transplant.stem_cells_stored"),
        Derived(
            (
                "prior_lines",
                "exposed_classes",
                "refractory_classes",
                "refractory_drugs",
                "triple_class_refractory",
                "lenalidomide_refractory",
                "refractory_to_last_line",
                "prior_bcma_therapy",
                "prior_autologous_transplant",
            ),
            more=(
                "prior_lines_2011",
                "exposed_drugs",
                "triple_class_exposed",
                "penta_exposed",
                "double_refractory",
                "quad_refractory_classic",
                "quad_refractory_mammoth",
                "penta_refractory",
                "lenalidomide_refractory_context",
                "primary_refractory",
                "relapsed_and_refractory",
                "progressed_on_last_therapy",
                "best_response_ever",
                "best_response_to_last_therapy",
                "months_from_last_line_to_progression",
                "prior_car_t",
                "prior_bcma_modalities",
                "days_since_bcma_therapy",
                "prior_gprc5d_therapy",
                "prior_allogeneic_transplant",
                "weeks_since_autologous_transplant",
                "months_since_lenalidomide",
                "months_since_imid",
                "months_since_proteasome_inhibitor",
                "months_since_anti_cd38",
                "days_since_cytotoxic",
                "days_since_steroid",
                "days_since_radiotherapy",
                "bendamustine_recent",
                "washout_two_weeks",
            ),
        ),
    ),
)

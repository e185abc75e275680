"""Section: what a letter states about the patient and the entries cannot show."""

from decimal import Decimal

from cardecide.facts.catalogue import catalogue
from cardecide_ui.fields.record import FieldRecord, Kind
from cardecide_ui.sections.section import Heading, Overrides, Section

_CLAIMS = (
    "prior_lines",
    "triple_class_exposed",
    "triple_class_refractory",
    "penta_refractory",
    "lenalidomide_refractory",
    "refractory_to_last_line",
    "progressed_on_last_therapy",
    "prior_bcma_therapy",
    "measurable_disease_imwg",
)
_KINDS = {"yes_no": Kind.YES_NO, "count": Kind.COUNT, "choice": Kind.CHOICE}


def _claim(name: str) -> FieldRecord:
    definition = catalogue()[name]
    return FieldRecord(
        path=f"stated.{name}",
        kind=_KINDS[definition.kind],
        label=f"stated.{name}",
        options=definition.values,
        option_kind="yes_no" if definition.kind == "yes_no" else name,
        plausible=definition.plausible,
        allowed=(Decimal(0), Decimal(30)) if definition.kind == "count" else (None, None),
    )


SECTION = Section(
    "stated",
    (*(_claim(name) for name in _CLAIMS), Heading("heading.overrides"), Overrides()),
)

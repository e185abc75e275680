"""What may be given instead of or after CAR-T: whether its labels permit it here, without a rank."""

from collections.abc import Iterable, Mapping

from cardecide.assessment.criterion_results import CriterionTexts
from cardecide.assessment.label_status import label_result
from cardecide.assessment.product_findings import ProductFindings
from cardecide.assessment.result import Alternative, NoData, SafetyResult
from cardecide.language.text import in_language

_BEST_FIRST = ("on_label", "undetermined", "off_label", "not_approved")


def alternative_results(
    products: Iterable[ProductFindings], safety: Mapping[str, SafetyResult], criteria: CriterionTexts
) -> list[Alternative]:
    """Each alternative with a label where asked; those first that some label permits."""
    found = [
        Alternative(
            id=one.product,
            name=in_language(one.name, criteria.language),
            labels=[label_result(label, criteria) for label in one.labels],
            safety=safety[one.product],
            no_data=list(one.no_data),
        )
        for one in products
        if one.labels
    ]
    return sorted(found, key=lambda one: min(_BEST_FIRST.index(label.status) for label in one.labels))


def without_data(products: Iterable[ProductFindings], criteria: CriterionTexts) -> list[NoData]:
    """The products of which no label is encoded where asked; *no data* is never *not approved*."""
    return [
        NoData(
            product=one.product,
            name=in_language(one.name, criteria.language),
            jurisdictions=list(one.no_data),
            elsewhere=list(dict.fromkeys(one.elsewhere)),
        )
        for one in products
        if not one.labels
    ]

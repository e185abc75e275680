"""What the full assessment adds to the sample result, written by hand: one of everything."""

from decimal import Decimal

from cardecide.assessment.further_results import (
    Alternative,
    LinesPicture,
    LinesRow,
    MissingSets,
    NoData,
    PolicyOrder,
    PolicyPlace,
    ScoreChange,
    Stability,
    StatusChange,
    Swap,
    Way,
    WhatIf,
)
from cardecide.assessment.result import Preparation, Result


def with_further_parts(result: Result) -> Result:
    """``result`` with alternatives, planner, lines picture, missing sets, stability, what-ifs, policies."""
    product = result.products[-1] if len(result.products) == 1 else result.products[1]
    label = product.labels[0]
    change = StatusChange(
        status="us.cilta-cel",
        kind="label",
        product="cilta-cel",
        jurisdiction="US",
        before="off_label",
        after="on_label",
        reason="Enough lines then.",
    )
    return result.model_copy(
        update={
            "complete": True,
            "alternatives": [
                Alternative(
                    id="teclistamab",
                    name="Teclistamab",
                    labels=[label.model_copy(update={"pack": "us.teclistamab", "title": "TECVAYLI"})],
                    safety=product.safety,
                    no_data=["MO"],
                )
            ],
            "no_data": [NoData(product="x-cel", name="Some product", jurisdictions=["JP"], elsewhere=["CN"])],
            "preparation": [
                Preparation(id="a", text="Screen for hepatitis B", applies="yes", action="Order HBsAg"),
                Preparation(id="b", text="Plan bridging", applies="unknown", products=["ide-cel"]),
            ],
            "planner": [
                {
                    "id": "line",
                    "if": "one more line",
                    "on": "2023-07",
                    "opens": ["us.cilta-cel"],
                    "closes": [],
                    "changes": [change.model_dump()],
                    "note": None,
                },
                {"id": "x", "if": "bridging works", "note": "Nothing moves.", "changes": []},
            ],
            "lines_picture": LinesPicture(
                lines=[1, 2, 3],
                low=2,
                high=3,
                rows=[
                    LinesRow(
                        product="ide-cel",
                        jurisdiction="US",
                        pack="us.ide-cel",
                        statuses=["off_label", "undetermined", "on_label"],
                        first=3,
                        first_possible=2,
                    ),
                    LinesRow(
                        product="zevor-cel",
                        jurisdiction="CN",
                        pack="cn.zevor-cel",
                        statuses=["not_approved"] * 3,
                        first=None,
                        first_possible=None,
                    ),
                ],
            ),
            "missing_sets": [
                MissingSets(
                    status="safety of ide-cel",
                    kind="safety",
                    product="ide-cel",
                    sets=[["active_infection", "ecog"]],
                    ways=[Way(facts=["active_infection"], gives="hold")],
                    by_hand=["Something to look at"],
                    note="A remark.",
                )
            ],
            "stability": Stability(
                variations=12,
                unchanged=False,
                swaps=[Swap(first="ide-cel", second="cilta-cel", variations=2, example="caution +30 %")],
                text="The order changes in some of 12 variations.",
            ),
            "what_ifs": [
                WhatIf(
                    facts={"active_infection": "yes"},
                    text="active infection: yes",
                    changes=[change],
                    scores=[
                        ScoreChange(
                            product="ide-cel",
                            before=(Decimal(1), Decimal(2)),
                            after=(Decimal(1), Decimal(1)),
                        )
                    ],
                )
            ],
            "policies": [
                PolicyOrder(
                    policy="default",
                    title="Default policy",
                    used=True,
                    places=[
                        PolicyPlace(
                            product="ide-cel", low=Decimal("22.5"), high=Decimal(51), band="not_suitable_now"
                        )
                    ],
                )
            ],
        }
    )

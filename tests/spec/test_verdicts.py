"""The rule language: from the truth of a condition to a verdict, and from verdicts to a status.

*Met* always speaks for the patient or for giving the product: an include is met where its condition is true;
an exclude, a hold and a caution where it is false. What has to be checked by hand is never met.
"""

import pytest

from cardecide.case.partial_date import PartialDate
from cardecide.engine import PackFinding, evaluate
from cardecide.engine.loader import load_pack_text
from cardecide.facts.fact import Fact
from cardecide.facts.value import Truth
from tests.spec.tables import TRUTHS, rows

ON = PartialDate.parse("2026-01-01")

VERDICTS = """
kind     | role    | yes     | no      | unknown
label    | include | met     | not_met | unknown
label    | exclude | not_met | met     | unknown
label    | hold    | not_met | met     | unknown
label    | caution | not_met | met     | unknown
trial    | include | met     | not_met | unknown
trial    | exclude | not_met | met     | unknown
guidance | caution | not_met | met     | unknown
guidance | favor   | met     | not_met | unknown
guidance | advise  | met     | not_met | unknown
"""

# A criterion that includes, and one that excludes, with the truth of their conditions.
STATUSES = """
include | exclude | by hand | label        | trial
yes     | no      |         | on_label     | inside
yes     | no      | yes     | undetermined | undetermined
yes     | unknown |         | undetermined | undetermined
unknown | no      |         | undetermined | undetermined
unknown | unknown |         | undetermined | undetermined
no      | no      |         | off_label    | outside
no      | unknown |         | off_label    | outside
yes     | yes     |         | off_label    | outside
unknown | yes     |         | off_label    | outside
no      | no      | yes     | off_label    | outside
"""

# The best source's grade, and what becomes of a criterion whose condition is true.
GRADES = """
grade         | include | exclude | hold    | caution
public        | met     | not_met | not_met | not_met
recall-high   | met     | not_met | not_met | not_met
seed          | met     | not_met | not_met | not_met
recall-medium | by_hand | by_hand | by_hand | not_met
recall-low    | by_hand | by_hand | by_hand | not_met
"""


def pack_text(kind: str, criteria: list[str], grade: str = "public") -> str:
    head = [
        "format: cardecide-rules/1",
        "id: a-pack",
        f"kind: {kind}",
        "title: A pack",
        f"sources: {{paper: {{cite: A paper, grade: {grade}}}}}",
    ]
    listed = [
        "criteria:",
        *(f"  - {{{criterion}, text: A criterion, source: paper}}" for criterion in criteria),
    ]
    match kind:
        case "label":
            body = ["versions:", "  - from: 2020-01-01", *(f"    {line}" for line in listed)]
            return "\n".join([*head, "product: a-product", "jurisdiction: US", *body])
        case "trial":
            return "\n".join([*head, "product: a-product", *listed])
        case _:
            return "\n".join([*head, "applies_to: all", *listed])


def finding_of(text: str, **facts: str) -> PackFinding:
    pack, problems = load_pack_text(text, file="a-pack.yaml")
    assert pack is not None, [str(problem) for problem in problems]
    return evaluate(pack, {name: Fact(name, TRUTHS[truth]) for name, truth in facts.items()}, ON)


@pytest.mark.parametrize("row", rows(VERDICTS), ids=lambda row: " ".join(row[:2]))
def test_the_verdict_of_each_role(row: tuple[str, ...]) -> None:
    kind, role, *expected = row
    text = pack_text(
        kind, ["id: other, include: pregnant"] * (kind != "guidance") + [f"id: it, {role}: hiv_positive"]
    )
    for truth, verdict in zip(("yes", "no", "unknown"), expected, strict=True):
        assert finding_of(text, hiv_positive=truth).criterion("it").verdict == verdict


@pytest.mark.parametrize("row", rows(STATUSES), ids=" ".join)
def test_the_status_of_labels_and_trials(row: tuple[str, ...]) -> None:
    include, exclude, by_hand, *expected = row
    criteria = ["id: a, include: double_hit", "id: b, exclude: hiv_positive"]
    criteria += ["id: c, encoded: by_hand"] * bool(by_hand)
    for kind, status in zip(("label", "trial"), expected, strict=True):
        assert (
            finding_of(pack_text(kind, criteria), double_hit=include, hiv_positive=exclude).status == status
        )


@pytest.mark.parametrize("safety", ["hold", "caution"])
@pytest.mark.parametrize("truth", ["yes", "no", "unknown"])
def test_permission_and_safety_stand_side_by_side(safety: str, truth: str) -> None:
    text = pack_text("label", ["id: a, include: double_hit", f"id: b, {safety}: hiv_positive"])
    assert finding_of(text, double_hit="yes", hiv_positive=truth).status == "on_label"


@pytest.mark.parametrize("row", rows(GRADES), ids=lambda row: row[0])
def test_a_weak_source_cautions_and_never_decides(row: tuple[str, ...]) -> None:
    grade, *expected = row
    for role, verdict in zip(("include", "exclude", "hold", "caution"), expected, strict=True):
        text = pack_text("label", ["id: other, include: pregnant", f"id: it, {role}: hiv_positive"], grade)
        found = finding_of(text, hiv_positive="yes", pregnant="yes").criterion("it")
        assert found.verdict == verdict
        assert found.truth is Truth.YES
        assert found.computed == ("met" if role == "include" else "not_met")


def test_a_weak_source_leaves_the_status_open_even_where_everything_is_known() -> None:
    text = pack_text("trial", ["id: it, include: double_hit"], "recall-medium")
    assert finding_of(text, double_hit="yes").status == "undetermined"
    assert finding_of(text, double_hit="no").status == "undetermined"


def test_the_best_of_several_sources_counts() -> None:
    text = pack_text("trial", ["id: it, include: double_hit"], "recall-low")
    text = text.replace("sources: {", "sources: {page: {cite: A page, grade: public}, ")
    text = text.replace("source: paper", "source: [paper, page]")
    found = finding_of(text, double_hit="yes")
    assert found.status == "inside"
    citation = found.criterion("it").criterion.citation
    assert citation is not None
    assert citation.source.key == "page"


def test_a_check_by_hand_is_shown_and_never_met() -> None:
    text = pack_text(
        "trial",
        [
            "id: a, include: double_hit",
            "id: b, encoded: by_hand",
            "id: c, encoded: by_hand, exclude: pregnant",
        ],
    )
    found = finding_of(text, double_hit="yes", pregnant="no")
    assert [(c.id, c.verdict, c.computed) for c in found.criteria] == [
        ("a", "met", "met"),
        ("b", "by_hand", "by_hand"),
        ("c", "by_hand", "met"),
    ]
    assert found.status == "undetermined"

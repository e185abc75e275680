"""What is to be done before an infusion stands apart from what is to be known."""

from cardecide.assessment import assess
from cardecide.engine import Rulebook
from tests.assessment.conftest import ReadSample


def test_tasks_stand_before_what_is_only_to_be_known(rules: Rulebook, sample: ReadSample) -> None:
    items = assess(sample("zhou-2025"), rules, language="en").preparation
    kinds = {item.id: item.background for item in items}
    assert kinds["tocilizumab"] is False and kinds["biopsy"] is False
    assert kinds["exposed-or-refractory"] is True and kinds["not-an-exclusion"] is True
    applying = [item.background for item in items if item.applies == "yes"]
    assert applying == sorted(applying)
    assert [item.applies for item in items] == sorted((item.applies for item in items), reverse=True)

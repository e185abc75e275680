"""The blank template: it reads as it is, and so does every line of it once its comment sign is taken away."""

import re

from cardecide.case import read_case_text
from cardecide.case.model import Case
from cardecide.case.template import TEMPLATE


def test_the_template_as_it_is_knows_nothing() -> None:
    assert read_case_text(TEMPLATE).case == Case(id="CASE-0001")


def test_the_template_with_every_line_in_use_is_a_case() -> None:
    opening, body = TEMPLATE.split("format: ")
    used = re.sub(r"^# ", "", "format: " + body, flags=re.MULTILINE)
    case = read_case_text(used).case
    empty = Case(id="CASE-0001")
    unused = [name for name in Case.model_fields if getattr(case, name) == getattr(empty, name)]
    assert unused == ["format", "id", "note"]
    assert opening.startswith("#")

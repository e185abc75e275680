"""Every example of the page about the engines runs."""

import re
from pathlib import Path
from typing import Any

from cardecide.cohort.synthetic import MARK

PAGE = Path(__file__).parents[3] / "docs" / "cohort-engines.md"


def test_the_examples_run() -> None:
    examples = re.findall(r"```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    names: dict[str, Any] = {}
    for example in examples:
        exec(example, names)  # noqa: S102 - the page's own text
    assert names["query"].startswith("SELECT")
    assert len(names["table"]) == 1_000
    assert (names["frame"][MARK] == "yes").all()

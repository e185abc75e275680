"""Each text field of a result and a case holds a hostile text of its own: printed literally or not at all.

Which fields are not printed is listed by name, so that a field that is lost, cut or read as markup shows.
"""

from collections.abc import Iterator
from itertools import count
from typing import Any

from pydantic import BaseModel

from cardecide.report import render_report
from tests.report.reading_pdf import ISSUED
from tests.report.reading_structure import read_aloud
from tests.report.sample_result import sample_case
from tests.report.test_hostile_text import KEPT_AS_THEY_ARE, small_result

NOT_PRINTED = {
    # Names for programs, and digests of which only the beginning is printed.
    "facts", "packs", "id", "pack", "field", "origin", "encoded", "product", "products", "policy", "language",
    "needs", "rows",
    # Told in another form: a failed trial by what fails, a change by what it becomes, a fact by its display.
    "reason", "before", "value", "planner", "what_ifs", "elsewhere",
    # Of an alternative only whether its label permits it; its criteria stand in the appendix without places.
    "title", "version_until", "verified_through", "place", "jurisdiction",
    # A question that another fact raises too is asked once.
    "question",
}  # fmt: skip


def poison(number: int) -> str:
    """Markup that embeds a file, a template and a null byte, with a number to tell it apart."""
    return f'<b>{number:04}</b><img src="file:///etc/passwd">{{{{7*7}}}}\x00'


def printed(number: int) -> str:
    """The same as it must stand on paper, without white space."""
    return f'<b>{number:04}</b><imgsrc="file:///etc/passwd">{{{{7*7}}}}[U+0000]'


def marked(model: Any, numbers: Iterator[int], fields: dict[int, str], field: str = "") -> Any:
    """The same with a poison of its own in each text; ``fields`` gets the name of each one's field."""
    if isinstance(model, BaseModel):
        changed = {
            name: value if name in KEPT_AS_THEY_ARE else marked(value, numbers, fields, name)
            for name, value in model
        }
        return model.model_copy(update=changed)
    if isinstance(model, list):
        return [marked(item, numbers, fields, field) for item in model]
    if isinstance(model, dict):
        return {key: marked(value, numbers, fields, field) for key, value in model.items()}
    if not isinstance(model, str):
        return model
    number = next(numbers)
    fields[number] = field
    return poison(number)


def test_every_text_of_a_result_is_printed_literally() -> None:
    fields: dict[int, str] = {}
    result = marked(small_result(), count(1), fields)
    text = read_aloud(render_report(result, sample_case(), issued=ISSUED, embed=False))
    lost = {name for number, name in fields.items() if printed(number) not in text}
    assert lost <= NOT_PRINTED
    assert len(fields) > 300
    assert sum(printed(number) in text for number in fields) > 200
    assert "root:" not in text


def test_every_text_of_a_case_is_printed_literally() -> None:
    case = sample_case()
    numbers = count(1)
    texts: list[str] = []

    def own() -> str:
        number = next(numbers)
        texts.append(printed(number))
        return poison(number)

    treatments = tuple(
        one.model_copy(
            update={
                "regimen": own(),
                "dose": own(),
                "note": own(),
                "drugs": tuple(
                    drug.model_copy(update={"drug": None, "entered": own(), "dose": own()})
                    for drug in one.drugs
                ),
            }
        )
        for one in case.treatments[:3]
    )
    overrides = tuple(
        one.model_copy(update={"fact": own(), "value": own(), "reason": own(), "by": own()})
        for one in case.overrides
    )
    changed = case.model_copy(update={"treatments": treatments, "overrides": overrides, "note": own()})
    text = read_aloud(render_report(small_result(), changed, issued=ISSUED, embed=False))
    assert len(texts) > 20
    assert [one for one in texts if one not in text] == []

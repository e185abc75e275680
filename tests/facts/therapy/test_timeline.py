"""The order of the treatments, and what an entry without a phase was."""

import pytest

from cardecide.case.choices import Phase
from cardecide.case.model import Case
from cardecide.case.partial_date import PartialDate
from cardecide.facts.context import Context
from cardecide.facts.timeline import may_be_transplant, timeline

ON = PartialDate.parse("2026-11-20")


def ordered(*treatments):
    case = Case.model_validate({"id": "T", "treatments": list(treatments)})
    return timeline(Context(case, ON, ON, {}))


def given(*drugs, start=None, **fields):
    return {"drugs": list(drugs), **({"start": start} if start else {}), **fields}


@pytest.mark.parametrize(
    ("starts", "order"),
    [
        (("2020", "2021", "2022"), [0, 1, 2]),
        (("2022", "2020", "2021"), [1, 2, 0]),
        (("2022", "2020", None), [1, 2, 0]),  # one without a start stays behind the entry it was listed after
        ((None, "2021", "2020"), [0, 2, 1]),
        (("2022", None, "2020"), [2, 0, 1]),
        (("2021", "2021-03", "2020-12-31"), [2, 0, 1]),  # what may overlap stays as listed
        (("2021-03", "2021", "2020"), [2, 0, 1]),
        (("2021-01-01", "2020-12-31"), [1, 0]),
        (("2021-01-01", "2021-01-01"), [0, 1]),
    ],
)
def test_dates_decide_only_where_they_contradict_the_order_of_the_list(starts, order):
    entries = ordered(*(given("bortezomib", start=start) for start in starts))
    assert [entry.place for entry in entries] == order


@pytest.mark.parametrize(
    ("drugs", "phase"),
    [
        (("ide-cel",), Phase.CAR_T),
        (("CAR-T",), Phase.CAR_T),
        (("ide-cel", "cyclophosphamide"), Phase.UNKNOWN),
        (("bortezomib",), Phase.UNKNOWN),
        ((), Phase.UNKNOWN),
    ],
)
def test_an_entry_of_nothing_but_a_cell_product_is_a_car_t(drugs, phase):
    (entry,) = ordered(given(*drugs, start="2024"))
    assert entry.phase is phase


@pytest.mark.parametrize(
    ("treatment", "may_be"),
    [
        (given("melphalan"), True),
        (given("melphalan", "cyclophosphamide"), True),
        (given("melphalan", "bortezomib"), False),
        (given("bortezomib"), False),
        (given("B"), True),  # bendamustine, or bortezomib
        (given("B", "bortezomib"), False),
        (given(start="2024"), True),  # any drugs at all
        (given("melphalan", phase="induction"), False),
        (given("melphalan", phase="autologous_transplant"), False),  # it is one
    ],
)
def test_what_may_have_been_a_transplant(treatment, may_be):
    (entry,) = ordered(treatment)
    assert may_be_transplant(entry) is may_be

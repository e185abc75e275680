"""Law 3 for the treatment history: an answer that was not known never turns a yes into a no, or back."""

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from cardecide.facts.value import Members, Options, Span, Truth

HIDDEN = ("stop", "progression", "best_response", "cycles", "reason_stopped", "planned", "phase", "dose")
DRUGS = ("bortezomib", "carfilzomib", "lenalidomide", "pomalidomide", "daratumumab", "dexamethasone", "tec")
ON = date(2026, 9, 14)


@st.composite
def histories(draw):
    """Treatments in the order of time, every field filled, with the fields of each to be hidden."""
    treatments, hidden = [], []
    day = date(2018, 1, 1) + timedelta(draw(st.integers(0, 400)))
    for _ in range(draw(st.integers(1, 4))):
        stop = min(day + timedelta(draw(st.integers(0, 500))), ON)
        progression = min(stop + timedelta(draw(st.integers(-40, 120))), ON)
        treatments.append(
            {
                "drugs": draw(st.lists(st.sampled_from(DRUGS), min_size=1, max_size=3, unique=True)),
                "start": str(day),
                "stop": draw(st.sampled_from([str(stop), str(stop)[:7], "ongoing"])),
                "progression": draw(
                    st.sampled_from(["no", "yes", str(max(progression, day)), str(max(progression, day))[:7]])
                ),
                "best_response": draw(st.sampled_from(["CR", "PR", "MR", "SD", "PD"])),
                "cycles": draw(st.sampled_from([Decimal("0.5"), Decimal(1), Decimal(2), Decimal(6)])),
                "reason_stopped": draw(st.sampled_from(["progression", "toxicity", "completed", "supply"])),
                "planned": draw(st.sampled_from(["yes", "no"])),
                "phase": draw(st.sampled_from(["induction", "maintenance", "relapse"])),
                "dose": draw(st.sampled_from(["10 mg", "25 mg"])),
            }
        )
        hidden.append(draw(st.frozensets(st.sampled_from(HIDDEN))))
        day = min(stop + timedelta(draw(st.integers(0, 200))), ON)
    return treatments, hidden


def contradicts(less, more):
    """Whether knowing more took back what was settled."""
    match less, more:
        case Truth(), Truth():
            return Truth.UNKNOWN not in (less, more) and less is not more
        case Members(), Members():
            names = less.present | less.absent | more.present | more.absent | less.open | more.open
            return any(contradicts(less.includes(name), more.includes(name)) for name in names)
        case Options(), Options():
            return (
                less.possible is not None and more.possible is not None and not more.possible & less.possible
            )
        case Span(), Span():
            below = less.low is not None and more.high is not None and more.high < less.low
            return below or (less.high is not None and more.low is not None and more.low > less.high)
    return True


# Lines are left out: the published algorithm is not monotone where a reason or a date is missing
# (cardecide.facts.lines_of_therapy says where).
NOT_MONOTONE = {"prior_lines", "prior_lines_2011"}


@given(histories())
@settings(max_examples=300, deadline=None)
def test_filling_in_a_field_never_turns_an_answer_around(derive, history):
    treatments, hidden = history
    known = derive(treatments)
    partly = derive(
        [
            {name: value for name, value in one.items() if name not in names}
            for one, names in zip(treatments, hidden, strict=True)
        ]
    )
    for name, fact in known.items():
        if name not in NOT_MONOTONE:
            assert not contradicts(partly[name].value, fact.value), name


@given(histories())
@settings(max_examples=100, deadline=None)
def test_the_strict_count_lies_in_its_interval(derive, history):
    for name in ("prior_lines", "prior_lines_2011"):
        fact = derive(history[0])[name]
        assert fact.value.low <= fact.best <= fact.value.high

"""Conditions, facts and packs made up by Hypothesis over a small catalogue."""

from decimal import Decimal

from hypothesis import strategies as st

from cardecide.engine.expression import (
    AllOf,
    AnyOf,
    AtLeast,
    Compare,
    Expression,
    Includes,
    IsOneOf,
    Not,
    YesNoAtom,
    text_of,
)
from cardecide.facts.catalogue import FactDefinition, Kind, Source
from cardecide.facts.fact import Fact
from cardecide.facts.value import Members, Options, Span, Truth, Value

MEMBERS = ("p", "q", "r", "s")
CHOICES = ("I", "II", "III")


def definition(
    name: str, kind: Kind, unit: str = "", values: tuple[str, ...] = (), member: str = ""
) -> FactDefinition:
    """A fact of a made-up catalogue."""
    text = {"en": name, "zh": name, "tr": name}
    source = Source("made up", "design")
    plausible = (Decimal(-3), Decimal(9)) if kind in ("count", "quantity") else None
    return FactDefinition(
        name=name,
        topic="made_up",
        kind=kind,
        label=text,
        definition=text,
        question=text,
        source=source,
        inputs=(),
        field="",
        unit=unit,
        values=values,
        member_fact=member,
        plausible=plausible,
    )


VOCABULARY = {
    d.name: d
    for d in (
        definition("fever", "yes_no"),
        definition("rash", "yes_no"),
        definition("lines", "count"),
        definition("protein", "quantity", "g/dL"),
        definition("ratio", "quantity", "1"),
        definition("stage", "choice", values=CHOICES),
        definition("drugs", "members", values=MEMBERS, member="{member}_given"),
        definition("sites", "members", values=MEMBERS),
    )
}

_of_kind = {
    kind: st.sampled_from([d.name for d in VOCABULARY.values() if d.kind == kind])
    for kind in ("yes_no", "count", "quantity", "choice", "members")
}
halves = st.integers(-6, 18).map(lambda n: Decimal(n) / 2)
whole = st.integers(-3, 9).map(Decimal)
operators = st.sampled_from((">=", ">", "<=", "<", "="))


def _some(values: tuple[str, ...]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(values), min_size=1, unique=True).map(tuple)


def _compare(fact: str, op: str, threshold: Decimal) -> Compare:
    unit = {"protein": " g/dL"}.get(fact, "")
    return Compare(fact, op, threshold, f"{threshold}{unit}")  # type: ignore[arg-type]


atoms: st.SearchStrategy[Expression] = st.one_of(
    st.builds(YesNoAtom, _of_kind["yes_no"]),
    st.builds(_compare, _of_kind["count"], operators, whole),
    st.builds(_compare, _of_kind["quantity"], operators, halves),
    st.builds(Includes, _of_kind["members"], st.sampled_from(("all", "any")), _some(MEMBERS)),
    st.builds(lambda f, m: Includes(f, "single", (m,)), _of_kind["members"], st.sampled_from(MEMBERS)),
    st.builds(IsOneOf, _of_kind["choice"], _some(CHOICES)),
)


def _combined(parts: st.SearchStrategy[Expression]) -> st.SearchStrategy[Expression]:
    several = st.lists(parts, min_size=1, max_size=4).map(tuple)
    return st.one_of(
        several.map(AllOf),
        several.map(AnyOf),
        parts.map(Not),
        several.flatmap(lambda found: st.integers(1, len(found)).map(lambda n: AtLeast(n, found))),
    )


expressions = st.recursive(atoms, _combined, max_leaves=12)


@st.composite
def spans(draw: st.DrawFn, numbers: st.SearchStrategy[Decimal] = halves) -> Span:
    """An interval that holds at least one number."""
    low = draw(st.none() | numbers)
    high = draw(st.none() | numbers)
    if low is not None and high is not None:
        low, high = min(low, high), max(low, high)
    is_point = low is not None and low == high
    opens = st.just(False) if is_point else st.booleans()
    return Span(low, high, low is not None and draw(opens), high is not None and draw(opens))


@st.composite
def members(draw: st.DrawFn) -> Members:
    """A set known in part; nothing is both present and absent."""
    knowledge = {name: draw(st.sampled_from(("present", "absent", "open", "unsaid"))) for name in MEMBERS}
    named = {k: frozenset(n for n, v in knowledge.items() if v == k) for k in ("present", "absent", "open")}
    return Members(named["present"], named["absent"], draw(st.booleans()), named["open"])


@st.composite
def options(draw: st.DrawFn) -> Options:
    """A choice with at least one possibility."""
    return Options(draw(st.none() | st.sets(st.sampled_from(CHOICES), min_size=1).map(frozenset)))


def values_of(fact: FactDefinition) -> st.SearchStrategy[Value]:
    """Any value that the fact can have."""
    by_kind: dict[str, st.SearchStrategy[Value]] = {
        "yes_no": st.sampled_from(Truth),
        "count": spans(whole),
        "quantity": spans(),
        "choice": options(),
        "members": members(),
    }
    return by_kind[fact.kind]


@st.composite
def sheets(draw: st.DrawFn) -> dict[str, Fact]:
    """Facts about one patient; some are not mentioned at all."""
    found = {}
    for name, fact in VOCABULARY.items():
        if draw(st.booleans()):
            found[name] = Fact(name, draw(values_of(fact)))
    return found


def as_written(expression: Expression) -> object:
    """The condition as it would stand in a pack: a line, or a map."""
    match expression:
        case AllOf(parts):
            return {"all": [as_written(part) for part in parts]}
        case AnyOf(parts):
            return {"any": [as_written(part) for part in parts]}
        case AtLeast(n, parts):
            return {"at_least": {"n": n, "of": [as_written(part) for part in parts]}}
        case Not(part):
            return {"not": as_written(part)}
        case _:
            return text_of(expression)

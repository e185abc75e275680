"""Information is monotone (law 3) for the bundled packs: what is learned settles a status, never turns it."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cardecide.case.partial_date import PartialDate
from cardecide.engine import Rulebook, load_rulebook
from cardecide.engine.expression import Compare, atoms
from cardecide.engine.pack_test_file import PackTest, read_tests
from cardecide.engine.satisfiable import points
from cardecide.facts.catalogue import FactDefinition
from cardecide.facts.fact import Fact
from cardecide.facts.value import Members, Options, Span, Truth, Value
from cardecide.locations import bundled

SETTLED = {"on_label", "off_label", "inside", "outside"}


@pytest.fixture(scope="module")
def rulebook() -> Rulebook:
    return load_rulebook(bundled("rules"))


@pytest.fixture(scope="module")
def rule_tests(rulebook: Rulebook) -> list[PackTest]:
    """The tests beside the bundled rules that settle a status."""
    found = [
        test for path in sorted(bundled("rules").rglob("*.tests.yaml")) for test in read_tests(path, rulebook)
    ]
    return [test for test in found if test.status in SETTLED]


def asked_facts(rulebook: Rulebook) -> dict[str, tuple[FactDefinition, set[Decimal], set[str]]]:
    """The facts that conditions ask about, with the thresholds and members that make a difference."""
    found: dict[str, tuple[FactDefinition, set[Decimal], set[str]]] = {}
    for pack in rulebook.packs.values():
        for criterion in pack.criteria:
            for atom in atoms(criterion.condition) if criterion.condition is not None else ():
                _, thresholds, members = found.setdefault(
                    atom.fact, (rulebook.vocabulary[atom.fact], set(), set())
                )
                if isinstance(atom, Compare):
                    thresholds.add(atom.threshold)
                else:
                    members.update(getattr(atom, "members", getattr(atom, "values", ())))
    return found


def certain(
    definition: FactDefinition, thresholds: set[Decimal], members: set[str]
) -> st.SearchStrategy[Value]:
    """Values of which nothing is left open, at, below and above the thresholds of the rules."""
    match definition.kind:
        case "yes_no":
            return st.sampled_from([Truth.YES, Truth.NO])
        case "choice":
            return st.sampled_from(sorted(members | set(definition.values[:1]))).map(
                lambda value: Options(frozenset({value}))
            )
        case "members":
            return st.sets(st.sampled_from(sorted(members))).map(
                lambda present: Members(frozenset(present), closed=True)
            )
        case _:
            return st.sampled_from(points(definition, thresholds)).map(Span.exactly)


@st.composite
def less_known(draw: st.DrawFn, value: Value, thresholds: set[Decimal], members: set[str]) -> Value:
    """What may have been known before ``value`` was: it allows ``value`` and more."""
    match value:
        case Truth():
            return Truth.UNKNOWN
        case Options(possible):
            if possible is None or draw(st.booleans()):
                return Options()
            return Options(possible | draw(st.sets(st.sampled_from(sorted(members)))))
        case Members(present, absent, closed, still_open):
            forgotten = frozenset(draw(st.sets(st.sampled_from(sorted(members)))))
            return Members(
                present - forgotten,
                absent - forgotten,
                closed=closed and draw(st.booleans()),
                open=still_open | forgotten,
            )
        case Span(low, high, low_open, high_open):
            further = st.sampled_from(sorted({abs(number) + 1 for number in thresholds} or {Decimal(1)}))
            below, above = draw(st.booleans()), draw(st.booleans())
            return Span(
                low if not below or low is None else draw(st.sampled_from([None, low - draw(further)])),
                high if not above or high is None else draw(st.sampled_from([None, high + draw(further)])),
                low_open and not below,
                high_open and not above,
            )
    raise AssertionError(value)


@st.composite
def before_and_after(draw: st.DrawFn, rulebook: Rulebook) -> tuple[dict[str, Fact], dict[str, Fact]]:
    """Facts as they were, and the same facts once some of the unknown ones have a value."""
    before, after = {}, {}
    for name, (definition, thresholds, members) in asked_facts(rulebook).items():
        what = draw(st.sampled_from(["known", "known", "unknown", "learned", "narrowed"]))
        if what == "unknown":
            continue
        value = draw(certain(definition, thresholds, members))
        after[name] = Fact(name, value)
        if what == "known":
            before[name] = after[name]
        elif what == "narrowed":
            before[name] = Fact(name, draw(less_known(value, thresholds, members)))
    return before, after


days = st.sampled_from(["2021-06-01", "2022-06", "2023-07", "2024-03-01", "2024-04", "2025", "2026-11-20"])


@settings(max_examples=60)
@given(st.data(), days)
def test_no_status_turns_around_when_something_is_learned(
    rulebook: Rulebook, data: st.DataObject, day: str
) -> None:
    before, after = data.draw(before_and_after(rulebook))
    on = PartialDate.parse(day)
    earlier, later = (rulebook.evaluate(facts, on) for facts in (before, after))
    for pack, finding in earlier.items():
        if finding.status in SETTLED:
            assert later[pack].status == finding.status, pack
        for was, now in zip(finding.criteria, later[pack].criteria, strict=True):
            if was.verdict in ("met", "not_met"):
                assert now.verdict == was.verdict, (pack, was.id)


@settings(max_examples=150)
@given(st.data())
def test_what_the_rule_tests_settle_was_never_the_opposite_before(
    rulebook: Rulebook, rule_tests: list[PackTest], data: st.DataObject
) -> None:
    """The same from patients who are eligible: random facts are hardly ever those of one."""
    test = data.draw(st.sampled_from(rule_tests))
    asked = asked_facts(rulebook)
    before = {}
    for name, fact in test.facts.items():
        what = data.draw(st.sampled_from(["known", "known", "unknown", "narrowed"]))
        if what == "known" or name not in asked:
            before[name] = fact
        elif what == "narrowed":
            before[name] = Fact(name, data.draw(less_known(fact.value, *asked[name][1:])))
    settled = rulebook.evaluate(test.facts, test.on)[test.pack].status
    earlier = rulebook.evaluate(before, test.on)[test.pack].status
    if earlier in SETTLED:
        assert earlier == settled


@settings(max_examples=30)
@given(st.data(), days)
def test_one_answer_at_a_time_never_turns_a_status_around(
    rulebook: Rulebook, data: st.DataObject, day: str
) -> None:
    """From nothing known to everything known, fact by fact, each status is settled at most once."""
    _, everything = data.draw(before_and_after(rulebook))
    on = PartialDate.parse(day)
    known: dict[str, Fact] = {}
    settled: dict[str, str] = {}
    for name in data.draw(st.permutations(sorted(everything))):
        known[name] = everything[name]
        for pack, finding in rulebook.evaluate(known, on).items():
            if pack in settled:
                assert finding.status == settled[pack], (pack, name)
            elif finding.status in SETTLED:
                settled[pack] = finding.status
    assert settled.keys() <= rulebook.packs.keys()


@given(days)
@settings(max_examples=7)
def test_where_nothing_is_known_nothing_is_settled(rulebook: Rulebook, day: str) -> None:
    for finding in rulebook.evaluate({}, PartialDate.parse(day)).values():
        assert finding.status not in SETTLED

"""The ways to settle a condition, against trying every completion and every set of facts."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from itertools import combinations, product

from hypothesis import assume, given
from hypothesis import strategies as st

from cardecide.assessment.condition_form import any_form, forms_of, negated
from cardecide.assessment.ways import ways_of
from cardecide.engine.expression import AllOf, AnyOf, Compare, Expression, Includes, YesNoAtom, atoms
from cardecide.engine.logic import compare, truth_of
from cardecide.facts.fact import Fact
from cardecide.facts.value import Members, Options, Span, Truth, Value
from tests.generative.generated_rules import CHOICES, MEMBERS, VOCABULARY, expressions, sheets

MOST_COMPLETIONS = 3000
MOST_VARIABLES = 6
Facts = frozenset[str]


def thresholds(condition: Expression, fact: str) -> set[Decimal]:
    return {a.threshold for a in atoms(condition) if isinstance(a, Compare) and a.fact == fact}


def numbers(condition: Expression, fact: str, span: Span) -> list[Decimal]:
    """Enough numbers: the thresholds and their neighbors, inside what is plausible and the span."""
    step = Decimal(1) if VOCABULARY[fact].kind == "count" else Decimal("0.25")
    edges = thresholds(condition, fact) | {end for end in (span.low, span.high) if end is not None}
    around = {edge + k * step for edge in edges for k in (-1, 0, 1)}
    low, high = VOCABULARY[fact].plausible or (min(around), max(around))
    inside = {n for n in around if low <= n <= high} | {e for e in (span.low, span.high) if e is not None}
    return sorted(n for n in inside if compare(span, "=", n) is not Truth.NO)


def choices_of(condition: Expression, name: str, value: Value) -> dict[str, list[tuple[str, Value]]]:
    """The variables of one fact, each with its possible values; a member of a set is its own variable."""
    definition = VOCABULARY[name]
    match value:
        case Truth():
            open_values = [Truth.YES, Truth.NO] if value is Truth.UNKNOWN else [value]
            return {name: [(name, one) for one in open_values]}
        case Span():
            return {name: [(name, Span.exactly(n)) for n in numbers(condition, name, value)]}
        case Options(possible):
            listed = sorted(possible) if possible else list(CHOICES)
            return {name: [(name, Options(frozenset({one}))) for one in listed]}
        case Members():
            asked = {
                m for a in atoms(condition) if isinstance(a, Includes) and a.fact == name for m in a.members
            }
            variables: dict[str, list[tuple[str, Value]]] = {}
            for member in sorted(asked):
                truth = value.includes(member)
                sides = [Truth.YES, Truth.NO] if truth is Truth.UNKNOWN else [truth]
                values: list[tuple[str, Value]] = [
                    (
                        name,
                        Members(frozenset({member}))
                        if t is Truth.YES
                        else Members(absent=frozenset({member})),
                    )
                    for t in sides
                ]
                variables[
                    definition.member_name(member) if definition.member_fact else f"{name}/{member}"
                ] = values
            if definition.member_fact:
                return variables
            joint: list[tuple[str, Value]] = []
            for parts in product(*variables.values()):
                known = [one for _, one in parts if isinstance(one, Members)]
                present = frozenset(m for one in known for m in one.present)
                absent = frozenset(m for one in known for m in one.absent)
                joint.append((name, Members(present, absent)))
            return {name: joint}
    raise AssertionError(value)


def completions(
    condition: Expression, sheet: Mapping[str, Fact]
) -> tuple[list[str], list[tuple[tuple[int, ...], bool]]]:
    """The names of the variables, and for each combination of answers whether the condition holds."""
    empty: dict[str, Value] = {"yes_no": Truth.UNKNOWN, "choice": Options(), "members": Members()}
    variables: dict[str, list[tuple[str, Value]]] = {}
    for name in dict.fromkeys(atom.fact for atom in atoms(condition)):
        value = sheet[name].value if name in sheet else empty.get(VOCABULARY[name].kind, Span())
        variables |= choices_of(condition, name, value)
    size = 1
    for values in variables.values():
        size *= len(values)
    assume(0 < size <= MOST_COMPLETIONS and len(variables) <= MOST_VARIABLES)
    found = []
    for answers in product(*(range(len(values)) for values in variables.values())):
        chosen: dict[str, Value] = {}
        for values, answer in zip(variables.values(), answers, strict=True):
            fact, value = values[answer]
            before = chosen.get(fact)
            if isinstance(before, Members) and isinstance(value, Members):
                value = Members(before.present | value.present, before.absent | value.absent)
            chosen[fact] = value
        truth = truth_of(condition, chosen)
        assert truth is not Truth.UNKNOWN
        found.append((answers, truth is Truth.YES))
    return list(variables), found


def minimal(sets: Iterable[Facts]) -> set[Facts]:
    known = list(sets)
    return {one for one in known if not any(other < one for other in known)}


def by_brute_force(
    condition: Expression, sheet: Mapping[str, Fact]
) -> tuple[set[Facts], set[Facts], set[Facts]]:
    """Minimal sets that settle for certain, that can settle with yes, and that can settle with no."""
    names, everything = completions(condition, sheet)
    certain, yes, no = [], [], []
    for size in range(len(names) + 1):
        for places in combinations(range(len(names)), size):
            outcomes: dict[tuple[int, ...], set[bool]] = {}
            for answers, holds in everything:
                outcomes.setdefault(tuple(answers[p] for p in places), set()).add(holds)
            chosen = frozenset(names[p] for p in places)
            if all(len(one) == 1 for one in outcomes.values()):
                certain.append(chosen)
            if {True} in outcomes.values():
                yes.append(chosen)
            if {False} in outcomes.values():
                no.append(chosen)
    return minimal(certain), minimal(yes), minimal(no)


@given(expressions, sheets())
def test_the_ways_are_those_of_every_completion(condition: Expression, sheet: dict[str, Fact]) -> None:
    certain, yes, no = by_brute_force(condition, sheet)
    (form,) = forms_of([condition], sheet, VOCABULARY)
    found = ways_of(form)
    assert found.exact
    assert {found.relevant} == certain
    assert set(found.yes) == yes
    assert set(found.no) == no


@given(st.lists(st.tuples(st.booleans(), expressions), min_size=1, max_size=3), sheets())
def test_criteria_together_are_judged_as_one_condition(
    criteria: list[tuple[bool, Expression]], sheet: dict[str, Fact]
) -> None:
    """Criteria share facts: several thresholds of one number, one member asked for twice."""
    from cardecide.engine.expression import Not

    whole = AnyOf(tuple(Not(one) if include else one for include, one in criteria))
    certain, yes, no = by_brute_force(whole, sheet)
    forms = forms_of([one for _, one in criteria], sheet, VOCABULARY)
    refusal = any_form(negated(f) if include else f for (include, _), f in zip(criteria, forms, strict=True))
    found = ways_of(refusal)
    assert ({found.relevant}, set(found.yes), set(found.no)) == (certain, yes, no)


def test_two_thresholds_of_one_number_are_one_question() -> None:
    between = AllOf((Compare("lines", ">=", Decimal(2), "2"), Compare("lines", "<=", Decimal(4), "4")))
    (form,) = forms_of([between], {}, VOCABULARY)
    found = ways_of(form)
    assert found.relevant == {"lines"}
    assert found.yes == found.no == (frozenset({"lines"}),)


def test_what_is_always_true_needs_no_answer() -> None:
    either = AnyOf((Compare("lines", ">=", Decimal(2), "2"), Compare("lines", "<", Decimal(2), "2")))
    (form,) = forms_of([either], {}, VOCABULARY)
    found = ways_of(form)
    assert (found.relevant, found.yes, found.no) == (frozenset(), (frozenset(),), ())


def test_any_of_a_set_is_settled_by_one_member_and_refuted_by_all() -> None:
    (form,) = forms_of([Includes("drugs", "any", MEMBERS)], {}, VOCABULARY)
    found = ways_of(form)
    everyone = frozenset(VOCABULARY["drugs"].member_name(m) for m in MEMBERS)
    assert found.relevant == everyone
    assert found.no == (everyone,)
    assert set(found.yes) == {frozenset({name}) for name in everyone}


def test_too_many_facts_that_hang_together_are_all_named() -> None:
    """Twelve facts that one count of parts joins: nothing shorter is claimed."""
    from cardecide.engine.expression import AtLeast
    from tests.generative.generated_rules import definition

    names = [f"finding_{i}" for i in range(12)]
    vocabulary = {name: definition(name, "yes_no") for name in names}
    (form,) = forms_of([AtLeast(6, tuple(YesNoAtom(name) for name in names))], {}, vocabulary)
    found = ways_of(form)
    assert not found.exact
    assert found.relevant == frozenset(names)
    assert found.yes == found.no == ()

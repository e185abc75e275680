"""What a claim or an override says by definition about other facts."""

from itertools import product

import pytest

from cardecide.facts.drug_exposure import combinations as exposed
from cardecide.facts.implied import Implied, implied_by
from cardecide.facts.refractoriness import combinations as refractory
from cardecide.facts.value import Members, Truth

YES, NO = Truth.YES, Truth.NO


def test_a_combination_that_is_refractory_says_so_of_its_classes_and_of_no_other() -> None:
    found = implied_by({"double_refractory": YES})
    for name in ("refractory_classes", "exposed_classes"):
        assert (found[name].present, found[name].absent) == ({"PI", "IMiD"}, set())
    assert found["relapsed_or_refractory"].truth is YES
    assert "triple_class_refractory" not in found
    triple = implied_by({"triple_class_refractory": YES})
    for name in ("refractory_classes", "exposed_classes"):
        assert triple[name].present == {"PI", "IMiD", "anti-CD38"}


def test_a_combination_that_is_not_leaves_open_which_of_its_classes() -> None:
    found = implied_by({"double_refractory": NO})
    assert found["triple_class_refractory"].truth is NO
    assert (found["refractory_classes"].present, found["refractory_classes"].absent) == (set(), set())
    assert set(found["refractory_classes"].not_all) == {("PI", "IMiD"), ("PI", "IMiD", "anti-CD38")}
    assert found["exposed_classes"] == Implied()  # received and not refractory


def test_a_drug_that_is_not_refractory_is_absent_and_says_nothing_of_its_class() -> None:
    found = implied_by({"lenalidomide_refractory": NO})
    assert (found["refractory_drugs"].absent, found["refractory_drugs"].not_all) == ({"lenalidomide"}, [])
    assert found["refractory_classes"] == found["exposed_classes"] == Implied()


def test_what_is_said_itself_is_left_and_the_rest_follows() -> None:
    found = implied_by({"lenalidomide_refractory": YES, "refractory_drugs": Members()})
    assert "refractory_drugs" not in found
    assert found["refractory_classes"].present == {"IMiD"}
    assert found["exposed_drugs"].present == {"lenalidomide"}


@pytest.mark.parametrize(
    ("implied", "expected"),
    [
        (Implied(present={"PI"}), Members(frozenset({"PI"}), closed=True, open=frozenset({"IMiD"}))),
        (
            Implied(absent={"IMiD"}),
            Members(absent=frozenset({"IMiD"}), closed=True, open=frozenset({"PI"})),
        ),
        (
            Implied(present={"PI"}, absent={"IMiD"}),
            Members(frozenset({"PI"}), frozenset({"IMiD"}), closed=True),
        ),
    ],
)
def test_what_follows_is_open_no_longer(implied: Implied, expected: Members) -> None:
    assert implied.moved(Members(closed=True, open=frozenset({"PI", "IMiD"}))) == expected


@pytest.mark.parametrize(
    ("present", "double", "triple"),
    [
        ({"PI", "IMiD"}, YES, NO),
        ({"PI", "IMiD", "anti-CD38"}, YES, YES),
        ({"PI"}, NO, NO),
        ({"IMiD", "anti-CD38"}, NO, NO),
    ],
)
def test_the_classes_answer_for_their_combinations(present: set[str], double: Truth, triple: Truth) -> None:
    found = implied_by({"refractory_classes": Members(frozenset(present), closed=True)})
    assert found["double_refractory"].truth is double
    assert found["triple_class_refractory"].truth is triple


def test_where_nothing_follows_a_truth_stays() -> None:
    for truth in Truth:
        assert Implied().moved(truth) is truth
        assert Implied(truth=YES).moved(truth) is YES


def test_what_follows_holds_by_the_definitions_themselves() -> None:
    """Every number of drugs of each class: a yes that is said to follow is a yes, and so with a no."""
    of = {
        "PI": ("bortezomib", "carfilzomib"),
        "IMiD": ("lenalidomide", "pomalidomide"),
        "anti-CD38": ("daratumumab",),
    }
    for counts in product(range(3), range(3), range(2)):
        given = dict(zip(of, counts, strict=True))
        drugs = Members(frozenset(d for name, n in given.items() for d in of[name][:n]), closed=True)
        classes = Members(frozenset(name for name, n in given.items() if n), closed=True)
        facts = {**refractory(drugs, classes), **exposed(drugs, classes)}
        for name, truth in facts.items():
            for other, follows in implied_by({name: truth}).items():
                if other in facts:
                    assert follows.truth in (facts[other], Truth.UNKNOWN), (counts, name, other)

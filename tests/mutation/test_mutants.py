"""The mutants are those that the page promises, and what is explained is there."""

import ast

from tests.mutation.mutants import KINDS, mutants_of
from tests.mutation.record import explanations


def test_an_explained_survivor_is_a_mutant_of_the_code_as_it_is() -> None:
    keys = [key for group in explanations() for key in group["mutants"]]
    assert len(set(keys)) == len(keys)
    modules = {key.partition(":")[0].rpartition(".")[0].partition(".")[0] for key in keys}
    named = {key for module in modules for key in _keys(module)}
    assert [key for key in keys if key not in named] == []


def _keys(module: str) -> set[str]:
    names = (
        [f"catalogue.{one}" for one in ("definition", "loader", "lookup", "record")]
        if module == "catalogue"
        else [module]
    )
    return {mutant.key for name in names for mutant in mutants_of(name)}


def test_a_limit_is_moved_by_its_last_digit_and_a_comparison_to_its_neighbors() -> None:
    changes = {(one.before, one.after) for one in mutants_of("staging")}
    assert ("score <= 1", "score < 1") in changes
    assert ("score <= 1", "score > 1") in changes
    assert ("score <= 1", "score <= 2") in changes
    limit = "limit, top = (Decimal('3.5'), Decimal('5.5'))"
    assert {after for before, after in changes if before == limit} == {
        limit.replace(old, new)
        for old, new in (("3.5", "3.4"), ("3.5", "3.6"), ("5.5", "5.4"), ("5.5", "5.6"))
    }


def test_every_mutant_is_python_and_leaves_the_tree_as_it_was() -> None:
    mutants = mutants_of("risk")
    assert {mutant.kind for mutant in mutants} <= set(KINDS)
    whole = ast.unparse(mutants[0].tree)
    for mutant in mutants:
        with mutant.applied() as tree:
            assert ast.unparse(tree) != whole, mutant.key
            compile(tree, mutant.module, "exec")
        assert ast.unparse(mutant.tree) == whole

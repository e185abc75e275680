"""The eleven published patients, from their table and from their case files: the same statuses."""

from cardecide.assessment import assess
from cardecide.case import Case, read_case
from cardecide.cohort.tables.opening import open_table
from cardecide.cohort.tables.proposal import propose
from cardecide.cohort.tables.rows import Rows
from cardecide.engine import load_rulebook
from cardecide.locations import bundled


def test_the_table_says_the_same_as_the_cases() -> None:
    samples = bundled("resources") / "samples"
    table = open_table(samples / "tables" / "eleven-patients.csv")
    proposal = propose(table)
    assert not proposal.questions
    rows = Rows(table, proposal.mapping)
    assert len(rows) == 11
    rules = load_rulebook(bundled("rules"))
    for row in range(len(rows)):
        case = rows.case(row)
        assert isinstance(case, Case)
        own = read_case(samples / f"{case.id.lower()}.case.yaml").case
        ours, theirs = (assess(one, rules, jurisdictions=["CN", "US"]) for one in (case, own))
        for mine, published in zip(ours.products, theirs.products, strict=True):
            assert mine.id == published.id
            assert [one.status for one in mine.labels] == [one.status for one in published.labels]
            assert {one.pack: one.status for one in mine.trials} == {
                one.pack: one.status for one in published.trials
            }

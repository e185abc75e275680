"""Beside the editor: the pack as a table, its tests, the open case and many cases."""

from pathlib import Path

import pytest

from cardecide.authoring import (
    case_effect,
    check,
    edit_value,
    impact_over,
    readable,
    run_pack_tests,
    search_packs,
    where_used,
    with_pack,
)
from cardecide.case import read_case
from cardecide.case.model import Case
from cardecide.case.partial_date import PartialDate
from cardecide.engine import Rulebook
from cardecide.engine.expression import atoms
from cardecide.language.text import LANGUAGES, Language
from cardecide.locations import bundled
from tests.authoring.made import SMALL, SMALL_TESTS, karmma

TODAY = PartialDate(2026, 11, 21)
THREE_LINES = (
    "format: cardecide-case/1\nid: {id}\ndecision_date: 2024-06-01\nstated: {{prior_lines: {lines}}}\n"
)


@pytest.fixture
def raised(bundled_rules: Rulebook) -> Rulebook:
    """The bundled rules with the threshold of KarMMa at four lines."""
    pack = check(edit_value(karmma(), "criteria[2].include", "4")).pack
    assert pack is not None
    return with_pack(bundled_rules, pack)


def case(tmp_path: Path, lines: str, name: str = "CASE") -> Case:
    file = tmp_path / f"{name}.case.yaml"
    file.write_text(THREE_LINES.format(id=name, lines=lines), "utf-8")
    return read_case(file).case


def test_a_pack_on_trial_is_named(bundled_rules: Rulebook, raised: Rulebook) -> None:
    assert (raised.modified, raised.reviewed) == (("karmma",), ())
    assert raised.origins["karmma"] == "local_unreviewed"
    assert raised.sha256 != bundled_rules.sha256
    assert bundled_rules.modified == ()
    same = with_pack(bundled_rules, bundled_rules.packs["karmma"])
    assert (same.modified, same.sha256) == ((), bundled_rules.sha256)
    again = with_pack(raised, raised.packs["karmma"], "local_reviewed")
    assert again.origins["karmma"] == "local_unreviewed", "the same content keeps its origin"


def test_the_open_case_changes_with_the_threshold(
    tmp_path: Path, bundled_rules: Rulebook, raised: Rulebook
) -> None:
    effect = case_effect(case(tmp_path, "3"), bundled_rules, raised)
    assert [(one.status, one.before, one.after) for one in effect.changes if one.kind == "trial"] == [
        ("karmma", "undetermined", "outside")
    ]
    assert [(one.pack, one.id, one.before, one.after) for one in effect.criteria] == [
        ("karmma", "prior-lines", "met", "not_met")
    ]
    assert case_effect(case(tmp_path, "5"), bundled_rules, raised).criteria == []


def test_many_cases_one_after_the_other(tmp_path: Path, bundled_rules: Rulebook, raised: Rulebook) -> None:
    cases = [(name, case(tmp_path, lines, name)) for name, lines in (("A", "3"), ("B", "5"), ("C", "2-3"))]
    found = list(impact_over(iter(cases), bundled_rules, raised, default_date=TODAY))
    assert [(one.name, one.is_changed) for one in found] == [("A", True), ("B", False), ("C", True)]
    assert found[0].decision_date == "2024-06-01"


def test_a_case_that_cannot_be_judged_stops_nothing(
    tmp_path: Path, bundled_rules: Rulebook, raised: Rulebook
) -> None:
    dateless = case(tmp_path, "3", "A").model_copy(update={"decision_date": None})
    found = list(impact_over([("A", dateless), ("B", case(tmp_path, "3", "B"))], bundled_rules, raised))
    assert "no decision date" in found[0].error
    assert found[1].is_changed


def test_it_ends_when_it_is_told_to(tmp_path: Path, bundled_rules: Rulebook, raised: Rulebook) -> None:
    done: list[str] = []
    cases = [(str(n), case(tmp_path, "3", str(n))) for n in range(4)]
    for one in impact_over(cases, bundled_rules, raised, cancelled=lambda: len(done) == 2):
        done.append(one.name)
    assert done == ["0", "1"]


def test_the_packs_own_test_goes_red_and_says_which(raised: Rulebook, bundled_rules: Rulebook) -> None:
    folder = bundled("rules") / "trials"
    tests = (folder / "karmma.tests.yaml").read_text("utf-8")
    assert run_pack_tests(bundled_rules, tests, folder=folder).green
    outcome = run_pack_tests(raised, tests, file="karmma.tests.yaml", folder=folder)
    assert not outcome.green
    assert [one.name for one in outcome.failed] == ["every criterion is met at its limit"]
    failed = outcome.failed[0]
    assert tests.split("\n")[failed.line - 1].endswith(failed.name)
    assert {(one.what, one.actual) for one in failed.failures} >= {("prior-lines", "not_met")}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("pack: small", "pack: smal"),
        ("prior_lines: 3", "prior_linez: 3"),
        ("tests:", "tests: ["),
        ("name:", "nam:"),
    ],
)
def test_wrong_tests_are_told_and_not_run(old: str, new: str, bundled_rules: Rulebook) -> None:
    pack = check(SMALL).pack
    assert pack is not None
    outcome = run_pack_tests(with_pack(bundled_rules, pack), SMALL_TESTS.replace(old, new, 1), file="t")
    assert outcome.problems
    assert all(one.file == "t" and one.line for one in outcome.problems)
    assert (outcome.tests, outcome.green) == ((), False)


def test_gaps_are_criteria_that_no_test_shows_in_every_verdict(bundled_rules: Rulebook) -> None:
    pack = check(SMALL).pack
    assert pack is not None
    outcome = run_pack_tests(with_pack(bundled_rules, pack), SMALL_TESTS)
    assert outcome.green
    assert ("", "lines", ("unknown",)) in outcome.gaps
    assert run_pack_tests(bundled_rules, "").green is False


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_pack_is_a_table_in_every_language(language: Language, bundled_rules: Rulebook) -> None:
    for pack in bundled_rules.packs.values():
        table = readable(pack, language)
        assert table.id == pack.id
        assert [len(one.rows) for one in table.versions] == [len(one.criteria) for one in pack.versions]
        for version in table.versions:
            for row in version.rows:
                assert row.text
                assert row.role_label
                assert (row.condition == "") == (row.written == "")


def test_a_row_says_what_the_criterion_says() -> None:
    pack = check(SMALL).pack
    assert pack is not None
    rows = readable(pack).versions[0].rows
    assert rows[1].condition == "Platelets < 50 10^9/L or Hemoglobin < 8 g/dL"
    assert (rows[1].role_label, rows[1].source) == ("Must not be true", "A paper: one; B")
    assert rows[0].source == "A paper: one, table 1"
    assert rows[2].weight == "2"
    assert rows[1].facts == ("platelets", "hemoglobin")
    assert dict(readable(pack, "zh").about)["类型"] == "试验人群"


def test_where_a_fact_is_used(bundled_rules: Rulebook) -> None:
    for fact in ("prior_lines", "platelets", "active_infection"):
        wanted = {
            (pack.id, str(version.start or ""), one.id)
            for pack in bundled_rules.packs.values()
            for version in pack.versions
            for one in version.criteria
            if one.condition is not None and fact in {atom.fact for atom in atoms(one.condition)}
        }
        found = where_used(fact, bundled_rules)
        assert {(one.pack, one.version, one.criterion) for one in found if one.kind != "scoring"} == wanted
        assert all(fact in atom for one in found for atom in one.atoms)
    assert any(one.kind == "scoring" for one in where_used("active_infection", bundled_rules))
    assert where_used("no_such_fact", bundled_rules) == ()


def test_searching_packs(bundled_rules: Rulebook) -> None:
    packs = [one for one in search_packs("KARMMA munshi", bundled_rules) if not one.criterion]
    assert "karmma" in [one.pack for one in packs]
    found = search_packs("epilepsi", bundled_rules, "tr")
    assert ("karmma", "cns-pathology") in {(one.pack, one.criterion) for one in found}
    assert search_packs("wordthatnobodywrites", bundled_rules) == ()
    assert {one.pack for one in search_packs("", bundled_rules)} == set(bundled_rules.packs)
    assert len(search_packs("a", bundled_rules, most=5)) == 5

"""Made-up cohorts: the published shares come out, no row contradicts itself, every row says what it is."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import yaml

from cardecide.case.partial_date import PartialDate
from cardecide.cohort import FactsNeeded, FactsTable, plan_cohort
from cardecide.cohort.engines.columns import NeededFact
from cardecide.cohort.synthetic import (
    MARK,
    generate,
    profile,
    profile_names,
    synthetic_cohort,
    synthetic_registry,
    write_synthetic_cohort,
)
from cardecide.cohort.synthetic.draws import mixing
from cardecide.cohort.synthetic.profile import Correlation, read_profile
from cardecide.engine import load_rulebook
from cardecide.facts.catalogue import catalogue
from cardecide.locations import bundled
from cardecide.reading.problem import InputError

ROWS = 20_000
BLOCK = 1_000
NAMES = profile_names()
each = pytest.mark.parametrize("name", NAMES)
FORMS = {"yes_no": "yes_no", "count": "number", "quantity": "number", "members": "member", "choice": "option"}


def everything() -> FactsNeeded:
    """Every fact of the catalogue with all of its values."""
    found = [
        NeededFact(one, FORMS[one.kind], one.values)  # type: ignore[arg-type]
        for one in catalogue().values()
        if one.kind in FORMS
    ]
    return FactsNeeded(tuple(found))


@pytest.fixture(scope="module")
def tables() -> dict[str, FactsTable]:
    return {name: synthetic_cohort(name, ROWS, everything(), seed=11) for name in NAMES}


def known(table: FactsTable, column: str) -> Any:
    return table.data.column(column).drop_null().to_numpy(zero_copy_only=False)


@each
def test_published_shares_come_out(tables: dict[str, FactsTable], name: str) -> None:
    """Within four standard errors."""
    checked = 0
    for fact, marginal in profile(name).marginals.items():
        column = f"{fact}_karmma3" if fact == "high_risk_cytogenetics" else fact
        if marginal.form == "share" and not marginal.where and column in tables[name].names:
            if fact in ("progressed_on_last_therapy", "double_hit", "free_light_chain_ratio_abnormal"):
                continue  # follow in part from another fact
            found = known(tables[name], column)
            error = 4 * np.sqrt(marginal.share * (1 - marginal.share) / len(found)) + 1e-9
            assert abs(found.mean() - marginal.share) <= error, fact
            checked += 1
    assert checked > 15


@each
def test_refractory_shares_come_out(tables: dict[str, FactsTable], name: str) -> None:
    shares = profile(name).marginals["refractory_depth"].shares or {}
    for fact, share in (("penta_refractory", shares["penta"]), ("triple_class_refractory", shares["triple"])):
        assert known(tables[name], fact).mean() == pytest.approx(share, abs=0.015)


@each
def test_medians_and_limits_come_out(tables: dict[str, FactsTable], name: str) -> None:
    for fact in ("age", "prior_lines"):
        number = profile(name).marginals[fact].number
        assert number is not None
        found = known(tables[name], fact)
        assert np.median(found) == pytest.approx(number.median, abs=1)
        assert number.within[0] <= found.min() and found.max() <= number.within[1]
        assert np.array_equal(found, found.astype(int))


@each
def test_what_was_not_recorded(tables: dict[str, FactsTable], name: str) -> None:
    share = tables[name].data.column("hemoglobin").null_count / ROWS
    assert share == pytest.approx(profile(name).missing, abs=0.01)


@each
def test_stated_correlations_come_out(tables: dict[str, FactsTable], name: str) -> None:
    columns = ("creatinine_clearance_cockcroft_gault", "egfr_mdrd")
    first, second = (tables[name].data.column(one).to_numpy() for one in columns)
    both = ~(np.isnan(first) | np.isnan(second))
    assert np.corrcoef(first[both], second[both])[0, 1] > 0.8


@each
def test_no_row_contradicts_itself(tables: dict[str, FactsTable], name: str) -> None:
    table = tables[name].data.to_pandas()

    def implied(one: str, other: str) -> None:
        both = table[[one, other]].dropna()
        assert (both[one].astype(bool) <= both[other].astype(bool)).all(), (one, other)

    implied("penta_refractory", "triple_class_refractory")
    implied("triple_class_refractory", "double_refractory")
    implied("double_refractory", "refractory_classes__pi")
    implied("refractory_classes__anti_cd38", "exposed_classes__anti_cd38")
    implied("lenalidomide_refractory", "refractory_drugs__lenalidomide")
    implied("refractory_drugs__lenalidomide", "exposed_drugs__lenalidomide")
    implied("refractory_to_last_line", "progressed_on_last_therapy")
    implied("prior_noncellular_bcma_therapy", "prior_bcma_therapy")
    without = table[table["prior_allogeneic_transplant"] == False]  # noqa: E712
    assert np.isinf(without["months_since_allogeneic_transplant"].dropna()).all()
    silent = table[table["non_secretory"] == True]  # noqa: E712
    assert (silent["serum_m_protein"].dropna() == 0).all()
    choices = table[[one for one in table if one.startswith("r_iss__")]].dropna().astype(bool)
    assert (choices.sum(axis=1) <= 1).all()


def test_the_same_seed_gives_the_same_rows_and_another_one_others() -> None:
    needed = everything()
    first, again, other = (synthetic_cohort("karmma", 50, needed, seed=seed).data for seed in (1, 1, 2))
    assert first.equals(again)
    assert not first.equals(other)


@pytest.mark.parametrize("suffix", ["arrow", "parquet"])
def test_a_file_says_that_it_is_made_up(suffix: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(generate, "BLOCK", BLOCK)
    needed = plan_cohort(load_rulebook(bundled("rules")), ["us.ide-cel"], on=PartialDate(2026)).needed
    path = tmp_path / f"made-up.{suffix}"
    told: list[tuple[int, int]] = []
    write_synthetic_cohort("karmma", BLOCK + 5, needed, path, progress=lambda *done: told.append(done))
    table = FactsTable.read(path)
    assert len(table) == BLOCK + 5
    assert told[-1] == (BLOCK + 5, BLOCK + 5)
    assert b"no real patient" in table.data.schema.metadata[MARK.encode()]
    assert all(name.startswith(MARK) for name in table.data.column("patient").slice(BLOCK - 2).to_pylist())


@each
def test_a_registry_says_of_every_row_that_it_is_made_up(name: str) -> None:
    frame = synthetic_registry(name, 60)
    assert (frame[MARK] == "yes").all()
    assert frame["id"].is_unique
    assert "fact.hemoglobin (g/dL)" in frame
    assert set(frame["fact.r_iss"]) <= {"I", "II", "III", ""}


def test_every_marginal_names_its_source_and_grade() -> None:
    for name in NAMES:
        for marginal in profile(name).marginals.values():
            assert marginal.cite
            assert marginal.grade
        published = [one for one in profile(name).marginals.values() if one.grade != "design"]
        assert len(published) >= 5


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ({"agee": {"share": 0.1, "source": "s"}}, "no fact"),
        ({"age": {"share": 0.1, "source": "s"}}, "which has no share"),
        ({"age": {"number": {"median": 1}, "source": "t"}}, "known source"),
        ({"r_iss": {"choice": {"I": 0.6, "II": 0.6}, "source": "s"}}, "more than the whole"),
        ({"r_iss": {"choice": {"IV": 0.1}, "source": "s"}}, "no value"),
        ({"age": {"source": "s"}}, "one distribution"),
    ],
)
def test_a_profile_that_is_wrong(entry: dict[str, Any], said: str, tmp_path: Path) -> None:
    path = tmp_path / "wrong.yaml"
    sources = {"s": {"cite": "someone", "grade": "public"}}
    content = {"format": "cardecide-synthetic/1", "id": "x", "title": "x", "patients": 1, "missing": 0}
    path.write_text(yaml.safe_dump({**content, "sources": sources, "marginals": entry}), encoding="utf-8")
    with pytest.raises(InputError, match=said):
        read_profile(path)


def test_a_profile_that_does_not_exist() -> None:
    with pytest.raises(InputError) as told:
        profile("karma")
    assert told.value.problems[0].nearest == "karmma"


def test_correlations_that_contradict_each_other() -> None:
    pairs = [("a", "b", 0.9), ("b", "c", 0.9), ("a", "c", -0.9)]
    with pytest.raises(ValueError, match="contradict"):
        mixing(("a", "b", "c"), [Correlation(*pair, why="") for pair in pairs])

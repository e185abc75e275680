"""The rule packs that ship with the program load clean, pass their tests, and show each criterion."""

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from cardecide.case.partial_date import PartialDate
from cardecide.engine import load_rulebook
from cardecide.engine.citation import may_decide
from cardecide.engine.pack import STATUS_ROLES, Pack
from cardecide.engine.pack_tests import TestReport, run_tests
from cardecide.engine.rulebook import Rulebook
from cardecide.language.text import LANGUAGES, Text
from cardecide.locations import bundled

PERMITTED = {"on_label", "inside"}


@pytest.fixture(scope="module")
def rulebook() -> Rulebook:
    return load_rulebook(bundled("rules"))


@pytest.fixture(scope="module")
def report(rulebook: Rulebook) -> TestReport:
    return run_tests(rulebook)


def clinical_packs(rulebook: Rulebook) -> list[Pack]:
    return [pack for pack in rulebook.packs.values() if pack.kind != "scoring"]


def texts_of(pack: Pack) -> list[Text | None]:
    texts: list[Text | None] = [pack.title]
    for version in pack.versions:
        for criterion in version.criteria:
            texts += [criterion.text, criterion.why, criterion.action]
        texts += [fact.text for fact in version.facts_printed]
    return texts + [fact.text for fact in pack.facts_printed]


def test_linter_has_nothing_to_say(rulebook: Rulebook) -> None:
    clinical = {pack.file for pack in clinical_packs(rulebook)}
    assert [str(warning) for warning in rulebook.warnings if warning.file in clinical] == []


def test_every_pack_test_passes(report: TestReport) -> None:
    assert [str(failure) for failure in report.failures] == []


def test_every_criterion_is_shown_met_not_met_and_unknown(report: TestReport) -> None:
    assert report.gaps == {}


def test_every_pack_has_tests_beside_it(rulebook: Rulebook) -> None:
    files = [Path(pack.file) for pack in clinical_packs(rulebook)]
    assert [file.name for file in files if not file.with_suffix(".tests.yaml").is_file()] == []


def test_nobody_is_eligible_of_whom_nothing_is_known(rulebook: Rulebook) -> None:
    for pack in rulebook.packs.values():
        for version in pack.versions:
            day = version.start or date(2026, 11, 20)
            finding = rulebook.evaluate({}, PartialDate(day.year, day.month, day.day))[pack.id]
            assert finding.status not in PERMITTED, pack.id


def test_no_weak_source_decides_a_status(rulebook: Rulebook) -> None:
    deciding = [
        (pack.id, criterion.id)
        for pack in clinical_packs(rulebook)
        for criterion in pack.criteria
        if criterion.role in {*STATUS_ROLES, "hold"}
        and not criterion.by_hand
        and not may_decide(criterion.citations)
    ]
    assert deciding == []


def test_every_text_is_there_in_every_language(rulebook: Rulebook) -> None:
    missing = [
        (pack.id, text)
        for pack in clinical_packs(rulebook)
        for text in texts_of(pack)
        if text is not None and (isinstance(text, str) or set(text) != set(LANGUAGES))
    ]
    assert missing == []


def test_every_source_says_when_it_was_checked(rulebook: Rulebook) -> None:
    unchecked = [
        (pack.id, source.key)
        for pack in clinical_packs(rulebook)
        for source in pack.sources.values()
        if not source.checked
    ]
    assert unchecked == []


def test_public_sources_can_be_found_again(rulebook: Rulebook) -> None:
    unfindable = [
        (pack.id, source.key)
        for pack in clinical_packs(rulebook)
        for source in pack.sources.values()
        if source.grade == "public" and not source.link
    ]
    assert unfindable == []


@pytest.mark.parametrize(
    ("pack", "day", "start"),
    [
        ("us.ide-cel", date(2024, 4, 3), date(2021, 3, 26)),
        ("us.ide-cel", date(2024, 4, 4), date(2024, 4, 4)),
        ("us.cilta-cel", date(2024, 4, 4), date(2022, 2, 28)),
        ("us.cilta-cel", date(2024, 4, 5), date(2024, 4, 5)),
        ("eu.cilta-cel", date(2024, 4, 18), date(2022, 5, 25)),
        ("eu.cilta-cel", date(2024, 4, 19), date(2024, 4, 19)),
        ("cn.eque-cel", date(2023, 6, 30), date(2023, 6, 30)),
        ("cn.zevor-cel", date(2024, 2, 23), date(2024, 2, 23)),
        ("cn.cilta-cel", date(2024, 8, 27), date(2024, 8, 27)),
    ],
)
def test_label_version_in_force_on_a_day(rulebook: Rulebook, pack: str, day: date, start: date) -> None:
    finding = rulebook.evaluate({}, PartialDate(day.year, day.month, day.day))[pack]
    assert [found.version.start for found in finding.versions if found.version] == [start]


@pytest.mark.parametrize("pack", ["us.eque-cel", "us.zevor-cel", "eu.eque-cel", "tr.ide-cel", "tr.cilta-cel"])
def test_where_a_product_was_never_approved(rulebook: Rulebook, pack: str) -> None:
    verified = rulebook.packs[pack].verified_through
    assert verified is not None
    on = PartialDate(verified.year, verified.month, verified.day)
    assert rulebook.evaluate({}, on)[pack].status == "not_approved"
    assert rulebook.evaluate({}, PartialDate(verified.year + 1))[pack].status == "undetermined"


def test_ethnicity_sex_and_payer_enter_no_weighted_criterion(rulebook: Rulebook) -> None:
    for pack in clinical_packs(rulebook):
        for criterion in pack.criteria:
            if criterion.weight is not None:
                assert "sex" not in str(criterion.condition).split("'"), (pack.id, criterion.id)
    assert not {"ethnicity", "race", "payer", "insurance"} & set(rulebook.vocabulary)


def test_a_criterion_keeps_its_meaning_in_every_version(rulebook: Rulebook) -> None:
    """One id is one role: reports and differences compare criteria of two versions by their ids."""
    for pack in clinical_packs(rulebook):
        roles = Counter({(criterion.id, criterion.role) for criterion in pack.criteria})
        ids = Counter(identifier for identifier, _ in roles)
        assert [identifier for identifier, count in ids.items() if count > 1] == [], pack.id

"""What a finding tells: the explanation, what is missing, and what several packs share."""

from pathlib import Path

import pytest

from cardecide.case.partial_date import PartialDate
from cardecide.engine import PackFinding, Rulebook, evaluate, load_rulebook
from cardecide.facts.catalogue import catalogue
from cardecide.facts.fact import Fact
from cardecide.facts.given_values import NOTHING, read_given
from cardecide.facts.value import Members, Options, Span, Truth, Value

ON = PartialDate.parse("2024-06-01")

LABEL = """\
format: cardecide-rules/1
id: us.some-product
kind: label
product: some-product
jurisdiction: US
title: A label
sources: {label: {cite: The label, grade: public}}
versions:
  - from: 2024-04-05
    criteria:
      - {id: lines, text: A line, include: prior_lines >= 1, source: label}
      - {id: exposure, text: Exposed, include: "exposed_classes includes all of [PI, IMiD]", source: label}
      - {id: refractory, text: Refractory, include: refractory_drugs includes lenalidomide, source: label}
      - id: infection
        text: No infection
        hold: {any: [active_infection, {at_least: {n: 2, of: [hiv_positive, hbsag_positive, not pregnant]}}]}
        source: label
"""
GUIDANCE = """\
format: cardecide-rules/1
id: advice
kind: guidance
applies_to: [some-product]
title: Advice
sources: {paper: {cite: A paper, grade: recall-low}}
criteria:
  - {id: everyone, text: For all, advise: always, source: paper}
  - {id: pregnancy, text: If pregnant, caution: pregnant, weight: 3, action: A test, source: paper}
"""
EVIDENCE = """\
format: cardecide-rules/1
id: outcomes
kind: evidence
product: some-product
title: Outcomes
sources: {paper: {cite: A paper, grade: public}}
rows:
  - {id: all, population: All, n: 97, outcomes: {ORR: 97 %, CR: 0.67}, applies: always, source: paper}
  - {id: emd, population: With EMD, outcomes: {ORR: 90 %}, applies: extramedullary_disease, source: paper}
"""


@pytest.fixture
def rulebook(tmp_path: Path) -> Rulebook:
    for name, text in {"label": LABEL, "advice": GUIDANCE, "outcomes": EVIDENCE}.items():
        (tmp_path / f"{name}.yaml").write_text(text, "utf-8")
    return load_rulebook(tmp_path)


def judged(rulebook: Rulebook, pack: str = "us.some-product", **values: Value) -> PackFinding:
    facts = {name: Fact(name, value) for name, value in values.items()}
    return rulebook.evaluate(facts, ON)[pack]


def test_one_pack_and_the_whole_rulebook_say_the_same(rulebook: Rulebook) -> None:
    facts = {"prior_lines": Fact("prior_lines", Span.exactly(2)), "pregnant": Fact("pregnant", Truth.NO)}
    together = rulebook.evaluate(facts, ON)
    for identifier, pack in rulebook.packs.items():
        alone = evaluate(pack, facts, ON)
        assert alone.status == together[identifier].status
        assert [(c.id, c.verdict, c.needs) for c in alone.criteria] == [
            (c.id, c.verdict, c.needs) for c in together[identifier].criteria
        ]


def test_an_ambiguous_count_is_named_as_what_is_missing(rulebook: Rulebook) -> None:
    """Ambiguity is surfaced, not guessed (law 9): neither end of the interval is taken."""
    finding = judged(rulebook, prior_lines=Span(Span.exactly(0).low, Span.exactly(1).high))
    lines = finding.criterion("lines")
    assert (lines.verdict, lines.needs) == ("unknown", ("prior_lines",))
    sure = judged(rulebook, prior_lines=Span(Span.exactly(4).low, Span.exactly(5).high))
    assert (sure.criterion("lines").verdict, sure.criterion("lines").needs) == ("met", ())


def test_single_members_are_asked_for_by_name(rulebook: Rulebook) -> None:
    finding = judged(rulebook, exposed_classes=Members(frozenset({"PI"})))
    assert finding.criterion("exposure").needs == ("imid_exposed",)
    assert finding.criterion("refractory").needs == ("lenalidomide_refractory",)


def test_only_what_can_still_change_a_criterion_is_missing(rulebook: Rulebook) -> None:
    infection = judged(rulebook, active_infection=Truth.NO, hiv_positive=Truth.YES).criterion("infection")
    assert infection.needs == ("hbsag_positive", "pregnant")
    settled = judged(rulebook, active_infection=Truth.YES).criterion("infection")
    assert (settled.verdict, settled.needs) == ("not_met", ())
    too_few = judged(rulebook, active_infection=Truth.NO, hiv_positive=Truth.NO, pregnant=Truth.YES)
    assert (too_few.criterion("infection").verdict, too_few.criterion("infection").needs) == ("met", ())


def test_the_explanation_is_the_tree_of_the_condition(rulebook: Rulebook) -> None:
    infection = judged(rulebook, hiv_positive=Truth.YES, pregnant=Truth.YES).criterion("infection")
    node = infection.explanation
    assert node is not None
    assert (node.kind, node.truth) == ("any", Truth.UNKNOWN)
    atom, counted = node.children
    assert (atom.kind, atom.text, atom.truth, atom.fact) == ("atom", "active_infection", Truth.UNKNOWN, None)
    assert (counted.kind, counted.text, counted.truth) == ("at_least", "at least 2 of", Truth.UNKNOWN)
    assert [child.truth for child in counted.children] == [Truth.YES, Truth.UNKNOWN, Truth.NO]
    negated = counted.children[2]
    assert (negated.kind, negated.children[0].truth) == ("not", Truth.YES)
    assert negated.children[0].fact == Fact("pregnant", Truth.YES)


def test_an_empty_case_is_eligible_for_nothing(rulebook: Rulebook) -> None:
    """Law 2, for a sheet without facts and for one in which every fact says that it is unknown."""
    blank = {name: Fact(name, NOTHING[definition.kind]) for name, definition in catalogue().items()}
    for facts in ({}, blank):
        for finding in rulebook.evaluate(facts, ON).values():
            assert finding.status in (None, "undetermined", "not_approved")
            for criterion in finding.criteria:
                if criterion.id not in ("everyone", "all"):
                    assert criterion.verdict == "unknown"


def test_advice_and_outcomes_for_everyone_always_apply(rulebook: Rulebook) -> None:
    advice = judged(rulebook, "advice")
    assert (advice.status, advice.reason) == (None, "none")
    assert [c.verdict for c in advice.criteria] == ["met", "unknown"]
    assert judged(rulebook, "advice", pregnant=Truth.YES).criterion("pregnancy").verdict == "not_met"
    rows = {row.id: row for row in rulebook.packs["outcomes"].rows}
    assert rows["all"].outcomes == {"ORR": "97 %", "CR": "0.67"}
    outcomes = judged(rulebook, "outcomes", extramedullary_disease=Truth.NO)
    assert [(c.id, c.verdict) for c in outcomes.criteria] == [("all", "met"), ("emd", "not_met")]


def test_which_packs_concern_a_product(rulebook: Rulebook) -> None:
    assert [pack.id for pack in rulebook.packs.values() if pack.concerns("some-product")] == [
        "advice",
        "outcomes",
        "us.some-product",
    ]
    assert not any(pack.concerns("another") for pack in rulebook.packs.values())
    assert [pack.id for pack in rulebook.of_kind("label")] == ["us.some-product"]


def test_a_choice_that_is_narrowed_down_but_open(rulebook: Rulebook, tmp_path: Path) -> None:
    text = LABEL.replace("prior_lines >= 1", "'iss is one of [II, III]'").replace("us.some", "eu.some")
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "x.yaml").write_text(text, "utf-8")
    own = load_rulebook(tmp_path / "own")
    stage = catalogue()["iss"]
    assert judged(own, "eu.some-product", iss=Options(frozenset({"I", "II"}))).criterion("lines").needs == (
        "iss",
    )
    given = read_given(stage, ["II", "III"], "iss")
    assert given is not None
    assert judged(own, "eu.some-product", iss=given).criterion("lines").verdict == "met"


def test_there_is_no_finding_on_an_unknown_criterion(rulebook: Rulebook) -> None:
    with pytest.raises(KeyError):
        judged(rulebook).criterion("linse")

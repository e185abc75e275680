"""The facts as text: by topic, by label, each line with its basis, each question once."""

import pytest

from cardecide.cli.main import main
from cardecide.facts.catalogue import TOPICS, catalogue
from cardecide.language.message import message
from cardecide.language.messages import say
from cardecide.locations import bundled

CASES = ("zhou-2025", "neuro-us", "long", "empty")


def text_of(name: str, capsys: pytest.CaptureFixture[str], *options: str) -> list[str]:
    file = bundled("resources") / "samples" / f"{name}.case.yaml"
    assert main(["evaluate", str(file), "--facts", *options]) == 0
    return capsys.readouterr().out.splitlines()


@pytest.mark.parametrize("language", ["en", "zh", "tr"])
@pytest.mark.parametrize("name", CASES)
def test_every_topic_has_its_heading_in_order(
    name: str, language: str, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = text_of(name, capsys, "--lang", language)
    headings = [line for line in lines if line and not line.startswith(" ")]
    assert headings == [say(message(f"facts.topic.{topic}"), language) for topic in TOPICS]


@pytest.mark.parametrize("name", CASES)
def test_every_fact_is_in_one_line_known_or_not(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    lines = text_of(name, capsys)
    unknown = " ".join(line for line in lines if line.startswith("  Not known: "))
    for fact, definition in catalogue().items():
        own = [line for line in lines if f"[{fact}]" in line or f"[{fact}, " in line]
        assert len(own) == 1 or definition.label["en"] in unknown, fact
        assert all(line.startswith(f"  {definition.label['en']}: ") for line in own)


def test_a_line_says_the_value_and_where_it_comes_from(capsys: pytest.CaptureFixture[str]) -> None:
    lines = text_of("neuro-us", capsys)
    assert "  Age: 69 years — Born 1957-03-02 [age]" in lines
    assert "  Prior lines of therapy: 1 — Line 1: DVRd → ASCT → R maintenance [prior_lines]" in lines
    assert "  Prior lines, 2011 definition: 1 — as above [prior_lines_2011]" in lines


def test_a_question_stands_under_its_fact_and_once_in_a_topic(capsys: pytest.CaptureFixture[str]) -> None:
    lines = text_of("zhou-2025", capsys)
    question = "      ? Why was Id stopped before Vd?"
    assert lines.count(question) == 1
    assert "[prior_lines, NON_PD_SWITCH, REASON_UNKNOWN]" in lines[lines.index(question) - 1]
    assert "[prior_lines_2011, NON_PD_SWITCH, REASON_UNKNOWN]" in lines[lines.index(question) + 1]
    assert lines[lines.index(question) + 2] == "      ? asked above"


def test_what_the_source_claims_stands_beside_what_follows(capsys: pytest.CaptureFixture[str]) -> None:
    penta = next(line for line in text_of("zhou-2025", capsys) if "[penta_refractory" in line)
    assert penta.startswith("  Penta-refractory: not known (Stated by the source: yes)")


def test_a_long_basis_says_how_much_is_left_out(capsys: pytest.CaptureFixture[str]) -> None:
    lines = text_of("long", capsys)
    drugs = next(line for line in lines if "[exposed_drugs]" in line)
    assert " more) [exposed_drugs]" in drugs
    counted = next(line for line in lines if "[prior_lines, " in line)
    assert "Line 9: " in counted

"""The facts as text: by topic, by label, each line with its basis, each question once."""

import re

import pytest

from cardecide.cli.facts_text import columns
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


def squeezed(lines: list[str]) -> list[str]:
    """The lines without what only aligns them."""
    return [re.sub(r"(?<=\S) +", " ", line) for line in lines]


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
    lines = squeezed(text_of("neuro-us", capsys))
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
    penta = next(line for line in squeezed(text_of("zhou-2025", capsys)) if "[penta_refractory" in line)
    assert penta.startswith("  Penta-refractory: not known (Stated by the source: yes)")


def test_a_long_basis_says_how_much_is_left_out(capsys: pytest.CaptureFixture[str]) -> None:
    lines = text_of("long", capsys)
    drugs = next(line for line in lines if "[exposed_drugs]" in line)
    assert " more) [exposed_drugs]" in drugs
    counted = next(line for line in lines if "[prior_lines, " in line)
    assert "Line 9: " in counted


@pytest.mark.parametrize("language", ["en", "zh", "tr"])
@pytest.mark.parametrize("name", CASES)
def test_values_and_bases_of_a_topic_stand_under_each_other(
    name: str, language: str, capsys: pytest.CaptureFixture[str]
) -> None:
    labels = {definition.label[language] for definition in catalogue().values()}
    starts: list[tuple[set[int], set[int]]] = []
    for line in text_of(name, capsys, "--lang", language):
        if line and not line.startswith(" "):
            starts.append((set(), set()))
        label = next((one for one in labels if line.startswith((f"  {one}:", f"  {one}："))), None)
        if label is None or not line.endswith("]"):
            continue
        head = line[: len(label) + 3]
        value, dash, _ = line[len(head) :].partition(" — ")
        starts[-1][0].add(columns(head) + len(value) - len(value.lstrip()))
        if dash and columns(value.strip()) <= 24:
            starts[-1][1].add(columns(head + value))
    assert all(len(values) <= 1 and len(bases) <= 1 for values, bases in starts)
    assert name == "empty" or sum(bool(values) for values, _ in starts) > 5


@pytest.mark.parametrize("name", ["zhou-2025", "neuro-us", "long", "seed-002-p01"])
def test_what_is_known_says_where_it_comes_from(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    silent = [
        line
        for line in text_of(name, capsys)
        if line.endswith("]") and " — " not in line and not re.search(": +not known", line)
    ]
    assert silent == []


def test_units_are_printed_as_a_laboratory_prints_them(capsys: pytest.CaptureFixture[str]) -> None:
    text = "\n".join(text_of("long", capsys))
    assert "× 10⁹/L" in text and "mL/min/1.73 m²" in text and "µmol/L" in text
    assert not re.search(r"10\^9|umol|1\.73m2|\bug/", text)


def test_chinese_has_chinese_marks(capsys: pytest.CaptureFixture[str]) -> None:
    lines = text_of("zhou-2025", capsys, "--lang", "zh")
    assert not [line for line in lines if re.search(r"[\u4e00-\u9fff][;:] ", line)]
    assert not [line for line in lines if "。)" in line]
    assert any(line.startswith("  年龄：") and "57–58 岁" in line for line in lines)


@pytest.mark.parametrize(("text", "width"), [("Age", 3), ("年龄", 4), ("M蛋白", 5), ("ışık", 4), ("：", 2)])
def test_a_chinese_character_takes_two_columns(text: str, width: int) -> None:
    assert columns(text) == width

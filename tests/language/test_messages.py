"""The sentences: complete in every language, and there for every identifier the program uses."""

import ast
import re
import string
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

import cardecide
from cardecide.language import messages
from cardecide.language.message import Message, message
from cardecide.language.messages import all_messages, say, value_label
from cardecide.language.text import LANGUAGES, Language

SOURCES = sorted(Path(cardecide.__file__).parent.rglob("*.py"))


class Use(NamedTuple):
    """One place in the source that makes a message: the pattern of its identifier, and its parts."""

    place: str
    pattern: str
    parts: frozenset[str] | None


def uses() -> Iterator[Use]:
    for file in SOURCES:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "message":
                pattern = pattern_of(node.args[0]) if node.args else ""
                names = [keyword.arg for keyword in node.keywords]
                parts = None if None in names else frozenset(name for name in names if name)
                if pattern:
                    yield Use(f"{file.name}:{node.lineno}", pattern, parts)


def pattern_of(node: ast.expr) -> str:
    """The identifier, with ``.+`` for what is filled in; empty where it comes from elsewhere."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return re.escape(node.value)
    if isinstance(node, ast.JoinedStr):
        texts = [re.escape(str(v.value)) if isinstance(v, ast.Constant) else ".+" for v in node.values]
        return "".join(texts) if any(text != ".+" for text in texts) else ""
    return ""


def parts_of(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}


@pytest.mark.parametrize("use", list(uses()), ids=lambda use: use.place)
def test_every_message_in_the_source_has_its_sentence_and_its_parts(use: Use) -> None:
    found = [name for name in all_messages() if re.fullmatch(use.pattern, name)]
    assert found, f"{use.place} says {use.pattern}"
    if use.parts is not None:
        unsaid = {name: parts_of(all_messages()[name]["en"]) - use.parts for name in found}
        # An identifier that is put together at run time may match sentences that this place never says.
        assert not all(unsaid.values()), f"{use.place}: {unsaid}"


@pytest.mark.parametrize("name", [name for name in all_messages() if name != "given"])
def test_a_sentence_has_the_same_parts_in_every_language(name: str) -> None:
    parts = {language: parts_of(all_messages()[name][language]) for language in LANGUAGES}
    assert parts["en"] == parts["zh"] == parts["tr"]


def test_parts_are_filled_in() -> None:
    assert say(message("patient.born", date="1957-03-02"), "en") == "Born 1957-03-02."
    assert say(message("patient.born", date="1957-03-02"), "zh") == "出生日期：1957-03-02。"


def test_a_part_that_names_an_entry_is_said_in_the_language() -> None:
    said = message(
        "history.condition",
        condition="@conditions:dementia",
        status="@condition-status:active",
        date="2024",
        grade=", CTCAE 2",
    )
    assert say(said, "en") == "Dementia: present now, CTCAE 2, 2024."
    assert say(said, "zh") == "痴呆：目前存在, CTCAE 2，2024。"
    drug = message("given", en="@drugs:bortezomib", zh="@drugs:bortezomib", tr="x")
    assert (say(drug, "en"), say(drug, "zh")) == ("bortezomib", "硼替佐米")


def test_a_name_that_no_list_holds_is_said_as_it_stands() -> None:
    assert say(message("given", en="@drugs:wonderdrug", zh="", tr=""), "en") == "wonderdrug"
    assert say(message("given", en="@nowhere:thing", zh="", tr=""), "en") == "thing"
    assert value_label("IgA", "zh") == "IgA"


def test_a_brace_in_a_part_is_not_a_part() -> None:
    assert say(message("patient.born", date="{date}"), "en") == "Born {date}."


def test_an_unknown_sentence_and_a_missing_part_are_faults_of_the_program() -> None:
    with pytest.raises(KeyError, match="no-such-message"):
        say(Message("no-such-message"), "en")
    with pytest.raises(KeyError, match="date"):
        say(message("patient.born", day="2024"), "en")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a: {en: x, zh: y}", "'a' needs en, zh, tr"),
        ("a: text", "'a' needs en, zh, tr"),
        ("a: {en: x, zh: y, tr: z}\n", "stands twice"),
    ],
)
def test_a_wrong_file_of_sentences_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, said: str
) -> None:
    folder = tmp_path / "messages"
    folder.mkdir()
    (folder / "a.yaml").write_text(text, encoding="utf-8")
    if "twice" in said:
        (folder / "b.yaml").write_text(text, encoding="utf-8")
    monkeypatch.setattr(messages, "bundled", lambda _: tmp_path)
    with pytest.raises(ValueError, match=re.escape(said)):
        all_messages.__wrapped__()


@pytest.mark.parametrize(
    ("language", "listed"),
    [("en", "bortezomib, selinexor"), ("zh", "硼替佐米、塞利尼索"), ("tr", "bortezomib, selineksor")],
)
def test_several_names_as_one_part(language: Language, listed: str) -> None:
    asked = say(message("therapy.ask.mismatch", regimen="SVd", drugs="@drugs:bortezomib|selinexor"), language)
    assert listed in asked

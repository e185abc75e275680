"""Every example of the documentation is read by the program: packs, criteria, tests, cases, Python."""

import re
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import pytest

from cardecide.case import read_case
from cardecide.case.partial_date import PartialDate
from cardecide.cohort import FactsTable, plan_cohort
from cardecide.cohort.tables.mapping import read_mapping_text
from cardecide.engine.loader import load_pack_text, load_rulebook
from cardecide.engine.pack_test_file import read_tests
from cardecide.engine.pack_tests import run_read_tests
from cardecide.facts.derive import derive
from cardecide.locations import bundled

ROOT = Path(__file__).resolve().parents[2]
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
PAGES += sorted((ROOT / "docs" / "guide").glob("*.md"))
FENCE = re.compile(r"^```(?P<kind>\w*)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
SAMPLE = ROOT / "resources" / "samples" / "zhou-2025.case.yaml"
PACK = """format: cardecide-rules/1
id: a-trial
kind: trial
product: a-product
title: A trial
sources: {{{source}: {{cite: A source, grade: public}}}}
criteria:
{criteria}"""


class Example(NamedTuple):
    """One fenced block: where it stands, what it says it is, and its text."""

    place: str
    kind: str
    text: str


def examples() -> list[Example]:
    found = []
    for page in PAGES:
        text = page.read_text("utf-8")
        for match in FENCE.finditer(text):
            line = text[: match.start()].count("\n") + 1
            found.append(Example(f"{page.relative_to(ROOT)}:{line}", match["kind"], match["text"]))
    return found


def of_kind(*kinds: str) -> list[Example]:
    return [one for one in examples() if one.kind in kinds]


def test_every_block_says_what_it_is() -> None:
    known = {"", "yaml", "python", "console"}
    assert [one.place for one in examples() if one.kind not in known] == []
    assert len(of_kind("yaml")) >= 3


@pytest.mark.parametrize("example", of_kind("yaml"), ids=lambda one: one.place)
def test_an_example_in_yaml_is_read(example: Example, tmp_path: Path) -> None:
    text = example.text
    if text.startswith("- id:"):
        source = re.search(r"source: (\S+)", text)
        assert source is not None
        criteria = "".join(f"  {line}\n" for line in text.splitlines())
        text = PACK.format(source=source[1], criteria=criteria)
    if "format: cardecide-rules/" in text:
        pack, problems = load_pack_text(text, file="example.yaml")
        assert pack is not None, problems
        assert [one for one in problems if one.severity == "error"] == []
    elif "format: cardecide-rule-tests/" in text:
        path = tmp_path / "example.tests.yaml"
        path.write_text(text, "utf-8")
        rulebook = load_rulebook(bundled("rules"))
        report = run_read_tests(rulebook, read_tests(path, rulebook))
        assert report.tests > 0
        assert report.failures == ()
    elif "format: cardecide-mapping/" in text:
        assert read_mapping_text(text).columns
    elif "format: cardecide-case/" in text:
        path = tmp_path / "example.case.yaml"
        path.write_text(text, "utf-8")
        assert read_case(path).case.id
    else:
        pytest.fail("an example that is neither a pack, a criterion, a test nor a case")


def cohort() -> dict[str, object]:
    """The names that the examples about cohorts use; the table that they read lies in the present folder."""
    rulebook = load_rulebook(bundled("rules"))
    day = PartialDate(2026, 9, 1)
    plan = plan_cohort(rulebook, ["us.cilta-cel", "cartitude-4"], on=day)
    sheets = [derive(read_case(SAMPLE).case, day)]
    FactsTable.from_facts(sheets, plan.needed).write(Path("registry.arrow"))
    names = {"rulebook": rulebook, "plan": plan, "sheets": sheets, "columns": {"prior_lines": [4.0, 1.0]}}
    return {**names, "PartialDate": PartialDate, "Path": Path}


@pytest.mark.parametrize("example", of_kind("python"), ids=lambda one: one.place)
def test_an_example_in_python_runs(example: Example, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    case = read_case(SAMPLE).case
    given = {
        "path": tmp_path / "library.db",
        "folder": tmp_path,
        "now": datetime(2026, 9, 14, 9, 30, tzinfo=UTC),
        "case": case,
        "edited": case.model_copy(update={"id": "ANOTHER-NAME"}),
        "rules": bundled("rules"),
    }
    if "cohort" in example.place:
        given |= cohort()
    exec(compile(example.text, example.place, "exec"), given)  # noqa: S102 - our own documentation

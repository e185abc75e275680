"""Every command that a page of the documentation names is run, with files for its placeholders."""

import re
import shlex
import shutil
from itertools import product, takewhile
from pathlib import Path

import pytest

from cardecide.case import read_case
from cardecide.case.partial_date import PartialDate
from cardecide.cli import main
from cardecide.cohort import FactsTable, plan_cohort
from cardecide.engine import load_rulebook
from cardecide.facts.derive import derive
from cardecide.locations import bundled

ROOT = Path(__file__).resolve().parents[2]
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
PAGES += sorted((ROOT / "docs" / "guide").glob("*.md"))
NAMED = re.compile(
    r"`(?P<inline>[^`\n]*?)`|^(?P<line>(?:\.venv/bin/)?(?:cardecide|make)\b[^\n#`]*)", re.MULTILINE
)
DAY = PartialDate.parse("2026-09-01")
SAMPLE = ROOT / "resources" / "samples" / "zhou-2025.case.yaml"
PLACEHOLDERS = {
    "CASE": "one.case.yaml",
    "CASES": "cases",
    "REPORT.pdf": "report.pdf",
    "OUT.pdf": "out.pdf",
    "DIR": "my-rules",
    "my-rules/": "my-rules",
    "OLD": "rules",
    "NEW": "my-rules",
    "OUT": "out",
    "FILE": "schema.json",
    "D": "2026-09-01",
    "P": "evidence-first",
    "TABLE": "table.csv",
    "M.yaml": "mapping.yaml",
    "BUNDLE": "rules.bundle",
}
WRITES_HERE = {"rules record", "rules docs"}
"""What would change the repository is run on the copies only."""


def commands(program: str) -> list[str]:
    found: dict[str, None] = {}
    for page in PAGES:
        for match in NAMED.finditer(page.read_text("utf-8")):
            said = (match["inline"] or match["line"] or "").strip()
            said = said.removeprefix(".venv/bin/")
            if said.startswith(f"{program} "):
                found[re.sub(r"\s+", " ", said)] = None
    return list(found)


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Files that stand for the placeholders; the rules of one's own change one threshold."""
    folder = tmp_path_factory.mktemp("workspace")
    shutil.copy(SAMPLE, folder / "one.case.yaml")
    (folder / "cases").mkdir()
    shutil.copy(SAMPLE, folder / "cases")
    shutil.copytree(ROOT / "rules", folder / "rules")
    (folder / "my-rules").mkdir()
    pack = (ROOT / "rules" / "trials" / "karmma.yaml").read_text("utf-8")
    (folder / "my-rules" / "karmma.yaml").write_text(
        pack.replace("prior_lines >= 3", "prior_lines >= 4"), "utf-8"
    )
    table = ROOT / "resources" / "samples" / "tables" / "eleven-patients.csv"
    shutil.copy(table, folder / "table.csv")
    assert main(["screen", str(table), "--propose", str(folder / "mapping.yaml")]) == 0
    facts = FactsTable.from_facts(
        [derive(read_case(SAMPLE).case, DAY)],
        plan_cohort(load_rulebook(bundled("rules")), default=DAY).needed,
    )
    facts.write(folder / "facts.arrow")
    assert main(["evaluate", str(SAMPLE), "--pdf", str(folder / "report.pdf")]) == 0
    return folder


STEPS = ("cardecide rules local", "cardecide rules bundle")
"""Steps that build upon one another are run in order in the tests of authoring; here each is looked up."""


def understood(said: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Each action that a line names exists, and takes the options that the line gives it."""
    words = said.replace("\\|", "|").split()[1:]
    named = list(takewhile(lambda word: re.fullmatch(r"[a-z|]+", word), words))
    for actions in product(*(word.split("|") for word in named)):
        with pytest.raises(SystemExit) as end:
            main([*actions, "--help"])
        assert end.value.code == 0, actions
        offered = capsys.readouterr().out
        assert [word for word in words if word.startswith("--") and word not in offered] == [], actions


@pytest.mark.parametrize("said", commands("cardecide"))
def test_a_command_runs_as_written(
    said: str, workspace: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(workspace)
    if said.startswith(STEPS):
        understood(said, capsys)
        return
    said = re.sub(r"\[[^\]]*\]", "", said)  # what may be left out
    words = [PLACEHOLDERS.get(word, word) for word in shlex.split(said)[1:]]
    if " ".join(words[:2]) in WRITES_HERE and len(words) == 2:
        words.append("my-rules" if words[1] == "record" else "out")
    if words[:2] == ["rules", "docs"]:
        words[2] = "out"
    try:
        status = main(words)
    except SystemExit as end:  # the parser's own way to end
        status = int(end.code or 0)
    assert status in (0, 1), capsys.readouterr().err


@pytest.mark.parametrize("said", commands("make"))
def test_a_target_exists(said: str) -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    for word in said.removeprefix("make ").split():
        assert word in targets, said


def test_commands_were_found() -> None:
    assert len(commands("cardecide")) > 10
    assert "make test" in commands("make")

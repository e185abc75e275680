"""Rules of one's own over the bundled ones: they decide, and everything that used them says so."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from cardecide.cli import main
from cardecide.locations import bundled

CASE = "format: cardecide-case/1\nid: THREE-LINES\ndecision_date: 2024-06-01\nstated: {prior_lines: 3}\n"
THRESHOLD = "include: prior_lines >= 3"


@pytest.fixture
def case(tmp_path: Path) -> Path:
    path = tmp_path / "cases" / "three.case.yaml"
    path.parent.mkdir()
    path.write_text(CASE, "utf-8")
    return path


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """The bundled trial with its threshold raised from three lines to four."""
    text = (bundled("rules") / "trials" / "karmma.yaml").read_text("utf-8")
    text = re.sub(r"^revision(_note)?:.*\n", "", text, flags=re.MULTILINE)
    assert text.count(THRESHOLD) == 1
    changed = text.replace(THRESHOLD, "include: prior_lines >= 4").replace(
        "kind: trial\n", "kind: trial\nrevision: 99\nrevision_note: Four lines in this hospital\n"
    )
    folder = tmp_path / "own"
    folder.mkdir()
    (folder / "karmma.yaml").write_text(changed, "utf-8")
    return folder


def evaluated(capsys: pytest.CaptureFixture[str], *arguments: object) -> Any:
    assert main(["evaluate", *map(str, arguments), "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def karmma(result: Any) -> Any:
    (trial,) = [one for product in result["products"] for one in product["trials"] if one["pack"] == "karmma"]
    return trial


def lines_verdict(result: Any) -> str:
    (verdict,) = [one["verdict"] for one in karmma(result)["criteria"] if one["id"] == "prior-lines"]
    return str(verdict)


def test_a_local_threshold_decides_and_is_named(
    case: Path, own: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bundled_result = evaluated(capsys, case)
    own_result = evaluated(capsys, case, "--rules", own)
    assert lines_verdict(bundled_result) == "met"
    assert lines_verdict(own_result) == "not_met"
    assert karmma(own_result)["status"] == "outside"
    assert bundled_result["rules"]["modified"] == []
    assert own_result["rules"]["modified"] == ["karmma"]
    assert bundled_result["rules"]["sha256"] != own_result["rules"]["sha256"]
    assert bundled_result["rules"]["packs"]["karmma"] != own_result["rules"]["packs"]["karmma"]
    same = {name: sha for name, sha in own_result["rules"]["packs"].items() if name != "karmma"}
    assert same.items() <= bundled_result["rules"]["packs"].items()


def test_the_short_answer_names_local_changes(
    case: Path, own: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["evaluate", str(case), "--rules", str(own)]) == 0
    assert "Rules changed locally: karmma" in capsys.readouterr().out
    assert main(["evaluate", str(case)]) == 0
    assert "changed locally" not in capsys.readouterr().out


@pytest.mark.parametrize(
    ("pack", "old", "new"),
    [("scoring/default.yaml", "reasonable: 60", "reasonable: 61"),
     ("labels/us/ide-cel.yaml", "include: prior_lines >= 4", "include: prior_lines >= 5")],
)  # fmt: skip
def test_a_scoring_policy_and_a_label_of_ones_own_are_named_too(
    case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], pack: str, old: str, new: str
) -> None:
    text = (bundled("rules") / pack).read_text("utf-8")
    assert old in text
    own = tmp_path / "own"
    own.mkdir()
    (own / "own.yaml").write_text(text.replace(old, new), "utf-8")
    (identifier,) = [line.removeprefix("id: ") for line in text.splitlines() if line.startswith("id: ")]
    assert evaluated(capsys, case, "--rules", own)["rules"]["modified"] == [identifier]
    (own / "own.yaml").write_text(text + "\n# a copy\n", "utf-8")
    assert evaluated(capsys, case, "--rules", own)["rules"]["modified"] == []


def test_the_folder_of_the_bundled_rules_is_no_local_change(
    case: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert evaluated(capsys, case, "--rules", bundled("rules"))["rules"]["modified"] == []


def impact(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    status = main(["rules", "impact", *map(str, arguments)])
    said = capsys.readouterr()
    return status, said.out, said.err


def test_the_impact_of_a_local_threshold(case: Path, own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    other = CASE.replace("THREE", "FIVE").replace("prior_lines: 3", "prior_lines: 5")
    case.with_name("five.case.yaml").write_text(other, "utf-8")
    status, out, errors = impact(capsys, case.parent, "--rules", own)
    assert (status, errors) == (0, "")
    lines = out.splitlines()
    assert lines[0] == f"THREE-LINES ({case}), decision date 2024-06-01"
    assert lines[1:3] == ["  karmma: undetermined → outside", "    prior-lines: met → not met"]
    assert "FIVE-LINES" not in out
    assert lines[-1] == "2 cases: a status changes in 1, a verdict or score alone in 0, nothing in 1"


def test_the_impact_as_json(case: Path, own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = impact(capsys, case.parent, "--rules", own, "--json")
    (one,) = json.loads(out)
    assert one["case"] == "THREE-LINES"
    (pack,) = one["packs"]
    assert (pack["pack"], pack["old"], pack["new"]) == ("karmma", "undetermined", "outside")
    assert pack["verdicts"] == [{"criterion": "prior-lines", "old": "met", "new": "not_met"}]


def test_a_case_that_cannot_be_read_does_not_stop_the_others(
    case: Path, own: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    case.with_name("broken.yaml").write_text("format: cardecide-case/1\nid: [\n", "utf-8")
    case.with_name("other.json").write_text('{"format": "something else"}', "utf-8")
    status, out, errors = impact(capsys, case.parent, "--rules", own)
    assert status == 1
    assert "broken.yaml:" in errors
    assert "other.json:" in errors
    assert "karmma: undetermined → outside" in out
    assert out.endswith("nothing in 0; 2 case files could not be used\n")


def test_the_same_rules_have_no_impact(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = impact(capsys, case.parent, "--against", bundled("rules"))
    assert (status, out.splitlines()[-1].endswith("nothing in 1")) == (0, True)


def test_something_to_compare_with_is_needed(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, _, errors = impact(capsys, case.parent)
    assert status == 2
    assert "--rules or --against" in errors

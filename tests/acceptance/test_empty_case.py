"""Law 2: an empty case is not eligible for anything, anywhere, on any day."""

import json
from pathlib import Path

import pytest

from cardecide.cli import main


@pytest.mark.parametrize("day", ["2022-06-01", "2023-07-31", "2024-09-01", "2026-09-01", "2030"])
def test_nothing_is_permitted_and_nothing_can_be_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], day: str
) -> None:
    case = tmp_path / "empty.case.yaml"
    case.write_text("format: cardecide-case/1\nid: EMPTY\n", encoding="utf-8")
    assert main(["evaluate", str(case), "--json", "--date", day]) == 0
    result = json.loads(capsys.readouterr().out)
    assert result["products"]
    for product in result["products"]:
        assert all(label["status"] in ("undetermined", "not_approved") for label in product["labels"])
        assert all(trial["status"] == "undetermined" and trial["met"] == 0 for trial in product["trials"])
        assert product["safety"]["status"] == "undetermined"
        assert product["score"]["band"] in ("cannot_say_yet", "not_suitable_now")
        assert product["score"]["low"] == 0 or product["score"]["band"] == "cannot_say_yet"
    known = [name for name, fact in result["facts"].items() if fact["origin"] != "missing"]
    assert known == []

"""One table with everything that can be wrong with a table: all of it is told, and nothing is lost."""

import csv
from pathlib import Path

import pytest

from cardecide.cli import main

ROWS = 100
HEADER = "编号;血红蛋白;血红蛋白;年龄;血小板（10^9/L）;活动性感染;姓名"


def row(number: int) -> str:
    hemoglobin = ("9.8 g/dL", "98 g/L", "101 g/L", "")[number % 4]
    age = "=1+60" if number == 33 else str(50 + number % 30)
    platelets = "4000000" if number == 44 else "120"
    cells = [f"甲{number:03d}", hemoglobin, "9", age, platelets, ("有", "无", "不详")[number % 3], "某某"]
    return ";".join(cells[:4] if number % 20 == 3 else cells)


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def test_everything_is_told_and_nothing_is_lost(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table, mapping, out = tmp_path / "登记.csv", tmp_path / "m.yaml", tmp_path / "out"
    text = "\n".join([HEADER, *map(row, range(ROWS))]) + "\n"
    table.write_bytes(text.encode("gb18030"))
    assert main(["screen", str(table), "--propose", str(mapping)]) == 1
    said = capsys.readouterr().err
    assert "GB18030" in said
    assert "“血红蛋白” stands over several columns (2, 3)" in said
    assert "5 rows cannot be told apart into cells" in said
    proposed = mapping.read_text(encoding="utf-8")
    assert "looks like something that tells who the patient is" in proposed
    answered = proposed.replace("血红蛋白: {is: ignored}", "血红蛋白: {is: labs.hemoglobin}")
    assert answered != proposed
    mapping.write_text(answered, encoding="utf-8")
    command = ["screen", str(table), "--mapping", str(mapping), "-o", str(out), "--pack", "karmma"]
    assert main([*command, "--date", "2026-11-20"]) == 1
    broken = {number + 2 for number in range(ROWS) if number % 20 == 3}
    rejected = {int(one["row"]): one for one in read(out / "rejected.csv")}
    assert set(rejected) == broken | {35, 46}
    assert {int(one["row"]) for one in read(out / "statuses.csv")} == set(range(2, ROWS + 2)) - set(rejected)
    assert "formula" in rejected[35]["problem"] and rejected[35]["年龄"] == "'=1+60"
    assert "expected 1" in rejected[46]["problem"]
    problems = {(int(one["row"]), one["column"]) for one in read(out / "problems.csv")}
    assert problems == {*((number, "") for number in broken), (35, "年龄"), (46, "血小板（10^9/L）")}
    written = {cell for one in read(out / "rejected.csv") for cell in one.values() if cell}
    assert not [cell for cell in written if cell.startswith(("=", "@", "\t"))]

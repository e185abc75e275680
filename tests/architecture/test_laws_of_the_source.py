"""What must hold for the source as a whole."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CORE = sorted((ROOT / "cardecide").rglob("*.py"))
ALL = CORE + sorted((ROOT / "ui").rglob("*.py"))


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", [p for p in CORE if "cli" not in p.parts], ids=name)
def test_the_core_reads_no_clock(path: Path) -> None:
    calls = {
        node.func.attr
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    }
    assert not calls & {"today", "now", "utcnow"}, "the decision date is an argument"


@pytest.mark.parametrize("path", ALL, ids=name)
def test_a_module_holds_one_concept(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= 300
    assert path.stem not in {"utils", "util", "helpers", "common", "misc"}


def test_nothing_below_the_assessment_names_a_product() -> None:
    products = re.compile(r"(ide|cilta|eque|zevor)[-_]?cel|abecma|carvykti", re.IGNORECASE)
    for folder in ("case", "facts", "engine"):
        for path in (ROOT / "cardecide" / folder).rglob("*.py"):
            code = ast.parse(path.read_text("utf-8"))
            docstrings = {
                id(node.body[0].value)
                for node in ast.walk(code)
                if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
                and node.body
                and isinstance(node.body[0], ast.Expr)
            }
            for node in ast.walk(code):
                if (
                    isinstance(node, ast.Constant)
                    and isinstance(node.value, str)
                    and id(node) not in docstrings
                ):
                    assert not products.search(node.value), f"{name(path)}:{node.lineno} names a product"


def test_import_directions() -> None:
    done = subprocess.run(  # noqa: S603
        [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout


def test_every_law_names_tests_that_exist() -> None:
    page = (ROOT / "docs" / "laws.md").read_text("utf-8")
    named = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", page)
    rows = [line for line in page.splitlines() if re.match(r"\| \d+ \|", line)]
    assert len(rows) == 12
    assert all("`tests/" in row for row in rows)
    for file, function in named:
        assert f"def {function}(" in (ROOT / file).read_text("utf-8"), f"{file}::{function}"


def test_nothing_by_which_a_patient_is_judged_is_kept_in_a_cache() -> None:
    """Whoever can write into the cache folder must not be able to change an answer."""
    keeping = [
        name(path)
        for path in ALL
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.ImportFrom) and node.module == "cardecide.reading.kept"
    ]
    assert keeping == ["cardecide/language/messages.py"]

"""A newcomer follows CONTRIBUTING to the letter, from a clone to a rule change that is ready to be merged."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACK = "rules/trials/legend-2.yaml"
SECTION = "## From a clone to a merged rule change"
RUN = re.compile(r"`((?:\.venv/bin/|make |mkdir )[^`]+)`")
NAMES = {"OLD": "out/rules", "NEW": "rules", "CASES": "resources/samples"}
WHOLE_SUITE = {"make test", "make check"}
"""What runs every test, this one among them."""

pytestmark = pytest.mark.skipif(
    not (ROOT / ".git").exists() or sys.platform == "win32", reason="needs a clone and a shell"
)


def steps() -> list[str]:
    """The commands of the section, in its order."""
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    section = text[text.index(SECTION) :].split("\nWithout a checkout")[0]
    plain = " ".join(section.split())
    assert all(f"{name} is `{path}`" in plain for name, path in NAMES.items())
    return RUN.findall(section)


class Clone:
    """A clone of what is here now, with the environment that the first step makes."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        listed = self._git("ls-files", "-z", "--cached", "--others", "--exclude-standard", at=ROOT)
        for name in filter(None, listed.split("\0")):
            if (ROOT / name).is_file():  # not one that is being removed
                (folder / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(ROOT / name, folder / name)
        self._git("init", "-q", at=folder)
        self._git("add", "-A", at=folder)
        self._git("-c", "user.name=A", "-c", "user.email=a@b.c", "commit", "-qm", "The project", at=folder)
        (folder / ".venv").symlink_to(Path(sys.prefix))

    def run(self, command: str) -> subprocess.CompletedProcess[str]:
        """A command of the page, as a shell in the clone runs it."""
        for name, path in NAMES.items():
            command = re.sub(rf"\b{name}\b", path, command)
        # The environment stands already, and is that of another folder.
        command = command.replace("make ", "make -o .venv/ready ")
        places = os.pathsep.join(str(self.folder / part) for part in ("", "ui"))
        environment = {**os.environ, "PYTHONPATH": places, "XDG_CACHE_HOME": str(self.folder / ".cache")}
        return subprocess.run(  # noqa: S603 - the project's own page
            ["/bin/bash", "-euo", "pipefail", "-c", command],
            cwd=self.folder,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )

    def change(self, file: str, changes: Mapping[str, str]) -> None:
        """Edit a file by hand."""
        path = self.folder / file
        text = path.read_text("utf-8")
        for old, new in changes.items():
            assert old in text, old
            text = text.replace(old, new)
        path.write_text(text, "utf-8")

    def changed(self) -> set[str]:
        """The files that a commit would hold."""
        return set(self._git("diff", "--name-only", at=self.folder).split())

    def _git(self, *arguments: str, at: Path) -> str:
        return subprocess.run(  # noqa: S603
            ["git", *arguments],  # noqa: S607
            cwd=at,
            capture_output=True,
            text=True,
            check=True,
        ).stdout


def test_the_steps_lead_to_a_change_ready_to_be_merged(tmp_path: Path) -> None:
    commands = [command for command in steps() if command not in WHOLE_SUITE]
    check, test, old_rules, *compare, record, docs = commands
    assert (check, test) == (".venv/bin/cardecide rules check", ".venv/bin/cardecide rules test")
    assert (record, docs) == (".venv/bin/cardecide rules record", "make docs")
    assert len(compare) == 2
    clone = Clone(tmp_path)

    # Step 2, at first the number alone: the check asks for the rest.
    clone.change(PACK, {"prior_lines >= 3": "prior_lines >= 4"})
    told = clone.run(check)
    assert told.returncode == 1
    for code in ("[text-says-another-number]", "[changed-without-version]"):
        assert code in told.stderr
    words = {
        "At least 3 prior": "At least 4 prior",
        "至少 3 线": "至少 4 线",
        "En az 3 önceki": "En az 4 önceki",
    }
    note = "revision: 2\nrevision_note: Four lines, for a try\ntitle:\n"
    clone.change(PACK, {**words, "title:\n": note})

    # Step 3: the tests still hold the old number.
    assert clone.run(test).returncode == 1
    tests = PACK.replace(".yaml", ".tests.yaml")
    clone.change(
        tests, {"prior_lines: 3": "prior_lines: 4", "prior_lines: 2": "prior_lines: 3", "lines 2": "lines 3"}
    )

    # Step 4.
    told = clone.run(check)
    assert told.returncode == 0, told.stderr
    assert "not recorded as they are: legend-2" in told.stdout
    assert clone.run(test).returncode == 0

    # Step 5.
    assert clone.run(old_rules).returncode == 0
    for command in compare:
        told = clone.run(command)
        assert told.returncode in (0, 1), told.stderr
        assert "legend-2" in told.stdout

    # Step 6.
    for command in (record, docs):
        told = clone.run(command)
        assert told.returncode == 0, told.stderr
    page = "docs/reference/packs/legend-2.md"
    assert {PACK, tests, "rules/rulebook.yaml", page} <= clone.changed()
    assert "At least 4 prior regimens" in (tmp_path / page).read_text("utf-8")

    # Step 8, but for the tests of the program.
    for command in (f"{check} --recorded", ".venv/bin/cardecide rules docs docs/reference --check"):
        told = clone.run(command)
        assert told.returncode == 0, told.stdout + told.stderr

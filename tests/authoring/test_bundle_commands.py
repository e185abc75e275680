"""``cardecide rules bundle``, and local rules given to the other commands."""

import json
from datetime import date
from pathlib import Path

import pytest

from cardecide.authoring import LocalRules, edit_value
from cardecide.cli import main
from tests.authoring.made import PASSPHRASE, entry, reviewed, saved


def run(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    status = main(["rules", "bundle", *map(str, arguments)])
    out, err = capsys.readouterr()
    return status, out, err


def test_from_one_site_to_another(
    rules: LocalRules, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    saved(rules)
    secret = tmp_path / "passphrase"
    secret.write_text(PASSPHRASE + "\n", "utf-8")
    key, bundle, other = tmp_path / "key", tmp_path / "b.cardecide-rules", tmp_path / "other"
    with_secret = ("--passphrase-file", secret)
    status, out, _ = run(capsys, "key", "create", key, "--name", "Site A", *with_secret)
    assert status == 0
    public = out.split("public key")[1].split()[0]
    assert run(capsys, "export", rules.folder, bundle, "--key", key, "--who", "Dr A", *with_secret)[0] == 0
    status, out, _ = run(capsys, "show", bundle)
    assert (status, "not trusted here" in out, "small" in out) == (1, True, True)
    status, out, err = run(capsys, "import", other, bundle, "--who", "Dr X")
    assert (status, out) == (2, "")
    assert "not trusted" in err
    assert "Traceback" not in err
    assert not other.exists()
    assert run(capsys, "key", "trust", other, public, "--name", "Site A", "--who", "Dr X")[0] == 0
    assert public in run(capsys, "key", "list", other)[1]
    status, out, _ = run(capsys, "import", other, bundle, "--who", "Dr X")
    assert (status, out.startswith("small: draft")) == (0, True)
    assert run(capsys, "show", bundle, "--local", other)[0] == 0
    assert run(capsys, "key", "distrust", other, public)[0] == 0
    assert run(capsys, "import", other, bundle, "--who", "Dr X")[0] == 2
    assert public in run(capsys, "key", "show", key)[1]


def test_a_wrong_passphrase_writes_nothing(
    rules: LocalRules, key_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    saved(rules)
    secret = tmp_path / "passphrase"
    secret.write_text("not this one at all", "utf-8")
    out = tmp_path / "out"
    status, _, err = run(
        capsys, "export", rules.folder, out, "--key", key_file, "--who", "Dr A", "--passphrase-file", secret
    )
    assert status == 2
    assert "passphrase does not fit" in err
    assert not out.exists()


def test_evaluating_takes_what_is_in_force_and_checking_the_drafts(
    rules: LocalRules, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    case = tmp_path / "a.case.yaml"
    case.write_text("format: cardecide-case/1\nid: A\ndecision_date: 2024-06-01\n", "utf-8")
    begun = rules.begin("karmma")
    changed = edit_value(begun.text, "criteria[9].exclude", "50.5")
    draft = rules.save("karmma", begun.text + "# a draft\n", entry(), based_on=begun.text_hash)

    def modified() -> list[str]:
        assert main(["evaluate", str(case), "--json", "--rules", str(rules.folder)]) == 0
        found = json.loads(capsys.readouterr().out)["rules"]["modified"]
        assert isinstance(found, list)
        return found

    assert modified() == []
    assert main(["rules", "check", str(rules.folder)]) == 0
    assert "changed locally" not in capsys.readouterr().out
    rules.save("karmma", changed, entry(), based_on=draft.text_hash)
    assert modified() == []
    assert main(["rules", "check", str(rules.folder)]) == 1
    assert "changed locally: karmma" in capsys.readouterr().out
    saved(rules)
    small = reviewed(rules, "small")
    rules.put_in_force("small", entry(), date(2024, 6, 2), based_on=small.text_hash)
    assert modified() == [], "the case was decided on the day before"
    rules.put_in_force("small", entry(), date(2024, 6, 1), based_on=small.text_hash)
    assert modified() == ["small"]

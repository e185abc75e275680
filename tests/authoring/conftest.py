"""What the tests of editing rules share."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from cardecide.authoring import LocalRules, SigningKey
from cardecide.engine import Rulebook, load_rulebook
from cardecide.locations import bundled
from tests.authoring.made import PASSPHRASE


@pytest.fixture(scope="session")
def bundled_rules() -> Rulebook:
    return load_rulebook(bundled("rules"))


@pytest.fixture
def rules(tmp_path: Path, bundled_rules: Rulebook) -> LocalRules:
    return LocalRules(tmp_path / "rules", bundled_rules)


@pytest.fixture(scope="session")
def key_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("keys") / "site.key"
    SigningKey.create(file, "Hospital A", passphrase=PASSPHRASE)
    return file


@pytest.fixture(scope="session")
def signing_key(key_file: Path) -> Iterator[SigningKey]:
    yield SigningKey.open(key_file, passphrase=PASSPHRASE)

"""An empty library for each test, under a random key: a passphrase would cost its derivation each time."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from cardecide.store import Library
from tests.store.made import KEY


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "cases.library"


@pytest.fixture
def library(path: Path) -> Iterator[Library]:
    with Library.create(path, KEY, wait=0.05) as made:
        yield made

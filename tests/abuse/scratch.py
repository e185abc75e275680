"""Files for the readers that read from the disk; the folder goes with the process."""

import atexit
import shutil
import tempfile
from functools import cache
from pathlib import Path
from typing import Final

KEY: Final = bytes(range(32))
"""The key of everything that is encrypted or signed here."""


def scratch(suffix: str) -> Path:
    """The one file of this ending."""
    return scratch_folder() / f"input{suffix}"


@cache
def scratch_folder() -> Path:
    """The folder of the files."""
    folder = Path(tempfile.mkdtemp(prefix="cardecide-abuse-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder

"""Writing a text file whole or not at all."""

import os
from pathlib import Path

from cardecide.reading.problem import InputError, Problem


def write_text(path: Path, text: str) -> None:
    """Write the file beside its place first, so that a failure leaves the old one as it was.

    Raises InputError where the place cannot be written.
    """
    beside = path.with_name(f".{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside.write_text(text, encoding="utf-8", newline="\n")
        os.replace(beside, path)  # noqa: PTH105 - replaces on every system
    except OSError as error:
        beside.unlink(missing_ok=True)
        reason = error.strerror or "the file system refuses it"
        raise InputError([Problem(f"this cannot be written: {reason}", file=str(path))]) from None

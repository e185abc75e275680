"""Writes the report to a file, whole or not at all."""

import os
from pathlib import Path
from uuid import uuid4

from cardecide.assessment.result import Result
from cardecide.case.model import Case
from cardecide.language.text import Language
from cardecide.reading.problem import InputError, Problem
from cardecide.report.document import PageSize, render_report
from cardecide.report.variants import Variant


def write_report(
    result: Result,
    case: Case,
    path: Path | str,
    *,
    language: Language = "en",
    page_size: PageSize = "A4",
    variant: Variant = "full",
    issued: str,
    embed: bool = True,
) -> None:
    """Write the report to ``path``, replacing what is there only when the new file is complete.

    Raises InputError with one problem where it cannot be written; nothing is left behind then.
    """
    content = render_report(
        result,
        case,
        language=language,
        page_size=page_size,
        variant=variant,
        issued=issued,
        embed=embed,
    )
    write_whole(Path(path), content)


def write_whole(target: Path, content: bytes) -> None:
    """Write ``content`` to ``target``, replacing what is there only when the new file is complete.

    Raises InputError with one problem where it cannot be written; nothing is left behind then.
    """
    # In the same folder, since only a move within one file system is atomic.
    partial = target.with_name(f".cardecide-{uuid4().hex}.part")
    try:
        with partial.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        partial.replace(target)
    except OSError as error:
        _discard(partial)
        problem = Problem(
            f"The report could not be written: {error.strerror or error}",
            expected="a path in an existing folder with free space, where you may write",
            file=str(target),
            code="report-not-written",
        )
        raise InputError([problem]) from error
    except BaseException:
        _discard(partial)
        raise


def _discard(partial: Path) -> None:
    try:
        partial.unlink(missing_ok=True)
    except OSError:
        # The disk that refused the report may refuse this too; the first refusal is the one to tell.
        return

"""Blocks of a screening kept on the disk, so that a run that was stopped can go on where it was.

The files hold codes and row numbers, nothing that was entered about a patient. A block counts only for the
very same table, mapping, rules and day.
"""

import hashlib
import json
import os
import shutil
from collections.abc import Sequence
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from typing import Any, Final
from uuid import uuid4
from zipfile import BadZipFile

from cardecide.cohort.screening.judging import Codes
from cardecide.reading.problem import InputError, Problem

FOLDER: Final = ".cardecide-unfinished"


def fingerprint(parts: Sequence[str]) -> str:
    """What a block has to agree with, as one short text."""
    return hashlib.sha256(json.dumps(list(parts)).encode()).hexdigest()


class KeptBlocks:
    """The finished blocks of one screening in a folder."""

    def __init__(self, folder: Path, mark: str) -> None:
        self.folder = folder / FOLDER
        self._mark = mark

    def begin(self, *, resume: bool) -> int:
        """Make the folder ready; return how many blocks are there already.

        Raises InputError where there is nothing to go on with, or what is there belongs to something else.
        """
        mark = self.folder / "mark"
        if resume:
            try:
                found = mark.read_text(encoding="ascii")
            except OSError:
                what = "there is no unfinished run to go on with"
                problem = Problem(what, "a run without --resume", file=str(self.folder.parent))
                raise InputError([problem]) from None
            if found != self._mark:
                what = "the unfinished run is of another table, mapping, rules or day"
                raise InputError([Problem(what, "the same ones, or a run without --resume")])
            return len(list(self.folder.glob("*.npz")))
        with suppress(FileNotFoundError):
            shutil.rmtree(self.folder)
        try:
            self.folder.mkdir(parents=True)
            mark.write_text(self._mark, encoding="ascii")
        except OSError as error:
            raise _not_written(self.folder, error) from None
        return 0

    def read(self, number: int) -> list[Codes] | None:
        """The codes of a block under each set of rules; None where it is not there or not whole."""
        import numpy

        try:
            # From memory: numpy leaves a file that is not whole open.
            content = BytesIO(self._file(number).read_bytes())
            with numpy.load(content, allow_pickle=False) as saved:
                sides = int(saved["sides"])
                return [_codes(saved, side) for side in range(sides)]
        except (OSError, ValueError, KeyError, EOFError, BadZipFile):
            return None

    def write(self, number: int, block: Sequence[Codes]) -> None:
        """Keep a block, whole or not at all."""
        import numpy

        arrays: dict[str, Any] = {"sides": numpy.array(len(block))}
        for side, codes in enumerate(block):
            arrays[f"{side}.statuses"] = codes.statuses
            arrays[f"{side}.reasons"] = codes.reasons
            arrays[f"{side}.packs"] = numpy.array(len(codes.verdicts))
            arrays |= {f"{side}.{place}": one for place, one in enumerate(codes.verdicts)}
        partial = self.folder / f"{uuid4().hex}.part"
        try:
            with partial.open("xb") as stream:
                numpy.savez_compressed(stream, **arrays)
                stream.flush()
                os.fsync(stream.fileno())
            partial.replace(self._file(number))
        except OSError as error:
            with suppress(OSError):
                partial.unlink(missing_ok=True)
            raise _not_written(self.folder, error) from None

    def finish(self) -> None:
        """Everything is done: nothing is left to go on with."""
        with suppress(OSError):
            shutil.rmtree(self.folder)

    def _file(self, number: int) -> Path:
        return self.folder / f"{number:07d}.npz"


def _codes(saved: Any, side: int) -> Codes:
    packs = int(saved[f"{side}.packs"])
    verdicts = tuple(saved[f"{side}.{place}"] for place in range(packs))
    return Codes(saved[f"{side}.statuses"], saved[f"{side}.reasons"], verdicts)


def _not_written(folder: Path, error: OSError) -> InputError:
    reason = (error.strerror or "unknown reason").lower()
    return InputError([Problem(f"the folder cannot be written: {reason}", file=str(folder.parent))])

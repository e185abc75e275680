"""The file ``rulebook.yaml`` of a rules folder: its version, and which content each pack's revision had."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import takewhile
from pathlib import Path
from typing import Final, Literal

from pydantic import Field, ValidationError

from cardecide.engine.lint_codes import LintCode
from cardecide.engine.pack import Pack
from cardecide.engine.pack_file import FileModel, Identifier, Word
from cardecide.engine.pack_problems import shape_problems
from cardecide.reading.document import read_document
from cardecide.reading.problem import InputError, Problem

MANIFEST: Final = "rulebook.yaml"


class Recorded(FileModel):
    """The content that a pack had when its revision was recorded."""

    revision: int
    sha256: str


class Manifest(FileModel):
    """The version of a rules folder and the recorded revisions of its packs."""

    format: Literal["cardecide-rulebook/1"] = "cardecide-rulebook/1"
    version: Word = "unversioned"
    packs: dict[Identifier, Recorded] = Field(default_factory=dict)


def read_manifest(folder: Path) -> Manifest:
    """The manifest of a folder; an empty one where there is none. Raises InputError with all its problems."""
    path = folder / MANIFEST
    if not path.is_file():
        return Manifest()
    document = read_document(path.read_bytes(), file=str(path))
    try:
        return Manifest.model_validate(document.value)
    except ValidationError as error:
        raise InputError(shape_problems(error, document, Manifest)) from None


def manifest_text(version: str, packs: Iterable[Pack], *, before: str = "") -> str:
    """The manifest that records the present content of the packs, as YAML.

    The remarks at the top of ``before``, the text of the manifest so far, are kept.
    """
    remarks = takewhile(lambda line: line.startswith("#"), before.splitlines())
    lines = [*(f"{remark}\n" for remark in remarks)]
    quoted = version.replace("'", "''")
    lines.append(f"format: cardecide-rulebook/1\nversion: '{quoted}'\npacks:\n")
    lines += (
        f"  {pack.id}: {{revision: {pack.revision}, sha256: {pack.sha256}}}\n"
        for pack in sorted(packs, key=lambda pack: pack.id)
    )
    return "".join(lines)


def unrevised(packs: Iterable[Pack], recorded: Mapping[str, Recorded]) -> Iterator[Problem]:
    """A warning for each pack whose content is not the recorded one and that does not say so.

    A change needs a higher ``revision`` and a ``revision_note`` that tells a reader what changed.
    """
    for pack in packs:
        before = recorded.get(pack.id)
        if before is None or before.sha256 == pack.sha256:
            continue
        if pack.revision <= before.revision:
            message = f"the content of '{pack.id}' changed since revision {before.revision} was recorded"
            yield _unrevised(pack, message, f"revision: {before.revision + 1}, and a revision_note")
        elif pack.revision_note is None:
            message = f"revision {pack.revision} of '{pack.id}' does not say what changed"
            yield _unrevised(pack, message, "a revision_note")


def _unrevised(pack: Pack, message: str, expected: str) -> Problem:
    code = LintCode.CHANGED_WITHOUT_VERSION
    return Problem(message, expected, "", pack.file, 1, 1, "revision", code)


def not_recorded(packs: Iterable[Pack], manifest: Manifest) -> list[str]:
    """The ids of the packs whose present content the manifest does not hold."""
    return [
        pack.id
        for pack in packs
        if (known := manifest.packs.get(pack.id)) is None or known.sha256 != pack.sha256
    ]

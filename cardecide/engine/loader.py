"""Reads folders of rule packs into a rulebook, or says everything that is wrong with them."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Final

from cardecide.engine.collecting import without_collecting
from cardecide.engine.known_conditions import known_conditions
from cardecide.engine.lint_codes import LintCode
from cardecide.engine.linter import lint_pack
from cardecide.engine.manifest import MANIFEST, Manifest, Recorded, read_manifest, unrevised
from cardecide.engine.pack import Pack
from cardecide.engine.pack_reader import read_pack
from cardecide.engine.rulebook import Rulebook
from cardecide.engine.vocabulary import Vocabulary
from cardecide.facts.catalogue import catalogue
from cardecide.reading.document import read_document
from cardecide.reading.encoding import MAX_BYTES
from cardecide.reading.problem import InputError, Problem

TESTS_ENDING: Final = ".tests.yaml"

_WARNINGS: Final = frozenset(code.value for code in LintCode if code.severity == "warning")


@dataclass(frozen=True)
class Examined:
    """What examining folders showed: every problem, and the rulebook that the packs without errors make."""

    rulebook: Rulebook
    errors: tuple[Problem, ...]


def load_rulebook(*folders: Path, vocabulary: Vocabulary | None = None) -> Rulebook:
    """The packs of all folders; a later folder's pack takes the place of an earlier one with the same id.

    ``vocabulary`` is the catalogue of facts unless another one is given. Raises InputError with every
    problem of every file; what is only a warning stands in the rulebook.
    """
    examined = examine(*folders, vocabulary=vocabulary)
    if examined.errors:
        raise InputError(examined.errors)
    return examined.rulebook


def examine(*folders: Path, vocabulary: Vocabulary | None = None) -> Examined:
    """The same without giving up on errors: for a check that shows errors and warnings side by side."""
    with without_collecting():
        return _examine(folders, vocabulary)


def _examine(folders: tuple[Path, ...], vocabulary: Vocabulary | None) -> Examined:
    loading = _Loading(catalogue() if vocabulary is None else vocabulary)
    packs: dict[str, Pack] = {}
    modified: set[str] = set()
    manifests = []
    for number, folder in enumerate(folders):
        manifest = loading.manifest(folder)
        manifests.append(manifest)
        layer = loading.layer(folder)
        recorded = {id_: Recorded(revision=p.revision, sha256=p.sha256) for id_, p in packs.items()}
        loading.take(unrevised(layer.values(), {**recorded, **manifest.packs}))
        packs.update(layer)
        if number > 0:
            modified |= {id_ for id_, p in layer.items() if recorded.get(id_, p).sha256 != p.sha256}
            modified |= layer.keys() - recorded.keys()
    in_order = sorted(loading.problems, key=lambda problem: (problem.file, problem.line, problem.column))
    rulebook = Rulebook(
        packs=MappingProxyType(dict(sorted(packs.items()))),
        vocabulary=loading.vocabulary,
        folders=folders,
        version=manifests[0].version if manifests else "unversioned",
        sha256=rulebook_hash(packs.values()),
        modified=tuple(sorted(modified)),
        warnings=tuple(problem for problem in in_order if problem.code in _WARNINGS),
    )
    return Examined(rulebook, tuple(problem for problem in in_order if problem.code not in _WARNINGS))


def pack_paths(folder: Path) -> list[Path]:
    """The pack files of a folder and of the folders in it, in a fixed order."""
    return sorted(
        path
        for path in folder.rglob("*.y*ml")
        if path.suffix in (".yaml", ".yml") and path.name != MANIFEST and not path.name.endswith(TESTS_ENDING)
    )


def load_pack(path: Path, vocabulary: Vocabulary) -> tuple[Pack | None, list[Problem]]:
    """One pack and everything wrong with its file, warnings included; no pack where it cannot be used."""
    with path.open("rb") as stream:
        content = stream.read(MAX_BYTES + 1)  # enough to see that it is too large
    return load_pack_text(content, file=str(path), vocabulary=vocabulary)


def load_pack_text(
    content: str | bytes, *, file: str, vocabulary: Vocabulary | None = None
) -> tuple[Pack | None, list[Problem]]:
    """The pack that a text holds, for an editor; ``file`` is its name in problems."""
    own = catalogue()
    if vocabulary is None or vocabulary is own:
        pack, problems = _with_catalogue(content, file)
    else:
        pack, problems = _load(content, file, vocabulary)
    return pack, list(problems)


@lru_cache(maxsize=512)
def _with_catalogue(content: str | bytes, file: str) -> tuple[Pack | None, tuple[Problem, ...]]:
    """Remembered, because an editor and a check load the same unchanged files over and over."""
    return _load(content, file, catalogue())


def _load(content: str | bytes, file: str, vocabulary: Vocabulary) -> tuple[Pack | None, tuple[Problem, ...]]:
    try:
        document = read_document(content, file=file)
    except InputError as error:
        return None, error.problems
    known = known_conditions(vocabulary)
    pack, problems = read_pack(document, known)
    found = tuple(problems if pack is None else lint_pack(pack, known))
    known.forget_what_is_too_much()
    return pack, found


def rulebook_hash(packs: Iterable[Pack]) -> str:
    """One hash over the ids and the content hashes of all packs."""
    lines = sorted(f"{pack.id} {pack.sha256}\n" for pack in packs)
    return hashlib.sha256("".join(lines).encode()).hexdigest()


class _Loading:
    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self.problems: list[Problem] = []

    def take(self, problems: Iterable[Problem]) -> None:
        self.problems += problems

    def manifest(self, folder: Path) -> Manifest:
        try:
            return read_manifest(folder)
        except InputError as error:
            self.take(error.problems)
            return Manifest()

    def layer(self, folder: Path) -> dict[str, Pack]:
        packs: dict[str, Pack] = {}
        for path in pack_paths(folder):
            pack, problems = load_pack(path, self.vocabulary)
            self.take(problems)
            if pack is None:
                continue
            if pack.id in packs:
                message = f"the pack '{pack.id}' stands in {packs[pack.id].file} already"
                self.take([Problem(message, "each id once in a folder", "", pack.file, 1, 1, "id",
                                   LintCode.DUPLICATE_ID)])  # fmt: skip
            packs[pack.id] = pack
        return packs

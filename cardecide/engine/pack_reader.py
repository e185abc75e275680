"""From the content of one file to a pack, or to everything that is wrong with it."""

import hashlib
import json
from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from pydantic import ValidationError

from cardecide.engine import pack_file as files
from cardecide.engine.criterion_reader import CriterionReader, products
from cardecide.engine.known_conditions import KnownConditions
from cardecide.engine.lint_codes import LintCode
from cardecide.engine.pack import Pack, Place, Version
from cardecide.engine.pack_problems import shape_problems
from cardecide.engine.scoring import ScoringFile, read_scoring
from cardecide.engine.vocabulary import Vocabulary
from cardecide.reading.document import Document
from cardecide.reading.nearest import nearest
from cardecide.reading.problem import Problem

MODELS: Final[Mapping[str, type[files.PackFile]]] = {
    "label": files.LabelFile,
    "trial": files.TrialFile,
    "guidance": files.GuidanceFile,
    "evidence": files.EvidenceFile,
    "scoring": ScoringFile,
}
"""The shape of each kind of pack."""


def read_pack(document: Document, known: KnownConditions) -> tuple[Pack | None, list[Problem]]:
    """The pack of one file and everything wrong with it; no pack where something prevents one."""
    value = document.value
    kind = value.get("kind") if isinstance(value, dict) else None
    model = MODELS.get(kind) if isinstance(kind, str) else None
    if model is None:
        message = "this is not a rule pack" if kind is None else f"there is no kind of pack '{kind}'"
        near = "" if kind is None else nearest(str(kind), MODELS)
        expected = "kind: one of " + ", ".join(MODELS)
        return None, [document.problem(("kind",), message, expected, near, code=LintCode.SYNTAX)]
    try:
        file = model.model_validate(value)
    except ValidationError as error:
        return None, list(shape_problems(error, document, model))
    reader = CriterionReader(document, known, file.sources)
    pack = Pack(
        id=file.id,
        title=file.title,
        file=document.file,
        sources=reader.sources,
        sha256=content_hash(value),
        revision=file.revision,
        revision_note=file.revision_note,
        notes=tuple(file.notes),
        **_own_parts(file, reader, known.vocabulary),
    )
    return (None if reader.problems else pack), reader.problems


def content_hash(value: Any) -> str:
    """A hash of a pack's content: the same for the same data, whatever the comments and the layout."""
    text = json.dumps(value, sort_keys=True, separators=(",", ":"), default=str)
    return hashlib.sha256(text.encode()).hexdigest()


def _own_parts(file: files.PackFile, reader: CriterionReader, vocabulary: Vocabulary) -> dict[str, Any]:
    """What a pack of its kind has beside the common parts."""
    match file:
        case files.LabelFile():
            return {
                "kind": "label",
                "product": file.product,
                "name": file.name,
                "alternative": file.alternative,
                "jurisdiction": file.jurisdiction,
                "verified_through": file.verified_through,
                "versions": _in_order(reader.versions(file.versions, ("versions",), "label")),
                "facts_printed": reader.printed(file.facts_printed, ("facts_printed",)),
            }
        case files.TrialFile():
            return {
                "kind": "trial",
                "product": file.product,
                "pivotal": file.pivotal,
                "registry": file.registry,
                "versions": _trial_versions(file, reader),
                "facts_printed": reader.printed(file.facts_printed, ("facts_printed",)),
            }
        case files.GuidanceFile():
            return {
                "kind": "guidance",
                "applies_to": products(file.applies_to),
                "jurisdictions": tuple(file.jurisdictions),
                "versions": (reader.undated(file.criteria, "guidance"),),
                "facts_printed": reader.printed(file.facts_printed, ("facts_printed",)),
            }
        case files.EvidenceFile():
            rows = reader.rows(file.rows, file.product)
            version = Version(None, None, tuple(row.criterion for row in rows), Place("", 0, 0))
            return {"kind": "evidence", "product": file.product, "rows": rows, "versions": (version,)}
        case ScoringFile():
            return {
                "kind": "scoring",
                "versions": (),
                "scoring": read_scoring(file, vocabulary, reader.problem),
            }
    raise TypeError(f"a pack file of an unknown kind: {type(file).__name__}")


def _trial_versions(file: files.TrialFile, reader: CriterionReader) -> tuple[Version, ...]:
    if file.amendments is not None and file.criteria is None:
        return _in_order(reader.versions(file.amendments, ("amendments",), "trial"))
    if file.criteria is not None and file.amendments is None:
        return (reader.undated(file.criteria, "trial"),)
    message = "a trial has criteria, or dated amendments with criteria"
    reader.problem((), LintCode.SYNTAX, message, "one of criteria, amendments")
    return ()


def _in_order(versions: tuple[Version, ...]) -> tuple[Version, ...]:
    return tuple(sorted(versions, key=lambda version: version.start or date.min))

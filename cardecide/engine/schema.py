"""The JSON Schema of all files of a rules folder, from the models that validate them.

One schema serves packs, their tests and the manifest, which say themselves what they are: an editor needs one
association for the whole folder.
"""

import json
from typing import Any, Final

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, models_json_schema

from cardecide.engine.manifest import Manifest
from cardecide.engine.pack_reader import MODELS
from cardecide.engine.pack_test_file import TestsFile

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"

PACKS: Final = "cardecide-rules/1"
TESTS: Final = "cardecide-rule-tests/1"
MANIFESTS: Final = "cardecide-rulebook/1"

_CONDITION: Final[dict[str, Any]] = {
    "description": "A line such as 'prior_lines >= 3', or one of all, any, not, at_least",
    "anyOf": [
        {"type": "string", "minLength": 1},
        *(
            {
                "type": "object",
                "properties": {
                    word: {"type": "array", "items": {"$ref": "#/$defs/Condition"}, "minItems": 1}
                },
                "required": [word],
                "additionalProperties": False,
            }
            for word in ("all", "any")
        ),
        {
            "type": "object",
            "properties": {"not": {"$ref": "#/$defs/Condition"}},
            "required": ["not"],
            "additionalProperties": False,
        },
        {
            "type": "object",
            "properties": {
                "at_least": {
                    "type": "object",
                    "properties": {
                        "n": {"type": "integer", "minimum": 1},
                        "of": {"type": "array", "items": {"$ref": "#/$defs/Condition"}, "minItems": 1},
                    },
                    "required": ["n", "of"],
                    "additionalProperties": False,
                }
            },
            "required": ["at_least"],
            "additionalProperties": False,
        },
    ],
}


def rules_schema() -> dict[str, Any]:
    """The schema of any file of a rules folder. Names of facts are checked by the loader, not by it."""
    others: dict[str, type[BaseModel]] = {
        "cardecide-rule-tests/1": TestsFile,
        "cardecide-rulebook/1": Manifest,
    }
    # Conditions point to a definition that is added here, which pydantic would otherwise look for.
    places, schema = models_json_schema(
        [(model, "validation") for model in (*MODELS.values(), *others.values())],
        schema_generator=_WithForeignReferences,
        ref_template="#/$defs/{model}",
    )
    branches = [
        _where({key: word}, places[(model, "validation")])
        for key, models in (("kind", MODELS), ("format", others))
        for word, model in models.items()
    ]
    pack = {"properties": {"kind": {"enum": list(MODELS)}}, "required": ["kind"]}
    return {
        "$schema": DIALECT,
        "title": "cardecide rules: packs, their tests, rulebook.yaml",
        "type": "object",
        "properties": {"format": {"enum": [PACKS, *others]}},
        "required": ["format"],
        "allOf": [*branches, _where({"format": PACKS}, pack)],
        "$defs": {**schema["$defs"], "Condition": _CONDITION},
    }


def schema_text() -> str:
    """The schema as a file."""
    return json.dumps(rules_schema(), indent=2, ensure_ascii=False) + "\n"


def _where(words: dict[str, str], then: dict[str, Any]) -> dict[str, Any]:
    """The part of a schema that counts for files in which the keys have these words."""
    condition = {"properties": {key: {"const": word} for key, word in words.items()}, "required": [*words]}
    return {"if": condition, "then": then}


class _WithForeignReferences(GenerateJsonSchema):
    """Leaves references to definitions alone that are not pydantic's own."""

    def get_schema_from_definitions(self, json_ref: Any) -> Any:
        if json_ref == "#/$defs/Condition":
            return _CONDITION
        return super().get_schema_from_definitions(json_ref)

"""The JSON Schema says of the files of a rules folder what the loader says."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from cardecide.engine import pack_test_file
from cardecide.engine.manifest import Manifest
from cardecide.engine.pack_reader import MODELS
from cardecide.engine.schema import rules_schema, schema_text
from cardecide.locations import bundled
from cardecide.reading.document import read_document

MODEL_OF = {
    **{("kind", kind): model for kind, model in MODELS.items()},
    ("format", "cardecide-rule-tests/1"): pack_test_file.TestsFile,
    ("format", "cardecide-rulebook/1"): Manifest,
}
FILES = sorted(bundled("rules").rglob("*.yaml"))


@pytest.fixture(scope="module")
def validator() -> Draft202012Validator:
    schema = rules_schema()
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def as_json(value: Any) -> Any:
    """What an editor sees of a document: JSON knows no exact numbers."""
    if isinstance(value, dict):
        return {key: as_json(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return list(map(as_json, value))
    return float(value) if isinstance(value, Decimal) else value


def errors(validator: Draft202012Validator, text: str | bytes) -> list[str]:
    document = read_document(text, file="a.yaml")
    return [f"{error.json_path}: {error.message}" for error in validator.iter_errors(as_json(document.value))]


def references(schema: Any) -> set[str]:
    if isinstance(schema, dict):
        own = {schema["$ref"]} if "$ref" in schema else set()
        return own.union(*map(references, schema.values()))
    return set().union(*map(references, schema)) if isinstance(schema, list) else set()


def test_every_reference_has_a_definition() -> None:
    schema = rules_schema()
    assert schema["$schema"].startswith("https://json-schema.org/")
    for reference in references(schema):
        assert reference.removeprefix("#/$defs/") in schema["$defs"]


def test_every_kind_of_file_refuses_other_keys_and_knows_its_own() -> None:
    schema = rules_schema()
    found = {}
    for branch in schema["allOf"]:
        if "$ref" in branch["then"]:
            ((key, word),) = branch["if"]["properties"].items()
            found[key, word["const"]] = schema["$defs"][branch["then"]["$ref"].removeprefix("#/$defs/")]
    assert found.keys() == MODEL_OF.keys()
    for name, definition in found.items():
        assert definition["additionalProperties"] is False
        expected = {field.alias or key for key, field in MODEL_OF[name].model_fields.items()}
        assert set(definition["properties"]) == expected


def test_conditions_are_described() -> None:
    schema = rules_schema()
    assert schema["$defs"]["CriterionFile"]["properties"]["include"]["$ref"] == "#/$defs/Condition"
    words = {key for form in schema["$defs"]["Condition"]["anyOf"] for key in form.get("properties", {})}
    assert words == {"all", "any", "not", "at_least"}


def test_the_schema_that_editors_take_is_current() -> None:
    root = Path(__file__).resolve().parents[2]
    settings = json.loads((root / ".vscode" / "settings.json").read_text("utf-8"))
    ((name, files),) = settings["yaml.schemas"].items()
    assert files == ["rules/**/*.yaml"]
    assert (root / name).read_text("utf-8") == schema_text(), "cardecide rules docs docs/reference"


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(bundled("rules"))))
def test_every_bundled_file_is_valid(validator: Draft202012Validator, path: Path) -> None:
    assert errors(validator, path.read_bytes()) == []


TRIAL = """\
format: cardecide-rules/1
id: a-trial
kind: trial
product: a-product
title: {en: A trial, tr: Bir çalışma}
sources: {paper: {cite: A paper, grade: public}}
criteria:
  - {id: lines, text: Three lines, include: prior_lines >= 3, source: [paper, {key: paper, place: table 1}]}
"""


def test_a_small_pack_is_valid(validator: Draft202012Validator) -> None:
    assert errors(validator, TRIAL) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("kind: trial\n", ""),
        ("kind: trial", "kind: trail"),
        ("rules/1", "rules/2"),
        ("title:", "titel:"),
        ("{en: A trial, ", "{"),
        ("grade: public", "grade: good"),
        ("id: a-trial", "id: A Trial"),
        ("text: Three lines, ", ""),
        ("prior_lines >= 3", "{some: [prior_lines >= 3]}"),
        ("prior_lines >= 3", "{at_least: {n: 0, of: [pregnant]}}"),
        ("prior_lines >= 3", "3"),
        ("source: [", "weight: heavy, source: ["),
        ("title:", "revision: 0\ntitle:"),
    ],
)
def test_what_the_loader_refuses_is_marked_in_the_editor(
    validator: Draft202012Validator, old: str, new: str
) -> None:
    assert old in TRIAL
    assert errors(validator, TRIAL.replace(old, new, 1))

"""The shape of rule packs as files. The same models validate a pack and yield its JSON Schema.

Conditions stay as written here; ``condition`` reads them with the catalogue at hand.
"""

import re
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, PlainValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from cardecide.engine.citation import Grade
from cardecide.language.text import LANGUAGES, Text

Format = Literal["cardecide-rules/1"]
Encoded = Literal["full", "over_inclusive", "under_inclusive", "by_hand"]
Role = Literal["include", "exclude", "hold", "caution", "favor", "advise", "applies"]


def _read_text(value: Any) -> Text:
    if isinstance(value, str) and value.strip():
        return value
    if isinstance(value, dict) and "en" in value:
        for language, text in value.items():
            if language not in LANGUAGES or not isinstance(text, str) or not text.strip():
                break
        else:
            return value
    raise PydanticCustomError(
        "text", "this is not a text; expected a text, or a map of en, zh and tr with en in it"
    )


def _read_day(value: Any) -> date:
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    raise PydanticCustomError("day", "'{given}' is not a day; expected YYYY-MM-DD", {"given": str(value)})


def _read_number(value: Any) -> Decimal:
    if isinstance(value, (int, Decimal)) and not isinstance(value, bool):
        return Decimal(value)
    raise PydanticCustomError("number", "'{given}' is not a number", {"given": str(value)})


def _as_list(value: Any) -> Any:
    return value if isinstance(value, list) else [value]


def _read_source(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    key, _, place = value.partition(",")
    return {"key": key.strip(), "place": place.strip()}


def _read_printed(value: Any) -> Any:
    return str(value) if isinstance(value, (int, Decimal)) and not isinstance(value, bool) else value


_MAP_OF_TEXTS = {
    "anyOf": [
        {"type": "string"},
        {
            "type": "object",
            "properties": {language: {"type": "string"} for language in LANGUAGES},
            "required": ["en"],
            "additionalProperties": False,
        },
    ]
}
TextField = Annotated[Text, PlainValidator(_read_text), WithJsonSchema(_MAP_OF_TEXTS)]
Day = Annotated[date, PlainValidator(_read_day), WithJsonSchema({"type": "string", "format": "date"})]
Number = Annotated[Decimal, PlainValidator(_read_number), WithJsonSchema({"type": "number"})]
Condition = Annotated[Any, WithJsonSchema({"$ref": "#/$defs/Condition"})]
Identifier = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9._-]*$")]
Word = Annotated[str, Field(min_length=1)]
Printed = Annotated[
    str, BeforeValidator(_read_printed), WithJsonSchema({"type": ["string", "number"]}, mode="validation")
]


class FileModel(BaseModel):
    """A part of a pack file; a key that it does not have is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, populate_by_name=True)


class SourceFile(FileModel):
    """A source: what is cited, where it is found, and how well it was checked."""

    cite: Word
    grade: Grade
    doi: str = ""
    registry: str = ""
    url: str = ""
    checked: str = ""
    note: str = ""


class SourceReference(FileModel):
    """A key of the pack's sources, with the place inside: ``fda-2024``, ``fda-2024, section 1`` or a map."""

    key: Word
    place: str = ""


SourceReferences = Annotated[
    list[
        Annotated[
            SourceReference, BeforeValidator(_read_source, json_schema_input_type=str | SourceReference)
        ]
    ],
    BeforeValidator(_as_list, json_schema_input_type=str | SourceReference | list[str | SourceReference]),
]
Products = Literal["all"] | list[Word]


class CriterionFile(FileModel):
    """One criterion: a text to read, one condition under the key of its role, and its source.

    ``role`` is only for ``encoded: by_hand`` without a condition, where it says what the check is for.
    """

    id: Identifier
    text: TextField
    include: Condition = None
    exclude: Condition = None
    hold: Condition = None
    caution: Condition = None
    favor: Condition = None
    advise: Condition = None
    applies: Condition = None
    role: Role | None = None
    source: SourceReferences = Field(default_factory=list)
    encoded: Encoded = "full"
    weight: Number | None = None
    why: TextField | None = None
    action: TextField | None = None
    topic: str = ""
    applies_to: Products | None = None
    settings: dict[str, str | int | Decimal] = Field(default_factory=dict)
    note: TextField | None = None


class PrintedFactFile(FileModel):
    """A statement that is printed as it is, such as the dose range or a boxed warning; never an order."""

    id: Identifier
    text: TextField
    source: SourceReferences = Field(default_factory=list)


class VersionFile(FileModel):
    """The criteria in force from a day (inclusive) until a day (exclusive)."""

    start: Day = Field(alias="from")
    until: Day | None = None
    indication: TextField | None = None
    criteria: list[CriterionFile]
    facts_printed: list[PrintedFactFile] = Field(default_factory=list)
    note: TextField | None = None


class PackFile(FileModel):
    """What packs of every kind have.

    ``revision`` grows with every change of content, and ``revision_note`` says what changed.
    """

    format: Format
    id: Identifier
    title: TextField
    sources: dict[Word, SourceFile]
    revision: Annotated[int, Field(ge=1)] = 1
    revision_note: TextField | None = None
    notes: list[TextField] = Field(default_factory=list)


class LabelFile(PackFile):
    """One product in one jurisdiction; an empty list of versions: it has never been approved there.

    ``alternative`` marks what may be given instead of or after CAR-T; it is listed and never ranked.
    """

    kind: Literal["label"]
    product: Identifier
    alternative: bool = False
    name: TextField | None = None
    jurisdiction: Word
    versions: list[VersionFile]
    verified_through: Day | None = None
    facts_printed: list[PrintedFactFile] = Field(default_factory=list)


class TrialFile(PackFile):
    """The population that produced the evidence: ``criteria``, or dated ``amendments``.

    ``pivotal`` marks a trial on which an approval rests; only these count in a score.
    """

    kind: Literal["trial"]
    product: Identifier
    pivotal: bool = False
    registry: str = ""
    criteria: list[CriterionFile] | None = None
    amendments: Annotated[list[VersionFile], Field(min_length=1)] | None = None
    facts_printed: list[PrintedFactFile] = Field(default_factory=list)


class GuidanceFile(PackFile):
    """Considerations for one product, several or all."""

    kind: Literal["guidance"]
    applies_to: Products
    jurisdictions: list[Word] = Field(default_factory=list)
    criteria: list[CriterionFile]
    facts_printed: list[PrintedFactFile] = Field(default_factory=list)


class EvidenceRowFile(FileModel):
    """Outcomes of one published group; ``applies`` says whom it describes, or ``always``."""

    id: Identifier
    text: TextField | None = None
    population: TextField
    n: int | None = None
    outcomes: dict[Word, Printed]
    applies: Condition = None
    product: Identifier | None = None
    follow_up: str = ""
    source: SourceReferences = Field(default_factory=list)
    note: TextField | None = None


class EvidenceFile(PackFile):
    """Outcome rows, of one product where ``product`` stands at the top."""

    kind: Literal["evidence"]
    product: Identifier | None = None
    rows: Annotated[list[EvidenceRowFile], Field(min_length=1)]

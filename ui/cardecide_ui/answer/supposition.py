"""What can be supposed, and how it is called: a fact, or one member of a set."""

from functools import cache
from typing import Final

from cardecide.assessment.display import fact_label, member_label
from cardecide.assessment.questions import member_of
from cardecide.case.health import Override
from cardecide.facts.catalogue import catalogue
from cardecide.language.text import Language
from cardecide_ui.texts import Texts
from cardecide_ui.view_models.override_edit import problem_with

ANSWERS: Final = ("no", "yes")


@cache
def sets() -> tuple[str, ...]:
    """The sets of which one member can be supposed, in the order of the catalogue."""
    return tuple(
        name
        for name, definition in catalogue().items()
        if definition.kind == "members" and definition.derived
    )


def can_be_supposed(name: str) -> bool:
    """Whether a missing name takes one value; of a set one member is supposed at a time."""
    if name in catalogue():
        return catalogue()[name].kind != "members"
    return member_of(name) is not None


def is_answer_to(name: str, value: object) -> bool:
    """Whether ``value`` fits a fact or a member."""
    return not problem_with(name, value) if name in catalogue() else value in ANSWERS


def name_of(supposed: str, language: Language) -> str:
    """What a fact is called; a member with its set in front."""
    found = None if supposed in catalogue() else member_of(supposed)
    if found is None:
        return fact_label(supposed, language)
    definition, member = found
    return f"{fact_label(definition.name, language)}: {member_label(member, language)}"


def supposed_text(supposed: tuple[Override, ...], texts: Texts) -> str:
    """What is supposed, in words."""
    said = []
    for entry in supposed:
        value = str(entry.value)
        word = texts.option("yes_no", value) if value in (*ANSWERS, "unknown") else value
        said.append(f"{name_of(entry.fact, texts.language)}: {word}")
    return texts("whatif.supposed", what="; ".join(said))

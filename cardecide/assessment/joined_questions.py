"""What is missing as it is asked: facts that one answer supplies are one question.

The list of missing facts holds one entry for each, since rules and other programs read facts. A person is
asked once: the same question, the conditions of one history, and a test that another question orders too.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from cardecide.assessment.questions import member_of
from cardecide.assessment.result import Missing
from cardecide.assessment.running_text import in_sentence
from cardecide.facts.catalogue import catalogue
from cardecide.language.labels import label_of, vocabulary_labels
from cardecide.language.message import message
from cardecide.language.messages import say
from cardecide.language.text import Language, in_language

_HISTORIES: Final = {
    "neurology.reviewed": "neurology",
    "neurology.conditions": "neurology",
    "comorbidity.reviewed": "comorbidity",
    "comorbidity.conditions": "comorbidity",
}
_OF_A_CONDITION: Final = re.compile(r"^(?:days|months|years)_since_(?P<since>.+)$|^(?P<ever>.+)_ever$")

_ASKED_WITH: Final = {
    "hbsag_positive": "hepatitis_b_screen_complete",
    "anti_hbc_positive": "hepatitis_b_screen_complete",
    "hbv_dna_detected": "hepatitis_b_screen_complete",
    "hepatitis_b_active": "hepatitis_b_screen_complete",
    "hepatitis_b_past": "hepatitis_b_screen_complete",
    "egfr_mdrd": "creatinine_clearance_cockcroft_gault",
    "egfr_ckd_epi_2021": "creatinine_clearance_cockcroft_gault",
    "hemoglobin_without_transfusion": "hemoglobin",
    "platelets_without_transfusion": "platelets",
    "neutrophils_without_growth_factor": "absolute_neutrophil_count",
}
"""Facts that another fact's question asks for as well, where both are missing."""


@dataclass(frozen=True, slots=True)
class JoinedQuestion:
    """One question, the ``facts`` it asks for, and the statuses that one of them settles or helps to.

    ``fact`` is the one among ``facts`` whose answer ``field`` takes; empty for the conditions of a history.
    ``brief`` counts the conditions where ``question`` names them.
    """

    question: str
    brief: str
    field: str
    fact: str
    facts: tuple[str, ...]
    settles: tuple[str, ...]
    helps: tuple[str, ...]


def joined_questions(missing: Sequence[Missing], language: Language) -> list[JoinedQuestion]:
    """The questions in the order of the most telling fact of each; every missing fact is in exactly one."""
    questions = {one.fact: one.question for one in missing}
    groups: dict[tuple[str, str], list[Missing]] = {}
    for one in missing:
        history = _history(one, language)
        asked = questions.get(_ASKED_WITH.get(one.fact, ""), one.question)
        groups.setdefault(("history", history) if history else ("question", asked), []).append(one)
    return [_joined(kind, name, members, language) for (kind, name), members in groups.items()]


def _history(one: Missing, language: Language) -> str:
    """The history that answers for this fact; nothing where the entries raised a question of their own."""
    history = _HISTORIES.get(one.field or "", "")
    if not history or not (_condition(one.fact) or (one.field or "").endswith(".reviewed")):
        return ""
    definition, member = member_of(one.fact) or (catalogue().get(one.fact), "")
    if definition is None:
        return ""
    usual = in_language(dict((member and definition.question_member) or definition.question), language)
    return history if member or one.question == usual else ""


def _condition(fact: str) -> str:
    """The condition that a fact of a history is about: ``stroke`` of ``months_since_stroke``."""
    if member := member_of(fact):
        return member[1]
    found = _OF_A_CONDITION.match(fact)
    name = (found["since"] or found["ever"]) if found else ""
    return name if name in vocabulary_labels("conditions") else ""


def _joined(kind: str, name: str, members: Sequence[Missing], language: Language) -> JoinedQuestion:
    # What another question asks for as well does not give the words.
    facts = {one.fact for one in members}
    asking = next((one for one in members if _ASKED_WITH.get(one.fact) not in facts), members[0])
    settles = tuple(dict.fromkeys(status for one in members for status in one.settles))
    helps = dict.fromkeys(status for one in members for status in one.helps)
    together = kind == "history" and len(members) > 1
    question, brief = _of_history(name, members, language) if together else (asking.question,) * 2
    return JoinedQuestion(
        question=question,
        brief=brief,
        field=f"{name}.reviewed" if together else asking.field,
        fact="" if together else asking.fact,
        facts=tuple(one.fact for one in members),
        settles=settles,
        helps=tuple(status for status in helps if status not in settles),
    )


def _of_history(name: str, members: Sequence[Missing], language: Language) -> tuple[str, str]:
    conditions = dict.fromkeys(condition for one in members if (condition := _condition(one.fact)))
    labels = [in_sentence(label_of("conditions", one, language), language) for one in conditions]
    listed = say(message("display.and"), language).join(labels)
    question = message(f"ask.history.{name}", conditions=listed)
    brief = message(f"ask.history.{name}-brief", number=len(labels))
    return say(question, language), say(brief, language)

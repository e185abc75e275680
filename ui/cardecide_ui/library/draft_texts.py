"""Half-typed fields as they lie in a draft: by path a line of JSON with the text and what is wrong."""

import json
from collections.abc import Mapping

from cardecide.language.message import Message, message
from cardecide.language.messages import all_messages
from cardecide_ui.view_models.state import Draft

_NOT_ALLOWED = message("window.problem.not_allowed")


def raw_texts_of(drafts: Mapping[str, Draft]) -> dict[str, str]:
    """The drafts as an autosave keeps them."""
    return {path: json.dumps(_plain(draft), ensure_ascii=False) for path, draft in drafts.items()}


def drafts_of(raw_texts: Mapping[str, str]) -> dict[str, Draft]:
    """The drafts of an autosave. A text that an earlier version kept differently comes back as a problem."""
    return {path: _draft(text) for path, text in raw_texts.items()}


def _plain(draft: Draft) -> list[object]:
    problem = draft.problem
    return (
        [draft.text] if problem is None else [draft.text, problem.id, [list(part) for part in problem.parts]]
    )


def _draft(kept: str) -> Draft:
    try:
        text, *rest = json.loads(kept)
        if not isinstance(text, str):
            raise TypeError
        if not rest:
            return Draft(text)
        id, parts = rest
        problem = Message(id, tuple((str(name), str(part)) for name, part in parts))
    except (ValueError, TypeError):
        return Draft(kept, _NOT_ALLOWED)
    return Draft(text, problem if problem.id in all_messages() else _NOT_ALLOWED)

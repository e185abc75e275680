"""The list of all packs, with what they hold and how well their sources were checked."""

from collections import Counter
from collections.abc import Sequence
from typing import Final

from cardecide.engine.citation import GRADES
from cardecide.engine.pack import Criterion, Kind, Pack
from cardecide.engine.pages.markdown import WRITTEN_BY, plain, table
from cardecide.engine.rulebook import Rulebook

_HEADINGS: Final[dict[Kind, str]] = {
    "label": "Labels",
    "trial": "Trials",
    "guidance": "Guidance",
    "evidence": "Evidence",
    "scoring": "Scoring",
}


def index_page(rulebook: Rulebook) -> str:
    """The page that lists every pack with its counts by grade."""
    packs = list(rulebook.packs.values())
    criteria = [criterion for pack in packs for criterion in pack.criteria]
    lines = [
        WRITTEN_BY,
        "",
        "# The rule packs",
        "",
        f"{len(packs)} packs with {len(criteria)} criteria and rows. The grade of a criterion is that of its",
        "best source: `public` was read on a public page, `recall-…` is remembered with that confidence,",
        "`seed` stands in a founding document. What rests on `recall-medium` or less is checked by hand and",
        "decides nothing.",
        "",
        *table(("grade", "criteria#", "share#"), _grades(criteria)),
    ]
    for kind, heading in _HEADINGS.items():
        own = rulebook.of_kind(kind)
        if own:
            heads = (
                "pack",
                "title",
                "versions#",
                "criteria#",
                "by hand#",
                *(f"{grade}#" for grade in GRADES),
            )
            lines += ["", f"## {heading}", "", *table(heads, map(_row, own))]
    return "\n".join(lines) + "\n"


def _grades(criteria: Sequence[Criterion]) -> list[tuple[str, str, str]]:
    counts = _by_grade(criteria)
    return [(grade, str(counts[grade]), f"{counts[grade] / max(1, len(criteria)):.0%}") for grade in GRADES]


def _row(pack: Pack) -> tuple[str, ...]:
    counts = _by_grade(pack.criteria)
    by_hand = sum(criterion.by_hand for criterion in pack.criteria)
    numbers = (len(pack.versions), pack.criteria_count, by_hand, *(counts[grade] for grade in GRADES))
    return (f"[{pack.id}]({pack.id}.md)", plain(pack.title), *(str(n) if n else "" for n in numbers))


def _by_grade(criteria: Sequence[Criterion]) -> Counter[str]:
    return Counter(one.citation.source.grade for one in criteria if one.citation is not None)

"""Where a judged case stands, reduced to its statuses, and what differs between two such standings."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from cardecide.assessment.further_results import ScoreChange, StatusChange
from cardecide.assessment.judged import Judged
from cardecide.assessment.label_status import label_reason
from cardecide.assessment.missing import safety_status
from cardecide.assessment.result import Verdict
from cardecide.assessment.trial_fit import deciding, trial_reason
from cardecide.engine import PackFinding
from cardecide.language.text import Language

Kind = Literal["label", "trial", "safety", "band"]


@dataclass(frozen=True, slots=True)
class Status:
    """One status with what it is about; its reason is worded only where it is asked for."""

    name: str
    kind: Kind
    product: str
    value: str
    jurisdiction: str | None = None
    finding: PackFinding | None = None
    said: str = ""

    def reason(self, language: Language) -> str:
        """Why it stands so, in words."""
        if self.finding is None:
            return self.said
        if self.kind == "label":
            return label_reason(self.finding, language)
        counts: Counter[Verdict] = Counter(one.verdict for one in deciding(self.finding))
        return trial_reason(self.finding, counts, language)


@dataclass(frozen=True, slots=True)
class Standing:
    """Every status by name, and every product's score."""

    statuses: Mapping[str, Status]
    scores: Mapping[str, tuple[Decimal, Decimal]]
    language: Language


def standing(judged: Judged, *, labels_only: bool = False) -> Standing:
    """Where the case stands: labels (also those of the alternatives), and unless left out all else."""
    found = list(_labels(judged))
    scores = {}
    if not labels_only:
        found += _trials(judged)
        for product in judged.listed:
            safety = judged.safety[product.product]
            score = judged.scorer.score(product, safety)
            name = safety_status(product.product)
            found.append(Status(name, "safety", product.product, safety.status))
            name = f"band of {product.product}"
            found.append(Status(name, "band", product.product, score.band, said=score.reason))
            scores[product.product] = (score.low, score.high)
    return Standing({one.name: one for one in found}, scores, judged.question.language)


def changes(before: Standing, after: Standing) -> list[StatusChange]:
    """The statuses that differ, in the order of the later standing."""
    found = []
    for name in dict.fromkeys([*after.statuses, *before.statuses]):
        old, new = before.statuses.get(name), after.statuses.get(name)
        some = new or old
        if some is None or (old is not None and new is not None and old.value == new.value):
            continue
        found.append(
            StatusChange(
                status=name,
                kind=some.kind,
                product=some.product,
                jurisdiction=some.jurisdiction,
                before=old.value if old else None,
                after=new.value if new else None,
                reason=new.reason(after.language) if new else "",
            )
        )
    return found


def score_changes(before: Standing, after: Standing) -> list[ScoreChange]:
    """The scores of both standings that differ."""
    return [
        ScoreChange(product=name, before=before.scores[name], after=score)
        for name, score in after.scores.items()
        if name in before.scores and before.scores[name] != score
    ]


def _labels(judged: Judged) -> Iterator[Status]:
    for product in (*judged.products, *judged.alternatives):
        for label in product.labels:
            pack, value = label.pack, label.status or "undetermined"
            yield Status(pack.id, "label", product.product, value, pack.jurisdiction, label)


def _trials(judged: Judged) -> Iterator[Status]:
    for product in judged.listed:
        for trial in product.trials:
            value = trial.status or "undetermined"
            yield Status(trial.pack.id, "trial", product.product, value, None, trial)

"""Changes of statuses, scores and verdicts in words: what it was, what it is now."""

from decimal import Decimal

from cardecide.assessment.further_results import CriterionChange, ScoreChange, StatusChange
from cardecide.engine import Rulebook
from cardecide.language.messages import all_messages
from cardecide.language.text import in_language
from cardecide_ui.texts import Texts

ARROW = " → "


class ChangeWords:
    """Says changes; the rulebook gives packs their names."""

    def __init__(self, texts: Texts, rulebook: Rulebook) -> None:
        self._texts = texts
        self._rulebook = rulebook

    def status(self, change: StatusChange) -> tuple[str, str]:
        """What changes, and from what to what."""
        return self._about(change), self.word(change.kind, change.before) + ARROW + self.word(
            change.kind, change.after
        )

    def score(self, change: ScoreChange) -> tuple[str, str]:
        """The product's score, and its two intervals."""
        about = self._texts("rules.effect.score", product=self.product(change.product))
        return about, _span(change.before) + ARROW + _span(change.after)

    def criterion(self, change: CriterionChange) -> tuple[str, str]:
        """The criterion with its pack, and its two verdicts."""
        words = [
            self._texts(f"verdict.{verdict}") if verdict else self._texts("rules.effect.absent")
            for verdict in (change.before, change.after)
        ]
        return f"{self.pack(change.pack)}: {change.text}", ARROW.join(words)

    def pack(self, pack: str) -> str:
        """The title of a pack."""
        found = self._rulebook.packs.get(pack)
        return in_language(found.title, self._texts.language) if found else pack

    @staticmethod
    def product(product: str) -> str:
        """The name of a product."""
        return product

    def word(self, kind: str, status: str | None) -> str:
        """A status in words."""
        if status is None:
            return self._texts("rules.effect.absent")
        if kind == "safety":
            return self._texts(f"safety.status.{status}")
        name = f"{'band' if kind == 'band' else 'status'}.{status}"
        return self._texts.common(name) if name in all_messages() else status

    def _about(self, change: StatusChange) -> str:
        product = self.product(change.product)
        if change.kind == "label":
            where = self._texts(f"jurisdiction.{change.jurisdiction}") if change.jurisdiction else ""
            return self._texts("rules.effect.label", product=product, where=where)
        if change.kind == "trial":
            return self._texts("rules.effect.trial", pack=self.pack(change.status))
        return self._texts(f"rules.effect.{change.kind}", product=product)


def _span(points: tuple[Decimal, Decimal]) -> str:
    low, high = (f"{value:.0f}" for value in points)
    return low if low == high else f"{low}–{high}"

"""What the rule packs found about one product, gathered from its labels, trials and the guidance on it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from cardecide.engine import CriterionFinding, Pack, PackFinding, Rulebook
from cardecide.engine.pack_file import Role
from cardecide.language.text import Text


@dataclass(frozen=True, slots=True)
class ProductFindings:
    """One product's findings. ``labels`` are those of the jurisdictions asked about, in that order.

    ``no_data`` are the jurisdictions asked about without a label pack, ``elsewhere`` those that have one.
    """

    product: str
    name: Text
    labels: Sequence[PackFinding]
    trials: Sequence[PackFinding]
    guidance: Sequence[PackFinding]
    no_data: Sequence[str] = ()
    elsewhere: Sequence[str] = ()

    @property
    def may_be_permitted(self) -> bool:
        """Whether some label asked about permits it, or may."""
        return any(label.status in ("on_label", "undetermined") for label in self.labels)

    def criteria(self, *roles: Role) -> list[tuple[PackFinding, CriterionFinding]]:
        """The criteria of these roles from labels in force and guidance, each condition once.

        Two labels that warn of the same thing warn once; the first one's text stands.
        """
        found: dict[object, tuple[PackFinding, CriterionFinding]] = {}
        for pack in (*self.labels, *self.guidance):
            for one in pack.criteria:
                criterion = one.criterion
                concerned = criterion.applies_to is None or self.product in criterion.applies_to
                if criterion.role in roles and concerned:
                    key = (criterion.role, criterion.condition or (pack.pack.id, criterion.id))
                    found.setdefault(key, (pack, one))
        return list(found.values())


def products_of(
    rulebook: Rulebook,
    findings: Mapping[str, PackFinding],
    jurisdictions: Iterable[str],
    *,
    alternative: bool = False,
) -> list[ProductFindings]:
    """Every product with a label pack anywhere, with what concerns it in ``jurisdictions``.

    With ``alternative``, those given instead of or after CAR-T: guidance concerns them where it names them.
    """
    asked = list(jurisdictions)
    labels: dict[str, list[Pack]] = {}
    for pack in rulebook.of_kind("label"):
        if pack.alternative is alternative and pack.product:
            labels.setdefault(pack.product, []).append(pack)
    guidance = [
        pack
        for pack in rulebook.of_kind("guidance")
        if not pack.jurisdictions or set(pack.jurisdictions) & set(asked)
    ]
    return [
        ProductFindings(
            product=name,
            name=next((pack.name for pack in packs if pack.name is not None), name),
            labels=[findings[pack.id] for one in asked for pack in packs if pack.jurisdiction == one],
            trials=sorted(
                (findings[pack.id] for pack in rulebook.of_kind("trial") if pack.product == name),
                key=lambda finding: not finding.pack.pivotal,
            ),
            guidance=[
                findings[pack.id]
                for pack in guidance
                if pack.concerns(name) and not (alternative and pack.applies_to is None)
            ],
            no_data=[one for one in asked if all(pack.jurisdiction != one for pack in packs)],
            elsewhere=[pack.jurisdiction for pack in packs if pack.jurisdiction not in asked],
        )
        for name, packs in labels.items()
    ]

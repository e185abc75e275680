"""What every part of the report needs to know."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from cardecide.assessment.joined_questions import JoinedQuestion, joined_questions
from cardecide.assessment.missing import safety_status
from cardecide.assessment.result import Alternative, FactResult, ProductResult, Result
from cardecide.case.model import Case
from cardecide.facts.catalogue import catalogue
from cardecide.report.references import References
from cardecide.report.words import Words

_COLON = re.compile(r": |：")
_COMMA = re.compile(r", |，")


@dataclass(frozen=True)
class Context:
    """One report in the making: the result, the case, its language and the references cited so far."""

    result: Result
    case: Case
    words: Words
    references: References

    @cached_property
    def pack_names(self) -> dict[str, str]:
        """What a reader calls each pack: the product and jurisdiction of a label, the title of a trial."""
        names = {}
        trials: dict[str, str] = {}
        for product in self.result.products:
            known = self.product_name(product.id)
            names.update({label.pack: f"{known} {label.jurisdiction}" for label in product.labels})
            trials.update({trial.pack: short_title(trial.title, product) for trial in product.trials})
            names[safety_status(product.id)] = self.words("safety-of", product=known)
        heads = Counter(_COMMA.split(title)[0] for title in trials.values())
        for pack, title in trials.items():
            head, *rest = _COMMA.split(title)
            # No comma inside a name: names are listed with commas.
            names[pack] = head if heads[head] == 1 else " ".join((head, *rest))
        for one in self.result.alternatives:
            names.update({label.pack: f"{one.name} {label.jurisdiction}" for label in one.labels})
            names[safety_status(one.id)] = self.words("safety-of", product=one.name)
        return names

    @cached_property
    def _label_places(self) -> dict[str, tuple[str, str]]:
        """The product and the jurisdiction of each label."""
        owners: list[ProductResult | Alternative] = [*self.result.products, *self.result.alternatives]
        return {
            label.pack: (self.product_name(owner.id), label.jurisdiction)
            for owner in owners
            for label in owner.labels
        }

    def status_name(self, status: str) -> str:
        """What a reader calls one status: a pack's name, or the safety of a product."""
        return self.pack_names.get(status, status)

    @cached_property
    def _product_names(self) -> dict[str, str]:
        names = {one.id: one.name for one in self.result.alternatives}
        for product in self.result.products:
            head, bracket, _ = product.name.partition("（")
            # In Chinese the name before the bracket is the one in use; elsewhere it is the short Latin one.
            names[product.id] = head if bracket else product.id
        return names

    def product_name(self, id_: str) -> str:
        """The short name by which a product is known to the reader."""
        return self._product_names.get(id_, id_)

    def is_cell_product(self, id_: str) -> bool:
        """Whether an id is that of a CAR-T: the short names of all cell products end so."""
        return id_.endswith("-cel")

    def products(self, ids: Iterable[str], *, of: int) -> str:
        """The products by their ids; *all* where they are all ``of`` them."""
        found = list(dict.fromkeys(map(self.product_name, ids)))
        return self.words("all-products") if len(found) == of > 1 else self.words.listed(found)

    def packs(self, ids: Iterable[str], *, most: int | None = None) -> str:
        """The packs by their readers' names as one text; beyond ``most`` only how many more there are.

        The labels of one product are named together: ``cilta-cel (US, EU)``.
        """
        places: dict[str, list[str]] = {}
        for pack in ids:
            product, place = self._label_places.get(pack, (self.pack_names.get(pack, pack), ""))
            places.setdefault(product, []).append(place)
        listed = {product: self.words.listed(filter(None, found)) for product, found in places.items()}
        names = [f"{product} ({found})" if found else product for product, found in listed.items()]
        if most is not None and len(names) > most:
            names[most:] = [self.words("more", n=len(names) - most)]
        return self.words.listed(names)

    @cached_property
    def _questions(self) -> dict[str, str]:
        return {one.fact: one.question for one in self.result.missing}

    @cached_property
    def question_numbers(self) -> dict[str, int]:
        """The number of each missing fact's question in the report's list of them."""
        return {fact: number for number, one in enumerate(self.asked, start=1) for fact in one.facts}

    @cached_property
    def asked(self) -> list[JoinedQuestion]:
        """What is missing, as it is asked."""
        return joined_questions(self.result.missing, self.words.language)

    def fact_label(self, name: str) -> str:
        """What a fact is called; one of a set that has no label of its own, by the question that asks for it.

        A name that is neither stands as it is.
        """
        fact = self.result.facts.get(name)
        if fact:
            return fact.label
        # "Has the patient ever had this: Epilepsy?" names its member after the colon.
        asked = self._questions.get(name, name)
        return _COLON.split(asked)[-1].rstrip("?？ ") if _COLON.search(asked) else asked

    def is_unknown(self, fact: FactResult) -> bool:
        """Whether nothing is known about the fact: a choice among all there is says nothing either."""
        every = self._vocabularies.get(fact.label, 0)
        says_nothing = fact.possible is not None and every == len(fact.possible)
        return says_nothing or fact.origin == "missing" or fact.display == self.words.unknown()

    @cached_property
    def _vocabularies(self) -> dict[str, int]:
        """How many values each choice has, by its label."""
        known = catalogue()
        return {
            fact.label: len(known[name].values)
            for name, fact in self.result.facts.items()
            if name in known and known[name].kind == "choice" and known[name].values
        }

    @cached_property
    def ranked_products(self) -> list[ProductResult]:
        """The products, the ranked ones first and in their order."""
        place = {entry.product: index for index, entry in enumerate(self.result.ranking)}
        return sorted(self.result.products, key=lambda product: place.get(product.id, len(place)))

    def joined(self, items: Iterable[str]) -> str:
        """A short enumeration of texts that may hold commas themselves."""
        return self.words("item-separator").join(item.rstrip(".。 ") for item in items)


def short_title(title: str, product: ProductResult) -> str:
    """A trial's title without the parts that name the product, which the place on the page tells already."""
    parts = _COMMA.split(title)
    name = product.name.casefold()
    kept = [part for part in parts if product.id not in part.casefold() and part.casefold() not in name]
    return ", ".join(kept) or title

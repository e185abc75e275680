"""Genetic abnormalities of the myeloma cells, and each study's own meaning of "high risk".

A result once present stays: clones fade below detection and come back. A newer negative result is asked
about. A test that was not done or failed leaves the finding unknown. There is no cut-off on the clone:
a result is present where the laboratory called it present.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from cardecide.case.abnormalities import resolve_abnormality
from cardecide.case.choices import TestResult
from cardecide.case.findings import Abnormality
from cardecide.case.model import Case
from cardecide.case.partial_date import PartialDate
from cardecide.facts.context import Context
from cardecide.facts.fact import Fact, Origin, Question
from cardecide.facts.truths import any_of
from cardecide.facts.value import Members, Truth
from cardecide.language.message import Message, message

FACT_OF: Final[Mapping[str, str]] = {
    "del(17p)": "del_17p",
    "t(4;14)": "t_4_14",
    "t(14;16)": "t_14_16",
    "t(14;20)": "t_14_20",
    "gain(1q)": "gain_1q",
    "amp(1q)": "amp_1q",
    "tp53_mutation": "tp53_mutation",
    "del(1p32)": "del_1p32",
    "del(13q)": "del_13q",
    "t(11;14)": "t_11_14",
}
"""The abnormality that each yes/no fact stands for."""

HIGH_RISK: Final[Mapping[str, tuple[str, ...]]] = {
    "high_risk_cytogenetics_karmma3": ("del(17p)", "t(4;14)", "t(14;16)"),
    "high_risk_cytogenetics_cartitude1": ("del(17p)", "t(4;14)", "t(14;16)"),
    "high_risk_cytogenetics_cartitude4": ("del(17p)", "t(4;14)", "t(14;16)", "gain(1q)"),
    "high_risk_cytogenetics_imwg2016": (
        "del(17p)",
        "t(4;14)",
        "t(14;16)",
        "t(14;20)",
        "gain(1q)",
        "non_hyperdiploidy",
    ),
}
"""The markers of each definition; they are kept apart because the studies do not agree."""

_AMPLIFIED_COPIES = 4


@dataclass(frozen=True, slots=True)
class Karyotype:
    """What is known of each abnormality, from the results that one question may use."""

    results: Mapping[str, tuple[tuple[int, Abnormality], ...]]

    def truth(self, name: str) -> Truth:
        """Whether the abnormality is present, combining what one result says about another."""
        if name == "gain(1q)":
            # An amplification is four copies or more, so it is a gain; both count as 1q+.
            return self._tested(name) if self._tested("amp(1q)") is not Truth.YES else Truth.YES
        if name == "amp(1q)":
            return self._amplified()
        if name == "non_hyperdiploidy":
            return any_of_known(self._tested(name), ~self._tested("hyperdiploidy"))
        return self._tested(name)

    def newest(self, name: str) -> Abnormality | None:
        """The newest result that found the abnormality: its clone, copies and alleles stand."""
        found = [a for _, a in self.results.get(name, ()) if a.result is TestResult.PRESENT]
        return max(found, key=_age_key, default=None)

    def disagreements(self) -> Iterable[tuple[str, int]]:
        """Abnormalities with results both ways, and the place of the newest of them among the entries."""
        for name, entries in self.results.items():
            if {TestResult.PRESENT, TestResult.ABSENT} <= {a.result for _, a in entries}:
                yield name, max(entries, key=lambda entry: _age_key(entry[1]))[0]

    def _tested(self, name: str) -> Truth:
        results = {a.result for _, a in self.results.get(name, ())}
        if TestResult.PRESENT in results:
            return Truth.YES
        return Truth.NO if TestResult.ABSENT in results else Truth.UNKNOWN

    def _amplified(self) -> Truth:
        if self._tested("amp(1q)") is not Truth.UNKNOWN:
            return self._tested("amp(1q)")
        gain = self._tested("gain(1q)")
        if gain is not Truth.YES:
            return gain
        copies = [
            a.copies for _, a in self.results["gain(1q)"] if a.result is TestResult.PRESENT and a.copies
        ]
        if not copies:
            return Truth.UNKNOWN
        return Truth.YES if max(copies) >= _AMPLIFIED_COPIES else Truth.NO


def any_of_known(one: Truth, other: Truth) -> Truth:
    """The answer that either of two statements of the same finding gives; unknown where they disagree."""
    if one is Truth.UNKNOWN or one is other:
        return other
    return one if other is Truth.UNKNOWN else Truth.UNKNOWN


def karyotype(case: Case, usable: Callable[[Abnormality], bool]) -> Karyotype:
    """The results of the case that ``usable`` accepts, by abnormality."""
    results: dict[str, list[tuple[int, Abnormality]]] = {}
    for place, entry in enumerate(case.cytogenetics):
        name = resolve_abnormality(entry.abnormality)
        if name and usable(entry):
            results.setdefault(name, []).append((place, entry))
    return Karyotype({name: tuple(entries) for name, entries in results.items()})


def karyotype_to(case: Case, on: PartialDate) -> Karyotype:
    """Every result at or before ``on``; one without a date counts."""
    return karyotype(case, lambda entry: entry.date is None or entry.date.first <= on.last)


def derive(context: Context) -> Iterable[Fact]:
    """The abnormalities one by one, together, and by each study's definition of high risk."""
    known = karyotype_to(context.case, context.on)
    conflicts = dict(known.disagreements())
    yield _members(known)
    for name, fact in FACT_OF.items():
        yield _fact(fact, known.truth(name), known, (name,), conflicts)
    for fact, markers in HIGH_RISK.items():
        yield _fact(fact, any_of(map(known.truth, markers)), known, markers, conflicts)


def _members(known: Karyotype) -> Fact:
    names = {*known.results, "gain(1q)", "amp(1q)"}
    by_truth = {name: known.truth(name) for name in names}
    present = frozenset(name for name, truth in by_truth.items() if truth is Truth.YES)
    absent = frozenset(name for name, truth in by_truth.items() if truth is Truth.NO)
    origin = Origin.ENTERED if present or absent else Origin.MISSING
    basis = basis_of(known, sorted(known.results))
    return Fact(
        "cytogenetic_abnormalities",
        Members(present, absent),
        origin,
        basis=basis,
        as_of=newest_date(known, known.results),
    )


def _fact(
    fact: str, truth: Truth, known: Karyotype, markers: tuple[str, ...], conflicts: Mapping[str, int]
) -> Fact:
    related = [*markers, *(["amp(1q)"] if "gain(1q)" in markers else ["gain(1q)"] * ("amp(1q)" in markers))]
    questions = tuple(
        Question(
            f"cytogenetics-conflict.{name}",
            message("cytogenetics-conflict", abnormality=f"@abnormalities:{name}"),
            f"cytogenetics[{conflicts[name]}].result",
        )
        for name in related
        if name in conflicts
    )
    return Fact(
        fact,
        truth,
        Origin.MISSING if truth is Truth.UNKNOWN else Origin.DERIVED,
        basis=basis_of(known, related),
        questions=questions,
        flags=("FISH_CONFLICT",) if questions else (),
        as_of=newest_date(known, related),
    )


def basis_of(known: Karyotype, names: Iterable[str]) -> tuple[Message, ...]:
    """One sentence for each result that bears on ``names``."""
    return tuple(_said(name, entry) for name in names for _, entry in known.results.get(name, ()))


def newest_date(known: Karyotype, names: Iterable[str]) -> PartialDate | None:
    """The date of the newest result that bears on ``names``."""
    dates = (entry.date for name in names for _, entry in known.results.get(name, ()))
    return max((day for day in dates if day), default=None)


def _said(name: str, entry: Abnormality) -> Message:
    kind = f"cytogenetics-{entry.result}".replace("_", "-")
    if entry.date is None:
        return message(f"{kind}-undated", abnormality=f"@abnormalities:{name}")
    return message(kind, abnormality=f"@abnormalities:{name}", date=entry.date)


def _age_key(entry: Abnormality) -> tuple[bool, str]:
    # Without a date nothing says that a result is old; it counts as the newest, as laboratory values do.
    return entry.date is None, str(entry.date.last) if entry.date else ""

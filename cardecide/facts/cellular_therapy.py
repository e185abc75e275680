"""BCMA-directed therapy, CAR-T and GPRC5D-directed therapy before this decision, by kind and date.

Talquetamab binds GPRC5D: it is not BCMA therapy. An infusion on or after the decision date is the one being
decided and is not a prior one.
"""

from collections.abc import Callable, Iterable

from cardecide.case.choices import Phase
from cardecide.case.drugs import Drug, all_drugs
from cardecide.facts.context import Context
from cardecide.facts.drug_exposure import is_closed, is_sure
from cardecide.facts.fact import Fact, Origin
from cardecide.facts.fact_building import derived
from cardecide.facts.timeline import Entry, dated, timeline
from cardecide.facts.truths import any_of
from cardecide.facts.value import Members, Truth
from cardecide.facts.washout import time_since_drugs
from cardecide.language.message import Message, message

Wanted = Callable[[Drug], bool]
MODALITIES = ("adc", "bispecific", "car_t")
BCMA = "anti-BCMA"


def derive(context: Context) -> Iterable[Fact]:
    """The facts of the topic *cellular_therapy*."""
    entries = before_decision(context, timeline(context))
    return dated(_facts(context, entries), entries)


def _facts(context: Context, entries: tuple[Entry, ...]) -> Iterable[Fact]:
    closed = is_closed(context, entries)

    def received(wanted: Wanted, may: Wanted = lambda _: False) -> Truth:
        return _received(entries, wanted, may, closed=closed)

    def bcma(drug: Drug) -> bool:
        return BCMA in drug.counts_as

    def perhaps(drug: Drug) -> bool:
        return BCMA in drug.may_count_as

    kinds = {
        kind: received(
            lambda drug, kind=kind: bcma(drug) and drug.modality == kind,  # type: ignore[misc]
            lambda drug, kind=kind: perhaps(drug) and drug.modality == kind,  # type: ignore[misc]
        )
        for kind in MODALITIES
    }
    car_t = received(lambda drug: drug.modality == "car_t")
    if any(entry.phase is Phase.CAR_T for entry in entries):
        car_t = Truth.YES
    gprc5d = received(
        lambda drug: "anti-GPRC5D" in drug.counts_as, lambda drug: "anti-GPRC5D" in drug.may_count_as
    )
    basis_bcma = tuple(_basis(entries, lambda drug: bcma(drug) or perhaps(drug)))
    basis_car_t = tuple(_basis(entries, lambda drug: drug.modality == "car_t"))
    none = (message("cellular.none-listed"),)
    for name, truth, basis in (
        ("prior_bcma_therapy", any_of(kinds.values()), basis_bcma),
        ("prior_noncellular_bcma_therapy", kinds["adc"] | kinds["bispecific"], basis_bcma),
        ("prior_bcma_car_t", kinds["car_t"], basis_bcma),
        ("prior_car_t", car_t, basis_car_t),
        ("prior_gprc5d_therapy", gprc5d, tuple(_basis(entries, lambda d: "anti-GPRC5D" in d.counts_as))),
    ):
        yield derived(name, truth, basis or (none if truth is Truth.NO else ()))
    yield Fact(
        "prior_bcma_modalities",
        Members(
            frozenset(kind for kind, truth in kinds.items() if truth is Truth.YES),
            frozenset(kind for kind, truth in kinds.items() if truth is Truth.NO),
            closed=closed,
            open=frozenset(kind for kind, truth in kinds.items() if closed and truth is Truth.UNKNOWN),
        ),
        Origin.DERIVED if entries else Origin.MISSING,
        basis=basis_bcma or (none if any_of(kinds.values()) is Truth.NO else ()),
    )
    names = frozenset(name for name, drug in all_drugs().items() if bcma(drug) or perhaps(drug))
    yield time_since_drugs(context, entries, "days_since_bcma_therapy", names)


def _received(entries: tuple[Entry, ...], wanted: Wanted, may: Wanted, *, closed: bool) -> Truth:
    """Whether a wanted drug was given: yes where every reading of an entry's word is one."""
    known = all_drugs()
    result = Truth.NO if closed else Truth.UNKNOWN
    for one in (one for entry in entries for one in entry.drugs.given):
        drugs = [known[name] for name in one.may_be]
        if one.certain and drugs and all(wanted(drug) for drug in drugs):
            return Truth.YES
        if any(wanted(drug) or may(drug) for drug in drugs):
            result = Truth.UNKNOWN
    return result


def before_decision(context: Context, entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """The entries without a CAR-T infused on or after the decision date: that is the one being decided."""
    return tuple(
        entry
        for entry in entries
        if not (
            entry.phase is Phase.CAR_T
            and entry.start.first is not None
            and entry.start.first >= context.on.first
        )
    )


def _basis(entries: tuple[Entry, ...], wanted: Callable[[Drug], bool]) -> Iterable[Message]:
    known = all_drugs()
    for entry in entries:
        for one in entry.drugs.given:
            for name in one.may_be:
                if one.certain and wanted(known[name]):
                    yield message(
                        "cellular.received" if is_sure(one) else "cellular.perhaps",
                        drug=f"@drugs:{name}",
                        modality=f"@value:{known[name].modality}",
                        date=entry.treatment.start or "?",
                    )

"""Extramedullary disease: which kind, where, how large, how certain.

A lesion in the brain, the leptomeninges or the cerebrospinal fluid is central nervous system myeloma, and
counts as extraosseous, also where the entry calls it by that wider name. One of the dura, or one there that
is called paraskeletal, may be either. Any other lesion is extraosseous where it is not contiguous with bone
and paraskeletal where it is. Where the entry says neither, an organ far from bone decides; beside the spine,
in the pleura or in soft tissue it stays open. The studies do not agree on which kinds they call
extramedullary, so each kind is a fact of its own.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import Final

from cardecide.case.base import YesNo
from cardecide.case.choices import Histology, LesionKind, Presence
from cardecide.case.findings import Extramedullary, Lesion
from cardecide.facts.catalogue import catalogue
from cardecide.facts.context import Context
from cardecide.facts.fact import Fact, Question
from cardecide.facts.fact_building import derived
from cardecide.facts.truths import all_of, any_of, entered
from cardecide.facts.value import Members, Options, Span, Truth
from cardecide.language.message import Message, message
from cardecide.language.messages import value_label
from cardecide.language.text import LANGUAGES

_SAME_SITE: Final = {
    **dict.fromkeys(("cerebrum", "cerebral", "cerebellum", "cerebellar", "brainstem", "brain_stem"), "brain"),
    **dict.fromkeys(("intracerebral", "intracranial", "cns", "central_nervous_system"), "brain"),
    **dict.fromkeys(("大脑", "小脑", "脑干", "颅内", "中枢神经系统"), "brain"),
    **dict.fromkeys(("beyincik", "beyin_sapı", "kafa_içi", "mss"), "brain"),
    **dict.fromkeys(("meninges", "meningeal", "leptomeningeal", "脑膜", "meninks"), "leptomeninges"),
    "bos": "csf",
    "cord": "spinal_cord",
    "lymph_nodes": "lymph_node",
    "node": "lymph_node",
    "subcutaneous": "soft_tissue",
    "ribs": "rib",
    "lungs": "lung",
    "kidneys": "kidney",
}
CNS_SITES: Final = frozenset({"brain", "leptomeninges", "csf"})
_DURA: Final = frozenset({"dura", "dural", "dura_mater", "硬脑膜", "硬膜"})
ORGANS_FAR_FROM_BONE: Final = frozenset(
    {
        "liver",
        "spleen",
        "kidney",
        "pancreas",
        "adrenal",
        "lung",
        "heart",
        "breast",
        "skin",
        "lymph_node",
        "gastrointestinal",
        "testis",
        "ovary",
        "bladder",
    }
)
"""A lesion here is not contiguous with bone, whether or not the entry says so."""

Kinds = frozenset[LesionKind]
_EITHER: Final[Kinds] = frozenset({LesionKind.EXTRAOSSEOUS, LesionKind.PARASKELETAL})
_OUTSIDE_BONE: Final[Kinds] = frozenset({LesionKind.EXTRAOSSEOUS, LesionKind.CNS})


def site_of(lesion: Lesion) -> str | None:
    """The site as the catalogue names it; ``other`` for a word it does not know."""
    if not lesion.site:
        return None
    word = _word(lesion.site)
    word = _SAME_SITE.get(word) or _sites_by_label().get(word, word)
    return word if word in catalogue()["emd_sites"].values else "other"


@cache
def _sites_by_label() -> Mapping[str, str]:
    """The sites by what the program calls them in each of its languages."""
    sites = catalogue()["emd_sites"].values
    return {_word(value_label(site, language)): site for site in sites for language in LANGUAGES}


def _word(site: str) -> str:
    return site.strip().casefold().replace(" ", "_").replace("-", "_")


def kinds_of(lesion: Lesion) -> Kinds:
    """Every kind that the lesion may still be."""
    site = site_of(lesion)
    if site in CNS_SITES:
        return frozenset({LesionKind.CNS, lesion.kind} - {LesionKind.UNKNOWN, LesionKind.EXTRAOSSEOUS})
    if lesion.kind is not LesionKind.UNKNOWN:
        return frozenset({lesion.kind})
    by_contact = {
        YesNo.YES: frozenset({LesionKind.PARASKELETAL}),
        YesNo.NO: frozenset({LesionKind.EXTRAOSSEOUS}),
        YesNo.UNKNOWN: _EITHER,
    }[lesion.contiguous_with_bone]
    if site == "spinal_cord" and lesion.contiguous_with_bone is not YesNo.YES:
        return by_contact | {LesionKind.CNS}  # in the cord itself, or pressing on it from outside
    if lesion.site and _word(lesion.site) in _DURA:
        return by_contact | {LesionKind.CNS}  # beside the skull, or grown through
    if site in ORGANS_FAR_FROM_BONE and lesion.contiguous_with_bone is YesNo.UNKNOWN:
        return frozenset({LesionKind.EXTRAOSSEOUS})
    return by_contact


def certainty_of(lesion: Lesion) -> frozenset[str]:
    """``confirmed`` by biopsy, ``probable`` on imaging alone; both where a biopsy is not mentioned."""
    if lesion.histology is Histology.CONFIRMED:
        return frozenset({"confirmed"})
    return frozenset({"confirmed", "probable"} if lesion.histology is Histology.UNKNOWN else {"probable"})


def lesions_of(entry: Extramedullary) -> tuple[tuple[int, Lesion], ...]:
    """The lesions that count, with their place: not those in which a biopsy found no myeloma."""
    return tuple(
        (place, lesion)
        for place, lesion in enumerate(entry.lesions)
        if lesion.histology is not Histology.NEGATIVE
    )


def present_now(entry: Extramedullary) -> Truth:
    """Whether there is such disease now; unknown where lesions are listed and the status says absent."""
    if lesions_of(entry):
        return Truth.UNKNOWN if entry.status is Presence.ABSENT else Truth.YES
    if entry.status is Presence.PRESENT:
        # Every lesion that was named proved to be something else.
        return Truth.UNKNOWN if entry.lesions else Truth.YES
    return Truth.NO if entry.status is Presence.ABSENT else Truth.UNKNOWN


def derive(context: Context) -> Iterable[Fact]:
    """The facts of the topic, from ``extramedullary``."""
    entry = context.case.extramedullary
    now = present_now(entry)
    lesions = [lesion for _, lesion in lesions_of(entry)]
    kinds = [kinds_of(lesion) for lesion in lesions]
    basis = tuple(_basis(entry))
    kind_questions = tuple(_kind_questions(entry))
    conflict = tuple(_conflict(entry, now))
    history = now | entered(entry.history)
    facts = (
        derived("emd_kind", _kind(now, kinds), basis, (*conflict, *kind_questions)),
        derived("extramedullary_disease", now, basis, conflict),
        derived("emd_extraosseous", _any_is(now, kinds, _OUTSIDE_BONE), basis, (*conflict, *kind_questions)),
        derived(
            "emd_paraskeletal",
            _any_is(now, kinds, frozenset({LesionKind.PARASKELETAL})),
            basis,
            (*conflict, *kind_questions),
        ),
        derived("emd_history", history, (*basis, *_history_basis(entry)), conflict),
        derived("emd_certainty", _certainty(lesions), basis),
        derived("emd_sites", _sites(now, lesions), basis),
        derived("emd_lesion_count", _count(now, lesions), basis),
        derived("largest_lesion_diameter", _largest(now, lesions), basis, tuple(_size_questions(entry))),
    )
    dates = [lesion.date for lesion in lesions if lesion.date] + [entry.date] * (entry.date is not None)
    newest = max((day for day in dates if day), default=None)
    return [replace(fact, as_of=newest) for fact in facts]


def _kind(now: Truth, kinds: Sequence[Kinds]) -> Options:
    if now is Truth.NO:
        return Options(frozenset({"none"}))
    if not kinds:
        return Options(frozenset({"paraskeletal", "extraosseous"}) if now is Truth.YES else None)
    if any(kind <= _OUTSIDE_BONE for kind in kinds):
        possible = {"extraosseous"}
    elif all(kind == {LesionKind.PARASKELETAL} for kind in kinds):
        possible = {"paraskeletal"}
    else:
        possible = {"paraskeletal", "extraosseous"}
    return Options(frozenset(possible | ({"none"} if now is Truth.UNKNOWN else set())))


def _any_is(now: Truth, kinds: Sequence[Kinds], wanted: Kinds) -> Truth:
    if now is Truth.NO:
        return Truth.NO
    if not kinds:
        return Truth.UNKNOWN
    one = any_of(
        Truth.YES if kind <= wanted else Truth.UNKNOWN if kind & wanted else Truth.NO for kind in kinds
    )
    return all_of((one, now))


def _certainty(lesions: Sequence[Lesion]) -> Options:
    if not lesions:
        return Options()
    certainties = [certainty_of(lesion) for lesion in lesions]
    if any(certainty == {"confirmed"} for certainty in certainties):
        return Options(frozenset({"confirmed"}))
    return Options(frozenset().union(*certainties))


def _sites(now: Truth, lesions: Sequence[Lesion]) -> Members:
    if now is not Truth.YES or not lesions:
        return Members(closed=now is Truth.NO)
    sites = [site_of(lesion) for lesion in lesions]
    return Members(frozenset(site for site in sites if site), closed=None not in sites)


def _count(now: Truth, lesions: Sequence[Lesion]) -> Span:
    if now is Truth.NO:
        return Span.exactly(0)
    if now is Truth.YES:
        return Span.exactly(len(lesions)) if lesions else Span(low=Span.exactly(1).low)
    return Span()


def _largest(now: Truth, lesions: Sequence[Lesion]) -> Span:
    """A lesion without a size may be larger than the ones measured: then only the lower bound is known."""
    if now is Truth.NO:
        return Span.exactly(0)
    sizes = [lesion.size.largest_mm for lesion in lesions if lesion.size]
    if now is not Truth.YES or not sizes:
        return Span()
    return Span(max(sizes), max(sizes) if len(sizes) == len(lesions) else None)


def _basis(entry: Extramedullary) -> Iterable[Message]:
    if entry.status is Presence.ABSENT:
        imaging = entry.imaging or "@words:imaging-unnamed"
        yield message("emd-absent", imaging=imaging, date=entry.date or "@history:no-date")
    for _, lesion in lesions_of(entry):
        site = f"@value:{site_of(lesion)}" if lesion.site else "@words:site-unnamed"
        size = str(lesion.size) if lesion.size else "@words:size-unnamed"
        yield message("emd-lesion", site=site, size=size, date=lesion.date or "@history:no-date")


def _history_basis(entry: Extramedullary) -> Iterable[Message]:
    if entry.history is not YesNo.UNKNOWN:
        yield message(f"emd-history-{entry.history}")


def _kind_questions(entry: Extramedullary) -> Iterable[Question]:
    for place, lesion in lesions_of(entry):
        if len(kinds_of(lesion)) > 1:
            field = f"extramedullary.lesions[{place}].contiguous_with_bone"
            yield Question(f"emd-contiguous.{place}", message("emd-contiguous", number=place + 1), field)


def _size_questions(entry: Extramedullary) -> Iterable[Question]:
    for place, lesion in lesions_of(entry):
        if lesion.size is None:
            field = f"extramedullary.lesions[{place}].size"
            yield Question(f"emd-size.{place}", message("emd-size", number=place + 1), field)


def _conflict(entry: Extramedullary, now: Truth) -> Iterable[Question]:
    if now is Truth.UNKNOWN and entry.lesions and entry.status is not Presence.UNKNOWN:
        yield Question("emd-status", message("emd-status"), "extramedullary.status")

"""The free light chains in serum: which one is involved, how much of it, and whether their ratio is normal.

The ratio is kappa over lambda, normal from 0.26 to 1.65 (IMWG). Severe kidney disease shifts it upwards; the
fact then carries the flag ``RATIO_WITH_KIDNEY_DISEASE`` and the normal range stays the same.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from cardecide.case.choices import LightChain
from cardecide.case.partial_date import PartialDate
from cardecide.facts.context import Context
from cardecide.facts.fact import Fact, Question
from cardecide.facts.fact_building import derived
from cardecide.facts.lab_values import LabReading, current_lab
from cardecide.facts.lookup import span
from cardecide.facts.spans import above, below, hull, propagate
from cardecide.facts.value import Span, Truth
from cardecide.language.message import Message, message

RATIO_LOWEST_NORMAL: Final = Decimal("0.26")
RATIO_HIGHEST_NORMAL: Final = Decimal("1.65")
_KIDNEY_LIMIT: Final = Decimal(60)


@dataclass(frozen=True, slots=True)
class FreeLightChains:
    """The involved chain in mg/dL, the ratio, and whether it is abnormal."""

    involved: Span
    ratio: Span
    ratio_abnormal: Truth
    basis: tuple[Message, ...] = ()
    questions: tuple[Question, ...] = ()
    flags: tuple[str, ...] = ()
    as_of: PartialDate | None = None

    def facts(self) -> Iterable[Fact]:
        """The three facts."""
        for name, value in (
            ("involved_free_light_chain", self.involved),
            ("free_light_chain_ratio", self.ratio),
            ("free_light_chain_ratio_abnormal", self.ratio_abnormal),
        ):
            fact = derived(name, value, self.basis, self.questions)
            yield replace(fact, flags=self.flags, as_of=self.as_of)


def ratio_of(kappa: Span, lambda_: Span) -> Span:
    """Kappa over lambda, both in the same unit."""
    return propagate(lambda k, over: k / over, (kappa,), (lambda_,))


def ratio_abnormal(ratio: Span) -> Truth:
    """Whether kappa over lambda lies outside 0.26 to 1.65; both limits are normal."""
    return below(ratio, RATIO_LOWEST_NORMAL) | above(ratio, RATIO_HIGHEST_NORMAL)


def entered_ratio_abnormal(ratio: Span, chain: LightChain | None) -> Truth:
    """The same for a ratio that was entered without saying which chain stands above.

    Reports give kappa over lambda, or involved over uninvolved. The two are one in kappa disease. Otherwise a
    ratio above the normal range may be either, and it is abnormal only where both readings are.
    """
    if chain is LightChain.KAPPA or above(ratio, RATIO_HIGHEST_NORMAL) is Truth.NO:
        return ratio_abnormal(ratio)
    as_inverse = ratio_abnormal(propagate(lambda r: 1 / r, (), (ratio,)))
    straight = ratio_abnormal(ratio)
    return straight if straight is as_inverse else Truth.UNKNOWN


def involved_chain(kappa: Span, lambda_: Span, chain: LightChain | None) -> Span:
    """The free light chain of the disease: the chain of its paraprotein, or else the one in excess.

    Where the ratio is abnormal towards the other chain the two statements disagree and both stay possible.
    """
    ratio = ratio_of(kappa, lambda_)
    if above(ratio, RATIO_HIGHEST_NORMAL) is Truth.YES:
        in_excess: LightChain | None = LightChain.KAPPA
    elif below(ratio, RATIO_LOWEST_NORMAL) is Truth.YES:
        in_excess = LightChain.LAMBDA
    else:
        in_excess = None
    named = chain if chain in (LightChain.KAPPA, LightChain.LAMBDA) else None
    if named and in_excess and named is not in_excess:
        return hull((kappa, lambda_))
    meant = named or in_excess
    return {LightChain.KAPPA: kappa, LightChain.LAMBDA: lambda_}[meant] if meant else hull((kappa, lambda_))


def read_free_light_chains(context: Context) -> FreeLightChains:
    """What the laboratory values say."""
    chain = context.case.disease.light_chain
    kappa, lambda_ = _lab(context, "kappa_free_light_chain"), _lab(context, "lambda_free_light_chain")
    involved, stated = (
        _lab(context, "involved_free_light_chain"),
        _lab(context, "free_light_chain_ratio", "1"),
    )
    readings = [reading for reading in (kappa, lambda_, involved, stated) if reading.labs]
    questions = [question for reading in readings for question in reading.questions]
    if (kappa.labs and lambda_.labs) or not stated.labs:
        ratio = ratio_of(kappa.span, lambda_.span)
        abnormal = ratio_abnormal(ratio)
    else:
        ratio, abnormal = stated.span, entered_ratio_abnormal(stated.span, chain)
        if abnormal is Truth.UNKNOWN:
            field = "disease.light_chain" if chain is None else "labs"
            questions.append(Question("free-light-chain-ratio", message("free-light-chain-ratio"), field))
    return FreeLightChains(
        involved.span if involved.labs else involved_chain(kappa.span, lambda_.span, chain),
        ratio,
        abnormal,
        tuple(line for reading in readings for line in reading.basis),
        tuple(questions),
        ("RATIO_WITH_KIDNEY_DISEASE",) if _impaired_kidneys(context) is Truth.YES else (),
        max((reading.as_of for reading in readings if reading.as_of), default=None),
    )


def _lab(context: Context, test: str, unit: str = "mg/dL") -> LabReading:
    return current_lab(context.case, context.on, test, unit)


def _impaired_kidneys(context: Context) -> Truth:
    return below(span(context, "egfr_ckd_epi_2021"), _KIDNEY_LIMIT)

"""The type of the myeloma: which chains the paraprotein has."""

from collections.abc import Iterable

from cardecide.case.choices import HeavyChain, LightChain
from cardecide.facts.context import Context
from cardecide.facts.fact import Fact, Origin
from cardecide.facts.value import Options, Truth
from cardecide.language.message import message


def derive(context: Context) -> Iterable[Fact]:
    """Heavy chain, light chain, and whether it is light-chain myeloma.

    No heavy chain means light-chain myeloma unless there is no light chain either: then the disease makes no
    measurable paraprotein at all.
    """
    heavy, light = context.case.disease.heavy_chain, context.case.disease.light_chain
    if heavy is not None:
        yield Fact("heavy_chain", Options(frozenset({heavy.value})), Origin.ENTERED)
    if light is not None:
        yield Fact("light_chain", Options(frozenset({light.value})), Origin.ENTERED)
    if heavy is None:
        return
    truth = Truth.NO
    if heavy is HeavyChain.NONE:
        truth = {None: Truth.UNKNOWN, LightChain.NONE: Truth.NO}.get(light, Truth.YES)
    basis = (message("myeloma-type.heavy-chain", chain=f"@value:{heavy.value}"),)
    yield Fact("light_chain_only", truth, Origin.DERIVED, basis=basis)

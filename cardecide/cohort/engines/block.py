"""Judges one block of a facts table: every condition's planes, then every pack's status."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from cardecide.cohort.engines.atom_planes import AtomPlanes, limits_of
from cardecide.cohort.engines.planes import Planes, Scratch, all_planes, any_planes, at_least_planes
from cardecide.engine.expression import AllOf, AnyOf, AtLeast, Atom, Expression, Not, children
from cardecide.engine.graph import Graph
from cardecide.engine.vocabulary import Vocabulary

if TYPE_CHECKING:
    import pyarrow


class BlockEvaluator:
    """The conditions of ``roots`` and what they are made of, ready for block after block."""

    def __init__(self, graph: Graph, roots: Sequence[int], vocabulary: Vocabulary) -> None:
        self.scratch = Scratch()
        wanted: set[int] = set()
        waiting = list(roots)
        while waiting:
            slot = waiting.pop()
            if slot not in wanted:
                wanted.add(slot)
                waiting += [graph.slot_of(part) for part in children(graph.nodes[slot])]
        self._values = {name: vocabulary[name].values for name in _facts(graph, wanted)}
        nodes = [(slot, graph.nodes[slot]) for slot in sorted(wanted)]
        # Fact by fact, so that a column is read while it still lies in the cache.
        self._atoms = sorted(
            ((slot, node) for slot, node in nodes if isinstance(node, Atom)), key=lambda pair: pair[1].fact
        )
        self._limits = limits_of(atom for _, atom in self._atoms)
        self._rest = [
            (slot, node, tuple(graph.slot_of(part) for part in children(node)))
            for slot, node in nodes
            if not isinstance(node, Atom)
        ]

    def planes(self, batch: "pyarrow.RecordBatch") -> dict[int, Planes]:
        """The planes of every node by its slot, until the next block; bits after the last row say nothing."""
        atoms = AtomPlanes(batch, self._values, self._limits, self.scratch)
        found = {slot: atoms.of(atom) for slot, atom in self._atoms}
        for slot, node, parts in self._rest:
            found[slot] = _combined(node, [found[part] for part in parts], self.scratch)
        return found


def _combined(node: Expression, parts: Sequence[Planes], scratch: Scratch) -> Planes:
    match node:
        case AllOf():
            return all_planes(parts, scratch)
        case AnyOf():
            return any_planes(parts, scratch)
        case AtLeast(n):
            return at_least_planes(n, parts, scratch)
        case Not():
            return parts[0].swapped()
        case _:
            raise TypeError(f"{node} is not a combination")


def _facts(graph: Graph, slots: set[int]) -> set[str]:
    return {node.fact for slot in slots if isinstance(node := graph.nodes[slot], Atom)}

"""All conditions of many criteria as one graph in which a common part stands once."""

from collections.abc import Iterable

from cardecide.engine.expression import Expression, children


class Graph:
    """Distinct expressions in an order in which parts come before what is made of them.

    ``nodes[slot]`` is an expression, ``slot_of(expression)`` its place; a status vector has the same order.
    """

    def __init__(self, expressions: Iterable[Expression] = ()) -> None:
        self.nodes: list[Expression] = []
        self._slots: dict[Expression, int] = {}
        for expression in expressions:
            self.add(expression)

    def add(self, expression: Expression) -> int:
        """The slot of the expression, which is added with its parts where it is new."""
        known = self._slots.get(expression)
        if known is not None:
            return known
        for child in children(expression):
            self.add(child)
        slot = len(self.nodes)
        self.nodes.append(expression)
        self._slots[expression] = slot
        return slot

    def slot_of(self, expression: Expression) -> int:
        """The place of an expression that was added before; KeyError for another one."""
        return self._slots[expression]

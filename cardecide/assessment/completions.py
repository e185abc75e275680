"""All completions of a few open facts at once: one bit of a large integer for each combination of answers."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, product
from math import prod
from typing import Final

from cardecide.assessment.condition_form import Form, Leaf

MOST_COMPLETIONS: Final = 4096
MOST_VARIABLES: Final = 9
"""Beyond these nothing is enumerated: with k yes/no facts there are 3^k partial answers to look at."""


class Completions:
    """The completions of some variables; ``plane`` is the set of those in which a form holds, as bits."""

    def __init__(self, sizes: Mapping[str, int]) -> None:
        self.sizes = dict(sizes)
        self.everything = (1 << prod(self.sizes.values())) - 1
        self._strides: dict[str, int] = {}
        self._planes: dict[tuple[str, int], int] = {}
        stride = 1
        for name, size in self.sizes.items():
            self._strides[name] = stride
            period = stride * size
            repeat = self.everything // ((1 << period) - 1)
            for answer in range(size):
                self._planes[name, answer] = (((1 << stride) - 1) << (answer * stride)) * repeat
            stride = period

    @staticmethod
    def too_many(sizes: Mapping[str, int]) -> bool:
        """Whether these variables have more completions than are looked at."""
        return len(sizes) > MOST_VARIABLES or prod(sizes.values()) > MOST_COMPLETIONS

    def plane(self, form: Form) -> int:
        """The completions in which the form holds."""
        if isinstance(form, Leaf):
            return sum(self._planes[form.variable, answer] for answer in form.when)
        reached = [self.everything] + [0] * form.n
        for part in form.parts:
            plane = self.plane(part)
            for count in range(form.n, 0, -1):
                reached[count] |= reached[count - 1] & plane
        return reached[form.n]

    def relevant(self, plane: int) -> list[str]:
        """The variables on whose answer the plane depends."""
        return [name for name in self.sizes if self._depends(plane, name)]

    def _depends(self, plane: int, name: str) -> bool:
        first = plane & self._planes[name, 0]
        stride = self._strides[name]
        return any(
            (first << (answer * stride)) != plane & self._planes[name, answer]
            for answer in range(1, self.sizes[name])
        )

    def deciding_sets(self, plane: int) -> tuple[list[frozenset[str]], list[frozenset[str]]]:
        """The minimal sets of variables of which some answers make the plane certain to hold, and not to."""
        names = self.relevant(plane)
        yes: list[frozenset[str]] = []
        no: list[frozenset[str]] = []
        for size in range(len(names) + 1):
            for chosen in combinations(names, size):
                wanted = frozenset(chosen)
                is_yes = not any(found <= wanted for found in yes)
                is_no = not any(found <= wanted for found in no)
                for mask in self._masks(chosen) if is_yes or is_no else ():
                    seen = plane & mask
                    if is_yes and seen == mask:
                        yes.append(wanted)
                        is_yes = False
                    elif is_no and not seen:
                        no.append(wanted)
                        is_no = False
                    if not (is_yes or is_no):
                        break
        return yes, no

    def _masks(self, names: Sequence[str]) -> Iterator[int]:
        """The completions that agree with each combination of answers to ``names``."""
        for answers in product(*(range(self.sizes[name]) for name in names)):
            mask = self.everything
            for name, answer in zip(names, answers, strict=True):
                mask &= self._planes[name, answer]
            yield mask

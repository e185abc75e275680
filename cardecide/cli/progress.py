"""How far a long piece of work has come, on a terminal only."""

import sys
from types import TracebackType
from typing import Self


class Progress:
    """A counter on one line of standard error that is wiped at the end; silent where nobody watches."""

    def __init__(self, total: int, what: str) -> None:
        self._total = total
        self._what = what
        self._done = 0
        self._shown = sys.stderr.isatty()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._shown:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)

    def step(self) -> None:
        """One more is done."""
        self.show(self._done + 1)

    def show(self, done: int) -> None:
        """So many are done."""
        self._done = done
        if self._shown:
            print(f"\r{self._done} of {self._total} {self._what}", end="", file=sys.stderr, flush=True)

"""Processes that share the blocks of one file between them, each with its own map of it.

Threads do not help here: the steps are too short. What the processes find goes into memory that all see, so
that no result travels through a pipe and none touches a disk.
"""

import pickle
from collections.abc import Generator, Iterator
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from contextlib import contextmanager
from functools import lru_cache
from multiprocessing import get_context
from multiprocessing.shared_memory import SharedMemory
from pathlib import Path
from types import TracebackType

import numpy as np

from cardecide.cohort.engines.block_judge import BlockJudge
from cardecide.cohort.engines.column_views import word_count
from cardecide.cohort.engines.facts_table import BLOCK, FactsTable
from cardecide.cohort.engines.findings import PlaneTable
from cardecide.cohort.engines.in_force import Stretches


class Workers:
    """Processes that wait for work; use it as a context manager. Starting one takes about half a second."""

    def __init__(self, count: int) -> None:
        # A fresh process, not a copy: copies of a process with threads may hang.
        self._pool = ProcessPoolExecutor(count, mp_context=get_context("spawn"))
        self.count = count

    def __enter__(self) -> "Workers":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._pool.shutdown(cancel_futures=True)

    def judge(
        self,
        judge: BlockJudge,
        path: Path,
        rows: int,
        stretches: Stretches | None,
        statuses: PlaneTable,
        answers: PlaneTable | None,
    ) -> Generator[int, None, None]:
        """Judge an Arrow file and write the planes; gives the number of rows of each piece that is done."""
        with _shared(statuses) as first, _shared(answers) as second:
            work = pickle.dumps(judge)
            futures: dict[Future[None], int] = {}
            for start in range(0, rows, BLOCK):
                count = min(BLOCK, rows - start)
                part = None if stretches is None else stretches[start : start + count]
                future = self._pool.submit(_judge_share, work, path, start, count, part, first, second)
                futures[future] = count
            try:
                for future in as_completed(futures):
                    future.result()
                    yield futures[future]
            finally:
                for future in futures:
                    future.cancel()


Shared = tuple[str, tuple[int, int]] | None


@contextmanager
def _shared(planes: PlaneTable | None) -> Iterator[Shared]:
    """Memory in the shape of ``planes`` that other processes see; copied into it at the end."""
    if planes is None:
        yield None
        return
    memory = SharedMemory(create=True, size=max(planes.nbytes, 1))
    try:
        yield memory.name, (planes.shape[0], planes.shape[1])
        seen: PlaneTable = np.ndarray(planes.shape, np.uint64, memory.buf)
        planes[:] = seen
        del seen
    finally:
        memory.close()
        memory.unlink()


def _judge_share(
    work: bytes,
    path: Path,
    start: int,
    count: int,
    stretches: Stretches | None,
    statuses: Shared,
    answers: Shared,
) -> None:
    judge = _judge(work)
    file = path.stat()
    table = _mapped(path, file.st_ino, file.st_size, file.st_mtime_ns)
    first, lines = _attached(statuses)
    second, more = _attached(answers)
    assert lines is not None  # noqa: S101 - statuses are always wanted
    done = start
    for batch in table.batches(judge.columns, start, count):
        part = slice(done // 64, done // 64 + word_count(batch.num_rows))
        own = None if stretches is None else stretches[done - start : done - start + batch.num_rows]
        judge.judge(batch, own, lines[:, part], None if more is None else more[:, part])
        done += batch.num_rows
    del lines, more
    for memory in (first, second):
        if memory is not None:
            memory.close()


@lru_cache(maxsize=1)
def _judge(work: bytes) -> BlockJudge:
    judge: BlockJudge = pickle.loads(work)  # noqa: S301 - made by the process that started this one
    return judge


@lru_cache(maxsize=1)
def _mapped(path: Path, inode: int, size: int, changed: int) -> FactsTable:
    """The map of a file is kept for the next piece of work; another file of that name is mapped anew."""
    return FactsTable.read(path)


def _attached(shared: Shared) -> tuple[SharedMemory | None, PlaneTable | None]:
    if shared is None:
        return None, None
    memory = SharedMemory(shared[0])
    return memory, np.ndarray(shared[1], np.uint64, memory.buf)
